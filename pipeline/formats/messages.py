"""What a message file holds: texts under keys, where each stands, and how plurals are grouped into units.

The middle of all formats of programs' texts (JSON, Android, XLIFF …): their twins read a `MessageFile` and
write one text; this module makes units of it, `message_format` puts the translations in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.formats.limits import MAX_COMMENTS
from pipeline.formats.placeholders import Dialect, describe, flags_for
from pipeline.formats.splice import Span
from pipeline.model import Placeable, Unit
from pipeline.plurals import cardinal_categories

_LETTER = re.compile(r"[^\W\d_]")
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and halves of characters: JSON can write them, UTF-8 and gettext cannot."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What makes a text one of a plural's: its ``category``, and how the file adds and takes away such texts.

    ``group`` is the plural's key. ``whole`` is the text with its name and marks; ``name`` is the part of it that
    says the category; ``cut`` is what goes when the variant goes; ``joint`` is written between a new variant
    and the one behind it. ``label`` is what stands in ``name``, with ``{}`` for the category.

    ``numbered``: the file names the forms of most languages by number (i18next's version 3; see `plural_forms`).
    ``ordinal``: a text for "1st, 2nd", which is a unit of its own; ``siblings`` are the categories that there are.
    ``exact``: a text for just 0 beside a plural of a language that does not count it; a unit of its own, too.
    """

    group: str
    category: str
    whole: Span = (0, 0)
    name: Span = (0, 0)
    cut: Span = (0, 0)
    joint: str = ""
    label: str = "{}"
    numbered: bool = False
    ordinal: bool = False
    siblings: tuple[str, ...] = ()
    exact: bool = False

    @property
    def alone(self) -> bool:
        """Whether this is a unit of its own."""
        return self.ordinal or self.exact


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a file. ``span`` is what a translation replaces, in code points of the source.

    ``key`` becomes the context of the PO entry (None: this format has no keys that mean something); ``style``
    is for the format's writer. In files that hold source and target, ``target`` is the text that stands in
    ``span``; in all others it is None, and ``text`` does. ``forms`` are the targets of a plural in such a file: one
    for each of gettext's forms, or with ``categories`` one for each category of the language. ``marks`` are
    further edits that go with a new translation (a state that is no longer true). ``identity`` finds the message in
    the file of another language, where ``key`` does not. ``said_elsewhere``: in this language another message has
    the text (``zero`` of an Arabic plural), and nothing is written for this one.
    """

    key: str | None
    text: str
    span: Span
    line: int
    comments: tuple[str, ...] = ()
    style: str = ""
    variant: Variant | None = None
    target: str | None = None
    fuzzy: bool = False
    plural: str | None = None
    forms: tuple[str, ...] = ()
    categories: bool = False
    marks: tuple[tuple[Span, str], ...] = ()
    flags: tuple[str, ...] = ()
    placeables: tuple[Placeable, ...] = ()
    identity: str = ""
    said_elsewhere: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """What stands in the span: the texts that a translation replaces."""
        if self.forms or self.plural is not None:
            return self.forms
        return (self.text if self.target is None else self.target,)


@dataclass(frozen=True, slots=True)
class LanguagePlace:
    """Where a file says which language it is in. ``template`` holds ``{po}`` or ``{bcp47}``."""

    span: Span
    template: str


@dataclass(frozen=True, slots=True)
class MessageFile:
    """A file, read. ``languages`` are the places to write the target's name into; see `Document` for the others."""

    messages: tuple[Message, ...]
    languages: tuple[LanguagePlace, ...] = ()
    source_language: str | None = None
    translation_language: str | None = None
    dialect: Dialect = field(default_factory=Dialect)


Group = tuple[Message, ...]
"""One message, or the variants of one plural; becomes one unit."""


def grouped(messages: Sequence[Message], like: Sequence[Group] = ()) -> list[Group]:
    """The messages, those of one plural together, at the place of its first.

    ``like`` are the groups of the source of this file: the forms of its numbered plurals are ``key_0``, ``key_1`` …
    here, and its texts for just 0 are no forms here either.
    """
    plurals = [group[0].variant for group in like if group[0].variant]
    numbered = {variant.group for variant in plurals if variant.numbered}
    exact = {variant.group for variant in plurals if variant.exact}
    groups: dict[object, list[Message]] = {}
    for index, message in enumerate(messages):
        variant = message.variant
        base, _, number = (message.key or "").rpartition("_")
        if variant is None and base in numbered and number.isdecimal():
            variant = Variant(base, number, numbered=True)
        elif variant and variant.group in exact and variant.category == "zero":
            variant = replace(variant, exact=True)
        key = ("plural", variant.group) if variant and not variant.alone else index
        if variant is not message.variant:
            message = replace(message, variant=variant)
        groups.setdefault(key, []).append(message)
    return [tuple(group) for group in groups.values()]


def with_zero(groups: Sequence[Group], language: str | None) -> Sequence[Group]:
    """The groups with each text for just 0 among the forms of its plural, where the language counts it."""
    if language is None or "zero" not in cardinal_categories(language):
        return groups
    zeros = {
        group[0].variant.group: group[0] for group in groups if group[0].variant and group[0].variant.exact
    }
    joined: list[Group] = []
    for group in groups:
        variant = group[0].variant
        if variant and variant.exact:
            group = (replace(group[0], said_elsewhere=True),)
        elif variant and not variant.alone and variant.group in zeros:
            zero = zeros[variant.group]
            group = (*group, replace(zero, variant=zero.variant and replace(zero.variant, exact=False)))
        joined.append(group)
    return joined


def is_plural(group: Group) -> bool:
    """Whether the messages of a group are the forms of one plural."""
    return group[0].variant is not None and not group[0].variant.alone


def translatable(group: Group) -> bool:
    """Whether there is a letter to translate, and nothing that a PO file cannot hold."""
    return any(_LETTER.search(message.text) for message in group) and not any(
        _UNHOLDABLE.search(text) for message in group for text in (message.text, message.plural or "")
    )


def unit_of(group: Group, dialect: Dialect) -> Unit:
    """The unit of a group: a plural's ``one`` (or first) text is the msgid, its ``other`` (or last) the plural."""
    first = group[0]
    text, plural, context = first.text, first.plural, first.key
    if first.variant is not None and is_plural(group):
        texts = {message.variant.category: message.text for message in group if message.variant}
        text = texts.get("one", first.text)
        plural = texts.get("other", group[-1].text)
        context = first.variant.group
    texts_shown = (text,) if plural is None else (text, plural)
    comments = dict.fromkeys(line for message in group for line in message.comments[-MAX_COMMENTS:])
    return Unit(
        text=text,
        line=first.line,
        context=context,
        plural=plural,
        flags=tuple(dict.fromkeys((*first.flags, *flags_for(texts_shown, dialect)))),
        comments=(*comments, *describe(texts_shown, dialect)),
        placeables=first.placeables,
        translations=_translations(first),
        fuzzy=first.fuzzy,
    )


def _translations(message: Message) -> tuple[str, ...]:
    if message.plural is not None:
        return message.forms if all(message.forms) else ()
    return (message.target,) if message.target else ()
