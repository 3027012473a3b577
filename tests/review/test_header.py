"""Headers: order, dates, and the fields that belong to humans (po-files 8, 9)."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.review.header import (
    ORDER,
    HeaderFacts,
    basepath,
    new_headers,
    plural_forms_of,
    source_time,
    title_comment,
    updated_headers,
)

FACTS = HeaderFacts("pt_BR", "en", "AI gap", "News", "../../..", "0.1.0", document="articles/gap.md")
MOMENT = 1_795_165_920  # 2026-11-20 09:12 UTC


def test_a_new_header_is_the_one_of_the_design() -> None:
    assert list(new_headers(FACTS, MOMENT).items()) == [
        ("Project-Id-Version", "News"),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", "2026-11-20 09:12+0000"),
        ("PO-Revision-Date", "2026-11-20 09:12+0000"),
        ("Last-Translator", "Automatically generated"),
        ("Language-Team", "none"),
        ("Language", "pt_BR"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
        ("X-Generator", "locpipe 0.1.0"),
        ("X-Locpipe-Document", "articles/gap.md"),
        ("X-Poedit-Basepath", "../../.."),
        ("X-Source-Language", "en"),
    ]
    assert tuple(new_headers(FACTS, MOMENT)) == ORDER


def test_title() -> None:
    assert title_comment("AI\n gap", "pt_BR") == "AI gap, Portuguese (Brazil)"
    assert title_comment("AI gap", "") == "AI gap"


def test_human_fields_are_never_overwritten() -> None:
    old = new_headers(FACTS, MOMENT) | {
        "Last-Translator": "Ana <ana@example.org>",
        "Language-Team": "Brazil",
        "Plural-Forms": "nplurals=3; plural=0;",
        "X-Poedit-Basepath": ".",
        "X-Generator": "Poedit 3.4",
        "X-Mine": "kept",
    }
    same = updated_headers(old, FACTS, MOMENT + 999_999, revised=False)
    assert list(same.items()) == list(old.items())
    revised = updated_headers(old, FACTS, MOMENT + 86_400, revised=True)
    assert revised == old | {
        "X-Generator": "locpipe 0.1.0",
        "POT-Creation-Date": "2026-11-21 09:12+0000",
        "PO-Revision-Date": "2026-11-21 09:12+0000",
    }


def test_a_new_version_alone_changes_nothing() -> None:
    old = new_headers(FACTS, MOMENT)
    assert updated_headers(old, replace(FACTS, version="9.9"), MOMENT, revised=False) == old


def test_dates_never_go_back() -> None:
    old = new_headers(FACTS, MOMENT) | {
        "PO-Revision-Date": "2027-01-01 10:00+0700",
        "POT-Creation-Date": "nonsense",
    }
    new = updated_headers(old, FACTS, MOMENT, revised=True)
    assert new["PO-Revision-Date"] == "2027-01-01 10:00+0700"
    assert new["POT-Creation-Date"] == "2026-11-20 09:12+0000"


def test_missing_fields_are_added_in_their_place() -> None:
    old = {"Language": "pt_BR", "Content-Type": "text/plain; charset=ISO-8859-1", "X-Mine": "1"}
    new = updated_headers(old, FACTS, MOMENT, revised=False)
    assert [name for name in new if name != "X-Mine"] == list(ORDER)
    assert new["Content-Type"] == "text/plain; charset=UTF-8"
    assert updated_headers(new, FACTS, MOMENT + 1, revised=False) == new


def test_an_input_catalog_in_the_same_language_gives_its_human_fields() -> None:
    inherited = {"Last-Translator": "Ana", "Plural-Forms": "nplurals=2; plural=(n != 1);", "Language": "pt"}
    new = new_headers(replace(FACTS, inherited=inherited), MOMENT)
    assert (new["Last-Translator"], new["Language-Team"], new["Language"]) == ("Ana", "none", "pt_BR")
    assert new["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(
    ("headers", "target", "forms"),
    [
        ({}, "pt_BR", 2),
        ({}, "ja", 1),
        ({"Plural-Forms": "nplurals=3; plural=0;"}, "pt_BR", 3),
        ({"Plural-Forms": "nplurals=INTEGER; plural=EXPRESSION;"}, "vi", 1),
    ],
)
def test_number_of_plural_forms(headers: dict[str, str], target: str, forms: int) -> None:
    assert plural_forms_of(headers, target) == forms


def test_basepath() -> None:
    root = Path("/p")
    assert basepath(root / "locales/pt_BR/LC_MESSAGES/a.po", root) == "../../.."
    assert basepath(root / "locales/pt_BR/LC_MESSAGES/articles/a.po", root) == "../../../.."


def test_source_time(tmp_path: Path) -> None:
    for name, time in (("a", 100), ("b", 300), ("c", 200)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time, time))
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "c", tmp_path / "none"]
    assert source_time(paths, {}) == 300
    assert source_time([], {}) == 0
    assert source_time(paths, {"SOURCE_DATE_EPOCH": "42"}) == 42
    with pytest.raises(ConfigurationError, match="SOURCE_DATE_EPOCH='yesterday'"):
        source_time(paths, {"SOURCE_DATE_EPOCH": "yesterday"})
