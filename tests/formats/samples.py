"""Documents written for the tests, and strategies that make strange ones."""

from __future__ import annotations

from hypothesis import strategies as st

WRAPPED = """\
THE HARBOUR LIGHT

    The old lighthouse on the north pier was switched off last Tuesday, after
one hundred and twelve years of service. Its keeper, a patient woman who had
repaired the lamp with her own hands for three decades, watched from the quay
and said nothing at all.

  * The lamp itself goes to the museum in the old customs house, where it
    will be shown from the spring.
  * The bell stays.

She later told this newspaper that the new light "is very bright and has no
manners". The town has asked for a well-known painter to decorate the empty
tower before the winter storms return.

Photo: the pier at dusk
By Ines Okafor, 12 March 2026
"""

LINES = """\
The Harbour Light

Ines Okafor HARB_0042 09:30

The lighthouse on the north pier was switched off on Tuesday, after one hundred and twelve years of work.

Anh ben cang 2
Illustration photo.

“It is very bright,” she said, “and it has no manners at all, which nobody expected from a lamp of this size.”

Ines Okafor
"""

MARKDOWN = """\
---
title: The harbour light
description: "A \\"quiet\\" story" # shown in search results
tags: [sea, light]
draft: true
image:
  alt: 'The keeper''s hand'
---

# The *harbour* light #

The old lighthouse was
switched off, says [the `town`](https://town.example/light "Town").\x20\x20
It has [a manual][guide] and [guide], &copy; 2026 \\* <b>bright</b><br>

> [!NOTE]
> The keeper
> said nothing.

1. First ![a lamp](lamp.png) and <https://lamp.example>
   goes on.
   - [x] ~~Painted~~ twice
lazy line

| Part | Price \\| unit |
|------|:-----:|
| `lamp` glass | 12 |
| bell | |

Opening hours
-------------

```python
print("not translated")
```

<div>read as HTML</div>

[guide]: https://guide.example
[^1]: A footnote about the light.
"""

CATALOG = """\
# A catalog of the harbour.
msgid ""
msgstr ""
"Project-Id-Version: harbour\\n"
"Language: pt_BR\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"X-Source-Language: en\\n"

# A human's remark.
#. Shown above the door.
#: door.c:10 door.c:20
#, c-format
msgctxt "sign"
msgid "Open at %d"
msgstr "Aberto às %d"

#, fuzzy
msgid "Closed"
msgstr "Fechad"

msgid "one boat"
msgid_plural "%d boats"
msgstr[0] ""
msgstr[1] ""

#~ msgid "Ferry"
#~ msgstr "Balsa"
"""

newlines = st.sampled_from(["\n", "\r\n", "\r"])
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])

_LINES = [
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "    ",
    "\t",
    "  ",
    "\n",
    "\n\n",
    "===",
    "---\n",
    "+++",
]
_BLOCKS = ["|a|b|\n|-|-|\n", "[foo]: /url\n", "[x] ", "[!NOTE]\n", "title: x\n", "```", "~~~", "<!--", "-->"]
_INLINES = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "&amp;",
    "|",
]
_MORE = [
    "\\",
    "\\\n",
    "  \n",
    "[^1]",
    ": ",
    "[foo]",
    "[foo][]",
    "<http://a.example>",
    '"t"',
    "!",
    ".",
    "'",
    "{x}",
]
_WORDS = ["word", "two words", "é", "中", "\u00a0", "\u2028", " "]

markdown_texts = st.lists(
    st.sampled_from([*_LINES, "\n", "\n", *_BLOCKS, *_INLINES, *_MORE, *_WORDS]), min_size=1, max_size=25
).map("".join)
"""Markdown that no person would write: every construct cut into every other."""

plain_texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab cd\n\n \t.-*1>|:中文"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n\ufeff"),
    ),
    min_size=1,
    max_size=200,
)
