"""The gate's findings as GitHub workflow commands: annotations at the lines of a pull request."""

from __future__ import annotations

from pipeline.model import Finding, Severity
from pipeline.report.checked import Checked
from pipeline.report.text import show

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(checked: Checked) -> str:
    """One command a finding. GitHub shows ten of each kind and step; the rest stands in the log."""
    return "\n".join(map(_command, checked.findings))


def _command(one: Finding) -> str:
    place = f"file={_property(one.path)}" + (f",line={one.line}" if one.line else "")
    lines = [one.message]
    lines += [
        f"{label}: {show(text)[0]}"
        for label, text in (("source", one.source), ("target", one.target))
        if text
    ]
    title = _property(f"locpipe: {one.rule}")
    return f"::{_COMMANDS[one.severity]} {place},title={title}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    """A text as the message of a command: no line end may end it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A text as the value of a property: no sign may end that, either."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
