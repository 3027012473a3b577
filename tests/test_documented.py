"""Nothing that a user can ask for is undocumented: commands, options, rules, exit codes, settings of the gate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from pipeline.checks.rules import RULES
from pipeline.checks.suppress import RULE as IGNORE
from pipeline.cli.app import app
from pipeline.cli.check import OutputFormat

ROOT = Path(__file__).resolve().parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
CHECKS = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

SHARED = {"--help"} | set(
    re.findall(
        r"`(--[a-z]+)", next(line for line in CLI.split("\n\n") if line.startswith("Options that many"))
    )
)


def commands() -> Iterator[tuple[str, object]]:
    root = typer.main.get_command(app)
    for name, command in sorted(root.commands.items()):  # type: ignore[attr-defined]
        for below, one in getattr(command, "commands", {"": command}).items():
            yield f"{name} {below}".strip(), one


def section(name: str) -> str:
    """The part of docs/cli.md about a command, the part of its group included."""
    parts = re.split(r"^## ", CLI, flags=re.MULTILINE)
    first = name.split()[0]
    return "\n".join(part for part in parts if part.startswith(f"locpipe {first}"))


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_and_option_is_documented(name: str, command: object) -> None:
    text = section(name)
    assert text, f"docs/cli.md has no section about locpipe {name}"
    assert name.split()[-1] in text
    assert f"locpipe {name.split()[0]}" in README
    options = {
        option
        for parameter in command.params  # type: ignore[attr-defined]
        for option in parameter.opts
        if option.startswith("--") and option not in SHARED
    }
    missing = sorted(option for option in options if option not in text)
    assert missing == [], f"docs/cli.md, locpipe {name}"


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_is_documented(rule: str) -> None:
    assert f"| [`{rule}`](#{rule}) |" in CHECKS
    assert f"\n### {rule}\n" in CHECKS


def test_rules_that_are_no_checks_are_documented() -> None:
    for name in ("syntax", IGNORE, "fuzzy", "untranslated"):
        assert f"`{name}`" in CHECKS


def test_every_form_of_report_is_documented() -> None:
    for form in OutputFormat:
        assert f"`{form.value}`" in CHECKS
        assert f"`{form.value}`" in CLI


def test_every_exit_code_is_documented() -> None:
    for code in (0, 1, 2, 130):
        assert f"| {code} |" in CLI
    for code in (0, 1, 2):
        assert f"| {code} |" in CI


def test_every_input_of_the_action_is_documented() -> None:
    import yaml

    action = yaml.safe_load((ROOT / "ci" / "github" / "action.yml").read_text(encoding="utf-8"))
    for name in action["inputs"]:
        assert name in CI
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        assert hook["id"] in CI
