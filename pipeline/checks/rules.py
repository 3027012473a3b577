"""The rules of the gate: which checks look at a catalog, how grave each is there, which are on by default.

A check that judges machine text throws a doubtful sentence away; the gate speaks to people about what people
wrote. So a rule may be milder than its check, and what cries wolf on good translations is off until it
is asked for. The measurements are in ``docs/checks.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.checks import CHECKS, load_checks
from pipeline.checks.accelerators import AcceleratorsCheck
from pipeline.checks.base import CatalogCheck, Check
from pipeline.checks.brackets import BracketsCheck
from pipeline.checks.capitals import CapitalsCheck, SmallStartCheck
from pipeline.checks.consistency import ConsistencyCheck, SameTargetCheck
from pipeline.checks.controls import ControlsCheck
from pipeline.checks.doubled import DoubledCheck
from pipeline.checks.echo import EchoCheck
from pipeline.checks.ending import EndingCheck, FullStopCheck
from pipeline.checks.entities import EntitiesCheck
from pipeline.checks.escapes import EscapesCheck
from pipeline.checks.header import HeaderCheck
from pipeline.checks.homoglyphs import HomoglyphsCheck
from pipeline.checks.icu import IcuCheck
from pipeline.checks.language import LanguageCheck
from pipeline.checks.leftover import LeftoverCheck
from pipeline.checks.length import LengthCheck
from pipeline.checks.links import LinksCheck
from pipeline.checks.mask import MaskCheck
from pipeline.checks.max_length import MaxLengthCheck
from pipeline.checks.mojibake import MojibakeCheck
from pipeline.checks.negation import NegationCheck
from pipeline.checks.newlines import NewlinesCheck
from pipeline.checks.numbers import NumbersCheck
from pipeline.checks.placeables import PlaceablesCheck
from pipeline.checks.plurals import PluralsCheck
from pipeline.checks.printf import PrintfCheck
from pipeline.checks.quotes import QuotesCheck
from pipeline.checks.repetition import RepetitionCheck
from pipeline.checks.script import ScriptCheck
from pipeline.checks.sentences import SentencesCheck
from pipeline.checks.spacing import SpacingCheck
from pipeline.checks.spelling import SpellingCheck
from pipeline.checks.stale_term import StaleTermCheck
from pipeline.checks.tags import TagsCheck
from pipeline.checks.terms import TermsCheck
from pipeline.checks.typography import TypographyCheck
from pipeline.checks.unchanged import UnchangedCheck
from pipeline.checks.units import UnitsCheck
from pipeline.checks.urls import UrlsCheck
from pipeline.checks.whitespace import WhitespaceCheck
from pipeline.errors import UsageError
from pipeline.model import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A check in the gate. ``at_most`` is the gravest severity of its findings there.

    What the check itself finds milder than ``least`` is not said: a doubt that a machine's text does not
    survive, and that a person has answered by writing it so.
    """

    check: Check | CatalogCheck
    on: bool = True
    at_most: Severity = Severity.ERROR
    least: Severity = Severity.NOTE

    @property
    def id(self) -> str:
        return self.check.id

    @property
    def severity(self) -> Severity:
        """The gravest severity that the gate gives it."""
        return milder(self.check.severity, self.at_most)


_MILDNESS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def milder(one: Severity, other: Severity) -> Severity:
    """The less grave of two severities."""
    return max(one, other, key=_MILDNESS.__getitem__)


def at_least(severity: Severity, threshold: Severity) -> bool:
    """Whether a severity is as grave as another."""
    return _MILDNESS[severity] <= _MILDNESS[threshold]


RULES: tuple[Rule, ...] = (
    # what breaks a program or a page
    Rule(PrintfCheck()),
    Rule(PlaceablesCheck()),
    Rule(IcuCheck()),
    Rule(TagsCheck()),
    Rule(EntitiesCheck()),
    Rule(EscapesCheck()),
    Rule(PluralsCheck()),
    Rule(HeaderCheck()),
    Rule(MaxLengthCheck()),
    # what no reader should see
    Rule(MaskCheck()),
    Rule(ControlsCheck()),
    Rule(MojibakeCheck()),
    Rule(HomoglyphsCheck()),
    Rule(RepetitionCheck()),
    Rule(DoubledCheck()),
    # what is in the wrong language
    Rule(EchoCheck()),
    Rule(UnchangedCheck()),
    Rule(LanguageCheck()),
    Rule(ScriptCheck()),
    Rule(LeftoverCheck()),
    # what says something else than the source
    Rule(NumbersCheck(), at_most=Severity.WARNING),
    Rule(UnitsCheck()),
    Rule(UrlsCheck()),
    Rule(LinksCheck()),
    Rule(NegationCheck()),
    Rule(LengthCheck(), at_most=Severity.WARNING),
    Rule(SentencesCheck()),
    Rule(TermsCheck()),
    Rule(StaleTermCheck()),
    # how it is written
    Rule(WhitespaceCheck()),
    Rule(NewlinesCheck()),
    Rule(EndingCheck()),
    Rule(CapitalsCheck()),
    Rule(SpacingCheck()),
    Rule(QuotesCheck()),
    Rule(BracketsCheck(), at_most=Severity.WARNING, least=Severity.ERROR),
    Rule(AcceleratorsCheck()),
    Rule(FullStopCheck(), on=False),
    Rule(SmallStartCheck(), on=False),
    Rule(TypographyCheck(), on=False),
    Rule(ConsistencyCheck(), on=False),
    Rule(SameTargetCheck(), on=False),
    Rule(SpellingCheck(), on=False),
)
"""The built-in rules, in the order of their findings."""

ALL, DEFAULT = "all", "default"
"""Words that ``--select`` takes besides rule ids."""

SYNTAX, FUZZY, UNTRANSLATED = "syntax", "fuzzy", "untranslated"
"""Rules that are no checks: a PO file that cannot be read; what ``--fail-on`` counts."""


def all_rules() -> tuple[Rule, ...]:
    """The built-in rules and those of the installed plug-ins.

    Raises:
        ConfigurationError: a plug-in cannot be loaded. A gate must not pass because a check is missing.
    """
    known = {rule.id for rule in RULES}
    judges = {check.id for check in CHECKS}
    return RULES + tuple(Rule(check) for check in load_checks() if check.id not in known | judges)


def choose_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: those of ``select`` (default: all that are on), less those of ``ignore``.

    Raises:
        UsageError: a name that no rule has.
    """
    rules = all_rules()
    wanted: set[str] = set()
    for name in tuple(select) or (DEFAULT,):
        if name == ALL:
            wanted |= {rule.id for rule in rules}
        elif name == DEFAULT:
            wanted |= {rule.id for rule in rules if rule.on}
        else:
            wanted.add(_known(name, rules))
    wanted -= {_known(name, rules) for name in ignore}
    return tuple(rule for rule in rules if rule.id in wanted)


def _known(name: str, rules: Iterable[Rule]) -> str:
    ids = sorted(rule.id for rule in rules)
    if name in ids:
        return name
    near = get_close_matches(name, ids, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"Unknown rule {name!r}.{hint} Known: {', '.join(ids)}; and the words all, default.")
