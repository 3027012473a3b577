"""The data that flows through locpipe. Frozen, without I/O, importing nothing of ours.

The words are those of ``docs/how-it-works.md``: a *document* holds *units*; a unit holds *segments*
(sentences); inside them stand *placeables* and *terms*; an engine proposes *candidates*; a check
sees *findings*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple


class Origin(StrEnum):
    """Where a candidate's text comes from."""

    REVIEWED = "reviewed"
    MEMORY = "memory"
    MACHINE = "machine"
    GLOSSARY = "glossary"
    COPY = "copy"


class Severity(StrEnum):
    """How bad a finding is. An ``error`` keeps machine text out of a PO entry."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class TermStatus(StrEnum):
    """What a glossary row asks for."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNTRANSLATABLE = "untranslatable"


class LanguagePair(NamedTuple):
    """Source and target as PO locales, for example ``LanguagePair("en", "pt_BR")``."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


PlaceableKind = Literal[
    "printf",
    "brace",
    "icu",
    "shell",
    "markup",
    "entity",
    "url",
    "email",
    "path",
    "code",
    "number",
    "name",
    "accelerator",
    "escape",
    "symbol",
    "term",
]
"""The kinds of span that must survive translation."""

MarkupRole = Literal["open", "close", "alone"]


@dataclass(frozen=True, slots=True)
class Placeable:
    """A span of a text that must survive translation unchanged.

    ``start`` and ``end`` are offsets in code points into the text it was found in;
    ``text`` is ``source[start:end]``. ``role`` says for markup whether the span opens or closes a
    pair; ``pair`` is then equal for the two ends.
    """

    start: int
    end: int
    text: str
    kind: PlaceableKind
    role: MarkupRole = "alone"
    pair: int = -1


@dataclass(frozen=True, slots=True)
class Unit:
    """One translatable block of a document, or one catalog message. One unit = one PO entry.

    ``text`` is what the translator sees (the msgid). ``line`` is 1-based in the document.
    ``kind`` is a short human word shown to the reviewer ("Paragraph", "Heading 2", "Caption",
    "Byline", "Table cell", "Link title" …), empty when there is nothing to say.
    ``placeables`` are spans that the *format* knows to be code or markup; general placeables
    (printf, URLs, numbers …) are found later by ``protect``.
    ``references``, ``comments``, ``flags``, ``context`` and ``plural`` come through unchanged from
    a message catalog; for other formats they are empty and the reference is ``path:line``.
    ``translations`` (one per plural form) and ``fuzzy`` hold what a catalog given as *input* already
    had in the language ``Document.translation_language``.
    """

    text: str
    line: int
    kind: str = ""
    context: str | None = None
    plural: str | None = None
    flags: tuple[str, ...] = ()
    references: tuple[tuple[str, int], ...] = ()
    comments: tuple[str, ...] = ()
    translator_comments: tuple[str, ...] = ()
    placeables: tuple[Placeable, ...] = ()
    translations: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes a PO entry unique: ``(msgctxt, msgid)``."""
        return (self.context, self.text)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes are made from its text: codec name, byte order mark, main line end.

    ``bom`` is the exact bytes in front (``b""`` when there are none).
    With ``references`` a character that the codec lacks can be written as ``&#8217;`` (HTML).
    ``newline`` is the file's first line end (``"\\n"``, ``"\\r\\n"`` or ``"\\r"``); texts keep
    their own line ends, so that mixed ones come back as they were.
    """

    name: str = "utf-8"
    bom: bytes = b""
    newline: str = "\n"
    references: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source file that a person wrote, read into units.

    ``path`` is relative to the project root with ``/`` separators. ``source`` is the whole decoded
    text, line ends as in the file. ``spans[i]`` is where unit ``i`` stands in ``source`` (code
    points, end exclusive); it is empty for message catalogs, which are not spliced. A unit inside another
    one (an attribute of a tag in a sentence) follows it. ``container`` is the whole file of a format that is
    an archive (DOCX, ODT): ``source`` then is the XML of its members, joined.
    ``translation_language`` is set when the document is a catalog that already holds translations.
    """

    path: str
    format: str
    units: tuple[Unit, ...]
    source: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    encoding: Encoding = field(default_factory=Encoding)
    title: str = ""
    source_language: str | None = None
    translation_language: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    container: bytes = b""


@dataclass(frozen=True, slots=True)
class Detection:
    """The language of a text. ``language`` is a PO locale, or ``"und"`` when nothing can be said.

    ``confidence`` is in [0, 1]. ``by`` names what decided: ``"ngrams"``, ``"script"``,
    ``"toneless"``, ``"glossary"``, ``"context"`` (too short to say: the document's language), ``"none"``.
    """

    language: str
    confidence: float
    by: str = "ngrams"


@dataclass(frozen=True, slots=True)
class ForeignPassage:
    """A passage of a document in another language than the document's."""

    line: int
    text: str
    language: str
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check saw. ``line`` is 1-based in ``path``, 0 when there is no place.

    ``span`` is the place in ``target``, ``source_span`` the one in ``source``, as offsets in code points
    (end exclusive), where the check can point. ``context`` is the ``msgctxt`` of the entry, ``form`` the
    plural form that ``target`` is.
    """

    rule: str
    severity: Severity
    message: str
    path: str = ""
    line: int = 0
    language: str = ""
    source: str = ""
    target: str = ""
    reference: str = ""
    context: str | None = None
    form: int = 0
    span: tuple[int, int] | None = None
    source_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TermHit:
    """A glossary term met in a source text. Offsets are code points into that text.

    What other rows say of the same source: ``others`` are targets that count as well (preferred,
    then allowed), ``barred`` the forbidden ones; ``rivals`` are those of ``others`` that another row prefers,
    so that a person has to choose. ``target_forms`` are listed forms of ``target``;
    ``gender`` is what the glossary says of it, as written there, or empty.
    """

    start: int
    end: int
    text: str
    source: str
    target: str
    status: TermStatus
    source_language: str | None = None
    note: str = ""
    target_forms: tuple[str, ...] = ()
    gender: str = ""
    others: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output of an engine for one sentence; ``score`` is a mean log-probability, where it has one."""

    text: str
    score: float | None = None


Hypotheses = tuple[Hypothesis, ...]
"""An engine's n-best list for one sentence, best first; empty when the engine gave nothing."""


MatchKind = Literal["context", "exact", "repaired", "near"]
"""The same text in the same use; the same text; a similar one whose difference was carried over; a similar one."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the translation memory has of a text.

    ``source`` and ``target`` are as a human left them; ``score`` is the similarity of ``source`` to the text in
    [0, 1]. ``text`` is what may stand for the text's translation: equal to ``target`` but for what was repaired,
    empty for a ``near`` match, which is only shown. ``differing`` holds what ``source`` has and what the text has
    in its place. ``origin`` is the document or file, ``others`` counts the other translations of the same source.
    """

    kind: MatchKind
    source: str
    target: str
    text: str = ""
    score: float = 1.0
    differing: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    reviewer: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible translation of a text, with where it comes from and what was seen on the way.

    ``text`` is empty when nothing that passed the checks was found; ``findings`` then says why.
    ``calls`` counts the sentences that were sent to an engine for it. ``confidence`` is in [0, 1],
    or None where nothing is known. ``matches`` are what the memory had of it: used, or to be shown.
    ``sentences`` counts its sentences, ``remembered`` those of them that come from the memory. ``refused``
    names the checks that refused outputs of the engine on the way, once for each output.
    """

    text: str
    origin: Origin
    engine: str = ""
    model: str = ""
    calls: int = 0
    confidence: float | None = None
    satisfied: tuple[TermHit, ...] = ()
    unmet: tuple[TermHit, ...] = ()
    findings: tuple[Finding, ...] = ()
    matches: tuple[Match, ...] = ()
    sentences: int = 0
    remembered: int = 0
    refused: tuple[str, ...] = ()
