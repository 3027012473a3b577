"""A project of any size with entries in every state, for the review page."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from pipeline.review.catalog import Catalog, Entry
from pipeline.review.catalogs import catalog_path
from pipeline.review.comments import KEPT_FROM_PREVIOUS, TRANSLATED_AFRESH, signed
from pipeline.review.format import encode_catalog
from pipeline.review.header import HeaderFacts, new_headers

GLOSSARY = (
    "source,target,language,note,status,case_sensitive\n"
    "ferry,balsa,pt_BR,,preferred,\nferry,barca,pt_BR,,forbidden,\nharbour,porto,pt_BR,,preferred,\n"
    "Nordlys,,,,untranslatable,\n"
)
_WHO = (
    "The ferry",
    "A night train",
    "The harbour office",
    "Captain Lindqvist",
    "The Nordlys",
    "Nobody on board",
)
_WHEN = (
    "on Tuesday",
    "at 9:40",
    "in the second week of May",
    "after 12 years",
    "before the storm",
    "without delay",
)
_WHAT = (
    "left the harbour with 214 passengers", "reported a broken winch", "sold its last ticket to a cyclist",
    "carried 36 lorries and a circus", "waited for the tide", "answered every letter by hand",
)  # fmt: skip
_QUEM = ("A balsa", "Um trem noturno", "A capitania", "O capitão Lindqvist", "O Nordlys", "Ninguém a bordo")
_QUANDO = (
    "na terça-feira",
    "às 9:40",
    "na segunda semana de maio",
    "após 12 anos",
    "antes da tempestade",
    "sem atraso",
)
_QUE = (
    "deixou o porto com 214 passageiros", "avisou de um guincho quebrado", "vendeu a última passagem a um ciclista",
    "levou 36 caminhões e um circo", "esperou a maré", "respondeu a cada carta à mão",
)  # fmt: skip


def write_project(
    root: Path, entries: int, documents: int = 10, languages: tuple[str, ...] = ("pt_BR", "es")
) -> None:
    """Catalogs with so many entries in all, and a glossary; the same for the same numbers."""
    chance = random.Random(5)
    (root / "glossaries").mkdir(parents=True, exist_ok=True)
    (root / "glossaries/terms.csv").write_text(GLOSSARY, encoding="utf-8")
    each = entries // (documents * len(languages))
    for language in languages:
        for number in range(documents):
            name = f"voyages/part-{number + 1:02}.md"
            made = [_entry(chance, name, place) for place in range(each)]
            old = tuple(
                Entry(
                    None, e.previous_source or "", translations=("Texto revisado de antes.",), obsolete=True
                )
                for e in made
                if TRANSLATED_AFRESH in e.notes
            )
            facts = HeaderFacts(language, "en", name, "Voyages", "../../../..", "0.1.0", document=name)
            headers = new_headers(facts, 1_790_000_000) | {
                "Last-Translator": "Ana Revisora <ana@example.org>"
            }
            path = catalog_path(root / "locales", language, f"voyages/part-{number + 1:02}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encode_catalog(Catalog(headers, tuple(made), old, comments=(name,))))


def _entry(chance: random.Random, name: str, place: int) -> Entry:
    picks = [
        (chance.randrange(6), chance.randrange(6), chance.randrange(6)) for _ in range(chance.randint(1, 4))
    ]
    source = " ".join(f"{_WHO[a]} {_WHAT[b]} {_WHEN[c]}." for a, b, c in picks) + f" ({place})"
    target = " ".join(f"{_QUEM[a]} {_QUE[b]} {_QUANDO[c]}." for a, b, c in picks) + f" ({place})"
    entry = Entry(
        None, source, translations=(target,), references=((name, 1 + 2 * place),),
        extracted=("Heading 2" if place % 12 == 0 else "Paragraph",),
    )  # fmt: skip
    kind = chance.randrange(20)
    if kind < 8:
        return entry
    if kind < 9:
        return replace(entry, translations=("",), notes=("mt bergamot en-pt 2.0: nothing passed the checks",))
    if kind < 11:
        before = source.replace("The", "This", 1).replace("with", "carrying")
        return replace(entry, flags=("fuzzy",), previous_source=before, notes=(KEPT_FROM_PREVIOUS,))
    if kind < 12:
        text = target.replace("balsa", "barca").replace("214", "241")
        return replace(
            entry, flags=("fuzzy",), translations=(text,), comments=("Bruno: is this the right ship?",)
        )
    notes = signed((f"mt bergamot en-pt 2.0, confidence {chance.random() ** 0.6:.2f}",), (target,))
    if kind < 13:
        return replace(
            entry,
            flags=("fuzzy",),
            notes=(TRANSLATED_AFRESH, *notes),
            previous_source=f"Some earlier text. ({place})",
        )
    if kind < 15:
        target = target.replace("36 ", "")
        notes = signed(("mt bergamot en-pt 2.0, confidence 0.31",), (target,))
        return replace(entry, flags=("fuzzy",), translations=(target,), notes=notes)
    return replace(entry, flags=("fuzzy",), notes=notes)
