"""Makes the Bergamot engine of every process break on two words, as a real one may on some sentence.

Python imports this by itself where its folder stands in ``PYTHONPATH``.
"""

import os
import signal

from pipeline.engines.bergamot_models import BergamotModel

load = BergamotModel.load


def trapped(self: BergamotModel):  # type: ignore[no-untyped-def]
    answer = load(self)

    def trap(sentence: str):  # type: ignore[no-untyped-def]
        if "kaboom" in sentence:
            os.kill(os.getpid(), signal.SIGKILL)
        if "gobble" in sentence:
            hoard = []
            while True:
                hoard.append(bytearray(1 << 26))
        return answer(sentence)

    return trap


BergamotModel.load = trapped  # type: ignore[method-assign]
