"""What is known about the grammar of a language: one TOML file each, in this folder.

``docs/grammar.md`` says what each table means and how to add a language. A language without a file
has no grammar here (`grammar_of` gives None), and terms are placed without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.languages import base_language


@dataclass(frozen=True, slots=True)
class Carrier:
    """A common noun of the language, with its features and its word in source languages."""

    noun: str
    features: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's file. Features are a gender letter and a number letter: ``ms``, ``fp``, ``p``.

    ``columns`` are the features that determiners tell apart; each row of ``determiners`` has a cell
    for each, a tuple of variants by the sound that follows (empty: the language has no such form).
    ``second_nouns`` stay as they are behind a hyphen: *palavras-chave*.
    ``gender`` maps words and, under ``-ending``, endings to ``(gender or "", is it sure)``.
    """

    language: str
    columns: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    determiners: tuple[tuple[tuple[str, ...], ...], ...]
    ambiguous: frozenset[str]
    prepositions: frozenset[str]
    probe: str
    cases: bool
    adjectives: str
    number_of_source: bool
    compounds: bool
    gender: Mapping[str, tuple[str, bool]]
    plural_suffixes: tuple[tuple[str, str], ...]
    plural_words: Mapping[str, str]
    singular_endings: tuple[str, ...]
    invariable: frozenset[str]
    second_nouns: frozenset[str]
    vowel: re.Pattern[str]
    special: re.Pattern[str]

    def column(self, features: str) -> int | None:
        """The determiner column for features; a column without gender serves every gender."""
        for wanted in (features, features[-1:]):
            if wanted and wanted in self.columns:
                return self.columns.index(wanted)
        return None


@cache
def grammar_of(locale: str) -> Grammar | None:
    """The grammar for a PO locale (``pt_BR`` is served by ``pt``), or None."""
    folder = files("pipeline.terms.grammar")
    for name in dict.fromkeys((locale, base_language(locale))):
        file = folder / f"{name}.toml"
        if re.fullmatch(r"[\w@]+", name) and file.is_file():
            return parse_grammar(file.read_text(encoding="utf-8"), name)
    return None


def grammar_languages() -> tuple[str, ...]:
    """The languages that have a file, sorted."""
    names = (entry.name for entry in files("pipeline.terms.grammar").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def parse_grammar(text: str, language: str) -> Grammar:
    """Read a grammar file.

    Raises:
        ValueError: the file is not TOML, or a row has not one cell for each column.
    """
    data = tomllib.loads(text)
    columns = tuple(data.get("columns", ("s", "p")))
    determiners = data.get("determiners", {})
    rows = tuple(_row(row, columns) for row in determiners.get("rows", ()))
    sounds, plural = data.get("sounds", {}), data.get("plural", {})
    return Grammar(
        language,
        columns,
        tuple(
            Carrier(noun, features, words)
            for features, nouns in data.get("carriers", {}).items()
            for noun, words in nouns.items()
        ),
        rows,
        _words(data.get("ambiguous", "")),
        _words(data.get("prepositions", "")),
        data.get("probe", ""),
        data.get("cases", False),
        data.get("adjectives", "after"),
        data.get("number") == "source",
        data.get("compounds", False),
        _genders(data.get("gender", {})),
        tuple(sorted(((one, more) for one, more in plural.get("suffixes", ())), key=lambda r: -len(r[0]))),
        _pairs(plural.get("irregular", "")),
        tuple(plural.get("singular", "").split()),
        _words(plural.get("invariable", "")),
        _words(plural.get("second", "")),
        re.compile(sounds.get("vowel", r"(?!)")),
        re.compile(sounds.get("special", r"(?!)")),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    """``one:more`` words."""
    return dict(pair.split(":", 1) for pair in text.split())


def _row(text: str, columns: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    cells = text.split()
    if len(cells) != len(columns):
        raise ValueError(f"the determiners {text!r} need {len(columns)} cells, one for each of {columns}")
    # "_" is a space inside a form ("de_la"), "-" a form that does not exist
    return tuple(
        () if cell == "-" else tuple(form.replace("_", " ") for form in cell.split("|")) for cell in cells
    )


def _genders(tables: Mapping[str, str | Mapping[str, str]]) -> dict[str, tuple[str, bool]]:
    genders: dict[str, tuple[str, bool]] = {}
    for name, value in tables.items():
        if isinstance(value, str):
            sure, gender = not name.startswith("weak_"), name.removeprefix("weak_")
            known = ("", True) if gender == "none" else (gender, sure)
            genders.update((f"-{ending}", known) for ending in value.split())
        else:
            for gender, words in value.items():
                known = ("", True) if gender == "none" else (gender, True)
                genders.update((word.casefold(), known) for word in words.split())
    return genders
