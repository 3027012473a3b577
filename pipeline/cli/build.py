"""``locpipe build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import EncodingOption, Json, Locales, console_of, open_project, plural


def build(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="PO files or folders; all of them by default.")
    ] = None,
    use_fuzzy: Annotated[
        bool, typer.Option("--use-fuzzy", help="Take unreviewed translations too, as msgfmt does.")
    ] = False,
    min_reviewed: Annotated[
        float,
        typer.Option(
            "--min-reviewed",
            min=0,
            max=100,
            metavar="PERCENT",
            help="Refuse catalogs reviewed less than this.",
        ),
    ] = 0,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="Folder of the built files.")
    ] = None,
    locales: Locales = None,
    encoding: EncodingOption = None,
    as_json: Json = False,
) -> None:
    """Write localized documents and .mo files from reviewed translations.

    Example: `locpipe build --min-reviewed 100`

    A text that nobody has reviewed stays in the source language.
    """
    from pipeline.runs.build import build_catalogs

    console = console_of(context)
    project = open_project(locales=locales, out=out, encoding=encoding)
    report = build_catalogs(
        project,
        paths or (),
        use_fuzzy=use_fuzzy,
        min_reviewed=min_reviewed,
    )
    if as_json:
        console.json(report.to_json())
    else:
        for output in report.outputs:
            unreviewed = f", {output.fuzzy} unreviewed" if use_fuzzy else ""
            console.result(
                f"{output.path}: {output.reviewed} reviewed{unreviewed}, {output.fallback} in the source language"
            )
    for error in report.errors:
        console.error(str(error))
    if not report.outputs and not report.errors:
        console.say(
            f"No catalog in {project.config.locales}/. Make some first: locpipe translate PATH --to LANG"
        )
        return
    line = f"{plural(len(report.outputs), 'file')} built in {project.config.out}/"
    if report.errors:
        line += f", {plural(len(report.errors), 'problem')}"
    fallback = sum(output.fallback for output in report.outputs)
    if fallback and not use_fuzzy:
        line += ". Texts that nobody has reviewed are in the source language; --use-fuzzy takes the machine's"
    console.say(line + ".")
    if report.errors:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    app.command()(build)
