"""Find the spans of a text that must survive translation: placeholders, markup, code, names, numbers.

One alternation of named patterns, tried at each place in the order of the table, so that a longer
and surer reading wins (a URL before the path inside it, a tag before an operator). *Hard* kinds are
hidden before the engine sees the text, because engines break them; *soft* kinds (numbers, names) are
left in the text first, because a good engine keeps them and hiding them makes the grammar worse
("512 GB" hidden gave "o 512 GB"), and are hidden only when they got lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from pipeline.model import MarkupRole, Placeable, PlaceableKind, TermHit, TermStatus
from pipeline.protect.letters import foreign_words

SOFT_KINDS: frozenset[PlaceableKind] = frozenset({"number", "name"})
"""Kinds that an engine usually keeps by itself: hidden only when it did not."""

_UNITS = (
    r"[kMGTP]i?B|[kMGT]?bit|[KMGT]bps|[kMGT]?Hz|[kMGT]?W|kWh|mAh|[mk]?V|[mµn]s|(?<=\s)s|min|[kmcµn]?m|km/h|mph"
    r"|k?g|mg|lb|oz|m?l|px|pt|(?<=\d)em|rem|dpi|fps|rpm|dB|°[CF]?|[KMGT]B/s|Mbit/s|fl oz|ft|%"
    "|m?l/min|m/s|km/s|[kMG]?B/s"
    # "40 in the room": a preposition, here and with "em" in Portuguese
    r"|(?<=\d)in|in(?!\s+[^\W\d_])|in(?=\s+(?:wide|high|long|deep|tall|thick|across|by|x)\b)"
)

# What comes first wins. Group names are placeable kinds, with a number where a kind has several lines.
_TABLE: tuple[tuple[str, str], ...] = (
    # --- markup and entities
    ("markup_comment", r"<!--.*?-->"),
    ("markup_tag", r"</?[A-Za-z][\w:.-]*(?:\s+[^<>]*?)?/?>|</?\d+/?>"),
    ("entity", r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"),
    ("markup_image", r"!\[(?=[^\[\]]*\]\()"),
    ("markup_link", r"\[(?=[^\[\]]*\]\()"),
    ("markup_target", r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"),
    ("markup_star", r"\*{1,3}|~~"),
    # mathematics in Markdown: something that prices do not have must stand between the dollar signs
    ("code_math", r"\$\$[^$]+\$\$|\$(?=[^$\n]*[\\^_={}])[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)"),
    # reStructuredText, in the catalogs that Sphinx writes: roles, substitutions, footnotes, named links
    ("code_role", r"(?<![\w:]):[A-Za-z][\w.+-]*(?::[A-Za-z][\w.+-]*)*:`[^`]+`(?!`)"),
    ("code_footnote", r"\[(?:#[\w.-]*|\*|\d+|[A-Za-z][\w.-]*)\]_(?!\w)"),
    ("code_substitution", r"(?<![\w|])\|[^\W\d][\w.-]*\|(?:__?)?(?![\w|])"),
    ("code_named", r"(?<!`)`[^`]+`__?(?![\w`])"),
    ("code_span", r"(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"),
    # --- addresses
    (
        "url",
        r"\b(?:https?|ftps?|sftp|file|ssh|git|wss?)://[^\s<>\"'`{}|\\^]*[^\s<>\"'`{}|\\^.,;:!?()\[\]…]/?|\bwww\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"']*[\w/])?|\bmailto:[^\s<>\"']+[\w]",
    ),
    ("email", r"\b[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b"),
    ("email_host", r"\b[A-Za-z][\w.-]*@[A-Za-z][\w.-]*\w"),
    ("name_handle", r"(?<![\w&#@/])[#@][A-Za-z_]\w+"),
    # --- placeholders
    ("brace_path", r"\$\{[^{}]*\}(?:/[\w.@+-]*\w)+"),
    ("brace_link", r"@:(?:\([\w.]+\)|[\w.]*\w)"),
    ("brace_template", r"\{%.*?%\}|\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}|[$#%@]\{[^{}]*\}|\$\([\w.-]+\)"),
    (
        "brace",
        r"\{[A-Za-z_0-9][\w.\[\]'\" -]*(?:,[^{}]*)?(?:![rsa])?(?::[^{}]*)?\}|\{(?:![rsa])?(?::[^{}\s]*)?\}",
    ),
    # Apple's: a variable with a plural of its own, and the number inside that plural
    ("printf_apple", r"%(?:\d+\$)?#@[^@\s]+@|%arg\b"),
    ("printf_named", r"%(?:\d+\$)?\([^()]*\)[#0+ -]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[diouxXeEfFgGcrsa]"),
    (
        "printf",
        r"%%|%(?:\d+\$)?[#0+'-]*(?:\d+|\*(?:\d+\$)?)?(?:\.(?:\d+|\*)?)?(?:hh|h|ll|l|L|q|j|z|t|I64)?[diouxXeEfFgGaAcCsSpn@](?![^\W\d_])|%(?:\d+\$)?[sd](?=\w)",
    ),
    ("printf_number", r"%\d+(?!\s*%)\b(?![.,]?\d)"),
    ("shell_windows", r"%[A-Za-z_]\w*%(?:\\[\w.-]+)*"),
    ("shell", r"\$[A-Za-z_]\w*(?:/[\w.@+-]*\w)*|\$\d+(?![\d.,])\b|\$[@#?*!]"),
    # --- code
    ("code_escaped", r"\b\w+(?:\\_\w+)+|\{[^{}\s]*\\[^{}\s]*\}"),
    ("escape", r"\\[nrtvfab0\\\"']|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"),
    ("code_call", r"\b[A-Za-z_][\w.:]*\([\w, .*&\[\]]*\)(?<=[a-z_]\(\)|..\))"),
    (
        "path",
        r"(?<![\w/])(?:~|\.{1,2})?/(?:[\w.@+-]+/)*[\w.@+-]*[\w/]|\b[A-Za-z]:\\(?:[\w.@+ -]+\\)*[\w.@+-]*\w|(?<!\w)\\\\[\w.-]+(?:\\[\w.$-]+)+",
    ),
    ("code_option", r"(?<![\w-])--[A-Za-z][\w-]*(?:=[\w./-]+)?|(?<![\w-])-[A-Za-z](?![\w-])"),
    ("path_file", r"\b[\w-]+(?:[./][\w-]+)*\.(?:[a-z][a-z0-9]{1,4}|7z|[A-Z]{2,4})\b(?!\.\w)"),
    ("code_dotted", r"\b[A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w*){2,}\b|\b[a-z_]\w*::\w+\b"),
    (
        "code_key",
        r"<(?:Ctrl|Alt|Shift|Cmd|Super|Meta)[+-][\w+-]+>|(?:(?<=\\t)|\b)(?:Ctrl|Alt|Shift|Cmd|Super|Meta)(?:[+-](?:Ctrl|Alt|Shift|Cmd|F\d{1,2}|[A-Z0-9]|Del|Delete|Enter|Esc|Tab|Home|End|PgUp|PgDn|Space))+\b",
    ),
    ("code_snake", r"\b_*[A-Za-z][A-Za-z0-9]*(?:_+[A-Za-z0-9]+)+_*\b|\b__\w+__\b"),
    (
        "code_hex",
        r"\b0x[0-9A-Fa-f]+\b|(?<!\w)#[0-9A-Fa-f]{6}\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b",
    ),
    (
        "code_id",
        r"\b[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b",
    ),
    (
        "symbol",
        r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\u2B00-\u2BFF\U000E0020-\U000E007F\uE000-\uF8FF]+|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    ),
    # --- names: a capitalised word with a number ("Ascend 910B", "iPhone 15 Pro"), inner capitals, codes
    (
        "name_model",
        # a number with letters (Ascend 910B), a version (MindStudio 7.0), inner capitals (iPhone 15), or a
        # series' word behind (Galaxy 9 Ultra); "March 20" and "In 2010" are none
        r"\b[A-Z][A-Za-z]*[ -](?=\d*[A-Za-z]*\d)(?:[A-Z]{1,4}-?)?\d+(?:\.\d+)*"
        r"(?:(?<=\.\d)|(?<=\.\d\d)|[A-Z]{1,2}|(?= (?:Pro|Max|Mini|Ultra|Plus|Air|Lite|SE|XL|Ti)\b)|(?<=[A-Z]\d)|(?<=[A-Z]\d\d)|(?<=[A-Z]\d\d\d))"
        r"(?![\w%:]|\.\d|-\w)(?: (?:Pro|Max|Mini|Ultra|Plus|Air|Lite|SE|XL|Ti)\b)*"
        r"|\b(?:[a-z]{1,2}[A-Z][A-Za-z]*|[A-Z][a-z]+[A-Z]\w*)[ -]\d+(?:\.\d+)*(?![\w%:]|\.\d|-\w)"
        r"(?: (?:Pro|Max|Mini|Ultra|Plus|Air|Lite|SE|XL|Ti)\b)*",
    ),
    (
        "name_code",
        r"\b[A-Z]\w*\([A-Z]+\d\w*\)|\b(?=[\w.+-]*\d)[A-Za-z]+(?:[\w+]*(?:-\w+)*)(?:\.\d+)*\b|\b\d+[A-Z][A-Za-z0-9]*(?:-\w+)*\b",
    ),
    (
        "name_camel",
        r"\b[a-z]{1,3}[A-Z][A-Za-z]*\b|\b[A-Z][a-z]+(?:[A-Z][a-z0-9]*)+\b|\b[A-Z]{2,}[a-z]+[A-Z]\w*\b",
    ),
    ("name_sharp", r"\b[A-Z]#(?!\w)|\b[A-Za-z]\+\+(?!\w)"),
    # --- numbers
    ("number_isbn", r"\b97[89][- ](?:\d+[- ]){3}[\dX]\b|(?<!\w)\+\d{1,3}[ -]\(?\d{2,4}\)?(?:[ -]\d{2,5})+\b"),
    (
        "number_money",
        r"[£¥₫₹₩₽₺₴฿₱₦₪₡₲]\s?\d+(?:[.,]\d+)*|(?<![\w.,])\d+(?:[.,]\d+)*\s?(?:[£¥₫₹₩₽₺₴฿₱₦₪¢]|đ\b)"
        r"|\b(?:USD|EUR|GBP|JPY|VND|CNY|INR|BRL|CHF)\s\d+(?:[.,]\d+)*|(?<![\w.,])\d+(?:[.,]\d+)*\s(?:USD|EUR|GBP|JPY|VND|CNY|INR|BRL|CHF)\b",
    ),
    ("number_signed", rf"−\s?\d+(?:[.,]\d+)*(?:\s?(?:{_UNITS})(?![\w°/]))?"),
    ("number_fraction", r"(?:\d+\s?)?[½⅓⅔¼¾⅛⅜⅝⅞]|\b\d+\^\d+\b"),
    ("number_address", r"\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{1,5})?\b"),
    ("number_time", r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[Pp]\.?[Mm]\b)?\b"),
    ("number_size", r"\b\d+(?:\s?[x×]\s?\d+)+\b"),
    ("number_unit", rf"(?<![\w.,])\d+(?:[.,]\d+)*\s?(?:{_UNITS})(?![\w°/])"),
    ("number_version", r"\bv?\d+(?:\.\d+){2,}\b"),
    # --- signs that engines drop or spell out; "R&D", "5 %" and quotation marks are none
    ("symbol_sign", r"[~^|\\{}©®™°§¶†‡•←-⇿∀-⋿±×÷]+|(?<=[\s(])[<>](?=[\s\d])"),
)


# What no placeable begins in is stepped over before and after the table is tried, which takes most of the time:
# a word in small letters with a space or comma behind it; a letter behind a letter, for there is no \b between them.
_BEFORE, _AFTER = r"(?P<plain>(?:[a-z]*[ ,\n]){1,64})", r"(?P<rest>[A-Za-z]+)"
_STEPPED_OVER = ("plain", "rest")


@cache
def _pattern() -> re.Pattern[str]:
    table = (f"(?P<{name}>{pattern})" for name, pattern in _TABLE)
    return re.compile("|".join((_BEFORE, *table, _AFTER)), re.DOTALL)


def _kind(group: str) -> PlaceableKind:
    return cast(PlaceableKind, group.partition("_")[0])  # a test holds that group names begin with one


# "50% discount", "100 %s": a per cent sign behind a number is a percentage unless it is doubled.
_PERCENTAGE = re.compile(r"\d\s?\Z")
# Latin abbreviations and ordinary words that look like file names or codes.
_NOT_CODE = re.compile(r"(?:e\.g|i\.e|a\.m|p\.m|U\.S|vs|etc)\Z", re.IGNORECASE)
# "My 3D printer", "Two 4K screens": a word that begins the sentence, and what is said of the next one.
_NO_MODEL = re.compile(
    r"(?:The|An?|My|Your|His|Her|Its|Our|Their|This|That|These|Those|Some|Any|No|Each|Every|All|Both|Most|Many|Few|Several"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|New|Old|Other|Another|First|Last|Only|Which|What|Whose|And|Or|But|In"
    r"|On|At|For|From|With|Without|By|To|Of|As|If|When|Use|Buy|Print|Open|View|Create|Enable|Disable|Is|Are|Do|Does)[ -]\d"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s)\Z", re.IGNORECASE)


def _is_placeable(group: str, match: re.Match[str]) -> bool:
    text, start = match[0], match.start()
    if group in ("printf", "printf_number", "shell_windows"):
        if text == "%%":
            return True
        return not _PERCENTAGE.search(match.string[max(0, start - 2) : start])
    if group in ("path_file", "code_dotted"):
        return not _NOT_CODE.match(text) and not text.replace(".", "").replace(",", "").isdigit()
    if group == "name_model":
        return not _NO_MODEL.match(text)
    if group == "name_code":
        return not _ORDINAL.match(text)
    if group == "code_option" and len(text) == 2:
        return start > 0 and match.string[start - 1] in " (`'\""
    if group == "code_call":
        return (
            "(" in text
            and (text[text.index("(") - 1] not in " ")
            and not text[0].isdigit()
            and _looks_called(text)
        )
    return True


def _looks_called(text: str) -> bool:
    """``setValue(int)``, ``open()``; not ``file(s)`` or ``chips (GPUs)``."""
    name, _, arguments = text.partition("(")
    arguments = arguments[:-1]
    if arguments in ("s", "es", "ies", "e", "en", "r", "n"):
        return False
    return (
        not arguments
        or any(c in name for c in "._:")
        or (name != name.lower() and not name.istitle())
        or "," in arguments
    )


def _markup_role(text: str) -> tuple[MarkupRole, str]:
    """Whether a tag opens, closes or stands alone, and the name by which its pair is found."""
    if text in _SYMMETRIC:
        return "open", text
    if text in ("[", "!["):
        return "open", "]("
    if text.startswith("]("):
        return "close", "]("
    if text.startswith("</"):
        return "close", text[2:-1].strip().lower()
    if text.startswith("<!") or text.endswith("/>"):
        return "alone", ""
    name = re.match(r"<([\w:.-]+)", text)
    label = name[1].lower() if name else ""
    return ("alone", "") if label in _VOID else ("open", label)


_SYMMETRIC = frozenset(("*", "**", "***", "~~"))
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "wbr",
        "meta",
        "link",
        "area",
        "base",
        "col",
        "embed",
        "source",
        "track",
        "param",
    ]
)


def pair_markup(placeables: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """Number the pairs of opening and closing markup, innermost first; what has no partner is ``alone``.

    Placeables that a format has already paired (``pair >= 0``) are left as they are.
    """
    result = list(placeables)
    open_at: list[tuple[str, int]] = []
    number = max((p.pair for p in placeables), default=-1) + 1
    for index, placeable in enumerate(placeables):
        if placeable.kind != "markup" or placeable.pair >= 0:
            continue
        role, label = _markup_role(placeable.text)
        if label in _SYMMETRIC:
            role = "close" if any(label == waiting for waiting, _ in open_at) else "open"
        if role == "open":
            open_at.append((label, index))
        elif role == "close":
            for depth in range(len(open_at) - 1, -1, -1):
                if open_at[depth][0] == label:
                    start = open_at[depth][1]
                    del open_at[depth:]
                    result[start] = _with_role(result[start], "open", number)
                    result[index] = _with_role(placeable, "close", number)
                    number += 1
                    break
    return tuple(result)


def _with_role(placeable: Placeable, role: MarkupRole, pair: int) -> Placeable:
    return Placeable(placeable.start, placeable.end, placeable.text, placeable.kind, role, pair)


class Spans:
    """Sorted, disjoint placeables of one text, looked up by place in logarithmic time."""

    def __init__(self, placeables: Sequence[Placeable]) -> None:
        self._placeables = placeables
        self._starts = [p.start for p in placeables]

    def touching(self, start: int, end: int) -> Sequence[Placeable]:
        """The placeables that share a code point with ``[start, end)``; for ``start == end``, that hold it inside."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self._placeables) and self._placeables[first].end <= start:
            first += 1
        last = bisect_left(self._starts, max(end, start), first)
        return self._placeables[first:last]


def find_placeables(
    text: str,
    known: Iterable[Placeable] = (),
    terms: Iterable[TermHit] = (),
    within: Sequence[tuple[int, int]] | None = None,
    language: str = "en",
) -> tuple[Placeable, ...]:
    """Return the placeables of ``text``, in order, not overlapping; offsets in code points.

    ``known`` are spans that the document's format is sure of, ``terms`` glossary hits: both win over
    the patterns. An ``untranslatable`` term becomes a ``name``, other terms are not placeables.
    Words with letters that ``language`` (of the text) does not have are names.
    ``within`` limits the search by patterns to some spans (the leaves of an ICU message).
    """
    sure = list(known)
    sure += [
        Placeable(hit.start, hit.end, text[hit.start : hit.end], "name")
        for hit in terms
        if hit.status is TermStatus.UNTRANSLATABLE
    ]
    found: list[Placeable] = []
    taken = _disjoint(sure)
    for gap_start, gap_end in _gaps(taken, within if within is not None else ((0, len(text)),)):
        position = gap_start
        while position < gap_end:
            match = _pattern().search(text, position, gap_end)
            if match is None:
                break
            group = match.lastgroup or ""
            if group in _STEPPED_OVER:
                position = match.end()
                continue
            if group == "tick":
                group = "code_span"
            if match.end() > match.start() and _is_placeable(group, match):
                found.append(Placeable(match.start(), match.end(), match[0], _kind(group)))
                position = match.end()
            else:
                position = match.start() + 1
    known_spans = sorted([*taken, *found], key=lambda p: p.start)
    if not text.isascii():
        found += [
            Placeable(start, end, text[start:end], "name")
            for gap in _gaps(known_spans, within if within is not None else ((0, len(text)),))
            for start, end in foreign_words(text, *gap, language)
        ]
    return pair_markup(sorted([*taken, *found], key=lambda p: p.start))


def _disjoint(placeables: list[Placeable]) -> list[Placeable]:
    """Longest first where spans overlap, then in order."""
    kept: list[Placeable] = []
    for placeable in sorted(placeables, key=lambda p: (p.start, -p.end)):
        if placeable.end > placeable.start and (not kept or placeable.start >= kept[-1].end):
            kept.append(placeable)
    return kept


def _gaps(taken: Sequence[Placeable], spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """What the taken placeables leave of the spans."""
    for start, end in spans:
        position = start
        for placeable in taken:
            if placeable.end <= position or placeable.start >= end:
                continue
            if placeable.start > position:
                yield position, placeable.start
            position = placeable.end
        if position < end:
            yield position, end
