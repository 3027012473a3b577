"""What the elements and attributes of HTML are to a translator."""

from __future__ import annotations

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)  # fmt: skip

INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "img", "input", "ins", "kbd", "map", "mark", "math", "meter", "nobr", "output", "picture",
        "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "source", "span", "strike", "strong",
        "sub", "sup", "time", "tspan", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
"""Elements that stand inside a sentence. Every other known one ends it; one that nobody knows is inline."""

BLOCK = frozenset(
    (
        "address", "applet", "area", "article", "aside", "audio", "base", "blockquote", "body", "button", "canvas",
        "caption", "center", "col", "colgroup", "datalist", "dd", "desc", "details", "dialog", "dir", "div", "dl", "dt",
        "embed", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "g", "h1", "h2", "h3",
        "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "label", "legend", "li", "link", "main",
        "menu", "meta", "nav", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "p",
        "param", "plaintext", "pre", "script", "search", "section", "select", "slot", "style", "summary", "svg",
        "table", "tbody", "td", "template", "text", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul",
        "video", "xmp",
    )
)  # fmt: skip

CODE = frozenset(("code", "kbd", "samp", "var", "tt", "math"))
"""Inline elements whose content is kept as one piece."""

SKIPPED = frozenset(("pre", "math"))
"""Elements in which nothing is translated; what is raw (scripts, styles) is left by itself."""

_BLOCKS_THAT_CLOSE_P = BLOCK - frozenset(
    ("button", "label", "select", "option", "optgroup", "textarea", "title", "script", "style", "svg", "object", "slot",
     "link", "meta", "noscript", "template", "iframe", "audio", "video", "canvas", "datalist", "text", "desc", "g",
     "area", "base", "embed", "param", "track", "col", "applet", "noembed")
)  # fmt: skip

IMPLIED_END: dict[str, frozenset[str]] = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "option": frozenset(("option",)),
    "optgroup": frozenset(("option", "optgroup")),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "tbody": frozenset(("tr", "td", "th", "thead", "tbody")),
    "tfoot": frozenset(("tr", "td", "th", "thead", "tbody")),
    "body": frozenset(("head",)),
} | {
    name: frozenset(("p",))
    for name in _BLOCKS_THAT_CLOSE_P
    if name not in ("li", "dt", "dd", "tr", "td", "th")
}
"""Which open elements, directly above it, the start of an element ends although no end tag says so."""
for _name in ("li", "dt", "dd"):
    IMPLIED_END[_name] |= {"p"}

KINDS = {
    "p": "Paragraph", "li": "List item", "dt": "Term", "dd": "Definition", "td": "Table cell", "th": "Table heading",
    "caption": "Caption", "figcaption": "Caption", "title": "Title", "button": "Button", "label": "Label",
    "legend": "Legend", "option": "Option", "optgroup": "Option group", "summary": "Summary", "blockquote": "Quote",
    "textarea": "Input text",
    **{f"h{level}": f"Heading {level}" for level in range(1, 7)},
}  # fmt: skip
"""The word that a reviewer reads beside a text, by element."""

ATTRIBUTES = {
    "alt": "Alternative text",
    "title": "Tooltip",
    "placeholder": "Placeholder",
    "aria-label": "Accessible label",
    "aria-description": "Accessible description",
    "aria-placeholder": "Placeholder",
    "aria-roledescription": "Accessible role",
    "aria-valuetext": "Accessible value",
}
"""Attributes that people read, on any element."""

ELEMENT_ATTRIBUTES = {
    ("option", "label"): "Option",
    ("optgroup", "label"): "Option group",
    ("track", "label"): "Label",
    ("tabitem", "label"): "Label",
    ("table", "summary"): "Table summary",
}
"""Attributes that people read on one element only."""

BUTTON_TYPES = frozenset(("submit", "button", "reset"))
"""Types of ``input`` whose ``value`` is the writing on a button."""

META = {
    "description": "Meta description",
    "og:title": "Title for social media",
    "og:description": "Description for social media",
    "og:image:alt": "Alternative text",
    "og:site_name": "Site name",
    "twitter:title": "Title for social media",
    "twitter:description": "Description for social media",
    "twitter:image:alt": "Alternative text",
}
"""Names (or properties) of ``meta`` elements whose ``content`` people read."""
