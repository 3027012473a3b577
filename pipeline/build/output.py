"""Where built files go: ``dist/<locale>/…``."""

from __future__ import annotations

from pathlib import Path, PurePosixPath


def document_output(out: Path, locale: str, document: str) -> Path:
    """``dist/<locale>/<path of the document>``; steps that lead out of the project are left out."""
    parts = [part for part in PurePosixPath(document).parts if part not in ("..", ".", "/")]
    return out.joinpath(locale, *parts)


def mo_output(out: Path, locale: str, domain: str) -> Path:
    """``dist/<locale>/LC_MESSAGES/<domain>.mo``, where gettext looks for it."""
    return out / locale / "LC_MESSAGES" / f"{domain}.mo"
