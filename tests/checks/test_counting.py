"""Numbers and names are counted as words of their own, numbers in the forms of other languages too."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.placeables import _count

_SPACES = "[\\s\u00a0\u202f]"


def by_pattern(text: str, where: str) -> int:
    """The same by a regular expression: a separator may be another one, or none."""
    parts = re.split(rf"([.,'’]|{_SPACES}+)", text)
    body = "".join(rf"(?:[.,'’]|{_SPACES})?" if n % 2 else re.escape(part) for n, part in enumerate(parts))
    return len(re.findall(rf"(?<![A-Za-z0-9À-ɏ]){body}(?![A-Za-z0-9À-ɏ])", where))


@pytest.mark.parametrize(
    ("text", "where", "count"),
    [
        ("1,234 GB", "1.234 GB, 1 234GB and 1234 GB", 3),
        ("12", "12, 112, 121, 12a and 12.5", 2),
        ("1.5 GB", "15 GB or 1,5\u00a0GB, not 1.6 GB", 2),
        ("7", "", 0),
    ],
)
def test_numbers(text: str, where: str, count: int) -> None:
    assert _count(text, "number", where) == count == by_pattern(text, where)


def test_names_are_not_found_inside_words() -> None:
    assert _count("Vidu", "name", "Vidu, Vidual, eVidu and Vidu") == 2
    assert _count("/etc", "path", "/etc and /etc/hosts") == 2


@given(
    st.from_regex(r"[0-9a]([.,' \u00a0]{0,2}[0-9aG]){0,4}", fullmatch=True),
    st.lists(st.text("0123aG., '\u00a0é_", max_size=4), max_size=3),
)
def test_the_same_as_a_regular_expression(text: str, around: list[str]) -> None:
    where = text.join(around) if len(around) > 1 else "".join(around)
    assert _count(text, "number", where) == by_pattern(text, where)
