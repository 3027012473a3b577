"""``locpipe build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Console
from pipeline.cli.options import (
    EncodingOption,
    Jobs,
    Json,
    Locales,
    console_of,
    open_project,
    plural,
    read_glossaries,
)

if TYPE_CHECKING:
    from pipeline.runs.build import BuildReport

_FALLBACKS = 5
"""Texts in the source language that are listed without -v."""

_LONGEST = 70


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
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit with 1 where a built file would change."),
    ] = False,
    no_rules: Annotated[
        bool, typer.Option("--no-rules", help="Do not let the rules of the gate see what is built.")
    ] = False,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="Folder of the built files.")
    ] = None,
    locales: Locales = None,
    encoding: EncodingOption = None,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Write localized documents and .mo files from reviewed translations.

    Example: `locpipe build --min-reviewed 100`

    A text that nobody has reviewed stays in the source language. Errors that the gate's rules see in a
    built text make the exit code 1.
    """
    from pipeline.checks.rules import choose_rules
    from pipeline.engines.pool import default_jobs
    from pipeline.runs.build import BuildOptions, build_catalogs

    console = console_of(context)
    project = open_project(locales=locales, out=out, encoding=encoding, jobs=jobs)
    config = project.config
    rules = () if no_rules else choose_rules(config.check_select, config.check_ignore)
    options = BuildOptions(use_fuzzy, min_reviewed, rules, look=check, jobs=config.jobs or default_jobs())
    report = build_catalogs(project, paths or (), options, read_glossaries(project, None))
    if as_json:
        console.json(report.to_json())
    else:
        _show(console, report, use_fuzzy, check)
    for error in report.errors:
        console.error(str(error))
    for one in report.findings:
        console.error(f"{one.path}:{one.line}: {one.rule}: {one.message}")
    if not report.outputs and not report.errors:
        console.say(
            f"No catalog in {project.config.locales}/. Make some first: locpipe translate PATH --to LANG"
        )
        return
    console.say(_summary(report, project.config.out, use_fuzzy, check))
    if report.errors or report.findings or (check and report.changed):
        raise typer.Exit(1)


def _show(console: Console, report: BuildReport, use_fuzzy: bool, check: bool) -> None:
    """The built files, and the first of the texts that are in the source language; all of them with -v."""
    for output in report.outputs:
        unreviewed = f", {output.fuzzy} unreviewed" if use_fuzzy else ""
        counts = f"{output.reviewed} reviewed{unreviewed}, {output.fallback} in the source language"
        console.result(f"{output.path}: {counts}{' (would change)' if check and output.changed else ''}")
    shown = report.fallbacks if console.settings.verbosity else report.fallbacks[:_FALLBACKS]
    for one in shown:
        console.say(f"  {one.path}:{one.line}: in the source language: {_short(one.source)}")
    if len(shown) < len(report.fallbacks):
        console.say(f"  and {len(report.fallbacks) - len(shown)} more; -v lists them")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _summary(report: BuildReport, out: str, use_fuzzy: bool, check: bool) -> str:
    if check and report.changed:
        return f"{plural(report.changed, 'file')} in {out}/ would change. Next: locpipe build"
    if check:
        line = f"{plural(len(report.outputs), 'file')} in {out}/ are up to date"
    else:
        line = f"{plural(len(report.outputs), 'file')} built in {out}/"
    problems = len(report.errors) + len(report.findings)
    if problems:
        line += f", {plural(problems, 'problem')}"
    if report.fallbacks and not use_fuzzy:
        line += ". Texts that nobody has reviewed are in the source language; --use-fuzzy takes the machine's"
    return line + "."


def register(app: typer.Typer) -> None:
    app.command()(build)
