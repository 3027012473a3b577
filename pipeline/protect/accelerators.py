"""Keyboard accelerators in interface strings: ``&File``, ``E&xit``, ``_Open``.

The mark is taken off before translation, because it splits the word for the engine, and put back
before the same letter where the translation has it at the start of a word, else before its first letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_AMPERSAND = re.compile(r"&(?=[A-Za-z0-9])(?![A-Za-z][A-Za-z0-9]*;|#)")
_UNDERSCORE = re.compile(r"(?<![\w])_(?=[A-Za-z])(?![A-Za-z0-9]*_)")
_MOST_WORDS = 12  # with "_" before a small letter; in longer texts it begins an identifier
_LONGEST = 120  # code points; longer texts are prose, where & is an "and"


def find_accelerator(text: str) -> int | None:
    """Offset of the one accelerator mark of a short interface string, else None.

    ``R&D``, ``AT&T``, ``Barnes&Noble``, ``a && b``, ``user_name`` and ``?a=1&b=2`` have none.
    """
    if len(text) > _LONGEST or text.count("&") + text.count("_") == 0:
        return None
    if text.count("&") == 1:
        match = _AMPERSAND.search(text)
        if match is None:
            return None
        start = match.start()
        before, after = text[start - 1 : start], text[start + 1]
        if before and before.isalnum():
            # inside a word only when the letter goes on in lower case: E&xit, not R&D
            return start if after.islower() and text[:start].split()[-1].isalpha() else None
        return start if not before or before.isspace() or before in "([\"'“‘" else None
    if text.count("_") == 1 and "&" not in text:
        match = _UNDERSCORE.search(text)
        if match is not None and (len(text.split()) <= _MOST_WORDS or text[match.end()].isupper()):
            return match.start()
    return None


def put_accelerator(text: str, mark: str, letter: str, kept: Sequence[str] = ()) -> str:
    """Put ``mark`` before ``letter`` at a word start, else before the first letter of the text.

    Never in or before one of ``kept``, the texts of placeables (``</_1>``). Where no letter is left, behind
    the text, as is the custom in Chinese and Japanese: ``50% (_O)``.
    """
    taken = [m.span() for value in dict.fromkeys(kept) for m in re.finditer(re.escape(value), text)]

    def is_free(match: re.Match[str]) -> bool:
        return not any(start <= match.start() < end for start, end in taken)

    starts = [m for m in re.finditer(r"(?<![\w%&{<$\\+])[^\W\d_]", text) if is_free(m)]
    if not starts:
        return f"{text} ({mark}{letter.upper()})"
    at = next((m for m in starts if m[0].casefold() == letter.casefold()), starts[0]).start()
    return text[:at] + mark + text[at:]
