"""``locpipe`` and ``python -m pipeline``: load the command and run it; Ctrl-C ends the loading, too, without a traceback."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from pipeline.cli.app import main as run

        run()
    except KeyboardInterrupt:  # while it loads, or before the command's own watch begins
        sys.exit(130)  # 128 + SIGINT, as `pipeline.cli.app.INTERRUPTED`, which may not be there yet


if __name__ == "__main__":
    main()
