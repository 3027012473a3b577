"""Compare our Argos engine's text with the full argostranslate's: ``python -m scripts.bench.parity PYTHON DATA``.

PYTHON is that of an environment with argostranslate and everything it asks for (``make parity`` builds it). DATA
holds ``argos/translate-en_pb-*.argosmodel``, ``flores-dev/flores-dev.en`` and ``langid/ui.jsonl``: news, and the
English interface strings without placeholders. Only what both programs take for one sentence counts, since
sentences are cut by different rules. Exit code 1 below 99.5 % or 500 sentences. Each difference is printed, with the
scores of the two texts in CTranslate2.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.rivals import Rival, read_lines, unpacked

BAR = 99.5
FEWEST = 500
_PLACEHOLDER = re.compile(r"[%{}<>$\\_&#@|~^]")
"""What protection would hide: the library is given the same text, so it is left out."""


def sentences_of(data: Path) -> list[str]:
    rows = [json.loads(line) for line in read_lines(data / "langid" / "ui.jsonl")]
    strings = [row["text"] for row in rows if row["lang"] == "en"]
    return [
        text
        for text in dict.fromkeys((*read_lines(data / "flores-dev" / "flores-dev.en"), *strings))
        if not _PLACEHOLDER.search(text) and text == text.strip()
    ]


def main(python: Path, data: Path) -> int:
    (package,) = sorted((data / "argos").glob("translate-en_pb-*.argosmodel"))
    asked = sentences_of(data)
    with unpacked(package) as packages:
        os.environ["ARGOS_PACKAGES_DIR"] = str(packages)
        rival = Rival(python, packages, {"ARGOS_INTRA_THREADS": "1"})
        try:
            theirs = rival.ask(asked, count=True)
        finally:
            rival.close()
        from pipeline.engines.argos import ArgosEngine
        from pipeline.model import LanguagePair
        from pipeline.segment import split_sentences

        engine, pair = ArgosEngine(), LanguagePair("en", "pt_BR")
        single = [
            number
            for number, (text, count) in enumerate(zip(asked, theirs["counts"], strict=True))
            if count == 1 and len(split_sentences(text, "en")) == 1
        ]
        ours = engine.translate_many([asked[number] for number in single], pair, jobs=2)
        different = [
            (asked[number], answer, theirs["texts"][number])
            for number, answer in zip(single, ours, strict=True)
            if answer[0].text != theirs["texts"][number].strip()
        ]
    same = 100 * (1 - len(different) / max(len(single), 1))
    for source, answer, text in different:
        rank = next((n for n, one in enumerate(answer) if one.text == text.strip()), None)
        place = (
            "not among our hypotheses"
            if rank is None
            else f"our hypothesis {rank + 1}: {answer[rank].score:.4f}"
        )
        print(
            f"source  {source}\nours    {answer[0].text}   ({answer[0].score})\ntheirs  {text}   ({place})\n"
        )
    print(
        f"{len(asked)} texts, {len(single)} of them one sentence to both; identical: {same:.2f} % "
        f"({len(different)} differ); bar: {BAR} % of at least {FEWEST}"
    )
    return 0 if same >= BAR and len(single) >= FEWEST else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m scripts.bench.parity PYTHON DATA (see the file's first lines)")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
