"""``locpipe diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Console
from pipeline.cli.options import Json, Locales, console_of, open_project, plural

if TYPE_CHECKING:
    from pipeline.review.catalogs import Counts
    from pipeline.review.changes import EntryChange
    from pipeline.runs.diff import CatalogDiff, DiffReport

_SHOWN = 5
"""Changes of each kind that are shown of a catalog without -v."""

_LONGEST = 60


def diff(
    context: typer.Context,
    before: Annotated[
        str, typer.Argument(metavar="A", help="A commit of git, a folder of catalogs or a PO file.")
    ],
    after: Annotated[
        str | None, typer.Argument(metavar="B", help="The same; by default the catalogs as they are now.")
    ] = None,
    locales: Locales = None,
    as_json: Json = False,
) -> None:
    """Say what changed between two states of the catalogs.

    Example: `locpipe diff v1.0`
    """
    from pipeline.runs.diff import diff_states

    console = console_of(context)
    report = diff_states(open_project(locales=locales), before, after, Path.cwd())
    if as_json:
        console.json(report.to_json())
    else:
        for one in report.catalogs:
            _show(console, one)
    for error in report.errors:
        console.error(str(error))
    console.say(_summary(report))
    if report.errors:
        raise typer.Exit(1)


def _show(console: Console, one: CatalogDiff) -> None:
    from pipeline.review.changes import WORDS, Change

    state = ""
    if one.before is None:
        state = " (new catalog)"
    elif one.after is None:
        state = " (catalog is gone)"
    console.result(f"{one.path}: reviewed {_share(one.before)} → {_share(one.after)}{state}")
    for kind in Change:
        changes = [change for change in one.changes if change.kind is kind]
        if not changes:
            continue
        console.result(f"  {len(changes)} {WORDS[kind]}")
        shown = changes if console.settings.verbosity else changes[:_SHOWN]
        for change in shown:
            console.result(f"    {_line(change)}")
        if len(shown) < len(changes):
            console.result(f"    and {len(changes) - len(shown)} more; -v shows them")


def _share(counts: Counts | None) -> str:
    if counts is None:
        return "–"
    return f"{100 * counts.reviewed // counts.entries if counts.entries else 100} % of {counts.entries}"


def _line(change: EntryChange) -> str:
    """An entry in one line: its source, and its translation before and after where they differ."""
    old, new = ("" if one is None else one.translations[0] for one in (change.before, change.after))
    parts = [_short(change.entry.source)]
    if change.before is not None and old != new and old:
        parts.append(f"was {_short(old)}")
    if new:
        parts.append(f"is {_short(new)}" if len(parts) > 1 else _short(new))
    return " – ".join(parts)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return "“" + (line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…") + "”"


def _summary(report: DiffReport) -> str:
    from pipeline.review.changes import WORDS

    counted = report.counted()
    if not report.catalogs:
        return "The two states say the same."
    words = ", ".join(f"{counted[kind]} {WORDS[kind]}" for kind in WORDS if counted[kind])
    return f"{plural(len(report.catalogs), 'catalog')} changed: {words or 'no entry'}."


def register(app: typer.Typer) -> None:
    app.command()(diff)
