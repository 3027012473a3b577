"""TBX, the XML of term bases: TBX-Basic (``martif``) is written; TBX version 3 (``tbx``) is read as well.

Written so that translate-toolkit and Weblate understand it: an entry has its source language first; a
forbidden translation stands in an entry of its own with the administrative status
``deprecatedTerm-admn-sts``; an untranslatable one says ``Translation needed: No``; the note is from the
translator. Data categories after TBX-Basic 3.1 (administrativeStatus, grammaticalGender, partOfSpeech,
termType, subjectField, context); ``sourceLanguage`` is ours, for entries in another language than the
file's. TBX-Basic has no place for case and accent sensitivity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from pipeline.errors import GlossaryError, UnknownLanguage
from pipeline.glossary.exchange.protocol import Collector, Concept, Imported, Pair, group_concepts
from pipeline.glossary.exchange.xml import Node, children, parse_xml
from pipeline.glossary.model import Term
from pipeline.languages import parse_language, same_language, to_bcp47
from pipeline.model import TermStatus

_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_GROUPS = frozenset({"descripGrp", "termNoteGrp", "adminGrp", "termGrp", "descripNote", "noteGrp"})

# administrativeStatus and its elder twin normativeAuthorization, without "-admn-sts", letters only
_STATUSES = {
    "preferredterm": TermStatus.PREFERRED,
    "preferred": TermStatus.PREFERRED,
    "standardizedterm": TermStatus.PREFERRED,
    "admittedterm": TermStatus.ALLOWED,
    "admitted": TermStatus.ALLOWED,
    "deprecatedterm": TermStatus.FORBIDDEN,
    "deprecated": TermStatus.FORBIDDEN,
    "supersededterm": TermStatus.FORBIDDEN,
    "superseded": TermStatus.FORBIDDEN,
    "forbidden": TermStatus.FORBIDDEN,
    "obsolete": TermStatus.FORBIDDEN,
    "notrecommended": TermStatus.FORBIDDEN,
}
_WORDS = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ALLOWED: "admittedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SENTENCE_END = (".", "!", "?", "…", "。")


@dataclass(slots=True)
class _Said:
    """What stands about an entry, a language or a term: its data categories in lower case, and its notes."""

    categories: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Name:
    """One term of a language with its variants."""

    text: str
    said: _Said
    line: int
    status: TermStatus | None
    variants: list[str] = field(default_factory=list)


class Tbx:
    """See the module's first line."""

    name = "tbx"
    suffixes: tuple[str, ...] = (".tbx", ".xml", ".martif")
    description = "TBX-Basic, as Weblate, Lokalize and other tools exchange it"
    multilingual = True

    def recognises(self, text: str, suffix: str) -> bool:
        return suffix == ".tbx" or bool(re.search(r"<(?:\w+:)?(?:martif|tbx)\b", text))

    def read(self, data: bytes, name: str, pair: Pair) -> Imported:
        root = parse_xml(data, name)
        if root.local not in ("martif", "tbx"):
            raise GlossaryError(
                f"{name}:{root.line}: <{root.tag}> is no TBX, which begins with <martif> or <tbx>."
            )
        default = pair.source or _locale(root.get("xml:lang"))
        collector = Collector(name)
        for node in root.iter():
            if isinstance(node, Node) and node.local in _ENTRIES:
                _read_entry(node, default, pair, collector)
        return collector.imported(default)

    def write(self, terms: Sequence[Term], pair: Pair) -> str:
        default = pair.source or "en"
        root = ET.Element("martif", {"type": "TBX-Basic", "xml:lang": to_bcp47(default)})
        header = ET.SubElement(root, "martifHeader")
        description = ET.SubElement(ET.SubElement(header, "fileDesc"), "sourceDesc")
        ET.SubElement(description, "p").text = "Glossary written by locpipe"
        ET.SubElement(
            ET.SubElement(header, "encodingDesc"), "p", {"type": "XCSURI"}
        ).text = "TBXBasicXCSV02.xcs"
        body = ET.SubElement(ET.SubElement(root, "text"), "body")
        written = [concept for concept in group_concepts(terms) if _is_writable(concept)]
        for number, concept in enumerate(written, start=1):
            _write_entry(body, f"c{number}", concept, default)
        ET.indent(root)
        text = ET.tostring(root, encoding="unicode")
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n' + text + "\n"
        )


def _locale(tag: str | None) -> str | None:
    try:
        return parse_language(tag) if tag else None
    except UnknownLanguage:
        return None


def _text(node: ET.Element) -> str:
    return re.sub(r"\s*[\r\n]\s*", " ", "".join(node.itertext())).strip()


def _said(node: Node) -> _Said:
    """The categories that stand in an element itself, groups looked into, languages and terms not.

    Version 3 may write a category as an element of its name, ``<min:partOfSpeech>``.
    """
    said = _Said()
    for child in _own(node):
        if child.local == "note":
            said.notes.append(_text(child))
        elif child.local != "term":
            name = child.get("type", child.local).replace(" ", "").lower()
            said.categories.setdefault(name, _text(child))
    return said


def _own(node: Node) -> Iterator[Node]:
    for child in children(node):
        if child.local in _GROUPS:
            yield from _own(child)
        elif child.local not in _LANGUAGES and child.local not in _TERMS:
            yield child


def _names(section: Node) -> list[_Name]:
    """The terms of a language; a variant belongs to the term before it."""
    names: list[_Name] = []
    for node in section.iter():
        if not isinstance(node, Node) or node.local not in _TERMS:
            continue
        term = next((one for one in node.iter() if isinstance(one, Node) and one.local == "term"), None)
        text = _text(term) if term is not None else ""
        if not text:
            continue
        said = _said(node)
        if names and said.categories.get("termtype") == "variant":
            names[-1].variants.append(text)
            continue
        word = said.categories.get("administrativestatus") or said.categories.get(
            "normativeauthorization", ""
        )
        word = re.sub(r"[^a-z]", "", word.lower().replace("-admn-sts", "").replace("admnsts", ""))
        names.append(_Name(text, said, node.line, _STATUSES.get(word)))
    return names


def _read_entry(entry: Node, default: str | None, pair: Pair, collector: Collector) -> None:
    said = _said(entry)
    sections = [
        (node.get("xml:lang"), _locale(node.get("xml:lang")), node)
        for node in children(entry)
        if node.local in _LANGUAGES
    ]
    if not sections:
        return
    own = _locale(said.categories.get("sourcelanguage")) or default
    first = next(
        (index for index, one in enumerate(sections) if own and one[1] and same_language(one[1], own)), 0
    )
    _, source_language, source_section = sections.pop(first)
    foreign = (
        source_language
        if default and source_language and not same_language(source_language, default)
        else None
    )
    kept = said.categories.get("translationneeded", "").lower() == "no"
    targets: list[tuple[str, list[_Name]]] = []
    for tag, locale, section in sections:
        if locale is None and pair.target and len(sections) == 1:
            locale = pair.target  # translate-toolkit writes "xx" for a target that nobody named
        if locale is None:
            collector.leave_out(section.line, f"unknown language {tag!r}. Name it with --target.")
        elif not pair.target or same_language(locale, pair.target):
            targets.append((locale, _names(section)))
    for source in _names(source_section):
        no_translation = kept or source.said.categories.get("translationnote", "").lower() == "no"
        if no_translation and not sections:
            _add(collector, source, None, "", said, foreign, TermStatus.UNTRANSLATABLE)
        for language, names in targets:
            for index, target in enumerate(names):
                usual = TermStatus.ALLOWED if index else TermStatus.PREFERRED
                status = TermStatus.UNTRANSLATABLE if no_translation else target.status or usual
                _add(collector, source, target, language, said, foreign, status)


def _add(
    collector: Collector,
    source: _Name,
    target: _Name | None,
    language: str,
    entry: _Said,
    foreign: str | None,
    status: TermStatus,
) -> None:
    places = [entry, source.said] if target is None else [target.said, entry, source.said]
    context = _first(places[::-1], "context", "usagenote")
    notes = [note for said in places for note in said.notes]
    notes += [
        said.categories[key] for said in places for key in ("definition", "descrip") if key in said.categories
    ]
    if context.endswith(_SENTENCE_END):  # an example sentence, not the place where the row holds
        notes.append(context)
        context = ""
    collector.add(
        source.line if target is None else target.line,
        source.text,
        source.text if target is None else target.text,
        language,
        status=str(status),
        note="; ".join(dict.fromkeys(filter(None, notes))),
        source_language=foreign or "",
        forms="|".join(source.variants),
        target_forms="|".join(target.variants) if target else "",
        context=context,
        part_of_speech=_first([source.said, *places], "partofspeech"),
        gender=_first([target.said], "grammaticalgender") if target else "",
        domain=_first([entry, source.said], "subjectfield"),
    )


def _first(places: Sequence[_Said], *keys: str) -> str:
    return next((said.categories[key] for key in keys for said in places if said.categories.get(key)), "")


def _is_writable(concept: Concept) -> bool:
    """Whether XML can write the texts, and every row has a language (a name needs none)."""
    head, rows = concept
    if any(
        _CONTROL.search(text) for row in rows for text in (*row.spellings(), row.target, *row.target_forms)
    ):
        return False
    return all(row.language for row in rows) or head.status is TermStatus.UNTRANSLATABLE


def _write_entry(body: ET.Element, identifier: str, concept: Concept, default: str) -> None:
    head, rows = concept
    entry = ET.SubElement(body, "termEntry", {"id": identifier})
    own = head.source_language or default
    _category(entry, "descrip", "subjectField", head.domain)
    if head.status is TermStatus.UNTRANSLATABLE:
        _category(entry, "descrip", "Translation needed", "No")
    if own != default:
        _category(entry, "admin", "sourceLanguage", to_bcp47(own))
    section = _section(entry, own)
    source = _term(section, head.source)
    _category(source, "termNote", "partOfSpeech", head.part_of_speech)
    _category(source, "descrip", "context", head.context)
    _variants(section, head.forms)
    for row in rows:
        if not row.language:
            _note(source, row.note)
            continue
        section = _section(entry, row.language)
        target = _term(section, row.target)
        _category(target, "termNote", "grammaticalGender", row.gender)
        _category(target, "termNote", "administrativeStatus", _WORDS.get(row.status, ""))
        _note(target, row.note)
        _variants(section, row.target_forms)


def _section(entry: ET.Element, locale: str) -> ET.Element:
    return ET.SubElement(entry, "langSet", {"xml:lang": to_bcp47(locale)})


def _term(section: ET.Element, text: str) -> ET.Element:
    tig = ET.SubElement(section, "tig")
    ET.SubElement(tig, "term").text = text
    return tig


def _variants(section: ET.Element, forms: Sequence[str]) -> None:
    for form in forms:
        _category(_term(section, form), "termNote", "termType", "variant")


def _category(parent: ET.Element, element: str, name: str, value: str) -> None:
    if value:
        ET.SubElement(parent, element, {"type": name}).text = _CONTROL.sub("", value)


def _note(parent: ET.Element, note: str) -> None:
    if note:
        ET.SubElement(parent, "note", {"from": "translator"}).text = _CONTROL.sub("", note)
