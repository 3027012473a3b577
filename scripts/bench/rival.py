"""The full argostranslate, asked over a pipe: run by the Python of its own environment, never by locpipe's.

``python rival.py`` with ARGOS_PACKAGES_DIR (and any other ARGOS_… setting) in the environment. It says when it is
ready, then answers each line of JSON ``{"sentences": […], "source": "en", "target": "pb"}`` with the texts of
``argostranslate.translate.translate``, how many sentences it saw in each, and the seconds that the texts took.
"""

from __future__ import annotations

import json
import sys
import time


def main() -> None:
    started = time.perf_counter()
    import argostranslate.translate as argos

    imported = time.perf_counter() - started
    answers = sys.stdout
    sys.stdout = sys.stderr  # the libraries print
    print(json.dumps({"import": imported}), file=answers, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        source, target = asked["source"], asked["target"]
        started = time.perf_counter()
        texts = [argos.translate(sentence, source, target) for sentence in asked["sentences"]]
        seconds = time.perf_counter() - started
        counts = (
            [_sentences(argos, sentence, source, target) for sentence in asked["sentences"]]
            if asked.get("count")
            else []
        )
        print(json.dumps({"texts": texts, "counts": counts, "seconds": seconds}), file=answers, flush=True)


def _sentences(argos: object, text: str, source: str, target: str) -> int:
    """How many sentences the library cuts a text into: more than one is not the same work."""
    translation = argos.get_translation_from_codes(source, target)  # type: ignore[attr-defined]
    while hasattr(translation, "underlying"):
        translation = translation.underlying
    return len(translation.sentencizer.split_sentences(text))


if __name__ == "__main__":
    main()
