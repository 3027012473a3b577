"""Translate from a program: the same stages as the command line, without files."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import UsageError
from pipeline.glossary import Glossary, Matcher
from pipeline.languages import parse_language, same_language
from pipeline.model import Candidate, LanguagePair, Unit
from pipeline.runs.routes import Routes
from pipeline.translation import translate_units


def translate(
    texts: Sequence[str],
    source: str,
    target: str,
    *,
    glossary: Glossary | Sequence[Glossary | None] | None = None,
    engine: str = "auto",
    jobs: int = 0,
) -> list[Candidate]:
    """Translate texts, one candidate for each, in order.

    Placeholders, markup, code and names are hidden and verified, terms are required, outputs are
    checked, exactly as for a document. A candidate's ``text`` is empty when nothing passed; its
    ``findings`` say why, ``unmet`` names terms that could not be placed.

    Args:
        texts: plain texts; each may hold several sentences or lines.
        source: language of the texts, as BCP 47 tag or PO locale.
        target: language to translate into.
        glossary: one for all texts, or one (or None) for each.
        engine: an engine's name, or ``auto``.
        jobs: processes; 0 is one for each core.

    Raises:
        UnknownLanguage: a tag that nobody knows.
        UsageError: source and target are the same; a list of glossaries of another length; an unknown engine.
        MissingModel: no engine has the pair.
        EngineError: the engine cannot be used.
    """
    if isinstance(texts, str):
        raise UsageError("translate() takes a list of texts; put the one text in a list.")
    pair = LanguagePair(parse_language(source), parse_language(target))
    if same_language(*pair):
        raise UsageError(f"The source and the target language are the same ({pair.target}).")
    # the index as context keeps equal texts apart: each has its own glossary and candidate
    units = [Unit(text, 1, context=str(index)) for index, text in enumerate(texts)]
    shared: dict[int, Matcher] = {}
    matchers: dict[str | None, Matcher] = {}
    for unit, one in zip(units, _one_each(glossary, len(texts)), strict=True):
        if id(one) not in shared:
            shared[id(one)] = Matcher(one or Glossary(), pair.target, source=pair.source)
        matchers[unit.context] = shared[id(one)]
    with Routes(engine) as routes:
        routes.require(pair)
        done = translate_units(units, *pair, routes.find, lambda unit: matchers[unit.context], jobs=jobs)
    return [done.candidates[unit.key][0] for unit in units]


def _one_each(glossary: Glossary | Sequence[Glossary | None] | None, count: int) -> Sequence[Glossary | None]:
    if glossary is None or isinstance(glossary, Glossary):
        return [glossary] * count
    if len(glossary) != count:
        raise UsageError(
            f"There are {count} texts and {len(glossary)} glossaries: give one for all, or one for each."
        )
    return glossary
