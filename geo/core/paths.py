"""Where the project's own files lie, whatever folder the program was started from.

The environment variable ``DE_STALINIZATION_DATA`` names another data folder, for instance that of a fork.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "BASEMAP", "BORDERS", "CHANGELOG", "COVERAGE", "DATA", "DATASET", "EVENTS", "FRAME", "LAYER", "LOOKED", "MISSING",
    "RECALL", "RECORDS", "ROOT", "TOWNS",
]  # fmt: skip

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DE_STALINIZATION_DATA") or ROOT / "data").resolve()
RECORDS = DATA / "records"
DATASET = DATA / "dataset.json"
EVENTS = DATA / "events.json"
CHANGELOG = DATA / "CHANGELOG.md"
COVERAGE = DATA / "COVERAGE.md"
FRAME = DATA / "frame.csv"
LOOKED = DATA / "looked.csv"
RECALL = DATA / "recall.json"
MISSING = DATA / "missing.json"
LAYER = DATA / "layer.geojson"
BORDERS = DATA / "borders.geojson"
BASEMAP = DATA / "basemap.geojson"
TOWNS = DATA / "towns.json"
