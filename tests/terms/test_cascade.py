"""Each step of the cascade, with an engine that makes it necessary."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.model import Severity, TermStatus
from pipeline.translation import TranslationText, translate_texts
from tests.terms.fakes import FakeRoute, hit, translate, translate_words


def test_a_satisfied_term_costs_nothing() -> None:
    text = "Open the box now."
    route = FakeRoute()
    candidate = translate(text, hit(text, "box", "caixote"), route=route)
    assert (candidate.text, candidate.calls, len(candidate.satisfied)) == ("Abra o caixote agora.", 1, 1)


def test_a_carrier_of_the_term_s_gender_stands_in() -> None:
    text = "Open the box now."
    route = FakeRoute()
    candidate = translate(text, hit(text, "box", "caixa de areia"), route=route)
    assert candidate.text == "Abra a caixa de areia agora."
    assert route.asked == [text, "Open the library now."]
    assert (candidate.calls, candidate.unmet) == (2, ())


def test_a_plural_target_has_a_plural_carrier() -> None:
    text = "Open the boxes now."
    candidate = translate(text, hit(text, "boxes", "caixas"), route=FakeRoute())
    assert candidate.text == "Abra as caixas agora."


def test_a_plural_in_the_text_makes_the_glossary_s_singular_plural() -> None:
    text = "Open the boxes now."
    candidate = translate(text, hit(text, "boxes", "caixa de areia", source="box"), route=FakeRoute())
    assert candidate.text == "Abra as caixas de areia agora."
    assert candidate.unmet == ()


def test_the_article_of_the_source_fits_the_carrier() -> None:
    text = "Open an orange."
    route = FakeRoute()
    translate(text, hit(text, "orange", "laranja"), route=route)
    assert route.asked[1] == "Open a library."


def test_a_number_that_differs_from_the_source_is_said_to_the_engine() -> None:
    text = "Open a box now."
    route = FakeRoute()
    candidate = translate(text, hit(text, "box", "caixas"), route=route)
    assert route.asked[1] == "Open some libraries now."
    assert candidate.text == "Abra umas caixas agora."


def test_terms_of_one_sentence_have_different_carriers() -> None:
    text = "Open the box and the drawer now."
    route = FakeRoute()
    terms = hit(text, "box", "caixa"), hit(text, "drawer", "gaveta")
    candidate = translate(text, *terms, route=route)
    assert candidate.text == "Abra a caixa e a gaveta agora."
    assert route.asked[1] == "Open the library and the kitchen now."


def test_only_what_is_missing_is_replaced() -> None:
    text = "Open the box and the drawer now."
    route = FakeRoute()
    terms = hit(text, "box", "caixote"), hit(text, "drawer", "gaveta")
    candidate = translate(text, *terms, route=route)
    assert candidate.text == "Abra o caixote e a gaveta agora."
    assert route.asked[1] == "Open the box and the library now."


def test_a_carrier_that_stands_in_the_text_is_not_used() -> None:
    text = "Open the box in the library."
    route = FakeRoute()
    translate(text, hit(text, "box", "caixa"), route=route)
    assert route.asked[1] == "Open the kitchen in the library."


def test_the_second_carrier_when_the_first_gets_lost() -> None:
    text = "Open the box now."
    route = FakeRoute(lambda t: translate_words(t).replace("biblioteca", "casa"))
    candidate = translate(text, hit(text, "box", "caixa"), route=route)
    assert candidate.text == "Abra a caixa agora."
    assert route.asked[2] == "Open the kitchen now."


def test_a_mask_and_an_agreeing_article_when_no_carrier_survives() -> None:
    text = "Open the box now."
    route = FakeRoute(lambda t: re.sub(r"biblioteca|cozinha", "casa", translate_words(t)))
    candidate = translate(text, hit(text, "box", "caixa"), route=route)
    assert candidate.text == "Abra a caixa agora."
    assert re.search(r"the Xq\d", route.asked[-1])


def test_a_second_shape_of_mask() -> None:
    text = "Open the box now."
    route = FakeRoute(lambda t: re.sub(r"biblioteca|cozinha|Xq\d+", "casa", translate_words(t)))
    candidate = translate(text, hit(text, "box", "caixa"), route=route)
    assert candidate.text == "Abra a caixa agora."
    assert "TERM" in route.asked[-1]


def test_all_terms_when_a_stand_in_costs_another_term() -> None:
    text = "Open the box and the drawer now."

    def answer(sentence: str) -> str:
        done = translate_words(sentence)
        return done if "box" in sentence and "drawer" in sentence else done.replace("caixote", "baú")

    terms = hit(text, "box", "caixote"), hit(text, "drawer", "gaveta")
    candidate = translate(text, *terms, route=FakeRoute(answer))
    assert candidate.text == "Abra o caixote e a gaveta agora."
    assert candidate.unmet == ()


def test_the_term_in_the_source_when_no_stand_in_survives() -> None:
    text = "Open the box now."
    route = FakeRoute(lambda t: re.sub(r"biblioteca|cozinha|Xq\d+|TERM\d+", "casa", translate_words(t)))
    candidate = translate(text, hit(text, "box", "caixa"), route=route)
    assert route.asked[-1] == "Open the caixa now."
    assert "caixa" in candidate.text
    assert candidate.unmet == ()


def test_nothing_is_forced() -> None:
    text = "Open the box now."
    candidate = translate(text, hit(text, "box", "caixa"), route=FakeRoute(lambda t: "Abra o caixote agora."))
    assert candidate.text == "Abra o caixote agora."
    assert [t.target for t in candidate.unmet] == ["caixa"]
    assert [(f.rule, f.severity) for f in candidate.findings] == [("terms", Severity.WARNING)]


def test_the_candidate_with_most_terms_when_not_all_can_be_placed() -> None:
    text = "Open the box and the drawer now."
    route = FakeRoute(
        lambda t: re.sub(r"cozinha|igreja|garrafa|mesa|Xq\d+|TERM\d+|gaveta", "casa", translate_words(t))
        .replace("bottle", "casa").replace("table", "casa")
    )  # fmt: skip
    terms = hit(text, "box", "caixote"), hit(text, "drawer", "gaveta", target_forms=())
    candidate = translate(text, *terms, route=route)
    assert next(t.target for t in candidate.satisfied) == "caixote"


def test_an_allowed_target_satisfies() -> None:
    text = "Open the box now."
    candidate = translate(text, hit(text, "box", "caixa", others=("caixote",)), route=FakeRoute())
    assert (candidate.text, candidate.calls, candidate.unmet) == ("Abra o caixote agora.", 1, ())


def test_a_listed_form_satisfies() -> None:
    text = "Open the box now."
    candidate = translate(text, hit(text, "box", "caixa", target_forms=("caixote",)), route=FakeRoute())
    assert (candidate.calls, candidate.unmet) == (1, ())


def test_a_forbidden_target_is_replaced_without_the_engine() -> None:
    text = "Open the box now."
    candidate = translate(text, hit(text, "box", "caixa", barred=("caixote",)), route=FakeRoute())
    assert (candidate.text, candidate.calls) == ("Abra a caixa agora.", 1)


def test_a_forbidden_target_beside_the_preferred_one_is_replaced_too() -> None:
    text = "Open the box and the drawer now."
    terms = (hit(text, "drawer", "escrivaninha", barred=("caixote",)),)
    candidate = translate(text, *terms, route=FakeRoute())
    assert "caixote" not in candidate.text


def test_a_forbidden_word_inside_the_preferred_term_is_no_fault() -> None:
    text = "Open the drawer now."
    terms = (hit(text, "drawer", "escrivaninha", barred=("nova escrivaninha",)),)
    candidate = translate(text, *terms, route=FakeRoute())
    assert (candidate.text, candidate.calls) == ("Abra a escrivaninha agora.", 1)


def test_a_forbidden_target_without_a_preferred_one_is_a_finding() -> None:
    text = "Open the box now."
    term = hit(text, "box", "caixote", status=TermStatus.FORBIDDEN)
    candidate = translate(text, term, route=FakeRoute())
    assert candidate.text == "Abra o caixote agora."
    assert [f.rule for f in candidate.findings] == ["terms"]


def test_the_sentence_begins_with_a_capital() -> None:
    text = "Boxes open now."
    candidate = translate(text, hit(text, "Boxes", "caixas", source="boxes"), route=FakeRoute())
    assert candidate.text == "Caixas abra agora."


def test_placeables_stay_hidden_beside_a_carrier() -> None:
    text = "Open the box {name} now."
    route = FakeRoute()
    candidate = translate(text, hit(text, "box", "caixa"), route=route)
    assert candidate.text == "Abra a caixa {name} agora."
    assert not any("{" in asked for asked in route.asked)


def test_a_placeable_that_the_term_covers_may_go() -> None:
    text = "Open the B52 box now."
    candidate = translate(text, hit(text, "B52 box", "caixa pequena"), route=FakeRoute())
    assert candidate.text == "Abra a caixa pequena agora."


def test_a_marked_term_keeps_its_marks() -> None:
    text = "Open the <b>box</b> now."
    candidate = translate(text, hit(text, "box", "caixa"), route=FakeRoute())
    assert candidate.text == "Abra a <b>caixa</b> agora."


def test_the_glossary_s_gender_wins() -> None:
    text = "Open the box now."
    route = FakeRoute()
    candidate = translate(text, hit(text, "box", "xyzwe", gender="feminine"), route=route)
    assert candidate.text == "Abra a xyzwe agora."
    assert candidate.calls == 2


def test_the_engine_is_asked_for_a_gender_that_no_rule_knows() -> None:
    text = "Open the box now."
    route = FakeRoute(lambda t: "Eu vi a xyzwe." if t.startswith("I saw") else translate_words(t))
    candidate = translate(text, hit(text, "box", "xyzwe"), route=route)
    assert route.asked[1] == "I saw the box."
    assert candidate.text == "Abra a xyzwe agora."


def test_a_language_without_grammar_has_masks() -> None:
    text = "Open the box now."
    route = FakeRoute(pair=("en", "eo"))
    candidate = translate(text, hit(text, "box", "skatolo"), route=route)
    assert candidate.text == "Abra o skatolo agora."
    assert len(route.asked) == 2


def test_an_inflected_term_satisfies_where_nouns_have_cases() -> None:
    text = "Open the box now."
    route = FakeRoute(lambda t: "Öffnen Sie jetzt die Türen des Schrankes.", pair=("en", "de"))
    candidate = translate(text, hit(text, "box", "Schrank"), route=route)
    assert (candidate.calls, candidate.unmet) == (1, ())


def test_sentences_go_through_together() -> None:
    texts = [f"Open the box in room {number} now." for number in range(20)]
    rounds: list[int] = []

    class Counting(FakeRoute):
        def translate(self, sentences, **options):  # type: ignore[no-untyped-def]
            rounds.append(len(sentences))
            return super().translate(sentences, **options)

    wanted = [TranslationText(text, terms=(hit(text, "box", "caixa"),)) for text in texts]
    candidates = translate_texts(wanted, Counting())
    assert rounds == [20, 20]
    assert all(candidate.unmet == () for candidate in candidates)


@pytest.mark.parametrize(
    "engine_text", ["", "Xq1", "Xq1 Xq1 Xq1", "museu museu biblioteca biblioteca", "⟦⟧", "\ue000"]
)
def test_an_engine_that_writes_nonsense_breaks_nothing(engine_text: str) -> None:
    text = "Open the box now."
    candidate = translate(text, hit(text, "box", "caixa"), route=FakeRoute(lambda t: engine_text))
    assert candidate.text == "" or candidate.unmet or "caixa" in candidate.text


def test_a_term_in_one_sentence_does_not_stand_for_that_in_another() -> None:
    text = "Open the box now. Close the big box."
    route = FakeRoute(lambda sentence: "Abra a caixa agora." if "Open" in sentence else "Feche.")
    terms = [
        replace(hit(text, "box", "caixa"), start=at, end=at + 3)
        for at in (text.index("box"), text.rindex("box"))
    ]
    (candidate,) = translate_texts([TranslationText(text, terms=tuple(terms))], route)
    assert [term.start for term in candidate.unmet] == [text.rindex("box")]
    assert [finding.rule for finding in candidate.findings] == ["terms"]


def test_a_term_is_asked_for_as_often_as_the_source_has_it() -> None:
    text = "Open the box and the box."
    terms = [
        replace(hit(text, "box", "caixa"), start=at, end=at + 3)
        for at in (text.index("box"), text.rindex("box"))
    ]

    def forgets(sentence: str) -> str:
        return "Abra a caixa e o caixote." if sentence == text else translate_words(sentence)

    (candidate,) = translate_texts([TranslationText(text, terms=tuple(terms))], FakeRoute(forgets))
    assert (candidate.text, candidate.unmet) == ("Abra a caixa e a caixa.", ())
    stubborn = FakeRoute(lambda sentence: "Abra a caixa e o caixote.")
    (candidate,) = translate_texts([TranslationText(text, terms=tuple(terms))], stubborn)
    assert len(candidate.unmet) == 2
    assert '"box", 2 times; it is there 1' in candidate.findings[0].message


def test_a_longer_term_does_not_stand_for_the_shorter_one() -> None:
    text = "Open the box in the church."
    terms = hit(text, "box", "caixa"), hit(text, "church", "caixa de areia")
    candidate = translate(text, *terms, route=FakeRoute())
    assert candidate.text == "Abra a caixa em a caixa de areia."


def test_a_term_behind_an_accelerator_is_satisfied() -> None:
    text = "_Open box"
    candidate = translate(text, hit(text, "box", "caixote"), route=FakeRoute())
    assert candidate.unmet == ()
