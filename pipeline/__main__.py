"""``python -m pipeline``: the same as ``locpipe``."""

from pipeline.cli.app import main

main()
