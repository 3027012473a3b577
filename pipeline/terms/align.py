"""Put a term into the plain translation where a masked one has its mask: alignment without any grammar."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_OUTER = re.compile(r"\A\W*(?P<core>.*?)\W*\Z", re.DOTALL)
_MOST = 6
"""Words of the plain translation that a term may stand for at most."""


def put_where_mask_stood(plain: str, masked: str, token: str, term: str) -> str | None:
    """Replace the words of ``plain`` that differ from ``masked`` around its token by the term.

    Punctuation at both ends of what is replaced stays. None when the token is not there once, or
    nothing or too much of ``plain`` stands in its place.
    """
    words, others = list(_WORD.finditer(plain)), _WORD.findall(masked)
    at = [index for index, word in enumerate(others) if token in word]
    if len(at) != 1:
        return None
    matcher = SequenceMatcher(
        None, [w[0].casefold() for w in words], [w.casefold() for w in others], autojunk=False
    )
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag == "replace" and low <= at[0] < high and end - start <= _MOST:
            first, last = words[start].start(), words[end - 1].end()
            core = _OUTER.match(plain[first:last])
            if core is None or not core["core"]:
                return None
            return plain[: first + core.start("core")] + term + plain[first + core.end("core") :]
    return None
