"""Hold a folder of PO files against a log of what people reviewed: ``python ledger.py LOG LOCALES``.

Knows nothing of locpipe and imports nothing of it: polib reads the files, and this says what is lost. The log has
one JSON object a line: ``language, context, source, texts``, and ``replaces`` where the reviewer approved an entry
that showed an earlier source (``#| msgid``): the text for that one is settled by this.

A reviewed text must stand, unchanged, in one of three places: with its source and not fuzzy; with its source as
``#~``; or fuzzy under a changed source that shows its source as ``#| msgid``. What is not fuzzy must be in the log.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polib

Place = tuple[str, str | None, str]


def reviewed(log: Path) -> dict[Place, set[tuple[str, ...]]]:
    """The texts that count: the last one of each source; equal sources of two documents may have one each."""
    known: dict[Place, dict[str, tuple[str, ...]]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        place = (said["language"], said["context"], said["source"])
        known.setdefault(place, {})[said["catalog"]] = tuple(said["texts"])
        if said["replaces"] is not None and said["replaces"] != said["source"]:
            known.get((said["language"], said["context"], said["replaces"]), {}).pop(said["catalog"], None)
    return {place: set(texts.values()) for place, texts in known.items() if texts}


def texts_of(entry: polib.POEntry) -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(text for _, text in sorted(entry.msgstr_plural.items()))
    return (entry.msgstr,)


def faults(log: Path, locales: Path) -> list[str]:
    """One line for each reviewed text that is lost, and for each that nobody reviewed."""
    found: set[tuple[Place, tuple[str, ...]]] = set()
    wanted = reviewed(log)
    wrong = []
    for path in sorted(locales.rglob("*.po")):
        language = path.relative_to(locales).parts[0]
        for entry in polib.pofile(str(path)):
            place = (language, entry.msgctxt, entry.msgid)
            texts = texts_of(entry)
            if not entry.fuzzy and not entry.obsolete and all(texts) and texts not in wanted.get(place, ()):
                wrong.append(f"{path}:{entry.linenum}: reviewed, but by nobody: {entry.msgid!r} {texts}")
            if not entry.fuzzy:
                found.add((place, texts))
            elif entry.previous_msgid:
                found.add(((language, entry.previous_msgctxt, entry.previous_msgid), texts))
    wrong += [
        f"lost: {place} {texts}"
        for place, all_texts in sorted(wanted.items(), key=repr)
        for texts in sorted(all_texts)
        if (place, texts) not in found
    ]
    return wrong


if __name__ == "__main__":
    complaints = faults(Path(sys.argv[1]), Path(sys.argv[2]))
    print(
        "\n".join(complaints)
        or f"{sum(map(len, reviewed(Path(sys.argv[1])).values()))} reviewed texts, all there"
    )
    sys.exit(bool(complaints))
