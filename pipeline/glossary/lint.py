"""What is wrong or doubtful in a glossary as it stands: `lint_glossaries`, one small function a rule.

Errors are rows that cannot be read or cannot both be followed; warnings are rows that will not do what
their author thinks; notes are tidiness. What only documents and catalogs can show is in `usage.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.errors import GlossaryError, UnknownLanguage
from pipeline.glossary.boundaries import is_unspaced
from pipeline.glossary.csv import Row, scan_glossary
from pipeline.glossary.fold import fold, fold_keeping
from pipeline.glossary.match import Matcher
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.rows import find_contradictions, identity
from pipeline.languages import parse_language
from pipeline.model import Finding, Severity, TermStatus

StopWords = Callable[[str | None], frozenset[str]]
"""Source language (None: the documents') → its function words in lower case."""

_INNER_SPACE = re.compile(r"\s{2,}|[^\S ]")
_WANTED = (TermStatus.PREFERRED, TermStatus.ALLOWED)


class Placed(NamedTuple):
    """A term and the file it stands in."""

    path: str
    term: Term

    @property
    def place(self) -> str:
        return f"{self.path}:{self.term.line}"


def lint_glossaries(files: Sequence[tuple[str, str]], stop_words: StopWords) -> tuple[Finding, ...]:
    """Look at glossaries given as (path, text), the later over the earlier, as a run reads them.

    Findings come in the order of the files and lines.
    """
    findings: list[Finding] = []
    placed: list[Placed] = []
    for path, text in files:
        try:
            rows = list(scan_glossary(text, path))
        except GlossaryError as error:
            findings.append(unreadable(path, error))
            continue
        for row in rows:
            findings += _row_findings(path, row)
        own = [Placed(path, row.term) for row in rows if row.term is not None]
        findings += _duplicates(own)
        findings += _contradictions(own)
        placed += own
    for rule in (_shadowed, _conflicts, _hidden_forbidden, _cycles, _only_case):
        findings += rule(placed)
    findings += [finding for one in placed for finding in _short(one, stop_words)]
    order = {path: index for index, (path, _) in enumerate(files)}
    return tuple(sorted(findings, key=lambda finding: (order[finding.path], finding.line)))


def placed_terms(path: str, text: str) -> list[Placed]:
    """The rows of a glossary that can be read; none of a file without a header."""
    try:
        return [Placed(path, row.term) for row in scan_glossary(text, path) if row.term is not None]
    except GlossaryError:
        return []


def _finding(rule: str, severity: Severity, message: str, path: str, term: Term) -> Finding:
    return Finding(rule, severity, message, path, term.line, term.language, term.source, term.target)


def unreadable(path: str, error: GlossaryError) -> Finding:
    """The finding for a file that cannot be read at all."""
    message = str(error)
    match = re.match(rf"{re.escape(path)}(?::(\d+))?: (.*)", message, re.DOTALL)
    line, text = (int(match[1] or 0), match[2]) if match else (0, message)
    return Finding("unreadable", Severity.ERROR, text, path, line)


def _row_findings(path: str, row: Row) -> Iterator[Finding]:
    """What one row shows by itself: errors of its cells, unknown languages, white space."""
    languages = {problem for column in ("language", "source_language") if (problem := _unknown(row, column))}
    for problem in row.problems:
        rule = "unknown-language" if problem in languages else "row"
        yield Finding(rule, Severity.ERROR, problem, path, row.line, source=row.cells.get("source", ""))
    for column in ("source", "target"):
        cell = row.cells.get(column, "")
        if cell != cell.strip():
            message = f"white space around the {column} {cell.strip()!r} does not count. Remove it."
            yield Finding("white-space", Severity.NOTE, message, path, row.line, source=cell.strip())
        if _INNER_SPACE.search(cell.strip()):
            message = (
                f"the {column} {cell.strip()!r} holds a double space, a tab, a line end or a special space. "
                "Write one plain space."
            )
            yield Finding("white-space", Severity.WARNING, message, path, row.line, source=cell.strip())


def _unknown(row: Row, column: str) -> str:
    cell = row.cells.get(column, "").strip()
    try:
        if cell:
            parse_language(cell)
    except UnknownLanguage as error:
        return str(error)
    return ""


def _duplicates(placed: Iterable[Placed]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Term] = {}
    for path, term in placed:
        first = seen.setdefault(identity(term), term)
        if first is not term:
            message = f"the row is the same as line {first.line}. Remove one of them."
            yield _finding("duplicate", Severity.WARNING, message, path, term)


def _contradictions(placed: Sequence[Placed]) -> Iterator[Finding]:
    if not placed:
        return
    path, by_line = placed[0].path, {term.line: term for _, term in placed}
    for line, message in find_contradictions(dict.fromkeys(term for _, term in placed)):
        yield _finding("contradiction", Severity.ERROR, message, path, by_line[line])


def _place(term: Term) -> tuple[str, str | None, str, str]:
    """Where a row holds: what must be equal for two rows to speak about the same thing."""
    return (term.language, term.source_language, term.context, term.part_of_speech)


def _shadowed(placed: Iterable[Placed]) -> Iterator[Finding]:
    """Rows of an earlier file whose source a later one translates otherwise; the later one wins."""
    last: dict[tuple[object, ...], Placed] = {}
    for one in reversed(list(placed)):
        term = one.term
        if term.status is not TermStatus.PREFERRED:
            continue
        later = last.setdefault((term.source, _place(term)), one)
        if later.path != one.path and later.term.target != term.target:
            message = (
                f"{later.place} translates {term.source!r} as {later.term.target!r}, and the later file wins. "
                "Remove one of them."
            )
            yield _finding("overridden", Severity.NOTE, message, one.path, term)


def _conflicts(placed: Iterable[Placed]) -> Iterator[Finding]:
    first: dict[tuple[object, ...], Placed] = {}
    for one in placed:
        path, term = one
        if term.status is not TermStatus.PREFERRED:
            continue
        before = first.setdefault((path, term.source, _place(term)), one)
        if before.term.target != term.target:
            message = (
                f"{term.source!r} has two preferred translations, {before.term.target!r} in line "
                f"{before.term.line} and {term.target!r}; the first is used. Make one allowed, or say in the "
                "column context where each holds."
            )
            yield _finding("conflict", Severity.WARNING, message, path, term)


def _hidden_forbidden(placed: Sequence[Placed]) -> Iterator[Finding]:
    """A forbidden target that every use of the wanted one would hold: equal but for case, or inside it."""
    wanted: dict[tuple[object, ...], list[Placed]] = {}
    for one in placed:
        if one.term.status in _WANTED:
            wanted.setdefault((fold(one.term.source), _place(one.term)), []).append(one)
    for path, term in placed:
        if term.status is not TermStatus.FORBIDDEN or not term.target:
            continue
        others = wanted.get((fold(term.source), _place(term)), ())
        if not others:
            continue
        forbidden = Matcher(Glossary((Term(term.target, "x", accent_sensitive=True),)), "")
        for other in others:
            exact = (other.term.source, other.term.target, other.path) == (term.source, term.target, path)
            if not exact and forbidden.find(other.term.target):
                message = (
                    f"the forbidden {term.target!r} stands in the wanted {other.term.target!r} ({other.place}), "
                    "so that one is always reported. Remove the forbidden row, or make it longer."
                )
                yield _finding("forbidden-in-wanted", Severity.WARNING, message, path, term)
                break


def _cycles(placed: Sequence[Placed]) -> Iterator[Finding]:
    """a → b and b → a for one pair of languages: one of the rows stands the wrong way round."""
    ways: dict[tuple[str, str | None], dict[str, Placed]] = {}
    for one in placed:
        term = one.term
        if term.status in _WANTED and fold(term.source) != fold(term.target):
            pair = ways.setdefault((term.language, term.source_language), {})
            pair.setdefault(fold(term.source).strip(), one)
    for pair in ways.values():
        reported: set[str] = set()
        for start in pair:
            path = [start]
            while (after := fold(pair[path[-1]].term.target).strip()) in pair and after not in path:
                path.append(after)
            if after == start and not reported & set(path):
                reported |= set(path)
                last = pair[path[-1]]
                chain = " → ".join([pair[step].term.source for step in path] + [pair[start].term.source])
                message = (
                    f"the rows go round in a circle: {chain} (it begins in {pair[start].place}). "
                    "Turn the row round that has source and target exchanged, or remove it."
                )
                yield _finding("cycle", Severity.WARNING, message, last.path, last.term)


def _only_case(placed: Sequence[Placed]) -> Iterator[Finding]:
    """Two sources that a text cannot tell apart, because neither row asks for case or accents."""
    first: dict[tuple[object, ...], Placed] = {}
    for one in placed:
        path, term = one
        before = first.setdefault((path, fold(term.source).strip(), _place(term), term.status), one)
        same = before.term
        if same.source == term.source or not _confused(same, term):
            continue
        message = (
            f"{term.source!r} and {same.source!r} in line {same.line} differ only in case or accents, which do "
            "not count here. Remove one, or set case_sensitive or accent_sensitive in both rows."
        )
        yield _finding("same-but-for-case", Severity.WARNING, message, path, term)


def _confused(one: Term, other: Term) -> bool:
    """Whether a text with the one spelling is taken for the other as well."""
    return any(_reads(term, text.source) for term, text in ((one, other), (other, one)))


def _reads(term: Term, text: str) -> bool:
    case, accents = term.case_sensitive, term.accent_sensitive
    return fold_keeping(term.source, case=case, accents=accents) == fold_keeping(
        text, case=case, accents=accents
    )


def _short(placed: Placed, stop_words: StopWords) -> Iterator[Finding]:
    """Terms that are found where nobody means them: a letter or two, or a function word."""
    path, term = placed
    for spelling in term.spellings():
        plain = spelling.strip()
        word = plain.casefold()
        letters = [char for char in plain if char.isalnum()]
        if word in stop_words(term.source_language) and not (term.case_sensitive and plain != word):
            message = (
                f"{plain!r} is found wherever the ordinary word {word!r} stands. Set case_sensitive to yes where "
                "its capitals tell it apart, or remove it."
            )
            yield _finding("stop-word", Severity.WARNING, message, path, term)
        elif (
            len(letters) < 2
            and len(plain) < 2
            and not any(map(is_unspaced, plain))
            and not term.case_sensitive
        ):
            message = f"{plain!r} is one letter and found in unexpected places. Set case_sensitive, or write more of it."
            yield _finding("short", Severity.WARNING, message, path, term)
        elif (
            len(plain) == 2
            and plain.isalpha()
            and not term.case_sensitive
            and not any(map(is_unspaced, plain))
        ):
            message = (
                f"{plain!r} has two letters, and small letters are found too. Set case_sensitive to yes."
            )
            yield _finding("short", Severity.NOTE, message, path, term)
