"""Write a catalog as PO text, byte for byte as ``msgcat --no-wrap`` does.

Found by trying gettext 0.21: a text with a line end anywhere but at its end begins with ``""`` and has
one line per ``\\n``; escaped are ``\\a \\b \\f \\n \\r \\t \\v \\" \\\\`` and nothing else; a ``#:`` line
holds 79 bytes, or one longer reference. polib agrees except where a text holds a line separator other
than ``\\n`` (U+2028, NEL, a lone CR …) or ``\\a``, and where references need a second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.review.catalog import NOTE_PREFIX, Catalog, Entry

_REFERENCE_WIDTH = 79
_SPECIAL = re.compile(r'[\a\b\f\n\r\t\v"\\]')
_ESCAPED = {
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
    '"': r"\"",
    "\\": r"\\",
}
_TABLE = str.maketrans(_ESCAPED)


def format_catalog(catalog: Catalog) -> str:
    """The whole PO file as text, with the catalog's own line ends."""
    blocks: list[str] = []
    if catalog.headers or catalog.comments:
        blocks.append(_header(catalog))
    blocks += [format_entry(entry) for entry in (*catalog.entries, *catalog.obsolete)]
    if catalog.trailing:
        blocks.append("".join(_comment("#", line) for line in catalog.trailing))
    text = "\n".join(blocks)
    return text if catalog.newline == "\n" else text.replace("\n", catalog.newline)


def encode_catalog(catalog: Catalog) -> bytes:
    """The bytes of the file: UTF-8 without BOM (msgfmt refuses one).

    Raises:
        UnicodeEncodeError: a text holds a lone surrogate.
    """
    return format_catalog(catalog).encode("utf-8")


def with_lines(catalog: Catalog) -> Catalog:
    """The same catalog, each entry with the line that its ``msgid`` has in `format_catalog`'s text."""
    line = 1
    if catalog.headers or catalog.comments:
        line += _header(catalog).count("\n") + 1
    placed: list[Entry] = []
    for entry in (*catalog.entries, *catalog.obsolete):
        text = format_entry(entry)
        mark = "#~ msgid " if entry.obsolete else "msgid "
        above = 0 if text.startswith(mark) else text.index("\n" + mark) + 1
        at = line + text.count("\n", 0, above)
        placed.append(entry if entry.line == at else replace(entry, line=at))
        line += text.count("\n") + 1
    live = len(catalog.entries)
    return catalog.with_entries(tuple(placed[:live]), tuple(placed[live:]))


def format_entry(entry: Entry) -> str:
    """One message with its comments, ending with a line end."""
    old = entry.obsolete
    out = [_comment("#", line) for line in entry.comments]
    if not old:
        out += [_comment("#.", line) for line in entry.extracted]
        out += [_comment("#.", NOTE_PREFIX + line) for line in entry.notes]
        out += _references(entry.references)
    flags = [flag for flag in entry.flags if flag == "fuzzy"]
    if not old:
        flags += [flag for flag in entry.flags if flag != "fuzzy"]
    if flags:
        out.append(f"#, {', '.join(flags)}\n")
    mark = "#~| " if old else "#| "
    for keyword, text in (
        ("msgctxt", entry.previous_context),
        ("msgid", entry.previous_source),
        ("msgid_plural", entry.previous_plural),
    ):
        if text is not None:
            out.append(_string(mark, keyword, text))
    mark = "#~ " if old else ""
    if entry.context is not None:
        out.append(_string(mark, "msgctxt", entry.context))
    out.append(_string(mark, "msgid", entry.source))
    if entry.plural is None:
        out.append(_string(mark, "msgstr", entry.translations[0]))
    else:
        out.append(_string(mark, "msgid_plural", entry.plural))
        out += [_string(mark, f"msgstr[{n}]", text) for n, text in enumerate(entry.translations)]
    return "".join(out)


def format_header(catalog: Catalog) -> str:
    """The text of the header entry: one ``Name: value`` line per field."""
    return "".join(f"{name}: {value}\n" for name, value in catalog.headers.items())


def _header(catalog: Catalog) -> str:
    out = [_comment("#", line) for line in catalog.comments]
    if catalog.header_fuzzy:
        out.append("#, fuzzy\n")
    out.append('msgid ""\n')
    out.append(_string("", "msgstr", format_header(catalog)))
    return "".join(out)


def comment_lines(text: str) -> tuple[str, ...]:
    """A text as lines that can stand in a comment and are read back as they were.

    gettext takes a backslash at the end of a comment for a continuation and swallows the next line, so
    a blank goes behind it; blanks at the ends are dropped, for some tools drop them on saving.
    """
    lines = (line.strip() for line in text.splitlines())
    return tuple(line + " " if line.endswith("\\") else line for line in lines)


def _comment(mark: str, line: str) -> str:
    if line.endswith("\\"):
        line += " "
    return f"{mark} {line}\n" if line else f"{mark}\n"


def _string(mark: str, keyword: str, text: str) -> str:
    if not _SPECIAL.search(text):
        return f'{mark}{keyword} "{text}"\n'
    if "\n" not in text[:-1]:
        return f'{mark}{keyword} "{text.translate(_TABLE)}"\n'
    lines = [line.translate(_TABLE) for line in text.split("\n")]
    last = lines.pop()
    out = "".join(f'{mark}"{line}\\n"\n' for line in lines)
    return f'{mark}{keyword} ""\n{out}' + (f'{mark}"{last}"\n' if last else "")


def _references(references: Iterable[tuple[str, int]]) -> list[str]:
    lines: list[str] = []
    width = _REFERENCE_WIDTH
    for path, number in references:
        name = f"\u2068{path}\u2069" if " " in path or "\t" in path else path
        place = f"{name}:{number}" if number else name
        size = len(place) if place.isascii() else len(place.encode())
        if width + 1 + size > _REFERENCE_WIDTH:
            lines.append("#: " + place)
            width = 3 + size
        else:
            lines[-1] += " " + place
            width += 1 + size
    return [line + "\n" for line in lines]
