"""``locpipe memory``: the project's translation memory as commands use it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from pipeline.memory import Memory, Place
from pipeline.project import Project
from pipeline.runs.catalogs import find_catalogs


def project_memory(
    project: Project, message: Callable[[str], None] | None = None
) -> AbstractContextManager[Memory | None]:
    """The memory of a project, closed at the end; None where it is switched off."""
    if not project.config.memory:
        return nullcontext()
    return open_memory(project, message)


def open_memory(project: Project, message: Callable[[str], None] | None = None) -> Memory:
    """The memory of a project, whether translations use it or not. Nothing is read yet."""
    return Memory(
        memory_path(project),
        lambda: [Place(one.path, one.name, one.language) for one in find_catalogs(project)],
        trust_exact=project.config.trust_exact,
        at_least=project.config.memory_at_least / 100,
        message=message,
    )


def memory_path(project: Project) -> Path:
    return project.root / Path(project.config.memory_file).expanduser()
