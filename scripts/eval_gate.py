"""How many seeded faults the gate sees, beside other tools: python scripts/eval_gate.py FOLDER [FAULTS-A-KIND].

FOLDER holds clean catalogs as ``<locale>/*.po`` (scripts/fetch_catalogs.py). Faults of each kind (scripts/faults.py)
are put into entries in which the gate's default rules see nothing, one in an entry; the same files go to every
tool that is installed. A fault counts as seen when the tool says anything of its entry; how often it says something
of the same entries without their faults stands below. ``--missed`` lists what locpipe does not see.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from faults import HARD, KINDS, PRINTF

from pipeline.checks.rules import choose_rules
from pipeline.errors import CatalogError
from pipeline.glossary import Terms
from pipeline.languages import plural_forms
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.po import encode_catalog, read_catalog
from pipeline.runs.catalogs import CatalogFile
from pipeline.runs.look import CREDITS, look_at_file

BAR, HARD_BAR = 0.95, 0.99
PER_FILE = 250  # entries of one catalog that are looked at


def clean_entries(folder: Path, locale: str, rng: random.Random) -> list[Entry]:
    """The reviewed entries of a language in which the gate sees nothing."""
    rules = choose_rules()
    kept: list[Entry] = []
    for path in sorted(folder.glob(f"{locale}/*.po")):
        try:
            catalog = read_catalog(path, path.name)
        except CatalogError:
            continue
        entries = [
            e
            for e in catalog.entries
            if e.reviewed and e.plural is None and len(e.source) < 600 and e.source.strip() not in CREDITS
        ]
        entries = rng.sample(entries, min(PER_FILE, len(entries)))
        entries = [
            replace(e, line=n, context=None, notes=(), extracted=(), comments=())
            for n, e in enumerate(entries, 1)
        ]
        file = CatalogFile(path, path.name, locale, path.stem)
        found, _ = look_at_file(file, Catalog(catalog.headers, tuple(entries)), Terms(), rules)
        bad = {one.line for one in found}
        kept += [entry for entry in entries if entry.line not in bad]
    rng.shuffle(kept)
    return kept


def seed(entries: Iterable[Entry], locale: str, wanted: int, rng: random.Random) -> list[tuple[str, Entry]]:
    """Up to ``wanted`` faults of each kind, each in an entry of its own."""
    counts: Counter[str] = Counter()
    seeded: list[tuple[str, Entry]] = []
    for entry in entries:
        # the rarest kind that the entry lends itself to
        for kind in sorted(KINDS, key=lambda kind: (counts[kind], kind)):
            if counts[kind] >= wanted:
                continue
            damaged = KINDS[kind][1](entry.source, entry.translations[0], rng, locale)
            if damaged is None or not damaged.strip() or damaged == entry.translations[0]:
                continue
            counts[kind] += 1
            seeded.append((kind, replace(entry, translations=(damaged,), flags=_flags(entry))))
            break
    return seeded


def _flags(entry: Entry) -> tuple[str, ...]:
    """What xgettext would say: msgfmt looks at conversions only where a flag tells it to."""
    if entry.flags or not PRINTF.search(entry.source):
        return entry.flags
    return ("python-format",) if "%(" in entry.source else ("c-format",)


def write(seeded: Iterable[tuple[str, Entry]], locale: str, path: Path) -> None:
    headers = {
        "Language": locale,
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": plural_forms(locale),
    }
    entries = tuple(replace(entry, context=f"n{number}") for number, (_, entry) in enumerate(seeded))
    path.write_bytes(encode_catalog(Catalog(headers, entries)))


def seen_by_locpipe(path: Path, locale: str) -> set[int]:
    file = CatalogFile(path, path.name, locale, "a")
    found, _ = look_at_file(file, read_catalog(path, path.name), Terms(), choose_rules())
    return {int((one.context or "n-1")[1:]) for one in found}


def seen_by_msgfmt(path: Path, locale: str) -> set[int]:
    run = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False
    )
    lines = [int(number) for number in re.findall(rf"{re.escape(str(path))}:(\d+)", run.stderr)]
    return _entries_at(lines, path)


def seen_by_pofilter(path: Path, locale: str) -> set[int]:
    out = path.with_suffix(".filtered")
    out.unlink(missing_ok=True)
    subprocess.run(["pofilter", "--progress=none", path, out], capture_output=True, check=False)
    text = out.read_text(encoding="utf-8", errors="replace") if out.exists() else ""
    return {int(number) for number in re.findall(r'msgctxt "n(\d+)"', text)}


def seen_by_l10n_lint(path: Path, locale: str) -> set[int]:
    run = subprocess.run(["l10n-lint", "--format", "json", path], capture_output=True, text=True, check=False)
    return _entries_at((issue["line"] for issue in json.loads(run.stdout)["issues"]), path)


def _entries_at(lines: Iterable[int], path: Path) -> set[int]:
    """The numbers of the entries that stand at lines, be it the line of their msgctxt, msgid or msgstr."""
    starts = [
        (entry.line, int((entry.context or "n-1")[1:])) for entry in read_catalog(path, path.name).entries
    ]
    return {max((start for start in starts if start[0] <= line + 1), default=(0, -1))[1] for line in lines}


SEEN_BY = {
    "locpipe": seen_by_locpipe,
    "pofilter": seen_by_pofilter,
    "l10n-lint": seen_by_l10n_lint,
    "msgfmt": seen_by_msgfmt,
}


def main() -> None:
    folder = Path(sys.argv[1])
    wanted = next((int(argument) for argument in sys.argv[2:] if argument.isdigit()), 12)
    tools = [tool for tool in SEEN_BY if tool == "locpipe" or shutil.which(tool)]
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    missed: list[tuple[str, str, Entry]] = []
    alarms: Counter[str] = Counter()
    looked = 0
    with tempfile.TemporaryDirectory() as scratch:
        for locale in sorted(path.name for path in folder.glob("[!.]*") if path.is_dir()):
            rng = random.Random(locale)
            clean = clean_entries(folder, locale, rng)
            seeded = seed(clean, locale, wanted, rng)
            path, whole = Path(scratch) / f"{locale}.po", Path(scratch) / f"{locale}.clean.po"
            write(seeded, locale, path)
            sources = {entry.source for _, entry in seeded}
            unharmed = [("", replace(e, flags=_flags(e))) for e in clean if e.source in sources]
            write(unharmed, locale, whole)
            looked += len(unharmed)
            for kind, _ in seeded:
                total[kind] += 1
            for tool in tools:
                found = SEEN_BY[tool](path, locale)
                alarms[tool] += len(SEEN_BY[tool](whole, locale) - {-1})
                for number, (kind, entry) in enumerate(seeded):
                    if number in found:
                        seen[tool][kind] += 1
                    elif tool == "locpipe":
                        missed.append((locale, kind, entry))
    report(total, seen, tools)
    print(f"{'the same without faults':32} {looked:6} "
          + " ".join(_share(alarms[tool], looked) for tool in tools))  # fmt: skip
    for locale, kind, entry in missed if "--missed" in sys.argv else ():
        print(f"{locale} {kind}\n  {entry.source[:150]!r}\n  {entry.translations[0][:150]!r}")


def report(total: Counter[str], seen: dict[str, Counter[str]], tools: list[str]) -> None:
    print(f"{'kind of fault':32} {'faults':>6} " + " ".join(f"{tool:>9}" for tool in tools))
    for kind in KINDS:
        if total[kind]:
            print(
                f"{kind:32} {total[kind]:6} "
                + " ".join(_share(seen[tool][kind], total[kind]) for tool in tools)
            )
    families = dict.fromkeys(family for family, _ in KINDS.values())
    hard = [kind for kind, (family, _) in KINDS.items() if family in HARD]
    rows = [
        (
            name,
            [kind for kind, (family, _) in KINDS.items() if family == name],
            HARD_BAR if name in HARD else 0,
        )
        for name in families
    ]
    rows += [("placeables, markup, numbers, masks", hard, HARD_BAR), ("all", list(KINDS), BAR)]
    for name, kinds, bar in rows:
        whole = sum(total[kind] for kind in kinds)
        shares = {tool: sum(seen[tool][kind] for kind in kinds) for tool in tools}
        print(f"{name:32} {whole:6} " + " ".join(_share(shares[tool], whole) for tool in tools)
              + (f"   bar {bar:.0%} {'met' if shares['locpipe'] >= bar * whole else 'MISSED'}" if bar else ""))  # fmt: skip
    print(f"{sum(kind in total for kind in KINDS)} kinds")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:9.1%}" if whole else " " * 9


if __name__ == "__main__":
    main()
