"""Write translations into the entries of a string catalog; all other languages and members stay as they stand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pipeline.formats.json.layout import Edit, Layout, with_member
from pipeline.formats.messages import Message
from pipeline.formats.xcstrings.tree import put, with_shape_of
from pipeline.languages import to_bcp47
from pipeline.model import Encoding
from pipeline.plurals import cardinal_categories


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """What is to change in the entry, for `settle`: its key, the languages, the path of the text, the texts."""
    original, key, *path = json.loads(message.style)
    tag = to_bcp47(language) if language else original
    named = {"": texts[0]}
    if message.plural is not None:
        named = dict(zip(cardinal_categories(language or "en"), texts, strict=False))
    return json.dumps([key, original, tag, path, named])


def settle(source: str, edits: Sequence[Edit], newline: str) -> list[Edit]:
    """Make one edit of all that changes in an entry: the new or changed language in it, laid out as the file is."""
    layout = Layout.of(source, newline)
    settled: list[Edit] = []
    for (start, end), changes in groupby(edits, key=lambda edit: edit[0]):
        entry: dict[str, Any] = json.loads(source[start:end])
        spoken = entry.get("localizations")
        languages = spoken if isinstance(spoken, dict) else {}
        tag = ""
        for _, change in changes:
            key, original, tag, path, texts = json.loads(change)
            shape = languages.get(original) or {"stringUnit": {"value": key}}
            tree = with_shape_of(shape, languages.get(tag))
            if path[-2:-1] == ["plural"]:
                put(tree, tuple(path[:-2]), {path[-1]: texts[""]}, alone=True)
            else:
                put(tree, tuple(path), texts)
            languages[tag] = tree
        settled.append(with_member(source, start, ("localizations", tag), languages[tag], layout))
    return settled
