"""Check that an ICU message keeps its arguments and its branches: a missing ``other`` stops a program."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, LanguagePair, Severity
from pipeline.protect.icu import icu_spans, is_icu, only_other

_HEAD = re.compile(r"\{\s*([\w.]+)\s*,\s*(plural|selectordinal|select)\b")
_BRANCH = re.compile(r"(=\d+|[\w-]+)\s*\{\Z")
_CASES = frozenset({"zero", "one", "two", "few", "many", "other"})


class IcuCheck:
    """See the module's first line. The cases of a plural are those of the target's language."""

    id = "icu"
    severity = Severity.ERROR
    description = (
        "An ICU message is complete, with the arguments of the source and the branches of its selects."
    )
    examples = (
        Example(
            "{n, plural, one {# file} other {# files}}", "{n, plural, one {# arquivo} other {# arquivos}}"
        ),
        Example(
            "{n, plural, one {# file} other {# files}}",
            "{n, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}",
            None,
            LanguagePair("en", "pl"),
        ),
        Example("{n, plural, one {# file} other {# files}}", "{n, plural, one {# arquivo}}", Severity.ERROR),
        Example(
            "{n, plural, one {# file} other {# files}}",
            "{m, plural, one {# arquivo} other {#}}",
            Severity.ERROR,
        ),
        Example(
            "{n, plural, one {# file} other {# files}}",
            "{n, plural, one {# arquivo} other {#}",
            Severity.ERROR,
        ),
        Example(
            "{n, plural, one {# file} other {# files}}",
            "{n, plural, um {# arquivo} other {#}}",
            Severity.ERROR,
        ),
        Example(
            "{n, plural, one {{g, select, f {She} other {It}} left} other {# left}}",
            "{n, plural, other {残り#}}",
            None,
            LanguagePair("en", "ja"),
        ),
        Example("{g, select, f {She} other {They}} left", "{g, select, f {Ela} other {Elas}} saiu"),
        Example(
            "{g, select, f {She} other {They}} left", "{g, select, m {Ela} other {Elas}} saiu", Severity.ERROR
        ),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if not is_icu(source) or icu_spans(source) is None:
            return []
        problem = _problem(source, target)
        return [finding(self, problem, source, target, context)] if problem else []


def _problem(source: str, target: str) -> str | None:
    if icu_spans(target) is None:
        return "The ICU message is broken: a brace, an argument or a branch is missing."
    ours, theirs = _arguments(source), _arguments(target)
    needed = _arguments(only_other(source))  # one that only ``one`` has goes where a language has no ``one``
    lost = [name for name in needed if name not in theirs]
    added = [name for name in theirs if name not in ours]
    if lost:
        return f"The ICU argument {quote([f'{name}, {kind}' for name, kind in lost])} is gone."
    if added:
        return f"The ICU argument {quote([f'{name}, {kind}' for name, kind in added])} is not in the source."
    for (name, kind), branches in theirs.items():
        if "other" not in branches:
            return f"The ICU argument {quote([name])} has no branch “other”."
        if kind == "select":
            differing = sorted(set(branches) ^ set(ours[name, kind]))
            if differing:
                return f"The branches of the select {quote([name])} differ: {quote(differing)}."
        else:
            unknown = [one for one in branches if not one.startswith("=") and one not in _CASES]
            if unknown:
                return f"No plural case: {quote(unknown)}."
    return None


def _arguments(text: str) -> dict[tuple[str, str], list[str]]:
    """The branches of each argument, nested ones too. Of an argument that comes twice all together."""
    found: dict[tuple[str, str], list[str]] = {}
    waiting: list[tuple[str, str]] = []
    for span in icu_spans(text) or ():
        if span.is_text:
            continue
        piece = text[span.start : span.end]
        head = _HEAD.search(piece)
        if head:
            waiting.append((head[1], head[2]))
            found.setdefault(waiting[-1], [])
        branch = _BRANCH.search(piece)
        if branch and waiting:
            found[waiting[-1]].append(branch[1])
        elif waiting:
            waiting.pop()
    return found
