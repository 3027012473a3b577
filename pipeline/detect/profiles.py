"""langdetect's n-gram profiles, loaded once, as rows of integer weights that can simply be added.

A *row* is one Python integer with a 32-bit lane per language; lane ``i`` holds the weight
``log(1 + p(gram | language i) / 5e-5)`` in thousandths of a nat, halved for 1- and 2-grams (a letter
of a word is in six n-grams). Adding rows adds all lanes at once, exactly, so that a score does not
depend on the order of its n-grams, on the process or on threads.

The profiles, the character classes and the frequencies are langdetect's (PyPI ``langdetect``,
Apache-2.0); its random sampling is not used. Two profiles more are made here: Vietnamese written
without its marks, which is langdetect's ``vi`` with every n-gram folded (NFD, marks dropped, đ → d), and
Serbian in Cyrillic, which is ``hr`` letter for letter.
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from math import log
from pathlib import Path

from pipeline.detect.fold import fold_marks, to_cyrillic
from pipeline.detect.function_words import ENGLISH_INTERFACE, FUNCTION_WORDS
from pipeline.detect.vietnamese import marks_vietnamese

FOLDED_VIETNAMESE = "vi@folded"
"""The lane of Vietnamese written without its marks; counted as ``vi`` in the end."""

NATS = 1000  # units of a row's weight in one nat
UNITS = 2 * NATS
"""Units of what `Profiles.weigh` returns in one nat."""

_FLOOR = 5e-5  # probability of an n-gram that a profile lacks; langdetect's ALPHA_DEFAULT / BASE_FREQ
_SHARE = (0.5, 0.5, 1.0)  # of a 1-, 2-, 3-gram; measured on NTREX, three words: 83.1 → 83.6 % right
_LANE_BITS = 32  # holds 400,000 of the largest weights (10 nats): `clean.MAXIMUM_CHARACTERS` gives 120,000
_FUNCTION_WORD = 8 * NATS  # measured: 6 to 10 are equal

_KEPT_UNKNOWN = 200_000  # entries after which a new n-gram is computed again instead of being kept
_LOCALES = {"zh-cn": "zh_CN", "zh-tw": "zh_TW"}


class _Rows(dict[str, int]):
    """N-gram → row, filled as texts ask for it.

    Filling is idempotent: two threads that meet at a new n-gram store the same row.
    """

    def __init__(self, frequencies: list[Mapping[str, int]], totals: list[list[int]]) -> None:
        super().__init__()
        self._frequencies = frequencies
        self._totals = totals

    def __missing__(self, gram: str) -> int:
        row = 0
        size = len(gram) - 1
        for lane, frequency in enumerate(self._frequencies):
            count = frequency.get(gram)
            if count:
                weight = round(log(1 + count / self._totals[lane][size] / _FLOOR) * _SHARE[size] * NATS)
                row |= weight << (lane * _LANE_BITS)
        if len(self) < _KEPT_UNKNOWN:
            self[gram] = row
        return row


class _CharacterClasses(dict[int, str]):
    """A `str.translate` table that asks langdetect once for each character it meets."""

    def __missing__(self, code: int) -> str:
        from langdetect.utils.ngram import NGram

        self[code] = normal = str(NGram.normalize(chr(code)))
        return normal


class Profiles:
    """All profiles. ``languages`` are PO locales in lane order (``vi@folded`` last)."""

    def __init__(self, raw: Mapping[str, tuple[Mapping[str, int], list[int]]]) -> None:
        self.languages: tuple[str, ...] = tuple(raw)
        self.lane: dict[str, int] = {language: lane for lane, language in enumerate(raw)}
        self._unpack = struct.Struct(f"<{len(raw)}I")
        self._function_words = self._function_word_rows()
        self._rows = _Rows([frequency for frequency, _ in raw.values()], [total for _, total in raw.values()])

    @cached_property
    def _classes(self) -> _CharacterClasses:
        return _CharacterClasses()

    def grams(self, text: str) -> list[str]:
        """Return the 1-, 2- and 3-grams of a text, words padded with a space on both sides."""
        grams: list[str] = []
        for word in text.translate(self._classes).split():
            grams += word
            padded = f" {word} "
            grams += [padded[at : at + 2] for at in range(len(word) + 1)]
            grams += [padded[at : at + 3] for at in range(len(word))]
        return grams

    def weigh(self, lower: Sequence[str], capitalised: Sequence[str]) -> tuple[int, ...]:
        """Return the weight of the words of a text, one per lane, in `UNITS` to the nat.

        Capitalised words are often names, which say little: they count half.
        """
        row = self._rows.__getitem__
        total = sum(map(row, self.grams(" ".join(lower)))) * 2 + sum(
            map(row, self.grams(" ".join(capitalised)))
        )
        for word in (*lower, *map(str.lower, capitalised)):
            total += self._function_words.get(word, 0)
        return self._unpack.unpack(total.to_bytes(self._unpack.size, "little"))

    def _function_word_rows(self) -> dict[str, int]:
        rows: dict[str, int] = {}
        for language, text in FUNCTION_WORDS.items():
            for word in dict.fromkeys(text.split()):
                bit = 2 * _FUNCTION_WORD << (self.lane[language] * _LANE_BITS)
                rows[word] = rows.get(word, 0) | bit
        for word in dict.fromkeys(ENGLISH_INTERFACE.split()):
            rows[word] = rows.get(word, 0) + (_FUNCTION_WORD << (self.lane["en"] * _LANE_BITS))
        for word in dict.fromkeys(map(fold_marks, FUNCTION_WORDS["vi"].split())):
            if marks_vietnamese(word):
                bit = 2 * _FUNCTION_WORD << (self.lane[FOLDED_VIETNAMESE] * _LANE_BITS)
                rows[word] = rows.get(word, 0) | bit
        return rows


_lock = threading.Lock()
_loaded: Profiles | None = None


def load_profiles() -> Profiles:
    """Return the profiles; the first call reads them (0.1 s), under a lock.

    Raises:
        ImportError: langdetect is not installed.
    """
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = Profiles(_read())
    return _loaded


def _read() -> dict[str, tuple[Mapping[str, int], list[int]]]:
    spec = find_spec("langdetect")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("langdetect is not installed; install locpipe with its dependencies")
    folder = Path(spec.submodule_search_locations[0]) / "profiles"
    raw: dict[str, tuple[Mapping[str, int], list[int]]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            profile = json.loads(path.read_bytes())
            raw[_LOCALES.get(path.name, path.name)] = (profile["freq"], profile["n_words"])
    raw["sr"] = _respell(raw["hr"], to_cyrillic)
    raw[FOLDED_VIETNAMESE] = _respell(raw["vi"], fold_marks)
    return raw


def _respell(
    profile: tuple[Mapping[str, int], list[int]], spelling: Callable[[str], str]
) -> tuple[Mapping[str, int], list[int]]:
    """Return a profile whose n-grams are written in another way; those that become equal are added."""
    frequency, totals = profile
    respelt: dict[str, int] = {}
    for gram, count in frequency.items():
        plain = spelling(gram)
        respelt[plain] = respelt.get(plain, 0) + count
    return respelt, totals
