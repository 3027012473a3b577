"""Check spelling with hunspell, where it is installed with a dictionary of the target's language."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable

from pipeline.checks.base import CatalogExample, entry_finding, quote
from pipeline.checks.prose import prose, unquoted
from pipeline.languages import base_language
from pipeline.model import Finding, LanguagePair, Severity
from pipeline.review.catalog import Catalog

_WORD = re.compile(r"(?<![\w'’.@/-])[^\W\d_][^\W\d_'’-]*[^\W\d_](?![\w@/-])")
_MNEMONIC = re.compile(r"(?<!\w)[_&](?=\w)")


class SpellingCheck:
    """See the module's first line. Off by default: a dictionary knows few names and no terms of the trade.

    Words of the source, words in capitals and words with capitals inside are names. A catalog that could not
    be looked at says so in one note: nothing passes in silence.
    """

    id = "spelling"
    severity = Severity.NOTE
    description = "Words are in the dictionary that hunspell has for the language, where it has one."
    catalog_examples = (
        CatalogExample('msgid "The lamp"\nmsgstr "A luz"\n', None, LanguagePair("en", "zxx")),
        CatalogExample('msgid "Lamp"\nmsgstr "Luz"\n', Severity.NOTE),
    )

    def check_catalog(self, catalog: Catalog, pair: LanguagePair) -> list[Finding]:
        if base_language(pair.target) == "zxx":  # "no linguistic content": a language without words
            return []
        dictionary = find_dictionary(pair.target)
        if dictionary is None:
            message = (
                f"Spelling was not looked at: hunspell or its dictionary for {pair.target} is not installed."
            )
            return [Finding(self.id, self.severity, message, line=1, language=pair.target)]
        words = {(entry.line, form): _words(entry.source + " " + (entry.plural or ""), text)
                 for entry in catalog.entries for form, text in enumerate(entry.translations)}  # fmt: skip
        wrong = misspelt({word for some in words.values() for word in some}, dictionary)
        found = []
        for entry in catalog.entries:
            for form in range(len(entry.translations)):
                bad = [word for word in words[entry.line, form] if word in wrong]
                if bad:
                    message = f"Not in the dictionary: {quote(bad)}."
                    found.append(entry_finding(self, message, entry, pair, form))
        return found


def _words(source: str, target: str) -> list[str]:
    text = prose(unquoted(_MNEMONIC.sub("", target)))
    known = set(re.findall(r"\w+", source.casefold()))
    return list(
        dict.fromkeys(
            word
            for word in _WORD.findall(text)
            if not word.isupper() and word[1:].islower() and word.casefold() not in known
        )
    )


def find_dictionary(locale: str) -> str | None:
    """The name of hunspell's dictionary for a locale, of its region or of any; None where there is none."""
    if shutil.which("hunspell") is None:
        return None
    run = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
    names = sorted(
        {line.rpartition("/")[2] for line in (run.stderr + run.stdout).splitlines() if "/" in line}
    )
    for name in (
        locale,
        base_language(locale),
        *(n for n in names if base_language(n) == base_language(locale)),
    ):
        if name in names:
            return name
    return None


def misspelt(words: Iterable[str], dictionary: str) -> set[str]:
    """Those of the words that a dictionary of hunspell does not know."""
    run = subprocess.run(
        ["hunspell", "-l", "-i", "UTF-8", "-d", dictionary],
        input="\n".join(sorted(words)) + "\n", capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return set(run.stdout.split())
