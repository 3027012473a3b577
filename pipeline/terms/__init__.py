"""Glossary terms put where the engine did not put them, in the grammar of the sentence, for any engine.

`place_terms` is the cascade; `pipeline.terms.grammar` holds what is known about each target language.
"""

from __future__ import annotations
