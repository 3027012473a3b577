"""Carry a near match over to the text at hand, where the two differ in what can be carried over.

Numbers, placeables, names, capitals and a final mark can be exchanged in the translation, if they are to be
found there as often as in the source. Everything else makes another sentence, above all a negation: then there
is no repair. What an exchange may do to the grammar around it is looked at:

- the noun behind a number: 1 → 2 needs another plural form, in some languages 2 → 5 too;
- what is joined to a number: "l'8", "5-ös", "5'te", "1º" depend on it;
- the gender of a name, and whether it is translated: the repair is ``sure`` only for codes and product names.
  For other names an engine must confirm it: its translations of both sources differ in the name alone.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.languages import base_language, plural_forms, script_of
from pipeline.memory.words import Block, Token, differing, shown, split_words
from pipeline.model import LanguagePair

_FIXED = frozenset(
    [
        "printf",
        "brace",
        "icu",
        "shell",
        "markup",
        "entity",
        "url",
        "email",
        "path",
        "code",
        "escape",
        "symbol",
    ]
)  # placeables that are the same in every language
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_MEASURE = re.compile(r"(\d+(?:[.,:/]\d+)*)(.*)\Z", re.DOTALL)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)")
_END = re.compile(r"(?:\.\.\.|[.:…])?\Z")
_SPACED_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
_LEAST_SHOUTED = 4  # letters: a shorter word in capitals may be another one, as "US" and "IT" are


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired translation. ``exchanged`` is what was put for what in it; ``sure`` needs no engine."""

    text: str
    differing: tuple[tuple[str, str], ...]
    exchanged: Mapping[str, str]
    sure: bool


def differing_words(old: str, new: str, language: str) -> tuple[tuple[str, str], ...]:
    """What two texts have in each other's place."""
    return shown(old, new, differing(split_words(old, language), split_words(new, language)))


def repair(old: str, target: str, new: str, pair: LanguagePair) -> Repair | None:
    """The translation of ``new``, made of that of ``old``; None where they differ in more than can be carried over."""
    was, stays = _END.split(old, maxsplit=1)[0], _END.split(new, maxsplit=1)[0]
    ended = _with_end(target, old[len(was) :], new[len(stays) :], pair.target)
    if ended is None:
        return None
    before, after = split_words(was, pair.source), split_words(stays, pair.source)
    blocks = differing(before, after)
    words = shown(was, stays, blocks)
    if old[len(was) :] != new[len(stays) :]:
        words = (*words, (old[len(was) :], new[len(stays) :]))
    cased = _with_case(was, stays, ended, blocks)
    if cased is not None:
        return Repair(cased, words, {}, True) if words else None
    exchange = _exchange(before, after, blocks)
    if exchange is None or not exchange.pairs:
        return None
    for one, other in exchange.numbers:
        if not _same_plural(one, other, before, after, ended, pair):
            return None
    text = put_for(ended, exchange.pairs, was)
    if text is None:
        return None
    return Repair(text, words, exchange.pairs, exchange.sure)


def confirms(first: str, second: str, exchanged: Mapping[str, str]) -> bool:
    """Whether an engine's translations of the two sources differ in what was exchanged alone."""
    return put_for(first, exchanged, None) == second


@dataclass(frozen=True, slots=True)
class _Exchange:
    pairs: dict[str, str]
    numbers: list[tuple[Token, Token]]
    sure: bool


def _exchange(before: Sequence[Token], after: Sequence[Token], blocks: Sequence[Block]) -> _Exchange | None:
    """What must be put for what, where each differing word has a partner of its kind."""
    pairs: dict[str, str] = {}
    numbers: list[tuple[Token, Token]] = []
    sure = True
    for one, other in blocks:
        if len(one) != len(other):
            return None
        for old, new in zip(one, other, strict=True):
            if old.text == new.text:
                continue
            numeric = _NUMBER.match(old.text) is not None and _NUMBER.match(new.text) is not None
            if numeric and old.kind == new.kind == "number":
                first, second = _MEASURE.match(old.text), _MEASURE.match(new.text)
                if first is None or second is None or first[2] != second[2]:
                    return None
                numbers.append((old, new))
                wanted = (first[1], second[1])
            elif old.kind == new.kind and old.kind in _FIXED:
                wanted = (old.text, new.text)
            elif _is_name(old, before) and _is_name(new, after):
                sure = sure and old.kind == new.kind == "name"
                wanted = (old.text, new.text)
            else:
                return None
            if pairs.setdefault(*wanted) != wanted[1]:
                return None
    # the same word elsewhere in the old source would be exchanged too
    changed = {id(token) for one, _ in blocks for token in one}
    if any(_core(token) in pairs and id(token) not in changed for token in before):
        return None
    return _Exchange(pairs, numbers, sure)


def _core(token: Token) -> str:
    """What is exchanged of a token: the number of a measure."""
    found = _MEASURE.match(token.text) if token.kind == "number" else None
    return found[1] if found else token.text


def _is_name(token: Token, tokens: Sequence[Token]) -> bool:
    if token.kind == "name":
        return True
    if token.kind != "word" or not token.text[:1].isupper():
        return False
    return token.start > 0 and tokens[0] is not token


def put_for(target: str, pairs: Mapping[str, str], source: str | None) -> str | None:
    """Put the new words for the old ones; None where these are not there, or not as often as in the source.

    A number may be written in another way ("1,000" as "1.000"): the new one is then written so too.
    """
    spelled: dict[str, str] = {}
    for old, new in pairs.items():
        wanted = len(_places(source, old)) if source is not None else 0
        for spelling in _SPELLINGS if _NUMBER.fullmatch(old) else (str,):
            found = len(_places(target, spelling(old)))
            if found and (source is None or found == wanted):
                break
        else:
            return None
        if (
            any(sign in new for sign in ".,")
            and not any(sign in old for sign in ".,")
            and _NUMBER.fullmatch(old)
        ):
            return None  # how this language writes it cannot be seen
        spelled[spelling(old)] = spelling(new)
    pattern = "|".join(_pattern(old) for old in sorted(spelled, key=len, reverse=True))
    return re.sub(pattern, lambda match: spelled[match[0]], target)


def _swapped(number: str) -> str:
    return number.translate(str.maketrans(".,", ",."))


_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    _swapped,
    lambda number: number.replace(",", "\u00a0"),
    lambda number: number.replace(",", "\u202f"),
    lambda number: number.replace(",", " "),
)


def _pattern(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return rf"(?<![\w.,’'])(?<!\w-){re.escape(text)}(?![\w]|[.,:’'-]\w)"
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return before + re.escape(text) + after


def _places(text: str, wanted: str) -> list[str]:
    return re.findall(_pattern(wanted), text)


def _same_plural(
    old: Token, new: Token, before: Sequence[Token], after: Sequence[Token], target: str, pair: LanguagePair
) -> bool:
    """Whether the noun that a number counts keeps its form, in both languages."""
    first, second = _core(old), _core(new)
    counted = _counts_a_word(old, before) or _counts_a_word(new, after)
    counted = counted or re.search(rf"(?<![\w.,]){re.escape(first)}[\s-][^\W\d_]", target) is not None
    if not counted:
        return True
    if first.isdecimal() != second.isdecimal() and not (
        _GROUPED.fullmatch(first) or _GROUPED.fullmatch(second)
    ):
        return False  # an integer against a fraction
    return all(form(_counted(first)) == form(_counted(second)) for form in map(_plural_form, pair))


def _counted(number: str) -> int:
    """The integer whose plural form counts: 1200 of 1,200.50; 1 of 1.5."""
    grouped = _GROUPED.match(number)
    return int(re.sub(r"[.,]", "", grouped[0])) if grouped else int(re.split(r"\D", number)[0])


def _counts_a_word(number: Token, tokens: Sequence[Token]) -> bool:
    at = next(index for index, token in enumerate(tokens) if token is number)
    following = tokens[at + 1 : at + 3]
    if following and following[0].text in ("-", "%"):
        following = following[1:]
    return bool(following) and following[0].kind in ("word", "alone")


@cache
def _plural_form(language: str) -> Callable[[int], int]:
    """The number of the plural form for a count, by the language's own rule."""
    rule = plural_forms(language).partition("plural=")[2].rstrip(";")
    form: Callable[[int], int] = gettext.c2py(rule)
    return form


def _with_end(target: str, old: str, new: str, language: str) -> str | None:
    """The target with the final mark of the new source, where the old one's is there to be exchanged."""
    if old == new:
        return target
    if script_of(language) not in _SPACED_SCRIPTS or base_language(language) == "fr":
        return None  # other marks, other spaces
    if old:
        return target[: -len(old)] + new if target.endswith(old) else None
    return target + new if target[-1:].isalnum() else None


def _with_case(old: str, new: str, target: str, blocks: Sequence[Block]) -> str | None:
    """The target where the two sources differ in capitals (or a final mark) alone; else None.

    All in capitals, the first letter, or a heading's capitals; a single word inside may be another one.
    """
    if old == new:
        return target
    if old.casefold() != new.casefold():
        return None
    if new.isupper() and not old.isupper():
        return target.upper() if _shoutable(old) else None
    if old.isupper():
        return None  # what should be small in it cannot be seen
    if old[1:] == new[1:]:
        first = target[:1]
        if old[:1].isupper() == first.isupper() and target[1:2].islower():
            return (first.upper() if new[:1].isupper() else first.lower()) + target[1:]
        return None
    inner = [token for tokens, _ in blocks for token in tokens if token.start > 0]
    long = [
        m[0]
        for m in re.finditer(r"[^\W\d_]{4,}", max(old, new, key=lambda text: sum(map(str.isupper, text))))
    ]
    if len(inner) > 1 and all(word[0].isupper() for word in long):
        return target
    return None


def _shoutable(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return max(map(len, words), default=0) >= _LEAST_SHOUTED and not any(
        char.isdigit() or char in "%{<&$" for char in text
    )
