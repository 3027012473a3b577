"""The exception tree, and the exit code of each branch.

Every error that a user can meet is one of these; foreign exceptions are translated where they
enter (``raise … from error``). The message is the whole sentence the user reads: what happened,
where, and what to do.

::

    LocpipeError                     exit 2
    ├── UsageError                   exit 2   a flag or argument that cannot be used
    │   └── UnknownLanguage          exit 2   a language tag nobody knows
    ├── ConfigurationError           exit 2   locpipe.toml, environment
    ├── GlossaryError                exit 2   a glossary row, with file and line
    ├── MissingModel                 exit 2   no engine for a language pair; names the command that helps
    ├── EngineError                  exit 2   an engine could not start or broke for good
    │   └── ModelError               exit 2   a model that cannot be fetched, is damaged, or is refused
    ├── ProjectError                 exit 2   a folder that cannot be read or written, a held lock
    └── FileError                    exit 1   one file failed; the others go on
        ├── DocumentError            exit 1   a source document (encoding, syntax, format)
        ├── CatalogError             exit 1   a PO file (syntax, duplicate entry)
        └── WriteError               exit 1   an output could not be written; the old file is whole
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class LocpipeError(Exception):
    """Base of all errors that end in one sentence for the user, not in a traceback."""

    exit_code: int = 2


class UsageError(LocpipeError):
    """A flag or argument that cannot be used."""


class UnknownLanguage(UsageError):
    """A language tag that is neither BCP 47 nor a PO locale we know."""

    def __init__(self, tag: str, near: Iterable[str] = ()) -> None:
        self.tag = tag
        hint = ", ".join(get_close_matches(tag, list(near), n=3))
        super().__init__(
            f"Unknown language {tag!r}."
            + (f" Did you mean {hint}?" if hint else "")
            + " Use a BCP 47 tag or PO locale, for example pt-BR, pt_BR, vi, zh_CN."
        )


class ConfigurationError(LocpipeError):
    """A configuration file or environment value that cannot be used."""


class GlossaryError(LocpipeError):
    """A glossary that cannot be read; the message names the file and, where there is one, the line."""


class MissingModel(LocpipeError):
    """No installed engine translates a language pair."""


class EngineError(LocpipeError):
    """An engine could not be started, or broke and could not be replaced."""


class ModelError(EngineError):
    """A model or package that cannot be fetched, is damaged, or is refused; nothing was installed."""


class ProjectError(LocpipeError):
    """A project folder that cannot be used: unreadable, unwritable, or locked by another run."""


class FileError(LocpipeError):
    """One file failed; the batch goes on and the run ends with exit code 1.

    ``path`` is as the user gave it (or relative to the project), ``line`` is 1-based, 0 when unknown.
    """

    exit_code = 1

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        self.message = message
        self.path = path
        self.line = line
        place = f"{path}:{line}" if path and line else path
        super().__init__(f"{place}: {message}" if place else message)


class DocumentError(FileError):
    """A source document that cannot be read: encoding, syntax, unknown format, nothing in it."""


class CatalogError(FileError):
    """A PO file that cannot be read: syntax error, duplicate entry, wrong charset."""


class WriteError(FileError):
    """An output that could not be written. The file that was there before is whole."""
