"""TMX 1.4: read one, or write the memory as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pipeline.languages import to_bcp47
from pipeline.memory.exchange.xml import Raw, Reader, read_pairs

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Tmx(Reader):
    """Collects translation units. Inline codes give the text they hold (``<bpt>&lt;b></bpt>`` is ``<b>``)."""

    def __init__(self) -> None:
        super().__init__()
        self._source = ""
        self._unit: dict[str, str] = {}
        self._segments: list[tuple[str, str, dict[str, str]]] = []
        self._language = ""
        self._tuv: dict[str, str] = {}
        self._text: list[str] | None = None
        self._prop = ""
        self._context = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "header":
            self._source = attributes.get("srclang", "")
        elif tag == "tu":
            self._unit, self._segments, self._context = attributes, [], ""
        elif tag == "tuv":
            self._tuv = attributes
            self._language = attributes.get("xml:lang") or attributes.get("lang") or ""
        elif tag == "seg":
            self._text = []
        elif tag == "prop":
            self._prop = attributes.get("type", "")
            if self._prop in ("x-context", "msgctxt"):
                self._text = []

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == "seg" and self._text is not None:
            self._segments.append((self._language, "".join(self._text), self._tuv))
            self._text = None
        elif tag == "prop":
            if self._text is not None:
                self._context = "".join(self._text)
            self._text, self._prop = None, ""
        elif tag == "tu":
            self._finish()

    def _finish(self) -> None:
        wanted = (self._unit.get("srclang") or self._source).lower().replace("_", "-")
        at = next(
            (n for n, (tag, _, _) in enumerate(self._segments) if _same(tag, wanted)),
            0 if wanted in ("", "*all*") and self._segments else None,
        )
        if at is None:
            self.done.append(Raw("", "", "", "", problem="without a text in the source language"))
            return
        language, source, _ = self._segments.pop(at)
        for tag, target, more in self._segments:
            person = more.get("changeid") or more.get("creationid") or self._unit.get("changeid") or ""
            date = more.get("changedate") or self._unit.get("changedate") or more.get("creationdate") or ""
            self.done.append(Raw(source, target, language, tag, self._context, person, _from_tmx_date(date)))


def _same(tag: str, wanted: str) -> bool:
    tag = tag.lower().replace("_", "-")
    return tag == wanted or tag.startswith(wanted + "-") or wanted.startswith(tag + "-")


def read_tmx(path: Path, name: str) -> Iterator[Raw]:
    """The pairs of a TMX file: the unit's source language with each of its others."""
    return read_pairs(path, name, _Tmx(), frozenset({"tmx"}))


def format_tmx(pairs: Iterable[Raw], source_language: str, version: str) -> Iterator[str]:
    """The lines of a TMX file. Characters that XML cannot hold become U+FFFD."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="locpipe" creationtoolversion={quoteattr(version)} segtype="block" '
        f'o-tmf="locpipe" adminlang="en" srclang={quoteattr(to_bcp47(source_language))} datatype="plaintext"/>\n'
        "  <body>\n"
    )
    for pair in pairs:
        context = f'      <prop type="x-context">{_escaped(pair.context)}</prop>\n' if pair.context else ""
        person = f" changeid={quoteattr(_clean(pair.reviewer))}" if pair.reviewer else ""
        date = _to_tmx_date(pair.time)
        yield (
            f"    <tu srclang={quoteattr(to_bcp47(pair.source_language))}>\n{context}"
            f"      <tuv xml:lang={quoteattr(to_bcp47(pair.source_language))}><seg>{_escaped(pair.source)}</seg></tuv>\n"
            f"      <tuv xml:lang={quoteattr(to_bcp47(pair.target_language))}{person}"
            f"{f' changedate={quoteattr(date)}' if date else ''}><seg>{_escaped(pair.target)}</seg></tuv>\n    </tu>\n"
        )
    yield "  </body>\n</tmx>\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _escaped(text: str) -> str:
    return escape(_clean(text), {"\r": "&#13;"})


def _to_tmx_date(date: str) -> str:
    """``2026-11-20 09:12+0000`` → ``20261120T091200Z``; empty where it is no date."""
    try:
        return datetime.strptime(date, "%Y-%m-%d %H:%M%z").astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    except ValueError:
        return ""


def _from_tmx_date(date: str) -> str:
    try:
        return datetime.strptime(date, "%Y%m%dT%H%M%SZ").strftime("%Y-%m-%d %H:%M+0000")
    except ValueError:
        return ""
