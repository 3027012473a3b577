"""Check that printf conversions are those of the source: names, order, types. A wrong one crashes a program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

_DIRECTIVE = re.compile(
    r"%(?:%|(?P<variable>(?:\d+\$)?#@[^@\s]+@|arg\b)|(?:(?P<number>\d+)\$)?(?:\((?P<name>[^()]*)\))?[#0+'I-]*(?P<space> [#0+'-]*)?(?P<width>\d+|\*(?:\d+\$)?)?"
    r"(?:\.(?:\d+|\*)?)?(?P<size>hh|h|ll|l|L|q|j|z|t|I64)?(?P<type>[diouxXeEfFgGaAcCsSpnr@]))"
)
_PERCENT = re.compile(r"%")
_CLASSES = {letter: kind for kind, letters in {
    "number": "diouxX", "fraction": "eEfFgGaA", "character": "cC", "text": "sSr@", "pointer": "pn",
}.items() for letter in letters}  # fmt: skip
_FLAG = re.compile(
    r"(?P<no>no-|possible-|impossible-)?(?P<kind>c|objc|python|php|perl|lua|javascript|typescript|java-printf|awk"
    r"|sh-printf|ruby|tcl|go|gcc-internal|gfc-internal)-format\Z"
)

# A date format, or markup of another kind: letters that no printf knows.
_OTHER_LETTER = re.compile(
    r"%[-_0^#]?[BYHMSbhyjlLTRDZVWUkPNwmqtvzQKn](?![A-Za-z(])|%C\d|%[IO](?!d)|@[A-Za-z] "
)


@dataclass(frozen=True, slots=True)
class _Directive:
    start: int
    text: str
    key: str
    kind: str
    size: str


class PrintfCheck:
    """See the module's first line.

    An entry with a format flag is read by its rules; one without is read as far as a conversion is beyond
    doubt (``50% of`` has none). Numbered conversions may change their order, named ones may come twice.
    """

    id = "printf"
    severity = Severity.ERROR
    description = "Conversions such as %s, %1$d and %(name)s have the names, types and order of the source."
    examples = (
        Example("Saving %s to disk", "Salvando %s no disco"),
        Example("Saving %s to disk", "Salvando no disco", Severity.ERROR),
        Example("Saving to disk", "Salvando %s no disco", Severity.ERROR),
        Example("%s of %d", "%d: %s", Severity.ERROR),
        Example("%s of %d", "%2$d: %1$s"),
        Example("-%d:%02d", "-%02d:%d", Severity.ERROR),
        Example("%s of %s", "%1$s de %1$s", Severity.ERROR),
        Example("It has %d lamps", "Tem %s lâmpadas", Severity.ERROR),
        Example("It has %lu lamps", "Tem %u lâmpadas", Severity.ERROR, flags=("c-format",)),
        Example("By %(name)s", "Por %(name)s"),
        Example("By %(name)s", "Por %(nome)s", Severity.ERROR),
        Example("By %(name)s", "Por %(name)", Severity.ERROR),
        Example("Saving %s to disk", "Salvando % s no disco", Severity.ERROR),
        Example("50% of it", "50 % do total"),
        Example("100%% of %d", "100%% de %d", flags=("c-format",)),
        Example("All of %d", "100% zero de %d", Severity.ERROR, flags=("c-format",)),
        Example("%d %B %Y", "%d de %B de %Y"),
        Example("%s is open", "% s está aberto", Severity.ERROR, flags=("javascript-format",)),
        Example("%#@BOATS@ on %#@DAYS@", "Em %#@DAYS@: %#@BOATS@", flags=("objc-format",)),
        Example("We saw %#@BOATS@", "Vimos %#@BARCOS@", Severity.ERROR, flags=("objc-format",)),
        Example("%arg boats", "barcos", Severity.ERROR),
        Example("Use 20% dark", "Use 20% da cor", flags=("no-c-format",)),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if "%" not in source and "%" not in target:
            return []
        flagged = _flagged(context.flags)
        if flagged is False or (flagged is None and (_OTHER_LETTER.search(source))):
            return []
        ours, theirs = _directives(source, bool(flagged)), _directives(target, bool(flagged))
        if flagged is None and not ours and not _sure(theirs):
            return []
        problem = _difference(ours, theirs, strict=bool(flagged))
        if problem is not None:
            message, wrong, lost = problem
            span = (wrong.start, wrong.start + len(wrong.text)) if wrong else None
            at = (lost.start, lost.start + len(lost.text)) if lost else None
            return [finding(self, message, source, target, context, span=span, source_span=at)]
        broken = _broken(target, theirs) if flagged else None
        if broken is not None and _broken(source, ours) is None:
            message = "A “%” is no conversion here: write it as “%%”."
            return [finding(self, message, source, target, context, span=(broken, broken + 1))]
        return []


def _flagged(flags: Sequence[str]) -> bool | None:
    """Whether the flags say that the text is a printf format; None where they say nothing."""
    said = None
    for flag in flags:
        match = _FLAG.match(flag)
        if match:
            if not match["no"]:
                return True
            said = False
    if said is None and any(flag.endswith("-format") for flag in flags):
        return False  # brace formats and others: a % is a %
    return said


def _directives(text: str, flagged: bool) -> list[_Directive]:
    found: list[_Directive] = []
    turn = 0
    for match in _DIRECTIVE.finditer(text):
        if match["variable"]:  # Apple's: its number stands with its plural
            found.append(_Directive(match.start(), match[0], match[0], "variable", ""))
            continue
        if match["type"] is None:
            continue  # %%
        if not flagged and _is_doubtful(text, match):
            continue
        if match["width"] and match["width"].startswith("*"):
            turn += 1
        if match["name"] is not None:
            key = match["name"]
        else:
            turn += 1
            key = match["number"] or str(turn)
        kind = _CLASSES[match["type"]]
        found.append(_Directive(match.start(), match[0], key, kind, match["size"] or ""))
    return found


def _is_doubtful(text: str, match: re.Match[str]) -> bool:
    """Whether this may be a percentage or half a word: ``50% of``, ``100%discount``."""
    end = match.end()
    after = text[end : end + 1]
    if match["space"] and match["name"] is None:
        return True
    if match["name"] is not None or match["number"] is not None:
        return False
    return after.isalpha() and after.isascii() and match["type"] not in "sd"


def _sure(directives: Sequence[_Directive]) -> bool:
    """Whether a target whose source has no conversion has some beyond doubt."""
    return any(one.kind in ("text", "number") for one in directives)


def _difference(
    ours: Sequence[_Directive], theirs: Sequence[_Directive], *, strict: bool
) -> tuple[str, _Directive | None, _Directive | None] | None:
    expected: dict[str, _Directive] = {}
    for one in ours:
        expected.setdefault(one.key, one)
    used: dict[str, _Directive] = {}
    for one in theirs:
        used.setdefault(one.key, one)
        meant = expected.get(one.key)
        if meant is None:
            return f"Not in the source: {quote([one.text])}.", one, None
        if " " in one.text and " " not in meant.text:
            return f"A blank tears {quote([meant.text])} apart.", one, meant
        if meant.kind != one.kind or (strict and meant.size != one.size):
            if sorted(x.kind for x in ours) == sorted(x.kind for x in theirs):
                return (
                    f"The order of {quote([x.text for x in ours])} changed: number them, as in %1$s.", one, meant,
                )  # fmt: skip
            return f"{quote([one.text])} stands for {quote([meant.text])}: another type.", one, meant
    lost = [one for key, one in expected.items() if key not in used]
    if lost:
        return f"Lost in the translation: {quote([one.text for one in lost])}.", None, lost[0]
    ours, theirs = ([one for one in side if one.kind != "variable"] for side in (ours, theirs))
    before, after = ([one.text for one in side] for side in (ours, theirs))
    if (
        before != after
        and sorted(before) == sorted(after)
        and not any("$" in text or "(" in text for text in before)
    ):
        place = next(n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
        return f"The order of {quote(before)} changed: number them, as in %1$s.", theirs[place], ours[place]
    return None


def _broken(text: str, directives: Sequence[_Directive]) -> int | None:
    """The place of a per cent sign that begins no conversion."""
    known = {one.start for one in directives}
    doubled = {at for match in re.finditer("%%", text) for at in (match.start(), match.start() + 1)}
    for match in _PERCENT.finditer(text):
        if match.start() not in known and match.start() not in doubled:
            return match.start()
    return None
