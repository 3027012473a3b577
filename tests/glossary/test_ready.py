"""The glossaries that come with the repository: complete, without conflicts, and found where they should be."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.glossary import Glossary, Matcher, builtin_glossary, find_glossaries, read_glossary
from pipeline.glossary.rows import find_contradictions
from pipeline.inflection import satisfies
from pipeline.model import TermStatus

FOLDER = Path(__file__).parents[2] / "glossaries"
FILES = find_glossaries(FOLDER)
ALL = Glossary.merged([builtin_glossary(), *(read_glossary(path, path.name) for path in FILES)])
AI = read_glossary(FOLDER / "artificial-intelligence.csv")
NEWSROOM = read_glossary(FOLDER / "vietnamese-newsroom.csv")
SOURCES = ("Journal officiel, ", "IEC 60050", "FundéuRAE", "Wikipedia", "press usage")


def test_all_are_read_together() -> None:
    assert [path.name for path in FILES] == [
        "artificial-intelligence.csv",
        "technology-news.csv",
        "vietnamese-newsroom.csv",
    ]
    assert find_contradictions(ALL.terms) == []
    wanted = defaultdict(set)
    for term in ALL:
        if term.status is TermStatus.PREFERRED:
            wanted[term.source.casefold(), term.language, term.source_language or "en"].add(term.target)
    assert [key for key, targets in wanted.items() if len(targets) > 1] == []


@pytest.mark.parametrize(
    ("glossary", "languages", "least"),
    [(AI, {"pt_BR", "es", "fr", "vi"}, 150), (NEWSROOM, {"en", "pt_BR", "es", "fr"}, 70)],
)
def test_every_term_has_every_language(glossary: Glossary, languages: set[str], least: int) -> None:
    served = defaultdict(set)
    for term in glossary:
        if term.status is TermStatus.PREFERRED:
            assert term.language not in served[term.source]
            served[term.source].add(term.language)
    assert len(served) >= least
    assert all(there == languages for there in served.values())


def test_every_row_says_where_it_comes_from() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for term in AI:
        if term.status is TermStatus.PREFERRED:
            assert term.note.startswith(SOURCES), term.source
            assert term.note.split(";")[0] in readme
            assert (term.gender != "") <= (term.language != "vi")
        elif term.status is TermStatus.UNTRANSLATABLE:
            assert (term.case_sensitive, term.language) == (True, "")
    assert all(f"`{path.name}`" in readme for path in FILES)


def test_the_readme_counts_right() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for glossary, kinds in ((AI, ("terms", "names")), (NEWSROOM, ("captions", "names"))):
        terms = {term.source for term in glossary if term.status is not TermStatus.UNTRANSLATABLE}
        names = {term.source for term in glossary if term.status is TermStatus.UNTRANSLATABLE}
        assert f"{len(terms)} {kinds[0]}" in readme
        assert f"{len(names)} {kinds[1]} of" in readme


def test_no_cell_has_stray_signs() -> None:
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for row in csv.reader(line for line in lines if not line.startswith("#")):
            assert all(cell == cell.strip() and "  " not in cell and "\u00a0" not in cell for cell in row), (
                row
            )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Large language models run on GPUs.", ["Large language models", "GPUs"]),
        ("An AI chip by Huawei, not Huawei's chips", ["AI chip", "Huawei", "Huawei", "chips"]),
        ("machine-learning, machine learning", ["machine learning"]),
        ("“ai” is a sloth, intel is news, an ascend is none", []),
        ("Nvidia's H100 and H1000", ["Nvidia", "H100"]),
        ("Anh cat tu clip2", ["Anh cat tu clip2"]),
        ("Chuyen doi so", ["Chuyen doi so"]),
        ("Tran Van Hoa, Le Thu Ba and Nguyen Cong Nghe", []),
    ],
)
def test_what_is_found_in_english(text: str, found: list[str]) -> None:
    assert [hit.text for hit in Matcher(ALL, "pt_BR", source="en").find(text)] == found


@pytest.mark.parametrize(
    ("text", "target", "translation"),
    [
        ("Chuyển đổi số", "pt_BR", "Transformação digital"),
        ("Khoa học - Công nghệ", "fr", "Science et technologie"),
        ("Ảnh cắt từ clip", "en", "Image from video"),
        ("Thế giới", "es", "Mundo"),
        ("Ảnh do tác giả cung cấp.", "en", "Photo courtesy of the author."),
    ],
)
def test_a_vietnamese_label_is_translated_as_a_whole(text: str, target: str, translation: str) -> None:
    hit = Matcher(ALL, target, source="vi").match_whole(text)
    assert hit is not None
    assert text[: hit.start] + hit.target + text[hit.end :] == translation


def test_running_text_is_left_to_the_engine() -> None:
    matcher = Matcher(ALL, "en", source="vi")
    assert [hit.text for hit in matcher.find("nền kinh tế thế giới và đời sống văn hóa")] == []


@pytest.mark.parametrize(
    ("source", "language", "text"),
    [
        ("large language model", "pt_BR", "Os grandes modelos de linguagem"),
        ("large language model", "es", "los modelos de lenguaje de gran tamaño"),
        ("neural network", "fr", "des réseaux neuronaux"),
        ("neural network", "es", "redes neuronales"),
        ("data center", "pt_BR", "nos data centers"),
        ("chip", "fr", "les puces"),
        ("prompt", "fr", "une instruction générative"),
        ("deep learning", "vi", "HỌC SÂU"),
    ],
)
def test_translations_satisfy(source: str, language: str, text: str) -> None:
    rows = [term for term in AI if (term.source, term.language) == (source, language)]
    assert any(
        satisfies(text, term.target, language) for term in rows if term.status is not TermStatus.FORBIDDEN
    )
    assert not any(
        satisfies(text, term.target, language) for term in rows if term.status is TermStatus.FORBIDDEN
    )
