"""Translation memories of other tools: TMX in and out, XLIFF and PO in, each pair looked at before it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.languages import parse_language, same_language
from pipeline.memory.exchange.quality import fault
from pipeline.memory.exchange.tmx import read_tmx
from pipeline.memory.exchange.xliff import read_xliff
from pipeline.memory.exchange.xml import Raw
from pipeline.memory.records import Record, records_of
from pipeline.model import LanguagePair
from pipeline.review.po import read_catalog

SUFFIXES = {".tmx": read_tmx, ".xlf": read_xliff, ".xliff": read_xliff}
"""The XML formats that are read, by the file's ending."""

PO_SUFFIX = ".po"

Found = Iterator[tuple[Record, LanguagePair]]


@dataclass(slots=True)
class Wanted:
    """The languages to take, where the user named them."""

    source: str | None = None
    target: str | None = None


@dataclass(slots=True)
class Refused:
    """How many pairs were left out, by the reason."""

    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return sum(self.reasons.values())


def read_file(path: Path, name: str, wanted: Wanted, refused: Refused, *, every: bool = False) -> Found:
    """The pairs of a file that are worth remembering.

    ``every`` takes them whatever their quality (an empty side is no pair all the same).

    Raises:
        DocumentError: the file cannot be read, or is of no format that is known.
        CatalogError: a PO file cannot be read.
    """
    pairs = (
        _from_catalog(path, name, wanted)
        if path.suffix.lower() == PO_SUFFIX
        else _from_xml(path, name, wanted, refused)
    )
    for record, pair in pairs:
        if not record.source.strip() or not all(text.strip() for text in record.targets):
            refused.reasons["one side is empty"] += 1
            continue
        reason = None if every else fault(record, pair)
        if reason is None:
            yield record, pair
        else:
            refused.reasons[reason] += 1


def _from_catalog(path: Path, name: str, wanted: Wanted) -> Found:
    catalog = read_catalog(path, name)
    target = wanted.target or _locale(catalog.headers.get("Language", ""))
    if target is None:
        raise DocumentError("its header does not name its language; name it with --to", name)
    source = wanted.source or _locale(catalog.headers.get("X-Source-Language", "")) or "en"
    for record in records_of(catalog):
        yield record, LanguagePair(source, target)


def _from_xml(path: Path, name: str, wanted: Wanted, refused: Refused) -> Found:
    reader = SUFFIXES.get(path.suffix.lower())
    if reader is None:
        endings = " ".join([PO_SUFFIX, *SUFFIXES])
        raise DocumentError(f"no format of a memory has this ending (endings that are read: {endings})", name)
    for raw in reader(path, name):
        if raw.problem:
            refused.reasons[raw.problem] += 1
            continue
        pair = _pair(raw, wanted)
        if pair is None:
            refused.reasons["in other languages"] += 1
            continue
        yield (
            Record(raw.source, (raw.target,), raw.context or None, None, (), raw.reviewer, raw.time, True),
            pair,
        )


def _pair(raw: Raw, wanted: Wanted) -> LanguagePair | None:
    source, target = _locale(raw.source_language), _locale(raw.target_language)
    if source is None or target is None or same_language(source, target):
        return None
    if wanted.source and not same_language(source, wanted.source):
        return None
    if wanted.target and not same_language(target, wanted.target):
        return None
    return LanguagePair(wanted.source or source, wanted.target or target)


def _locale(tag: str) -> str | None:
    try:
        return parse_language(tag) if tag.strip() else None
    except UnknownLanguage:
        return None
