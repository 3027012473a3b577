"""Near matches, measured: pairs of an old and a new source, and whether the old translation may stay."""

from __future__ import annotations

import pytest

from pipeline.review.similar import Nearness, nearness

N, R, U = Nearness.NEAR, Nearness.RELATED, Nearness.UNLIKE

# (old source, new source, what it is): N = the translation may stay, fuzzy; R = show the old source only
PAIRS = [
    # a small change in wording
    ("The company presented a new chip on Tuesday.", "The company presented its new chip on Tuesday.", N),
    ("The company presented a new chip on Tuesday.", "On Tuesday the company presented a new chip.", N),
    ("Click the button to save the file.", "Click the button to save the file!", N),
    ("Click the button to save the file.", "click the button to save the file", N),
    ("Save the file", "Save the files", N),
    ("Photo: the factory at night", "Photo: the factory at night, seen from the river", R),
    (
        "Researchers say that the model needs much less memory.",
        "Researchers say the model needs much less memory.",
        N,
    ),
    (
        "The new version is easier to install and to use.",
        "The new version is much easier to install and to use.",
        N,
    ),
    ("We store your data on servers in Europe.", "We store your personal data on servers in Europe.", N),
    (
        "The device translates speech without a network connection.",
        "The device translates spoken language without a network connection.",
        N,
    ),
    (
        "Analysts expect that demand will grow next year.",
        "Analysts expected that demand will grow next year.",
        N,
    ),
    (
        "She has led the research group for a long time.",
        "She has been leading the research group for a long time.",
        N,
    ),
    ("The museum is closed on public holidays.", "The museum stays closed on public holidays.", R),
    ("A bug in the printer driver was found.", "A bug in the printer driver has been found.", N),
    ("Hơn một nửa số người dùng chọn tiếng Việt.", "Hơn một nửa số người dùng đã chọn tiếng Việt.", N),
    (
        "Die Firma hat den Bericht gestern veröffentlicht.",
        "Die Firma hat den neuen Bericht gestern veröffentlicht.",
        N,
    ),
    ("会社は新しい製品を発表した。", "会社は新しい製品を発表しました。", N),
    # numbers
    ("The phone costs 499 dollars in most shops.", "The phone costs 599 dollars in most shops.", R),
    (
        "Sales rose by 5% in the last quarter of the year.",
        "Sales rose by 7.5% in the last quarter of the year.",
        R,
    ),
    ("The talk starts at 17:58 in the main hall.", "The talk starts at 18:58 in the main hall.", R),
    ("Up to 10 users can join a call.", "Up to 100 users can join a call.", R),
    ("The plan was made for the years 2024 and 2026.", "The plan was made for the years 2024 and 2027.", R),
    (
        "Version 3.11 or newer is required to run the tool.",
        "Version 3.12 or newer is required to run the tool.",
        R,
    ),
    # names and codes
    (
        "The report was written by Maria Silva for the ministry.",
        "The report was written by Joana Silva for the ministry.",
        R,
    ),
    (
        "The plant in Hanoi makes batteries for electric cars.",
        "The plant in Da Nang makes batteries for electric cars.",
        R,
    ),
    (
        "The firm buys the A100 processor from its partner.",
        "The firm buys the H100 processor from its partner.",
        R,
    ),
    ("Set LOG_LEVEL to see more of the output.", "Set LOG_FILE to see more of the output.", R),
    ("Read the manual at https://example.org/a first.", "Read the manual at https://example.org/b first.", R),
    # placeholders and markup
    ("Copied %d files to the folder.", "Copied %s files to the folder.", R),
    ("Hello {name}, your order is on its way.", "Hello {user}, your order is on its way.", R),
    ("Hello {name}, your order is on its way.", "Hello, your order is on its way.", R),
    ("Press <b>Enter</b> to go on with the setup.", "Press <i>Enter</i> to go on with the setup.", R),
    # negation
    ("Delete selected", "Do not delete selected", R),
    ("The battery can be replaced by the user.", "The battery can't be replaced by the user.", R),
    ("The battery can be replaced by the user.", "The battery cannot be replaced by the user.", R),
    (
        "You can use the program with a network connection.",
        "You can use the program without a network connection.",
        R,
    ),
    ("The file is valid and was read.", "The file is invalid and was read.", R),
    ("This is a supported format of the program.", "This is an unsupported format of the program.", R),
    ("The firm will publish the code of the model.", "The firm will never publish the code of the model.", R),
    ("O programa aceita arquivos deste tipo agora.", "O programa não aceita arquivos deste tipo agora.", R),
    ("Le programme accepte ce type de fichier.", "Le programme n'accepte pas ce type de fichier.", R),
    (
        "Das Programm kann die Datei lesen und ändern.",
        "Das Programm kann die Datei nicht lesen und ändern.",
        R,
    ),
    ("Máy chủ đã nhận được tệp của bạn.", "Máy chủ chưa nhận được tệp của bạn.", R),
    ("この形式は対応しています。", "この形式は対応していません。", R),
    ("该程序支持这种格式。", "该程序不支持这种格式。", R),
    # opposites
    ("Enable the camera for this site", "Disable the camera for this site", R),
    (
        "Profits rose in the last three quarters of the year.",
        "Profits fell in the last three quarters of the year.",
        R,
    ),
    ("Save your work before you close the window.", "Save your work after you close the window.", R),
    ("Show hidden files in the list", "Hide hidden files in the list", R),
    ("The server is up", "The server is down", R),
    # short texts with another word in a word's place
    ("Open the red door", "Open the blue door", R),
    ("Delete the account", "Delete the message", R),
    ("File name", "File size", R),
    # nothing in common
    ("File", "Edit", U),
    ("Open file", "Close window", U),
    ("The company presented a new chip on Tuesday.", "Farmers fear for this summer's harvest.", U),
    ("Preferences", "Licence agreement", U),
    ("The", "A long sentence about something else entirely.", U),
    ("新しい製品", "天気が良い", U),
]


@pytest.mark.parametrize(("old", "new", "expected"), PAIRS, ids=[f"{n}" for n in range(len(PAIRS))])
def test_labelled_pairs(old: str, new: str, expected: Nearness) -> None:
    assert nearness(old, new)[0] == expected, nearness(old, new)
    assert nearness(new, old)[0] == expected, "the measure must be the same both ways"


def test_the_table_is_large_enough() -> None:
    assert len(PAIRS) >= 40
    assert {nearness(old, new)[0] for old, new, _ in PAIRS} == set(Nearness)


@pytest.mark.parametrize("text", ["", "…", "File", "会社は新しい", "a" * 5000])
def test_a_text_is_near_itself(text: str) -> None:
    assert nearness(text, text) == (Nearness.NEAR, 1.0)
