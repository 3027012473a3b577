"""Unpack what strangers packed: every entry is looked at before a byte is written, and none leaves its folder.

A zip can name ``../../.bashrc``, hold a link to ``/``, claim to be small and write a disk full, or carry a
second package that overwrites an installed one. All of it is refused with its reason.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.errors import ModelError

MOST_ENTRIES = 10_000
LARGEST = 4 << 30
"""Bytes of a package when unpacked; the largest Argos package has 0.4 GB."""

MOST_EXPANSION = 20
"""How many times its packed size a package may have: model weights shrink by a quarter, text by four."""

_ROOM = 16 << 20  # bytes that any archive may unpack to, however well it is packed
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NAME = re.compile(r"[A-Za-z0-9][\w.+@-]*\Z")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:]")
_CHUNK = 1 << 20


def unpack(archive: Path, into: Path) -> Path:
    """Unpack a zip with one folder in it below ``into``; return that folder.

    Raises:
        ModelError: the archive is damaged or refused; what was written stays below ``into``.
    """
    with _opened(archive) as zipped:
        entries = zipped.infolist()
        top = _check(entries, archive)
        needed = sum(entry.file_size for entry in entries)
        if shutil.disk_usage(into).free < needed + _ROOM:
            raise ModelError(
                f"{archive.name} needs {needed >> 20} MB in {into.parent}: there is not enough space."
            )
        for entry in entries:
            target = into.joinpath(*PurePosixPath(entry.filename).parts)
            if entry.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                _write(zipped, entry, target)
    return into / top


def read_member(archive: Path, name: str, most: int = 1 << 20) -> bytes:
    """One small file of the archive's top folder, without unpacking.

    Raises:
        ModelError: the archive is damaged, or has no such file of at most ``most`` bytes.
    """
    with _opened(archive) as zipped:
        for entry in zipped.infolist():
            parts = PurePosixPath(entry.filename).parts
            if len(parts) == 2 and parts[1] == name and entry.file_size <= most:
                with zipped.open(entry) as file:
                    return file.read(most)
    raise ModelError(f"{archive.name} is no Argos package: it has no {name}.")


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as zipped:
            yield zipped
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise ModelError(f"{archive.name} is damaged ({error}). Fetch it again.") from error
    except OSError as error:
        raise ModelError(f"{archive.name} cannot be unpacked: {error.strerror or error}.") from error


def _check(entries: list[zipfile.ZipInfo], archive: Path) -> str:
    """The name of the one folder in the archive; refuses everything that is not plain files below it."""

    def refuse(reason: str) -> ModelError:
        return ModelError(f"{archive.name} is refused: {reason}.")

    if len(entries) > MOST_ENTRIES:
        raise refuse(f"it holds more than {MOST_ENTRIES:,} files")
    seen: set[str] = set()
    folders: set[str] = set()
    tops: set[str] = set()
    for entry in entries:
        name = entry.filename
        parts = PurePosixPath(name).parts
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not parts or name.startswith("/") or ".." in parts or _UNSAFE.search(entry.orig_filename):
            raise refuse(f"it holds {name!r}, a path outside its own folder")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise refuse(f"{name!r} in it is a link or a device")
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            raise refuse(f"{name!r} in it is encrypted or packed in an unusual way")
        key = "/".join(parts).casefold()
        if not entry.is_dir() and key in seen:
            raise refuse(f"it holds {name!r} twice")
        seen.add(key)
        folders.update(str(parent).casefold() for parent in PurePosixPath(*parts).parents)
        if entry.is_dir():
            folders.add(key)
        elif len(parts) == 1:
            raise refuse(f"{name!r} in it stands outside a folder")
        tops.add(parts[0])
    if len(tops) != 1 or not _NAME.match(next(iter(tops))):
        raise refuse(
            f"it holds {len(tops)} folders, not one package" if len(tops) != 1 else "its name is odd"
        )
    files = [entry for entry in entries if not entry.is_dir()]
    if any("/".join(PurePosixPath(entry.filename).parts).casefold() in folders for entry in files):
        raise refuse("a file in it has the name of a folder")
    size = sum(entry.file_size for entry in files)
    packed = sum(entry.compress_size for entry in files)
    on_disk = archive.stat().st_size
    if size > LARGEST or size > MOST_EXPANSION * on_disk + _ROOM or packed > on_disk:
        raise refuse(f"its {on_disk >> 10:,} KB would unpack to {size >> 20:,} MB")
    return next(iter(tops))


def _write(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Write one file and force it to the disk; never more bytes than the entry has told."""
    written = 0
    with zipped.open(entry) as packed, target.open("xb") as out:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > entry.file_size:
                raise zipfile.BadZipFile(f"{entry.filename!r} is larger than it says")
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if written != entry.file_size:
        raise zipfile.BadZipFile(f"{entry.filename!r} is shorter than it says")
