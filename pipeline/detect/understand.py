"""Understand a document: its language, and the language of the units that are in another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.detect.documents import detect_document
from pipeline.detect.passages import detect_passages
from pipeline.errors import DocumentError
from pipeline.glossary import Terms
from pipeline.languages import base_language
from pipeline.model import Detection, Document, ForeignPassage

Key = tuple[str | None, str]

_GETTEXT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Understood:
    """A document with its language, and the language of the units that are in another one."""

    document: Document
    detection: Detection
    passages: tuple[ForeignPassage, ...] = ()
    foreign: Mapping[Key, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.detection.language


def understand(document: Document, terms: Terms, forced: str | None = None) -> Understood:
    """Find the language of a document and the foreign passages in it.

    ``forced`` is the user's ``--from``. A message catalog has one language, its header's or that of all
    its messages together: single messages are too short to be judged alone.

    Raises:
        DocumentError: the language cannot be told.
    """
    texts = [unit.text for unit in document.units]
    declared = forced or document.source_language
    if declared:
        detection = Detection(declared, 1.0, "given")
    else:
        detection = detect_document(texts) if document.spans else _detect_messages(texts)
    if detection.language == "und":
        raise DocumentError("its language cannot be told; name it with --from", document.path)
    if not document.spans:
        return Understood(document, detection)
    passages: list[ForeignPassage] = []
    foreign: dict[Key, str] = {}
    matcher = terms.matcher(source=detection.language)
    for unit, seen in zip(document.units, detect_passages(texts, detection.language), strict=True):
        hit = matcher.match_whole(unit.text)
        if (
            hit is not None
            and hit.source_language
            and not _same_base(hit.source_language, detection.language)
        ):
            seen = Detection(hit.source_language, 1.0, "glossary")
        if seen.language != "und" and not _same_base(seen.language, detection.language):
            foreign[unit.key] = seen.language
            passages.append(ForeignPassage(unit.line, unit.text, seen.language, seen.by))
    return Understood(document, detection, tuple(passages), foreign)


def _detect_messages(texts: Sequence[str]) -> Detection:
    """The language of a catalog's messages: English, as gettext asks of source texts, unless most are not.

    A handful of labels ("Session key", "Expire date") is too little to tell one language from another,
    and enough to tell that it may be English.
    """
    detection = detect_document(texts)
    if _same_base(detection.language, _GETTEXT_LANGUAGE):
        return detection
    seen = detect_passages(texts, _GETTEXT_LANGUAGE)
    foreign = sum(
        len(text)
        for text, one in zip(texts, seen, strict=True)
        if not _same_base(one.language, _GETTEXT_LANGUAGE)
    )
    if 2 * foreign < sum(map(len, texts)):
        return Detection(_GETTEXT_LANGUAGE, 0.5, "context")
    return detection


def _same_base(one: str, other: str) -> bool:
    return base_language(one) == base_language(other)
