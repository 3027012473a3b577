"""An engine for locpipe in thirty lines: it turns letters upside down. Replace `turn` with yours."""

from collections.abc import Iterable, Sequence

from pipeline.model import Hypotheses, Hypothesis, LanguagePair

PAIRS = (LanguagePair("en", "eo"),)
UPSIDE_DOWN = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz")


def turn(sentence: str) -> str:
    return sentence.lower().translate(UPSIDE_DOWN)


class UpsideDownEngine:
    name = "upside-down"

    def available(self) -> str | None:
        return None  # else a sentence: what is missing, and the command that mends it

    def pairs(self) -> Iterable[LanguagePair]:
        return PAIRS  # what can be translated now, without a network

    def model_id(self, pair: LanguagePair) -> str:
        return "letters 1"  # stands in each entry's note

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> Sequence[Hypotheses]:
        return [(Hypothesis(turn(sentence)),) for sentence in sentences]  # best first; () when it cannot

    def close(self) -> None:
        pass  # free models and processes
