"""What reviewers make of a machine's text: how much they change, and which words they change again and again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.memory.store import CATALOG, Store

_WORD = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")
_LONGEST_CHANGE = 4  # words; a longer stretch is another sentence
_LONGEST_TERM = 3
_SHARE = 0.6
"""In so many of the texts that hold a source term must the same words have been changed."""

StopWords = Callable[[str], frozenset[str]]
"""The function words of a language in lower case."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A reviewed entry beside its draft. ``distance``: words changed, left out or added, as a share of the longer text."""

    document: str
    source_language: str
    language: str
    engine: str
    source: str
    draft: str
    text: str
    distance: float


@dataclass(frozen=True, slots=True)
class EditRate:
    """How much reviewers changed of what one engine wrote into one document's catalog."""

    document: str
    language: str
    engine: str
    entries: int
    unchanged: int
    distance: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """A source term whose translation reviewers changed from ``was`` to ``target`` in ``count`` entries."""

    source: str
    target: str
    was: str
    source_language: str
    language: str
    count: int
    example: str


def edits(store: Store) -> list[Edit]:
    """Every reviewed entry that a machine had written first, in a fixed order."""
    rows = store.rows(
        "SELECT o.name, o.document, s.language, d.language, d.engine, d.source, d.text, t.text FROM drafts d "
        "JOIN origins o ON o.kind = ? AND o.name = d.catalog "
        "JOIN translations t ON t.origin = o.id AND t.unit IS NULL AND coalesce(t.context, '') = d.context "
        "JOIN sources s ON s.id = t.source AND s.text = d.source ORDER BY o.name, d.context, d.source",
        (CATALOG,),
    )
    return [
        Edit(document or name, own, language, engine, source, draft, text, _distance(draft, text))
        for name, document, own, language, engine, source, draft, text in rows
    ]


def edit_rates(found: Iterable[Edit]) -> list[EditRate]:
    """The edits by document, language and engine; the mean of their distances."""
    groups: dict[tuple[str, str, str], list[Edit]] = defaultdict(list)
    for edit in found:
        groups[edit.document, edit.language, edit.engine].append(edit)
    return [
        EditRate(
            *key,
            len(group),
            sum(one.distance == 0 for one in group),
            sum(one.distance for one in group) / len(group),
        )
        for key, group in sorted(groups.items())
    ]


def lessons(found: Sequence[Edit], stop_words: StopWords, at_least: int = 2) -> list[Lesson]:
    """Words that were changed into the same words at least so often, each with the source term that they translate.

    The term is what the changed entries have in common and others, whose translation stayed, have not.
    """
    changes: dict[tuple[str, str, str, str], list[Edit]] = defaultdict(list)
    for edit in found:
        for was, now in dict.fromkeys(_changes(edit, stop_words(edit.language))):
            changes[edit.source_language, edit.language, was, now].append(edit)
    learnt = []
    for (own, language, was, now), group in changes.items():
        sources = list(dict.fromkeys(edit.source for edit in group))
        if len(sources) < at_least:
            continue
        others = [edit.source for edit in found if edit.language == language]
        term = _common_term(sources, others, stop_words(own))
        if term:
            learnt.append(Lesson(term, now, was, own, language, len(sources), sources[0]))
    return sorted(learnt, key=lambda one: (-one.count, one.language, one.source, one.target))


def _distance(draft: str, text: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_distance(_WORD.findall(draft), _WORD.findall(text)))


def _changes(edit: Edit, small: frozenset[str]) -> list[tuple[str, str]]:
    """The words that were exchanged for others, without articles and the like around them, in lower case."""
    old, new = _WORD.findall(edit.draft.casefold()), _WORD.findall(edit.text.casefold())
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = _content(old[i1:i2], small), _content(new[j1:j2], small)
        if tag == "replace" and was and now and max(len(was), len(now)) <= _LONGEST_CHANGE:
            found.append((" ".join(was), " ".join(now)))
    return found


def _content(words: Sequence[str], small: frozenset[str]) -> Sequence[str]:
    """The words without small ones and marks at their ends; none where a mark stands between them."""
    start, end = 0, len(words)
    while start < end and _is_small(words[start], small):
        start += 1
    while end > start and _is_small(words[end - 1], small):
        end -= 1
    inner = words[start:end]
    return inner if all(word[0].isalnum() for word in inner) else ()


def _is_small(word: str, small: frozenset[str]) -> bool:
    return word in small or not word[0].isalpha()


def _common_term(sources: Sequence[str], others: Sequence[str], small: frozenset[str]) -> str:
    """The words that all ``sources`` share and that hardly stand elsewhere: the rarest, then the longest."""
    shared = Counter(term for source in sources for term in _terms(source, small))
    everywhere = Counter(term for source in dict.fromkeys(others) for term in _terms(source, small))
    fitting = [
        term
        for term, count in shared.items()
        if count == len(sources) and count >= _SHARE * max(everywhere[term], 1)
    ]
    return min(fitting, key=lambda term: (everywhere[term], -len(term.split()), term), default="")


def _terms(source: str, small: frozenset[str]) -> set[str]:
    """Every run of one to three words that neither begins nor ends with a small one."""
    words = _WORD.findall(source.casefold())
    return {
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST_TERM, len(words)) + 1)
        if not (_is_small(words[start], small) or _is_small(words[end - 1], small))
        and all(word[0].isalnum() for word in words[start:end])
    }
