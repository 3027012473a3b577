"""Measure the models that are carried along and write pipeline/engines/calibrations.json: ``make calibrate``.

To be run when the models, the shapes of tokens or the sentences in calibration.txt have changed; a test notices.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    from pipeline.engines.bergamot import BergamotEngine
    from pipeline.engines.calibration import SHIPPED, measure, shipped_json

    with tempfile.TemporaryDirectory() as nowhere:
        os.environ["LOCPIPE_MODELS"] = nowhere  # only what is carried along
        engine = BergamotEngine()
        by_model = {f"{engine.name} {engine.model_id(pair)}": pair for pair in engine.pairs()}
        measured = [(name, measure(engine, pair)) for name, pair in sorted(by_model.items())]
    (ROOT / "pipeline" / "engines" / SHIPPED).write_text(shipped_json(measured), encoding="utf-8")
    for name, calibration in measured:
        print(f"{name}: {calibration.describe()}")


if __name__ == "__main__":
    main()
