"""Glossaries of other tools: read them with `import_glossary`, write them with `export_glossary`.

One module a format; `FORMATS` lists them, and the first that recognises a file reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from pipeline.errors import GlossaryError, UsageError
from pipeline.glossary.csv import read_bytes
from pipeline.glossary.exchange.crowdin import Crowdin
from pipeline.glossary.exchange.losses import find_losses
from pipeline.glossary.exchange.omegat import OmegaT
from pipeline.glossary.exchange.pairs import Pairs
from pipeline.glossary.exchange.protocol import ExchangeFormat, Imported, Pair, header_cells
from pipeline.glossary.exchange.tbx import Tbx
from pipeline.glossary.exchange.weblate import WeblateCsv
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.rows import find_contradictions
from pipeline.model import TermStatus

__all__ = [
    "FORMATS",
    "ExchangeFormat",
    "Exported",
    "Imported",
    "Pair",
    "exchange_format",
    "export_glossary",
    "guess_format",
    "import_glossary",
    "parse_exchange",
]

FORMATS: tuple[ExchangeFormat, ...] = (Tbx(), Crowdin(), WeblateCsv(), OmegaT(), Pairs())


class Exported(NamedTuple):
    """The text of a written file, how many rows are in it, and a sentence for everything that is not."""

    text: str
    rows: int
    warnings: tuple[str, ...]


def exchange_format(name: str) -> ExchangeFormat:
    """The format of a name.

    Raises:
        UsageError: there is none; with those there are.
    """
    for one in FORMATS:
        if one.name == name:
            return one
    raise UsageError(f"Unknown glossary format {name!r}. Known: {', '.join(one.name for one in FORMATS)}.")


def guess_format(data: bytes, name: str) -> ExchangeFormat:
    """The format of a file by its content and ending.

    Raises:
        UsageError: it is a glossary of locpipe already, or no format recognises it.
    """
    beginning = data[:65_536]
    # a cut inside a character is no fault of the file
    text = beginning.decode(
        "utf-16" if beginning[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="replace"
    )
    if {"source", "target", "language"} <= set(header_cells(text)):
        raise UsageError(f"{name} is a glossary of locpipe already. Put it into glossaries/ as it is.")
    suffix = PurePath(name).suffix.lower()
    for one in FORMATS:
        if one.recognises(text, suffix):
            return one
    names = ", ".join(f"{one.name} ({one.description})" for one in FORMATS)
    raise UsageError(f"{name}: the format cannot be told. Name it with --format: {names}.")


def import_glossary(path: Path, name: str, pair: Pair, format_name: str | None = None) -> Imported:
    """Read a file of another tool; its format is guessed unless it is named.

    Raises:
        GlossaryError: the file cannot be read.
        UsageError: its format cannot be told, or it does not say its languages and nobody did.
    """
    data = read_bytes(path, name)
    return parse_exchange(
        data, name, pair, exchange_format(format_name) if format_name else guess_format(data, name)
    )


def parse_exchange(data: bytes, name: str, pair: Pair, one: ExchangeFormat) -> Imported:
    """Like `import_glossary`, for bytes of a known format."""
    imported = one.read(data, name, pair)
    if (
        not one.multilingual
        and pair.target is None
        and any(
            not term.language and term.status is not TermStatus.UNTRANSLATABLE for term in imported.glossary
        )
    ):
        raise UsageError(
            f"{name}: this format ({one.name}) does not say its target language. Name it with --target."
        )
    clashes = find_contradictions(imported.glossary.terms)
    warnings = [f"{name}:{line}: {problem}" for line, problem in clashes]
    return replace(imported, warnings=(*imported.warnings, *warnings))


def export_glossary(glossary: Glossary, format_name: str, pair: Pair) -> Exported:
    """Write a glossary for another tool, and say what it cannot hold.

    With a target, the rows that serve it are written as rows of it (``pt`` rows as ``pt_BR``); without
    one, all rows with the languages they have. The file is read back: the warnings say what is true.

    Raises:
        UsageError: there is no such format, it needs a target, or no row is for that target.
    """
    one = exchange_format(format_name)
    if not one.multilingual and pair.target is None:
        raise UsageError(f"A file of this format ({one.name}) has one target language. Name it with --to.")
    terms = _rows_for(glossary, one, pair)
    if not terms:
        raise UsageError(
            "No row of the glossary is for this language." if pair.target else "The glossary is empty."
        )
    text = one.write(terms, pair)
    try:
        back = one.read(text.encode(errors="surrogatepass"), "export", pair).glossary.terms
    except GlossaryError as error:  # what we write we can read
        raise AssertionError(f"{one.name} wrote what it cannot read: {error}") from error
    return Exported(text, len(back), find_losses(_as_read(terms, one, pair), back, one.name))


def _rows_for(glossary: Glossary, one: ExchangeFormat, pair: Pair) -> list[Term]:
    """The rows to write; a source language that is the file's own needs no saying."""
    target = pair.target or ""
    rows = []
    for term in glossary.for_language(target).terms:
        if target and (term.language or term.status is not TermStatus.UNTRANSLATABLE):
            term = replace(term, language=target)
        if term.source_language == (pair.source or "en") and one.multilingual:
            term = replace(term, source_language=None)
        rows.append(term)
    return rows


def _as_read(terms: Sequence[Term], one: ExchangeFormat, pair: Pair) -> list[Term]:
    """A file for one language gives back its names as names of that language."""
    if one.multilingual or pair.target is None:
        return list(terms)
    return [replace(term, language=pair.target) for term in terms]
