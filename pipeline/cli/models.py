"""``locpipe models``: list, install, remove. The only command that may use the network."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import Json, console_of, plural

models = typer.Typer(no_args_is_help=True, help="Engine models; the only command that may use the network.")

Source = Annotated[str, typer.Argument(metavar="SOURCE", help="Source language.")]
Target = Annotated[str, typer.Argument(metavar="TARGET", help="Target language.")]


@models.command("list")
def list_models(context: typer.Context, as_json: Json = False) -> None:
    """List the installed models.

    Example: `locpipe models list`
    """
    from pipeline.engines.model_store import installed_models

    console = console_of(context)
    found = installed_models()
    if as_json:
        rows = [
            {"engine": one.engine, "source": one.pair.source, "target": one.pair.target, "model": one.model}
            for one in found
        ]
        console.json({"models": rows})
    else:
        for one in found:
            console.result(
                f"{one.pair}: {one.engine} {one.model}" + ("" if one.removable else " (carried along)")
            )
    console.say(f"{plural(len(found), 'model')}. Install more with: locpipe models install SOURCE TARGET")


@models.command("install")
def install(context: typer.Context, source: Source, target: Target) -> None:
    """Fetch the model of a language pair; two of them where the way goes through English.

    Example: `locpipe models install en vi`
    """
    from pipeline.engines.model_store import install_model
    from pipeline.languages import parse_language
    from pipeline.model import LanguagePair

    console = console_of(context)
    pair = LanguagePair(parse_language(source), parse_language(target))
    console.say(f"Fetching the Firefox Translations model for {pair} …")
    installed = install_model(pair)
    for one in installed:
        console.result(str(one))
    console.say(
        f"{plural(len(installed), 'model')} installed. Next: locpipe translate PATH --to {pair.target}"
    )


@models.command("remove")
def remove(context: typer.Context, source: Source, target: Target) -> None:
    """Remove an installed model.

    Example: `locpipe models remove en vi`
    """
    from pipeline.engines.model_store import remove_model
    from pipeline.languages import parse_language
    from pipeline.model import LanguagePair

    console = console_of(context)
    pair = LanguagePair(parse_language(source), parse_language(target))
    console.result(str(remove_model(pair)))
    console.say(f"The model for {pair} was removed.")


def register(app: typer.Typer) -> None:
    app.add_typer(models, name="models")
