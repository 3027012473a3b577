"""``locpipe doctor``."""

from __future__ import annotations

import typer

from pipeline.cli.options import Json, console_of, open_project


def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Say what is installed and works, what is missing, and the command that mends it.

    Example: `locpipe doctor`
    """
    from pipeline.runs.doctor import examine

    console = console_of(context)
    examined = examine(open_project(), measure=console.settings.verbosity > 0)
    broken = [one for one in examined if one.state != "ok" and one.needed]
    if as_json:
        console.json({"checks": [one.to_json() for one in examined], "ok": not broken})
    else:
        for one in examined:
            sign = {"ok": "ok     ", "missing": "missing", "broken": "BROKEN "}[one.state]
            console.result(
                f"{sign}  {one.name}: {one.detail}" + (f". Mend it with: {one.mend}" if one.mend else "")
            )
            if one.more and console.settings.verbosity:
                console.result(f"         {one.more}")
    if broken:
        console.error(
            f"{len(broken)} of {len(examined)} do not work: {', '.join(one.name for one in broken)}"
        )
        raise typer.Exit(1)
    console.say("Everything that locpipe needs works.")


def register(app: typer.Typer) -> None:
    app.command()(doctor)
