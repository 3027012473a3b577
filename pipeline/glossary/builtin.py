"""The glossary that comes with locpipe: the photo captions of newsrooms, Vietnamese ones above all.

They are the text an engine gets wrong most often (two words, no sentence) and the text that is left
behind untranslated, typed without its marks, in English articles of Vietnamese outlets.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from pipeline.glossary.csv import read_glossary
from pipeline.glossary.model import Glossary


def builtin_glossary() -> Glossary:
    """The newsroom captions; every row names its source language."""
    with as_file(files("pipeline.glossary") / "newsroom.csv") as path:
        return read_glossary(path)
