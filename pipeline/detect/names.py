"""Texts that are in no language: names, and lines of code."""

# ruff: noqa: SIM905 - word lists are read more easily as text
from __future__ import annotations

import re

from pipeline.detect.clean import words

_LONGEST_NAME = 5
# Written small inside names of people: Juan dela Cruz, Ludwig van Beethoven.
_PARTICLES = frozenset(
    "al bin bint da dal dala das de degli dei del dela della den der des di do dos du e el ibn la las le los "
    "of san ten ter van ver von y zu zum zur".split()
)
_UNITS = frozenset(
    "km m cm mm kg g mg s ms h min l ml kb mb gb tb hz khz mhz ghz w kw v a px pt in ft lb oz".split()
)

# Signs of a line of code. Two make it certain, and so does one beside few words.
_CODE_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"[;{]\s*$|;\s*\}|\)\s*\{",
        r"[A-Za-z0-9_]\([\w.,\"'*&\[\]\\%]*\)[;:{.]?(?!\w)"  # call(x), main(String[] args)
        r"|[A-Za-z0-9_]\(\w+\[\] \w+\)|\(\*\w|\*\*\w",
        r"[=!<>]=|&&|\|\||=>|->|::|\+\+|\*\*",
        r"^\s*(?:[\w.\[\]]+\s)?[\w.\[\]]+\s*=\s*\S",  # x = …
        r"(?:^|\s)(?:-[A-Za-z]|--[a-z][\w-]*)(?=\s|=|$)(?!\s-)",  # -m, --force
        r"^\s*#(?:include|define|ifdef|ifndef|endif|pragma|!)",
        r"^\s*(?:import|from)\s+[\w.]+(?:\s+as\s+\w+|\s+import\s+\S+)?;?\s*$",
        r"^\s*(?:def|class|fn|func|function|public|private|static|const|let|var|struct|void|int|return)\s[^.!?]*"
        r"[({=;:]",
        r"\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP)\s[\s\S]*\b(?:FROM|INTO|SET|TABLE|WHERE|VALUES)\b",
        r"^\s*(?:\$\s+)?(?:git|pip3?|npm|npx|yarn|docker|sudo|apt-get|mkdir|wget|curl|cargo|kubectl|chmod)"
        r"(?:\s+(?:[a-z][\w:./-]*|-\S+|\"[^\"]*\"))+$",
        r"^\s*(?:\$\s+)?(?:apt|brew|cat|cd|cp|echo|go|grep|ls|make|mv|node|python3?|rm|ssh)\s(?:.*\s)?"
        r"(?:-\w|--\w|\.{0,2}/)\S*",
        r"[\[{][^\]}\n]*\bnull\b|\"\w+\"\s*:",
        r"#[0-9A-Fa-f]{3,8}\b|:\s*\d+(?:px|em|rem|%)?(?:\s+\w+)?;",
    )
)
_FEW_WORDS = 7


def is_name(text: str) -> bool:
    """Whether a text is at most five words, all capitalised (particles and units may be small).

    A text without cased letters (numbers, Chinese) is no name.
    """
    parts = [word for word in words(text) if any(map(str.isalpha, word))]
    if any(char.isalpha() and char.lower() == char.upper() for word in parts for char in word):
        return False
    capitalised = [word for word in parts if word[0].isupper() or not word[0].isalpha()]
    small = [word for word in parts if word[0].isalpha() and not word[0].isupper()]
    if not any(map(str.isupper, "".join(capitalised))) or len(parts) > _LONGEST_NAME:
        return False
    return all(word in _PARTICLES or word.lower() in _UNITS for word in small) and small[-1:] != parts[-1:]


def is_code(text: str) -> bool:
    """Whether a short text reads as program code or a shell command."""
    if len(text) > 400:
        return False
    signs = sum(bool(pattern.search(text)) for pattern in _CODE_SIGNS)
    if signs == 0:
        return False
    few = sum(word.isalpha() for word in words(text)) <= _FEW_WORDS
    return signs > 1 or few
