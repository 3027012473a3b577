"""Look at a translation: one small check a file, a registry whose order is visible.

Built-in checks stand in `CHECKS`; plug-ins come after them from the entry points ``locpipe.checks``
(a class made without arguments, see `Check`). Checks know nothing of engines or of how placeables
are found: what they need comes in a `CheckContext`.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.metadata import entry_points

from pipeline.checks.base import Check, CheckContext, Example
from pipeline.checks.brackets import BracketsCheck
from pipeline.checks.controls import ControlsCheck
from pipeline.checks.echo import EchoCheck
from pipeline.checks.length import LengthCheck
from pipeline.checks.markup import MarkupCheck
from pipeline.checks.mask import MaskCheck
from pipeline.checks.numbers import NumbersCheck
from pipeline.checks.order import OrderCheck
from pipeline.checks.placeables import PlaceablesCheck
from pipeline.checks.repetition import RepetitionCheck
from pipeline.checks.script import ScriptCheck
from pipeline.checks.terms import TermsCheck
from pipeline.checks.whitespace import WhitespaceCheck
from pipeline.errors import ConfigurationError, UsageError
from pipeline.model import Finding, Severity

__all__ = [
    "CHECKS",
    "ENTRY_POINTS",
    "Check",
    "CheckContext",
    "Example",
    "has_errors",
    "load_checks",
    "run_checks",
]

CHECKS: tuple[Check, ...] = (
    PlaceablesCheck(),
    OrderCheck(),
    MarkupCheck(),
    BracketsCheck(),
    MaskCheck(),
    ControlsCheck(),
    WhitespaceCheck(),
    ScriptCheck(),
    EchoCheck(),
    RepetitionCheck(),
    LengthCheck(),
    NumbersCheck(),
    TermsCheck(),
)
"""The built-in checks, in the order of their findings."""

ENTRY_POINTS = "locpipe.checks"


@cache
def load_checks() -> tuple[Check, ...]:
    """The built-in checks and the installed plug-ins, by name. A plug-in cannot replace a built-in.

    Raises:
        ConfigurationError: a plug-in cannot be loaded. A gate must not pass because a check is missing.
    """
    checks: list[Check] = list(CHECKS)
    taken = {check.id for check in checks}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        if point.name in taken:
            continue
        taken.add(point.name)
        try:
            checks.append(point.load()())
        except Exception as error:
            raise ConfigurationError(
                f"The check plug-in {point.name!r} cannot be loaded: {type(error).__name__}: {error}. "
                "Reinstall or remove it."
            ) from error
    return tuple(checks)


def run_checks(
    source: str, target: str, context: CheckContext, select: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Run the checks over one translation, findings in registry order.

    ``select`` names the checks to run (default: all). A blank target has nothing to check: an entry
    without translation is no fault of a translation.

    Raises:
        UsageError: ``select`` names a check that does not exist.
        ConfigurationError: a check plug-in cannot be loaded.
    """
    checks = load_checks()
    if select is not None:
        known = {check.id for check in checks}
        unknown = sorted(set(select) - known)
        if unknown:
            raise UsageError(f"Unknown check {unknown[0]!r}. Known: {', '.join(sorted(known))}.")
        checks = tuple(check for check in checks if check.id in select)
    if not source.strip() or not target.strip():
        return ()
    return tuple(found for check in checks for found in check.check(source, target, context))


def has_errors(findings: Collection[Finding]) -> bool:
    """Whether one of the findings keeps machine text out of a PO entry."""
    return any(found.severity is Severity.ERROR for found in findings)
