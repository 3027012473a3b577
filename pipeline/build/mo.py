"""Compile a catalog to ``.mo``, byte for byte as ``msgfmt --no-hash`` does, in linear time.

Conversions of C that differ between systems (``%<PRIdMAX>``, glibc's ``%Id``) need tables that are not
written here: `system_dependent` names their entries, so that nobody ships a file that lacks them unawares.
``POT-Creation-Date`` is left out of the header: the same texts give the same bytes whenever they are
built. polib's writer is quadratic (a minute for 100,000 entries) and keeps the date.
"""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from itertools import accumulate

from pipeline.review.catalog import Catalog, Entry
from pipeline.review.format import format_header

_MAGIC = 0x950412DE
_HEAD = 7 * 4
_SYSTEM = re.compile(r"%[-+ #0']*\d*(?:\.\d+)?<PRI\w+>|%[-+ #0'\d]*I[\d]*[diu]")
_NOT_REPRODUCIBLE = "POT-Creation-Date"


def mo_bytes(catalog: Catalog, *, use_fuzzy: bool = False) -> bytes:
    """The ``.mo`` of a catalog: reviewed entries, with ``use_fuzzy`` the fuzzy ones too.

    Little-endian, without hash table (readers that are not GNU ignore it), sorted by the bytes of the
    key, as msgfmt does. The header entry is always there.
    """
    messages = {b"": _header(catalog)} if catalog.headers else {}
    for entry in catalog.entries:
        if entry.translations[0] and (use_fuzzy or not entry.fuzzy):
            messages[_key(entry)] = "\0".join(entry.translations).encode()
    keys = sorted(messages)
    texts = [messages[key] for key in keys]
    tables = _HEAD + 16 * len(keys)
    key_sizes = [len(key) for key in keys]
    text_sizes = [len(text) for text in texts]
    starts = list(accumulate((size + 1 for size in (*key_sizes, *text_sizes)), initial=tables))
    places = [
        number
        for pair in zip(
            (*key_sizes, *text_sizes), starts, strict=False
        )  # the last start is the end of the file
        for number in pair
    ]
    head = struct.pack("<7I", _MAGIC, 0, len(keys), _HEAD, _HEAD + 8 * len(keys), 0, tables)
    return b"".join(
        [head, struct.pack(f"<{len(places)}I", *places), *(part + b"\0" for part in (*keys, *texts))]
    )


def system_dependent(catalog: Catalog) -> list[Entry]:
    """The translated C messages that msgfmt alone can compile."""
    return [
        entry
        for entry in catalog.entries
        if "c-format" in entry.flags
        and entry.translations[0]
        and any(_SYSTEM.search(text) for text in (entry.source, entry.plural or "", *entry.translations))
    ]


def _header(catalog: Catalog) -> bytes:
    kept = {name: value for name, value in catalog.headers.items() if name != _NOT_REPRODUCIBLE}
    return format_header(replace(catalog, headers=kept)).encode()


def _key(entry: Entry) -> bytes:
    """``msgctxt EOT msgid``, and for a plural its ``msgid NUL msgid_plural``: the form of msgfmt's keys."""
    context = "" if entry.context is None else entry.context + "\4"
    plural = "" if entry.plural is None else "\0" + entry.plural
    return f"{context}{entry.source}{plural}".encode()
