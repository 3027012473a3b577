"""``locpipe check``: the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import Console
from pipeline.cli.options import (
    GlossaryFiles,
    Jobs,
    Json,
    Locales,
    console_of,
    open_project,
    plural,
    read_glossaries,
    split_names,
)

if TYPE_CHECKING:
    from pipeline.model import Severity
    from pipeline.report.checked import Checked


class OutputFormat(StrEnum):
    """A form of report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    CODECLIMATE = "codeclimate"


_SEVERITIES = ("error", "warning", "note")
_STATES = ("fuzzy", "untranslated")


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="PO files or folders; all catalogs of the project by default."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="WHAT",
            help="Exit with 1 on error (default), warning, note; on fuzzy or untranslated entries. Repeatable, or with commas.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE",
            help="Run these rules; also: default, all. Repeatable, or with commas.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Leave these rules out. Repeatable, or with commas."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Findings that are known and do not count."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", metavar="FILE", help="Write all findings down as known, and exit with 0."
        ),
    ] = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--output-format", help="Form of the report.")
    ] = OutputFormat.TEXT,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output-file",
            metavar="FILE",
            help="Write the report here; the text goes to standard output as well.",
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    glossary: GlossaryFiles = None,
    locales: Locales = None,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Look at every translation, reviewed or not, with all rules. Exit code 1 when one fails.

    Example: `locpipe check --fail-on warning`

    A translator answers a finding in the entry with a comment: `# locpipe: ignore RULE reason`
    """
    from pipeline.checks.rules import choose_rules
    from pipeline.engines.pool import default_jobs
    from pipeline.runs.baseline import read_baseline
    from pipeline.runs.baseline import write_baseline as write_known
    from pipeline.runs.check import CheckOptions, check_catalogs

    console = console_of(context)
    project = open_project(locales=locales, jobs=jobs)
    config = project.config
    threshold, states = _thresholds(split_names(fail_on) or config.check_fail_on)
    known = project.root / config.check_baseline if config.check_baseline else None
    known = Path.cwd() / baseline if baseline else known
    options = CheckOptions(
        select=split_names(select) or config.check_select,
        ignore=(*config.check_ignore, *split_names(ignore)),
        states=states,
        baseline=read_baseline(known, project.name_of(known)) if known and not write_baseline else {},
        jobs=config.jobs or default_jobs(),
    )
    choose_rules(options.select, options.ignore)  # a wrong name is told before any work
    terms = read_glossaries(project, glossary)
    with console.progress("Checking") as progress:
        checked = check_catalogs(project, terms, paths or (), options, progress=progress.update)
    form = OutputFormat.JSON if as_json else output_format
    _report(console, checked, form, output_file)
    failed = _fails(checked, threshold, states)
    if write_baseline is not None:
        path = Path.cwd() / write_baseline
        write_known(path, project.name_of(path), checked)
        console.say(
            f"{plural(len(checked.findings), 'finding')} written down as known in {write_baseline}. "
            f"Next: locpipe check --baseline {write_baseline}"
        )
        return
    console.say(_summary(checked, failed))
    if failed and not exit_zero:
        raise typer.Exit(1)


def _thresholds(names: Sequence[str]) -> tuple[Severity, frozenset[str]]:
    """The severity from which on the run fails, and the states of entries that fail it."""
    from pipeline.errors import UsageError
    from pipeline.model import Severity

    for name in names:
        if name not in (*_SEVERITIES, *_STATES):
            raise UsageError(
                f"--fail-on {name}: use one of {', '.join((*_SEVERITIES, *_STATES))}; several with commas."
            )
    named = [name for name in _SEVERITIES if name in names]
    # errors always fail: who asks for untranslated entries does not mean that broken ones may pass
    return Severity(named[-1] if named else "error"), frozenset(names) & frozenset(_STATES)


def _fails(checked: Checked, threshold: Severity, states: frozenset[str]) -> bool:
    from pipeline.checks.rules import at_least

    return any(one.rule in states or at_least(one.severity, threshold) for one in checked.findings)


def _report(console: Console, checked: Checked, form: OutputFormat, output_file: Path | None) -> None:
    from pipeline.errors import ProjectError, WriteError
    from pipeline.report.text import render_text
    from pipeline.review.write import write_if_changed

    text = _renderer(form)(checked)
    if output_file is not None:
        try:
            write_if_changed(
                Path.cwd() / output_file, (text + "\n").encode("utf-8", "backslashreplace"), str(output_file)
            )
        except WriteError as error:
            raise ProjectError(str(error)) from error
        if form is not OutputFormat.TEXT:
            text = render_text(checked)
    if text:
        console.result(text)


def _renderer(form: OutputFormat) -> Callable[[Checked], str]:
    from importlib import import_module

    module = import_module(f"pipeline.report.{form.value}")
    render: Callable[[Checked], str] = getattr(module, f"render_{form.value}")
    return render


def _summary(checked: Checked, failed: bool) -> str:
    from pipeline.checks.rules import FUZZY, SYNTAX, UNTRANSLATED
    from pipeline.model import Severity

    looked = f"{plural(checked.entries, 'entry', 'entries')} in {plural(len(checked.catalogs), 'catalog')}"
    aside = [
        f"{number} {what}"
        for number, what in ((checked.answered, "answered by a comment"), (checked.known, "in the baseline"))
        if number
    ]
    note = f" ({', '.join(aside)})" if aside else ""
    if not checked.findings:
        return f"{looked}: nothing found{note}. Next: locpipe build"
    counts = ", ".join(plural(checked.count(severity), severity.value) for severity in Severity)
    first = checked.findings[0]
    place = f"{first.path}:{first.line}" if first.line else first.path
    advice = "Nothing that fails the gate."
    if failed:
        advice = f"Next: mend {place} and the others"
        if first.rule not in (SYNTAX, FUZZY, UNTRANSLATED):
            advice += f", or answer one in its entry: # locpipe: ignore {first.rule} REASON"
    return f"{looked}: {counts}{note}. {advice}"


def register(app: typer.Typer) -> None:
    app.command()(check)
