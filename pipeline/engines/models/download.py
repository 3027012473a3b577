"""Fetch a file over a bad network: resumed after a break, link after link, size and checksum looked at.

What came of a broken fetch stays in the downloads folder as ``….part`` with a note of what it is, and the
next run goes on from there. A server that does not resume, or has another file by now, sends it again.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.errors import ModelError

BytesProgress = Callable[[int, int], None]
"""``on_progress(done, total)`` in bytes; ``total`` is 0 while nobody has said it."""

TIMEOUT = 8.0
"""Seconds for a connection, and for each read: an unreachable server is an error in under ten."""

ATTEMPTS = 4
"""How often one link is tried without a byte of progress; only for what may pass (a cut, a busy server)."""

PAUSE = 0.1
"""Seconds before a link is tried again; doubled each time nothing came."""

LARGEST = 8 << 30
"""No model is larger (bytes). The largest Argos package has 0.3 GB."""

LARGEST_INDEX = 64 << 20

_CHUNK = 1 << 18
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to fetch: its links in order, and what the index says of it (0 and ``""``: nothing)."""

    name: str
    links: tuple[str, ...]
    size: int = 0
    sha256: str = ""


class _Refused(Exception):
    """This link will not do; the message says why. Never leaves this module."""


class _Cut(Exception):
    """The connection broke or the server is busy: worth another try. Never leaves this module."""


def read_index(url: str) -> bytes:
    """Read a small file into memory, in one attempt.

    Raises:
        ModelError: it cannot be had; one sentence says why.
    """
    try:
        with _open(url, {}) as response:
            data: bytes = response.read(LARGEST_INDEX + 1)
    except (_Refused, _Cut) as error:
        raise ModelError(
            f"{url} cannot be read: {error}. Check the network; on a machine without one, copy the models to a "
            "folder and name it with --index FOLDER."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise ModelError(f"{url} cannot be read: {_reason(error)}.") from error
    if len(data) > LARGEST_INDEX:
        raise ModelError(f"{url} is no index: it is larger than {LARGEST_INDEX >> 20} MB.")
    return data


def fetch(file: RemoteFile, folder: Path, on_progress: BytesProgress | None = None) -> Path:
    """Fetch a file into ``folder``, which the caller holds a lock on, and return its path.

    Links that are no http(s) are passed over; a link that fails, or gives the wrong size or checksum, is
    followed by the next one.

    Raises:
        ModelError: no link gave it; the message says what was wrong with each.
    """
    links = [link for link in file.links if link.startswith(_SCHEMES)]
    if not links:
        raise ModelError(f"{file.name} has no http(s) link: {', '.join(file.links) or 'none at all'}.")
    problems: list[str] = []
    for link in links:
        place = folder / f"{hashlib.sha256(link.encode()).hexdigest()[:12]}-{file.name}"
        try:
            return _fetch_one(link, file, place, on_progress or (lambda done, total: None))
        except OSError as error:
            raise ModelError(
                f"{file.name} cannot be kept in {folder}: {_reason(error)}. Check its permissions and the "
                "space on its disk."
            ) from error
        except _Refused as refused:
            problems.append(f"{link}: {refused}")
    raise ModelError(f"{file.name} could not be fetched. {'; '.join(problems)}.")


def _fetch_one(link: str, file: RemoteFile, place: Path, report: BytesProgress) -> Path:
    part = place.with_name(place.name + ".part")
    for last in (False, True):
        resumed = part.exists()
        _fetch_part(link, file, part, report)
        try:
            _check(part, file)
            break
        except _Refused:
            _forget(part)
            if last or not resumed:
                raise
    part.replace(place)
    _note_of(part).unlink(missing_ok=True)
    return place


def _check(path: Path, file: RemoteFile) -> None:
    size = path.stat().st_size
    if file.size and size != file.size:
        raise _Refused(f"it has {size} bytes, the index says {file.size}")
    if file.sha256:
        with path.open("rb") as data:
            found = hashlib.file_digest(data, "sha256").hexdigest()
        if found != file.sha256.lower():
            raise _Refused(
                f"its checksum is wrong (sha256 {found[:12]}…, the index says {file.sha256[:12]}…)"
            )


def _fetch_part(link: str, file: RemoteFile, part: Path, report: BytesProgress) -> None:
    """Bring ``part`` to its end, over as many connections as it takes while each brings something."""
    fruitless = 0
    while True:
        before = part.stat().st_size if part.exists() else 0
        try:
            _continue(link, file, part, report)
            return
        except _Cut as cut:
            fruitless = 0 if part.exists() and part.stat().st_size > before else fruitless + 1
            if fruitless >= ATTEMPTS:
                raise _Refused(str(cut)) from cut
            time.sleep(PAUSE * 2**fruitless)


def _continue(link: str, file: RemoteFile, part: Path, report: BytesProgress) -> None:
    """One connection: from the end of ``part`` where the server can, else from the start."""
    have, note = _resumable(part, link)
    headers = {"Range": f"bytes={have}-", "If-Range": note} if have else {}
    try:
        with _open(link, headers) as response:
            if response.status != 206:
                have = 0
            elif not (response.headers.get("Content-Range") or "").startswith(f"bytes {have}-"):
                _forget(part)
                raise _Cut("the server resumed at the wrong place")
            total = _total(response, have)
            if total > LARGEST or (file.size and total not in (0, file.size)):
                expected = f"the index says {file.size}" if file.size else "no model is that large"
                raise _Refused(f"it has {total} bytes, {expected}")
            if shutil.disk_usage(part.parent).free < total - have:
                raise ModelError(f"{file.name} needs {total >> 20} MB in {part.parent}: the disk is full.")
            _keep_note(part, link, response)
            _copy(response, part, have, file.size or total or LARGEST, total or file.size, report)
    except urllib.error.HTTPError as error:
        if error.code == 416 and have:
            _forget(part)
            raise _Cut("the server has another file now") from error
        raise
    if total and part.stat().st_size < total:
        raise _Cut(f"the connection broke after {part.stat().st_size} of {total} bytes")


def _copy(response: Any, part: Path, have: int, most: int, total: int, report: BytesProgress) -> None:
    with part.open("r+b" if have else "wb") as out:
        out.seek(have)
        out.truncate()
        report(have, total)
        while True:
            try:
                chunk = response.read(_CHUNK)
            except http.client.IncompleteRead as error:
                out.write(error.partial)
                raise _Cut(f"the connection broke after {out.tell()} bytes") from error
            except (OSError, http.client.HTTPException) as error:
                raise _Cut(f"the connection broke after {out.tell()} bytes: {_reason(error)}") from error
            if not chunk:
                return
            have += len(chunk)
            if have > most:
                raise _Refused(f"it has more than {most} bytes")
            out.write(chunk)
            report(have, total)


def _open(url: str, headers: dict[str, str]) -> Any:
    if not url.startswith(_SCHEMES):
        raise _Refused("only http and https links can be fetched")
    request = urllib.request.Request(url, headers={"User-Agent": f"locpipe/{__version__}", **headers})
    try:
        return urllib.request.urlopen(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as error:
        if error.code in _PASSING:
            raise _Cut(f"the server says {error.code} {error.reason}") from error
        if error.code == 416:
            raise
        raise _Refused(f"the server says {error.code} {error.reason}") from error
    except (ConnectionResetError, http.client.RemoteDisconnected) as error:
        raise _Cut(_reason(error)) from error
    except urllib.error.URLError as error:
        raise _Refused(_reason(error)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _Refused(_reason(error)) from error


def _total(response: Any, have: int) -> int:
    """The size of the whole file as the server tells it; 0 where it does not."""
    length = response.headers.get("Content-Length") or ""
    return have + int(length) if length.isdecimal() else 0


def _note_of(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _keep_note(part: Path, link: str, response: Any) -> None:
    """Remember which version of the file this is the beginning of; a weak ETag does not tell."""
    tag = response.headers.get("ETag") or ""
    version = tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified") or ""
    _note_of(part).write_text(json.dumps({"link": link, "version": version}), encoding="utf-8")


def _resumable(part: Path, link: str) -> tuple[int, str]:
    """How many bytes of ``part`` can be built on, and the version that the server must still have."""
    try:
        note = json.loads(_note_of(part).read_text(encoding="utf-8"))
        version = str(note["version"]) if note["link"] == link else ""
        return (part.stat().st_size, version) if version else (0, "")
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _note_of(part).unlink(missing_ok=True)


def _reason(error: BaseException) -> str:
    """The reason in words: urllib wraps an OSError, which knows its own."""
    inner = getattr(error, "reason", None)
    if isinstance(inner, BaseException):
        return _reason(inner)
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
