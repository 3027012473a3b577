"""How well languages are detected.

The sets are JSON lines (``text``, ``lang``; see `SETS`). Languages are compared without region (``zh_CN`` is
``zh``), and the bars hold for the languages that langdetect has profiles of (``core``).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.detect import detect, detect_document, detect_passages
from pipeline.languages import base_language
from scripts.evaluate.figures import Figure, Row, Section, percent, read

_NAMES = ("docs", "sents", "w3", "mixed", "ui", "vi_toneless_sents", "vi_toneless_w3", "garbage")
SETS = tuple(f"langid/{name}.jsonl" for name in _NAMES)


def language_of(text: str) -> str:
    return base_language(detect(text).language)


def right(rows: Sequence[Row], change: Callable[[str], str] = str) -> float:
    return percent(language_of(change(row["text"])) == row["lang"] for row in rows)


def measure_texts(data: dict[str, list[Row]]) -> Iterable[Figure]:
    """Documents, sentences, three words, capitals, garbage."""
    core = {name: [row for row in data[name] if row["core"]] for name in ("docs", "sents", "w3")}
    yield Figure("documents right", right(core["docs"]), 99.9)
    yield Figure("sentences right", right(core["sents"]), 98.7)
    yield Figure("sentences in capitals right", right(core["sents"], str.upper), 98.0)
    answered = [(language_of(row["text"]), row["lang"]) for row in core["w3"]]
    said = [(got, want) for got, want in answered if got != "und"]
    yield Figure("3 words: precision", percent(got == want for got, want in said), 98.5)
    yield Figure("3 words: answered", 100 * len(said) / len(answered), 60.0)
    for name in ("docs", "sents"):
        others = [row for row in data[name] if not row["core"]]
        yield Figure(f"{name} of languages that langdetect lacks, right", right(others))
    yield Figure("numbers, codes, names: undetermined", right(data["garbage"]))


def measure_mixed(rows: Sequence[Row]) -> Iterable[Figure]:
    """Mixed documents: their language, and the foreign passages of the English ones."""
    documents: dict[int, list[Row]] = {}
    for row in rows:
        documents.setdefault(row["doc"], []).append(row)
    bases = [(document[0]["base"], [row["text"] for row in document]) for document in documents.values()]
    yield Figure(
        "mixed documents right (segments)",
        percent(base_language(detect_document(texts).language) == base for base, texts in bases),
        99.9,
    )
    yield Figure(
        "mixed documents right (joined text)",
        percent(language_of("\n".join(texts)) == base for base, texts in bases),
        99.9,
    )
    judged = [
        (row, base_language(got.language))
        for document in documents.values()
        if document[0]["base"] == "en"
        for row, got in zip(document, detect_passages([row["text"] for row in document]), strict=True)
    ]
    flagged = [row for row, got in judged if got != "en"]
    yield Figure("mixed English: precision", percent(row["kind"].startswith("for_") for row in flagged), 97.0)
    for kind, bar in (("sent", 99.0), ("short", 85.0)):
        found = [(row, got) for row, got in judged if row["kind"].startswith(f"for_{kind}")]
        name = "sentence" if kind == "sent" else "3-word"
        yield Figure(f"mixed English: {name} recall", percent(got != "en" for _, got in found), bar)
        yield Figure(
            f"mixed English: {name} recall, right language", percent(got == row["lang"] for row, got in found)
        )
    bylines = [got != "en" for row, got in judged if row["kind"] == "byline"]
    yield Figure("bylines called foreign", percent(bylines), 0.0, at_most=True)
    for kind, bar in (("sent", 99.0), ("short", 80.0)):
        found = [(row, got) for row, got in judged if row["kind"] == f"for_{kind}_toneless"]
        yield Figure(
            f"mixed English: toneless Vietnamese, {kind}", percent(got == "vi" for _, got in found), bar
        )


def measure_vietnamese(data: dict[str, list[Row]]) -> Iterable[Figure]:
    """Vietnamese without marks, alone and one at a time inside an English document."""
    for name, bar in (("vi_toneless_sents", 99.0), ("vi_toneless_w3", 80.0)):
        texts = [row["text"] for row in data[name]]
        alone = percent(detect(text).language == "vi" for text in texts)
        inside = percent(detect_passages([text], "en")[0].language == "vi" for text in texts)
        yield Figure(f"{name}: alone", alone, bar if name.endswith("sents") else None)
        yield Figure(f"{name}: in English", inside, bar)


def measure_interface(rows: Sequence[Row]) -> Iterable[Figure]:
    """Interface strings: a catalog's language, and its strings wrongly called foreign."""
    catalogs: dict[str, list[str]] = {}
    for row in rows:
        if row["core"]:
            catalogs.setdefault(row["lang"], []).append(row["text"])
    foreign = {
        language: percent(base_language(got.language) != language for got in detect_passages(texts, language))
        for language, texts in catalogs.items()
    }
    yield Figure("English strings called foreign", foreign.pop("en"), 1.0, at_most=True)
    yield Figure(
        "strings of other languages called foreign (mean)",
        sum(foreign.values()) / max(len(foreign), 1),
        at_most=True,
    )
    yield Figure(
        "catalogs right",
        percent(
            base_language(detect_document(texts).language) == language for language, texts in catalogs.items()
        ),
    )


def fingerprint(texts: Sequence[str], threads: int = 1) -> str:
    """Return a digest of everything that is said of texts, confidences included."""
    with ThreadPoolExecutor(threads) as pool:
        said = list(pool.map(detect, texts))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def measure_identity(data: Path, texts: Sequence[str]) -> Figure:
    """Compare this process, eight threads, and a fresh process with another hash seed and eight threads."""
    here = fingerprint(texts)
    there = subprocess.run(
        [sys.executable, "-m", "scripts.evaluate.detect", str(data)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "4711"},
    ).stdout.strip()  # fmt: skip
    return Figure(
        "identical over threads and processes", percent([fingerprint(texts, 8) == here, there == here]), 100.0
    )


def read_sets(data: Path) -> dict[str, list[Row]]:
    return {name: read(data / path) for name, path in zip(_NAMES, SETS, strict=True)}


def sampled(sets: dict[str, list[Row]]) -> list[str]:
    return [row["text"] for name in ("sents", "w3") for row in sets[name][::20]]


def sections(data: Path) -> Iterator[Section]:
    """Everything about languages, in percent; nothing in it depends on a model."""
    sets = read_sets(data)
    yield Section("Source language: texts", tuple(measure_texts(sets)))
    yield Section("Source language: mixed documents", tuple(measure_mixed(sets["mixed"])))
    yield Section("Source language: Vietnamese without its marks", tuple(measure_vietnamese(sets)))
    yield Section("Source language: interface strings", tuple(measure_interface(sets["ui"])))
    yield Section("Source language: the same answer every time", (measure_identity(data, sampled(sets)),))


if __name__ == "__main__":  # the fresh process of `measure_identity`
    print(fingerprint(sampled(read_sets(Path(sys.argv[1]))), 8))
