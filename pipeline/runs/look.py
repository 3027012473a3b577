"""One entry of a catalog looked at by the gate's rules: what ``check``, ``status`` and ``build`` say of a translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import c2py

from pipeline.checks import CheckContext
from pipeline.checks.rules import Rule, all_rules, at_least, milder
from pipeline.checks.suppress import RULE as IGNORE
from pipeline.checks.suppress import apply_answers
from pipeline.glossary import Matcher, Terms
from pipeline.languages import plural_forms
from pipeline.model import Finding, LanguagePair, Placeable, PlaceableKind, TermHit
from pipeline.protect.placeables import find_placeables
from pipeline.protect.terms import find_terms
from pipeline.review.catalog import Catalog, Entry
from pipeline.runs.catalogs import CatalogFile, source_language
from pipeline.runs.share import share
from pipeline.translation.terms import is_satisfied

Progress = Callable[[int, int], None]
LookAt = Callable[[str, str, CheckContext], Iterable[Finding]]
"""`Check.check`."""

CHUNK = 500
"""Entries that a process takes at a time: a second of work at most."""

_HELD: frozenset[PlaceableKind] = frozenset({"brace", "icu"})
_BRACE = re.compile(r"(?<![{$@\\])\{[A-Za-z_]\w*\}(?!\})")
_ARGUMENT = "@{"
"""Begins the name of a function's argument in Gnumeric: people translate the name and keep the sign."""

_SHELL = re.compile(r"\$[A-Z_][A-Z0-9_]{2,}\Z|%[A-Z_]{3,}%\Z")

# Without one of these signs a text has no placeable of the kinds above: most texts need not be searched.
_SIGNS = re.compile(r"[{$]|%[A-Z]")
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")

CREDITS = frozenset(
    (
        "translator-credits",
        "translator_credits",
        "Your names",
        "Your emails",
        "NAME OF TRANSLATORS",
        "EMAIL OF TRANSLATORS",
    )
)

_IMAGE = re.compile(r"external ref='[^']*' md5='[0-9a-f]+'")
"""How itstool asks whether a picture has a translation of its own."""

FEW = 2
"""A plural form that serves at most so many numbers may leave the number out: "one file", "no or one file"."""

_TRIED = 200
"""Numbers from 0 that a plural rule is asked for."""


@dataclass(frozen=True, slots=True)
class Looker:
    """What is the same for all entries of a catalog."""

    path: str
    pair: LanguagePair
    matcher: Matcher
    rules: tuple[Rule, ...]
    checks: tuple[tuple[Rule, LookAt], ...]
    known: frozenset[str]
    text_rules: frozenset[str]
    few: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls, catalog: Catalog, path: str, pair: LanguagePair, matcher: Matcher, rules: Sequence[Rule]
    ) -> Looker:
        known = frozenset(rule.id for rule in all_rules()) | {IGNORE}
        checks = tuple((rule, rule.check.check) for rule in rules if hasattr(rule.check, "check"))
        text_rules = frozenset(rule.id for rule, _ in checks)
        few = few_forms(catalog, pair.target)
        return cls(path, pair, matcher, tuple(rules), checks, known, text_rules, few)

    def look_at(self, entry: Entry) -> tuple[list[Finding], int]:
        """What the rules see in the forms of an entry, and how many findings its ``ignore`` comments answer."""
        found = [self._placed(one, entry) for one in self._findings(entry)]
        left, answered = apply_answers(found, entry, self.text_rules, self.known)
        return [replace(one, path=self.path, language=self.pair.target) for one in left], answered

    def _placed(self, one: Finding, entry: Entry) -> Finding:
        return replace(
            one,
            line=entry.line,
            context=entry.context,
            reference=":".join(str(part) for part in entry.references[0] if part) if entry.references else "",
        )

    def _findings(self, entry: Entry) -> Iterator[Finding]:
        if entry.source.strip() in CREDITS or _IMAGE.fullmatch(entry.source):
            return  # a translation of this is a list of names, or any word at all
        whole = self.matcher.match_whole(entry.source, entry.context or "")
        if whole is not None and all(is_satisfied(target, whole) for target in entry.translations):
            return  # a caption that has the glossary's translation is right, whatever number its source carries
        for form, target in enumerate(entry.translations):
            if not target.strip():
                continue
            if entry.plural is None:
                found: Iterable[Finding] = self._look(entry.source, target, entry)
            elif form in self.few:
                # either source will do: what is found against one alone is the other's business
                found = list(self._look(entry.source, target, entry))
                if found:
                    rules = {one.rule for one in self._look(entry.plural, target, entry)}
                    found = [one for one in found if one.rule in rules and not _leaves_count_out(one)]
            else:
                found = self._look(entry.plural, target, entry)
            yield from (replace(one, form=form) for one in found)

    def terms_in(self, source: str, context: str | None) -> tuple[TermHit, ...]:
        """The glossary's terms in a source text of this catalog."""
        return find_terms(
            source, lambda text: self.matcher.find(text, context or ""), language=self.pair.source
        )

    def _look(self, source: str, target: str, entry: Entry) -> Iterator[Finding]:
        if not source.strip():
            return
        hits = self.terms_in(source, entry.context)
        context = CheckContext(
            self.pair,
            placeables=held_placeables(source, self.pair.source),
            terms=hits,
            flags=entry.flags,
            comments=(*entry.extracted, *entry.comments),
            notes=entry.notes,
        )
        for rule, check in self.checks:
            for one in check(source, target, context):
                if not at_least(one.severity, rule.least):
                    continue
                severity = milder(one.severity, rule.at_most)
                yield one if severity is one.severity else replace(one, severity=severity)


def looker_for(file: CatalogFile, catalog: Catalog, terms: Terms, rules: Sequence[Rule]) -> Looker:
    """What looks at the entries of this catalog."""
    pair = LanguagePair(source_language(catalog), file.language)
    return Looker.of(catalog, file.name, pair, terms.matcher(pair.target, pair.source), rules)


def look_at_file(
    file: CatalogFile, catalog: Catalog, terms: Terms, rules: Sequence[Rule], jobs: int = 1
) -> tuple[list[Finding], int]:
    """All findings of a catalog by line, and how many are answered by comments."""
    return look_at_files([(file, catalog)], terms, rules, jobs)[0]


def look_at_files(
    opened: Sequence[tuple[CatalogFile, Catalog]],
    terms: Terms,
    rules: Sequence[Rule],
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[tuple[list[Finding], int]]:
    """For each catalog what `look_at_file` gives; the entries of all are shared among ``jobs`` processes."""
    lookers = [looker_for(file, catalog, terms, rules) for file, catalog in opened]
    work = [
        (number, start)
        for number, (_, catalog) in enumerate(opened)
        for start in range(0, len(catalog.entries), CHUNK)
    ]
    pieces = [(lookers[number], opened[number][1].entries[start : start + CHUNK]) for number, start in work]
    findings: list[list[Finding]] = [[] for _ in opened]
    answered = [0] * len(opened)
    for (number, _), (found, silent) in zip(
        work, share(look_at_entries, pieces, jobs, progress), strict=True
    ):
        findings[number] += found
        answered[number] += silent
    for found, (_, catalog), looker in zip(findings, opened, lookers, strict=True):
        found += look_at_catalog(catalog, looker)
        found.sort(key=lambda one: (one.line, one.form))
    return list(zip(findings, answered, strict=True))


def look_at_entries(work: tuple[Looker, Sequence[Entry]]) -> tuple[list[Finding], int]:
    """The findings of some entries of a catalog, and how many are answered by comments."""
    looker, entries = work
    findings: list[Finding] = []
    answered = 0
    for entry in entries:
        if not entry.empty:
            found, silent = looker.look_at(entry)
            findings += found
            answered += silent
    return findings, answered


def _leaves_count_out(one: Finding) -> bool:
    """Whether something that counts is gone from a form for one number: "a lamp" for "%d lamp"."""
    return one.rule in ("printf", "placeables", "numbers") and one.span is None


def held_placeables(source: str, language: str) -> tuple[Placeable, ...]:
    """The placeables of a source that a person's translation is held to: names, numbers and code may be put otherwise.

    Of the other kinds only what is beyond doubt: variables in capitals, and names in braces between backticks, which
    may be quotation marks (`{name}'). Conversions of printf, tags and the marks of Markdown have checks of their own,
    which read more than a span.
    """
    if not _SIGNS.search(source):
        return ()
    held: list[Placeable] = []
    for one in find_placeables(source, language=language):
        if one.kind == "code" and one.text.startswith("`"):
            held += (
                Placeable(one.start + inner.start(), one.start + inner.end(), inner[0], "brace")
                for inner in _BRACE.finditer(one.text)
            )
        elif one.text.startswith(_ARGUMENT):
            held.append(Placeable(one.start, one.start + len(_ARGUMENT), _ARGUMENT, "brace"))
        elif one.kind in _HELD or (one.kind == "shell" and _SHELL.match(one.text)):
            held.append(one)
    return tuple(held)


def look_at_catalog(catalog: Catalog, looker: Looker) -> list[Finding]:
    """What the rules about whole catalogs see; answers are heeded as at single entries."""
    found = [
        replace(one, path=looker.path, severity=milder(one.severity, rule.at_most))
        for rule in looker.rules
        if hasattr(rule.check, "check_catalog")
        for one in rule.check.check_catalog(catalog, looker.pair)
    ]
    if not found:
        return []
    entries = {entry.line: entry for entry in catalog.entries}
    return [one for one in found if one.line not in entries or not _answered(one, entries[one.line])]


def _answered(one: Finding, entry: Entry) -> bool:
    return not any(left is one for left in apply_answers([one], entry, (), {one.rule})[0])


def few_forms(catalog: Catalog, language: str) -> frozenset[int]:
    """The plural forms that serve one number or two, by the catalog's own rule, else the language's."""
    rule = _PLURAL.search(catalog.headers.get("Plural-Forms", "")) or _PLURAL.search(plural_forms(language))
    try:
        form_of = c2py(rule[1].strip() if rule else "n != 1")
        forms = [form_of(number) for number in range(_TRIED)]
    except (ValueError, RecursionError, ZeroDivisionError):
        return frozenset()  # the header check says so
    return frozenset(form for form in set(forms) if forms.count(form) <= FEW)
