"""Term bases: the glossary rows, their CSV, and how a text is searched for them.

`read_glossary` gives a `Glossary`; a `Matcher` made of it finds the terms in texts.
"""

from __future__ import annotations

from pipeline.glossary.builtin import builtin_glossary
from pipeline.glossary.csv import (
    find_glossaries,
    format_glossary,
    parse_glossary,
    read_glossary,
    write_glossary,
)
from pipeline.glossary.match import Matcher
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.terms import Terms

__all__ = [
    "Glossary",
    "Matcher",
    "Term",
    "Terms",
    "builtin_glossary",
    "find_glossaries",
    "format_glossary",
    "parse_glossary",
    "read_glossary",
    "write_glossary",
]
