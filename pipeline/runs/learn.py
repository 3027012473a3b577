"""``locpipe glossary learn``: what reviewers change again and again, as rows for a glossary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.glossary import Glossary, Terms, format_glossary
from pipeline.glossary.model import Term
from pipeline.languages import same_language
from pipeline.memory.learning import Lesson, edits, lessons
from pipeline.project import Project
from pipeline.runs.glossary import function_words
from pipeline.runs.memory import opened


@dataclass(slots=True)
class LearnReport:
    """``compared`` entries, reviewed ones that a machine had written first, and what is to be learnt from them."""

    compared: int = 0
    lessons: list[Lesson] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "compared": self.compared,
            "lessons": [
                {
                    "source": one.source,
                    "target": one.target,
                    "was": one.was,
                    "language": one.language,
                    "count": one.count,
                    "example": one.example,
                }
                for one in self.lessons
            ],
        }

    def to_csv(self) -> str:
        """The rows as a glossary to edit."""
        terms = (
            Term(
                one.source, one.target, one.language, f"instead of “{one.was}”, {one.count}×; “{one.example}”"
            )
            for one in self.lessons
        )
        return format_glossary(Glossary(tuple(terms)))


def learn_terms(
    project: Project, terms: Terms, message: Callable[[str], None], target: str | None, at_least: int
) -> LearnReport:
    """Compare reviewed entries with the machine's drafts. What a glossary asks for already is left out.

    Raises:
        ProjectError: the memory cannot be used.
    """
    report = LearnReport()
    with opened(project, message) as store:
        if store is None:
            return report
        found = [one for one in edits(store) if target is None or same_language(one.language, target)]
    report.compared = len(found)
    for one in lessons(found, function_words, at_least):
        known = terms.matcher(one.language, one.source_language).match_whole(one.source)
        if known is None or known.target.casefold() != one.target:
            report.lessons.append(one)
    return report
