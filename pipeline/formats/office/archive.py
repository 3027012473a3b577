"""Read and write the ZIP archive of an office document: only members that changed are written anew."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

from pipeline.errors import DocumentError

MAX_XML = 64_000_000
"""Most bytes of XML in the members that are read: a novel has 10 MB. What claims more may be a bomb."""
MAX_ALL = 256_000_000
"""Most bytes of all members together, pictures too."""
MAX_MEMBERS = 20_000

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of older Word begin, and the envelope of encrypted ones."""

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, NotImplementedError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip
"""What zipfile raises for archives that are no good."""


def read_members(
    data: bytes,
    name: str,
    wanted: Callable[[str], bool],
    kind: str = "an office document",
    needed: Callable[[str], bool] = bool,
) -> dict[str, str]:
    """Return the text of the members that ``wanted`` names, in the order of the archive; one at least is ``needed``.

    Raises DocumentError for what is no archive, is cut off, encrypted or too large, and for a member that is
    not well-formed XML in UTF-8; entities are never expanded.
    """
    with _opened(data, name, kind) as archive:
        found = [info for info in archive.infolist() if wanted(info.filename)]
        if not any(needed(info.filename) for info in found):
            raise DocumentError(f"is not {kind}: the part with the text is missing.", name)
        total = sum(info.file_size for info in found)
        if total > MAX_XML:
            raise DocumentError(
                f"claims {total / 1e6:.0f} MB of text inside; up to {MAX_XML / 1e6:.0f} MB are read.", name
            )
        members: dict[str, str] = {}
        for info in found:
            content = _content(archive, info, name)
            place = f"{name}:{info.filename}"
            _check_xml(content, place)
            try:
                members[info.filename] = content.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise DocumentError("is not UTF-8, which office documents are.", place) from error
        return members


def write_members(data: bytes, name: str, changed: Mapping[str, str]) -> bytes:
    """Return the archive with some members replaced; all others keep their bytes, order, dates and method."""
    written = io.BytesIO()
    with _opened(data, name) as archive, zipfile.ZipFile(written, "w") as result:
        result.comment = archive.comment
        for info in archive.infolist():
            if info.filename in changed:
                content = changed[info.filename].encode()
            else:
                content = _content(archive, info, name, limit=None)
            result.writestr(info, content, compress_type=info.compress_type)
    return written.getvalue()


def _opened(data: bytes, name: str, kind: str = "an office document") -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        if data.startswith(_COMPOUND):
            raise DocumentError(
                "has a password, or is of the older kind (.doc). Save it without a password, or as .docx or .odt.",
                name,
            ) from error
        raise DocumentError(
            f"is not {kind}, or is cut off: {error}. Save it again in the program that made it.", name
        ) from error
    claimed = sum(info.file_size for info in archive.infolist())
    if claimed > MAX_ALL:
        raise DocumentError(
            f"claims {claimed / 1e6:,.0f} MB inside; up to {MAX_ALL / 1e6:.0f} MB are read.", name
        )
    names = [info.filename for info in archive.infolist()]
    if len(names) > MAX_MEMBERS or len(set(names)) != len(names):
        raise DocumentError("has too many files inside, or two of one name; save it again.", name)
    return archive


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int | None = MAX_XML
) -> bytes:
    place = f"{name}:{info.filename}"
    if info.flag_bits & 1:
        raise DocumentError("is encrypted; save it without a password.", place)
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1 if limit is None else min(info.file_size, limit) + 1)
    except _DAMAGED as error:
        raise DocumentError(f"is damaged: {error}.", place) from error
    if len(content) > info.file_size:
        raise DocumentError("holds more than it claims; it may be a bomb.", place)
    return content


def _check_xml(content: bytes, place: str) -> None:
    """Raise DocumentError with line for what is not well-formed, or declares entities."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise DocumentError(
            "declares entities, which no office program writes.", place, parser.CurrentLineNumber
        )

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise DocumentError(
            f"is not well-formed XML: {expat.ErrorString(error.code)} (column {error.offset + 1}).",
            place,
            error.lineno,
        ) from error
