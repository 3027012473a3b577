"""The CI kit: the shell steps of the GitHub Action and the GitLab template, and the hooks, run for real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "ci" / "github" / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / "ci" / "gitlab" / "locpipe.yml").read_text(encoding="utf-8"))
HOOKS = ROOT / ".pre-commit-hooks.yaml"

HEADER = 'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CLEAN = 'msgid "The lamp"\nmsgstr "A luz"\n'
LOST = 'msgid "Saved {name}"\nmsgstr "Salvo"\n'
PO = "locales/pt_BR/LC_MESSAGES/site.po"

pytestmark = pytest.mark.slow


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "sample"
    (folder / PO).parent.mkdir(parents=True)
    (folder / PO).write_text(HEADER + CLEAN, encoding="utf-8")
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a runner gives a step: our command on PATH, no settings of this machine."""
    return {
        **{name: os.environ[name] for name in ("LANG", "LC_ALL", "TMPDIR") if name in os.environ},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "GITHUB_OUTPUT": str(folder.parent / "output"),
        **more,
    }


def run_action(folder: Path, step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does: its ``env`` filled from the inputs, ``bash -e`` on a script."""
    (found,) = [one for one in ACTION["runs"]["steps"] if one["name"] == step]
    values = {name: one["default"] for name, one in ACTION["inputs"].items()}
    assert inputs.keys() <= values.keys()
    values |= inputs
    env = {"github.action_path": str(ROOT / "ci" / "github")} | {f"inputs.{k}": v for k, v in values.items()}
    filled = {name: env[text.strip("${} ")] for name, text in found["env"].items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
        cwd=folder, env=environment(folder, **filled), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_action_takes_the_locpipe_that_is_there(sample: Path) -> None:
    ran = run_action(sample, "Install locpipe", package="none")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("locpipe ")


def test_the_action_passes_clean_translations_and_fails_lost_ones(sample: Path) -> None:
    assert run_action(sample, "Check translations").returncode == 0
    (sample / PO).write_text(HEADER + LOST, encoding="utf-8")
    ran = run_action(sample, "Check translations", **{"sarif-file": "out/a.sarif"})
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"::error file={PO},line=6,title=locpipe%3A placeables::")
    assert json.loads((sample / "out" / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (sample.parent / "output").read_text(encoding="utf-8") == "sarif-file=out/a.sarif\n"


def test_the_action_hands_its_inputs_on(sample: Path) -> None:
    (sample / PO).write_text(HEADER + LOST, encoding="utf-8")
    assert run_action(sample, "Check translations", ignore="placeables").returncode == 0
    assert run_action(sample, "Check translations", select="numbers,mask").returncode == 0
    assert run_action(sample, "Check translations", select="nothing").returncode == 2
    odd = sample / "a folder" / "de.po"
    odd.parent.mkdir()
    odd.write_text(HEADER + CLEAN, encoding="utf-8")
    assert run_action(sample, "Check translations", paths="a folder/de.po\n\n").returncode == 0
    assert run_action(sample, "Check translations", paths="$(touch hacked)").returncode == 2
    assert not (sample / "hacked").exists()


def test_the_action_builds(sample: Path) -> None:
    assert run_action(sample, "Build").returncode == 0
    assert (sample / "dist" / "pt_BR" / "LC_MESSAGES" / "site.mo").is_file()
    (sample / PO).write_text(HEADER + "#, fuzzy\n" + CLEAN, encoding="utf-8")
    assert run_action(sample, "Build", **{"min-reviewed": "100"}).returncode == 1


def run_gitlab(folder: Path, job: str, **variables: str) -> subprocess.CompletedProcess[str]:
    lines = GITLAB[job]["script"]
    assert all(isinstance(line, str) for line in lines)
    env = environment(folder, **(GITLAB["variables"] | variables))
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(lines)],
        cwd=folder, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_gitlab_jobs(sample: Path) -> None:
    reports: dict[str, Any] = GITLAB["locpipe-check"]["artifacts"]["reports"]
    assert run_gitlab(sample, "locpipe-check").returncode == 0
    assert json.loads((sample / reports["codequality"]).read_text(encoding="utf-8")) == []
    (sample / PO).write_text(HEADER + LOST, encoding="utf-8")
    assert run_gitlab(sample, "locpipe-check").returncode == 1
    (issue,) = json.loads((sample / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"] == {"path": PO, "lines": {"begin": 6}}
    assert "<failure" in (sample / reports["junit"]).read_text(encoding="utf-8")
    assert run_gitlab(sample, "locpipe-check", LOCPIPE_PATHS="nowhere").returncode == 2
    (sample / PO).write_text(HEADER + CLEAN, encoding="utf-8")
    assert run_gitlab(sample, "locpipe-build", LOCPIPE_MIN_REVIEWED="100").returncode == 0


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def hooked(sample: Path) -> Path:
    """A repository that uses our hooks. They are run by the locpipe that is here, not installed anew."""
    hooks = sample.parent / "hooks"
    hooks.mkdir()
    text = HOOKS.read_text(encoding="utf-8")
    assert text.count("language: python") == len(yaml.safe_load(text)) == 3
    (hooks / HOOKS.name).write_text(text.replace("language: python", "language: system"), encoding="utf-8")
    git(hooks, "init", "-q", "-b", "main")
    git(hooks, "add", ".")
    git(hooks, "commit", "-q", "-m", "hooks")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True)
    ids = [{"id": one["id"]} for one in yaml.safe_load(text)]
    config = {"repos": [{"repo": str(hooks), "rev": head.stdout.strip(), "hooks": ids}]}
    (sample / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (sample / "locpipe.toml").write_text(
        'documents = ["*.md"]\ntarget_languages = ["pt_BR"]\nsource_language = "en"\n', encoding="utf-8"
    )
    (sample / "page.md").write_text("# The harbour\n\nThe lamp went out.\n", encoding="utf-8")
    (sample / "glossaries").mkdir()
    (sample / "glossaries" / "terms.csv").write_text(
        "source,target,language\nlamp,luz,pt_BR\n", encoding="utf-8"
    )
    shutil.rmtree(sample / "locales")
    subprocess.run(
        ["locpipe", "translate", "--engine", "none"],
        cwd=sample,
        env=environment(sample),
        check=True,
        capture_output=True,
    )
    git(sample, "init", "-q", "-b", "main")
    git(sample, "add", ".")
    return sample


def run_hooks(folder: Path) -> tuple[int, dict[str, str], str]:
    git(folder, "add", ".")
    ran = subprocess.run(
        ["pre-commit", "run", "--all-files", "--color", "never"],
        cwd=folder, env=environment(folder, PRE_COMMIT_HOME=str(folder.parent / "cache")),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = {one["name"]: one["id"] for one in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    states = {
        names[line.partition("..")[0]]: line.rpartition(".")[2]
        for line in ran.stdout.splitlines()
        if line.partition("..")[0] in names
    }
    return ran.returncode, states, ran.stdout + ran.stderr


def test_the_hooks_with_the_real_pre_commit(hooked: Path) -> None:
    passed = dict.fromkeys(("locpipe-check", "locpipe-up-to-date", "locpipe-glossary"), "Passed")
    code, states, said = run_hooks(hooked)
    assert (code, states) == (0, passed), said
    (hooked / "page.md").write_text("# The harbour\n\nThe lamp went out.\n\nA boat.\n", encoding="utf-8")
    code, states, said = run_hooks(hooked)
    assert (code, states) == (1, passed | {"locpipe-up-to-date": "Failed"}), said
    (hooked / "page.md").write_text("# The harbour\n\nThe lamp went out.\n", encoding="utf-8")
    catalog = hooked / "locales" / "pt_BR" / "LC_MESSAGES" / "page.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(
        text.replace('"The harbour"\nmsgstr ""', '"The harbour"\nmsgstr "O \u202eporto"'), encoding="utf-8"
    )
    code, states, said = run_hooks(hooked)
    assert (code, states) == (1, passed | {"locpipe-check": "Failed"}), said
    assert "controls" in said
    catalog.write_text(text, encoding="utf-8")
    terms = hooked / "glossaries" / "terms.csv"
    terms.write_text("source,target,language\nlamp,luz,xx_unknown_yy\n", encoding="utf-8")
    code, states, said = run_hooks(hooked)
    assert code == 1
    assert states["locpipe-glossary"] == "Failed", said
