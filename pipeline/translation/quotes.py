"""Quotation marks and apostrophes: plain for the engine, the source's style in the translation.

Engines are trained on text with straight marks. With curly ones the embedded model drops the quotation
and more ("It’s Alibaba’s “Qwen” model" lost the name; with straight marks it is right), so the engine
is given straight ones and its answer is turned back to the style that the source uses.
"""

from __future__ import annotations

import re

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'"}
)
_OPENING = re.compile(r'(?:(?<=\A)|(?<=[\s(\[{—–/“‘]))"')
_OPENING_SINGLE = re.compile(r"(?:(?<=\A)|(?<=[\s(\[{—–/“]))'(?=\w)")


def straight_quotes(text: str) -> str:
    """Every quotation mark and apostrophe as its straight form; the length does not change."""
    return text.translate(_STRAIGHT)


def source_quotes(source: str, target: str) -> str:
    """Give the straight marks of ``target`` the style of ``source``, if that has one style."""
    if '"' in target and '"' not in source:
        pair = _double_style(source)
        if pair:
            opening, closing = pair
            target = _OPENING.sub(opening, target).replace('"', closing)
    if "'" in target and "'" not in source and ("’" in source or "‘" in source):
        target = _OPENING_SINGLE.sub("‘", target) if "‘" in source else target
        target = target.replace("'", "’")
    return target


def _double_style(source: str) -> tuple[str, str] | None:
    if "“" in source and "„" in source:
        return "„", "“"
    if "“" in source or "”" in source:
        return "“", "”"
    if "«" in source or "»" in source:
        return "«", "»"
    if "‘" in source:
        return "‘", "’"  # ‘quoted’ came back in double marks
    return None
