"""``locpipe status``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Jobs, Json, Locales, console_of, open_project, plural, read_glossaries

_SHOWN = 110  # code points of a text in the list of the worst entries


def status(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="PO files or folders; all of them by default.")
    ] = None,
    locales: Locales = None,
    worst: Annotated[
        int, typer.Option("--worst", metavar="N", min=0, help="List the N entries to look at first.")
    ] = 0,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Say for each catalog what is reviewed, waits for review, or is untranslated, and what the checks see.

    Example: `locpipe status --worst 20`
    """
    from pipeline.engines.pool import default_jobs
    from pipeline.runs.status import catalog_status

    console = console_of(context)
    project = open_project(locales=locales, jobs=jobs)
    terms = read_glossaries(project, None)
    report = catalog_status(
        project, terms, paths or (), worst=worst > 0, jobs=project.config.jobs or default_jobs()
    )
    if as_json:
        console.json(report.to_json(worst))
    else:
        for one in report.catalogs:
            counts = one.counts
            share = 100 * counts.reviewed // counts.entries if counts.entries else 100
            console.result(
                f"{one.file.name}: {share} % reviewed; {counts.reviewed} reviewed, {counts.fuzzy} to review, "
                f"{counts.untranslated} untranslated, {counts.obsolete} obsolete; {plural(len(one.findings), 'finding')}"
            )
            for finding in one.findings:
                console.detail(
                    f"  {finding.path}:{finding.line}: {finding.severity}: {finding.rule}: {finding.message}"
                )
        for number, entry in enumerate(report.worst(worst), 1):
            sure = "      " if entry.confidence is None else f"{entry.confidence:.2f}  "
            noted = f" ({plural(entry.findings, 'finding')})" if entry.findings else ""
            console.result(f"{number:3}. {sure}{entry.path}:{entry.line}{noted}")
            console.result(f"       {_line(entry.source)}")
            console.result(f"       {_line(entry.target)}")
    for error in report.errors:
        console.error(str(error))
    waiting = sum(one.counts.fuzzy for one in report.catalogs)
    empty = sum(one.counts.untranslated for one in report.catalogs)
    if not report.catalogs and not report.errors:
        console.say(
            f"No catalog in {project.config.locales}/. Make some first: locpipe translate PATH --to LANG"
        )
    elif waiting or empty:
        first = next(one for one in report.catalogs if one.counts.fuzzy or one.counts.untranslated)
        console.say(
            f"{plural(len(report.catalogs), 'catalog')}: {waiting} to review, {empty} untranslated. "
            f"Next: open {first.file.name} in Poedit."
        )
    elif report.catalogs:
        console.say(f"{plural(len(report.catalogs), 'catalog')}: everything is reviewed. Next: locpipe build")
    if report.errors:
        raise typer.Exit(1)


def _line(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def register(app: typer.Typer) -> None:
    app.command()(status)
