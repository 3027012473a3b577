"""The baseline of an old project: findings that were there when the gate was put up, and do not count.

A JSON file, sorted, one finding a line, so that it can be reviewed and shrinks in a readable diff. A
finding is known by its content fingerprint (`report.checked.fingerprint`): lines may move; who changes a
translation meets its findings again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.model import Finding
from pipeline.report.checked import Checked, fingerprint
from pipeline.review.write import write_if_changed

_VERSION = 1


def read_baseline(path: Path, name: str) -> dict[str, int]:
    """How often each fingerprint is known.

    Raises:
        UsageError: no such file, or none that we wrote.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["version"] != _VERSION:
            raise UsageError(
                f"{name}: a baseline of another version of locpipe. Write it again: --write-baseline"
            )
        return Counter(str(one["fingerprint"]) for one in document["findings"])
    except FileNotFoundError as error:
        raise UsageError(f"{name}: there is no such baseline. Write one: --write-baseline {name}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{name}: this is no baseline ({type(error).__name__}). Write one: --write-baseline {name}"
        ) from error


def write_baseline(path: Path, name: str, checked: Checked) -> bool:
    """Write all findings of a run down as known; False where the file says so already.

    Raises:
        WriteError: it cannot be written.
    """
    rows = sorted((one.path, one.rule, one.source, fingerprint(one)) for one in checked.findings)
    lines = [
        json.dumps({"path": path_, "rule": rule, "source": source, "fingerprint": print_}, ensure_ascii=False)
        for path_, rule, source, print_ in rows
    ]
    body = ",\n    ".join(lines)
    text = (
        f'{{\n  "version": {_VERSION},\n  "findings": [\n    {body}\n  ]\n}}\n'
        if lines
        else f'{{\n  "version": {_VERSION},\n  "findings": []\n}}\n'
    )
    return write_if_changed(path, text.encode("utf-8", "backslashreplace"), name)


def subtract(findings: Iterable[Finding], baseline: dict[str, int]) -> tuple[list[Finding], int]:
    """The findings that the baseline does not know, and how many it knows."""
    if not baseline:
        return list(findings), 0
    left_over = Counter(baseline)
    left: list[Finding] = []
    known = 0
    for one in findings:
        print_ = fingerprint(one)
        if left_over[print_] > 0:
            left_over[print_] -= 1
            known += 1
        else:
            left.append(one)
    return left, known
