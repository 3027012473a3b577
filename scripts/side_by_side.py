"""Write a page that shows what a glossary does to a text: ``python -m scripts.side_by_side``.

The text, its glossary, the page and the reader's comments are those of `SAMPLE`. Each sentence that the
glossary changed stands there twice: as the engine gives it by itself, and with the terms required.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.glossary import read_glossary
from pipeline.model import Candidate

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET = "en", "pt_BR"


class Sample(NamedTuple):
    text: Path
    glossary: Path
    comments: Path
    page: Path


SAMPLE = Sample(
    ROOT / "docs/samples/cool-machines.txt",
    ROOT / "glossaries/artificial-intelligence.csv",
    ROOT / "docs/samples/cool-machines.comments.toml",
    ROOT / "docs/side-by-side.md",
)


class Compared(NamedTuple):
    """One paragraph in both ways."""

    source: str
    plain: Candidate
    enforced: Candidate

    @property
    def changed(self) -> bool:
        return self.plain.text != self.enforced.text


def compare(paragraphs: Sequence[str], glossary: Path) -> list[Compared]:
    plain = pipeline.translate(paragraphs, SOURCE, TARGET)
    enforced = pipeline.translate(paragraphs, SOURCE, TARGET, glossary=read_glossary(glossary, glossary.name))
    return [Compared(*row) for row in zip(paragraphs, plain, enforced, strict=True)]


def page_of(rows: Sequence[Compared], comments: dict[str, str], sample: Sample) -> Iterator[str]:
    """The page, line by line.

    Raises:
        ValueError: a comment is about a paragraph that the glossary does not change: somebody has to read it again.
    """
    changed = [row for row in rows if row.changed]
    stale = set(comments) - {row.source for row in changed}
    if stale:
        raise ValueError(f"comments on what is not changed: {sorted(stale)}")
    terms = sum(len(row.enforced.satisfied) for row in rows)
    unmet = sum(len(row.enforced.unmet) for row in rows)
    yield "# What a glossary does to a text"
    yield ""
    yield f"[{sample.text.name}](samples/{sample.text.name}), from English into Brazilian Portuguese by the model that comes"
    yield f"with locpipe, with [{sample.glossary.name}](../glossaries/{sample.glossary.name}): {terms + unmet} terms in"
    yield f"{len(rows)} paragraphs, {unmet} of them not placed. {len(rows) - len(changed)} paragraphs had all their terms"
    yield f"already and stay as they were. The other {len(changed)} stand here as the engine gives them, then with the"
    yield "terms required; a person has read them and says where the sentence got worse."
    yield ""
    yield "`python -m scripts.side_by_side` writes this page."
    for row in changed:
        required = ", ".join(f"{hit.text} → {hit.target}" for hit in row.enforced.satisfied)
        yield ""
        yield f"> {row.source}"
        yield ""
        yield "| | |"
        yield "|---|---|"
        yield f"| plain | {_cell(row.plain.text)} |"
        yield f"| enforced | {_cell(row.enforced.text)} |"
        yield f"| terms | {_cell(required)} |"
        for hit in row.enforced.unmet:
            yield f"| not placed | {_cell(hit.text)} → {_cell(hit.target)} |"
        if row.source in comments:
            yield f"| **read** | {_cell(comments[row.source])} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "(empty)"


def paragraphs(sample: Sample) -> list[str]:
    return [line for line in sample.text.read_text(encoding="utf-8").splitlines() if line.strip()]


def comments(sample: Sample) -> dict[str, str]:
    return tomllib.loads(sample.comments.read_text(encoding="utf-8"))


def main(sample: Sample = SAMPLE) -> None:
    rows = compare(paragraphs(sample), sample.glossary)
    page = "\n".join(page_of(rows, comments(sample), sample)) + "\n"
    sample.page.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
