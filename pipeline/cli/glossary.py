"""``locpipe glossary``: check, import, export, suggest, learn."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Console
from pipeline.cli.options import (
    EncodingOption,
    GlossaryFiles,
    Json,
    console_of,
    open_project,
    plural,
    read_glossaries,
)

if TYPE_CHECKING:
    from pipeline.runs.glossary import GlossaryReport

glossary = typer.Typer(no_args_is_help=True, help="Term bases: check, import, export, suggest, learn.")

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Glossaries; those of the project by default."),
]
FormatName = Annotated[
    str | None, typer.Option("--format", metavar="NAME", help="tbx, crowdin, weblate, omegat or pairs.")
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to; standard output by default.")
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


class Threshold(StrEnum):
    """How bad a finding must be for exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@glossary.command("check")
def check(
    context: typer.Context,
    files: Files = None,
    documents: Annotated[
        list[str] | None,
        typer.Option(
            "--documents", "-d", metavar="PATH", help="Report terms that do not occur here. Repeatable."
        ),
    ] = None,
    catalogs: Annotated[
        list[Path] | None,
        typer.Option(
            "--catalogs", "-c", metavar="PATH", help="Report terms that no translation here uses. Repeatable."
        ),
    ] = None,
    fail_on: Annotated[
        Threshold, typer.Option("--fail-on", help="Exit with 1 on findings this bad.")
    ] = Threshold.ERROR,
    as_json: Json = False,
) -> None:
    """Find duplicates, contradictions, wrong languages and terms that will not do what they should.

    Example: `locpipe glossary check --documents articles/ --catalogs locales/`
    """
    from pipeline.runs.glossary import check_glossaries

    console = console_of(context)
    report = check_glossaries(open_project(), files or (), documents or (), catalogs or ())
    if as_json:
        console.json(report.to_json())
    else:
        for one in report.findings:
            place = f"{one.path}:{one.line}" if one.line else one.path
            console.result(f"{place}: {one.severity}: {one.message} [{one.rule}]")
    for error in report.errors:
        console.error(str(error))
    console.say(_summary(report))
    if report.errors or _fails(report, fail_on):
        raise typer.Exit(1)


def _fails(report: GlossaryReport, threshold: Threshold) -> bool:
    from pipeline.model import Severity

    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    return report.has(*order[: order.index(Severity(threshold)) + 1])


def _summary(report: GlossaryReport) -> str:
    if not report.files:
        return "No glossary. Make one: locpipe glossary suggest DOCUMENT -o glossaries/terms.csv"
    read = f"{plural(report.rows, 'row')} in {plural(report.files, 'glossary', 'glossaries')}"
    if not report.findings:
        return f"{read}: nothing to report."
    counts = report.to_json()["summary"]
    return (
        f"{read}: {plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}, "
        f"{plural(counts['note'], 'note')}. Next: correct the lines above."
    )


@glossary.command("import")
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary of another tool.")],
    format_name: FormatName = None,
    source: Annotated[
        str | None, typer.Option("--source", "-s", metavar="LANG", help="The language of the terms.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", "-t", metavar="LANG", help="The language of the translations.")
    ] = None,
    out: Out = None,
    force: Force = False,
) -> None:
    """Turn a glossary of another tool into one of ours. The format is told by content and ending.

    Example: `locpipe glossary import terms.tbx --source en --target pt_BR -o glossaries/terms.csv`
    """
    from pipeline.glossary import format_glossary
    from pipeline.glossary.exchange import Pair, import_glossary
    from pipeline.languages import parse_language

    console = console_of(context)
    pair = Pair(parse_language(source) if source else None, parse_language(target) if target else None)
    _refuse_to_overwrite(out, force)
    imported = import_glossary(Path.cwd() / file, file.as_posix(), pair, format_name)
    _put(console, format_glossary(imported.glossary), out)
    for warning in imported.warnings:
        console.warn(warning)
    console.say(
        f"{plural(len(imported.glossary), 'row')} imported. Next: locpipe glossary check"
        + (f" {out}" if out else "")
    )


@glossary.command("export")
def export_file(
    context: typer.Context,
    files: Files = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="NAME", help="tbx, crowdin, weblate, omegat or pairs.")
    ] = "tbx",
    target: Annotated[
        str | None,
        typer.Option("--to", "-t", metavar="LANG", help="One language; tbx and crowdin take all without it."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", "-f", metavar="LANG", help="The language of the terms; en by default."),
    ] = None,
    out: Out = None,
) -> None:
    """Write the glossary for another tool, and say what its format cannot hold.

    Example: `locpipe glossary export --format tbx --to pt_BR -o terms.tbx`
    """
    from pipeline.glossary.exchange import Pair, export_glossary
    from pipeline.languages import parse_language
    from pipeline.runs.glossary import read_own_glossaries

    console = console_of(context)
    project = open_project()
    configured = project.config.source_language
    own = source or ("en" if configured == "auto" else configured)
    pair = Pair(parse_language(own), parse_language(target) if target else None)
    exported = export_glossary(read_own_glossaries(project, files or ()), format_name, pair)
    _put(console, exported.text, out)
    for warning in exported.warnings:
        console.warn(warning)
    console.say(f"{plural(exported.rows, 'row')} exported as {format_name}" + (f" to {out}." if out else "."))


@glossary.command("suggest")
def suggest(
    context: typer.Context,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Documents, folders or globs.")],
    target: Annotated[
        str | None,
        typer.Option(
            "--to", "-t", metavar="LANG", help="Language of the column to fill; the project's only one."
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", "-f", metavar="LANG", help="Source language, instead of finding it out."),
    ] = None,
    at_least: Annotated[
        int, typer.Option("--at-least", metavar="N", min=1, help="Leave out what is rarer.")
    ] = 1,
    glossaries: GlossaryFiles = None,
    encoding: EncodingOption = None,
    out: Out = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """List names and terms of documents, to edit into a glossary: fill the empty targets, remove the rest.

    What the glossaries have already is left out.

    Example: `locpipe glossary suggest articles/ --to pt_BR -o glossaries/new.csv`
    """
    from pipeline.glossary.suggest import candidates_csv
    from pipeline.languages import parse_language
    from pipeline.runs.glossary import suggest_from_documents

    console = console_of(context)
    project = open_project(encoding=encoding)
    configured = project.config.target_languages
    wanted = target or (configured[0] if len(configured) == 1 else "")
    language = parse_language(wanted) if wanted else ""
    _refuse_to_overwrite(out, force)
    own = parse_language(source) if source else None
    report = suggest_from_documents(project, documents, read_glossaries(project, glossaries), own, at_least)
    if as_json:
        console.json(report.to_json())
    if report.documents and (out or not as_json):
        _put(console, candidates_csv(report.candidates, language), out)
    for error in report.errors:
        console.error(str(error))
    console.say(
        f"{plural(len(report.candidates), 'candidate')} in {plural(report.documents, 'document')}. Next: write the "
        "empty targets, remove what is no term, then locpipe glossary check"
    )
    if report.errors:
        raise typer.Exit(1)


@glossary.command("learn")
def learn(
    context: typer.Context,
    target: Annotated[
        str | None,
        typer.Option("--to", "-t", metavar="LANG", help="Only this language; all of them by default."),
    ] = None,
    at_least: Annotated[
        int,
        typer.Option("--at-least", metavar="N", min=1, help="Leave out what was changed in fewer entries."),
    ] = 2,
    glossaries: GlossaryFiles = None,
    out: Out = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """List words of the machine's that reviewers change again and again, as rows for a glossary.

    Example: `locpipe glossary learn --to pt_BR -o glossaries/learnt.csv`
    """
    from pipeline.languages import parse_language
    from pipeline.runs.learn import learn_terms

    console = console_of(context)
    project = open_project()
    _refuse_to_overwrite(out, force)
    language = parse_language(target) if target else None
    report = learn_terms(project, read_glossaries(project, glossaries), console.warn, language, at_least)
    if as_json:
        console.json(report.to_json())
    if report.lessons and (out or not as_json):
        _put(console, report.to_csv(), out)
    compared = f"{plural(report.compared, 'reviewed entry', 'reviewed entries')} compared with what the machine wrote"
    if report.lessons:
        console.say(
            f"{compared}: {plural(len(report.lessons), 'term')}. Next: correct the rows, remove what is no term, then "
            "locpipe translate"
        )
    else:
        console.say(f"{compared}: nothing was changed the same way {at_least} times.")


def _refuse_to_overwrite(out: Path | None, force: bool) -> None:
    """Glossaries are edited by people: what is there is not written over by chance.

    Raises:
        UsageError: the file is there.
    """
    from pipeline.errors import UsageError

    if out is not None and out.exists() and not force:
        raise UsageError(f"{out} is there already. Choose another name, or write over it with --force.")


def _put(console: Console, text: str, out: Path | None) -> None:
    from pipeline.glossary.csv import write_text

    if out is None:
        console.result(text.removesuffix("\n"))
    else:
        write_text(text, out)


def register(app: typer.Typer) -> None:
    app.add_typer(glossary, name="glossary")
