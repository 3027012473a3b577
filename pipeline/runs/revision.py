"""Catalogs as they stood in a commit of git, read from git itself: nothing is checked out."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pipeline.errors import UsageError


def is_revision(name: str, folder: Path) -> bool:
    """Whether git knows a commit by this name in the repository of a folder."""
    if name.startswith("-"):
        return False
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0


def files_at(revision: str, folder: Path, ending: str) -> dict[str, bytes]:
    """The files below a folder in a commit, by their path relative to the folder.

    Raises:
        UsageError: git refuses.
    """
    listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", revision, ".")
    if listed.returncode:
        raise UsageError(f"{revision}: git cannot list the files of this commit: {_words(listed.stderr)}")
    names = [
        name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name.endswith(ending)
    ]
    found = {}
    for name in sorted(names):
        shown = _git(folder, "show", f"{revision}:./{name}")
        if shown.returncode:
            raise UsageError(f"{revision}: git cannot show {name}: {_words(shown.stderr)}")
        found[name] = shown.stdout
    return found


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("git is not installed: name two folders or PO files instead.") from error


def _words(message: bytes) -> str:
    return " ".join(message.decode("utf-8", "replace").split())
