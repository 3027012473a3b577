"""Detect the source language of texts and documents, and foreign passages inside documents.

The module can be called: ``pipeline.detect(text)`` is `detect`, whichever of the two Python finds under that
name (importing a submodule sets it as an attribute of its package).
"""

from __future__ import annotations

import sys
from types import ModuleType

from pipeline.detect.documents import detect, detect_document
from pipeline.detect.passages import detect_passages
from pipeline.model import Detection

__all__ = ["detect", "detect_document", "detect_passages"]


class _CallableModule(ModuleType):
    def __call__(self, text: str) -> Detection:
        return detect(text)


sys.modules[__name__].__class__ = _CallableModule
