"""Draw findings of the gate to be read by a person: python scripts/sample_findings.py FOLDER RULE[,RULE …] [COUNT].

FOLDER holds catalogs as ``<locale>/*.po`` (scripts/fetch_catalogs.py); at most 400 reviewed entries of a catalog are
looked at. Of each rule the share of entries with a finding and the highest of a language are printed, then COUNT findings
(50; all, where there are fewer), one of an entry. The draw is seeded: the same catalogs and rules give the same sample.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from pipeline.checks.rules import choose_rules
from pipeline.errors import CatalogError
from pipeline.glossary import Terms
from pipeline.model import Finding
from pipeline.review.catalog import Catalog
from pipeline.review.po import read_catalog
from pipeline.runs.catalogs import CatalogFile
from pipeline.runs.look import look_at_file

PER_FILE = 400  # entries of one catalog that are looked at
SEED = 20261126

Place = tuple[str, str, int]
"""Locale, file and line of an entry."""


def findings_in(folder: Path, names: tuple[str, ...]) -> tuple[dict[str, dict[Place, Finding]], Counter[str]]:
    """The first finding of each rule in each entry, and how many entries of each language were looked at."""
    rules = choose_rules(names)
    found: dict[str, dict[Place, Finding]] = {rule.id: {} for rule in rules}
    looked_at: Counter[str] = Counter()
    for path in sorted(folder.glob("[!.]*/*.po")):
        locale = path.parent.name
        try:
            catalog = read_catalog(path, path.name)
        except CatalogError as error:
            print(f"{path}: left out ({error})", file=sys.stderr)
            continue
        entries = [entry for entry in catalog.entries if entry.reviewed]
        if len(entries) > PER_FILE:
            drawn = random.Random(path.name + locale).sample(entries, PER_FILE)
            entries = sorted(drawn, key=lambda entry: entry.line)
        looked_at[locale] += len(entries)
        file = CatalogFile(path, path.name, locale, path.stem)
        for one in look_at_file(file, Catalog(catalog.headers, tuple(entries)), Terms(), rules)[0]:
            if one.rule in found:
                found[one.rule].setdefault((locale, path.name, one.line or 0), one)
    return found, looked_at


def main(folder: Path, names: tuple[str, ...], count: int = 50) -> None:
    found, looked_at = findings_in(folder, names)
    for rule, places in found.items():
        of_locale = Counter(locale for locale, _, _ in places)
        highest = max((of_locale[locale] / n for locale, n in looked_at.items() if n), default=0)
        share = len(places) / max(looked_at.total(), 1)
        print(f"## {rule}: {len(places)} of {looked_at.total()} entries, {share:.3%}; highest {highest:.2%}")
        drawn = sorted(places)
        if len(drawn) > count:
            drawn = sorted(random.Random(SEED).sample(drawn, count))
        for place in drawn:
            one = places[place]
            print(f"{place[0]} {place[1]}:{place[2]} {one.message}\n  {one.source!r}\n  {one.target!r}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2].split(",")), *map(int, sys.argv[3:4]))
