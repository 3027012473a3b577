"""What is tried for a sentence, with engines that fail in known ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from pipeline.model import (
    Finding,
    Hypothesis,
    LanguagePair,
    Origin,
    Severity,
    TermHit,
    TermStatus,
)
from pipeline.protect.masks import USUAL, rank_by
from pipeline.runs.guards import Guards
from pipeline.translation import TranslationText, translate_texts

PAIR = LanguagePair("en", "pt_BR")


class FakeRoute:
    """An engine made of one function; remembers what it was asked."""

    pair, engine, model, linguistic, rankings, other = PAIR, "fake", "fake 1", True, USUAL, None

    def __init__(self, answer: Callable[[str], str]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], *, jobs: int = 1, on_progress=None, on_answer=None):  # type: ignore[no-untyped-def]
        self.asked += sentences
        answers = [(Hypothesis(self.answer(sentence)),) for sentence in sentences]
        for number in reversed(range(len(answers)) if on_answer else ()):
            on_answer(number, answers[number])
        return answers


WORDS = {
    "save": "salvar",
    "the": "o",
    "file": "arquivo",
    "now": "agora",
    "to": "para",
    "chip": "ficha",
    "a": "um",
}


def words(text: str) -> str:
    """A word-by-word engine that keeps what it does not know."""
    return re.sub(r"[A-Za-z]+", lambda m: WORDS.get(m[0].lower(), m[0]), text)


def test_plain_text_goes_through_once() -> None:
    route = FakeRoute(words)
    (candidate,) = translate_texts([TranslationText("Save the file now.")], route)
    assert (candidate.text, candidate.origin, candidate.calls) == (
        "Salvar o arquivo agora.",
        Origin.MACHINE,
        1,
    )
    assert route.asked == ["Save the file now."]


def test_equal_sentences_are_asked_once() -> None:
    route = FakeRoute(words)
    translate_texts([TranslationText("Save now. Save now."), TranslationText("Save now.")], route)
    assert route.asked == ["Save now."]


def test_placeholders_never_reach_the_engine() -> None:
    route = FakeRoute(words)
    (candidate,) = translate_texts([TranslationText("Save {file} to <b>%s</b>")], route)
    assert candidate.text == "Salvar {file} para <b>%s</b>"
    assert not any("{" in asked or "%" in asked or "<" in asked for asked in route.asked)


def test_the_next_shape_is_tried_when_one_gets_lost() -> None:
    route = FakeRoute(lambda text: re.sub(r"\b99\d{4}\b", "muitos", words(text)))
    (candidate,) = translate_texts([TranslationText("Save %s now")], route)
    assert candidate.text == "Salvar %s agora"
    assert candidate.calls == 2


def test_pieces_when_no_shape_survives() -> None:
    route = FakeRoute(lambda text: re.sub(r"[\[\w-]*\d[\w\]]*", "", words(text)))
    (candidate,) = translate_texts([TranslationText("Save %s now")], route)
    assert candidate.text == "Salvar %s agora"
    assert [f.severity for f in candidate.findings] == [Severity.WARNING]


def test_a_name_that_got_lost_is_hidden_next_time() -> None:
    route = FakeRoute(lambda text: words(text).replace("Falcon 77C", "falcão"))
    (candidate,) = translate_texts([TranslationText("Save the Falcon 77C now")], route)
    assert candidate.text == "Salvar o Falcon 77C agora"


def test_a_name_changed_only_in_this_sentence_comes_back() -> None:
    def answer(text: str) -> str:
        return (
            words(text)
            if text in ("Sola", "Lisbon")
            else words(text).replace("Sola", "sola").replace("Lisbon", "Lisboa")
        )

    answers = FakeRoute(lambda text: "Lisboa" if text == "Lisbon" else answer(text))
    (candidate,) = translate_texts([TranslationText("Now save Sola to Lisbon now")], answers)
    assert candidate.text == "Agora salvar Sola para Lisboa agora"


def test_positional_conversions_keep_their_order() -> None:
    def swap(text: str) -> str:
        tokens = re.findall(r"\S*\d\S*", text)
        return f"{tokens[1]} de {tokens[0]}" if len(tokens) == 2 else words(text)

    (candidate,) = translate_texts([TranslationText("%s to %d")], FakeRoute(swap))
    assert candidate.text == "%s para %d"  # by pieces: the engine always swaps them


def test_nothing_passes_nothing_is_forced() -> None:
    (candidate,) = translate_texts([TranslationText("Save the file now.")], FakeRoute(lambda text: ""))
    assert candidate.text == ""
    assert [f.severity for f in candidate.findings] == [Severity.ERROR]


def test_an_engine_that_loops_gives_nothing() -> None:
    loop = FakeRoute(lambda text: "o arquivo de o arquivo de " * 12)
    (candidate,) = translate_texts([TranslationText("The file is on the table and the chip is not.")], loop)
    assert candidate.text == ""
    assert candidate.findings


@pytest.mark.parametrize("text", ["12:30", "%s", "https://e.org", "—", "`code`", "{a} / {b}", ""])
def test_what_holds_no_word_is_copied(text: str) -> None:
    route = FakeRoute(words)
    (candidate,) = translate_texts([TranslationText(text)], route)
    assert (candidate.text, candidate.origin, route.asked) == (text, Origin.COPY, [])


def hit(text: str, source: str, target: str, status: TermStatus = TermStatus.PREFERRED) -> TermHit:
    start = text.index(source)
    return TermHit(start, start + len(source), source, source, target, status)


def test_a_missing_term_is_put_in_its_place() -> None:
    text = "Save the chip now."
    (candidate,) = translate_texts(
        [TranslationText(text, terms=(hit(text, "chip", "circuito"),))], FakeRoute(words)
    )
    assert candidate.text == "Salvar o circuito agora."
    assert [t.target for t in candidate.satisfied] == ["circuito"]
    assert candidate.unmet == ()


def test_a_term_that_cannot_be_placed_is_reported() -> None:
    text = "Save the chip now."
    route = FakeRoute(lambda t: words(re.sub(r"(?<=the )\S+", "chip", t)))
    (candidate,) = translate_texts([TranslationText(text, terms=(hit(text, "chip", "circuito"),))], route)
    assert candidate.text == "Salvar o ficha agora."
    assert [t.target for t in candidate.unmet] == ["circuito"]
    assert isinstance(candidate.findings[0], Finding)
    assert candidate.findings[0].rule == "terms"


def test_structure_is_kept() -> None:
    text = "Save now.\n\n- Save the file\n{n, plural, one {# file} other {# file}}"
    (candidate,) = translate_texts([TranslationText(text)], FakeRoute(words))
    assert (
        candidate.text
        == "Salvar agora.\n\n- Salvar o arquivo\n{n, plural, one {# arquivo} other {# arquivo}}"
    )


def test_accelerator_goes_back() -> None:
    (candidate,) = translate_texts([TranslationText("Save the &file")], FakeRoute(words))
    assert candidate.text == "&Salvar o arquivo"  # no word begins with f: the first letter


def test_quotation_marks_are_plain_for_the_engine_and_curly_again() -> None:
    route = FakeRoute(words)
    (candidate,) = translate_texts([TranslationText("Save “the file” now, it’s a chip.")], route)
    assert route.asked[0] == 'Save "the file" now, it\'s a chip.'
    assert candidate.text.startswith("Salvar “o arquivo” agora, it’s")


def test_a_number_that_the_engine_gets_wrong_is_hidden() -> None:
    route = FakeRoute(lambda text: words(text).replace("783,562", "733.562"))
    (candidate,) = translate_texts([TranslationText("Save 783,562 now.")], route)
    assert candidate.text == "Salvar 783,562 agora."
    assert "783" not in route.asked[-1]


def test_a_bracket_that_the_engine_drops_is_hidden() -> None:
    route = FakeRoute(lambda text: words(text).replace("H5N1)", "H5N1"))
    (candidate,) = translate_texts([TranslationText("Save the A(H5N1) file now.")], route)
    assert candidate.text == "Salvar o A(H5N1) arquivo agora."


def test_a_string_that_two_sentences_want_counts_once() -> None:
    route = FakeRoute(words)
    candidates = translate_texts([TranslationText("Save now."), TranslationText("Save now.")], route)
    assert [candidate.calls for candidate in candidates] == [1, 0]


def test_terms_are_placed_in_pieces_too() -> None:
    route = FakeRoute(lambda text: re.sub(r"[\[\w-]*\d[\w\]]*", "", words(text)).replace("museum", "museu"))
    text = "Save the chip %s now"
    (candidate,) = translate_texts([TranslationText(text, terms=(hit(text, "chip", "circuito"),))], route)
    assert candidate.text == "Salvar o circuito %s agora"
    assert (candidate.unmet, route.asked[-1]) == ((), "Save the museum")


def test_what_one_engine_cannot_do_the_next_does() -> None:
    route, other = FakeRoute(lambda text: text + " " + text), FakeRoute(words)
    other.engine = "second"
    route.other = other  # type: ignore[assignment]
    texts = [TranslationText("Save the file now.")]
    (candidate,) = translate_texts(texts, route)
    assert (candidate.text, candidate.engine) == ("Salvar o arquivo agora.", "second")
    assert "repetition" in candidate.refused or "echo" in candidate.refused
    guards = Guards()
    guards.count([candidate], "fake")
    assert (guards.mended, guards.other_engine, guards.empty) == (1, 1, 0)
    other.answer = route.answer
    (candidate,) = translate_texts(texts, route)
    guards.count([candidate], "fake")
    assert (candidate.text, candidate.engine, guards.empty) == ("", "fake", 1)
    assert "1 stays empty" in str(guards)


def test_the_tokens_that_survive_in_the_model_are_used() -> None:
    route = FakeRoute(words)
    route.rankings = rank_by({"bracket": 1.0})
    (candidate,) = translate_texts([TranslationText("Save %s now.")], route)
    assert (route.asked, candidate.text) == (["Save [1] now."], "Salvar %s agora.")
