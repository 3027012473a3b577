"""The page around the entries: head, progress charts, and the data for ``page.js``. One file, no network."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from pipeline.errors import UsageError
from pipeline.languages import language_name, to_bcp47
from pipeline.model import Finding
from pipeline.report.html.entries import Highlight, PageCatalog, PageEntry, State

STATE_NAMES = {
    State.REVIEWED: "Reviewed",
    State.CHANGED: "Source changed",
    State.EDITED: "Edited, not approved",
    State.MACHINE: "To review",
    State.UNTRANSLATED: "Untranslated",
}
_PLACE = re.compile(r"<!--(\w+)-->")
_BINS = 10


@dataclass(frozen=True, slots=True)
class Links:
    """How an entry links to its line: ``template`` holds ``{path}`` and ``{line}``.

    An empty template leads to the PO file beside the page: ``prefix`` is the way from the page's folder to
    the project root, as a relative path with ``/``.
    """

    template: str = ""
    prefix: str = ""

    def __post_init__(self) -> None:
        if self.template and "{path}" not in self.template:
            raise UsageError(
                "--link needs {path} in it, and {line} where the line shall stand: "
                "https://example.org/blob/main/{path}#L{line}"
            )

    def to(self, path: str) -> str:
        """The address of a PO file, with ``{line}`` where the line goes."""
        if self.template:
            return self.template.replace("{path}", quote(path))
        return quote("/".join(part for part in (self.prefix, path) if part)) + "#L{line}"


def render_page(title: str, catalogs: Sequence[PageCatalog], *, links: Links, generator: str) -> str:
    """The whole page as HTML; the same catalogs give the same bytes."""
    folder = files(__package__)
    parts = {
        "title": escape(title),
        "generator": escape(generator),
        "facts": escape(_facts(catalogs, generator)),
        "style": (folder / "page.css").read_text(encoding="utf-8"),
        "script": (folder / "page.js").read_text(encoding="utf-8"),
        "progress": "\n".join(_progress(catalogs)),
        "data": _json(_data(catalogs, links)),
    }
    template = (folder / "page.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: parts[place[1]], template)


def _json(value: Any) -> str:
    """JSON that can stand inside a ``<script>``."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _data(catalogs: Sequence[PageCatalog], links: Links) -> dict[str, Any]:
    numbered = ((place, entry) for place, catalog in enumerate(catalogs) for entry in catalog.entries)
    return {
        "states": {state.value: name for state, name in STATE_NAMES.items()},
        "catalogs": [
            {
                "path": one.path,
                "document": one.document,
                "language": one.language,
                "name": language_name(one.language),
                "tag": to_bcp47(one.language),
                "sourceTag": to_bcp47(one.source_language),
                "href": links.to(one.path),
            }
            for one in catalogs
        ],
        "entries": [_entry(number, place, entry) for number, (place, entry) in enumerate(numbered)],
    }


def _entry(number: int, catalog: int, entry: PageEntry) -> dict[str, Any]:
    """One letter a field, and none for what is empty: there may be many thousands."""
    fields = {
        "x": entry.context,
        "k": entry.kind,
        "r": list(entry.references),
        "d": [[one.severity.value, one.rule, _message(one, entry)] for one in entry.findings],
        "n": list(entry.notes),
        "m": list(entry.comments),
        "a": [list(piece) for piece in entry.source_change],
        "b": [list(piece) for piece in entry.target_change],
    }
    out: dict[str, Any] = {"i": number, "c": catalog, "l": entry.line, "s": entry.state.value}
    out["f"] = [_runs(text) for text in entry.sources]
    out["t"] = [_runs(text) for text in entry.targets]
    if entry.confidence is not None:
        out["p"] = entry.confidence
    return out | {name: value for name, value in fields.items() if value}


def _message(finding: Finding, entry: PageEntry) -> str:
    return f"form {finding.form}: {finding.message}" if len(entry.targets) > 1 else finding.message


def _runs(text: Sequence[Highlight]) -> str | list[Any]:
    if all(not run.term for run in text):
        return "".join(run.text for run in text)
    return [[run.text, run.term] if run.term else run.text for run in text]


# -- progress -------------------------------------------------------------------------------------------------


def _facts(catalogs: Sequence[PageCatalog], generator: str) -> str:
    entries = sum(len(one.entries) for one in catalogs)
    languages = len({one.language for one in catalogs})
    documents = len({one.document for one in catalogs})
    parts = [_many(entries, "entry", "entries"), _many(documents, "document", "documents")]
    parts.append(_many(languages, "language", "languages"))
    return f"{', '.join(parts)}. Written by {generator}."


def _progress(catalogs: Sequence[PageCatalog]) -> Iterator[str]:
    """A card for each language, the confidences, the findings, and a table of the catalogs."""
    if not catalogs:
        return
    yield '<section aria-labelledby="progress"><h2 id="progress">Progress</h2>'
    yield '<div class="charts">'
    for language in dict.fromkeys(one.language for one in catalogs):
        own = [entry for one in catalogs if one.language == language for entry in one.entries]
        name = f"{language_name(language)} ({language})"
        yield f'<div class="card">{_title(name, own)}{_bar(own)}{_legend(own)}</div>'
    everything = [entry for one in catalogs for entry in one.entries]
    yield from _confidences(everything)
    yield from _rules(everything)
    yield "</div>"
    yield from _table(catalogs)
    yield "</section>"


def _title(name: str, entries: Sequence[PageEntry]) -> str:
    return f'<h3>{escape(name)} <span class="share">{_share(entries)} %</span></h3>'


def _share(entries: Sequence[PageEntry]) -> int:
    """Reviewed entries in per cent, rounded down: 100 means all."""
    reviewed = sum(entry.state is State.REVIEWED for entry in entries)
    return 100 * reviewed // len(entries) if entries else 100


def _by_state(entries: Iterable[PageEntry]) -> list[tuple[State, int]]:
    counts = Counter(entry.state for entry in entries)
    return [(state, counts[state]) for state in STATE_NAMES if counts[state]]


def _bar(entries: Sequence[PageEntry]) -> str:
    said = ", ".join(f"{count} {STATE_NAMES[state].lower()}" for state, count in _by_state(entries))
    parts = "".join(
        f'<span class="{state}" style="width:{100 * count / len(entries):.2f}%"></span>'
        for state, count in _by_state(entries)
    )
    label = escape(f"Of {_many(len(entries), 'entry', 'entries')}: {said or 'none'}")
    return f'<div class="bar" role="img" aria-label="{label}">{parts}</div>'


def _legend(entries: Sequence[PageEntry]) -> str:
    items = "".join(
        f'<li class="{state}">{STATE_NAMES[state]} {count:,}</li>' for state, count in _by_state(entries)
    )
    return f'<ul class="legend">{items}</ul>'


def _confidences(entries: Sequence[PageEntry]) -> Iterator[str]:
    known = [entry.confidence for entry in entries if entry.confidence is not None]
    if not known:
        return
    bins = Counter(min(int(value * _BINS), _BINS - 1) for value in known)
    most = max(bins.values())
    said = ", ".join(f"{n / _BINS:g} to {(n + 1) / _BINS:g}: {bins[n]}" for n in range(_BINS) if bins[n])
    columns = "".join(f'<span style="height:{100 * bins[n] / most:.1f}%"></span>' for n in range(_BINS))
    yield (
        f'<div class="card"><h3>Confidence <span class="share">{len(known):,}</span></h3>'
        f'<div class="histogram" role="img" aria-label="{escape("Entries by confidence: " + said)}">{columns}</div>'
        '<div class="axis" aria-hidden="true"><span>0</span><span>0.5</span><span>1</span></div></div>'
    )


def _rules(entries: Sequence[PageEntry]) -> Iterator[str]:
    counts = Counter(finding.rule for entry in entries for finding in entry.findings)
    if not counts:
        return
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    items = "".join(
        f'<li><button type="button" class="link" data-show="findings={quote(f"rule:{rule}")}">{escape(rule)}</button>'
        f"<span>{count:,}</span></li>"
        for rule, count in rows
    )
    yield (
        f'<div class="card"><h3>Findings <span class="share">{sum(counts.values()):,}</span></h3>'
        f'<ul class="rules">{items}</ul></div>'
    )


def _table(catalogs: Sequence[PageCatalog]) -> Iterator[str]:
    yield '<div class="table" tabindex="0" role="region" aria-label="Catalogs"><table>'
    yield (
        '<thead><tr><th scope="col">Document</th><th scope="col" class="start">Language</th>'
        '<th scope="col" class="start optional">Progress</th><th scope="col">Reviewed</th><th scope="col">To do</th>'
        '<th scope="col" class="optional">Obsolete</th><th scope="col">Findings</th>'
        '<th scope="col" class="start optional">Last translator</th></tr></thead><tbody>'
    )
    for one in catalogs:
        show = escape(f"document={quote(one.document, safe='')}&language={quote(one.language)}")
        findings = sum(len(entry.findings) for entry in one.entries)
        reviewed = one.counts.reviewed
        yield (
            f'<tr><th scope="row"><button type="button" class="link" data-show="{show}">{escape(one.document)}</button>'
            f'</th><td class="start">{escape(one.language)}</td><td class="start optional">{_bar(one.entries)}</td>'
            f"<td>{_share(one.entries)} %</td><td>{one.counts.entries - reviewed:,}</td>"
            f'<td class="optional">{one.counts.obsolete:,}</td><td>{findings:,}</td>'
            f'<td class="start optional">{escape(one.reviewer)}</td></tr>'
        )
    yield "</tbody></table></div>"


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
