"""Time reading and writing 1, 3 and 10 MB of Markdown, HTML and JSON: ``python -m scripts.bench.large_documents``.

The Markdown is this repository's own pages, over and over with other words; the HTML is what markdown-it makes of it; the
JSON has its texts under nested keys. Each document is read, and written with every text changed; seconds are CPU time of
one process, memory is the most it had.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pipeline.formats import parse_document, render_document

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = (1, 3, 10)


def pages() -> str:
    """The Markdown pages of the repository, one behind the other."""
    return "\n\n".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    )


def markdown(size: int) -> bytes:
    """The pages until they have ``size`` bytes; each round has words of its own."""
    text, length = pages(), 0
    out: list[str] = []
    words = re.compile(r"\b(?:the|a|of)\b")
    while length < size:
        turn = len(out)
        piece = words.sub(lambda found, turn=turn: f"{found[0]}{turn}", text) + "\n\n"  # type: ignore[misc]
        out.append(piece)
        length += len(piece.encode())
    return "".join(out).encode()[:size].decode(errors="ignore").encode()


def html(size: int) -> bytes:
    """What markdown-it-py makes of the pages, until it has ``size`` bytes."""
    from markdown_it import MarkdownIt

    page: str = MarkdownIt("commonmark").enable("table").render(pages())
    return ("<!DOCTYPE html><html><body>" + page * (size // len(page.encode()) + 1))[:size].encode()


def nested(size: int) -> bytes:
    """Sentences of the pages under keys of three levels."""
    texts = [line for line in pages().splitlines() if len(line) > 30]
    out: dict[str, dict[str, dict[str, str]]] = {}
    length = index = 0
    while length < size:
        text = texts[index % len(texts)]
        out.setdefault(f"area{index // 400}", {}).setdefault(f"page{index // 20}", {})[f"text{index}"] = text
        length += len(text.encode()) + 30
        index += 1
    return json.dumps(out, ensure_ascii=False, indent=2).encode()


def timed(data: bytes, name: str) -> tuple[int, float, float, float]:
    """Texts, seconds to read, seconds to write, megabytes at most; in a process of its own."""
    reading, writing = os.pipe()
    if not os.fork():
        started = time.process_time()
        document = parse_document(data, name)
        read = time.process_time()
        render_document(document, ["Ü" + unit.text for unit in document.units], "pl")
        done = time.process_time()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        os.write(writing, json.dumps([len(document.units), read - started, done - read, most]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.wait()
    units, read, write, most = json.loads(told)
    return units, read, write, most


def main() -> None:
    print(
        "| document | texts | read, s | written, s | together, s | s per MB | memory, MB |\n|---|---|---|---|---|---|---|"
    )
    for name, make in (("a.md", markdown), ("a.html", html), ("a.json", nested)):
        timed(make(20_000), name)
        for size in MEGABYTES:
            data = make(size * 1_000_000)
            units, read, write, most = timed(data, name)
            print(
                f"| {name.partition('.')[2]}, {size} MB | {units:,} | {read:.1f} | {write:.1f} | {read + write:.1f} | "
                f"{(read + write) / len(data) * 1e6:.2f} | {most:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
