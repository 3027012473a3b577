"""Whether a text holds a term, inflected as its grammar asks: `satisfies` and `inflected_spans`.

Checks and the translation ladder share it, so that what the one accepts the other does not report.
How a language inflects: `stems` (most languages, by Snowball), `suffixes` (Turkish, Finnish),
`compounds`. The choice of libraries and the figures are in ``docs/decisions/0007-inflection.md``.
"""

from __future__ import annotations

from pipeline.inflection.spans import inflected_spans, satisfies

__all__ = ["inflected_spans", "satisfies"]
