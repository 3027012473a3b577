"""The review page: one HTML file without a network, with every entry, its state, terms, findings and changes."""

from __future__ import annotations

from pipeline.report.html.entries import Highlight, PageCatalog, PageEntry, State, page_entry
from pipeline.report.html.page import Links, render_page

__all__ = ["Highlight", "Links", "PageCatalog", "PageEntry", "State", "page_entry", "render_page"]
