"""``locpipe init``."""

from __future__ import annotations

from pathlib import Path

import typer

from pipeline.cli.options import console_of

_GLOSSARY = "source,target,language,note,status,case_sensitive\n"


def init(context: typer.Context) -> None:
    """Make a project here: a commented locpipe.toml, locales/ and glossaries/.

    Example: `locpipe init`

    Nothing that is there is overwritten.
    """
    from pipeline.config import default_toml
    from pipeline.errors import ProjectError

    console = console_of(context)
    made: list[str] = []
    try:
        for name, text in (("locpipe.toml", default_toml()), ("glossaries/terms.csv", _GLOSSARY)):
            path = Path(name)
            if path.exists() or (path.parent != Path() and path.parent.exists()):
                console.say(f"{path if path.exists() else path.parent} is there already: left as it is")
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            made.append(name)
        if not Path("locales").exists():
            Path("locales").mkdir()
            made.append("locales/")
    except OSError as error:
        raise ProjectError(f"Cannot write here: {error.strerror}: {error.filename}") from error
    for name in made:
        console.result(name)
    console.say("Next: put documents beside locpipe.toml and run: locpipe translate PATH --to pt_BR")


def register(app: typer.Typer) -> None:
    app.command()(init)
