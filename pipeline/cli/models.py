"""``locpipe models``: list, install, verify, remove. The only command that may use the network."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import Json, console_of, plural

if TYPE_CHECKING:
    from pipeline.engines.models.store import InstalledModel

models = typer.Typer(no_args_is_help=True, help="Engine models; the only command that may use the network.")

Source = Annotated[str, typer.Argument(metavar="SOURCE", help="Source language.")]
Target = Annotated[str, typer.Argument(metavar="TARGET", help="Target language.")]


class ModelEngine(StrEnum):
    """The engines whose models can be installed."""

    ARGOS = "argos"
    BERGAMOT = "bergamot"


Engine = Annotated[ModelEngine | None, typer.Option("--engine", "-e", help="Only models of this engine.")]
Index = Annotated[
    str | None,
    typer.Option(
        "--index", metavar="URL|PATH", help="Another index: a mirror's URL, its file, or a folder of models."
    ),
]


@models.command("list")
def list_models(
    context: typer.Context,
    available: Annotated[
        bool, typer.Option("--available", help="What could be installed. Uses the network.")
    ] = False,
    engine: Engine = None,
    index: Index = None,
    as_json: Json = False,
) -> None:
    """List the installed models, or with --available those of the index.

    Example: `locpipe models list --available --engine argos`
    """
    console = console_of(context)
    if available or index:
        _list_available(context, engine, index, as_json)
        return
    from pipeline.engines.models.store import installed_models

    found = [one for one in installed_models() if engine in (None, one.engine)]
    if as_json:
        console.json({"models": [_row(one) for one in found]})
    else:
        for one in found:
            size = f", {_megabytes(one.size)}" if one.size else ""
            carried = "" if one.removable or one.engine != "bergamot" else " (carried along)"
            console.result(f"{one.pair}: {one.engine} {one.model}{size}{carried}")
    console.say(
        f"{plural(len(found), 'model')}. Others: locpipe models list --available; "
        "install with: locpipe models install SOURCE TARGET"
    )


def _list_available(
    context: typer.Context, engine: ModelEngine | None, index: str | None, as_json: bool
) -> None:
    from pipeline.engines.models.store import available_models

    console = console_of(context)
    offers, problems = available_models(engine.value if engine else None, index)
    if as_json:
        rows = [
            {
                "engine": one.engine,
                "source": one.pair.source,
                "target": one.pair.target,
                "version": one.version,
                "size": one.size or None,
            }
            for one in offers
        ]
        console.json({"available": rows, "errors": problems})
    else:
        for one in offers:
            size = _megabytes(one.size) if one.size else "size unknown"
            console.result(f"{one.pair}: {one.engine} {one.version}, {size}")
    for problem in problems:
        console.warn(problem)
    console.say(
        f"{plural(len(offers), 'model')} available. Install with: locpipe models install SOURCE TARGET"
    )


@models.command("install")
def install(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE TARGET | FILE | FOLDER",
            help="Two languages, an .argosmodel file, or the folder of a model.",
            show_default=False,
        ),
    ],
    engine: Annotated[
        ModelEngine | None,
        typer.Option("--engine", "-e", help="argos (where argostranslate is installed) or bergamot."),
    ] = None,
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Fetch and install the model of a language pair; two of them where the way goes through English.

    Example: `locpipe models install en vi`

    A model is looked at and opened before it is put in place; what is damaged or hostile is refused. A download
    that broke goes on where it stopped.
    """
    from pipeline.engines.models.store import calibrate_models, install_model, install_path
    from pipeline.errors import UsageError
    from pipeline.languages import parse_language
    from pipeline.model import LanguagePair

    console = console_of(context)
    if len(what) == 1:
        if index:
            raise UsageError("--index is for two languages: locpipe models install SOURCE TARGET --index …")
        done = install_path(Path(what[0]).expanduser(), console.say)
    elif len(what) == 2:
        pair = LanguagePair(parse_language(what[0]), parse_language(what[1]))
        with console.progress("fetching", unit="bytes") as bar:
            done = install_model(pair, engine.value if engine else None, index, console.say, bar.update)
    else:
        raise UsageError("Name two languages, or one .argosmodel file or folder.")
    for model, calibration in calibrate_models(done.new).items():
        console.detail(f"{model.pair}: tokens that come back: {calibration.describe()}")
    if as_json:
        console.json(
            {"installed": [_row(one) for one in done.new], "unchanged": [_row(one) for one in done.there]}
        )
    else:
        for one in (*done.new, *done.there):
            console.result(str(one.pair))
    for one in done.there:
        console.say(f"{one.pair}: {one.engine} {one.model} is installed already and whole.")
    first = (*done.new, *done.there)[-1]
    console.say(
        f"{plural(len(done.new), 'model')} installed. Next: locpipe translate PATH --to {first.pair.target}"
    )


@models.command("remove")
def remove(context: typer.Context, source: Source, target: Target, engine: Engine = None) -> None:
    """Remove an installed model.

    Example: `locpipe models remove en vi`
    """
    from pipeline.engines.models.store import remove_model
    from pipeline.languages import parse_language
    from pipeline.model import LanguagePair

    console = console_of(context)
    pair = LanguagePair(parse_language(source), parse_language(target))
    for folder in remove_model(pair, engine.value if engine else None):
        console.result(str(folder))
    console.say(f"The model for {pair} was removed.")


@models.command("verify")
def verify(
    context: typer.Context,
    languages: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE TARGET]", help="One pair; all of them without it.")
    ] = None,
    engine: Engine = None,
    as_json: Json = False,
) -> None:
    """Compare installed models with what was installed, and open each once. Exit code 1 when one is damaged.

    Example: `locpipe models verify`
    """
    from pipeline.engines.models.store import stray_folders, verify_models
    from pipeline.errors import UsageError
    from pipeline.languages import parse_language
    from pipeline.model import LanguagePair

    console = console_of(context)
    if languages and len(languages) != 2:
        raise UsageError("Name two languages, or none for all models.")
    pair = LanguagePair(*map(parse_language, languages)) if languages else None
    seen = verify_models(pair, engine.value if engine else None)
    strays = [] if languages else stray_folders()
    if as_json:
        rows: list[dict[str, Any]] = [
            {**_row(one.model), "ok": not one.problem, "problem": one.problem, "checksums": one.by_checksum}
            for one in seen
        ]
        console.json({"models": rows, "stray": [folder.name for folder in strays]})
    else:
        for one in seen:
            how = (
                "checksums are right"
                if one.by_checksum
                else "it opens (installed by another program: nothing to compare with)"
            )
            console.result(f"{one.model.pair}: {one.model.engine} {one.model.model}: {one.problem or how}")
    bad = [one for one in seen if one.problem]
    for one in bad:
        console.error(
            f"{one.model.pair} is damaged. Mend it with: locpipe models install {one.model.pair.source} "
            f"{one.model.pair.target} --engine {one.model.engine}"
        )
    for folder in strays:
        console.warn(
            f"{folder} is no package (no metadata.json): Argos programs fail because of it. Remove it with: "
            f"rm -r '{folder}'"
        )
    if bad:
        raise typer.Exit(1)
    console.say(f"{plural(len(seen), 'model')} verified.")


def _row(one: InstalledModel) -> dict[str, Any]:
    return {
        "engine": one.engine,
        "source": one.pair.source,
        "target": one.pair.target,
        "model": one.model,
        "size": one.size or None,
    }


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def register(app: typer.Typer) -> None:
    app.add_typer(models, name="models")
