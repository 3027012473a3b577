"""Our own ``#.`` lines in a PO file: what each candidate's origin, terms and findings say to the reviewer.

Poedit shows them as "Notes for translators". They carry no time and two digits, stand in a fixed order,
and belong to the machine: they go when a human has reviewed the entry.

The first line of a machine's entry ends with a fingerprint of the text as the machine wrote it
(``mt bergamot en-pt 2.0 [5d41ab]``): a text that has another one was edited by a human, who may well have
left it ``fuzzy``, and is the human's from then on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from pipeline.model import Candidate, Origin, TermHit
from pipeline.review.catalog import Entry

KEPT_FROM_PREVIOUS = "reviewed translation of the previous source"
"""The note of an entry whose source changed a little: the text is the reviewer's, for the old source."""

TRANSLATED_AFRESH = "the source changed; this is a new translation, not that of the previous source"
"""The note of an entry whose source changed too much: ``#|`` shows the old one for comparison."""

_EDITED = "edited by hand after "
_FAILED = ": nothing passed the checks"
_MACHINE = re.compile(r"(?:mt |memory\b|glossary\b|copy\b)")
_SIGNATURE = re.compile(r" \[([0-9a-f]{6})\]\Z")
_CONFIDENCE = re.compile(r", confidence ([01]\.[0-9]+)\Z")
_TERM, _MISSING = "term ", " is missing"
_LONGEST = 300
_UNNAMED = "machine"


def engine_name(engine: str, model: str) -> str:
    """``bergamot en-pt 2.0``: what notes and the ``model`` of `merge.plan` call an engine model."""
    return " ".join(part for part in (engine, model) if part) or _UNNAMED


def notes_of(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The notes for an entry made from these candidates, one per plural form (no prefix).

    Order: origin, memory, terms, findings; sorted inside each; each line once. An entry whose text is left
    empty says which model failed, so that the next run does not try it in vain.
    """
    if not candidates:
        return ()
    usable = all(candidate.text for candidate in candidates)
    origins = _origins(candidates) if usable else _failures(candidates)
    terms = {_term(hit) for candidate in candidates for hit in candidate.satisfied}
    unmet = {term_note(hit) + _MISSING for candidate in candidates for hit in candidate.unmet}
    findings = {
        f"check {finding.rule}: {finding.message}"
        for candidate in candidates
        for finding in candidate.findings
    }
    lines = [
        *origins,
        *_matches(candidates),
        *(sorted(terms) if usable else ()),
        *(sorted(unmet) if usable else ()),
        *sorted(findings),
    ]
    return tuple(dict.fromkeys(_one_line(line) for line in lines))


def signed(notes: Sequence[str], translations: Sequence[str]) -> tuple[str, ...]:
    """The notes of an entry with these texts; the first origin among them gets the texts' fingerprint."""
    for number, note in enumerate(notes):
        if _names_origin(note):
            return (*notes[:number], f"{note} [{_fingerprint(translations)}]", *notes[number + 1 :])
    return tuple(notes)


def also_reviewed(translations: Sequence[str], who: str = "") -> str:
    """The ``# `` line that keeps a second reviewed text of an entry; it is a human's, so no run takes it away."""
    return f"also reviewed{f' by {who}' if who else ''}: {_quoted(translations)}"


def also_written(translations: Sequence[str], who: str = "") -> str:
    """The ``# `` line that keeps a second text of a human which nobody has approved."""
    return f"also written{f' by {who}' if who else ''}: {_quoted(translations)}"


def machine_made(entry: Entry) -> bool:
    """Whether the text waits for review and comes from a machine (or memory, glossary, copy).

    A fuzzy entry without such a note, or with another text than the machine wrote, is a human's
    unfinished work. A note without a fingerprint (an older catalog's) is believed.
    """
    return entry.fuzzy and any(map(_names_origin, entry.notes)) and not _differs(entry)


def edited_by_hand(entry: Entry) -> bool:
    """Whether a human changed a machine's text and has not approved it yet."""
    return entry.fuzzy and (any(note.startswith(_EDITED) for note in entry.notes) or _differs(entry))


def notes_once_edited(entry: Entry) -> tuple[str, ...]:
    """The notes of an entry that `edited_by_hand`: what was said of the machine's text is true no more."""
    if not _differs(entry):
        return entry.notes
    origins = replace(entry, notes=tuple(note for note in entry.notes if _names_origin(note)))
    return tuple(_EDITED + origin for origin in notes_for_reading(origins))


def confidence_of(entry: Entry) -> float | None:
    """How sure the machine was of the text that stands there, in [0, 1]; None where nobody said."""
    if not machine_made(entry):
        return None
    origins = [_SIGNATURE.sub("", note) for note in entry.notes if _names_origin(note)]
    said = [float(match[1]) for origin in origins if (match := _CONFIDENCE.search(origin))]
    return min(said, default=None)


def notes_for_reading(entry: Entry) -> tuple[str, ...]:
    """The notes without fingerprint and confidence, which a page shows in its own way."""
    return tuple(_CONFIDENCE.sub("", _SIGNATURE.sub("", note)) for note in entry.notes)


def made_for_previous(entry: Entry) -> bool:
    """Whether a human's text under ``fuzzy`` was made for the source that ``#|`` shows."""
    return (
        entry.fuzzy
        and entry.previous_source is not None
        and not machine_made(entry)
        and not edited_by_hand(entry)
    )


def noted_terms(notes: Iterable[str]) -> frozenset[str]:
    """The terms that notes speak of, met or missing, as `term_note` writes them."""
    return frozenset(note.removesuffix(_MISSING) for note in notes if note.startswith(_TERM))


def term_note(hit: TermHit) -> str:
    """``term "chip" → "chip"``: what notes call a term, whether it was met or is missing."""
    return _one_line(_term(hit))


def failed_with(notes: Iterable[str], model: str) -> bool:
    """Whether this engine model (as `engine_name` writes it) has already tried and given nothing."""
    return bool(model) and f"mt {model}{_FAILED}" in notes


def _quoted(translations: Sequence[str]) -> str:
    """Texts on one line, each as a JSON string: line ends and quotation marks can be read back."""
    return " | ".join(json.dumps(text, ensure_ascii=False) for text in translations)


def _names_origin(note: str) -> bool:
    return bool(_MACHINE.match(note)) and not note.endswith(_FAILED)


def _differs(entry: Entry) -> bool:
    """Whether an entry says what the machine wrote, and it was something else."""
    found = [match[1] for note in entry.notes if _names_origin(note) and (match := _SIGNATURE.search(note))]
    return bool(found) and _fingerprint(entry.translations) not in found


def _fingerprint(translations: Sequence[str]) -> str:
    """24 bits of the texts: enough to tell an edited one, short enough for a note."""
    return sha256("\0".join(translations).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _origins(candidates: Sequence[Candidate]) -> list[str]:
    confidence: dict[str, float | None] = {}
    for candidate in candidates:
        name = _origin(candidate)
        known = [c for c in (confidence.get(name), candidate.confidence) if c is not None]
        confidence[name] = min(known) if known else None
    return [
        name if worst is None else f"{name}, confidence {worst:.2f}"
        for name, worst in sorted(confidence.items())
    ]


def _origin(candidate: Candidate) -> str:
    if candidate.origin is Origin.MACHINE:
        return f"mt {engine_name(candidate.engine, candidate.model)}"
    return candidate.origin.value


def _matches(candidates: Sequence[Candidate]) -> list[str]:
    """What the memory had, in the order of the sentences; near matches with their words that differ."""
    lines = []
    for candidate in candidates:
        if candidate.text and 0 < candidate.remembered < candidate.sentences:
            lines.append(f"memory: {candidate.remembered} of {candidate.sentences} sentences")
        for match in candidate.matches:
            where = f" in {match.origin}" if match.origin else ""
            words = ", ".join(f'"{old}" → "{new}"' for old, new in match.differing)
            if match.kind == "near":
                lines.append(f'near match {match.score:.2f}{where}: "{match.source}"')
                lines.append(f'its translation: "{match.target}"')
                if words:
                    lines.append(f"where they differ: {words}")
            elif match.kind == "repaired":
                lines.append(f"memory: {match.score:.2f}{where}, exchanged {words}")
            else:
                others = (
                    f"; {match.others} other translations" if match.others > 1 else "; 1 other translation"
                )
                lines.append(f"memory: the same text{where}{others if match.others else ''}")
    return lines


def _failures(candidates: Sequence[Candidate]) -> list[str]:
    tried = {
        engine_name(c.engine, c.model)
        for c in candidates
        if c.origin is Origin.MACHINE and (c.engine or c.model)
    }
    return [f"mt {name}{_FAILED}" for name in sorted(tried)]


def _term(hit: TermHit) -> str:
    return f'{_TERM}"{hit.source}" → "{hit.target}"'


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return line + " ." if line.endswith("\\") else line
