"""Rows as XLIFF 1.2 or 2.0, for translation tools; read back whatever state the tool gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from pipeline.errors import CatalogError, DocumentError
from pipeline.exchange.rows import Row, State
from pipeline.formats.xml import Element, content_of, parse_xml
from pipeline.languages import to_bcp47

_STATES_12 = {State.REVIEWED: "final", State.WAITING: "needs-review-translation", State.EMPTY: "new"}
_STATES_20 = {State.REVIEWED: "final", State.WAITING: "translated", State.EMPTY: "initial"}
_REVIEWED_12 = frozenset(["final", "signed-off", "translated"])
_REVIEWED_20 = frozenset(["final", "reviewed"])
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(row: Row) -> bool:
    """Whether XML can hold the texts of a row: it has no control characters."""
    return not any(
        _UNWRITABLE.search(text) for text in (row.source, row.target, row.msgid, row.context or "")
    )


def write_xliff(
    catalog: str, rows: Sequence[Row], source: str, target: str, *, version: str = "1.2"
) -> bytes:
    """One file element for the catalog, one unit for each row; languages are PO locales.

    What identifies a row (context, msgid, form, mark) is kept in attributes that tools leave alone: ``resname`` and
    ``extradata`` in 1.2, ``name`` and a note in 2.0.
    """
    units = [_unit_20(row, n) if version == "2.0" else _unit_12(row, n) for n, row in enumerate(rows, 1)]
    body = "\n".join(units)
    languages = quoteattr(to_bcp47(source)), quoteattr(to_bcp47(target))
    if version == "2.0":
        text = (
            f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang={languages[0]} '
            f'trgLang={languages[1]}>\n<file id="f1" original={_quoted(catalog)}>\n{body}\n</file>\n</xliff>\n'
        )
    else:
        text = (
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
            f'<file original={_quoted(catalog)} datatype="po" source-language={languages[0]} '
            f"target-language={languages[1]}>\n<body>\n{body}\n</body>\n</file>\n</xliff>\n"
        )
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + text).encode()


def _quoted(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _identity(row: Row) -> str:
    """Form, mark, whether there is a context, and the msgid where it is not the source."""
    return f"{row.form} {row.mark} {'-' if row.context is None else '='}{row.msgid if row.msgid != row.source else ''}"


def _unit_12(row: Row, number: int) -> str:
    approved = ' approved="yes"' if row.state is State.REVIEWED else ""
    notes = "".join(
        f"\n<note>{_text(note)}</note>" for note in (*row.notes, row.reference) if writable_note(note)
    )
    return (
        f'<trans-unit id="{number}" resname={_quoted(row.context or "")} extradata={_quoted(_identity(row))}{approved} '
        f'xml:space="preserve">\n<source>{_text(row.source)}</source>\n'
        f'<target state="{_STATES_12[row.state]}">{_text(row.target)}</target>{notes}\n</trans-unit>'
    )


def _unit_20(row: Row, number: int) -> str:
    notes = "".join(
        f"<note>{_text(note)}</note>" for note in (*row.notes, row.reference) if writable_note(note)
    )
    return (
        f'<unit id="{number}" name={_quoted(row.context or "")}>\n'
        f'<notes><note category="locpipe">{_text(_identity(row))}</note>{notes}</notes>\n'
        f'<segment state="{_STATES_20[row.state]}">\n<source xml:space="preserve">{_text(row.source)}</source>\n'
        f'<target xml:space="preserve">{_text(row.target)}</target>\n</segment>\n</unit>'
    )


def writable_note(note: str) -> bool:
    return bool(note) and not _UNWRITABLE.search(note)


def read_xliff(data: bytes, name: str) -> dict[str, list[Row]]:
    """The rows of each catalog in an XLIFF file that `write_xliff` wrote and a tool has saved.

    Raises:
        CatalogError: it is no such file.
    """
    try:
        source = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        root = parse_xml(source, name)
    except UnicodeDecodeError as error:
        raise CatalogError("is not UTF-8.", name) from error
    except DocumentError as error:
        raise CatalogError(error.message, name, error.line) from error
    found: dict[str, list[Row]] = {}
    for file in root.children:
        if file.tag == "file":
            rows = found.setdefault(file.attributes.get("original", ""), [])
            for unit in _units(file):
                rows.append(_read(source, unit, name))
    if root.tag != "xliff" or not found:
        raise CatalogError("is no XLIFF file that locpipe export wrote.", name, root.line)
    return found


def _units(file: Element) -> Iterator[Element]:
    waiting = [file]
    while waiting:
        element = waiting.pop()
        if element.tag in ("trans-unit", "unit"):
            yield element
        else:
            waiting += reversed(element.children)


def _read(source: str, unit: Element, name: str) -> Row:
    new = unit.tag == "unit"
    holder = unit.find("segment") if new else unit
    origin, target = (holder.find("source"), holder.find("target")) if holder else (None, None)
    if new:
        notes = unit.find("notes")
        mine = [n for n in (notes.children if notes else []) if n.attributes.get("category") == "locpipe"]
        identity = _content(source, mine[0]) if mine else ""
        context, states = unit.attributes.get("name", ""), _REVIEWED_20
        state = holder.attributes.get("state", "") if holder else ""
    else:
        identity, context, states = (
            unit.attributes.get("extradata", ""),
            unit.attributes.get("resname", ""),
            _REVIEWED_12,
        )
        state = target.attributes.get("state", "") if target else ""
        if unit.attributes.get("approved") == "yes" and state not in ("needs-review-translation", "new"):
            state = "final"
    form, _, rest = identity.partition(" ")
    mark, _, entry = rest.partition(" ")
    if origin is None or not form.isdecimal() or entry[:1] not in ("-", "="):
        raise CatalogError(
            "this unit has lost what says which entry it is; import it from the exported file.",
            name,
            unit.line,
        )
    text = _content(source, origin)
    translated = _content(source, target) if target else ""
    return Row(
        None if entry[0] == "-" else context,
        entry[1:] or text,
        int(form),
        text,
        translated,
        State.EMPTY if not translated else State.REVIEWED if state in states else State.WAITING,
        mark,
        line=unit.line,
    )


def _content(source: str, element: Element) -> str:
    return content_of(source, element)[0] if element.closed else ""
