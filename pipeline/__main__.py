"""``locpipe`` and ``python -m pipeline``: load the command and run it; Ctrl-C ends the loading, too, without a traceback."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from pipeline.cli.app import INTERRUPTED
        from pipeline.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    try:
        run()
    except KeyboardInterrupt:  # between the loading and the command's own watch
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
