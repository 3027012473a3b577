"""A worker process: load one model, then answer batches until the pipe closes.

Started by `pipeline.engines.pool`; the pickles on its standard input and output are written by
locpipe alone. It keeps no state between items, writes nothing to the terminal and outlives its
parent by no more than one sentence, however that one ends.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from pipeline.engines.base import Refusal

READY = "ready"
FAILED = "failed"


def main() -> None:
    """Serve the pool on the other end of standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    parent = os.getppid()
    inbox, outbox = _private(0), _private(1)
    try:
        recipe, memory = pickle.load(inbox)
        _limit(memory)
        answer = recipe.load()
    except Exception as error:
        _send(outbox, (FAILED, f"{type(error).__name__}: {error}"))
        return
    _send(outbox, (READY, ""))
    while True:
        try:
            items = pickle.load(inbox)
        except EOFError:
            return
        answers = []
        for item in items:
            if os.getppid() != parent:
                return  # the parent was killed; nobody waits for the rest of the batch
            answers.append(_answer(answer, item, memory))
        _send(outbox, answers)


def _private(descriptor: int) -> BinaryIO:
    """Take a standard stream for ourselves, so that a library that prints cannot break the pickles."""
    own = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return os.fdopen(own, "rb" if descriptor == 0 else "wb")


def _send(outbox: BinaryIO, message: Any) -> None:
    try:
        pickle.dump(message, outbox, protocol=5)
        outbox.flush()
    except BrokenPipeError:
        sys.exit(0)  # the parent is gone


def _limit(memory: int) -> None:
    """Let this process have so many bytes of data and no more: an item that wants them all fails here, alone."""
    if memory:
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(
            resource.RLIMIT_DATA, (memory if most == resource.RLIM_INFINITY else min(memory, most), most)
        )


def _answer(answer: Callable[[Any], Any], item: Any, memory: int) -> Any:
    """One item's answer; an item that raises costs only itself."""
    try:
        return answer(item)
    except MemoryError:
        return Refusal(f"it needs more memory than the {memory >> 20} MB that a worker may use")
    except Exception as error:
        return Refusal(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
