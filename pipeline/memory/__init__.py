"""Translation memory: what humans have reviewed, recalled before an engine is asked."""

from __future__ import annotations

from pipeline.memory.feed import Place
from pipeline.memory.match import Recall, Recalled
from pipeline.memory.project import Memory

__all__ = ["Memory", "Place", "Recall", "Recalled"]
