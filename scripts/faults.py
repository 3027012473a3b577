"""The faults that translations have in life, each as a function that makes one: for eval_gate.py and the tests.

A function gets a clean entry's source and target, a random generator and the target's locale, and returns the
damaged target, or None where the entry does not lend itself to it. The table says which family a kind is of;
the four hard families have a bar of their own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[str, str, random.Random, str], str | None]

PRINTF = re.compile(r"(?<!%)%(?:\(\w+\))?(?:\d+\$)?[0-9.]*l?[sd]")
BRACE = re.compile(r"(?<![@\\])\{[A-Za-z_0-9]*\}")
TAG = re.compile(r"</?[a-z][^<>]*>")
NUMBER = re.compile(r"(?<![\w%.,'$\\&#-])\d{2,6}(?![\w$%.,:;-]|\s?[%$])")
URL = re.compile(r"https?://[\w./-]+\w")
MAIL = re.compile(r"[\w.]+@[\w-]+\.[a-z]+")
WORD = re.compile(r"[^\W\d_]{3,}")


def _spot(pattern: re.Pattern[str], source: str, target: str) -> re.Match[str] | None:
    """A match of a pattern in the target that stands once in both texts."""
    for match in pattern.finditer(target):
        if source.count(match[0]) == target.count(match[0]) == 1:
            return match
    return None


def _replace(match: re.Match[str] | None, target: str, by: str) -> str | None:
    return None if match is None else target[: match.start()] + by + target[match.end() :]


def _prose(target: str, at_least: int = 6) -> bool:
    return len(WORD.findall(target)) >= at_least or sum("\u3040" <= c <= "\u9fff" for c in target) >= 14


def drop(pattern: re.Pattern[str]) -> Damage:
    return lambda s, t, rng, locale: _replace(_spot(pattern, s, t), t, "")


def change(pattern: re.Pattern[str], how: Callable[[str], str]) -> Damage:
    def damage(source: str, target: str, rng: random.Random, locale: str) -> str | None:
        match = _spot(pattern, source, target)
        changed = None if match is None else how(match[0])
        return None if changed is None or changed == match[0] else _replace(match, target, changed)  # type: ignore[index]

    return damage


def insert(text: str, at_least: int = 1) -> Damage:
    def damage(source: str, target: str, rng: random.Random, locale: str) -> str | None:
        words = list(WORD.finditer(target))
        if len(words) < at_least or text.strip() in source:
            return None
        at = rng.choice(words).end()
        return target[:at] + text + target[at:]

    return damage


def _swap_printf(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    found = [m for m in PRINTF.finditer(target) if "$" not in m[0] and "(" not in m[0]]
    if len(found) != 2 or found[0][0] == found[1][0] or target.count("%") != 2:
        return None
    one, two = found
    return target[: one.start()] + two[0] + target[one.end() : two.start()] + one[0] + target[two.end() :]


def _same_tags(source: str, target: str) -> bool:
    """Whether the target has the tags of the source: else to drop one may be right."""
    return sorted(TAG.findall(source)) == sorted(TAG.findall(target))


def _swap_tags(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    found = list(TAG.finditer(target))
    if not _same_tags(source, target):
        return None
    if len(found) != 2 or not found[1][0].startswith("</") or found[0][0].startswith("</"):
        return None
    one, two = found
    return target[: one.start()] + two[0] + target[one.end() : two.start()] + one[0] + target[two.end() :]


def _drop_both_tags(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    found = TAG.findall(target)
    if len(found) < 2 or not any(tag.startswith("</") for tag in found) or not _same_tags(source, target):
        return None
    return TAG.sub("", target)


def _other_digit(text: str) -> str:
    return text[:-1] + str((int(text[-1]) + 3) % 10)


def _swap_digits(text: str) -> str:
    return text[::-1]


def _echo(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    words = [word for word in WORD.findall(source) if word.islower()]
    return source if len(words) >= 5 and not PRINTF.search(source) else None


def _half(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    words = source.split()
    if len(words) < 12 or "\n" in source.strip() or re.search(r"[<%{]", source):
        return None
    rest = target.split() if " " in target else [target[len(target) // 2 :]]
    return " ".join([*words[: len(words) // 2], *rest[len(rest) // 2 :]])


def _truncate(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if len(source) < 90 or len(target) < 40 or re.search(r"[<%{]", source):
        return None
    return target[: len(target) // 4].rstrip()


def _loop(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    words = target.split()
    if len(words) < 6 or "\n" in target:
        return None
    return " ".join([*words, *(words[-3:] * 4)])


def _loop_characters(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return target + target[-3:-1] * 8 if len(target) > 12 and target[-3:-1].isalpha() else None


def _double_word(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if locale in ("vi", "ja"):
        return None
    words = [
        m
        for m in re.finditer(r"(?<= )[a-zà-ÿ]{3,}(?= )", target)
        if m[0] not in ("die", "der", "das", "nous", "vous")
    ]
    if not words:
        return None
    word = rng.choice(words)
    return f"{target[: word.end()]} {word[0]}{target[word.end() :]}"


_NEGATIONS = {
    "pt_BR": r"\bnão ", "es": r"\bno ", "de": r"\b(?:nicht|kein(?=e)) ?", "fr": r"\b(?:ne |n['’]|pas )",
    "pl": r"\bnie ", "vi": r"\b(?:không|chưa) ",
}  # fmt: skip


def _deny_not(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    pattern = _NEGATIONS.get(locale)
    denied = re.findall(r"\b(?:not|cannot|never|n['’]t)\b|n['’]t\b", source, re.IGNORECASE)
    if pattern is None or len(denied) != 1 or "not only" in source or "?" in source:
        return None
    found = re.findall(pattern, target, re.IGNORECASE)
    expected = 2 if locale == "fr" else 1
    return re.sub(pattern, "", target, flags=re.IGNORECASE) if len(found) == expected else None


def _drop_sentence(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    ends = [m.end() for m in re.finditer(r"[^\W\d]{3}[.!?](?= [A-ZÀ-Ý¿¡])|。", target)]
    if len(re.findall(r"[a-z]{3}[.!?] [A-Z]", source)) != len(ends) or not ends:
        return None
    end = ends[len(ends) // 2]
    return target[:end] if end < 0.6 * len(target) else None


def _mojibake(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if target.isascii():
        return None
    try:
        return target.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return target.encode("utf-8").decode("latin-1")


def _question_marks(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    inner = re.search(r"(?<=[a-z])[à-ÿ](?=[a-z])", target)
    return _replace(inner, target, "?")


def _homoglyph(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    match = re.search(r"(?<=[a-z]{2})[aeo](?=[a-z])", target)
    return None if match is None else _replace(match, target, {"a": "а", "e": "е", "o": "о"}[match[0]])


def _line_end(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return target.rstrip("\n") if source.endswith("\n") and target.endswith("\n") else None


def _trailing(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return (
        target + " "
        if locale != "ja" and source == source.strip() == source and target == target.strip()
        else None
    )


def _leading(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return " " + target if locale != "ja" and source == source.strip() and target == target.strip() else None


def _join_paragraphs(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return (
        target.strip().replace("\n", " ") if "\n\n" in source.strip() and "\n\n" in target.strip() else None
    )


def ending(mark: str, by: str) -> Damage:
    def damage(source: str, target: str, rng: random.Random, locale: str) -> str | None:
        if not (source.endswith(mark) and target.endswith(mark)) or len(source.split()) < 2:
            return None
        return target[: -len(mark)].rstrip() + by

    return damage


def _small(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if not re.match(r"[A-Z][a-z]+ [a-z]", source) or not re.match(r"[A-ZÀ-Ý][a-zà-ÿ]+ ", target):
        return None
    return None if target.split()[0] in source else target[0].lower() + target[1:]


def _open_bracket(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if (
        source.count("(") != source.count(")")
        or target.count("(") != target.count(")")
        or target.count("(") != 1
    ):
        return None
    return target.replace(")", "", 1)


def _open_quote(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    for mark in ('"', "”", "»", "“"):
        if target.count(mark) in (1, 2) and mark == ('"' if target.count(mark) == 2 else mark):
            at = target.rindex(mark)
            return target[:at] + target[at + 1 :]
    return None


def _accelerator(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if len(source) > 40 or not re.match(r"_[A-Z]|&[A-Z]", source) or target.count(source[0]) != 1:
        return None
    return re.sub(r"\s*\([_&]\w\)", "", target).replace(source[0], "")


def _currency(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return target.replace("$", "€") if re.search(r"\$\d", source) and "$" in target else None


def _percent(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    if not re.search(r"\d ?%(?![%\w(])", source) or source.count("%") != 1 or target.count("%") != 1:
        return None
    return re.sub(r"\s?%", "", target)


def _escape(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    return target.replace("\\n", " ") if source.count("\\n") == target.count("\\n") > 0 else None


def _entity(source: str, target: str, rng: random.Random, locale: str) -> str | None:
    match = _spot(re.compile(r"&(?:amp|lt|gt|quot);"), source, target)
    return _replace(match, target, match[0][:-1] + " ") if match else None


KINDS: dict[str, tuple[str, Damage]] = {
    "printf dropped": ("placeables", drop(PRINTF)),
    "printf torn": ("placeables", change(PRINTF, lambda text: "% " + text[1:])),
    "printf of another type": ("placeables", change(PRINTF, lambda text: text[:-1] + ("d" if text[-1] == "s" else "s"))),
    "printf swapped": ("placeables", _swap_printf),
    "printf added": ("placeables", lambda s, t, rng, locale: f"{t} %s" if "%" not in s and _prose(t) else None),
    "printf name changed": (
        "placeables",
        change(re.compile(r"%\(\w+\)s"), lambda text: text.replace("%(", "%(x")),
    ),
    "brace dropped": ("placeables", drop(BRACE)),
    "brace renamed": ("placeables", change(BRACE, lambda text: "{x" + text[1:])),
    "brace torn": ("placeables", change(BRACE, lambda text: text[:-1])),
    "tag dropped": ("markup", change(re.compile(r"</[a-z]+>"), lambda text: "")),
    "tags dropped": ("markup", _drop_both_tags),
    "tags swapped": ("markup", _swap_tags),
    "tag torn": ("markup", change(re.compile(r"</[a-z]+>"), lambda text: "< " + text[1:])),
    "tag renamed": ("markup", change(re.compile(r"</[a-z]+>"), lambda text: text.upper())),
    "attribute changed": ("markup", change(re.compile(r"<[a-z]+ (?:[^<>]* )?(?!title|alt)[a-z-]+=\"[^<>\"]*\">"), lambda text: text[:-2] + "x\">")),
    "entity torn": ("markup", _entity),
    "digit changed": ("numbers", change(NUMBER, _other_digit)),
    "digits swapped": ("numbers", change(re.compile(r"(?<![\w%.,$\\&#-])(?:[1-9][0-9]){1,2}(?![\w$%.,:;-])"), _swap_digits)),
    "number dropped": ("numbers", drop(NUMBER)),
    "number added": ("numbers", lambda s, t, rng, locale: f"{t} 4711" if _prose(t) and not NUMBER.search(s) else None),
    "mask 1": ("masks", insert(" Xq1")),
    "mask 2": ("masks", insert(" 990001")),
    "mask 3": ("masks", insert(" TERM2")),
    "mask for a conversion": ("masks", change(PRINTF, lambda text: "X1X")),
    "address dropped": ("addresses", drop(URL)),
    "address changed": ("addresses", change(URL, lambda text: text.replace("://", "://x"))),
    "mail changed": ("addresses", change(MAIL, lambda text: "x" + text)),
    "bidi control": ("controls", insert("\u202e")),
    "zero-width space": ("controls", insert("\u200b")),
    "control character": ("controls", insert("\x03")),
    "replacement character": ("controls", insert("\ufffd")),
    "mojibake": ("letters", _mojibake),
    "question mark for a letter": ("letters", _question_marks),
    "homoglyph": ("letters", _homoglyph),
    "another script": ("language", insert(" слово")),
    "echo": ("language", _echo),
    "half in English": ("language", _half),
    "cut off": ("content", _truncate),
    "loop": ("content", _loop),
    "loop of characters": ("content", _loop_characters),
    "word doubled": ("content", _double_word),
    "negation lost": ("content", _deny_not),
    "sentence lost": ("content", _drop_sentence),
    "currency changed": ("content", _currency),
    "per cent lost": ("content", _percent),
    "line end lost": ("form", _line_end),
    "blank behind": ("form", _trailing),
    "blank before": ("form", _leading),
    "blank doubled": ("form", change(re.compile(r"(?<=[^\W\d_]{3}) (?=[^\W\d_]{3})"), lambda text: "  ")),
    "blank before a comma": ("form", change(re.compile(r"(?<=[^\W\d_]{2}), "), lambda text: " , ")),
    "paragraphs joined": ("form", _join_paragraphs),
    "colon lost": ("form", ending(":", "")),
    "question mark lost": ("form", ending("?", ".")),
    "dots lost": ("form", ending("...", "")),
    "small beginning": ("form", _small),
    "bracket open": ("form", _open_bracket),
    "quotation open": ("form", _open_quote),
    "accelerator lost": ("form", _accelerator),
    "escape lost": ("form", _escape),
}  # fmt: skip
"""Kind of fault → its family and what makes it."""

HARD = ("placeables", "markup", "numbers", "masks")
"""Families of which 99 in a hundred must be seen."""
