"""Units inside a unit: an attribute of an inline tag, the title of a link. Their spans lie in its span."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence

from pipeline.formats.splice import Span


def parents_of(spans: Sequence[Span]) -> list[int | None]:
    """Return for each span the index of the one it lies in, None where it stands by itself.

    ``spans`` are sorted, one that holds another before it; one that is held holds none.
    """
    parents: list[int | None] = []
    holder: int | None = None
    for index, (_, end) in enumerate(spans):
        if holder is not None and end <= spans[holder][1]:
            parents.append(holder)
        else:
            parents.append(None)
            holder = index
    return parents


def substitute(text: str, changed: Sequence[tuple[str, str]]) -> str:
    """Return ``text`` with each old piece replaced by its new one: the first of equal ones by the first.

    A piece that is not in the text any more is left out: a translator may have taken it away.
    """
    if not changed:
        return text
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for old, new in changed:
        waiting[old].append(new)
    pattern = re.compile("|".join(re.escape(old) for old in sorted(waiting, key=len, reverse=True)))
    return pattern.sub(lambda found: waiting[found[0]].popleft() if waiting[found[0]] else found[0], text)
