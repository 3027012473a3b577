"""Whether a translation holds what the glossary asks for."""

from __future__ import annotations

import re
import unicodedata

from pipeline.model import TermHit, TermStatus

_NO_SPACES = re.compile(r"[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF]")


def is_satisfied(target: str, hit: TermHit) -> bool:
    """Whether ``target`` holds the term's translation as a word of its own, in any case.

    An untranslatable term must stand letter by letter. Inflected forms do not count yet.
    """
    if hit.status is TermStatus.UNTRANSLATABLE:
        return hit.text in target
    wanted = unicodedata.normalize("NFC", hit.target).casefold()
    text = unicodedata.normalize("NFC", target).casefold()
    if _NO_SPACES.search(wanted):
        return wanted in text
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None
