"""One glossary row: the cells of a file into a `Term`, and a `Term` into cells; shared by every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pipeline.errors import UnknownLanguage
from pipeline.glossary.fold import fold
from pipeline.glossary.model import Term
from pipeline.languages import parse_language
from pipeline.model import TermStatus

COLUMNS = ("source", "target", "language", "note", "status", "case_sensitive")
"""The columns every written file has, in this order; the first three are required on reading."""

REQUIRED = COLUMNS[:3]

OPTIONAL = (
    "source_language",
    "accent_sensitive",
    "forms",
    "target_forms",
    "context",
    "part_of_speech",
    "gender",
    "domain",
)
"""Columns that may be there, in any order; written only where a term uses them."""

_TRUE = frozenset({"yes", "true", "1", "x", "y"})
_FALSE = frozenset({"", "no", "false", "0", "n"})


def read_term(cells: Mapping[str, str], line: int, problems: list[str]) -> Term | None:
    """Make a term of a row's cells; None when it is wrong, with the reasons added to ``problems``."""
    source, target = cells["source"], cells["target"]
    status = _status(cells.get("status", ""), problems)
    if not source:
        problems.append("the source is empty. Write the term, or remove the row.")
    elif not source.isascii() and not fold(source).strip():
        problems.append(f"the source {source!r} has no letter, digit or sign to look for.")
    if status is TermStatus.UNTRANSLATABLE:
        if target not in ("", source):
            problems.append(
                f"{source!r} is untranslatable, but its target is {target!r}. "
                "Leave the target empty, or change the status."
            )
        target = source
    elif not target and status is not None:
        problems.append(
            f"the target of {source!r} is empty. Write it, or give the row the status untranslatable."
        )
    language = _language(cells["language"], problems)
    source_language = _language(cells.get("source_language", ""), problems)
    case_sensitive = _flag(cells.get("case_sensitive", ""), "case_sensitive", problems)
    accent_sensitive = _flag(cells.get("accent_sensitive", ""), "accent_sensitive", problems)
    if problems or status is None:
        return None
    return Term(
        source=source,
        target=target,
        language=language,
        note=cells.get("note", ""),
        status=status,
        case_sensitive=case_sensitive,
        accent_sensitive=accent_sensitive,
        source_language=source_language or None,
        forms=_list(cells.get("forms", "")),
        target_forms=_list(cells.get("target_forms", "")),
        context=cells.get("context", ""),
        part_of_speech=cells.get("part_of_speech", ""),
        gender=cells.get("gender", ""),
        domain=cells.get("domain", ""),
        line=line,
    )


_STATUSES = {str(status): status for status in TermStatus}


def _status(cell: str, problems: list[str]) -> TermStatus | None:
    if not cell:
        return TermStatus.PREFERRED
    status = _STATUSES.get(cell.lower())
    if status is None:
        near = get_close_matches(cell.lower(), _STATUSES, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(_STATUSES)}."
        problems.append(f"unknown status {cell!r}. {hint}")
    return status


def _language(cell: str, problems: list[str]) -> str:
    if not cell:
        return ""
    try:
        return parse_language(cell)
    except UnknownLanguage as error:
        problems.append(str(error))
        return ""


def _flag(cell: str, column: str, problems: list[str]) -> bool:
    if not cell:
        return False
    answer = cell.lower()
    if answer in _FALSE:
        return False
    if answer not in _TRUE:
        problems.append(f"{column} is {cell!r}. Write yes or no.")
    return True


def _list(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def identity(term: Term) -> tuple[object, ...]:
    """What makes two rows the same row: everything but note and line."""
    return (
        term.source,
        term.target,
        term.language,
        term.status,
        term.case_sensitive,
        term.source_language,
        term.accent_sensitive,
        term.forms,
        term.target_forms,
        term.context,
        term.part_of_speech,
        term.gender,
        term.domain,
    )


def term_cells(term: Term) -> dict[str, str]:
    """The cells of a term by column; the inverse of `read_term`."""
    return {
        "source": term.source,
        "target": term.target,
        "language": term.language,
        "note": term.note,
        "status": str(term.status),
        "case_sensitive": "yes" if term.case_sensitive else "no",
        "source_language": term.source_language or "",
        "accent_sensitive": "yes" if term.accent_sensitive else "",
        "forms": "|".join(term.forms),
        "target_forms": "|".join(term.target_forms),
        "context": term.context,
        "part_of_speech": term.part_of_speech,
        "gender": term.gender,
        "domain": term.domain,
    }


def find_contradictions(terms: Iterable[Term]) -> list[tuple[int, str]]:
    """Rows that cannot both be followed, as (line, what to do). Several targets are no contradiction.

    A source cannot be both untranslatable and translated, and no target both wanted and forbidden,
    where language, source language, context and part of speech are the same.
    """
    terms = list(terms)
    if len({term.source for term in terms}) == len(terms):
        return []
    ways: dict[tuple[object, ...], Term] = {}
    verdicts: dict[tuple[object, ...], Term] = {}
    errors: list[tuple[int, str]] = []
    for term in terms:
        place = (term.source, term.language, term.source_language, term.context, term.part_of_speech)
        forbidden = term.status is TermStatus.FORBIDDEN
        kept = term.status is TermStatus.UNTRANSLATABLE
        twin = verdicts.get((place, term.target, not forbidden))
        verdicts.setdefault((place, term.target, forbidden), term)
        if twin is not None:
            errors.append((term.line, _both(f"{term.target!r} for {term.source!r}", term, twin)))
        elif not forbidden:
            other = ways.get((place, not kept))
            if other is not None:
                errors.append((term.line, _both(repr(term.source), term, other)))
        if not forbidden:
            ways.setdefault((place, kept), term)
    return errors


def _both(what: str, term: Term, other: Term) -> str:
    return f"{what} is {term.status}, but {other.status} in line {other.line}. Keep one of the two rows."
