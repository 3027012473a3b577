"""Keyboard accelerators in interface strings: ``&File``, ``E&xit``, ``_Open``.

The mark is taken off before translation, because it splits the word for the engine, and put back
before the same letter where the translation has it at the start of a word, else before its first letter.
"""

from __future__ import annotations

import re

_AMPERSAND = re.compile(r"&(?=[A-Za-z0-9])(?![A-Za-z][A-Za-z0-9]*;|#)")
_UNDERSCORE = re.compile(r"(?<![\w])_(?=[A-Za-z])(?![A-Za-z0-9]*_)")
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
        if match is not None and (len(text.split()) <= 4 or text[match.end()].isupper()):
            return match.start()
    return None


def put_accelerator(text: str, mark: str, letter: str) -> str:
    """Put ``mark`` before ``letter`` at a word start, else before the first letter of the text."""
    for match in re.finditer(r"(?<![\w%&{<$\\+])[^\W\d_]", text):
        if match[0].casefold() == letter.casefold():
            return text[: match.start()] + mark + text[match.start() :]
    first = re.search(r"(?<![\w%&{<$\\+])[^\W_]", text)
    if first is None:
        return mark + text
    return text[: first.start()] + mark + text[first.start() :]
