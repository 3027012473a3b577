"""Replace a file so that a killed run leaves the old one or the new one, and one run at a time.

The new bytes go to a hidden file in the same folder (``.a.po.1f2e3d4c.locpipe-tmp``), are forced to the
disk, and take the old name in one step. The hidden file is held under a lock while it is written, so that
what a killed run left can be told from another run's work and is cleared away.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import ProjectError, WriteError

if sys.platform != "win32":  # on Windows an open file cannot be removed, which does the same
    import fcntl

TEMPORARY = ".locpipe-tmp"
LOCK = ".locpipe.lock"
_swept: set[Path] = set()


def write_if_changed(path: Path, data: bytes, name: str = "") -> bool:
    """Give a file this content; returns False, and touches nothing, where it has it already.

    Missing folders are made; the mode of an existing file is kept, a link is followed, a pipe or device is
    written to as it is. ``name`` is what
    errors call the file.

    Raises:
        WriteError: with the path and the reason; the file that was there is whole.
    """
    name = name or str(path)
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():  # a pipe or device is written to, never replaced by a file
            path.write_bytes(data)
            return True
        if _has(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(0, "the file is read-only")
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(
            f"Cannot write this file: {reason}. The file that was there before is unchanged.", name
        ) from error
    return True


_MEND = "Check its permissions and the space on its disk."


def require_writable(folder: Path) -> None:
    """Look whether a folder, or the one it would be made in, can be written; nothing is touched.

    Raises:
        ProjectError: it cannot. What takes an hour had better not learn it at the end.
    """
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise ProjectError(f"Cannot write into {folder}. {_MEND}")


@contextmanager
def project_lock(
    folder: Path, *, timeout: float = 60, message: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold a folder (``locales/``) against other runs; can be taken again by the thread that holds it.

    The lock is a hidden file that is removed at the end, while it is still held: a waiter notices that
    its file has no name any more and starts over (filelock 3.24 and later). ``message`` gets one
    sentence when the wait takes longer than a second. ``timeout`` is in seconds.

    Raises:
        ProjectError: the folder cannot be written, or the other run did not end in time.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder.resolve() / LOCK, is_singleton=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=min(1.0, timeout))
        except Timeout:
            if message is not None:
                message(f"Another run of locpipe works in {folder}; waiting for it.")
            lock.acquire(timeout=max(0.0, timeout - 1))
    except Timeout as error:
        raise ProjectError(
            f"Another run of locpipe has held {folder} for {timeout:.0f} seconds. "
            "Wait for it to end and try again."
        ) from error
    except OSError as error:
        raise ProjectError(f"Cannot write into {folder}: {error.strerror or error}. {_MEND}") from error
    try:
        yield
    finally:
        if lock.lock_counter == 1:
            with suppress(OSError):
                Path(lock.lock_file).unlink()
        lock.release()


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _replace(path: Path, data: bytes) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    temporary, handle = _open_temporary(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if mode is not None:
                temporary.chmod(mode)
            file.flush()
            os.fsync(file.fileno())
            if os.name == "posix":  # renamed while still held, or another run might take it for a leftover
                temporary.replace(path)
        if os.name != "posix":
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _open_temporary(path: Path) -> tuple[Path, int]:
    while True:
        temporary = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}{TEMPORARY}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        if sys.platform != "win32":
            with suppress(OSError):  # a file system without locks: nobody will clear this file away either
                fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return temporary, handle
        os.close(handle)  # swept away between the two calls


def _sweep(folder: Path) -> None:
    """Remove what killed runs left in a folder; looked for once in a process."""
    if folder in _swept:
        return
    _swept.add(folder)
    for left in sorted(folder.glob(f".*{TEMPORARY}")):
        with suppress(OSError):
            handle = os.open(left, os.O_RDWR)
            try:
                if sys.platform != "win32":
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    left.unlink()
            finally:
                os.close(handle)
            if sys.platform == "win32":
                left.unlink()
