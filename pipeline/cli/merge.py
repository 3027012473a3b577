"""``locpipe merge``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Json, console_of, plural


def merge(
    context: typer.Context,
    base: Annotated[Path | None, typer.Argument(metavar="BASE", help="The version both come from.")] = None,
    ours: Annotated[
        Path | None, typer.Argument(metavar="OURS", help="Our version; it becomes the result.")
    ] = None,
    theirs: Annotated[Path | None, typer.Argument(metavar="THEIRS", help="Their version.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the result here, not to OURS.")
    ] = None,
    path: Annotated[
        str, typer.Option("--path", metavar="NAME", help="What the file is called in messages.")
    ] = "",
    setup: Annotated[
        bool, typer.Option("--setup", help="Make git merge the PO files of this repository with locpipe.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Merge two versions of a PO file entry by entry; what either reviewer did is in the result.

    Example: `locpipe merge --setup`, once in a repository: `git merge` and `git rebase` then do it by themselves.

    An entry that was reviewed twice, differently, keeps both texts and waits for review again; the exit code is
    then 1, which git takes for a conflict.
    """
    from pipeline.errors import UsageError
    from pipeline.runs.merge import merge_files, set_up_driver

    console = console_of(context)
    if setup:
        for line in set_up_driver(Path.cwd()):
            console.result(line)
        console.say("git merges PO files with locpipe from now on. Next: commit .gitattributes.")
        return
    if base is None or ours is None or theirs is None:
        raise UsageError("Give three PO files: BASE OURS THEIRS; or --setup, for git to do it by itself.")
    report = merge_files(base, ours, theirs, out, path)
    if as_json:
        console.json(report.to_json())
    for at, one in report.conflicts:
        place = f"{report.path}:{at}" if at else report.path
        console.warn(f"{place}: reviewed twice, both texts are kept: {one.key[1]!r}")
    if report.broken:
        console.error(
            f"{report.broken} The lines were merged instead of the entries: look for conflict marks."
        )
        raise typer.Exit(1)
    line = f"{report.path}: {plural(report.entries, 'entry', 'entries')}, {report.taken} from theirs"
    if report.conflicts:
        console.say(
            f"{line}, {plural(len(report.conflicts), 'entry', 'entries')} reviewed twice. "
            "Next: choose in Poedit, then git add."
        )
        raise typer.Exit(1)
    console.say(f"{line}.")


def register(app: typer.Typer) -> None:
    app.command()(merge)
