"""An engine made of a word list, and a sentence taken through the cascade with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.model import Candidate, Hypothesis, LanguagePair, TermHit, TermStatus
from pipeline.protect.masks import USUAL
from pipeline.translation import TranslationText, translate_texts

WORDS = {
    "open": "abra", "the": "o", "a": "um", "an": "um", "box": "caixote", "boxes": "caixotes", "drawer": "escrivaninha",
    "and": "e", "close": "feche", "now": "agora", "in": "em", "this": "este", "some": "uns", "i": "eu", "saw": "vi",
    "museum": "museu", "museums": "museus", "hospital": "hospital", "hospitals": "hospitais", "castle": "castelo",
    "library": "biblioteca", "libraries": "bibliotecas", "kitchen": "cozinha", "kitchens": "cozinhas",
    "church": "igreja", "churches": "igrejas", "big": "grande",
}  # fmt: skip
FEMININE = {"biblioteca", "cozinha", "igreja", "bibliotecas", "cozinhas", "igrejas", "escrivaninha"}
ARTICLES = {
    "o": ("o", "a", "os", "as"),
    "um": ("um", "uma", "uns", "umas"),
    "uns": ("um", "uma", "uns", "umas"),
}


def translate_words(text: str) -> str:
    """Word by word, with articles that agree with the known noun behind them."""
    words = [
        WORDS.get(w.lower(), w) if re.fullmatch(r"[A-Za-z]+", w) else w
        for w in re.findall(r"[\w-]+|\W+", text)
    ]
    for index, word in enumerate(words):
        noun = next((w for w in words[index + 1 :] if w.strip()), "")
        if word in ARTICLES:
            words[index] = ARTICLES[word][(noun in FEMININE) + 2 * noun.endswith("s")]
    done = "".join(words)
    return done[:1].upper() + done[1:]


class FakeRoute:
    """An engine route that remembers what it was asked."""

    engine, model, linguistic, rankings, other = "fake", "fake 1", True, USUAL, None

    def __init__(
        self, answer: Callable[[str], str] = translate_words, pair: tuple[str, str] = ("en", "pt_BR")
    ) -> None:
        self.pair = LanguagePair(*pair)
        self.answer = answer
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], *, jobs: int = 1, on_progress=None, on_answer=None):  # type: ignore[no-untyped-def]
        self.asked += sentences
        answers = [(Hypothesis(self.answer(sentence)),) for sentence in sentences]
        for number in reversed(range(len(answers)) if on_answer else ()):
            on_answer(number, answers[number])
        return answers


def hit(text: str, found: str, target: str, **fields: object) -> TermHit:
    """A required term where ``found`` stands in the text."""
    start = text.index(found)
    more = {"source": found, "status": TermStatus.PREFERRED, **fields}
    return TermHit(start, start + len(found), found, target=target, **more)  # type: ignore[arg-type]


def translate(text: str, *terms: TermHit, route: FakeRoute) -> Candidate:
    (candidate,) = translate_texts([TranslationText(text, terms=terms)], route)
    return candidate
