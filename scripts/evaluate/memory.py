"""How fast and how well a large memory is searched.

A million segments are generated from the English side of FLORES-dev: a walk over its word pairs (each next word
is one that follows in the file), in which numbers are drawn anew and three of five words that the file has at most
three times give way to one of 150,000 made-up words drawn by Zipf's law, so that the vocabulary grows as in real
text. Their translations are the texts reversed: nothing here looks at a translation. Queries are segments with up
to a sixth of their words changed, left out or added. "Best found" compares with rapidfuzz over all segments. Times
are the CPU seconds of one process: what a clock says on a quiet machine, and steadier on a busy one.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.memory.feed import add_records, set_origin
from pipeline.memory.recall import Search
from pipeline.memory.records import Record
from pipeline.memory.store import IMPORT, Store
from pipeline.model import LanguagePair
from scripts.evaluate.figures import Figure, Section

PAIR = LanguagePair("en", "pt_BR")
SEGMENTS, QUERIES, RUN = 1_000_000, 300, 10_000
AT_LEAST = 0.7
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*|[^\w\s]")
_SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "ten",
    "sul",
    "va",
    "dor",
    "ne",
    "li",
    "sha",
    "bur",
    "ton",
    "gri",
    "mel",
    "os",
    "an",
    "fer",
    "qui",
    "zu",
    "pal",
]


def generate(lines: Sequence[str], count: int, random_: random.Random) -> list[str]:
    """Distinct made-up segments with the word order, lengths and word frequencies of real ones."""
    sentences = [_WORD.findall(line) for line in lines]
    frequency = Counter(word for sentence in sentences for word in sentence)
    following: dict[str, list[str | None]] = defaultdict(list)
    for sentence in sentences:
        for before, word in zip(["", *sentence], [*sentence, None], strict=True):
            following[before].append(word)
    made = sorted({"".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))) for _ in range(150_000)})
    random_.shuffle(made)
    weights, total = [], 0.0
    for rank in range(len(made)):
        total += 1 / (rank + 20)
        weights.append(total)
    found: dict[str, None] = {}
    while len(found) < count:
        words: list[str] = []
        word: str | None = random_.choice(following[""])
        while word is not None and len(words) < 45:
            if word[0].isdigit():
                words.append(str(random_.randint(1, 2000)))
            elif frequency[word] <= 3 and word.isalpha() and random_.random() < 0.6:
                other = random_.choices(made, cum_weights=weights)[0]
                words.append(other.title() if word[0].isupper() else other)
            else:
                words.append(word)
            word = random_.choice(following[word])
        if len(words) > 2:
            found[re.sub(r" ([.,;:!?])", r"\1", " ".join(words))] = None
    return list(found)


def changed(text: str, texts: Sequence[str], random_: random.Random) -> str:
    """A text with up to a sixth of its words changed, left out or added."""
    words = text.split()
    for _ in range(random_.randint(1, max(1, len(words) // 6))):
        at, other = random_.randrange(len(words)), random_.choice(random_.choice(texts).split())
        how = random_.random()
        words[at : at + (how < 0.7)] = [other] if how < 0.4 or how >= 0.7 else []
        words = words or ["nothing"]
    return " ".join(words)


SETS = ("flores-dev/flores-dev.en",)


def sections(data: Path) -> Iterator[Section]:
    lines = (data / SETS[0]).read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        yield Section("translation memory of a million segments", tuple(measure(lines, Path(folder))))


def measure(lines: Sequence[str], folder: Path) -> Iterator[Figure]:
    from rapidfuzz import fuzz, process

    random_ = random.Random(20261125)
    texts = generate(lines, SEGMENTS, random_)
    store = Store(folder / "memory.sqlite3")
    started = time.process_time()
    with store.transaction():
        origin = set_origin(store, IMPORT, "generated", "", "", (0, 0, ""))
        add_records(store, origin, ((Record(text, (text[::-1],), segment=True), PAIR) for text in texts))
    yield Figure(
        f"build, {len(texts)} segments, s", time.process_time() - started, 60, at_most=True, watched=False
    )
    yield Figure("size of the file, MB", (folder / "memory.sqlite3").stat().st_size / 1e6, watched=False)
    search = Search(store, PAIR)
    queries = [changed(random_.choice(texts), texts, random_) for _ in range(QUERIES)]
    times, best = [], []
    for query in queries:
        before = time.process_time()
        found = search.same(query) or search.similar(query, AT_LEAST)
        times.append(1000 * (time.process_time() - before))
        best.append(found[0].score if found else 0.0)
    times.sort()
    yield Figure("look-up, median, ms", times[QUERIES // 2], 40, at_most=True, watched=False)
    yield Figure("look-up, 95 of 100, ms", times[QUERIES * 95 // 100], 100, at_most=True, watched=False)
    exhaustive = [
        process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=100 * AT_LEAST) for query in queries
    ]
    pairs = [(got, one[1] / 100) for got, one in zip(best, exhaustive, strict=True) if one is not None]
    hits = sum(got >= wanted - 1e-9 for got, wanted in pairs)
    yield Figure(f"best match found, % of {len(pairs)}", 100 * hits / len(pairs), 98)
    run = [changed(random_.choice(texts), texts, random_) for _ in range(RUN)]
    started = time.process_time()
    for text in run:
        search.same(text) or search.similar(text, AT_LEAST)
    yield Figure(
        f"recall for {RUN} segments, s", time.process_time() - started, 60, at_most=True, watched=False
    )
    store.close()
