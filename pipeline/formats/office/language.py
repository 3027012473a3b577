"""The language that an office document says it is in: set to that of the translation, in all places that had the source's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.languages import base_language, is_right_to_left, to_bcp47


class Marks(NamedTuple):
    """How a format says a language: the tag, and for scripts of Europe, East Asia, and from right to left the attributes
    of language and country (``""``: one attribute has both)."""

    tag: re.Pattern[str]
    european: tuple[str, str]
    asian: tuple[str, str]
    complex: tuple[str, str]


def localized(members: Mapping[str, str], marks: Marks, language: str) -> dict[str, str]:
    """Return the members that change when the language of the document does.

    What the first mark says is the document's language; marks of another one (a quotation) stay.
    """
    tag = to_bcp47(language)
    base = base_language(tag)
    wanted = (
        marks.asian
        if base in ("zh", "ja", "ko")
        else marks.complex
        if is_right_to_left(language)
        else marks.european
    )
    first = next(
        (
            _value(found[0], marks.european[0])
            for xml in members.values()
            for found in marks.tag.finditer(xml)
        ),
        "",
    )
    if not first:
        return {}
    source = first.partition("-")[0]
    country = next((part for part in tag.split("-")[1:] if len(part) == 2 and part.isupper()), "")

    def changed(found: re.Match[str]) -> str:
        if _value(found[0], marks.european[0]).partition("-")[0] != source:
            return found[0]
        if not wanted[1]:
            return _set(found[0], wanted[0], tag)
        return _set(_set(found[0], wanted[0], base), wanted[1], country or "none")

    new = {name: marks.tag.sub(changed, xml) for name, xml in members.items()}
    return {name: xml for name, xml in new.items() if xml != members[name]}


def _value(tag: str, attribute: str) -> str:
    found = re.search(rf'\s{attribute}="([^"]*)"', tag)
    return found[1] if found else ""


def _set(tag: str, attribute: str, value: str) -> str:
    new, count = re.subn(rf'(\s{attribute}=")[^"]*', rf"\g<1>{value}", tag)
    end = -2 if tag.endswith("/>") else -1
    return new if count else f'{tag[:end]} {attribute}="{value}"{tag[end:]}'
