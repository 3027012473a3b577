"""``locpipe export`` and ``locpipe import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Json, Locales, console_of, open_project, plural


def export(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="PO files or folders; all of them by default.")
    ] = None,
    form: Annotated[
        str,
        typer.Option("--as", metavar="FORMAT", help="xliff (1.2), xliff2 (2.0) or csv (for a spreadsheet)."),
    ] = "xliff",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the exported files.")] = Path(
        "exchange"
    ),
    locales: Locales = None,
    as_json: Json = False,
) -> None:
    """Write catalogs as XLIFF or CSV, for reviewers without Poedit.

    Example: `locpipe export --as csv`

    Change the targets and states in the file, and bring it back with `locpipe import`.
    """
    from pipeline.runs.exchange import export_catalogs

    console = console_of(context)
    report = export_catalogs(open_project(locales=locales), paths or (), form, out.absolute())
    if as_json:
        console.json(report.to_json())
    for one in report.exported:
        left = f", {plural(one.left_out, 'text')} with control characters left out" if one.left_out else ""
        if not as_json:
            console.result(f"{one.path}: {plural(one.texts - one.left_out, 'text')} of {one.catalog}{left}")
    for error in report.errors:
        console.error(str(error))
    console.say(
        f"{plural(len(report.exported), 'file')} written"
        + (f", {plural(len(report.errors), 'problem')}." if report.errors else ".")
        + (" When they come back: locpipe import FILE" if report.exported else "")
    )
    if report.errors:
        raise typer.Exit(1)


def import_(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="XLIFF or CSV files that locpipe export wrote.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, write nothing.")] = False,
    locales: Locales = None,
    as_json: Json = False,
) -> None:
    """Bring reviewed XLIFF or CSV files back into their catalogs.

    Example: `locpipe import exchange/pl/app.csv`

    An entry that was changed in the catalog meanwhile stays, and is reported.
    """
    from pipeline.runs.exchange import import_files

    console = console_of(context)
    report = import_files(open_project(locales=locales), [path.absolute() for path in paths], dry_run=dry_run)
    if as_json:
        console.json(report.to_json())
    conflicts = 0
    for one in report.imported:
        if not as_json:
            console.result(f"{one.catalog}: {one.changed} changed, {one.reviewed} of them now reviewed")
        for conflict in one.conflicts:
            conflicts += 1
            console.error(f"{one.path}:{conflict.line}: not taken over: {conflict.source!r}: {conflict.why}")
    for error in report.errors:
        console.error(str(error))
    changed = sum(one.changed for one in report.imported)
    line = f"{plural(changed, 'entry', 'entries')} {'would change' if dry_run else 'changed'}"
    console.say(
        f"{line}, {plural(conflicts, 'conflict')}, {plural(len(report.errors), 'problem')}. Next: locpipe check"
    )
    if conflicts or report.errors:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    app.command()(export)
    app.command("import")(import_)
