"""Check that the tags of the source are in the translation, with their attributes, open and closed in the same way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*|\d+)(?P<rest>(?:\s+[^<>]*?)?)(?P<alone>/?)>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_POD = re.compile(r"[BCFIS]<[^\s<>][^<>]*>")
"""Perl's marks for manual pages, which po4a hands to translators: B<bold>, I<italic>, C<code>, F<file>."""

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_ALONE = frozenset(["br", "hr", "img", "input", "wbr", "p", "li"])
_SAID = frozenset(["title", "alt", "label", "aria-label", "placeholder", "summary", "content", "value"])
"""Attributes that hold text for a reader: they are translated. So may a link lead to a translated page."""

_TECHNICAL = re.compile(r"(?=[^\s]*[-_./=\d])\S+")
"""What no reader is told in ``content`` or ``value``: ``no-referrer``, ``width=300``."""

_LINKS = frozenset(("href", "src"))
_OPTIONAL = frozenset(("p", "li", "dd", "dt", "td", "th", "tr", "option"))
"""Tags that HTML lets stand open."""


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    close: bool
    attributes: frozenset[tuple[str, str]]
    start: int
    end: int
    text: str


class TagsCheck:
    """See the module's first line. ``<file>`` in a synopsis is a word, no tag: nothing closes it."""

    id = "markup"
    severity = Severity.ERROR
    description = (
        "The tags of the source are in the translation, with their attributes, and are closed as there."
    )
    examples = (
        Example("a <b>c</b> d", "d <b>c</b> a"),
        Example("a <b>c</b> d", "a c d", Severity.ERROR),
        Example("a <b>c</b> d", "a <b>c d", Severity.ERROR),
        Example("a <b>c</b> d", "a </b>c<b> d", Severity.ERROR),
        Example("a <b>c</b> d", "a <b>c</ b> d", Severity.ERROR),
        Example("a <b>c</b> d", "a <B>c</B> d", Severity.ERROR),
        Example("a<br>b", "a<br>b"),
        Example("a<br/>b", "ab", Severity.ERROR),
        Example('<a href="x">y</a>', '<a href="x">z</a>'),
        Example('<a href="x">y</a>', '<a href="w">z</a>', Severity.WARNING),
        Example('<a class="x">y</a>', '<a class="w">z</a>', Severity.ERROR),
        Example('<a title="One">y</a>', '<a title="Um">z</a>'),
        Example('<link to="x">y</link>', '</link>z<link to="x">', Severity.ERROR),
        Example("In B<man> see I<a> and I<b>", "Em B<man>, veja I<b> e I<a>"),
        Example("In B<man> see I<a> and I<b>", "Em B, veja I e I", Severity.WARNING),
        Example('<meta content="no-light">', '<meta content="no-luz">', Severity.ERROR),
        Example("<1>One</1> and <2>two</2>", "<2>Dois</2> e <1>um</1>"),
        Example("<1>One</1> and <2>two</2>", "<2>Dois</1> e <1>um</2>", Severity.ERROR),
        Example("open <file>", "abrir <arquivo>"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if "<" not in source:
            return []
        pod = _POD.search(source)
        if pod and not _POD.search(target):
            message = f"The marks of a manual page are gone: {quote([pod[0]])}."
            return [finding(self, message, source, target, context, Severity.WARNING, source_span=pod.span())]
        ours = _tags(source)
        held = _held(ours)
        if not held:
            return []
        ours = [tag for tag in ours if tag.name in held]
        theirs = [tag for tag in _tags(target) if tag.name in held or tag.close]
        return self._compare(ours, theirs, source, target, context)

    def _compare(
        self,
        ours: Sequence[_Tag],
        theirs: Sequence[_Tag],
        source: str,
        target: str,
        context: CheckContext,
    ) -> list[Finding]:
        before, after = Counter(map(_shape, ours)), Counter(map(_shape, theirs))
        lost, added = before - after, after - before
        if lost or added:
            gone = [tag for tag in ours if _shape(tag) in lost]
            new = [tag for tag in theirs if _shape(tag) in added]
            message = (
                f"Tags are gone: {quote([tag.text for tag in gone])}."
                if gone
                else f"Tags were added: {quote([tag.text for tag in new])}."
            )
            at = (gone[0].start, gone[0].end) if gone else None
            to = (new[0].start, new[0].end) if new else None
            return [finding(self, message, source, target, context, span=to, source_span=at)]
        wrong = _misplaced(theirs)
        if wrong is not None and _misplaced(ours) is None:
            message = f"The tag {quote([wrong.text])} is closed or opened in the wrong place."
            return [finding(self, message, source, target, context, span=(wrong.start, wrong.end))]
        changed = Counter(tag.attributes for tag in theirs) - Counter(tag.attributes for tag in ours)
        if changed:
            tag = next(tag for tag in theirs if tag.attributes in changed)
            mine = Counter(tag.attributes for tag in ours) - Counter(tag.attributes for tag in theirs)
            names = {name for one in (*changed, *mine) for name, _ in one}
            differing = {
                name
                for name in names
                if Counter(_value(t, name) for t in ours) != Counter(_value(t, name) for t in theirs)
            }
            severity = Severity.WARNING if differing <= _LINKS else None
            message = f"An attribute differs from the source: {quote([tag.text])}."
            return [finding(self, message, source, target, context, severity, span=(tag.start, tag.end))]
        return []


def _tags(text: str) -> list[_Tag]:
    found = []
    for match in _TAG.finditer(text):
        attributes = frozenset(
            (name.lower(), value.strip("\"'"))
            for name, value in _ATTRIBUTE.findall(match["rest"])
            if name.lower() not in _SAID
            or (name.lower() in ("content", "value") and _TECHNICAL.fullmatch(value.strip("\"'")))
        )
        close = bool(match["close"])
        found.append(_Tag(match["name"], close, attributes, match.start(), match.end(), match[0]))
    return found


def _held(tags: Sequence[_Tag]) -> frozenset[str]:
    """The names that are tags beyond doubt: closed somewhere, with attributes, or of those that stand alone."""
    closed = {tag.name for tag in tags if tag.close}
    opened = {tag.name for tag in tags if not tag.close}
    return frozenset(
        tag.name
        for tag in tags
        if tag.name in closed & opened
        or tag.close
        or tag.attributes
        or tag.text.endswith("/>")
        or tag.name.lower() in _ALONE
    )


def _shape(tag: _Tag) -> tuple[str, bool]:
    return tag.name, tag.close


def _value(tag: _Tag, name: str) -> str:
    return dict(tag.attributes).get(name, "")


def _misplaced(tags: Sequence[_Tag]) -> _Tag | None:
    """The first tag that closes another than the last open one, or is never closed."""
    waiting: list[_Tag] = []
    closed = {tag.name for tag in tags if tag.close}  # DocBook's <link> is closed, HTML's is not
    for tag in tags:
        if (
            (tag.name.lower() in _VOID and tag.name not in closed)
            or tag.text.endswith("/>")
            or tag.name.lower() in _OPTIONAL
        ):
            continue
        if not tag.close:
            waiting.append(tag)
        elif not waiting or waiting.pop().name != tag.name:
            return tag
    return waiting[0] if waiting else None
