"""``locpipe detect``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import (
    EncodingOption,
    GlossaryFiles,
    Json,
    console_of,
    open_project,
    plural,
    read_glossaries,
)


def detect(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders or globs.")],
    glossary: GlossaryFiles = None,
    encoding: EncodingOption = None,
    as_json: Json = False,
) -> None:
    """Tell the language of each document, and the passages in another one.

    Example: `locpipe detect articles/`
    """
    from pipeline.languages import language_name
    from pipeline.runs.detect import detect_documents

    console = console_of(context)
    project = open_project(encoding=encoding)
    report = detect_documents(project, paths, Path.cwd(), read_glossaries(project, glossary))
    if as_json:
        console.json(report.to_json())
    else:
        for document in report.documents:
            confidence = f"{document.detection.confidence:.2f}"
            console.result(
                f"{document.document.path}: {document.language} ({language_name(document.language)}), "
                f"confidence {confidence}"
            )
            for passage in document.passages:
                console.result(
                    f"  {document.document.path}:{passage.line}: {passage.language} "
                    f"({language_name(passage.language)}): {passage.text}"
                )
    for error in report.errors:
        console.error(str(error))
    foreign = sum(len(document.passages) for document in report.documents)
    console.say(
        f"{plural(len(report.documents), 'document')}, {plural(foreign, 'foreign passage')}"
        + (f", {len(report.errors)} failed" if report.errors else "")
        + "."
    )
    if report.errors:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    app.command()(detect)
