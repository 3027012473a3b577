"""Findings that somebody has answered: ``# locpipe: ignore RULE reason`` in an entry's translator comment."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.model import Finding, Severity
from pipeline.review.catalog import Entry

RULE = "ignore"
"""The rule of findings about the comments themselves."""

_COMMENT = re.compile(r"\s*locpipe:\s*ignore\b[:\s]*(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)?\s*(?P<reason>.*)\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """One ``ignore`` comment: the rules it answers, and why."""

    rules: tuple[str, ...]
    reason: str


def answers_of(entry: Entry) -> tuple[Answer, ...]:
    """The ``ignore`` comments of an entry, in order."""
    found = (_COMMENT.match(comment) for comment in entry.comments if "ignore" in comment)
    return tuple(
        Answer(tuple(re.split(r"\s*,\s*", match["rules"])) if match["rules"] else (), match["reason"].strip())
        for match in found
        if match is not None
    )


def apply_answers(
    findings: Iterable[Finding], entry: Entry, rules: Collection[str], known: Collection[str]
) -> tuple[list[Finding], int]:
    """The findings of an entry that nobody has answered, with those about the answers; how many were answered.

    ``rules`` have been run; ``known`` is every rule there is. An answer needs a rule and a reason, and a rule
    that still finds something: one that answers nothing hides the next fault.
    """
    answers = answers_of(entry)
    if not answers:
        return list(findings), 0
    given = {rule for answer in answers if answer.reason for rule in answer.rules}
    left = [one for one in findings if one.rule not in given]
    answered = [one for one in findings if one.rule in given]
    for answer in answers:
        left += [_finding(entry, *said) for said in _complaints(answer, answered, rules, known)]
    return left, len(answered)


def _complaints(
    answer: Answer, answered: Iterable[Finding], rules: Collection[str], known: Collection[str]
) -> Iterable[tuple[str, Severity]]:
    used = {one.rule for one in answered}
    if not answer.rules:
        yield "An ignore comment names no rule: write “locpipe: ignore RULE reason”.", Severity.WARNING
    for rule in answer.rules:
        if rule not in known:
            yield f"An ignore comment names “{rule}”, which is no rule.", Severity.WARNING
        elif not answer.reason:
            yield f"An ignore comment gives no reason for “{rule}”, so it is not heeded.", Severity.WARNING
        elif rule in rules and rule not in used:
            yield f"“{rule}” finds nothing here any more: take the ignore comment away.", Severity.NOTE


def _finding(entry: Entry, message: str, severity: Severity) -> Finding:
    return Finding(
        RULE,
        severity,
        message,
        line=entry.line,
        source=entry.source,
        target=entry.translations[0],
        context=entry.context,
    )
