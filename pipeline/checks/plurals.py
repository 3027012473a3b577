"""Check that a plural entry has every form that its language needs, and that those it needs differ where they must."""

from __future__ import annotations

import re

from pipeline.checks.base import CatalogExample, entry_finding
from pipeline.languages import plural_count
from pipeline.model import Finding, LanguagePair, Severity
from pipeline.review.catalog import Catalog

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
_ENTRY = 'msgid "%d lamp"\nmsgid_plural "%d lamps"\n'


class PluralsCheck:
    """See the module's first line. How many there are says the catalog's header, else the language."""

    id = "plurals"
    severity = Severity.ERROR
    description = "Every plural form of the language has a text; none is left empty beside others."
    catalog_examples = (
        CatalogExample(_ENTRY + 'msgstr[0] "%d luz"\nmsgstr[1] "%d luzes"\n'),
        CatalogExample(_ENTRY + 'msgstr[0] "%d luz"\nmsgstr[1] ""\n', Severity.ERROR),
        CatalogExample(_ENTRY + 'msgstr[0] "%d luz"\n', Severity.ERROR),
        CatalogExample(_ENTRY + 'msgstr[0] ""\nmsgstr[1] ""\n'),
        CatalogExample(_ENTRY + 'msgstr[0] "%d đèn"\n', None, LanguagePair("en", "vi")),
    )

    def check_catalog(self, catalog: Catalog, pair: LanguagePair) -> list[Finding]:
        said = _COUNT.search(catalog.headers.get("Plural-Forms", ""))
        needed = int(said[1]) if said else plural_count(pair.target)
        found = []
        for entry in catalog.entries:
            if entry.plural is None or entry.empty:
                continue
            empty = [form for form, text in enumerate(entry.translations) if not text]
            if empty:
                message = f"The plural form msgstr[{empty[0]}] has no text."
            elif len(entry.translations) != needed:
                forms = len(entry.translations)
                message = f"{forms} plural form{'' if forms == 1 else 's'}; the language has {needed}."
            else:
                continue
            found.append(entry_finding(self, message, entry, pair))
        return found
