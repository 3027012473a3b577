"""``locpipe init``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import Json, console_of, open_project, plural

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.runs.migrate import Migration

_GLOSSARY = "source,target,language,note,status,case_sensitive\n"


def init(
    context: typer.Context,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FOLDER",
            help="Take over the PO files of another tool: po4a, mdpo, Django, Sphinx, Weblate.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a project here: a commented locpipe.toml, locales/ and glossaries/.

    Example: `locpipe init`, or `locpipe init --from po/`

    Nothing that is there is overwritten. With --from every reviewed entry of the PO files is kept, and their own
    files stay as they are.
    """
    console = console_of(context)
    migration: Migration | None = None
    if source is not None:
        from pipeline.runs.migrate import migrate

        migration = migrate(open_project(), Path.cwd() / source)
    made = _make(console, migration.settings if migration else {})
    if as_json:
        console.json({"made": made, **(migration.to_json() if migration else {})})
    else:
        for name in made:
            console.result(name)
    if migration is None:
        console.say("Next: put documents beside locpipe.toml and run: locpipe translate PATH --to pt_BR")
        return
    _tell(console, migration, "locpipe.toml" in made, quiet=as_json)
    if migration.errors or any(one.lost for one in migration.moved):
        raise typer.Exit(1)


def _make(console: Console, settings: Mapping[str, Any]) -> list[str]:
    """Write what is missing; the names of what was written."""
    from pipeline.errors import ProjectError
    from pipeline.options import default_toml

    made: list[str] = []
    folder = str(settings.get("locales", "locales"))
    try:
        for name, text in (("locpipe.toml", default_toml(settings)), ("glossaries/terms.csv", _GLOSSARY)):
            path = Path(name)
            if path.exists() or (path.parent != Path() and path.parent.exists()):
                console.say(f"{path if path.exists() else path.parent} is there already: left as it is")
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            made.append(name)
        if not Path(folder).exists():
            Path(folder).mkdir()
            made.append(f"{folder}/")
    except OSError as error:
        raise ProjectError(f"Cannot write here: {error.strerror}: {error.filename}") from error
    return made


def _tell(console: Console, migration: Migration, configured: bool, *, quiet: bool) -> None:
    """One line for each PO file, the settings to write where they could not be, and what to do next."""
    for one in migration.moved:
        line = f"{one.path}: {one.reviewed} reviewed, {one.placed} in their place"
        if one.obsolete:
            line += f", {one.obsolete} kept as obsolete (no text of the documents is like theirs)"
        if one.catalogs != [one.path]:
            line += f": {', '.join(one.catalogs)}"
        if not quiet:
            console.result(line)
        if one.lost:
            console.error(
                f"{one.path}: {one.lost} reviewed entries were not taken over. This is a fault of locpipe."
            )
    for name in migration.templates:
        console.say(f"{name}: made from the PO files, for there was no template")
    for error in migration.errors:
        console.error(str(error))
    if not configured:
        from pipeline.options import settings_lines

        console.say("Write into the configuration: " + "; ".join(settings_lines(migration.settings)))
    reviewed = sum(one.reviewed for one in migration.moved)
    placed = sum(one.placed for one in migration.moved)
    console.say(
        f"{plural(len(migration.moved), 'PO file')} taken over: {placed} of {plural(reviewed, 'reviewed entry', 'reviewed entries')} "
        f"in their place, {sum(one.obsolete for one in migration.moved)} kept as obsolete. Next: locpipe translate"
    )


def register(app: typer.Typer) -> None:
    app.command()(init)
