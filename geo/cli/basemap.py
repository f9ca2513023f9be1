"""``python -m geo basemap``: make the base map and the borders of the time."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from geo.cli.command import Command
from geo.core.files import write_text
from geo.core.folder import default_folder
from geo.layer import layer_text
from geo.map.basemap import make_basemap, read_basemap
from geo.map.borders import make_borders

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topojson", type=Path, help="countries-50m.json of the npm package world-atlas")


def _run(options: argparse.Namespace) -> int:
    folder = default_folder()
    text = json.dumps(make_basemap(options.topojson), ensure_ascii=False, separators=(",", ":"))
    write_text(folder.basemap, text + "\n")
    write_text(folder.borders, layer_text(make_borders(read_basemap(folder.basemap))))
    return 0


COMMAND = Command(
    "basemap",
    "make data/basemap.geojson from world-atlas, and borders.geojson from it",
    ("basemap countries-50m.json",),
    _declare,
    _run,
)
