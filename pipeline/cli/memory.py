"""``locpipe memory``: import, export, search, stats, rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Json, console_of, open_project, plural

memory = typer.Typer(no_args_is_help=True, help="Translation memory: import, export, search, stats, rebuild.")

Source = Annotated[
    str | None, typer.Option("--from", "-f", metavar="LANG", help="The language of the source texts.")
]
Target = Annotated[
    str | None, typer.Option("--to", "-t", metavar="LANG", help="The language of the translations.")
]


@memory.command("import")
def import_files(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="TMX, XLIFF or PO files, or folders of them.")
    ],
    source: Source = None,
    target: Target = None,
    every: Annotated[bool, typer.Option("--every", help="Take every pair, whatever its quality.")] = False,
    as_json: Json = False,
) -> None:
    """Remember the translations of other tools. Pairs that cannot be right are left out and counted.

    Example: `locpipe memory import old-project.tmx ../other/locales/ --to pt_BR`
    """
    from pipeline.languages import parse_language
    from pipeline.memory.exchange import Wanted
    from pipeline.runs import memory as runs

    console = console_of(context)
    wanted = Wanted(parse_language(source) if source else None, parse_language(target) if target else None)
    with console.progress("importing", "files") as bar:
        report = runs.import_files(
            open_project(),
            [Path.cwd() / path for path in paths],
            wanted,
            console.warn,
            every=every,
            progress=bar.update,
        )
    if as_json:
        console.json(report.to_json())
    else:
        for reason, count in report.refused.reasons.most_common():
            console.result(f"left out: {count} {reason}")
    for error in report.errors:
        console.error(str(error))
    console.say(
        f"{plural(report.taken, 'translation')} of {plural(report.files, 'file')} remembered, "
        f"{report.refused.count} left out. Next: locpipe translate"
    )
    if report.errors:
        raise typer.Exit(1)


@memory.command("export")
def export(
    context: typer.Context,
    target: Target = None,
    source: Annotated[
        str, typer.Option("--from", "-f", metavar="LANG", help="The language in the file's header.")
    ] = "en",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to; standard output by default.")
    ] = None,
) -> None:
    """Write the memory as TMX, for other tools.

    Example: `locpipe memory export --to pt_BR -o project.tmx`
    """
    from pipeline.languages import parse_language
    from pipeline.runs import memory as runs

    console = console_of(context)
    with runs.opened(open_project(), console.warn) as store:
        text, report = runs.export_tmx(
            store,
            Path.cwd() / out if out else None,
            parse_language(source),
            parse_language(target) if target else None,
        )
    if out is None:
        console.result(text.removesuffix("\n"))
    if report.left_out:
        console.warn(
            f"left out, TMX has no place for their plural forms: {plural(report.left_out, 'message')}"
        )
    console.say(f"{plural(report.pairs, 'translation')} exported" + (f" to {out}." if out else "."))


@memory.command("search")
def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a unit.")],
    target: Target = None,
    source: Source = None,
    most: Annotated[int, typer.Option("--most", "-n", metavar="N", min=1, help="How many to show.")] = 5,
    as_json: Json = False,
) -> None:
    """Show what the memory has of a text: the same, and the most similar.

    Example: `locpipe memory search "Save the file" --to pt_BR`
    """
    from pipeline.errors import UsageError
    from pipeline.languages import parse_language
    from pipeline.model import LanguagePair
    from pipeline.runs import memory as runs

    console = console_of(context)
    project = open_project()
    targets = project.config.target_languages
    wanted = target or (targets[0] if len(targets) == 1 else "")
    if not wanted:
        raise UsageError("Name the language of the translations with --to.")
    own = project.config.source_language
    pair = LanguagePair(parse_language(source or ("en" if own == "auto" else own)), parse_language(wanted))
    with runs.opened(project, console.warn) as store:
        found = runs.search_memory(store, text, pair, 0.5, most)
    if as_json:
        console.json({"matches": [runs.remembered_json(one, text, pair.source) for one in found]})
    else:
        for one in found:
            console.result(
                f"{one.score:.2f}  {one.source}\n      {' | '.join(one.targets)}\n      ({one.origin})"
            )
    console.say(f"{plural(len(found), 'match', 'matches')}.")


@memory.command("stats")
def stats(context: typer.Context, as_json: Json = False) -> None:
    """Say what the memory holds, and how much reviewers changed of what machines wrote.

    Example: `locpipe memory stats`
    """
    from pipeline.runs import memory as runs

    console = console_of(context)
    project = open_project()
    with runs.opened(project, console.warn) as store:
        counts = runs.stats(store, runs.memory_path(project))
    if as_json:
        console.json(counts)
        return
    for one in counts["pairs"]:
        console.result(
            f"{one['source']} → {one['target']}: {plural(one['units'], 'unit')}, "
            f"{plural(one['sentences'], 'sentence')} of them, {one['imported']} imported; "
            f"{plural(one['reviewers'], 'reviewer')}"
        )
    for one in counts["edits"]:
        console.result(
            f"{one['document']} ({one['language']}, {one['engine']}): {plural(one['entries'], 'entry', 'entries')} reviewed, "
            f"{one['unchanged']} as the machine wrote them, {100 * one['distance']:.0f} % of the words changed"
        )
    console.say(
        f"{plural(counts['catalogs'], 'catalog')} and {plural(counts['imports'], 'imported file')} remembered "
        f"in {counts['bytes'] / 1e6:.1f} MB."
        if counts["pairs"]
        else "Nothing is remembered yet. Review some entries in Poedit, or run: locpipe memory import FILE"
    )


@memory.command("rebuild")
def rebuild(context: typer.Context, as_json: Json = False) -> None:
    """Make the memory again from the PO files. What was imported is carried over.

    Example: `locpipe memory rebuild`
    """
    from pipeline.runs import memory as runs

    console = console_of(context)
    with console.progress("reading", "catalogs") as bar:
        counts, carried = runs.rebuild(open_project(), console.warn, bar.update)
    if as_json:
        console.json({**counts, "carried_over": carried})
    units = sum(one["units"] for one in counts["pairs"])
    console.say(
        f"{plural(units, 'translation')} remembered from {plural(counts['catalogs'], 'catalog')}; "
        f"{carried} of them were imported earlier."
    )


def register(app: typer.Typer) -> None:
    app.add_typer(memory, name="memory")
