"""Load SRX rules once, and find where they break a text. The one module that touches choppa."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from choppa import SrxDocument
    from choppa.structures import Rule

_LANGUAGETOOL = (
    "ar ast be br ca crh da de el en eo es fa fr ga gl is it lt ml nl pl pt ro ru sk sl sr sv ta tl uk"
)
LANGUAGETOOL = frozenset(_LANGUAGETOOL.split())
"""Languages with rules in LanguageTool's file (``zh`` and ``ja`` too, but ours are better)."""

RELATIVES = {"nb": "da", "nn": "da", "no": "da", "cs": "sk", "hr": "sr", "bs": "sr", "sh": "sr", "fil": "tl"}
"""Languages that borrow a relative's abbreviations and ordinals instead of the English ones."""

_OWN = {
    "zh": "zh yue wuu lzh cmn",
    "ja": "ja",
    "hy": "hy",
    "stops": "hi mr ne sa mai bho kok bn as mni or pa gu ur ps sd ks bo dz am ti",
}
OWN = {language: code for code, languages in _OWN.items() for language in languages.split()}
"""Languages served by our own file, and their code in it: those with another full stop than the dot."""

WINDOW = 8_192
"""Code points given to the rules at once: some rules look ahead without limit, which would be quadratic."""

LONG_TOKEN = 80
"""Code points without white space; the rules see the middle of a longer run as letters only (`_plain`)."""

OVERLAP = 512
"""Code points of context on both sides of a window: more than any rule looks back (4 × 100)."""

_NESTED = re.compile(r"\\?[\[({\\]+\[\^\\?[)\]}]\]\*")
_QUOTED_END = re.compile(r"[.!?…][\"'”’»“«‹›)\]]{1,3}\s+(?=[\"'“‘„«»(\[¡¿]?[^\W\d_a-zа-я])")
_LONG = re.compile(rf"(\S{{8}})(\S{{{LONG_TOKEN - 32},}})(\S{{24}})")
_LONG_SPACE = re.compile(r"(\s{16})(\s{32,})(\s{16})")
_lock = RLock()


class RuleSet(NamedTuple):
    """Which file's rules split a language, and under which code they stand in it."""

    file: str
    code: str


def rules_for(base: str) -> RuleSet:
    """Choose the rules of a language (without region); English when it has none."""
    if base in OWN:
        return RuleSet("own", OWN[base])
    base = RELATIVES.get(base, base)
    return RuleSet("languagetool", f"{base if base in LANGUAGETOOL else 'en'}_two")


def find_breaks(text: str, rules: RuleSet) -> Iterator[int]:
    """Yield the offsets where the rules end a sentence, ascending, moved behind all white space.

    The end of the text is not among them. Texts longer than `WINDOW` are read window by window.
    """
    start = 0
    last = 0
    while start < len(text):
        window_start = max(last, start - OVERLAP)
        window_end = start + WINDOW
        whole = window_end >= len(text)
        known = len(text) if whole else window_end - OVERLAP
        window = _plain(text[window_start:window_end], rules)
        for offset in sorted({*_breaks_in(window, rules), *_quoted_ends(window, rules)}):
            end = window_start + offset
            if end < start or end <= last:
                continue
            if end > known or end >= len(text):
                break
            end = _skip_space(text, end)
            if last < end < len(text):
                yield end
                last = end
        start = max(last, known)


def _plain(text: str, rules: RuleSet) -> str:
    """Replace the middle of very long tokens by letters and of long white space by spaces, one for one.

    No sentence ends there, and ``\\b[\\p{L}'-]+[…'"]*[.!?]+\\s``, as some languages have it, takes cubic
    time on a run of apostrophes, ``\\n\\s*[-*]`` quadratic time on empty lines. Texts for our own file
    (scripts without spaces) stay as they are.
    """
    if rules.file == "own":
        return text
    text = _LONG.sub(lambda run: run[1] + "x" * len(run[2]) + run[3], text)
    return _LONG_SPACE.sub(lambda run: run[1] + " " * len(run[2]) + run[3], text)


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _quoted_ends(text: str, rules: RuleSet) -> Iterator[int]:
    """A stop, closing marks of any language, a space, a capital: not every rule set knows every mark."""
    if rules.file == "languagetool":
        for match in _QUOTED_END.finditer(text):
            yield match.end()


def _breaks_in(text: str, rules: RuleSet) -> Iterator[int]:
    document = _document(rules)
    from choppa import SrxTextIterator

    offset = 0
    for sentence in SrxTextIterator(document, rules.code, text):
        offset += len(sentence)
        yield offset


@cache
def _compiled(rules: RuleSet) -> SrxDocument:
    """Load a file and compile one language of it; called under the lock."""
    document = _load(rules.file)
    from choppa import SrxTextIterator

    # choppa fills its caches on first use without a lock: do it here, once.
    for _ in SrxTextIterator(document, rules.code, "One. Two."):
        pass
    return document


_ready: dict[RuleSet, SrxDocument] = {}


def _document(rules: RuleSet) -> SrxDocument:
    document = _ready.get(rules)
    if document is None:
        with _lock:
            document = _ready[rules] = _compiled(rules)
    return document


@cache
def _load(file: str) -> SrxDocument:
    _import_choppa()
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    if file == "own":
        with as_file(files("pipeline.segment").joinpath("own.srx")) as path:
            return SrxDocument(ruleset=path)
    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for mapping in document.language_map_list:
        # "Inside brackets" costs up to 100⁴ steps a stop as a rule; `guards` says it in linear time.
        rules = mapping.language_rule.rules
        rules[:] = [
            _seldom(rule) for rule in rules if rule.is_break or not _NESTED.match(rule.before_pattern)
        ]
    return document


def _seldom(rule: Rule) -> Rule:
    """The same break, looked for where it is: with nothing before it, choppa would try it at every letter.

    That is the mark ``<0}`` of translation programs, which no text has, and two thirds of all of choppa's time.
    """
    if rule.is_break and not rule.before_pattern:
        return rule._replace(before_pattern=f"(?={rule.after_pattern})", after_pattern="")
    return rule


def _import_choppa() -> None:
    """Import choppa without xmlschema, which it needs only to validate a rules file: 0.2 s of 0.25.

    While choppa is imported a stand-in takes the name; it loads the real module when it is first used.
    """
    if "choppa" in sys.modules or "xmlschema" in sys.modules:
        return
    later = ModuleType("xmlschema")
    vars(later)["__getattr__"] = lambda name: getattr(importlib.import_module("xmlschema"), name)
    sys.modules["xmlschema"] = later
    try:
        importlib.import_module("choppa")
    finally:
        if sys.modules.get("xmlschema") is later:
            del sys.modules["xmlschema"]
