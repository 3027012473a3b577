"""Readers of message files that share no code with ours: what a program would find in what was written."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def texts_in(form: str, data: bytes) -> list[str]:
    """All texts of a file, as the programs that use such files see them."""
    return list(_READERS[form](data))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


def _json(data: bytes) -> Iterator[str]:
    return _leaves(json.loads(data.decode("utf-8-sig")))


def _yaml(data: bytes) -> Iterator[str]:
    from ruamel.yaml import YAML

    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    reader.allow_duplicate_keys = True
    return _leaves(reader.load(data))


def _elements(data: bytes, *tags: str) -> Iterator[str]:
    """libxml2, which shares nothing with expat."""
    from lxml import etree

    for element in etree.fromstring(data).iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in tags:
            yield "".join(element.itertext())


def _android(data: bytes) -> Iterator[str]:
    for text in _elements(data, "string", "item"):
        quoted = re.fullmatch(r'"(.*)"', text.strip(), re.DOTALL)
        yield re.sub(r"\\(.)", _unescaped, quoted[1] if quoted else text.strip())


def _unescaped(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(match[1], match[1])


def _xliff(data: bytes) -> Iterator[str]:
    return _elements(data, "target")


def _qt(data: bytes) -> Iterator[str]:
    return _elements(data, "translation", "numerusform")


def _properties(data: bytes) -> Iterator[str]:
    from jproperties import Properties

    try:
        encoding = "utf-8" if data.decode() else ""
    except UnicodeDecodeError:
        encoding = "iso-8859-1"
    found = Properties()
    found.load(data, encoding)
    return (str(value.data) for value in found.values())


def _strings(data: bytes) -> Iterator[str]:
    import openstep_plist

    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    return _leaves(openstep_plist.loads(text))


def _csv(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8-sig")
    first = text.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from row


def _fluent(data: bytes) -> Iterator[str]:
    """Every text of a message or attribute that needs no variable; selectors give the variant they come to."""
    import rustfluent

    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.ftl"
        path.write_bytes(data)
        bundle = rustfluent.Bundle("en", [path], strict=True)
    for name in re.findall(rb"^([A-Za-z][\w-]*)[ ]*=", data, re.MULTILINE):
        try:
            yield bundle.get_translation(name.decode(), use_isolating=False)
        except ValueError:  # no value, or one that needs variables
            continue


def _po(data: bytes) -> Iterator[str]:
    from babel.messages.pofile import read_po

    for message in read_po(io.BytesIO(data)):
        yield from [message.string] if isinstance(message.string, str) else message.string


_FLUENT = """
import { readFileSync } from "node:fs";
const { FluentParser, serializeExpression } = await import(process.argv.at(-1));
const texts = [];
const written = (one) => one.expression.type === "SelectExpression" ? "" : `{${serializeExpression(one.expression)}}`;
const visit = (node) => {
  if (!node || typeof node !== "object") return;
  if (node.type === "Junk") throw new Error(node.content);
  if (node.type === "Pattern") texts.push(node.elements.map((one) => one.value ?? written(one)).join(""));
  Object.values(node).flat().forEach(visit);
};
visit(new FluentParser({ withSpans: false }).parse(readFileSync(0, "utf8")));
console.log(JSON.stringify(texts));
"""


def every_fluent_text(data: bytes, parser: Path) -> list[str]:
    """Every text of a Fluent file, terms, attributes and variants too, as ``@fluent/syntax`` in ``parser`` reads it.

    What stands in braces is without white space around it; a selector is nothing.
    """
    command = ["node", "--input-type=module", "--eval", _FLUENT, parser.absolute().as_uri()]
    done = subprocess.run(command, input=data, check=True, capture_output=True)
    return [str(text) for text in json.loads(done.stdout)]


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "json": _json,
    "yaml": _yaml,
    "android": _android,
    "xliff": _xliff,
    "qt": _qt,
    "properties": _properties,
    "strings": _strings,
    "xcstrings": _json,
    "csv": _csv,
    "fluent": _fluent,
    "po": _po,
}
