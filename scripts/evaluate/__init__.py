"""How good locpipe is, measured on labelled sets and kept in docs/quality.md: ``python -m scripts.evaluate DATA``."""
