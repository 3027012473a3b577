"""Write a translation into the entry of a string catalog, laid out as Xcode lays it out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.formats.messages import Message
from pipeline.languages import to_bcp47
from pipeline.model import Encoding
from pipeline.plurals import cardinal_categories

_INDENT = "    "  # of an entry's members, less two: Xcode indents by two


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """The whole entry with the translation in ``language`` (the source language where none is said)."""
    entry = json.loads(message.style)
    locale = language or "en"
    localizations = entry.setdefault("localizations", {})
    if message.plural is None:
        localized: dict[str, object] = _unit(texts[0])
    else:
        categories = dict(zip(cardinal_categories(locale), texts, strict=False))
        localized = {"variations": {"plural": {name: _unit(text) for name, text in categories.items()}}}
    localizations[to_bcp47(locale)] = localized
    lines = json.dumps(entry, ensure_ascii=False, indent=2, separators=(",", " : "), sort_keys=True).split(
        "\n"
    )
    return (encoding.newline + _INDENT).join(lines)


def _unit(text: str) -> dict[str, object]:
    return {"stringUnit": {"state": "translated", "value": text}}
