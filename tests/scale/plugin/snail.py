"""An engine for the tests: pseudo-localization that is slow, and misbehaves where a text asks for it.

``CRASH`` kills its process, ``EAT`` fills its memory, ``RAISE`` raises; `DELAY` seconds a sentence.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from pipeline.engines.pseudo import PseudoEngine
from pipeline.model import Hypotheses, LanguagePair

DELAY = float(os.environ.get("SNAIL_DELAY", "0"))


class SnailEngine(PseudoEngine):
    """Serves every pair; what it says is that of `PseudoEngine`."""

    name = "snail"

    def model_id(self, pair: LanguagePair) -> str:
        return "snail " + os.environ.get("SNAIL_VERSION", "1")

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        return [self._one(text, pair) for text in sentences]

    def _one(self, text: str, pair: LanguagePair) -> Hypotheses:
        time.sleep(DELAY)
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "EAT" in text:
            hoard = []
            while True:
                hoard.append(bytearray(1 << 26))
        if "RAISE" in text:
            raise ValueError("asked to")
        return super().translate([text], pair)[0]
