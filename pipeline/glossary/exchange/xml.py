"""Read XML from strangers: expat without entity declarations, with the line of every element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from pipeline.errors import GlossaryError


class Node(ElementTree.Element):
    """An element that knows the line it began in."""

    line = 0

    @property
    def local(self) -> str:
        """The name without its namespace prefix."""
        return str(self.tag).rpartition(":")[2]


def parse_xml(data: bytes, name: str) -> Node:
    """Parse a whole file; prefixes stay in the names, comments and instructions go.

    A DOCTYPE may be there and is not followed. One that declares an entity is refused: nested entities
    make gigabytes of a few lines, external ones read other files.

    Raises:
        GlossaryError: the file is not well-formed, or declares or uses entities of its own.
    """
    builder = ElementTree.TreeBuilder(element_factory=Node)
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        node = builder.start(tag, attributes)
        assert isinstance(node, Node)
        node.line = parser.CurrentLineNumber

    def end(tag: str) -> None:
        builder.end(tag)

    def text(data: str) -> None:
        builder.data(data)

    def refuse(*declaration: Any) -> None:
        raise GlossaryError(
            f"{name}:{parser.CurrentLineNumber}: the file declares or uses an entity ({declaration[0]}), "
            "which is not read for safety. Write the character itself."
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise GlossaryError(f"{name}:{error.lineno}: the XML cannot be read: {reason}.") from error
    root = builder.close()
    assert isinstance(root, Node)
    return root


def children(node: Node) -> Iterator[Node]:
    """The elements directly inside."""
    for child in node:
        assert isinstance(child, Node)
        yield child
