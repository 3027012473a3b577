"""Apertium: rule-based, small and fast, for close languages. Debian's ``apertium`` command and its pairs.

Many sentences go through one process, as paragraphs of a text: starting it takes a third of a second, 1,000
sentences of news three. Measured on 40 sentences of FLORES-dev, a paragraph gives the same text beside others as
alone; null-flush mode (``-z``) does not, and loses the ends of sentences.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.base import BLANK, OnAnswer, Refusal
from pipeline.engines.text import sanitise
from pipeline.errors import EngineError, UnknownLanguage
from pipeline.languages import parse_language
from pipeline.model import Hypotheses, Hypothesis, LanguagePair

COMMAND = "apertium"
INSTALL = "apt-get install apertium apertium-eng-spa (or another pair: apt-cache search ^apertium-)"

BATCH = 250
"""Sentences a process: its start is then a tenth of the work, and answers come every second."""

_TIMEOUT = 300.0  # seconds for one batch, which takes one
_PARAGRAPH = "\n\n"
_MODE = re.compile(r"([a-z]{2,3})(?:_(\w+))?-([a-z]{2,3})(?:_(\w+))?\Z")
_DATA = re.compile(r"'([^']+/apertium-[^/']+)/")
_UNFORMED = re.compile(r"(?<![^\s(\"'¿¡])[#@](?=[^\W\d_])")
"""Marks of words that a pair cannot form (``#word``) or has in one language only (``@word``)."""

_BLANK_BEFORE = re.compile(r"(?<=\w) +([.,;:!?])(?!\w)")

_CODES = dict(
    pair.split(":")
    for pair in [
        "afr:af",
        "ara:ar",
        "arg:an",
        "bel:be",
        "bre:br",
        "bul:bg",
        "cat:ca",
        "cym:cy",
        "dan:da",
        "deu:de",
        "ell:el",
        "eng:en",
        "epo:eo",
        "eus:eu",
        "fra:fr",
        "glg:gl",
        "hin:hi",
        "hrv:hr",
        "hye:hy",
        "ind:id",
        "isl:is",
        "ita:it",
        "kat:ka",
        "kaz:kk",
        "mkd:mk",
        "mlt:mt",
        "nld:nl",
        "nno:nn",
        "nob:nb",
        "oci:oc",
        "pol:pl",
        "por:pt",
        "ron:ro",
        "rus:ru",
        "slv:sl",
        "sme:se",
        "spa:es",
        "srd:sc",
        "srp:sr",
        "swe:sv",
        "tat:tt",
        "tur:tr",
        "ukr:uk",
        "urd:ur",
        "zlm:ms",
    ]
)
"""ISO 639-3, which Apertium's newer pairs use, to the codes of locpipe."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction of an installed pair: its name for the command, and the folder of its data, if known."""

    name: str
    pair: LanguagePair
    folder: Path | None


class ApertiumEngine:
    """Serves the directions that ``apertium -l`` lists."""

    name = "apertium"

    def __init__(self) -> None:
        self._modes: dict[LanguagePair, Mode] | None = None

    def available(self) -> str | None:
        if shutil.which(COMMAND) is None:
            return f"The command apertium is not installed. Install it with: {INSTALL}"
        if not self._found():
            return f"No Apertium pair is installed. Install one with: {INSTALL}"
        return None

    def pairs(self) -> Iterable[LanguagePair]:
        return tuple(self._found())

    def model_id(self, pair: LanguagePair) -> str:
        mode = self._mode(pair)
        return f"{mode.name} {_version(mode)}".strip()

    def model_folder(self, pair: LanguagePair) -> Path | None:
        return self._mode(pair).folder

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        return self.translate_many(sentences, pair, jobs=1)

    def translate_many(
        self,
        sentences: Sequence[str],
        pair: LanguagePair,
        *,
        jobs: int,
        on_answer: OnAnswer | None = None,
    ) -> list[Hypotheses]:
        """Translate batch after batch; a batch is a pipe of some ten processes and keeps the cores busy."""
        mode = self._mode(pair)
        clean = [sanitise(sentence).strip() for sentence in sentences]
        answers: list[Hypotheses] = []
        for start in range(0, len(clean), BATCH):
            for answer in _translate(mode, clean[start : start + BATCH]):
                answers.append(answer)
                if on_answer:
                    on_answer(len(answers) - 1, answer)
        return answers

    def close(self) -> None:
        self._modes = None

    def _found(self) -> dict[LanguagePair, Mode]:
        if self._modes is None:
            self._modes = find_modes()
        return self._modes

    def _mode(self, pair: LanguagePair) -> Mode:
        try:
            return self._found()[pair]
        except KeyError as error:
            raise EngineError(f"The Apertium engine has no mode for {pair}.") from error


def find_modes() -> dict[LanguagePair, Mode]:
    """The installed directions by pair; variants of spelling that no locale names are passed over."""
    if shutil.which(COMMAND) is None:
        return {}
    try:
        listed = subprocess.run([COMMAND, "-l"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    modes: dict[LanguagePair, Mode] = {}
    for name in sorted(listed.stdout.split()):
        pair = _pair_of(name)
        if pair is not None:
            modes.setdefault(pair, Mode(name, pair, _data_folder(name)))
    return modes


def _pair_of(mode: str) -> LanguagePair | None:
    found = _MODE.match(mode)
    if found is None:
        return None
    source, target = _locale(found[1], found[2]), _locale(found[3], found[4])
    return LanguagePair(source, target) if source and target else None


def _locale(code: str, variant: str | None) -> str | None:
    code = _CODES.get(code, code)
    tag = f"{code}_{variant}" if variant and variant.isupper() else f"{code}@{variant}" if variant else code
    try:
        locale = parse_language(tag)
    except UnknownLanguage:
        return None
    return locale if variant in (None, "valencia") or (variant or "").isupper() else None


def _data_folder(mode: str) -> Path | None:
    root = Path(os.environ.get("APERTIUM_DATADIR") or "/usr/share/apertium")
    try:
        found = _DATA.search((root / "modes" / f"{mode}.mode").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return Path(found[1]) if found and Path(found[1]).is_dir() else None


def _version(mode: Mode) -> str:
    """The version of the pair's Debian package, else a fingerprint of its data's names and sizes."""
    if mode.folder is None:
        return ""
    if shutil.which("dpkg-query"):
        asked = subprocess.run(
            ["dpkg-query", "--show", "--showformat", "${Version}", mode.folder.name],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if asked.returncode == 0 and asked.stdout:
            return asked.stdout.rpartition(":")[2]
    sizes = sorted((path.name, path.stat().st_size) for path in mode.folder.iterdir() if path.is_file())
    return f"sha256:{hashlib.sha256(repr(sizes).encode()).hexdigest()[:8]}"


def _translate(mode: Mode, sentences: list[str]) -> list[Hypotheses]:
    """Translate one batch; in halves where a sentence upset the order, down to the one that does."""
    wanted = [sentence for sentence in sentences if sentence]
    if not wanted:
        return [BLANK] * len(sentences)
    paragraphs = _run(mode, wanted)
    if len(paragraphs) != len(wanted):
        if len(sentences) == 1:
            return [Refusal("apertium gave another number of sentences than it was given")]
        half = len(sentences) // 2
        return _translate(mode, sentences[:half]) + _translate(mode, sentences[half:])
    texts = iter(paragraphs)
    return [(Hypothesis(_tidy(s, next(texts))),) if s else BLANK for s in sentences]


def _run(mode: Mode, sentences: Sequence[str]) -> list[str]:
    text = _PARAGRAPH.join(sentences) + _PARAGRAPH
    try:
        ran = subprocess.run(
            [COMMAND, "-u", "-f", "txt", mode.name],
            input=text.encode(), capture_output=True, timeout=_TIMEOUT, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError(f"apertium {mode.name} cannot be run: {error}") from error
    if ran.returncode != 0:
        reason = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EngineError(
            f"apertium {mode.name} failed: {reason[-1] if reason else f'exit code {ran.returncode}'}. "
            f"Install the pair again: {INSTALL}"
        )
    out = ran.stdout.decode("utf-8", "replace")
    return [part.strip() for part in out.removesuffix(_PARAGRAPH).split(_PARAGRAPH)]


def _tidy(source: str, text: str) -> str:
    """Without marks of unformed words, and without the blanks that dropped words left behind."""
    if "#" not in source and "@" not in source:
        text = _UNFORMED.sub("", text)
    if "  " not in source:
        text = re.sub(" {2,}", " ", text)
    return text if _BLANK_BEFORE.search(source) else _BLANK_BEFORE.sub(r"\1", text)
