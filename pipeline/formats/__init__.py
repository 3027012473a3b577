"""Read documents into units, and write documents from translated units: one protocol, many formats.

A format is a folder with the twins ``parse`` and ``render``. Built-in formats are in ``FORMATS``;
installed packages add theirs through the entry-point group ``locpipe.formats``, each entry being a
:class:`Format` object or class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path, PurePath

from pipeline.errors import ConfigurationError, DocumentError, UsageError
from pipeline.formats.android import Android
from pipeline.formats.csv import Csv
from pipeline.formats.fluent import Fluent
from pipeline.formats.html import Html
from pipeline.formats.json import Json
from pipeline.formats.limits import check_size
from pipeline.formats.markdown import Markdown
from pipeline.formats.office import Docx, Odt
from pipeline.formats.po import Po
from pipeline.formats.properties import Properties
from pipeline.formats.protocol import Format, HasConstructs, Translation
from pipeline.formats.qt import Qt
from pipeline.formats.splice import fault_in_spans
from pipeline.formats.strings import Strings
from pipeline.formats.subtitles import Srt, WebVtt
from pipeline.formats.text import Text
from pipeline.formats.xcstrings import Xcstrings
from pipeline.formats.xliff import Xliff
from pipeline.formats.yaml import Yaml
from pipeline.model import Document
from pipeline.pause import collector_paused

__all__ = [
    "ENTRY_POINTS",
    "FORMATS",
    "Format",
    "Translation",
    "all_formats",
    "constructs_of",
    "format_for",
    "format_named",
    "parse_document",
    "read_document",
    "render_document",
]

ENTRY_POINTS = "locpipe.formats"
"""The entry-point group of format plug-ins."""


FORMATS: tuple[Format, ...] = (
    Text(), Markdown(), Html(), Srt(), WebVtt(), Docx(), Odt(), Po(),
    Json(), Android(), Properties(), Xliff(), Yaml(), Fluent(), Strings(), Xcstrings(), Qt(), Csv(),
)  # fmt: skip
"""The built-in formats; for a suffix that two formats claim, the first of all wins."""


_REFUSED = (".rst", ".rest")


def all_formats(formats: Sequence[Format] = FORMATS) -> tuple[Format, ...]:
    """Return ``formats`` and behind them the installed plug-ins, by name.

    Raises ConfigurationError for a plug-in that cannot be loaded or is no Format.
    """
    return (*formats, *_plug_ins())


@cache
def _plug_ins() -> tuple[Format, ...]:
    from importlib.metadata import entry_points

    found: list[Format] = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: (entry.name, entry.value)):
        try:
            loaded = entry.load()
        except Exception as error:  # whatever a foreign module raises when it is imported
            raise ConfigurationError(
                f"The format plug-in {entry.name!r} ({entry.value}) cannot be loaded: {error}. "
                "Update or uninstall the package that brings it."
            ) from error
        plug_in = loaded() if isinstance(loaded, type) else loaded
        if not isinstance(plug_in, Format):
            raise ConfigurationError(
                f"The format plug-in {entry.name!r} ({entry.value}) is no format: it needs name, suffixes, "
                "description, parse and render. Update or uninstall the package that brings it."
            )
        found.append(plug_in)
    return tuple(found)


def format_for(path: PurePath | str, formats: Sequence[Format] = FORMATS) -> Format:
    """Return the format for a file name ending; DocumentError names the known endings."""
    name = PurePath(path).name.lower()
    known = all_formats(formats)
    for form in known:
        if name.endswith(form.suffixes):
            return form
    if name.endswith(_REFUSED):
        raise DocumentError(
            "reStructuredText is not read (docs/formats.md says why). Of a Sphinx project, `sphinx-build -b gettext docs "
            "docs/i18n` writes templates: run `locpipe translate .` in that folder, and let Sphinx build the translated pages.",
            str(path),
        )
    endings = ", ".join(dict.fromkeys(suffix for form in known for suffix in form.suffixes))
    raise DocumentError(f"no format is known for this file name; known endings are {endings}.", str(path))


def format_named(name: str, formats: Sequence[Format] = FORMATS) -> Format:
    """Return the format with that name; UsageError names the known ones."""
    known = all_formats(formats)
    for form in known:
        if form.name == name:
            return form
    raise UsageError(f"Unknown format {name!r}. Known formats are {', '.join(form.name for form in known)}.")


def read_document(
    path: Path,
    name: str,
    *,
    format: str | None = None,
    encoding: str | None = None,
    formats: Sequence[Format] = FORMATS,
) -> Document:
    """Read the file ``path`` into a document that calls itself ``name`` (in errors and references).

    ``format`` is a format's name, by default the ending decides; ``encoding`` is what the bytes are in
    when they have no byte order mark, by default UTF-8. Raises DocumentError; for a catalog also
    CatalogError.
    """
    chosen = format or format_for(name, formats).name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or error}.", name) from error
    return parse_document(data, name, format=chosen, encoding=encoding, formats=formats)


def parse_document(
    data: bytes,
    name: str,
    *,
    format: str | None = None,
    encoding: str | None = None,
    formats: Sequence[Format] = FORMATS,
) -> Document:
    """Read bytes (of standard input, say) into a document, as :func:`read_document` does."""
    form = format_named(format, formats) if format else format_for(name, formats)
    check_size(data, name)
    with collector_paused():
        document = form.parse(data, name, encoding=encoding)
    fault = fault_in_spans(document.spans, len(document.source), nested=True)
    if fault is None and document.spans and len(document.spans) != len(document.units):
        fault = f"{len(document.units)} units have {len(document.spans)} spans"
    if fault:
        raise DocumentError(f"the format {form.name!r} misread this file: {fault}. Please report it.", name)
    return document


def constructs_of(
    document: Document, *, formats: Sequence[Format] = FORMATS
) -> Callable[[str], Counter[str]]:
    """Return what counts the links, pictures and code in the document's texts, where its format knows them."""
    form = format_named(document.format, formats)
    return form.constructs(document) if isinstance(form, HasConstructs) else lambda text: Counter()


def render_document(
    document: Document,
    translations: Sequence[Translation],
    language: str | None = None,
    *,
    formats: Sequence[Format] = FORMATS,
) -> bytes:
    """Return the bytes of the document with its units translated.

    ``translations`` has one entry per unit (a tuple of texts for a plural message); None, ``""``,
    white space alone, and in documents the unit's own text leave the source as it stands there. All
    such: the original bytes. Raises DocumentError when a translation would change the document's
    structure or cannot be written in its encoding, ValueError when there is not one entry per unit.
    """
    if len(translations) != len(document.units):
        raise ValueError(f"{len(document.units)} units, but {len(translations)} translations")
    wanted = [translation if _has_text(translation) else None for translation in translations]
    with collector_paused():
        return format_named(document.format, formats).render(document, wanted, language=language)


def _has_text(translation: Translation) -> bool:
    if translation is None or isinstance(translation, str):
        return bool(translation and translation.strip())
    return bool(translation) and all(text.strip() for text in translation)
