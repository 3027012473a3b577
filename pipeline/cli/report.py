"""``locpipe report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import (
    GlossaryFiles,
    Json,
    Locales,
    console_of,
    open_project,
    plural,
    read_glossaries,
)


def report(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="PO files or folders; all of them by default.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="The page; report.html in the build folder by default."
        ),
    ] = None,
    link: Annotated[
        str,
        typer.Option(
            "--link",
            metavar="ADDRESS",
            help="Where an entry leads, with {path} and {line} in it; the PO file beside the page by default.",
        ),
    ] = "",
    glossary: GlossaryFiles = None,
    locales: Locales = None,
    as_json: Json = False,
) -> None:
    """Write one HTML page for reading instead of a terminal: every entry, its state, terms, findings and changes.

    Example: `locpipe report --link "https://example.org/blob/main/{path}#L{line}"`

    The page needs no network and no server: open it, mail it, print it, keep it as a build artefact.
    """
    from pipeline.engines.pool import default_jobs
    from pipeline.runs.page import write_page

    console = console_of(context)
    project = open_project(locales=locales)
    target = project.out / "report.html" if out is None else Path.cwd() / out
    with console.progress("reading the catalogs", "parts") as bar:
        done = write_page(
            project,
            read_glossaries(project, glossary),
            target,
            paths or (),
            link=link,
            jobs=project.config.jobs or default_jobs(),
            progress=bar.update,
        )
    if as_json:
        console.json(done.to_json())
    elif done.path:
        console.result(done.path)
    for error in done.errors:
        console.error(str(error))
    if done.path:
        state = "" if done.written else " (unchanged)"
        console.say(
            f"{plural(done.entries, 'entry', 'entries')} of {plural(len(done.catalogs), 'catalog')} "
            f"in {done.path}{state}. Next: open it in a browser."
        )
    elif not done.errors:
        console.say(
            f"No catalog in {project.config.locales}/. Make some first: locpipe translate PATH --to LANG"
        )
    if done.errors:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    app.command()(report)
