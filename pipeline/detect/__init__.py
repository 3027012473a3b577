"""Detect the source language of texts and documents, and foreign passages inside documents."""

from __future__ import annotations

from pipeline.detect.documents import detect, detect_document
from pipeline.detect.passages import detect_passages

__all__ = ["detect", "detect_document", "detect_passages"]
