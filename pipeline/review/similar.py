"""How near two source texts are, for a reviewed translation whose source changed (po-files 6).

The measure is the share of words in common, in order. But one word can turn a sentence round: msgmerge
gave "Do not delete selected" the translation of "Delete selected". So a pair that differs in a number, a
name, a code, a placeholder, a negation or an opposite is never near enough to keep the text, however
long the rest. Thresholds: measured on the pairs of ``tests/review/test_similar.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

REUSE = 0.72
"""From this share of common words on, a reviewed translation helps more than a fresh one."""

RELATED = 0.45
"""From this share on, the old source is worth showing beside a fresh translation."""

_TOKEN = re.compile(
    r"(?P<fixed>https?://\S+|\S+@\S+\.\w+|</?[A-Za-z][^<>]*>|\$?\{[^{}]*\}|%\([^)]*\)[a-z]|%[\d.$-]*[a-zA-Z]\b|&\w+;)"
    r"|(?P<number>\d+(?:[.,:/-]\d+)*%?)"
    r"|(?P<alone>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[’'‐\-_](?=\w)|[\u0300-\u036f])*)"
)
_NEGATION_WORDS = """
not no never none nothing nobody nowhere neither nor without cannot hardly barely
não nem nunca nada nenhum nenhuma sem jamais sin ningún ninguno ninguna ni jamás tampoco
ne n' pas sans aucun aucune rien nicht kein keine keinen keinem keiner nie niemals ohne nichts
non mai senza nessun nessuna niet geen nooit zonder inte ingen aldrig utan ikke bez nigdy
не нет ни без никогда không chưa chẳng đừng değil yok bukan tidak jangan
不 没 沒 無 无 未 非 別 别 勿 안 못 لا لم لن ليس בלי לא
"""
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_NEGATION_INSIDE = re.compile("ない|なかった|ません|ずに|ไม่|않")
_OPPOSITE_WORDS = """
before after more less fewer up down off enable enabled disable disabled allow allowed deny denied
increase increased increases decrease decreased decreases rise rose rises rising fall fell falls falling
first last open opened close closed add added remove removed minimum maximum true false always sometimes
all some only must may most least above below over under start started stop stopped left right public
private accept accepted reject rejected success failure succeeded failed win won lose lost gain gained buy
bought sell sold import imported export exported show shown hide hidden lock unlock higher lower high low
antes depois después mais más menos avant après plus moins vor nach mehr weniger
"""
_OPPOSITES = frozenset(_OPPOSITE_WORDS.split())
_PREFIXES = ("un", "in", "im", "dis", "non", "de", "ir", "il", "non-", "anti", "mis", "des")


class Nearness(IntEnum):
    """What an old source is to a new one."""

    UNLIKE = 0
    RELATED = 1
    NEAR = 2


def nearness(old: str, new: str) -> tuple[Nearness, float]:
    """Say whether the translation of ``old`` may stand for ``new``, and their similarity in [0, 1]."""
    first, second = _parse(old), _parse(new)
    score = _score(first.words, second.words)
    if score < RELATED:
        return Nearness.UNLIKE, score
    if score < REUSE or first.fixed != second.fixed or not _only_harmless(first.words, second.words):
        return Nearness.RELATED, score
    return Nearness.NEAR, score


def words_of(text: str) -> tuple[str, ...]:
    """The folded words, numbers and signs that are compared."""
    return _parse(text).words


def forget() -> None:
    """Drop what was kept of the texts that have been compared: the next document has others."""
    _parse.cache_clear()


class _Parsed:
    """``words``: folded tokens in order; ``fixed``: those that must be equal, and how often each is there."""

    __slots__ = ("fixed", "words")

    def __init__(self, text: str) -> None:
        words: list[str] = []
        fixed: list[str] = []
        begin = True  # a capital at the start of a sentence says nothing
        last = 0
        for match in _TOKEN.finditer(text):
            token = match[0]
            gap = text[last : match.start()]
            begin = begin or (gap != " " and any(mark in gap for mark in ".!?:\n•"))
            last = match.end()
            folded = token.casefold().replace("’", "'")
            words.append(folded)
            if match["fixed"] or match["number"]:
                fixed.append(token)
            elif folded in _NEGATIONS or folded.endswith("n't"):
                fixed.append("¬")
            elif folded in _OPPOSITES or _is_name(token, begin):
                fixed.append(folded)
            begin = False
        fixed += ["¬"] * len(_NEGATION_INSIDE.findall(text))
        self.words = tuple(words)
        self.fixed = Counter(fixed)


_parse = lru_cache(maxsize=32768)(_Parsed)


def _is_name(token: str, begin: bool) -> bool:
    if token.isalpha() and token.islower():
        return False
    if any(sign.isdigit() or sign == "_" for sign in token) or token[1:] != token[1:].lower():
        return True
    return token[0].isupper() and not begin


def _score(old: Sequence[str], new: Sequence[str]) -> float:
    if not old or not new:
        return float(old == new)
    if 2 * sum((Counter(old) & Counter(new)).values()) < RELATED * (len(old) + len(new)) - 2:
        return 0.0  # quick look: too few words in common, in whatever order
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    inflected = sum(
        min(i2 - i1, j2 - j1)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag == "replace" and i2 - i1 == j2 - j1 and all(map(_inflected, old[i1:i2], new[j1:j2]))
    )
    return 2 * (same + 0.75 * inflected) / (len(old) + len(new))


def _only_harmless(old: Sequence[str], new: Sequence[str]) -> bool:
    """False where a word got a negating prefix, or a short text has another word in a word's place."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for one, other in ((gone, come), (come, gone)):
        if any(prefix + word in other for word in one if len(word) > 2 for prefix in _PREFIXES):
            return False
    if min(len(old), len(new)) >= 8:
        return True
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return all(
        i2 - i1 == j2 - j1 and all(map(_inflected, old[i1:i2], new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag == "replace"
    )


def _inflected(one: str, other: str) -> bool:
    """Two forms of one word: a common beginning of four letters and 60 % of the longer one."""
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    shortest, longest = sorted((len(one), len(other)))
    return common >= max(4, 0.6 * longest) or (shortest >= 3 and common == shortest and longest - common <= 2)
