"""The choice of a route, and translating along it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, EntryPoints

import pytest

import pipeline.engines as engines_module
import pipeline.runs.routes as routes_module
from pipeline.engines import ENGINES, Engine, Refusal, choose_route, load_engines
from pipeline.engines.base import BLANK
from pipeline.engines.route import stand_in
from pipeline.errors import EngineError, MissingModel, UsageError
from pipeline.model import Hypotheses, Hypothesis, LanguagePair, Severity
from pipeline.runs.routes import Routes


class Toy:
    """Marks each sentence with its target language; remembers what it was asked."""

    def __init__(self, name: str, *pairs: str, problem: str | None = None) -> None:
        self.name = name
        self._pairs = [LanguagePair(*pair.split(">")) for pair in pairs]
        self._problem = problem
        self.asked: list[str] = []
        self.calls: list[int] = []
        self.closed = False

    def available(self) -> str | None:
        return self._problem

    def pairs(self) -> Iterable[LanguagePair]:
        return iter(self._pairs)

    def model_id(self, pair: LanguagePair) -> str:
        return f"{pair.source}-{pair.target} 1"

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        self.asked += sentences
        self.calls.append(len(sentences))
        return [
            Refusal("broken") if "BAD" in text else (Hypothesis(f"{pair.target}({text})", -0.5),)
            for text in sentences
        ]

    def close(self) -> None:
        self.closed = True


def toys() -> list[Engine]:
    return [
        Toy("argos", "en>pt_BR", "de>en"),
        Toy("bergamot", "en>pt", "en>pt_BR", "en>fr", "en>zh", "fr>en"),
        Toy("apertium", "en>es"),
        Toy("gone", "en>nl", problem="The package gone is not installed. Install it with: pip install gone"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "name", "engine", "model"),
    [
        ("en", "pt_BR", "auto", "argos", "en-pt_BR 1"),
        ("en", "pt_BR", "bergamot", "bergamot", "en-pt_BR 1"),
        ("en", "pt_PT", "auto", "bergamot", "en-pt 1 (pt for pt_PT)"),
        ("en_GB", "fr_CA", "auto", "bergamot", "en-fr 1 (fr for fr_CA)"),
        ("en_GB", "fr", "auto", "bergamot", "en-fr 1 (en for en_GB)"),
        ("de", "fr", "auto", "argos+bergamot", "de-en 1 + en-fr 1"),
        ("fr", "es_MX", "auto", "bergamot+apertium", "fr-en 1 + en-es 1 (es for es_MX)"),
        ("en", "zh_CN", "auto", "bergamot", "en-zh 1 (zh for zh_CN)"),
    ],
)
def test_choice(source: str, target: str, name: str, engine: str, model: str) -> None:
    route = choose_route(LanguagePair(source, target), name, engines=toys())
    assert (route.engine, route.model) == (engine, model)


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("en", "vi", "auto"),
        ("de", "vi", "auto"),
        ("en", "nl", "auto"),  # its engine is not available
        ("en", "zh_TW", "auto"),  # other script
        ("en", "es", "bergamot"),  # another engine has it
        ("pt_BR", "pt_PT", "auto"),  # not through English and back
    ],
)
def test_missing_model_says_what_to_do(source: str, target: str, name: str) -> None:
    with pytest.raises(MissingModel) as caught:
        choose_route(LanguagePair(source, target), name, engines=toys())
    message = str(caught.value)
    assert f"model for {source} → {target} is installed." in message
    assert f"locpipe models install {source} {target}" in message
    assert "--engine none" in message
    assert "--missing-model empty" in message


def test_order_decides() -> None:
    pair = LanguagePair("en", "pt_BR")
    assert choose_route(pair, order=["bergamot", "argos"], engines=toys()).engine == "bergamot"
    with pytest.raises(UsageError, match=r"Unknown engine 'nobody'\. Known: auto, argos, bergamot"):
        choose_route(pair, order=["nobody"], engines=toys())
    with pytest.raises(UsageError, match="Unknown engine 'nobody'"):
        choose_route(pair, "nobody", engines=toys())


def test_engine_asked_for_by_name_must_be_usable() -> None:
    with pytest.raises(EngineError, match="pip install gone"):
        choose_route(LanguagePair("en", "nl"), "gone", engines=toys())


@pytest.mark.parametrize(
    ("wanted", "installed", "served"),
    [
        ("en>pt_PT", "en>pt en>pt_BR", "en>pt"),
        ("en>pt_PT", "en>pt_BR", None),
        ("en>pt", "en>pt_BR", "en>pt_BR"),
        ("pt_PT>en", "pt_BR>en", "pt_BR>en"),
        ("en>zh_TW", "en>zh", None),
        ("en>zh_HK", "en>zh_TW", "en>zh_TW"),
        ("en>zh_CN", "en>zh en>zh_TW", "en>zh"),
        ("en>sr@latin", "en>sr", None),
        ("en>sr_RS", "en>sr", "en>sr"),
    ],
)
def test_stand_in(wanted: str, installed: str, served: str | None) -> None:
    def pair(text: str) -> LanguagePair:
        return LanguagePair(*text.split(">"))

    assert stand_in(pair(wanted), map(pair, installed.split())) == (served and pair(served))


def test_each_distinct_sentence_is_translated_once_and_space_comes_back() -> None:
    engine = Toy("toy", "en>fr")
    route = choose_route(LanguagePair("en", "fr"), "toy", engines=[engine])
    seen: list[tuple[int, int]] = []
    answers = route.translate(["a", " a\n", "b", "", "a ", "\t"], on_progress=lambda *now: seen.append(now))
    assert [answer[0].text for answer in answers] == ["fr(a)", " fr(a)\n", "fr(b)", "", "fr(a) ", ""]
    assert engine.asked == ["a", "b"]
    assert seen == [(1, 2), (2, 2)]
    assert answers[1][0].score == -0.5


def test_two_steps_keep_order_and_refusals() -> None:
    engine = Toy("toy", "de>en", "en>fr")
    with choose_route(LanguagePair("de", "fr"), "toy", engines=[engine]) as route:
        good, bad, blank = route.translate(["a ", "BAD", ""])
    assert good[0].text == "fr(en(a)) "
    assert isinstance(bad, Refusal)
    assert blank == BLANK
    assert engine.closed


def test_long_lists_go_in_chunks_with_progress() -> None:
    engine = Toy("toy", "en>fr")
    route = choose_route(LanguagePair("en", "fr"), "toy", engines=[engine])
    seen: list[int] = []
    answers = route.translate(
        [f"s{n:03}" for n in range(250)], on_progress=lambda done, total: seen.append(done)
    )
    assert [answer[0].text for answer in answers] == [f"fr(s{n:03})" for n in range(250)]
    assert seen == list(range(4, 1001, 4))  # in characters
    assert engine.calls == [100, 100, 50]


def test_refusal_is_empty_and_explains_itself() -> None:
    refusal = pickle.loads(pickle.dumps(Refusal("its process was killed by signal 9")))
    assert isinstance(refusal, Refusal)
    assert not refusal
    finding = refusal.finding("A sentence.", "vi")
    assert (finding.rule, finding.severity, finding.language) == ("engine", Severity.ERROR, "vi")
    assert finding.message.endswith("its process was killed by signal 9")


def test_embedded_model_serves_portugal_and_says_so() -> None:
    with choose_route(LanguagePair("en_US", "pt_PT"), "bergamot") as route:
        assert route.model == "en-pt 2.0 (pt for pt_PT)"
        assert route.translate(["Good morning! "])[0][0].text == "Bom dia! "


def test_pseudo_and_none_only_when_named() -> None:
    pair = LanguagePair("vi", "ka")
    with pytest.raises(MissingModel):
        choose_route(pair)
    assert choose_route(pair, "none").translate(["a"]) == [()]
    assert choose_route(pair, "pseudo").translate(["ab "])[0][0].text == "⟦àƀ ·⟧ "
    assert choose_route(pair, order=["bergamot", "pseudo"]).engine == "pseudo"


def test_plugins_come_after_the_built_ins_and_a_broken_one_explains_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    points = EntryPoints(
        [
            EntryPoint("bergamot", f"{__name__}:Toy", engines_module.ENTRY_POINTS),
            EntryPoint("broken", "no_such_module:Engine", engines_module.ENTRY_POINTS),
            EntryPoint("extra", "pipeline.engines.pseudo:PseudoEngine", engines_module.ENTRY_POINTS),
        ]
    )
    monkeypatch.setattr(engines_module, "entry_points", lambda group: points.select(group=group))
    engines = load_engines()
    assert [type(engine) for engine in engines[: len(ENGINES)]] == list(ENGINES)
    assert len(engines) == len(ENGINES) + 2
    assert "cannot be loaded: ModuleNotFoundError" in (engines[-2].available() or "")
    with pytest.raises(EngineError, match="'broken' cannot be loaded"):
        choose_route(LanguagePair("en", "fr"), "broken")


def test_the_next_engine_stands_by_only_where_nobody_named_one() -> None:
    pair = LanguagePair("en", "pt_BR")
    other = choose_route(pair, engines=toys()).other
    assert other is not None and (other.engine, other.other) == ("bergamot", None)
    assert choose_route(pair, order=["bergamot", "apertium"], engines=toys()).other is None
    assert choose_route(pair, "argos", engines=toys()).other is None


def test_an_engine_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes_module, "load_engines", toys)
    with Routes("auto", ["argos", "bergamot"], {"pt": "bergamot", "es": "apertium"}) as routes:
        found = [routes.find(LanguagePair("en", target)) for target in ("pt_BR", "fr", "es", "nl")]
    assert [route and route.engine for route in found] == ["bergamot", "bergamot", "apertium", None]
