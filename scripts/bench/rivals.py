"""What the measurements against other programs share: the rival's process, the package, the sentences."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RIVAL = Path(__file__).with_name("rival.py")
SOURCE, TARGET = "en", "pb"
"""Argos's codes of the pair that is measured: English into Brazilian Portuguese."""

SEGMENTS = 10_000


class Rival:
    """argostranslate in its own process and environment; the model is loaded by the first question."""

    def __init__(self, python: Path, packages: Path, settings: Mapping[str, str]) -> None:
        environment = {**os.environ, "ARGOS_PACKAGES_DIR": str(packages), **settings}
        self._process = subprocess.Popen(
            [str(python), str(RIVAL)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True,
        )  # fmt: skip
        self.imported = float(self._answer()["import"])

    def ask(self, sentences: Sequence[str], *, count: bool = False) -> dict[str, Any]:
        assert self._process.stdin is not None
        question = {"sentences": list(sentences), "source": SOURCE, "target": TARGET, "count": count}
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("argostranslate ended: does its environment have everything? See: make parity")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@contextmanager
def unpacked(package: Path) -> Iterator[Path]:
    """A packages folder with one package in it."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
        yield Path(folder)


def words(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def different_segments(data: Path) -> list[str]:
    """10,000 different segments: news and interface strings, with another number in front each time they come again."""
    rows = [json.loads(line) for line in read_lines(data / "langid" / "ui.jsonl")]
    texts = read_lines(data / "flores-dev" / "flores-dev.en") + [
        row["text"] for row in rows if row["lang"] == "en"
    ]
    texts = [text for text in texts if not set(text) & set("%{}<>`*_[]\\|#&")]
    return [f"Item {number}: {texts[number % len(texts)]}" for number in range(SEGMENTS)]


def write_messages(path: Path, texts: Sequence[str]) -> None:
    """A POT with one message for each text."""
    path.write_text(
        "".join(f'msgid "{text.replace(chr(34), "")}"\nmsgstr ""\n\n' for text in dict.fromkeys(texts)),
        encoding="utf-8",
    )
