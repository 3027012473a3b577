"""Translate from a program: the same stages as the command line, without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import UsageError
from pipeline.glossary import Glossary, Matcher
from pipeline.languages import parse_language, same_language
from pipeline.model import Candidate, LanguagePair, Origin, Unit
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
    for text in texts:
        if not isinstance(text, str):
            raise UsageError(f"translate() takes texts, not {type(text).__name__}: {text!r}")
    pair = LanguagePair(parse_language(source), parse_language(target))
    if same_language(*pair):
        raise UsageError(f"The source and the target language are the same ({pair.target}).")
    # the index as context keeps equal texts apart: each has its own glossary and candidate
    units = [Unit(text, 1, context=str(index)) for index, text in enumerate(texts)]
    shared: dict[int, Matcher] = {}
    matchers: dict[str | None, Matcher] = {}
    for unit, one in zip(units, _one_each(glossary, len(texts)), strict=True):
        if id(one) not in shared:
            shared[id(one)] = Matcher(_in_its_language(one or Glossary()), pair.target, source=pair.source)
        matchers[unit.context] = shared[id(one)]
    if engine == "none":
        return [Candidate("", Origin.MACHINE, "none") for _ in units]
    with Routes(engine) as routes:
        routes.require(pair)
        done = translate_units(units, *pair, routes.find, lambda unit: matchers[unit.context], jobs=jobs)
    return [done.candidates[unit.key][0] for unit in units]


def _in_its_language(glossary: Glossary) -> Glossary:
    """The glossary with its source language in each of its terms, so that they are told from the text's words."""
    if not glossary.source_language:
        return glossary
    terms = (
        replace(term, source_language=term.source_language or glossary.source_language)
        for term in glossary.terms
    )
    return replace(glossary, terms=tuple(terms))


def _one_each(glossary: Glossary | Sequence[Glossary | None] | None, count: int) -> Sequence[Glossary | None]:
    if glossary is None or isinstance(glossary, Glossary):
        return [glossary] * count
    wrong = next((one for one in glossary if not (one is None or isinstance(one, Glossary))), None)
    if wrong is not None:
        raise UsageError(f"A glossary is made with Glossary.from_pairs or read_glossary, not {wrong!r}")
    if len(glossary) != count:
        raise UsageError(
            f"There are {count} texts and {len(glossary)} glossaries: give one for all, or one for each."
        )
    return glossary
