"""Where tools put their PO files: the language and the domain of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.migration.layout import ForeignCatalog, find_foreign

CASES = [
    # path below the folder, Language in the header, language, domain, where locpipe keeps its own
    ("pt_BR.po", "", "pt_BR", "ferries", False),
    ("guide.pt_BR.po", "", "pt_BR", "guide", False),
    ("guide-pt-br.po", "", "pt_BR", "guide", False),
    ("web/de.po", "", "de", "web", False),
    ("pt_BR/LC_MESSAGES/django.po", "", "pt_BR", "django", True),
    ("pt_BR/LC_MESSAGES/sub/index.po", "pt_BR", "pt_BR", "sub/index", True),
    ("app/locale/pt_BR/LC_MESSAGES/django.po", "", "pt_BR", "app/locale/django", False),
    ("es/guide.md.po", "es", "es", "guide.md", False),
    ("man/guide.de.po", "de", "de", "man/guide", False),  # Mandingo is a language, too
    ("the/new.po", "vi", "vi", "the/new", False),
    ("messages.po", "zh_CN", "zh_CN", "messages", False),
    ("messages.po", "", None, None, None),
]


def write(path: Path, language: str) -> None:
    path.parent.mkdir(parents=True)
    header = f'msgid ""\nmsgstr "Language: {language}\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    path.write_text(f'{header}\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")


@pytest.mark.parametrize(("path", "header", "language", "domain", "standard"), CASES)
def test_language_and_domain(
    tmp_path: Path, path: str, header: str, language: str | None, domain: str | None, standard: bool | None
) -> None:
    folder = tmp_path / "ferries"
    write(folder / path, header)
    (found,) = find_foreign(folder, lambda one: one.name)
    if language is None:
        assert found == folder / path
        return
    assert isinstance(found, ForeignCatalog)
    assert (found.language, found.domain, found.standard) == (language, domain, standard)


def test_a_template_beside_names_the_domain(tmp_path: Path) -> None:
    folder = tmp_path / "po"
    write(folder / "pt_BR.po", "")
    (folder / "ferries.pot").write_text("", encoding="utf-8")
    write(folder / ".git/es.po", "es")
    (found,) = find_foreign(folder, lambda one: one.name)
    assert isinstance(found, ForeignCatalog) and found.domain == "ferries"
