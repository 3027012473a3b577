"""What a translator is told of the placeholders in a message: notes, and gettext's format flags.

A flag is given only where every placeholder of the text fits its rules: msgfmt refuses a catalog otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PRINTF = re.compile(
    r"%(?:%|(?P<position>\d+)\$)?(?P<flags>[-#+ 0,(']*)(?P<width>\d+|\*)?(?:\.(?:\d+|\*))?(?P<length>hh|h|ll|l|L|q|j|z|t)?(?P<type>[diouxXeEfFgGaAcCsSpnbBhHt@])?"
)
_PYTHON = re.compile(r"%\((?P<name>\w+)\)[-#0+ ]*\d*(?:\.\d+)?(?P<type>[diouxXeEfFgGcrsa])")
_APPLE = re.compile(r"%(?:(?:\d+\$)?#@[^@\s]+@|(?P<number>arg)\b)")
_BRACE = re.compile(r"(?<!\{)\{(?P<name>[A-Za-z_]\w*|\d+)(?P<rest>\s*[,:!][^{}]*)?\}(?!\})")
_DOUBLE = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)(?P<rest>\s*,[^{}]*)?\s*\}\}")
_ICU = re.compile(r"\{\s*(?P<name>\w+)\s*,\s*(?P<type>plural|selectordinal|select)\s*,")
_CHROME = re.compile(r"\$(?P<name>\w+)\$")
_QT = re.compile(r"%(?P<name>L?\d{1,2}|L?n)\b")
_FLUENT = re.compile(r"\{\s*(?P<name>\$[\w-]+|-?[A-Za-z][\w.-]*)\s*\}")

_PRINTF_TYPES = {
    "d": "whole number", "i": "whole number", "u": "whole number", "o": "octal number", "x": "hexadecimal number",
    "X": "hexadecimal number", "f": "decimal number", "F": "decimal number", "e": "number", "E": "number",
    "g": "number", "G": "number", "c": "character", "C": "character", "s": "text", "S": "text", "@": "text",
    "r": "text", "a": "text", "b": "true or false", "t": "date or time", "p": "address",
}  # fmt: skip
_ICU_TYPES = {
    "number": "number",
    "date": "date",
    "time": "time",
    "spellout": "number in words",
    "ordinal": "number, as in 1st",
    "duration": "time span",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which placeholders the texts of a format may hold; ``flag`` is gettext's name for printf ones."""

    printf: bool = False
    brace: bool = False
    double_brace: bool = False
    chrome: bool = False
    qt: bool = False
    fluent: bool = False
    flag: str = ""


def describe(texts: Sequence[str], dialect: Dialect) -> tuple[str, ...]:
    """One note for the translator, such as ``Placeholders: {count} (number), %1$s (text)``; none without any."""
    found = dict.fromkeys(item for text in texts for item in _described(text, dialect))
    return (f"Placeholders: {', '.join(found)}",) if found else ()


def _described(text: str, dialect: Dialect) -> Iterator[str]:
    if "%" in text:
        if dialect.qt:
            yield from (
                match[0] + (" (the number)" if match[0].endswith("n") else "") for match in _QT.finditer(text)
            )
        elif dialect.printf:
            yield from _printf(text)
    if dialect.chrome:
        yield from (match[0] for match in _CHROME.finditer(text))
    if "{" not in text:
        return
    if dialect.fluent:
        yield from (f"{{ {match['name']} }}" for match in _FLUENT.finditer(text))
        return
    if dialect.double_brace:
        yield from (match[0] for match in _DOUBLE.finditer(text))
    if dialect.brace:
        for match in _ICU.finditer(text):
            kind = {"plural": "number that decides the plural", "selectordinal": "number, as in 1st"}.get(
                match["type"], "chooses a text"
            )
            yield f"{match['name']} ({kind})"
        for match in _BRACE.finditer(text):
            kind = _ICU_TYPES.get((match["rest"] or "").strip(" ,:").partition(",")[0].strip(), "")
            yield match[0] + (f" ({kind})" if kind else "")


def _printf(text: str) -> Iterator[str]:
    yield from (
        f"{match[0]} ({'the number' if match['number'] else 'text with a plural of its own'})"
        for match in _APPLE.finditer(text)
    )
    text = _APPLE.sub("", text)
    named = list(_PYTHON.finditer(text))
    yield from (f"{match[0]} ({_PRINTF_TYPES[match['type']]})" for match in named)
    if not named:
        yield from (
            f"{match[0]} ({_PRINTF_TYPES.get(match['type'], 'text')})" for match in _conversions(text)
        )


def _conversions(text: str) -> Iterator[re.Match[str]]:
    return (
        match
        for match in _PRINTF.finditer(text)
        if match["type"] and not match[0].startswith("%%") and " " not in match["flags"]
    )


def flags_for(texts: Sequence[str], dialect: Dialect) -> tuple[str, ...]:
    """gettext's flag for printf placeholders, where there are some and no other per cent sign stands about."""
    if not dialect.flag or not any("%" in text for text in texts):
        return ()
    some = False
    for text in (_APPLE.sub("", text) for text in texts):
        good = list(_conversions(text))
        some = some or bool(good)
        if text.count("%") != len(good) + 2 * text.count("%%"):
            return ()
    return (dialect.flag,) if some else ()
