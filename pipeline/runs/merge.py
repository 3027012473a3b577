"""``locpipe merge``: two versions of a PO file into one, by hand or as git's merge driver."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import CatalogError, ProjectError, UsageError
from pipeline.review.format import encode_catalog, with_lines
from pipeline.review.po import parse_catalog
from pipeline.review.threeway import Conflict, merge_catalogs
from pipeline.review.write import write_if_changed

ATTRIBUTES = "*.po merge=locpipe"
DRIVER = "locpipe merge %O %A %B --path %P"


@dataclass(slots=True)
class MergeReport:
    """What a merge did. ``broken`` says why the lines were merged instead of the entries; empty where they were not."""

    path: str
    entries: int = 0
    taken: int = 0
    conflicts: list[tuple[int, Conflict]] = field(default_factory=list)
    broken: str = ""

    @property
    def settled(self) -> bool:
        return not self.conflicts and not self.broken

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "entries": self.entries,
            "taken": self.taken,
            "conflicts": [
                {
                    "line": line,
                    "context": one.key[0],
                    "source": one.key[1],
                    "ours": one.ours,
                    "theirs": one.theirs,
                }
                for line, one in self.conflicts
            ],
            "broken": self.broken,
        }


def merge_files(base: Path, ours: Path, theirs: Path, out: Path | None = None, name: str = "") -> MergeReport:
    """Merge three PO files into ``out`` (``ours`` by default). ``name`` is what the file is called in messages.

    Where one cannot be read, git's own merge of the lines is written instead, with its conflict marks: nothing
    is lost, and a person sees it.

    Raises:
        UsageError: a file is not there.
        CatalogError: one cannot be read and there is no git to merge the lines.
        WriteError: the result cannot be written; ``out`` is whole.
    """
    data = [_read(path) for path in (base, ours, theirs)]
    target, name = out or ours, name or str(out or ours)
    try:
        catalogs = [
            parse_catalog(one, f"{name} ({side})")
            for one, side in zip(data, ("base", "ours", "theirs"), strict=True)
        ]
    except CatalogError as error:
        write_if_changed(target, _merge_lines(base, ours, theirs, error), name)
        return MergeReport(name, broken=str(error))
    merge = merge_catalogs(*catalogs)
    result = with_lines(merge.catalog)
    write_if_changed(target, data[1] if result == catalogs[1] else encode_catalog(result), name)
    lines = {entry.key: entry.line for entry in (*result.obsolete, *result.entries)}
    return MergeReport(
        name,
        entries=len(result.entries),
        taken=merge.taken,
        conflicts=[(lines.get(one.key, 0), one) for one in merge.conflicts],
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}.") from error


def _merge_lines(base: Path, ours: Path, theirs: Path, reason: CatalogError) -> bytes:
    """What ``git merge-file`` makes of the three, conflict marks and all."""
    git = shutil.which("git")
    if git is None:
        raise reason
    command = [
        git,
        "merge-file",
        "-p",
        "-L",
        "ours",
        "-L",
        "base",
        "-L",
        "theirs",
        str(ours),
        str(base),
        str(theirs),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode < 0 or done.returncode > 127:  # no count of conflicts: a failure
        raise reason
    return done.stdout


def set_up_driver(folder: Path) -> list[str]:
    """Make git merge PO files with locpipe in the repository around ``folder``; says what was done.

    Raises:
        ProjectError: there is no git, or no repository.
    """
    git = shutil.which("git")
    if git is None:
        raise ProjectError("git is not installed: there is nothing to set up.")

    def ask(*arguments: str) -> str:
        done = subprocess.run([git, *arguments], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ProjectError(f"git {arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout.strip()

    root = Path(ask("rev-parse", "--show-toplevel"))
    ask("config", "merge.locpipe.name", "PO files entry by entry (locpipe)")
    ask("config", "merge.locpipe.driver", DRIVER)
    done = [f"git config merge.locpipe.driver {DRIVER!r}"]
    attributes = root / ".gitattributes"
    text = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
    if ATTRIBUTES not in text.splitlines():
        end = "" if not text or text.endswith("\n") else "\n"
        write_if_changed(attributes, f"{text}{end}{ATTRIBUTES}\n".encode(), ".gitattributes")
        done.append(f".gitattributes: {ATTRIBUTES}")
    return done
