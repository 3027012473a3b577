"""Check that the translation says the same numbers, whatever their notation.

Allowed: decimal comma, other thousands separators, ``24,000`` as "24 mil", ``1.2 million`` as 120万,
``20th`` as XX, ``1970s`` as "anos 70", ``11:35 pm`` as 23h35, small numbers as words, months by number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.base import CheckContext, Example, finding, place_of, quote
from pipeline.checks.number_words import knows_words, spoken_values
from pipeline.languages import base_language
from pipeline.model import Finding, LanguagePair, Severity

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_NUMBER = re.compile(r"\d+(?:[.,'’\u066b\u066c]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_SEPARATOR = re.compile(r"[.,'’\u066b\u066c \u00a0\u202f]")
_ROMAN = re.compile(r"(?<![A-Za-z])([IVX]{1,6})(?:[a-zèº]{0,3})(?![A-Za-z])")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")
"""A number in thousands: never read part by part, as 17.58 or 24.12.2020 may be."""

_NOT_SAID = re.compile(
    r"%\d+\$[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]?|%\d\b|[(（][_&]\d[)）]|%[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z](?!\w)|&#x?[0-9A-Fa-f]+;|\\[0-7]{3}|\\x[0-9A-Fa-f]{2}"
)
"""Digits of conversions, character references and escapes."""

_CALENDAR = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?|[SMTWF]",
    re.IGNORECASE,
)
"""Months and weekdays: Chinese, Japanese and Vietnamese call them by numbers."""

_PADDED = re.compile(r"0\d+")
_YEAR = re.compile(r"1\d{3}|20\d{2}")

_CLOCK = re.compile(r"\d\s?(?:[ap]\.? ?m\b|h\b|h\d|[:.]\d\d(?!\d))|o['’]clock", re.IGNORECASE)
_SCALES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 12})
"""Powers of ten that a word stands for: hundred, mil, 万, lakh, million, crore, 億, billion, trillion."""

_FACTORS = tuple(
    Decimal(factor) ** power
    for factor in ("1.609", "2.205", "3.281", "2.54", "3.785", "1.094")
    for power in (1, -1)
)
"""Mile to km, kg to pound, metre to foot, inch to cm, gallon to litre, metre to yard."""

_DUAL = re.compile(r"(?<![\d.,])(\d[\d.,]{0,20})[^\d()]{0,25}\([^\d()]{0,8}(\d[\d.,]{0,20})[^\d()]{0,25}\)")

SPELLED_OUT = 12
"""Words up to this may stand before a word for a power of ten: "two hundred", "twelve thousand"."""

_MYRIADS = frozenset({"zh", "yue", "ja", "ko"})
"""Languages that count in ten thousands: any power of ten may be said by a word."""

_POWERS = "十百千万萬億亿兆십백천만억조"
"""What says such a power; "60" is no "6" without one."""

_COMPOUND = re.compile(r"(\d+)\s*[億亿억]\s*(\d[\d,]*)\s*([万萬만])")

_UNRELIABLE = frozenset({"my"})
"""Text in the old Zawgyi encoding writes letters as digits: no error is drawn from Burmese numbers."""


class NumbersCheck:
    """See the module's first line."""

    id = "numbers"
    severity = Severity.ERROR
    description = "Every number of the source is in the translation, and no other; its notation may differ."
    examples = (
        Example("It grew by 2.5 percent", "Cresceu 2,5 por cento"),
        Example("It grew by 2.5 percent", "Cresceu 25 por cento", Severity.ERROR),
        Example("All 24,000 of them", "Todos os 24 mil"),
        Example("All 11,000 of them, ten times one", "Todos os 1.000, dez vezes um", Severity.ERROR),
        Example("It has 783 km² (302 mi²)", "Tem 733 km² (302 mi²)", Severity.ERROR),
        Example("About 1.2 million people", "大约120万人", None, LanguagePair("en", "zh_CN")),
        Example("We met at 5:40 pm", "Nos encontramos às 17h40"),
        Example("We met at 17:58", "Nos encontramos às 17:58"),
        Example("We met at 17:58", "Nos encontramos às 17:85", Severity.ERROR),
        Example("The 18th century", "O século XVIII"),
        Example("In the 1960s", "Nos anos 60"),
        Example("Wait 3 days", "Espere três dias"),
        Example("Wait 3 days", "Espere alguns dias", Severity.ERROR),
        Example("Wait 3 days", "Odota kolme päivää", Severity.WARNING, LanguagePair("en", "fi")),
        Example("July (07)", "Julho ()", Severity.ERROR),
        Example("A number, say 100, of lamps", "Um número, digamos , de luzes", Severity.ERROR),
        Example("Wait a while", "Espere 15 minutos", Severity.ERROR),
        Example("The twenty-four chairs", "As 24 cadeiras"),
        Example("It cost 125 million", "1億2,500万ポンドだった", None, LanguagePair("en", "ja")),
        Example("On June 5, 2019", "2019年6月5日", None, LanguagePair("en", "ja")),
        Example("On 5/6/2019", "Em 5 de junho de 2019"),
        Example("It is 60 miles (97 km) away", "Fica a 97 km daqui", Severity.WARNING),
        Example("It is 60 miles away", "Fica a 97 km daqui", Severity.WARNING),
        Example("Version 2.10.3 is out", "Saiu a versão 2.10.3"),
        Example("Version 2.10.3 is out", "Saiu a versão 2.10", Severity.ERROR),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        languages = [base_language(language) for language in context.pair]
        myriads = bool(_MYRIADS.intersection(languages)) and any(one in source + target for one in _POWERS)
        if _CALENDAR.fullmatch(source.strip()):
            return []
        ours = _Numbers.read(_NOT_SAID.sub(" ", source), languages[0], myriads)
        theirs = _Numbers.read(_NOT_SAID.sub(" ", target), languages[1], myriads)
        missing = list(dict.fromkeys(token for token in ours.tokens if not theirs.says(token, ours)))
        added = list(dict.fromkeys(token for token in theirs.tokens if not ours.says(token, theirs)))
        # Only where nothing else came in: else the number was not left out but changed.
        halves = _halves(source, missing) if not added else _halves(target, added) if not missing else set()
        unreliable = languages[1] in _UNRELIABLE
        found: list[tuple[str, list[str], Severity]] = []
        for bad, others, words_known, what in (
            (missing, added, theirs.words_known, "A number of the source is missing"),
            (added, missing, ours.words_known, "A number is not in the source"),
        ):
            if not bad:
                continue
            excused = unreliable or all(
                token in halves
                or (bad is added and all(value <= 2 for value in _meanings(token)))
                or any(_converts(token, other) for other in others)
                or (not words_known and _may_be_a_word(token))
                for token in bad
            )
            found.append((what, bad, Severity.WARNING if excused else Severity.ERROR))
        if not found:
            return []
        message, bad, severity = found[0]
        message += f": {quote(bad)}"
        if len(found) == 2:
            message = f"Other numbers than in the source: {quote(added)} for {quote(missing)}"
            severity = Severity.ERROR if Severity.ERROR in (severity, found[1][2]) else severity
        at = place_of(source, missing[0]) if missing else None
        to = place_of(target, added[0]) if added else None
        return [finding(self, f"{message}.", source, target, context, severity, span=to, source_span=at)]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What a text says in numbers: the tokens in digits, and the values they and its words may mean."""

    tokens: tuple[str, ...]
    values: frozenset[Decimal]
    spoken: frozenset[Decimal]
    years: frozenset[int]
    clock: bool
    myriads: bool
    words_known: bool

    @classmethod
    def read(cls, text: str, language: str, myriads: bool) -> _Numbers:
        ascii_digits = _ascii_digits(text)
        if myriads:
            ascii_digits = _COMPOUND.sub(_join_compound, ascii_digits)
        tokens = tuple(_NUMBER.findall(ascii_digits))
        values = {value for token in tokens for value in (*_meanings(token), *_atoms(token))}
        # x² and CO₂ need not be repeated, but may stand for x2 and CO2
        signs = () if text.isascii() else set(text)
        small = (unicodedata.normalize("NFKC", one) for one in signs if unicodedata.category(one) == "No")
        values |= {Decimal(one) for one in small if one.isascii() and one.isdigit()}
        spoken = {Decimal(value) for value in spoken_values(text, language)}
        spoken |= {Decimal(_roman(found)) for found in _ROMAN.findall(text)}
        return cls(
            tokens,
            frozenset(values),
            frozenset(spoken),
            frozenset(int(token) for token in tokens if _YEAR.fullmatch(token)),
            _CLOCK.search(ascii_digits) is not None,
            myriads,
            knows_words(language),
        )

    def says(self, token: str, other: _Numbers) -> bool:
        """Whether this text says a number of the other text, in whatever way.

        What both texts say does not stand for another number as well: of "1000 kB and 1,000,000" neither may go.
        """
        if _YEAR.fullmatch(token) and any(short in self.values for short in _short_years(int(token))):
            return True
        if len(token) == 2 and any(int(token) in _short_years(year) for year in self.years):
            return True
        if _PADDED.fullmatch(token) and any(value in other.spoken for value in _meanings(token)):
            # "July (07)": the word is not the digits
            return token in self.tokens or self._times(_meanings(token)) > 1
        return any(self._says_value(value, other) for value in _meanings(token)) or (
            not _GROUPED.fullmatch(token)
            and len(_atoms(token)) > 1
            and all(self._says_value(value, other) for value in _atoms(token))
        )

    def _times(self, values: tuple[Decimal, ...]) -> int:
        """How often this text says one of the values, in digits or a word."""
        digits = sum(any(value in values for value in _meanings(token)) for token in self.tokens)
        return digits + any(value in self.spoken for value in values)

    def _says_value(self, value: Decimal, other: _Numbers) -> bool:
        if value in self.values or value in self.spoken:
            return True
        if 20 < value < 100 and {value // 10 * 10, value % 10} <= self.spoken:
            return True  # twenty-four
        if any(one * two == value for one in self.spoken if one >= SPELLED_OUT for two in self.spoken):
            return True  # four dozen, two hundred
        if value == 0:
            return self.clock  # 11:00 as 11h, 12 am as 0:00
        return any(_same(value, one, self.clock, self.myriads) for one in self.values - other.values)


def _halves(source: str, missing: Iterable[str]) -> set[str]:
    """The missing numbers that are one half of ``645 miles (1040 km)``, of which the other half is there."""
    lost = set(missing)
    pairs = [{one.rstrip(".,") for one in pair} for pair in _DUAL.findall(source)]
    return {one for pair in pairs if len(lost & pair) == 1 for one in pair}


def _converts(token: str, other: str) -> bool:
    """Whether one number is the other in another unit: miles and km, pounds and kg, °F and °C."""
    return any(
        any(abs(one / two / factor - 1) < Decimal("0.02") for factor in _FACTORS if two)
        or abs((one - 32) / Decimal("1.8") - two) < 1
        or abs((two - 32) / Decimal("1.8") - one) < 1
        for one in _meanings(token)
        for two in _meanings(other)
    )


def _same(one: Decimal, other: Decimal, clock: bool, myriads: bool) -> bool:
    """Whether two values are the same number in other words: scaled, or an hour on the other clock."""
    if _scaled(one, other, myriads):
        return True
    low, high = sorted((one, other))
    return clock and high <= 24 and high - low == 12


def _short_years(year: int) -> tuple[int, ...]:
    """What a year may be called: '95; the 30s of the 20th century. Nothing below ten."""
    short = [year % 100] + ([year // 100 + 1] if year % 10 == 0 else [])
    return tuple(value for value in short if value >= 10)


def _scaled(one: Decimal, other: Decimal, myriads: bool = False) -> bool:
    if not one or not other:
        return False
    low, high = sorted((one, other))
    power = (high / low).adjusted()
    return (power in _SCALES or (myriads and 0 < power <= 12)) and low.scaleb(power) == high


def _meanings(token: str) -> tuple[Decimal, ...]:
    """The values that a token may have, its separators read in every way: 1.200 is 1200 or 1.2."""
    parts = _SEPARATOR.split(token)
    marks = _SEPARATOR.findall(token)
    if any(len(part) > 30 for part in parts) or len(parts) > 10:
        return ()
    whole = Decimal("".join(parts))
    if len(parts) == 1:
        return (whole,)
    if not any(mark.strip(" \u00a0\u202f") for mark in marks):
        return (whole,)
    grouped = len(parts[0]) <= 3 and all(len(part) in (2, 3) for part in parts[1:]) and len(parts[-1]) == 3
    values = [whole] if grouped else []
    if marks[-1] not in marks[:-1] and marks[-1].strip(" \u00a0\u202f"):
        inner = parts[1:-1]
        if all(len(part) in (2, 3) for part in inner):
            values.append(Decimal("".join(parts[:-1]) + "." + parts[-1]))
    return tuple(values)


def _atoms(token: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(part) for part in _SEPARATOR.split(token) if len(part) <= 30)


def _may_be_a_word(token: str) -> bool:
    """Whether a number may be written as one word, as ages and centuries are: třináctiletý, نوزدهم."""
    return any(
        value <= 100 or value % 1000 == 0 for value in _meanings(token) if value == value.to_integral_value()
    )


def _join_compound(found: re.Match[str]) -> str:
    """``1億2,500万`` as ``12500万``."""
    try:
        return f"{int(found[1]) * 10_000 + int(found[2].replace(',', ''))}{found[3]}"
    except ValueError:  # 1.5億…: leave it
        return found[0]


def _ascii_digits(text: str) -> str:
    """The text with the decimal digits of every script (٣, ३, ３) as ASCII digits."""
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return "".join(
        str(unicodedata.digit(character)) if unicodedata.category(character) == "Nd" else character
        for character in text
    )


def _roman(text: str) -> int:
    values: Iterable[int] = [{"I": 1, "V": 5, "X": 10}[character] for character in text]
    total = last = 0
    for value in reversed(list(values)):
        total += -value if value < last else value
        last = max(last, value)
    return total
