"""Whatever bytes a document has, an untranslated build gives them back, and a translated one keeps their ways."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from .conftest import ARTICLE, Locpipe

MARKDOWN = """---
title: The night shift
tags: [work, night]
---

# The night shift

A *short* story about `cron` and [its manual](https://example.org/cron "The manual").

1. Wake up at 23:00.
2. Read the **log** of the day:

   ```sh
   grep error /var/log/daily.log
   ```

> Nobody reads
> the logs.

| Hour | Task |
|------|------|
| 23   | Start the backup |
| 02   | Check `df -h` |

Two spaces end this line,{two spaces}
and this one follows. See ![a sleeping cat](cat.png).

<div class="note">Bring warm clothes.</div>

The end.
""".replace("{two spaces}", "  ")
TEXTS = {"shift.md": MARKDOWN, "article.txt": ARTICLE.read_text(encoding="utf-8")}
WAYS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with BOM": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16-le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CRLF with BOM": lambda text: codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(),
    "no line end at the end": lambda text: text.rstrip("\n").encode(),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 5).encode(),
}


def structure(text: str) -> list[tuple[str, str, str]]:
    """Block types with nesting, link targets, code: what a translation must not change."""
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(text.partition("---\n\n")[2]):
        content = token.content if token.type == "fence" else ""
        if token.type == "html_block":  # its text is translated, its tags are not
            content = " ".join(re.findall(r"<[^>]*>", token.content))
        found.append((token.type, token.tag, content))
        found += [
            (child.type, str(child.attrGet("href") or child.attrGet("src")), child.content)
            for child in token.children or ()
            if child.type == "code_inline"
        ]
        found += [
            (child.type, str(child.attrGet("href") or child.attrGet("src")), "")
            for child in token.children or ()
            if child.type in ("link_open", "image")
        ]
    return found


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_there_and_back(name: str, way: str, locpipe: Locpipe, project: Path) -> None:
    data = WAYS[way](TEXTS[name])
    Path(name).write_bytes(data)
    assert locpipe("translate", name, "--to", "pt_BR").code == 0
    assert locpipe("build").code == 0
    built = Path("dist/pt_BR") / name
    assert built.read_bytes() == data
    assert locpipe("build", "--use-fuzzy").code == 0
    translated = built.read_bytes()
    assert translated != data
    assert translated[:2] == data[:2] or not way.endswith("BOM")
    assert translated.count(b"\r\n") == data.count(b"\r\n") or "mixed" in way or name.endswith(".md")
    assert (b"\r\n" in translated) == (b"\r\n" in data)


def test_markdown_keeps_its_structure(locpipe: Locpipe, project: Path) -> None:
    Path("shift.md").write_text(MARKDOWN, encoding="utf-8")
    assert locpipe("translate", "shift.md", "--to", "pt_BR").code == 0
    ran = locpipe("build", "--use-fuzzy", "--json")
    assert ran.json["outputs"][0]["fallback"] == 0
    built = Path("dist/pt_BR/shift.md").read_text(encoding="utf-8")
    assert sorted(structure(built)) == sorted(structure(MARKDOWN))
    assert [one[0] for one in structure(built) if one[0].endswith(("_open", "_close"))] != []
    assert "grep error /var/log/daily.log" in built
    assert "tags: [work, night]" in built
    assert "title: The night shift" not in built
    assert '<div class="note">' in built and "Bring warm clothes." not in built
