"""Run the command and count what it does: files opened in the project, statements of SQL, strings asked of the engine.

``python counted.py ARGUMENTS…``; the last line on standard error is the counts as JSON. A script, because an audit
hook stays until its process ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

FOLDER = os.getcwd()  # noqa: PTH109 - before anything of ours is imported
counts: Counter[str] = Counter()


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path, flags = os.fsdecode(arguments[0]), arguments[2]
        if path.startswith(FOLDER) and not isinstance(flags, str):
            counts["writes" if flags & (os.O_WRONLY | os.O_RDWR) else "reads"] += 1


def main(arguments: Sequence[str]) -> None:
    connect = sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(lambda _: counts.update(["statements"]))
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]
    from pipeline.cli.app import main as locpipe
    from pipeline.engines.pseudo import PseudoEngine

    translate = PseudoEngine.translate

    def asked(self: PseudoEngine, sentences: Sequence[str], *rest: Any) -> Any:
        counts["asked"] += len(sentences)
        return translate(self, sentences, *rest)

    PseudoEngine.translate = asked  # type: ignore[method-assign]
    sys.addaudithook(_heard)
    with contextlib.suppress(SystemExit):
        locpipe(arguments)
    print(json.dumps(counts), file=sys.stderr)


main(sys.argv[1:])
