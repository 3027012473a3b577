"""What the checks refused of the engines' outputs in a run, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.model import Candidate, Origin


@dataclass(slots=True)
class Guards:
    """``refused`` counts outputs by the check that refused them; the others count texts.

    ``mended`` got a translation by a later attempt, ``other_engine`` of them by another engine; ``empty``
    stayed without one.
    """

    refused: Counter[str] = field(default_factory=Counter)
    mended: int = 0
    other_engine: int = 0
    empty: int = 0

    def count(self, candidates: Iterable[Candidate], engine: str) -> None:
        """Add the candidates of a catalog; ``engine`` is the one that its language pair has."""
        for candidate in candidates:
            self.refused.update(candidate.refused)
            if candidate.origin is not Origin.MACHINE or not candidate.refused:
                continue
            self.mended += bool(candidate.text)
            self.empty += not candidate.text
            self.other_engine += bool(candidate.text) and candidate.engine != engine

    def to_json(self) -> dict[str, Any]:
        return {
            "refused": dict(sorted(self.refused.items())),
            "mended": self.mended,
            "other_engine": self.other_engine,
            "empty": self.empty,
        }

    def __str__(self) -> str:
        """The line of the summary; empty when nothing was refused."""
        if not self.refused:
            return ""
        rules = ", ".join(f"{rule} {count}" for rule, count in self.refused.most_common())
        other = f" ({self.other_engine} by another engine)" if self.other_engine else ""
        outputs, texts = ("" if count == 1 else "s" for count in (self.refused.total(), self.mended))
        return (
            f"The checks refused {self.refused.total()} output{outputs} of the engine ({rules}); {self.mended} "
            f"text{texts} got a translation that passes{other}, {self.empty} {'stays' if self.empty == 1 else 'stay'} empty."
        )
