"""``locpipe build`` with reviewed texts that would damage their document: named, and left out alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Locpipe

SOURCE = """\
# The harbour

First see [the guide](y.md) and run `make light`.

- An item
- Another item

The lamp went out.
"""
BUILT = """\
# O porto

{link}

- Um item
- Outro item

{last}
"""
TEXTS = {
    "The harbour": (1, "O porto"),
    "First see [the guide](y.md) and run `make light`.": (3, "Veja [o guia](y.md) e rode `make light`."),
    "An item": (5, "Um item"),
    "Another item": (6, "Outro item"),
    "The lamp went out.": (8, "A luz apagou."),
}
LINK = "First see [the guide](y.md) and run `make light`."
LAST = "The lamp went out."
PO = "locales/pt_BR/LC_MESSAGES/a.po"


def write(project: Path, **changed: str) -> None:
    """The document and its catalog, all reviewed; ``link`` and ``last`` replace two of the texts."""
    (project / "a.md").write_text(SOURCE, encoding="utf-8")
    texts = dict(TEXTS)
    for name, source in (("link", LINK), ("last", LAST)):
        if name in changed:
            texts[source] = (texts[source][0], changed[name])
    quoted = str.maketrans({'"': '\\"', "\n": "\\n", "\r": "\\r"})
    entries = [
        f'#: a.md:{line}\nmsgid "{source.translate(quoted)}"\nmsgstr "{text.translate(quoted)}"\n'
        for source, (line, text) in texts.items()
    ]
    header = 'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    path = project / PO
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([header, *entries]), encoding="utf-8")


def line_of(project: Path, source: str) -> int:
    lines = (project / PO).read_text(encoding="utf-8").split("\n")
    return lines.index(f'msgid "{source}"') + 1


def built(project: Path, name: str = "a.md") -> str:
    return (project / "dist" / "pt_BR" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "link",
    ["Veja [o guia](y.pt.md) e rode `make luz`.", "Rode `make luz` (`make`): veja [o guia](y.md)."],
)
def test_a_reviewer_may_change_links_and_code(project: Path, locpipe: Locpipe, link: str) -> None:
    write(project, link=link)
    ran = locpipe("build", "--out", "dist")
    assert ran.code == 0, ran.err
    assert built(project) == BUILT.format(link=link, last="A luz apagou.")


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("Veja o guia e rode `make light`.", "the source has 1 × link, the translation none"),
        ("Veja [o guia](y.md) e rode make light.", "the source has 1 × code, the translation none"),
        ("Veja [o](y.md) [guia](y.md), `make light`.", "the source has 1 × link, the translation 2"),
        (
            "Veja ![o guia](y.md), `make light`.",
            "1 × link, the translation none; the source has no × picture",
        ),
    ],
)
def test_a_link_or_code_less_is_an_error_with_both_places(
    project: Path, locpipe: Locpipe, link: str, words: str
) -> None:
    write(project, link=link)
    ran = locpipe("build", "--out", "dist")
    assert ran.code == 1
    place = f"{PO}:{line_of(project, LINK)}: this translation would change the structure of a.md (line 3): "
    (error,) = [line for line in ran.err.splitlines() if place in line]
    assert words in error
    assert built(project) == BUILT.format(link=LINK, last="A luz apagou.")


def test_a_link_that_is_left_out_on_purpose(project: Path, locpipe: Locpipe) -> None:
    write(project, link="Veja o guia.")
    path = project / PO
    entry = f'#: a.md:3\nmsgid "{LINK}"'
    text = path.read_text(encoding="utf-8")
    assert entry in text
    answer = "# locpipe: ignore links, placeables the guide is in English only\n"
    path.write_text(text.replace(entry, answer + entry), encoding="utf-8")
    ran = locpipe("build", "--out", "dist")
    assert ran.code == 0, ran.err
    assert built(project) == BUILT.format(link="Veja o guia.", last="A luz apagou.")


def test_one_text_that_breaks_the_structure_is_named_and_left_out(project: Path, locpipe: Locpipe) -> None:
    write(project, last="A luz\r\r# apagou.", link="Veja [o guia](z.md) `x`")
    ran = locpipe("build", "--out", "dist")
    assert ran.code == 1
    (error,) = [line for line in ran.err.splitlines() if PO in line]
    assert (
        f"{PO}:{line_of(project, LAST)}: this translation would change the structure of a.md (line 8): "
        in error
    )
    assert "heading_open h1" in error
    assert built(project) == BUILT.format(link="Veja [o guia](z.md) `x`", last=LAST)
    assert "a.md: 4 reviewed, 1 in the source language" in ran.out
    assert (project / "dist" / "pt_BR" / "LC_MESSAGES" / "a.mo").is_file()


def test_all_guilty_texts_are_named_and_json_has_their_places(project: Path, locpipe: Locpipe) -> None:
    write(project, last="A luz\r\r# apagou.", link="Veja\r\r- isto")
    ran = locpipe("build", "--out", "dist", "--json")
    assert ran.code == 1
    assert [(error["path"], error["line"]) for error in ran.json["errors"]] == [
        (PO, line_of(project, LINK)),
        (PO, line_of(project, LAST)),
    ]
    assert built(project) == BUILT.format(link=LINK, last=LAST)


def test_a_text_that_the_encoding_cannot_write_is_left_out(project: Path, locpipe: Locpipe) -> None:
    write(project, last="A luz 灯 apagou.")
    ran = locpipe("build", "--out", "dist", "--encoding", "windows-1252")
    assert ran.code == 1
    assert f"{PO}:{line_of(project, LAST)}: this translation cannot be written to a.md (line 8): " in ran.err
    assert "windows-1252" in ran.err.lower() or "cp1252" in ran.err
    assert built(project) == BUILT.format(link=TEXTS[LINK][1], last=LAST)
