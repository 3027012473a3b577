"""A project on disk: its root, its documents, where their catalogs and builds live."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import escape as glob_escape
from pathlib import Path, PurePosixPath

from pipeline.config import Config
from pipeline.errors import DocumentError, UsageError
from pipeline.formats import (
    FORMATS,
    Format,
    Translation,
    all_formats,
    constructs_of,
    format_for,
    parse_document,
    read_document,
    render_document,
)
from pipeline.formats.markdown import Markdown
from pipeline.formats.message_format import MessageFormat
from pipeline.formats.places import BY_PLACE, MESSAGES, source_names, source_place, target_names
from pipeline.formats.subtitles import Srt, WebVtt
from pipeline.model import Document
from pipeline.review.catalogs import domain_of
from pipeline.review.header import document_in

_GLOB_SIGNS = frozenset("*?[")
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document to work on: where it is, and its name relative to the project root (``/`` separators)."""

    path: Path
    name: str


@dataclass(slots=True)
class Project:
    """The folder of the nearest configuration, or the working folder, with its settings."""

    config: Config
    _domains: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.config.root

    @property
    def locales(self) -> Path:
        return self.root / self.config.locales

    @property
    def out(self) -> Path:
        return self.root / self.config.out

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats with the settings of this project."""
        length = self.config.subtitle_line_length
        own: dict[str, Format] = {
            "markdown": Markdown(front_matter_keys=self.config.front_matter),
            "srt": Srt(line_length=length),
            "webvtt": WebVtt(line_length=length),
        }
        return tuple(own.get(one.name, one) for one in FORMATS)

    def read(self, source: Source) -> Document:
        """Read a document, in the configured encoding.

        Raises:
            DocumentError: it cannot be read (CatalogError for a message catalog).
        """
        encoding = self.config.encoding or None
        return read_document(source.path, source.name, encoding=encoding, formats=self.formats)

    def parse(self, data: bytes, name: str) -> Document:
        """Like `read`, for bytes of standard input; ``name`` tells the format."""
        return parse_document(data, name, encoding=self.config.encoding or None, formats=self.formats)

    def render(self, document: Document, translations: Sequence[Translation], language: str) -> bytes:
        """The document with these translations, one for each unit; None leaves the source.

        Raises:
            DocumentError: it would have another structure than its source.
        """
        return render_document(document, translations, language, formats=self.formats)

    def constructs(self, document: Document) -> Callable[[str], Counter[str]]:
        """What counts the links, pictures and code in a text of the document, or in a translation of one."""
        return constructs_of(document, formats=self.formats)

    def with_targets(self, document: Document, source: Source, language: str) -> Document:
        """The document with what people have translated into ``language``: in itself, or in the file beside it.

        ``locales/pt-BR.json`` beside ``locales/en.json``, ``values-pt-rBR`` beside ``values``: see `target_name`.

        Raises:
            DocumentError: the file of that language cannot be read.
        """
        form = next((one for one in self.formats if one.name == document.format), None)
        if not isinstance(form, MessageFormat):
            return document
        name = source.name
        if source.path.suffix.lower() in MESSAGES:
            beside = self.target_name(source.name, language)
            if beside != source.name and (self.root / beside).is_file():
                name = beside
        if name == source.name and document.translation_language not in (None, language):
            return document
        if name == source.name and not form.several_languages:
            return document
        try:
            data = (self.root / name).read_bytes()
        except OSError as error:
            raise DocumentError(f"cannot be read: {error.strerror or error}.", name) from error
        return form.with_targets(document, data, name, self.config.encoding or None, language)

    def target_name(self, name: str, language: str) -> str:
        """What a document is called in ``language``: as the file that is there, else as its like are named.

        The name itself, where it does not say its language.
        """
        place = source_place(name, self.source_language, self.config.pairs)
        if place is None:
            return name
        names = [one for one in target_names(place, language) if one != name]
        return next((one for one in names if (self.root / one).is_file()), names[0] if names else name)

    @property
    def source_language(self) -> str:
        """The language whose files are sources where names tell: the configured one, else English."""
        configured = self.config.source_language
        return "en" if configured == "auto" else configured

    def counts_in_a_folder(self, path: Path) -> bool:
        """Whether a folder on the command line means this file, too.

        Not a file that names another language and has its source beside it; a ``.json`` (``.xml``, ``.csv`` …)
        only where its place says that it holds texts: ``package.json`` is no document.
        """
        suffix = path.suffix.lower()
        if suffix not in MESSAGES:
            return suffix in known_suffixes() and self.locales.absolute() not in path.absolute().parents
        name = self.name_of(path)
        if source_place(name, self.source_language, self.config.pairs) is not None:
            return True
        others = source_names(name, self.source_language, self.config.pairs)
        return suffix not in BY_PLACE and not any((self.root / other).is_file() for other in others)

    def name_of(self, path: Path) -> str:
        """The path of a document relative to the root, with ``/``; ``../`` when it lies outside."""
        return PurePosixPath(Path(os.path.relpath(path.absolute(), self.root))).as_posix()

    def domain_of(self, name: str) -> str:
        """The domain of a document: its name without ending; with it when another document has that one.

        A catalog that is there stays with the document that its header names. Deterministic in the order
        of the documents, which `find_documents` sorts.

        Raises:
            DocumentError: both names belong to other documents.
        """
        inside = self._template(name)
        stem = domain_of(inside)
        whole = domain_of(inside + ".x")
        for domain in (whole, stem):
            if self._owner(domain) == name:
                self._domains.setdefault(domain, name)
                return domain
        for domain in (stem, whole):
            if self._domains.get(domain, name) == name and self._owner(domain) in ("", name):
                self._domains[domain] = name
                return domain
        raise DocumentError(
            f"its catalog {whole}.po belongs to {self._owner(whole) or self._domains[whole]}: rename one of the two",
            name,
        )

    def _template(self, name: str) -> str:
        """The name that counts for the domain: that of a template among the catalogs is what theirs is."""
        path = PurePosixPath(name)
        locales = PurePosixPath(self.config.locales)
        if path.suffix.lower() != ".pot" or locales not in path.parents:
            return name
        return path.relative_to(locales).as_posix()

    def _owner(self, domain: str) -> str:
        """The document that the catalogs of a domain name in their headers; ``""`` when there is none.

        A document that is gone owns nothing any more: another one may take its catalog over.
        """
        for path in sorted(self.locales.glob(f"*/LC_MESSAGES/{glob_escape(domain)}.po")):
            if owner := document_in(path):
                return owner if (self.root / owner).is_file() else ""
        return ""


def known_suffixes() -> frozenset[str]:
    """Endings that some format reads, with the dot, lower case."""
    return frozenset(suffix for one in all_formats() for suffix in one.suffixes)


def unknown_files(project: Project, arguments: Sequence[str], working_folder: Path) -> list[str]:
    """The names of files in the folders among the arguments that no format reads, sorted."""
    return sorted(
        {
            project.name_of(path)
            for argument in arguments
            if (working_folder / argument).is_dir()
            for path in _walk(project, working_folder / argument)
            if path.suffix.lower() not in known_suffixes()
            and project.locales.absolute() not in path.absolute().parents
        }
    )


def find_documents(
    project: Project, arguments: Sequence[str], working_folder: Path
) -> tuple[list[Source], list[DocumentError]]:
    """Turn PATH arguments (files, folders, globs) into documents, sorted by name, each once.

    A folder gives every file in it that a format reads (see `Project.counts_in_a_folder`), without hidden
    folders and the build folder. What cannot be used is returned as an error and does not stop the others.
    """
    found: dict[str, Source] = {}
    errors: list[DocumentError] = []
    for argument in arguments:
        try:
            for path in _expand(project, argument, working_folder):
                name = project.name_of(path)
                if not name.isprintable():
                    raise DocumentError("no PO file can hold this file name: rename it", ascii(name)[1:-1])
                found.setdefault(name, Source(path, name))
        except DocumentError as error:
            errors.append(error)
    return [found[name] for name in sorted(found)], errors


def _expand(project: Project, argument: str, working_folder: Path) -> list[Path]:
    path = working_folder / argument
    if path.is_dir():
        inside = [p for p in _walk(project, path) if project.counts_in_a_folder(p)]
        if not inside:
            endings = " ".join(sorted(known_suffixes()))
            raise DocumentError(f"no document in this folder (endings that are read: {endings})", argument)
        return inside
    if path.exists():
        format_for(Path(argument))
        if project.locales.absolute() in path.absolute().parents and path.suffix.lower() in (".po", ".mo"):
            raise DocumentError(
                "this is a catalog of the project, not a document: translate its document", argument
            )
        return [path]
    if _GLOB_SIGNS & set(argument):
        base, pattern = _split_glob(path)
        matches = [p for p in sorted(base.glob(pattern)) if p.is_file()]
        if not matches:
            raise DocumentError("no file matches this pattern", argument)
        return matches
    raise DocumentError("no such file or folder", argument)


def _split_glob(path: Path) -> tuple[Path, str]:
    parts = path.parts
    first = next(i for i, part in enumerate(parts) if _GLOB_SIGNS & set(part))
    return Path(*parts[:first]), str(Path(*parts[first:]))


def _walk(project: Project, folder: Path) -> Iterator[Path]:
    skipped = {project.out.absolute()}
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _SKIPPED_FOLDERS
            and (Path(root) / name).absolute() not in skipped
        )
        yield from (Path(root) / name for name in sorted(files) if not name.startswith("."))


def default_documents(project: Project) -> list[str]:
    """The PATHs to use when none is given: the configured globs.

    Raises:
        UsageError: nothing is configured.
    """
    if not project.config.documents:
        raise UsageError(
            "Nothing to translate: give a PATH (a file, folder or glob), or list `documents` in locpipe.toml."
        )
    return [str(project.root / pattern) for pattern in project.config.documents]
