"""What counts as a placeable, and what does not. Data first, then the laws."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Placeable, PlaceableKind, TermHit, TermStatus
from pipeline.protect.placeables import _TABLE, _kind, _pattern, find_placeables
from pipeline.protect.tagged import tagged_names

FOUND = [
    ("12 in wide, 6.5 in, 3in pipes (9 in)", ["12 in", "6.5 in", "3in", "9 in"]),
    ("a gap of 1.5em", ["1.5em"]),
    # printf
    ("Copied %d of %d files", ["%d", "%d"]),
    ("%1$s sent %2$s a gift", ["%1$s", "%2$s"]),
    ("%(count)d left in %(place)s", ["%(count)d", "%(place)s"]),
    ("Loading %s (%d%% done)", ["%s", "%d", "%%"]),
    ("%-5.2f seconds, %ld bytes, %@", ["%-5.2f", "%ld", "%@"]),
    ("%sfoo", ["%s"]),
    ("We saw %#@BOATS@ on %2$#@shore.days@", ["%#@BOATS@", "%2$#@shore.days@"]),
    ("%arg boats", ["%arg"]),
    ("Only 20% of drivers agree", ["20%"]),
    ("a 50% discount", ["50%"]),
    ("100 % sure", ["100 %"]),
    # reStructuredText
    ("see :ref:`the list <a b>` and :py:class:`Lamp`", [":ref:`the list <a b>`", ":py:class:`Lamp`"]),
    ("a note [#f]_, [1]_, [*]_ and [B2]_", ["[#f]_", "[1]_", "[*]_", "[B2]_"]),
    ("3 |eur| and `a list <b>`_ or `there`__", ["|eur|", "`a list <b>`_", "`there`__"]),
    # braces and templates
    ("Hi {name}, {0} and {1:.2f}", ["{name}", "{0}", "{1:.2f}"]),
    ("{{ title }} by {% author %}", ["{{ title }}", "{% author %}"]),
    ("${place} #{user} %{count} $(arch)", ["${place}", "#{user}", "%{count}", "$(arch)"]),
    ("on {day, date, short}", ["{day, date, short}"]),
    ("{} of {}", ["{}", "{}"]),
    ("say @:app.ok now", ["@:app.ok"]),
    # shell, paths, code
    ("set $PATH and $1", ["$PATH", "$1"]),
    ("in %APPDATA%\\Tool", ["%APPDATA%\\Tool"]),
    ("see /etc/hosts and ~/notes", ["/etc/hosts", "~/notes"]),
    ("open C:\\Temp\\a.txt now", ["C:\\Temp\\a.txt"]),
    ("edit settings.toml first", ["settings.toml"]),
    ("call load_all() or os.path.join", ["load_all()", "os.path.join"]),
    ("pass --dry-run or -n", ["--dry-run", "-n"]),
    ("press Ctrl+Shift+P", ["Ctrl+Shift+P"]),
    ("the MAX_SIZE value", ["MAX_SIZE"]),
    ("run `make all` twice", ["`make all`"]),
    ("error 0x80070005", ["0x80070005"]),
    # markup
    ("<b>bold</b> and <br/>", ["<b>", "</b>", "<br/>"]),
    ('<a href="x y" class=z>go</a>', ['<a href="x y" class=z>', "</a>"]),
    ("<0>all</0> &amp; more&#160;", ["<0>", "</0>", "&amp;", "&#160;"]),
    ("the [guide](https://e.org/a_(b)) here", ["[", "](https://e.org/a_(b))"]),
    ("**very** *nice*", ["**", "**", "*", "*"]),
    # addresses
    ("at https://e.org/a?b=1&c=2.", ["https://e.org/a?b=1&c=2"]),
    ("write to jo+x@mail.e.org, please", ["jo+x@mail.e.org"]),
    ("host 10.0.0.1:80", ["10.0.0.1:80"]),
    # names and numbers
    ("the Falcon 77C chip", ["Falcon 77C"]),
    ("My 3D lamp, The 4K lamp", ["3D", "4K"]),
    ("a Pixia9 or gPhone 15 Pro", ["Pixia9", "gPhone 15 Pro"]),
    ("MiniChat and iZip", ["MiniChat", "iZip"]),
    ("at 09:45, 12 GB and 3.5 kg", ["09:45", "12 GB", "3.5 kg"]),
    ("1920x1080 at 60 Hz", ["1920x1080", "60 Hz"]),
    ("part SKU-12-B", ["SKU-12-B"]),
    ("if (a < b) or 2 > 1", ["<", ">"]),
    ("at −5 °C or ½ cup", ["−5 °C", "½"]),
    ("₫500,000 and 50¢ and USD 1,234.56", ["₫500,000", "50¢", "USD 1,234.56"]),
    ("by 10:30 PM", ["10:30 PM"]),
    ("C# and C++, @user and #tag", ["C#", "C++", "@user", "#tag"]),
    ("Nguyễn Phú Trọng saw 北京 with Mickaël", ["Nguyễn Phú Trọng", "北京", "Mickaël"]),
    ("so $E = mc^2$ holds", ["$E = mc^2$"]),
    ("x ≠ y", ["≠"]),
    ("thumbs \U0001f44d up", ["\U0001f44d"]),
]

NOT_FOUND = [
    "There were 40 in the room and 3 in a box.",
    "Havia 40 em casa.",
    "A plain sentence about Tuesday, and 12 others.",
    "the 21st and 90s",
    "chips (GPUs) and file(s)",
    "a well-known co-founder",
    "e.g. this, i.e. that",
    "It costs $5.",
    "He said so; she did not.",
    "Rock & roll",
    "a naïve café, cliché and jalapeño",
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_found(text: str, expected: list[str]) -> None:
    assert [p.text for p in find_placeables(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_ordinary_text_has_none(text: str) -> None:
    assert find_placeables(text) == ()


def test_every_pattern_is_named_after_its_kind() -> None:
    assert {_kind(name) for name, _ in _TABLE} <= set(get_args(PlaceableKind))


def test_pairs_are_numbered_and_strays_are_alone() -> None:
    found = find_placeables("<b>a <i>b</i></b> </u>")
    assert [(p.text, p.role, p.pair) for p in found] == [
        ("<b>", "open", 1),
        ("<i>", "open", 0),
        ("</i>", "close", 0),
        ("</b>", "close", 1),
        ("</u>", "alone", -1),
    ]


def test_known_spans_and_untranslatable_terms_win() -> None:
    text = "Ask Red Lamp 2 about %s"
    term = TermHit(4, 12, "Red Lamp", "Red Lamp", "", TermStatus.UNTRANSLATABLE)
    known = Placeable(15, 23, "about %s", "code")
    assert [(p.text, p.kind) for p in find_placeables(text, [known], [term])] == [
        ("Red Lamp", "name"),
        ("about %s", "code"),
    ]


def test_a_tagged_name_in_prose_stays_and_a_tagged_label_is_translated() -> None:
    prose = "As a champion of the old games the <b>Japan</b> team went home last night."
    assert [p.text for p in tagged_names(prose, find_placeables(prose))] == ["Japan"]
    for label in (
        "Click <b>Save</b> to go on",
        "<b>Note</b> that " + "a word " * 10,
        "The <b>old</b> " + "word " * 12,
        " | ".join(
            f"<a href='{name}'>{name}</a>" for name in ("Modules", "Terms", "Help", "Sitemap", "Report")
        ),
    ):
        assert tagged_names(label, find_placeables(label)) == ()


@given(st.text())
def test_spans_are_ordered_disjoint_and_exact(text: str) -> None:
    position = 0
    for placeable in find_placeables(text):
        assert position <= placeable.start < placeable.end
        assert text[placeable.start : placeable.end] == placeable.text
        position = placeable.end


def test_a_stressed_word_is_no_name() -> None:
    prose = "Please close <em>ALL</em> of the doors when you leave <b>Da Lat</b>, and do <b>Not</b> open them again."
    assert [p.text for p in tagged_names(prose, find_placeables(prose))] == ["Da Lat"]


_ONLY_THE_TABLE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TABLE), re.DOTALL)
_PIECES = (
    "boat",
    "Boat",
    "x86",
    "USD",
    "v2.0.1",
    "Galaxy",
    "S24",
    "is",
    " ",
    " ",
    ", ",
    "\n",
    ".",
    "%",
    "_",
    "é",
    "1",
)
_PIECES += (
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "-",
    "/",
    ":",
    "@",
    "#",
    "$",
    "`",
    "<b>",
    "&amp;",
    "\\",
    "½",
    "đ",
    "\x1c",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=16).map("".join))
def test_stepping_over_plain_words_finds_what_the_table_alone_finds(text: str) -> None:
    step, position, found = _pattern(), 0, []
    while (match := step.search(text, position)) is not None:
        if match.lastgroup not in ("plain", "rest"):
            found.append((match.span(), match.lastgroup))
        position = max(match.end(), match.start() + 1)
    position, alone = 0, []
    while (match := _ONLY_THE_TABLE.search(text, position)) is not None:
        alone.append((match.span(), match.lastgroup))
        position = max(match.end(), match.start() + 1)
    assert found == alone
