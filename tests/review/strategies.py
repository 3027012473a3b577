"""Hypothesis strategies for catalogs with everything nasty that a PO file can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.review.catalog import NOTE_PREFIX, Catalog, Entry

NASTY = st.sampled_from(
    [
        "\n",
        '"',
        "\\",
        "\t",
        "\\n",
        '\\"',
        "\x01",
        "\x1b",
        "\x7f",
        "😀",
        "\u00a0",
        "ế",
        "e\u0301",
        "日",
        "%s",
        "{x}",
        " ",
        "#~ ",
    ]
)
SEPARATORS = st.sampled_from(["\r", "\a", "\v", "\f", "\b", "\x1c", "\x85", "\u2028", "\u2029", "\r\n"])
WORDS = st.text("abc é.", max_size=8)


def texts(*, separators: bool = True, minimum: int = 0) -> st.SearchStrategy[str]:
    """Texts; without ``separators`` polib's writer agrees with msgcat's."""
    piece = st.one_of(WORDS, NASTY, SEPARATORS) if separators else st.one_of(WORDS, NASTY)
    return (
        st.lists(piece, min_size=minimum, max_size=8).map("".join).filter(lambda text: len(text) >= minimum)
    )


COMMENT = st.text('abc é#.,:~|"\\ \t', max_size=12).filter(
    lambda line: not line.startswith(NOTE_PREFIX) and not line.endswith("\\")
)
"""A ``# `` line; none ends in a backslash, see `format.comment_lines`.

One that begins with ``. : , | ~`` is still a comment, for a blank stands before it.
"""
PATHS = st.lists(
    st.sampled_from(["a", "b.md", "é", "日", "x y", "-", "long-name-of-a-folder"]), min_size=1, max_size=5
)
REFERENCE = st.tuples(PATHS.map("/".join), st.integers(0, 99999))
FLAGS = st.lists(st.sampled_from(["c-format", "python-format", "no-wrap"]), max_size=1, unique=True)


@st.composite
def entries(draw: st.DrawFn, *, obsolete: bool = False, separators: bool = True) -> Entry:
    """One entry in the form in which `parse_catalog` gives it."""
    text = texts(separators=separators)
    plural = draw(st.one_of(st.none(), texts(separators=separators, minimum=1)))
    forms = 1 if plural is None else draw(st.integers(1, 6))
    translations = tuple(draw(text) for _ in range(forms))
    if obsolete and not translations[0]:  # gettext drops these, and so does parse_catalog
        translations = ("x", *translations[1:])
    flags = () if obsolete else tuple(draw(FLAGS))
    if translations[0] and draw(st.booleans()):
        flags = ("fuzzy", *flags)
    previous = draw(st.one_of(st.none(), text))  # gettext's grammar: no other previous field without it
    beside = st.none() if previous is None else st.one_of(st.none(), text)
    lines = st.lists(COMMENT, max_size=2).map(tuple)
    return Entry(
        context=draw(st.one_of(st.none(), text)),
        source=draw(texts(separators=separators, minimum=1)),
        plural=plural,
        translations=translations,
        flags=flags,
        references=() if obsolete else tuple(draw(st.lists(REFERENCE, max_size=7, unique=True))),
        extracted=() if obsolete else draw(lines),
        notes=() if obsolete else draw(lines),
        comments=draw(lines),
        previous_context=draw(beside),
        previous_source=previous,
        previous_plural=draw(beside),
        obsolete=obsolete,
    )


@st.composite
def catalogs(draw: st.DrawFn, *, separators: bool = True, newlines: bool = True) -> Catalog:
    """A catalog with a header and distinct keys."""
    drawn = draw(
        st.lists(
            st.booleans().flatmap(lambda old: entries(obsolete=old, separators=separators)),
            max_size=5,
            unique_by=lambda entry: entry.key,
        )
    )
    return Catalog(
        headers={
            "Project-Id-Version": draw(WORDS).strip(),
            "Content-Type": "text/plain; charset=UTF-8",
            "X-Generator": "locpipe",
        },
        entries=tuple(entry for entry in drawn if not entry.obsolete),
        obsolete=tuple(entry for entry in drawn if entry.obsolete),
        comments=tuple(draw(st.lists(COMMENT, min_size=1, max_size=2))),
        header_fuzzy=draw(st.booleans()),
        newline=draw(st.sampled_from(["\n", "\r\n"])) if newlines else "\n",
    )
