"""What the gate saw: the value that every form of report is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a report says of a rule: id, gravest severity, the sentence that states the fact."""

    id: str
    severity: Severity
    description: str


@dataclass(frozen=True, slots=True)
class CheckedCatalog:
    """How far a catalog is."""

    path: str
    language: str
    entries: int
    reviewed: int
    fuzzy: int
    untranslated: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a run, by path and line, with what was looked at.

    ``rules`` are those that were run, in order. ``answered`` counts findings that an ignore comment
    answers, ``known`` those that stand in the baseline: neither is among the findings.
    """

    findings: tuple[Finding, ...]
    catalogs: tuple[CheckedCatalog, ...] = ()
    rules: tuple[RuleFacts, ...] = ()
    answered: int = 0
    known: int = 0

    @property
    def entries(self) -> int:
        return sum(catalog.entries for catalog in self.catalogs)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def fingerprint(finding: Finding) -> str:
    """What stays the same of a finding while lines move: 16 hexadecimal digits.

    It is made of rule, path, context, source, target and plural form. The message is left out, for it may be
    put better one day; the target is in, so that who touches a translation meets its findings again.
    """
    parts = (
        finding.rule,
        finding.path,
        "" if finding.context is None else "\4" + finding.context,
        finding.source,
        finding.target,
        str(finding.form),
    )
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]


def numbered(findings: Iterable[Finding]) -> list[tuple[str, Finding]]:
    """Each finding with its fingerprint; the second of the same rule at the same text gets ``-2``, and so on."""
    seen: dict[str, int] = {}
    result = []
    for one in findings:
        print_ = fingerprint(one)
        seen[print_] = times = seen.get(print_, 0) + 1
        result.append((print_ if times == 1 else f"{print_}-{times}", one))
    return result


def split_reference(reference: str) -> tuple[str, int]:
    """``articles/a.md:3`` → ``("articles/a.md", 3)``; line 0 where there is none."""
    path, colon, line = reference.rpartition(":")
    return (path, int(line)) if colon and line.isdecimal() else (reference, 0)
