"""Our notes: what a reviewer reads under "Notes for translators"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Candidate, Finding, Origin, Severity, TermHit, TermStatus
from pipeline.review.catalog import Entry
from pipeline.review.comments import (
    edited_by_hand,
    engine_name,
    failed_with,
    machine_made,
    notes_of,
    notes_once_edited,
    signed,
)


def term(source: str, target: str) -> TermHit:
    return TermHit(0, len(source), source, source, target, TermStatus.PREFERRED)


MT = Candidate("texto", Origin.MACHINE, "bergamot", "en-pt 2.0", confidence=0.6249)
NUMBERS = Finding("numbers", Severity.WARNING, "17:58\n  is missing")


@pytest.mark.parametrize(
    ("candidates", "notes"),
    [
        ([], ()),
        ([MT], ("mt bergamot en-pt 2.0, confidence 0.62",)),
        ([replace(MT, confidence=None)], ("mt bergamot en-pt 2.0",)),
        (
            [replace(MT, confidence=1.0), replace(MT, confidence=0.5)],
            ("mt bergamot en-pt 2.0, confidence 0.50",),
        ),
        ([Candidate("x", Origin.COPY)], ("copy",)),
        ([Candidate("x", Origin.GLOSSARY)], ("glossary",)),
        ([Candidate("x", Origin.MEMORY, confidence=0.987)], ("memory, confidence 0.99",)),
        ([Candidate("x", Origin.MACHINE)], ("mt machine",)),
        (
            [
                replace(
                    MT,
                    confidence=None,
                    satisfied=(term("year", "ano"), term("chip", "chip")),
                    findings=(NUMBERS,),
                )
            ],
            (
                "mt bergamot en-pt 2.0",
                'term "chip" → "chip"',
                'term "year" → "ano"',
                "check numbers: 17:58 is missing",
            ),
        ),
        (
            [replace(MT, confidence=None, unmet=(term("chip", "chip"),))],
            ("mt bergamot en-pt 2.0", 'term "chip" → "chip" is missing'),
        ),
        (
            [replace(MT, text="", satisfied=(term("chip", "chip"),), findings=(NUMBERS, NUMBERS))],
            ("mt bergamot en-pt 2.0: nothing passed the checks", "check numbers: 17:58 is missing"),
        ),
    ],
)
def test_notes(candidates: list[Candidate], notes: tuple[str, ...]) -> None:
    assert notes_of(candidates) == notes
    assert notes_of(list(reversed(candidates))) == notes


def test_a_note_is_one_line_that_gettext_can_read() -> None:
    finding = Finding("x", Severity.NOTE, "a\r\nb\u2028c" + " long" * 200)
    (_, note) = notes_of([replace(MT, findings=(finding,))])
    assert len(note.splitlines()) == 1
    assert len(note) <= 300
    (_, note) = notes_of([replace(MT, findings=(Finding("x", Severity.NOTE, "ends in \\"),))])
    assert not note.endswith("\\")


@pytest.mark.parametrize(
    ("notes", "flags", "expected"),
    [
        (("mt bergamot en-pt 2.0",), ("fuzzy",), True),
        (("memory, confidence 0.90",), ("fuzzy",), True),
        (("glossary",), ("fuzzy",), True),
        (("copy",), ("fuzzy",), True),
        (("mt bergamot en-pt 2.0",), (), False),
        (("reviewed translation of the previous source",), ("fuzzy",), False),
        (("copyright",), ("fuzzy",), False),
        ((), ("fuzzy",), False),
    ],
)
def test_whose_text_it_is(notes: tuple[str, ...], flags: tuple[str, ...], expected: bool) -> None:
    assert machine_made(Entry(None, "a", translations=("b",), flags=flags, notes=notes)) is expected


def test_a_failure_names_its_model() -> None:
    notes = notes_of([replace(MT, text="")])
    assert failed_with(notes, engine_name("bergamot", "en-pt 2.0"))
    assert not failed_with(notes, engine_name("bergamot", "en-pt 2.1"))
    assert not failed_with(notes, "")


def test_a_text_that_the_machine_did_not_write_is_a_humans() -> None:
    notes = signed(("mt bergamot en-pt 2.0, confidence 0.62", 'term "chip" → "chip"'), ("Um chip.",))
    assert notes[0].startswith("mt bergamot en-pt 2.0, confidence 0.62 [")
    assert notes[1:] == ('term "chip" → "chip"',)
    entry = Entry(None, "A chip.", translations=("Um chip.",), flags=("fuzzy",), notes=notes)
    assert machine_made(entry) and not edited_by_hand(entry)
    edited = replace(entry, translations=("O chip.",))
    assert edited_by_hand(edited) and not machine_made(edited)
    told = replace(edited, notes=notes_once_edited(edited))
    assert told.notes == ("edited by hand after mt bergamot en-pt 2.0",)
    assert edited_by_hand(told) and not machine_made(told)
    assert notes_once_edited(told) == told.notes


def test_what_is_signed() -> None:
    assert signed(("copy",), ("a",))[0] != signed(("copy",), ("b",))[0]
    assert signed((), ("a",)) == ()
    failed = ("mt machine: nothing passed the checks", "check numbers: 8 is missing")
    assert signed(failed, ("",)) == failed
