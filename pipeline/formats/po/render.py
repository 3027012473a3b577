"""Write a PO file with its messages translated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.formats.po.parse import messages
from pipeline.formats.protocol import Translation
from pipeline.languages import plural_count, plural_forms
from pipeline.model import Document
from pipeline.review.po import Entry, format_catalog, parse_catalog


def render(document: Document, translations: Sequence[Translation], language: str | None = None) -> str:
    """Return the catalog with the translations filled in; what is None stays as it is.

    A message that gets a translation loses ``fuzzy``. A plural message takes one text per form of
    ``language``; a single text serves for all of them. ``language`` goes into the header, with its
    plural rule where there is none yet or one for another number of forms. All None: the text as it was read.
    """
    if all(translation is None for translation in translations):
        return document.source
    catalog = parse_catalog(document.source, document.path)
    headers = dict(catalog.headers)
    if language:
        headers["Language"] = language
        if f"nplurals={plural_count(language)};" not in headers.get("Plural-Forms", "").replace(" ", ""):
            headers["Plural-Forms"] = plural_forms(language)
    if "CHARSET" in headers.get("Content-Type", "CHARSET"):
        headers["Content-Type"] = "text/plain; charset=UTF-8"
    forms = plural_count(language) if language else 2
    given = {
        entry.key: _filled(entry, translation, forms)
        for entry, translation in zip(messages(catalog), translations, strict=True)
        if translation is not None
    }
    entries = tuple(given.get(entry.key, entry) for entry in catalog.entries)
    return format_catalog(replace(catalog, headers=headers, entries=entries))


def _filled(entry: Entry, translation: Translation, forms: int) -> Entry:
    texts = (translation,) if isinstance(translation, str) else tuple(translation or ())
    if entry.plural is None:
        texts = texts[:1]
    elif len(texts) == 1:
        texts *= forms
    return replace(
        entry,
        translations=texts,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        previous_context=None,
        previous_source=None,
        previous_plural=None,
    )
