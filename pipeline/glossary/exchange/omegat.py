"""OmegaT glossaries: tab-separated source, target, comment; lines that begin with ``#`` are comments.

There is no quoting: a tab or a line end cannot be written. The languages are those of the OmegaT
project and not in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.glossary.csv import decode
from pipeline.glossary.exchange.protocol import Collector, Imported, Pair, is_clean
from pipeline.glossary.model import Term
from pipeline.model import TermStatus

_HEADER = "# Glossary in tab-separated format -*- coding: utf-8 -*-"


class OmegaT:
    """See the module's first line."""

    name = "omegat"
    suffixes: tuple[str, ...] = (".txt", ".utf8", ".tab", ".tsv")
    description = "OmegaT glossary (tab-separated source, target, comment)"
    multilingual = False

    def recognises(self, text: str, suffix: str) -> bool:
        if suffix in (".utf8", ".tab") or text.startswith(_HEADER):
            return True
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        return bool(lines) and all("\t" in line for line in lines[:20]) and suffix in self.suffixes

    def read(self, data: bytes, name: str, pair: Pair) -> Imported:
        collector = Collector(name)
        for number, line in enumerate(_lines(decode(data, name)), start=1):
            if line.startswith("#") or not line.strip():
                continue
            source, *others = line.split("\t")
            if not others:
                collector.leave_out(number, "there is no tab between the term and its translation.")
                continue
            note = others[1] if len(others) > 1 else ""
            collector.add(number, source, others[0], pair.target or "", note=note)
        return collector.imported(pair.source)

    def write(self, terms: Sequence[Term], pair: Pair) -> str:
        rows = [term for term in terms if term.status is not TermStatus.FORBIDDEN and is_clean(term)]
        rows.sort(key=lambda term: term.status is TermStatus.ALLOWED)
        lines = [
            "\t".join((term.source, term.target, *([_one_line(term.note)] if term.note else [])))
            for term in rows
            if not term.source.startswith("#")
        ]
        return "\n".join([_HEADER, *lines]) + "\n"


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def _one_line(note: str) -> str:
    return re.sub(r"[\t\r\n]+", " ", note)
