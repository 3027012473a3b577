"""Options that several commands share, and how their values become what the runs need."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import Console

if TYPE_CHECKING:
    from pipeline.glossary import Terms
    from pipeline.project import Project

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else there.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Processes; 0 is one for each core.")]
Locales = Annotated[str | None, typer.Option("--locales", metavar="DIR", help="Folder of the PO files.")]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding of the documents, where they are not Unicode."),
]
GlossaryFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary", "-g", metavar="FILE", help="A glossary besides those of the project. Repeatable."
    ),
]


def console_of(context: typer.Context) -> Console:
    """The console that the global flags set up."""
    found = context.find_root().obj
    assert isinstance(found, Console)
    return found


def open_project(**flags: Any) -> Project:
    """The project of the working folder, with the flags that were given laid over its configuration."""
    from pipeline.config import load_config
    from pipeline.project import Project

    overrides = {key: value for key, value in flags.items() if value is not None}
    for key in ("locales", "out"):
        if key in overrides:  # relative to the working folder; what stands in the configuration, to the root
            overrides[key] = str(Path.cwd() / overrides[key])
    config = load_config(Path.cwd(), environ=os.environ, overrides=overrides)
    locales, out = (
        Path(os.path.relpath(config.root / name, config.root)) for name in (config.locales, config.out)
    )
    return Project(replace(config, locales=locales.as_posix(), out=out.as_posix()))


def read_glossaries(project: Project, files: Iterable[Path] | None) -> Terms:
    """The newsroom captions that come with locpipe, the project's glossaries, those named with --glossary.

    Later ones win where the same term has several translations.
    """
    from pipeline.config import find_files
    from pipeline.glossary import Glossary, Terms, read_glossary
    from pipeline.glossary.builtin import builtin_glossary

    paths = list(find_files(project.root, project.config.glossaries))
    paths += [Path.cwd() / file for file in files or ()]
    own = [read_glossary(path, project.name_of(path)) for path in dict.fromkeys(paths)]
    base = [builtin_glossary()] if project.config.builtin_glossary else []
    return Terms(Glossary.merged([*base, *own]))


def split_languages(values: Sequence[str] | None) -> tuple[str, ...]:
    """``["pt-BR,vi", "es"]`` → ``("pt_BR", "vi", "es")``, each once.

    Raises:
        UnknownLanguage: a tag that nobody knows.
    """
    from pipeline.languages import parse_language

    tags = [tag.strip() for value in values or () for tag in value.split(",") if tag.strip()]
    return tuple(dict.fromkeys(parse_language(tag) for tag in tags))


def split_names(values: Sequence[str] | None) -> tuple[str, ...]:
    """``["a,b", "c"]`` → ``("a", "b", "c")``, each once."""
    return tuple(
        dict.fromkeys(name.strip() for value in values or () for name in value.split(",") if name.strip())
    )


def plural(count: int, word: str, many: str | None = None) -> str:
    """``1 entry``, ``2 entries``: an English count for summaries."""
    return f"{count} {word if count == 1 else many or word + 's'}"
