"""Write ``pipeline/plurals.csv`` from the CLDR that Babel carries: plural categories with integers of each.

Run it after an upgrade of Babel: ``python scripts/write_plurals.py``. What it writes is data of Unicode's CLDR
(Unicode License); Babel is used here and in the tests only.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale, localedata
from babel.core import UnknownLocaleError
from babel.plural import PluralRule

TABLE = Path(__file__).resolve().parent.parent / "pipeline" / "plurals.csv"
ORDER = ("zero", "one", "two", "few", "many", "other")
NUMBERS = (*range(1001), 10_000, 100_000, 1_000_000, 2_000_000, 10_000_000)
SAMPLES = 8  # integers kept of each category
HEADER = "locale;cardinal;ordinal"


def described(rule: PluralRule) -> str:
    """``one:1 few:2,3,4 many:0,5 other:``: the categories of a rule in CLDR's order, with integers."""
    found: dict[str, list[int]] = {category: [] for category in ORDER if category in {*rule.tags, "other"}}
    for number in NUMBERS:
        if len(found[rule(number)]) < SAMPLES:
            found[rule(number)].append(number)
    return " ".join(f"{category}:{','.join(map(str, numbers))}" for category, numbers in found.items())


def rows() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for name in sorted(localedata.locale_identifiers(), key=lambda name: (name.count("_"), name)):
        try:
            locale = Locale.parse(name)
        except UnknownLocaleError:
            continue
        row = (described(locale.plural_form), described(locale.ordinal_form))
        parents = [name.rsplit("_", n)[0] for n in range(1, name.count("_") + 1)]
        if not any(table.get(parent) == row for parent in parents[:1]) and not (
            parents and table.get(parents[-1]) == row
        ):
            table[name] = row
    return table


if __name__ == "__main__":
    lines = [HEADER, *(f"{name};{cardinal};{ordinal}" for name, (cardinal, ordinal) in rows().items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
