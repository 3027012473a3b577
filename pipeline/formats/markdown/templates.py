"""Block rules for the tags of Hugo, Jekyll and their like: a line of tags is code, and what stands between some of them.

``{{< figure >}}``, ``{{% notice %}}``, ``{% include x %}``: joined with the lines around them they would be lost.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_TAG = r"(?:\{\{<(?:(?!>\}\}).)*+>\}\}|\{\{%(?:(?!%\}\}).)*+%\}\}|\{%(?:(?!%\}).)*+%\})"
_TAGS = re.compile(rf"{_TAG}(?:[ \t]*+{_TAG})*+[ \t]*+\Z")
_OPENING = re.compile(r"\{(?:%|\{[<%])-?[ \t]*([\w-]+)")
_CLOSING = re.compile(r"\{(?:%-?[ \t]*end|\{[<%][ \t]*/[ \t]*)([\w-]+)")

_CODE = frozenset(
    (
        "chart",
        "codeblock",
        "comment",
        "graphviz",
        "highlight",
        "katex",
        "latex",
        "math",
        "mermaid",
        "plantuml",
    )
)
"""Tags around what is no text."""
_WITHOUT_END = "without end"
"""Key in ``env``: tags of these names whose end was looked for in vain."""


def end_of_tags(state: StateBlock, text: str, line: int, end_line: int) -> int:
    """Return the line behind the tags that ``line`` has and nothing else, and the code that they open; 0 where it has text."""
    if not _TAGS.match(text):
        return 0
    opening = _OPENING.match(text)
    name = opening[1] if opening else ""
    missing: set[str] = state.env.setdefault(_WITHOUT_END, set())
    if name not in _CODE or name in missing or f"end{name}" in text or _closes(text, name):
        return line + 1
    for below in range(line + 1, end_line):
        at, end = state.bMarks[below] + state.tShift[below], state.eMarks[below]
        if at < end and state.sCount[below] < state.blkIndent:
            break
        if state.src.startswith("{", at) and _closes(state.src[at:end], name):
            return below + 1
    missing.add(name)
    return line + 1


def _closes(text: str, name: str) -> bool:
    return any(found == name for found in _CLOSING.findall(text))
