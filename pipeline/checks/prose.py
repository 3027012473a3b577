"""What a text says in words: the text without placeholders, code, markup and addresses. Several checks share it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.detect.clean import strip_noise
from pipeline.protect.icu import icu_spans

# Command lines, synopses and what is quoted as code: words there are names, not language.
_CODE = re.compile(
    r"(?<![\w-])--?[A-Za-z][\w-]*(?:=\S+)?"  # options
    r"|\[[^\[\]\n]*\]"  # [OPTION]...
    r"|`[^`'\n]*(?:`|'(?!\w))|`[^`\n]*`"  # `code', `code`, `it's code`
    r"|\b\w+\([^()\n]*\)"  # call()
    r"|%[-+#0 ]?[A-Za-z]\b"  # %B %Y
    r"|\S*[=|\\@;]\S*"
)
_SIGNS = re.compile(r"[-\[`(%=|\\@;]")
"""Without one of these there is no code."""

_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")  # of a [link](../in/markdown.md#part)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"\n]*\"|(?<!\w)['‘][^'’\n]*['’](?!\w)|「[^「」]*」|《[^《》]*》"
)


@lru_cache(maxsize=4096)
def prose(text: str) -> str:
    """The text without what belongs to no language; each such span is a blank."""
    spans = icu_spans(text) if "{" in text else None
    if spans is not None:
        text = " ".join(text[span.start : span.end] for span in spans if span.is_text)
    text = strip_noise(_TARGET.sub(" ", text) if "](" in text else text)
    return _CODE.sub(" ", text) if _SIGNS.search(text) else text


@lru_cache(maxsize=4096)
def prose_words(text: str) -> tuple[str, ...]:
    """The words of `prose`, as they are written."""
    return tuple(_WORD.findall(prose(text)))


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks: names of buttons, files, commands."""
    return _QUOTED.sub(" ", text)
