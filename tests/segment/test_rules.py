"""The rules files: which languages they serve, and that loading them stays cheap."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

from pipeline.segment.rules import LANGUAGETOOL, OWN, RELATIVES, _breaks_in, rules_for


def test_the_languages_are_those_of_the_rules_file() -> None:
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    everyone = len(document.get_language_rule_list("xx_two"))
    named = {
        mapping.language_pattern.pattern.split("|")[1].split(")")[0]
        for mapping in document.language_map_list
        if mapping.language_pattern.pattern.startswith("(")
    }
    assert named - {"zh", "ja"} == LANGUAGETOOL
    assert all(len(document.get_language_rule_list(f"{code}_two")) > everyone for code in LANGUAGETOOL)


@pytest.mark.parametrize(
    ("language", "file", "code"),
    [
        ("en", "languagetool", "en_two"),
        ("vi", "languagetool", "en_two"),
        ("und", "languagetool", "en_two"),
        ("nb", "languagetool", "da_two"),
        ("zh", "own", "zh"),
        ("ne", "own", "stops"),
    ],
)
def test_the_rules_of_a_language(language: str, file: str, code: str) -> None:
    assert rules_for(language) == (file, code)


def test_relatives_have_rules() -> None:
    assert set(RELATIVES.values()) <= LANGUAGETOOL
    assert not set(RELATIVES) & (LANGUAGETOOL | set(OWN))


def _modules(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_nothing_heavy_is_loaded_before_the_first_split() -> None:
    assert not _modules("import pipeline.segment") & {"choppa", "regex", "xmlschema"}


def test_the_schema_validator_is_never_loaded() -> None:
    modules = _modules("from pipeline.segment import split_sentences; split_sentences('A. B.', 'en')")
    assert "choppa" in modules
    assert not modules & {"xmlschema", "elementpath"}


def test_the_stand_in_for_the_schema_validator_is_the_real_one_when_used() -> None:
    code = (
        "from pipeline.segment import split_sentences; split_sentences('A. B.', 'en'); import choppa;"
        "choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET, validate_ruleset=choppa.SRX_2_XSD)"
    )
    assert "xmlschema" in _modules(code)


def test_our_own_file_is_valid_srx() -> None:
    import xmlschema
    from choppa import SRX_2_XSD

    text = files("pipeline.segment").joinpath("own.srx").read_text(encoding="utf-8")
    xmlschema.XMLSchema(str(SRX_2_XSD)).validate(text)


def test_a_rule_with_nothing_before_it_breaks_where_it_did() -> None:
    """It is rewritten (`_seldom`); choppa itself, with the rule as it is, is the second opinion."""
    from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

    rules = rules_for("en")
    original = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for text in ("{0>One two<}100{>Um dois<0}three four", "<0}", "a<0}<0}b. C d.<0}", "No mark. Not one."):
        pieces = list(SrxTextIterator(original, rules.code, text))
        ends = {len("".join(pieces[: number + 1])) for number in range(len(pieces))}
        assert set(_breaks_in(text, rules)) == ends
