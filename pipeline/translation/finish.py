"""Make a translated sentence agree with its source in what is not a matter of language.

Engines trained on sentences end a fragment with a comma or full stop that the source does not have
("Hello" → "Olá,") and lower the capital of a label. Words are never touched here.
"""

from __future__ import annotations

import re

_ADDED = ",.;:،。、"
_END = re.compile(r"[^\w\s]\Z")
_ADDED_BRACKET = re.compile(r"\s*\([^()]*\)?(?=[.!?]?\Z)")
"""What engines hang on names: "John Smith (em inglês)", "FAQ (", "Chau (o)"."""
_FINAL = re.compile(r"(?<=\w)[.!?…]\Z")
_FRAME = re.compile(r"(?:<[A-Za-z][^<>]*>|[\"'“‘«„*\[(¿¡])*(?=[^\W\d_])")
"""Opening marks before the first letter."""
_LETTER = re.compile(r"[^\W\d_]")


def agree_with_source(source: str, target: str, *, fragment: bool = False) -> str:
    """Take away final punctuation that the source does not have; begin with a capital where it does.

    ``fragment`` marks a piece from the middle of a sentence: its first letter follows the source's
    in the other direction too ("of %s" must not become "De %s").
    """
    target = target.strip()
    if "(" not in source:
        target = _ADDED_BRACKET.sub("", target) or target
    ending = _FINAL.search(source)
    if ending and target[-1:].isalnum():
        target += ending[0]
    elif not _END.search(source.rstrip()):
        target = target.rstrip(_ADDED) or target
    elif source.rstrip().endswith("…") and target.endswith("..."):
        target = target[:-3] + "…"
    begins, begun = _FRAME.match(source), _FRAME.match(target)
    if begins and begun and source[begins.end()].isupper():
        at = begun.end()
        return target[:at] + target[at].upper() + target[at + 1 :]
    first_source, first_target = _LETTER.search(source), _LETTER.search(target)
    if first_source is None or first_target is None:
        return target
    at = first_target.start()
    if at > 3:
        return target
    letter = first_target[0]
    if source[:1].isupper() and letter.islower():
        return target[:at] + letter.upper() + target[at + 1 :]
    if fragment and first_source[0].islower() and letter.isupper() and target[at + 1 : at + 2].islower():
        return target[:at] + letter.lower() + target[at + 1 :]
    return target
