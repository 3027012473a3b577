"""Bring the memory up to date with the catalogs of a project: only what changed since it last looked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pipeline.errors import CatalogError
from pipeline.memory.records import Record, records_of, sentence_pairs
from pipeline.memory.store import CATALOG, IMPORT, SourceWriter, Store
from pipeline.model import LanguagePair
from pipeline.review.catalog import Catalog
from pipeline.review.header import DOCUMENT_FIELD, document_in
from pipeline.review.po import parse_catalog

_SETTLED = 2_000_000_000
"""Nanoseconds: a file that changed more recently may change again without a trace in its times."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A catalog to learn from: where it is, its name relative to the root, its language."""

    path: Path
    name: str
    language: str


def feed(store: Store, places: Sequence[Place], progress: Progress | None = None) -> int:
    """Learn the human translations of catalogs that are new or changed; returns how many catalogs were read.

    What a catalog says no more is forgotten with it; the translations of a catalog that is gone stay until the
    memory is built again. A catalog that cannot be read is left for the command that works on it to report.
    """
    known = {
        name: (size, changed, digest)
        for name, size, changed, digest in store.rows(
            "SELECT name, size, changed, digest FROM origins WHERE kind = ?", (CATALOG,)
        )
    }
    read = 0
    for number, place in enumerate(places):
        try:
            state = place.path.stat()
            size, changed, digest = known.get(place.name, (-1, -1, ""))
            if (state.st_size, state.st_mtime_ns) == (size, changed):
                continue
            data = place.path.read_bytes()
            document = document_in(place.path)
        except OSError:
            continue
        now = blake2b(data, digest_size=16).hexdigest()
        settled = state.st_mtime_ns if time.time_ns() - state.st_mtime_ns > _SETTLED else -1
        if now == digest:
            if settled != changed:
                with store.transaction():
                    store.run(
                        "UPDATE origins SET size = ?, changed = ? WHERE kind = ? AND name = ?",
                        (state.st_size, settled, CATALOG, place.name),
                    )
            continue
        catalog = Catalog()
        if not _all_wait(data):
            try:
                catalog = parse_catalog(data, place.name)
            except CatalogError:
                continue
            document = catalog.headers.get(DOCUMENT_FIELD, "").strip()
        _replace_catalog(store, place, catalog, document, (state.st_size, settled, now))
        read += 1
        if progress is not None:
            progress(number + 1, len(places))
    return read


def learn(store: Store, place: Place, catalog: Catalog, data: bytes) -> None:
    """Learn a catalog that has just been written: what it says is at hand, and the next `feed` need not read it."""
    document = catalog.headers.get(DOCUMENT_FIELD, "").strip()
    digest = blake2b(data, digest_size=16).hexdigest()
    _replace_catalog(store, place, catalog, document, (len(data), -1, digest))


def _replace_catalog(
    store: Store, place: Place, catalog: Catalog, document: str, state: tuple[int, int, str]
) -> None:
    pair = LanguagePair(catalog.headers.get("X-Source-Language") or "en", place.language)
    with store.transaction():
        origin = set_origin(store, CATALOG, place.name, place.language, document, state)
        replace_records(store, origin, pair, records_of(catalog))


def has_reviews(place: Place) -> bool:
    """Whether a human has translated something in this catalog: before that there is no memory to make."""
    try:
        data = place.path.read_bytes()
        return not _all_wait(data) and any(True for _ in records_of(parse_catalog(data, place.name)))
    except (OSError, CatalogError):
        return False


def _all_wait(data: bytes) -> bool:
    """A quick look: whether everything but the header is fuzzy, and nothing is there that a human had reviewed."""
    data = b"\n" + data
    header = b'\nmsgid ""\nmsgstr ""\n"' in data
    return (
        b"\n#~" not in data
        and b"\n#|" not in data
        and b'\n#, fuzzy\nmsgid ""\n' not in data
        and data.count(b"\n#, fuzzy") >= data.count(b"\nmsgid ") - header
    )


def set_origin(
    store: Store, kind: str, name: str, language: str, document: str, state: tuple[int, int, str]
) -> int:
    """The id of an origin, made or brought up to date. Inside a transaction."""
    store.run(
        "INSERT INTO origins (kind, name, language, document, size, changed, digest) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (kind, name) DO UPDATE SET language = excluded.language, document = excluded.document, "
        "size = excluded.size, changed = excluded.changed, digest = excluded.digest",
        (kind, name, language, document, *state),
    )
    return int(store.rows("SELECT id FROM origins WHERE kind = ? AND name = ?", (kind, name))[0][0])


def replace_records(store: Store, origin: int, pair: LanguagePair, records: Iterable[Record]) -> None:
    """Have the memory hold exactly these records of an origin. Inside a transaction.

    Those that are the same stay as they are, so that a catalog with one new review costs one record.
    """
    old = {
        (context, source, plural): (number, text, forms, kinds)
        for number, context, source, plural, text, forms, kinds in store.rows(
            "SELECT t.id, t.context, s.text, t.plural, t.text, t.forms, t.kinds FROM translations t "
            "JOIN sources s ON s.id = t.source WHERE t.origin = ? AND t.unit IS NULL",
            (origin,),
        )
    }
    gone = dict(old)
    new = []
    for record in records:
        same = old.get(record.key)
        if same is not None and same[1:] == (record.targets[0], _forms(record), _kinds(record)):
            gone.pop(record.key, None)
        else:
            new.append(record)
    for chunk in batched([number for number, *_ in gone.values()], 500):
        marks = ",".join(map(str, chunk))
        store.run(
            f"DELETE FROM translations WHERE origin = ? AND (id IN ({marks}) OR unit IN ({marks}))", (origin,)
        )
    add_records(store, origin, ((record, pair) for record in new))


def add_records(store: Store, origin: int, records: Iterable[tuple[Record, LanguagePair]]) -> int:
    """Add records to an origin; returns how many. Inside a transaction."""
    sources = SourceWriter(store)
    (last,) = store.rows("SELECT max(id) FROM translations")[0]
    number = (last or 0) + 1
    rows: list[tuple[object, ...]] = []
    count = 0
    for record, pair in records:
        unit = number
        source = sources.id_of(pair.source, record.source)
        rows.append((
            number, source, pair.target, record.targets[0], _forms(record), record.plural, record.context,
            _kinds(record), None, origin, record.reviewer, record.time,
        ))  # fmt: skip
        number += 1
        for sentence, target in sentence_pairs(record, pair):
            source = sources.id_of(pair.source, sentence)
            rows.append((
                number, source, pair.target, target, None, None, None, "", unit, origin, record.reviewer, record.time,
            ))  # fmt: skip
            number += 1
        count += 1
        if len(rows) >= 10_000:
            _write(store, rows)
    _write(store, rows)
    sources.finish()
    return count


def carry_over(old: Store, new: Store) -> int:
    """Copy what no catalog has into a new file: what was imported, and what machines said. Returns the imports."""
    count = 0
    with new.transaction():
        for origin, *values, size, changed, digest in old.rows(
            "SELECT id, kind, name, language, document, size, changed, digest FROM origins WHERE kind = ?",
            (IMPORT,),
        ):
            kind, name, language, document = values
            number = set_origin(new, kind, name, language, document, (size, changed, digest))
            count += add_records(new, number, _stored(old, origin))
        for table in ("answers", "drafts", "glossaries"):
            rows = old.rows(f"SELECT * FROM {table}")
            if rows:
                new.run_many(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    return count


def _stored(store: Store, origin: int) -> Iterator[tuple[Record, LanguagePair]]:
    """The records of an origin; one that was not cut into sentences is not cut now either."""
    cut = {
        unit
        for (unit,) in store.rows(
            "SELECT DISTINCT unit FROM translations WHERE origin = ? AND unit IS NOT NULL", (origin,)
        )
    }
    for (
        number,
        language,
        source,
        target,
        text,
        forms,
        plural,
        context,
        kinds,
        reviewer,
        changed,
    ) in store.each(
        "SELECT t.id, s.language, s.text, t.language, t.text, t.forms, t.plural, t.context, t.kinds, t.reviewer, t.time "
        "FROM translations t JOIN sources s ON s.id = t.source WHERE t.origin = ? AND t.unit IS NULL ORDER BY t.id",
        (origin,),
    ):
        targets = tuple(json.loads(forms)) if forms else (text,)
        uses = tuple(kinds.split("\n")) if kinds else ()
        record = Record(source, targets, context, plural, uses, reviewer, changed, number not in cut)
        yield record, LanguagePair(language, target)


def batched(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Numbers in groups that one statement can name."""
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _write(store: Store, rows: list[tuple[object, ...]]) -> None:
    store.run_many("INSERT INTO translations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    rows.clear()


def _forms(record: Record) -> str | None:
    return json.dumps(record.targets, ensure_ascii=False) if record.plural is not None else None


def _kinds(record: Record) -> str:
    return "\n".join(record.kinds)
