"""Compare what stands inside the texts: a translation has the links, pictures, notes and code of its source.

Blocks are compared when a document is rendered; what is in a text is looked at here, text by text, so that the guilty one
is known. Where a link leads and what code says is the reviewer's, for pages may be translated, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from pipeline.build.documents import Refused, Text
from pipeline.model import Document

Constructs = Counter[str]
"""How many there are of each kind; a kind is a word for the reader: "link", "picture", "code" …"""

MAY_BE_MORE = frozenset({"code"})
"""Kinds that a translation may have more of: a language that has no "it" says the name again."""


def changed_constructs(
    document: Document,
    texts: Sequence[Text],
    count: Callable[[str], Constructs],
    answered: Collection[int] = (),
) -> list[Refused]:
    """Return the texts that have other constructs than their units, in order; ``answered`` units are left out."""
    found: list[Refused] = []
    for index, (unit, text) in enumerate(zip(document.units, texts, strict=True)):
        if isinstance(text, str) and text.strip() and text != unit.text and index not in answered:
            reason = _difference(count(unit.text), count(text))
            if reason:
                found.append(Refused(index, reason))
    return found


def _difference(source: Constructs, translation: Constructs) -> str:
    """Say what is lost or added; empty when nothing is."""
    said = []
    for kind in sorted({*source, *translation}):
        ours, theirs = source[kind], translation[kind]
        if theirs < ours or (theirs > ours and kind not in MAY_BE_MORE):
            said.append(f"the source has {ours or 'no'} × {kind}, the translation {theirs or 'none'}")
    if not said:
        return ""
    return "; ".join(said) + ". If that is meant, write “# locpipe: ignore links WHY” into the entry."
