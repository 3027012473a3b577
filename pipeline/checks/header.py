"""Check that the header of a catalog can be used: its language, its plural rule."""

from __future__ import annotations

import re
from gettext import c2py

from pipeline.checks.base import CatalogExample
from pipeline.errors import UnknownLanguage
from pipeline.languages import base_language, parse_language
from pipeline.model import Finding, LanguagePair, Severity
from pipeline.review.catalog import Catalog

_RULE = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*\Z")
_TRIED = 200
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_PLURAL = '\nmsgid "%d lamp"\nmsgid_plural "%d lamps"\nmsgstr[0] "%d luz"\nmsgstr[1] "%d luzes"\n'


class HeaderCheck:
    """See the module's first line."""

    id = "header"
    severity = Severity.ERROR
    description = (
        "The header names the catalog's language, and a plural rule that can be read where one is needed."
    )
    catalog_examples = (
        CatalogExample(
            _HEAD + '"Language: pt_BR\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n' + _PLURAL
        ),
        CatalogExample(_HEAD + '"Language: es\\n"\n\nmsgid "lamp"\nmsgstr "luz"\n', Severity.ERROR),
        CatalogExample(_HEAD + '"Language: pt_BR\\n"\n' + _PLURAL, Severity.ERROR),
        CatalogExample(_HEAD + '"Plural-Forms: nplurals=2; plural=(n >;\\n"\n' + _PLURAL, Severity.ERROR),
        CatalogExample(_HEAD + '"Plural-Forms: nplurals=2; plural=n;\\n"\n' + _PLURAL, Severity.ERROR),
        CatalogExample(_HEAD + '"Language: pt\\n"\n'),
    )

    def check_catalog(self, catalog: Catalog, pair: LanguagePair) -> list[Finding]:
        messages = []
        language = catalog.headers.get("Language", "").strip()
        if language and catalog.entries and not _speaks(language, pair.target):
            messages.append(f"The header says “Language: {language}”; the catalog is in {pair.target}.")
        rule = catalog.headers.get("Plural-Forms", "")
        if any(entry.plural is not None for entry in catalog.entries):
            messages += _complaints(rule)
        return [
            Finding(self.id, self.severity, message, line=1, language=pair.target) for message in messages
        ]


def _speaks(tag: str, target: str) -> bool:
    try:
        return base_language(parse_language(tag)) == base_language(target)
    except UnknownLanguage:
        return True  # a language of the translators' own


def _complaints(rule: str) -> list[str]:
    if not rule:
        return ["There are plural entries, but the header has no Plural-Forms."]
    match = _RULE.match(rule)
    if match is None:
        return [f"Plural-Forms cannot be read: “{rule}”."]
    try:
        form_of = c2py(match[2])
        highest = max(form_of(number) for number in range(_TRIED))
    except (ValueError, RecursionError, ZeroDivisionError):
        return [f"Plural-Forms cannot be computed: “{rule}”."]
    if highest >= int(match[1]):
        return [f"Plural-Forms gives form {highest} of nplurals={match[1]}."]
    return []
