"""locpipe: documents and catalogs in, reviewable PO files out, offline.

For programs::

    import pipeline

    pipeline.detect("Une phrase en français.")            # Detection(language="fr", …)
    terms = pipeline.Glossary.from_pairs([("chip", "chip")], source="en", target="pt_BR")
    pipeline.translate(["The chip is new."], "en", "pt_BR", glossary=terms)[0].text

The names are loaded when they are first used, so that ``import pipeline`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from pipeline.api import translate
    from pipeline.detect import detect, detect_passages
    from pipeline.glossary import Glossary
    from pipeline.model import Candidate, Detection, Finding, Origin, TermHit

_HOME = {
    "translate": "pipeline.api",
    "detect": "pipeline.detect",
    "detect_passages": "pipeline.detect",
    "Glossary": "pipeline.glossary",
    "Candidate": "pipeline.model",
    "Detection": "pipeline.model",
    "Finding": "pipeline.model",
    "Origin": "pipeline.model",
    "TermHit": "pipeline.model",
}

__all__ = [
    "Candidate",
    "Detection",
    "Finding",
    "Glossary",
    "Origin",
    "TermHit",
    "__version__",
    "detect",
    "detect_passages",
    "translate",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
