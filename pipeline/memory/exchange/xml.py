"""Read large XML files of strangers a bit at a time: expat, without entities of the file's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from pipeline.errors import DocumentError

_CHUNK = 1 << 18  # bytes


@dataclass(frozen=True, slots=True)
class Raw:
    """One pair as a file has it; ``problem`` says why it cannot be taken (then the texts may be empty)."""

    source: str
    target: str
    source_language: str
    target_language: str
    context: str = ""
    reviewer: str = ""
    time: str = ""
    problem: str = ""


class Reader:
    """What a format does with the elements of its file; `take` gives the pairs that are complete."""

    def __init__(self) -> None:
        self.done: list[Raw] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; prefixes are gone from its name, not from its attributes."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters between them."""


def read_pairs(path: Path, name: str, reader: Reader, roots: frozenset[str]) -> Iterator[Raw]:
    """The pairs of a file, while it is read.

    Raises:
        DocumentError: the file cannot be read, is not well-formed, is another format, or declares entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    seen_root = False

    def local(handle: Callable[..., None]) -> Callable[..., None]:
        def call(tag: str, *rest: Any) -> None:
            nonlocal seen_root
            tag = tag.rpartition(":")[2]
            if not seen_root:
                if tag not in roots:
                    raise DocumentError(f"its root is <{tag}>, not <{'> or <'.join(sorted(roots))}>", name)
                seen_root = True
            handle(tag, *rest)

        return call

    def refuse(*declaration: Any) -> None:
        raise DocumentError(
            f"the file declares or uses an entity ({declaration[0]}), which is not read for safety: "
            "write the character itself",
            name,
            parser.CurrentLineNumber,
        )

    parser.StartElementHandler = local(reader.start)
    parser.EndElementHandler = local(reader.end)
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
                yield from reader.done
                reader.done.clear()
        parser.Parse(b"", True)
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or error}", name) from error
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise DocumentError(f"the XML cannot be read: {reason}", name, error.lineno) from error
    yield from reader.done
