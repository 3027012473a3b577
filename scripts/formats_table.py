"""The table of formats in docs/formats.md: which library reads each, and how many lines of ours stand beside it."""

from __future__ import annotations

from pathlib import Path

from pipeline.formats import FORMATS
from pipeline.formats.listing import describe_formats

FOLDER = Path(__file__).resolve().parent.parent / "pipeline" / "formats"


def lines_of(path: Path) -> int:
    """Lines of a module, comments and blank ones too."""
    return len(path.read_text(encoding="utf-8").splitlines())


def modules() -> dict[str, list[Path]]:
    """The modules of each folder of formats, and under ``""`` those that all share."""
    found: dict[str, list[Path]] = {}
    for path in sorted(FOLDER.rglob("*.py")):
        place = path.relative_to(FOLDER).parts
        found.setdefault(place[0] if len(place) > 1 else "", []).append(path)
    return found


def formats_table() -> str:
    """A row for each folder: its formats, the library, its lines, those of its longest module."""
    described = {one.name: one for one in describe_formats(FORMATS)}
    folders: dict[str, list[str]] = {}
    for form in FORMATS:
        folders.setdefault(type(form).__module__.split(".")[2], []).append(form.name)
    files = modules()
    rows = ["| formats | files | read by | lines of ours | longest module |", "|---|---|---|---|---|"]
    for folder, names in folders.items():
        suffixes = " ".join(suffix for name in names for suffix in described[name].suffixes)
        longest = max(files[folder], key=lines_of)
        rows.append(
            f"| {', '.join(names)} | `{suffixes}` | {described[names[0]].library} | "
            f"{sum(map(lines_of, files[folder]))} | {longest.stem}, {lines_of(longest)} |"
        )
    longest = max(files[""], key=lines_of)
    rows.append(
        f"| shared by all | | | {sum(map(lines_of, files['']))} | {longest.stem}, {lines_of(longest)} |"
    )
    return "\n".join(rows)
