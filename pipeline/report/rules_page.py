"""The gate's rules as a page of documentation, made from the checks' own statements and examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pipeline.checks.base import CatalogExample, Example
from pipeline.checks.rules import RULES, Rule
from pipeline.report.text import show

E = TypeVar("E", Example, CatalogExample)

_SHOWN = 3
"""Examples of each kind that the page shows; all of them are tests."""


def rules_page() -> str:
    """A table of all rules, then good and bad examples of each, in Markdown."""
    lines = ["| rule | severity | on | what it states |", "|---|---|---|---|"]
    lines += [
        f"| [`{rule.id}`](#{rule.id}) | {rule.severity} | {'yes' if rule.on else 'no'} | {rule.check.description} |"
        for rule in RULES
    ]
    for rule in RULES:
        lines += ["", f"### {rule.id}", "", *_examples(rule)]
    return "\n".join(lines) + "\n"


def _examples(rule: Rule) -> list[str]:
    examples: tuple[CatalogExample, ...] = getattr(rule.check, "catalog_examples", ())
    if examples:
        return _catalogs(examples)
    pairs: tuple[Example, ...] = getattr(rule.check, "examples", ())
    lines = ["| | source | translation |", "|---|---|---|"]
    for example in _chosen(pairs):
        verdict = f"**{example.found}**" if example.found else "good"
        language = f" ({example.pair.target})" if example.pair.target != "pt_BR" else ""
        told = [*example.flags, *(f"#. {one}" for one in (*example.comments, *example.notes))]
        told += [f"{source} → {target} ({status})" for source, target, status in example.terms]
        aside = f" *{_cell(', '.join(told), code=False)}*" if told else ""
        lines.append(f"| {verdict}{language} | {_cell(example.source)}{aside} | {_cell(example.target)} |")
    return lines


def _catalogs(examples: Iterable[CatalogExample]) -> list[str]:
    lines: list[str] = []
    for example in _chosen(examples):
        lines += [
            f"{'**' + example.found + '**' if example.found else 'good'}:",
            "",
            "```po",
            example.text.strip(),
            "```",
            "",
        ]
    return lines[:-1]


def _chosen(examples: Iterable[E]) -> list[E]:
    """The first few good and bad ones, in their order."""
    chosen: list[E] = []
    counted = {True: 0, False: 0}
    for example in examples:
        bad = example.found is not None
        counted[bad] += 1
        if counted[bad] <= _SHOWN - (not bad):
            chosen.append(example)
    return chosen


def _cell(text: str, *, code: bool = True) -> str:
    """A text in a cell of a table: invisible characters as escapes, no sign that Markdown would obey."""
    shown = show(text, width=200)[0].replace("|", "\\|")
    if not code:
        return shown
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"
