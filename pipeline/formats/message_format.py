"""The shape of every format of messages: read a file with its parser, splice the translations, read it back.

The self-check is part of the writing: what was written is read again, and every text of the file compared
with what it should be. Where one differs nothing is written, and the error names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.errors import DocumentError
from pipeline.formats.limits import check_size
from pipeline.formats.messages import (
    Group,
    Message,
    MessageFile,
    grouped,
    is_plural,
    translatable,
    unit_of,
    with_zero,
)
from pipeline.formats.plural_texts import texts_of, with_target
from pipeline.formats.protocol import Translation
from pipeline.formats.source import decode, encode
from pipeline.formats.splice import Span, splice
from pipeline.languages import to_bcp47
from pipeline.model import Document, Encoding

Edit = tuple[Span, str]


class Parse(Protocol):
    """Read a file. Raises DocumentError with the line.

    ``language`` says whose targets to read, where a file holds several languages; others ignore it.
    """

    def __call__(self, source: str, name: str, language: str | None = None) -> MessageFile: ...


class Write(Protocol):
    """The text as the file would hold it in the message's span.

    ``texts`` are several only for a plural that the file lists by number. ``language`` is the target's locale.
    """

    def __call__(
        self, texts: Sequence[str], message: Message, encoding: Encoding, language: str | None
    ) -> str: ...


@dataclass(frozen=True, slots=True)
class MessageFormat:
    """A format of messages; each one's own part is `twins` (imported when first used).

    ``several_languages``: one file holds the texts of all, and each translation goes into it.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    several_languages: bool = False

    def twins(self) -> tuple[Parse, Write]:
        """The functions ``parse.parse`` and ``render.write`` of the format."""
        raise NotImplementedError

    def settle(self, source: str, edits: Sequence[Edit], newline: str) -> Sequence[Edit]:
        """The edits as they are to be made; a format whose messages share a span makes one of theirs."""
        return edits

    def decode(self, data: bytes, name: str, encoding: str | None) -> tuple[str, Encoding]:
        """The text of a file; a format with rules of its own overrides this."""
        return decode(data, name, encoding)

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        check_size(data, name)
        source, how = self.decode(data, name, encoding)
        file = self.twins()[0](source, name)
        units = tuple(unit_of(group, file.dialect) for group in grouped(file.messages) if translatable(group))
        return Document(
            name,
            self.name,
            units,
            source,
            encoding=how,
            source_language=file.source_language,
            translation_language=file.translation_language,
        )

    def with_targets(
        self, document: Document, data: bytes, name: str, encoding: str | None, language: str
    ) -> Document:
        """The document with the texts that the file ``name`` has in ``language``, for its own messages.

        ``data`` may be the document itself, where it holds several languages. A text that is the source's
        says nothing: it may be a copy that waits for its translation.

        Raises:
            DocumentError: the file cannot be read.
        """
        parse = self.twins()[0]
        source = self.decode(data, name, encoding)[0]
        ours = grouped(parse(document.source, name, language).messages)
        found = with_zero(grouped(parse(source, name, language).messages, ours), language)
        theirs = {_identity(group): group for group in found}
        groups = [group for group in ours if translatable(group)]
        units = tuple(
            with_target(
                unit, theirs.get(_identity(group)) or theirs.get(_identity(group, "_other")), language
            )
            for unit, group in zip(document.units, groups, strict=True)
        )
        return replace(document, units=units, translation_language=language)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        if all(translation is None for translation in translations):
            return encode(document.source, document.encoding, document.path)
        parse, write = self.twins()
        file = parse(document.source, document.path, language)
        other = language not in (None, file.translation_language) and file.translation_language is not None
        groups = with_zero(grouped(file.messages), language)
        given = iter(translations)
        edits: list[Edit] = []
        expected: list[dict[str, tuple[str, ...]]] = []
        for group in groups:
            translation = next(given) if translatable(group) else None
            if group[0].said_elsewhere:
                translation = None
            emptied = other and translation is None and any(group[0].written) and group[0].target is not None
            texts = texts_of(group, "" if emptied else translation, language)
            expected.append(texts)
            if translation is not None or emptied:
                edits += _edits(document, group, texts, write, language)
        if language:
            edits += [
                (place.span, place.template.format(po=language, bcp47=to_bcp47(language)))
                for place in file.languages
            ]
        edits.sort(key=lambda edit: edit[0])
        settled = self.settle(document.source, edits, document.encoding.newline)
        result = splice(document.source, [span for span, _ in settled], [text for _, text in settled])
        _check(document, groups, expected, result, parse, language)
        return encode(result, document.encoding, document.path)


def _identity(group: Group, more: str = "") -> tuple[str, str]:
    """What is the same in the files of all languages: the key, and the source where a file holds it."""
    first = group[0]
    key = first.variant.group if first.variant and is_plural(group) else first.identity or first.key or ""
    return key + more, "" if first.target is None else first.text


def _varies(group: Group) -> bool:
    """Whether a language may have more or fewer of these: ordinals, and a text for 0 that is said elsewhere."""
    variant = group[0].variant
    return variant is not None and (variant.ordinal or (variant.exact and group[0].said_elsewhere))


def _edits(
    document: Document,
    group: Group,
    texts: dict[str, tuple[str, ...]],
    write: Write,
    language: str | None,
) -> list[Edit]:
    """What is to be replaced for one unit; new variants of a plural go in front of its last one."""
    if group[0].variant is None:
        message = group[0]
        if texts[""] == message.written and not message.fuzzy:
            return []
        written = write(texts[""], message, document.encoding, language)
        return [(message.span, written), *message.marks]
    edits: list[Edit] = []
    here = {message.variant.category: message for message in group if message.variant}
    last = here.get("other", group[-1])
    assert last.variant is not None
    added = ""
    for category, wanted in texts.items():
        known = here.pop(category, None)
        if known is None:
            added += _copy(document, last, category, write(wanted, last, document.encoding, language))
        elif wanted != known.written:
            edits.append((known.span, write(wanted, known, document.encoding, language)))
    if added and last.variant.category in here:  # the model of the new ones goes itself
        del here[last.variant.category]
        edits.append((last.variant.whole, added.removesuffix(last.variant.joint)))
    elif added:
        edits.append(((last.variant.whole[0], last.variant.whole[0]), added))
    edits += [(message.variant.cut, "") for message in here.values() if message.variant]
    return edits


def _copy(document: Document, model: Message, category: str, text: str) -> str:
    """A variant made like ``model``, with another category and text, and the joint behind it."""
    variant = model.variant
    assert variant is not None
    source, ((start, end), name) = document.source, (variant.whole, variant.name)
    pieces = sorted([(name, variant.label.format(category)), (model.span, text)])
    spans = [(first - start, last - start) for (first, last), _ in pieces]
    return splice(source[start:end], spans, [piece for _, piece in pieces]) + variant.joint


def _check(
    document: Document,
    groups: Sequence[Group],
    expected: Sequence[dict[str, tuple[str, ...]]],
    result: str,
    parse: Parse,
    language: str | None,
) -> None:
    """Read what is to be written and compare every text.

    Raises:
        DocumentError: one is not what it should be.
    """
    try:
        again = with_zero(grouped(parse(result, document.path, language).messages, groups), language)
    except DocumentError as error:
        raise DocumentError(
            f"with the translations it cannot be read again: {error.message}", document.path, error.line
        ) from error
    _check_ordinals(document, groups, expected, again)
    expected = [texts for group, texts in zip(groups, expected, strict=True) if not _varies(group)]
    groups, again = ([group for group in some if not _varies(group)] for some in (groups, again))
    for group, texts, read in zip(groups, expected, again, strict=False):
        if group[0].said_elsewhere:
            continue
        found = {message.variant.category if message.variant else "": message.written for message in read}
        alone = len(texts) == 1 and [*found.values()] == [
            *texts.values()
        ]  # one variant is no plural any more
        if found != texts and not alone:
            key = group[0].variant.group if group[0].variant else group[0].key
            arrived = "".join(next(iter(found.values()), ())[:1])
            raise DocumentError(
                f"the translation of {key or group[0].text!r} would be read as {arrived!r}.",
                document.path,
                group[0].line,
            )
    if len(again) != len(groups):
        raise DocumentError(
            f"with the translations it would have {len(again)} messages, not {len(groups)}.", document.path
        )


def _check_ordinals(
    document: Document,
    groups: Sequence[Group],
    expected: Sequence[dict[str, tuple[str, ...]]],
    again: Sequence[Group],
) -> None:
    """Compare the ordinals, of which there may be more or fewer now."""
    wanted = {
        (group[0].variant.group, category): text
        for group, texts in zip(groups, expected, strict=True)
        if group[0].variant and group[0].variant.ordinal
        for category, text in texts.items()
    }
    found = {
        (message.variant.group, message.variant.category): message.written
        for group in again
        for message in group
        if message.variant and message.variant.ordinal
    }
    for key, category in [*wanted, *found]:
        if wanted.get((key, category)) != found.get((key, category)):
            raise DocumentError(
                f"the translation of “{key}_{category}” would be read as another text.", document.path
            )
