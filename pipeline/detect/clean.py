"""Take out of a text what says nothing about its language, before it is scored."""

from __future__ import annotations

import re
from unicodedata import normalize

MAXIMUM_CHARACTERS = 20_000
"""Longer texts are sampled (`sample`): scoring work has a bound, whatever comes in."""

_SLICES = 20

# Spans without language, in the order in which they are looked for.
_NOISE = re.compile(
    r"""
    (?<![A-Za-z])(?:https?|ftp|file|mailto|ssh|git):[!-~]+  # URL with a scheme
  | (?<![A-Za-z])www\.[!-~]+
  | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,255}(?:\.[\w-]{1,63}){1,8}  # e-mail
  | </?[A-Za-z!?][^<>]{0,200}>                          # tag
  | &(?:\#\d+|\#x[0-9A-Fa-f]+|[A-Za-z]{2,8});           # entity
  | %\([\w.]+\)[#0\- +]*[\d.*]*[a-zA-Z]                  # %(name)s
  | %[\d$#0\-+'.*]*(?:hh|h|ll|l|z|j|t|L)?[diouxXeEfFgGaAcspn](?![a-z]{2})
  | \$?\{\{?[^{}\n]{0,80}\}?\}                          # {0} {name} {{ name }} ${NAME}
  | \$[A-Za-z0-9_]+
  | @@\w+@@ | __\w+__ | \[\[[^\[\]\n]{0,80}\]\] | ⟦[^⟦⟧\n]{0,80}⟧
  | \\[nrt"'\\]                                         # escape
  | (?<![\w/])(?:~|\.{1,2})?/[\w.+@-]+(?:/[\w.+@-]*)*   # /usr/lib/x, ./x
  | \b[A-Za-z]:\\[!\#-~]+                               # C:\x
  | \b[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[a-z]{2,5}(?:/[\w./?=&%\#-]*)?(?![\w'’])  # host/path, file.ext
  | \b0x[0-9A-Fa-f]+\b | \b(?=[A-Fa-f]*\d)[0-9A-Fa-f]{6,}\b                  # hexadecimal
  | (?<![A-Za-z0-9_-])[A-Za-z0-9-]*_[A-Za-z0-9_-]*     # snake_case
  """,
    re.VERBOSE,
)
_SIGNS = re.compile(r"[@<&%{$_⟦\\/]|[:.][!-~]|\[\[|0x|[0-9A-Fa-f]{6}")
"""Without one of these nothing is noise: most texts need not be searched for each kind."""

_LONG = 200
_ENDLESS = re.compile(
    rf"[!-~À-ɏ\u1e00-\u1eff]{{{_LONG},}}"
)  # base64; keeps the patterns below from long runs
_LATIN = "A-Za-zÀ-ɏ\\u1e00-\\u1eff"  # words of other scripts may be whole sentences: only these are taken out
_CAMEL = re.compile(rf"(?<![{_LATIN}0-9])[{_LATIN}0-9]*[a-zß-öø-ÿ][{_LATIN}0-9]*[A-Z][{_LATIN}0-9]*")
_NUMBER_WORD = re.compile(rf"(?<![{_LATIN}0-9-])[{_LATIN}-]*[0-9][{_LATIN}0-9-]*")
_ACRONYM = re.compile(rf"(?<![{_LATIN}])[{_LATIN}]{{2,}}(?![{_LATIN}])")
_EDGE = "\"'“”‘’«»„‚‹›()[]{}<>.,;:!?…-–—*·•|/"


def sample(text: str, limit: int = MAXIMUM_CHARACTERS) -> str:
    """Return the text, or twenty slices at equal distances that hold ``limit`` characters together."""
    if len(text) <= limit:
        return text
    size = limit // _SLICES
    step = (len(text) - size) / (_SLICES - 1)
    starts = (round(index * step) for index in range(_SLICES))
    return "\n".join(text[start : start + size] for start in starts)


def strip_noise(text: str) -> str:
    """Return the text in NFC without URLs, paths, placeholders, tags, identifiers; case and digits stay."""
    text = normalize("NFC", text)
    if len(text) >= _LONG:
        text = _ENDLESS.sub(" ", text)
    return _NOISE.sub(" ", text) if _SIGNS.search(text) else text


def language_words(text: str) -> tuple[str, ...]:
    """Return the words of a text from `strip_noise` that say something about its language.

    Text written in capitals throughout is lower-cased (langdetect's profiles hold few capitals);
    otherwise words in capitals are acronyms and go, as do words with inner capitals and numbers.
    Punctuation is taken off; ’ becomes '.
    """
    if mostly_capital(text):
        text = lower(text)
    else:
        text = _CAMEL.sub(" ", text)
        text = _ACRONYM.sub(lambda match: " " if match[0].isupper() else match[0], text)
    return tuple(words(_NUMBER_WORD.sub(_drop_digits, text).replace("’", "'")))


def _drop_digits(match: re.Match[str]) -> str:
    """Keep the letters of a real word with a number at its edge: ``hoa1``, ``56-jarige``; drop ``A100``."""
    word = match[0].strip("0123456789-")
    letters = "".join(char for char in word if char.isalpha())
    if any(char.isdigit() for char in word) or len(letters) < 3 or letters[0].isupper():
        return " "
    return word


def mostly_capital(text: str) -> bool:
    """Whether a text of two words or more is written in capitals."""
    upper = sum(map(str.isupper, text))
    return upper > 3 and upper > 2 * sum(map(str.islower, text)) and len(text.split()) > 1


_TURKISH_CAPITALS = frozenset("İĞ")
_I = str.maketrans({"I": "ı", "İ": "i"})


def lower(text: str) -> str:
    """Lower-case a text in capitals; I is ı where a text shows Turkish capitals (İ, Ğ)."""
    if not _TURKISH_CAPITALS.isdisjoint(text):
        text = text.translate(_I)
    return text.lower()


def words(text: str) -> list[str]:
    """Split at white space and take the punctuation off both ends; empty words go."""
    return [word for word in (raw.strip(_EDGE) for raw in text.split()) if word]
