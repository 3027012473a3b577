"""Language tags: BCP 47 ⇄ PO locale, names, plural rules, scripts. The one module that converts.

Inside locpipe a language is always a *PO locale* (``pt_BR``, ``sr@latin``, ``zh_CN``); web and XML
formats get BCP 47 from `to_bcp47`. Names, aliases and plural rules come from Weblate's table
(PyPI ``weblate-language-data``), which agrees with gettext, Poedit and Weblate; Babel's newest CLDR
table does not (it gives French, Spanish, Italian and Portuguese three plural forms).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.errors import UnknownLanguage

UNDETERMINED = "und"

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:\.[A-Za-z0-9-]+)?"
    r"(?:@(?P<modifier>[A-Za-z]+))?\Z"
)

# gettext writes the script of these as a modifier; BCP 47 as a subtag.
_MODIFIER_SCRIPT = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}

# Languages that are not written in Latin letters. ISO 15924 codes; the table is for checks
# ("is this translation in the right script?"), so only the usual script of each language counts.
_SCRIPTS = {
    "Cyrl": "ru uk be bg mk sr kk ky mn tg tt ba cv os sah ce kv",
    "Arab": "ar fa ur ps sd ckb ug arz azb pnb",
    "Hebr": "he yi",
    "Grek": "el",
    "Deva": "hi mr ne sa mai bho kok dgo brx",
    "Beng": "bn as mni",
    "Guru": "pa",
    "Gujr": "gu",
    "Orya": "or",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Thai": "th",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my",
    "Tibt": "bo dz",
    "Geor": "ka",
    "Armn": "hy",
    "Ethi": "am ti",
    "Jpan": "ja",
    "Kore": "ko",
    "Hani": "zh yue cmn wuu",
}
_SCRIPT_OF = {code: script for script, codes in _SCRIPTS.items() for code in codes.split()}


class LanguageInfo(NamedTuple):
    """A row of the language table: English name, number of plural forms, C plural expression."""

    name: str
    nplurals: int
    plural: str


@cache
def _table() -> dict[str, LanguageInfo]:
    from weblate_language_data.languages import LANGUAGES

    return {code: LanguageInfo(name, count, rule) for code, name, count, rule in LANGUAGES}


@cache
def _aliases() -> dict[str, str]:
    from weblate_language_data.aliases import ALIASES

    return dict(ALIASES)


def _normalise(tag: str) -> str | None:
    match = _TAG.match(tag.strip())
    if match is None:
        return None
    parts = [match["language"].lower()]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "_".join(parts) + (f"@{match['modifier'].lower()}" if match["modifier"] else "")


@cache
def _info(locale: str) -> LanguageInfo | None:
    """The row that serves a locale: its own, its alias's, without region, or its base language's."""
    table, aliases = _table(), _aliases()
    base, at, modifier = locale.partition("@")
    parts = base.split("_")
    forms = [locale, base]
    while len(parts) > 1:
        parts.pop()
        forms += ["_".join(parts) + at + modifier, "_".join(parts)]
    for form in forms:
        for code in (form, aliases.get(form.lower(), "")):
            if code in table:
                return table[code]
    return None


@cache
def parse_language(tag: str) -> str:
    """Turn a BCP 47 tag or PO locale into the PO locale used everywhere inside locpipe.

    ``pt-br``, ``pt_BR``, ``pt_BR.UTF-8`` → ``pt_BR``; ``zh-TW`` stays ``zh_TW``.

    Raises:
        UnknownLanguage: the tag is malformed or its language is not in the table.
    """
    locale = _normalise(tag)
    if locale is None or locale == UNDETERMINED or _info(locale) is None:
        raise UnknownLanguage(tag, _table())
    return locale


def to_bcp47(locale: str) -> str:
    """``pt_BR`` → ``pt-BR``, ``sr@latin`` → ``sr-Latn``; for HTML, TMX, XLIFF, TBX."""
    base, _, modifier = locale.partition("@")
    parts = base.split("_")
    if modifier in _MODIFIER_SCRIPT:
        parts.insert(1, _MODIFIER_SCRIPT[modifier])
    return "-".join(parts)


@cache
def base_language(locale: str) -> str:
    """The language alone: ``pt_BR`` → ``pt``, ``sr@latin`` → ``sr``."""
    return re.split(r"[_@-]", locale, maxsplit=1)[0]


def same_language(one: str, other: str) -> bool:
    """Whether translating between the two locales would be no translation.

    ``en``/``en_US`` are the same; ``pt_BR``/``pt_PT``, ``zh_CN``/``zh_TW`` and ``sr``/``sr@latin`` differ.
    """
    if one == other:
        return True
    if base_language(one) != base_language(other) or script_of(one) != script_of(other):
        return False
    return one == base_language(one) or other == base_language(other)


def language_name(locale: str) -> str:
    """The English name, ``Portuguese (Brazil)``; the locale itself when the table has none."""
    info = _info(locale)
    return info.name if info else locale


def plural_count(locale: str) -> int:
    """How many plural forms a PO entry of this language has."""
    info = _info(locale)
    return info.nplurals if info else 2


def plural_forms(locale: str) -> str:
    """The value of the ``Plural-Forms`` header: ``nplurals=2; plural=(n > 1);``."""
    info = _info(locale) or LanguageInfo(locale, 2, "n != 1")
    rule = info.plural if info.plural.startswith("(") and info.plural.endswith(")") else f"({info.plural})"
    if info.nplurals == 1:
        rule = "0"
    return f"nplurals={info.nplurals}; plural={rule};"


def script_of(locale: str) -> str:
    """ISO 15924 code of the script a language is usually written in; ``Latn`` by default."""
    base, _, modifier = locale.partition("@")
    if modifier in _MODIFIER_SCRIPT:
        return _MODIFIER_SCRIPT[modifier]
    for part in base.split("_")[1:]:
        if len(part) == 4 and part.isalpha():
            return "Hani" if part in ("Hans", "Hant") else part
    return _SCRIPT_OF.get(base_language(locale), "Latn")


_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"})


def is_right_to_left(locale: str) -> bool:
    """Tell whether a language is written from right to left."""
    return script_of(locale) in _RIGHT_TO_LEFT
