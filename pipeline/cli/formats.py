"""``locpipe formats``."""

from __future__ import annotations

import typer

from pipeline.cli.options import Json, console_of, plural


def formats(context: typer.Context, as_json: Json = False) -> None:
    """List what is read and written: endings, the library behind each format, its settings.

    Example: `locpipe formats`
    """
    from pipeline.formats.listing import describe_formats

    console = console_of(context)
    found = describe_formats()
    if as_json:
        console.json({"formats": [one.to_json() for one in found]})
    else:
        name = max(len(one.name) for one in found)
        for one in found:
            by = f"plug-in from {one.plug_in}" if one.plug_in else one.library
            settings = f"; settings: {', '.join(one.options)}" if one.options else ""
            console.result(f"{one.name:<{name}}  {' '.join(one.suffixes)}")
            console.result(f"{'':<{name}}  {one.description} (read and written by {by}{settings})")
    console.say(f"{plural(len(found), 'format')}. Another one is a plug-in of 40 lines: docs/formats.md.")


def register(app: typer.Typer) -> None:
    app.command()(formats)
