"""The ``locpipe`` command: global flags, the list of commands, errors turned into sentences and exit codes.

Exit codes: 0 done and clean; 1 done, with findings at or above the threshold or some files failed;
2 could not run; 130 interrupted with Ctrl-C.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline.cli.console import Console, Settings
from pipeline.errors import LocpipeError

INTERRUPTED = 130
_GLOBAL_FLAGS = {"-q", "--quiet", "-v", "--verbose", "-vv", "--debug", "--no-color", "--color"}

app = typer.Typer(
    name="locpipe",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Documents and message catalogs in, offline machine translation, PO files a translator is glad "
    "to review, localized builds out.\n\nStart with: `locpipe translate article.md --to pt_BR`",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from pipeline.cli.version import version_lines

        for line in version_lines():
            typer.echo(line)
        raise typer.Exit


@app.callback()
def global_flags(
    context: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors and the result.")] = False,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, metavar="", help="More about what is done.")
    ] = 0,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,
    color: Annotated[bool, typer.Option("--color/--no-color", help="Colours on a terminal.")] = True,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help="Versions of locpipe, its engines and plug-ins.",
        ),
    ] = False,
) -> None:
    context.obj = Console(Settings(verbosity=verbose, quiet=quiet, color=color, debug=debug))


def _register() -> None:
    from pipeline.cli import (
        build,
        check,
        detect,
        diff,
        doctor,
        exchange,
        formats,
        glossary,
        init,
        memory,
        merge,
        models,
        report,
        status,
        translate,
    )

    for module in (
        init,
        detect,
        translate,
        status,
        check,
        build,
        diff,
        report,
        merge,
        exchange,
        glossary,
        memory,
        models,
        formats,
        doctor,
    ):
        module.register(app)


_register()


def _flags_first(arguments: Sequence[str]) -> list[str]:
    """Global flags may stand behind the command too: ``locpipe translate a.md --to vi --debug``."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    flags = [a for a in arguments[:end] if a in _GLOBAL_FLAGS]
    return [*flags, *(a for a in arguments[:end] if a not in _GLOBAL_FLAGS), *arguments[end:]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    arguments = _flags_first(sys.argv[1:] if arguments is None else arguments)
    console = Console(Settings(color="--no-color" not in arguments, debug="--debug" in arguments))
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.Exit as done:
        code = done.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except LocpipeError as error:
        if console.settings.debug:
            raise
        console.error(str(error))
        code = error.exit_code
    except BrokenPipeError:
        # `locpipe status | head`: the reader is gone; nothing to say and nobody to say it to
        sys.stderr.close()
        code = 0
    except OSError as error:
        if console.settings.debug:
            raise
        console.error(
            f"The system refused: {error.strerror or error}"
            + (f": {error.filename}" if error.filename else "")
        )
        code = 2
    except Exception as error:
        # click's own usage errors know how to show themselves
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            if console.settings.debug:
                raise
            console.error(
                f"{type(error).__name__}: {error}. This is a fault of locpipe: please report it with the output of "
                "the same command and --debug."
            )
            code = 2
        else:
            error.show()
            code = int(error.exit_code)
    if code == INTERRUPTED:
        console.error("Interrupted. Every file is whole; the same command goes on where this one stopped.")
        gc.freeze()  # or the interpreter looks for garbage in all that there is before it goes: seconds
    sys.exit(code or 0)


if __name__ == "__main__":
    main()
