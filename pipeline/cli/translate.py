"""``locpipe translate``: the main job."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Console
from pipeline.cli.options import (
    EncodingOption,
    GlossaryFiles,
    Jobs,
    Json,
    Locales,
    console_of,
    open_project,
    plural,
    read_glossaries,
    split_languages,
)

if TYPE_CHECKING:
    from pipeline.runs.translation_report import TranslateReport


_MOST_NAMED = 5


class MissingModelPolicy(StrEnum):
    """What to do when no engine has a pair."""

    FAIL = "fail"
    EMPTY = "empty"


class FailOn(StrEnum):
    """The finding from which on the command exits with 1."""

    ERROR = "error"
    WARNING = "warning"
    UNTRANSLATED = "untranslated"


def translate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders or globs; - reads standard input."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", "-t", metavar="LANG", help="Target language; repeatable, or with commas."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", "-f", metavar="LANG", help="Source language; auto finds it out.")
    ] = None,
    locales: Locales = None,
    glossary: GlossaryFiles = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            "-e",
            metavar="NAME",
            help="auto, argos, bergamot, apertium, pseudo, none, or a plug-in's name.",
        ),
    ] = None,
    missing_model: Annotated[
        MissingModelPolicy | None,
        typer.Option("--missing-model", help="When no engine has a pair: stop, or write empty entries."),
    ] = None,
    jobs: Jobs = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="Translate on the workers of this Dask scheduler."
        ),
    ] = None,
    encoding: EncodingOption = None,
    stdin_name: Annotated[
        str,
        typer.Option("--stdin-name", metavar="FILE", help="Name that tells the format of standard input."),
    ] = "stdin.txt",
    force_machine: Annotated[
        bool,
        typer.Option(
            "--force-machine", help="Translate unreviewed machine entries again; reviewed ones never."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where a catalog would change.")
    ] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Exit with 1 on findings of this kind.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Translate documents and catalogs into PO files for review.

    Example: `locpipe translate articles/ --to pt_BR,es`

    Reviewed entries are never changed. Running it again translates only what is new or changed.
    """
    from pipeline.languages import parse_language
    from pipeline.project import default_documents, unknown_files
    from pipeline.runs.translate import TranslateOptions, translate_documents

    console = console_of(context)
    project = open_project(
        locales=locales,
        engine=engine,
        missing_model=missing_model.value if missing_model else None,
        jobs=jobs,
        scheduler=scheduler,
        encoding=encoding,
        target_languages=list(to) if to else None,
        source_language=source,
    )
    config = project.config
    options = TranslateOptions(
        targets=split_languages(config.target_languages),
        source=None if config.source_language == "auto" else parse_language(config.source_language),
        engine=config.engine,
        order=tuple(config.engine_order),
        by_language={} if engine else config.engine_by_language,
        missing_model=config.missing_model,
        jobs=config.jobs,
        force_machine=force_machine,
        dry_run=dry_run or check,
        scheduler=config.scheduler,
    )
    terms = read_glossaries(project, glossary)
    if "-" in (paths or ()):
        from pipeline.errors import UsageError
        from pipeline.runs.stdin import translate_stdin

        if paths != ["-"] or as_json or dry_run or check or fail_on:
            raise UsageError(
                "Standard input (-) is translated alone, and a PO goes to standard output: leave the other paths, "
                "--json, --dry-run, --check and --fail-on away."
            )

        sys.stdout.buffer.write(translate_stdin(project, sys.stdin.buffer.read(), stdin_name, terms, options))
        return
    with console.progress("translating", "") as bar:
        report = translate_documents(
            project,
            paths or default_documents(project),
            Path.cwd(),
            terms,
            options,
            progress=bar.update,
            watch=bar.label,
            message=console.say,
        )
    if as_json:
        console.json(report.to_json())
    else:
        _show(console, report, options.dry_run)
    for error in report.errors:
        console.error(str(error))
    passed_over = unknown_files(project, paths or default_documents(project), Path.cwd())
    if passed_over:
        more = f" and {len(passed_over) - _MOST_NAMED} more" if len(passed_over) > _MOST_NAMED else ""
        console.warn(f"not translated, no format reads them: {', '.join(passed_over[:_MOST_NAMED])}{more}")
    _summary(console, report, options.dry_run)
    stale = check and any(one.differs for one in report.catalogs)
    if report.errors or stale or _fails(report, fail_on):
        raise typer.Exit(1)


def _show(console: Console, report: TranslateReport, dry_run: bool) -> None:
    for document in report.documents:
        for passage in document.passages:
            console.detail(f"{document.document.path}:{passage.line}: {passage.language}: {passage.text}")
    for catalog in report.catalogs:
        counts = catalog.counts
        changed = catalog.differs if dry_run else catalog.written
        state = ("would change" if dry_run else "written") if changed else "unchanged"
        parts = [
            f"{catalog.new} new",
            f"{catalog.changed} changed",
            f"{catalog.kept} kept",
        ]
        console.result(
            f"{catalog.path}: {state}; {plural(counts.entries, 'entry', 'entries')} ({', '.join(parts)}), "
            f"{counts.reviewed} reviewed, {counts.fuzzy} to review, {counts.untranslated} untranslated"
        )
        console.detail(
            f"  {catalog.source_language} → {catalog.language} by {catalog.engine} {catalog.model}"
        )


def _summary(console: Console, report: TranslateReport, dry_run: bool) -> None:
    """The last line on stderr: what happened, and what to do next."""
    for pair in report.missing:
        console.warn(f"No model for {pair} is installed: its entries are empty. Install one with: "
                     f"locpipe models install {pair.source} {pair.target}")  # fmt: skip
    if report.reopened:
        console.say(
            f"The glossary has changed: {plural(report.reopened, 'entry', 'entries')} of the machine's with other terms "
            "translated again."
        )
    for path, one in report.loose:
        console.warn(
            f'{path}:{one.line}: the glossary now asks for "{one.hit.target}" where the source has "{one.hit.text}"; '
            "this entry is reviewed and stays as it is: change it if you agree"
        )
    if refused := str(report.guards):
        console.say(refused)
    if report.cluster is not None and report.cluster.workers:
        console.say(f"The cluster: {report.cluster}.")
    waiting = sum(one.counts.fuzzy for one in report.catalogs)
    empty = sum(one.counts.untranslated for one in report.catalogs)
    written = sum(one.written for one in report.catalogs)
    machine = sum(one.work.machine for one in report.catalogs)
    line = (
        f"{plural(written, 'catalog')} written, {len(report.catalogs) - written} unchanged; "
        f"{plural(machine, 'sentence')} translated in {report.seconds:.1f} s"
    )
    engines = dict.fromkeys(
        f"{one.engine} {one.model}".strip() for one in report.catalogs if one.engine != "none"
    )
    if machine:
        line += f" by {', '.join(engines)}"
    remembered = sum(one.work.memory for one in report.catalogs)
    if remembered:
        line += f", {remembered} from the memory"
    if report.errors:
        line += f"; {plural(len(report.errors), 'file')} failed"
    first = next(
        (one.path for one in report.catalogs if one.counts.fuzzy or one.counts.untranslated),
        None,
    )
    if dry_run:
        stale = sum(one.differs for one in report.catalogs)
        line += f". Nothing was written; {plural(stale, 'catalog')} would change."
    elif not report.catalogs:
        line += "."
    elif waiting or empty:
        todo = ([f"{waiting} to review"] if waiting else []) + ([f"{empty} to translate"] if empty else [])
        line += f". Next: {' and '.join(todo)}: open {first} in Poedit, then run: locpipe build"
    else:
        line += ". Everything is reviewed. Next: locpipe build"
    console.say(line)


def _fails(report: TranslateReport, fail_on: FailOn | None) -> bool:
    if fail_on is None:
        return False
    if fail_on is FailOn.UNTRANSLATED:
        return any(one.counts.untranslated for one in report.catalogs)
    serious = {"error"} if fail_on is FailOn.ERROR else {"error", "warning"}
    return any(report.findings[severity] for severity in serious)


def register(app: typer.Typer) -> None:
    app.command()(translate)
