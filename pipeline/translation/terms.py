"""Whether a translation holds what the glossary asks for."""

from __future__ import annotations

from pipeline.terms.requirements import is_satisfied

__all__ = ["is_satisfied"]
