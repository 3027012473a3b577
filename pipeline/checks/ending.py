"""Check that the translation ends with the mark of the source: full stop, colon, question mark, dots."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.languages import base_language, script_of
from pipeline.model import Finding, LanguagePair, Severity

_CLASSES = {
    ".": ".。．।۔፡።။៕",
    ":": ":：∶፡",
    "?": "?？؟;⁇",
    "!": "!！",
    "…": "…⋯‥",
    ",": ",，、،",
    ";": ";；؛",
}
_CLASS_OF = {mark: name for name, marks in _CLASSES.items() for mark in marks}
_CLOSERS = "\"'”’»›)]）」』】*_` \u00a0\u202f\u200f\u200e"
_ACCELERATOR = re.compile(r"\s*[(（][&_]?[A-Za-z0-9][)）](?=[:：.…]*\Z)")

_WITHOUT_STOP = frozenset(["ja", "zh", "th", "lo", "km", "my", "bo", "ko", "dz", "hi"])
"""Languages that end a sentence without a stop in labels and messages, or with a blank."""


class EndingCheck:
    """See the module's first line. A mark of the same kind in the target's script counts: 。 for a full stop.

    A full stop that one side alone has is `FullStopCheck`'s.
    """

    id = "ending"
    severity = Severity.WARNING
    description = "The translation ends with the punctuation of the source, in the form of its language."
    examples = (
        Example("The lamp is on.", "A luz está acesa."),
        Example("The lamp is on.", "A luz está acesa"),
        Example("Name:", "Nome:"),
        Example("Name:", "Nom\u00a0:", None, LanguagePair("en", "fr")),
        Example("Name:", "Nome", Severity.WARNING),
        Example("Open...", "Abrir…"),
        Example("Open…", "Abrir", Severity.WARNING),
        Example("Is it on?", "Está acesa!", Severity.WARNING),
        Example("Whether to light it", "Soll sie brennen?", None, LanguagePair("en", "de")),
        Example("The lamp is on.", "ランプがついています。", None, LanguagePair("en", "ja")),
        Example("The lamp is on.", "ランプがついています", None, LanguagePair("en", "ja")),
        Example("Is it on?", "Ανάβει;", None, LanguagePair("en", "el")),
        Example("Find:", "検索(_F):", None, LanguagePair("en", "ja")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        ours, theirs = _ending(source, context.pair.source), _ending(target, context.pair.target)
        if ours == theirs or {ours, theirs} == {"", "."} or _excused(ours, theirs, target, context):
            return []
        if theirs == "?" and _ASKS.match(source):
            return []
        end = len(target.rstrip())
        return [finding(self, _message(ours, theirs), source, target, context, span=(end - 1, end))]


class FullStopCheck:
    """A full stop that one side alone has. Off by default: teams differ in whether a message is a sentence."""

    id = "full-stop"
    severity = Severity.WARNING
    description = "The translation ends with a full stop where the source does, and only there."
    examples = (
        Example("The lamp is on.", "A luz está acesa."),
        Example("The lamp is on.", "A luz está acesa", Severity.WARNING),
        Example("The lamp is on", "A luz está acesa.", Severity.WARNING),
        Example("5 minutes", "5 min."),
        Example("The lamp is on.", "ランプがついています", None, LanguagePair("en", "ja")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        ours, theirs = _ending(source, context.pair.source), _ending(target, context.pair.target)
        if {ours, theirs} != {"", "."} or base_language(context.pair.target) in _WITHOUT_STOP:
            return []
        # "5 min." and "etc." end with a stop that ends no sentence
        if _ends_with_short_word(source) or _ends_with_short_word(target) or len(source.split()) < 2:
            return []
        end = len(target.rstrip())
        return [finding(self, _message(ours, theirs), source, target, context, span=(end - 1, end))]


def _message(ours: str, theirs: str) -> str:
    if ours and theirs:
        return f"The translation ends with “{theirs}”, the source with “{ours}”."
    if ours:
        return f"The translation should end with “{ours}”."
    return f"The translation should not end with “{theirs}”."


def _ending(text: str, language: str) -> str:
    text = _ACCELERATOR.sub("", text.rstrip()).rstrip(_CLOSERS)
    if text.endswith(("...", "。。。", "．．．")):
        return "…"
    mark = text[-1:]
    if mark == ";" and base_language(language) == "el":
        return "?"
    return _CLASS_OF.get(mark, "")


def _excused(ours: str, theirs: str, target: str, context: CheckContext) -> bool:
    language = base_language(context.pair.target)
    if {ours, theirs} <= {".", "!"} or {ours, theirs} <= {"", ","}:
        return True  # how loud a language is; "Sent, " glued to what follows
    if (
        {ours, theirs} == {":", ""}
        and language in ("ja", "zh", "ko")
        and target.rstrip()[-1:] in "はにをがの"
    ):
        return True
    return script_of(context.pair.target) == "Thai" and ours in (".", "", ",")


_ASKS = re.compile(r"(?:Whether|Which|Who|When|Where|How|What|If)\b")
"""Begins a description of a setting that some languages put as a question: “Whether to ring” as „Soll es läuten?“."""

_SHORT = re.compile(r"(?:\b\w{1,4}\.|\d\.|\W\.)[\s)\"'”»]*\Z")


def _ends_with_short_word(text: str) -> bool:
    stripped = text.rstrip()
    return bool(_SHORT.search(stripped)) and len(stripped.split()) < 4
