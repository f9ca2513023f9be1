"""``python -m geo basemap``: make the base map, the borders of the time and the disputed boundaries."""

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
from geo.map.disputed import make_disputed

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topojson", type=Path, help="countries-50m.json of the npm package world-atlas")
    parser.add_argument(
        "--lines", type=Path, nargs=2, metavar=("DISPUTED", "LAND"),
        help="the boundary lines of Natural Earth 1:50m, of disputed areas and of the land; make disputed.geojson, too",
    )  # fmt: skip


def _run(options: argparse.Namespace) -> int:
    folder = default_folder()
    text = json.dumps(make_basemap(options.topojson), ensure_ascii=False, separators=(",", ":"))
    write_text(folder.basemap, text + "\n")
    write_text(folder.borders, layer_text(make_borders(read_basemap(folder.basemap))))
    if options.lines:
        write_text(folder.disputed, layer_text(make_disputed(read_basemap(folder.basemap), *options.lines)))
    return 0


COMMAND = Command(
    "basemap",
    "make data/basemap.geojson from world-atlas, and from it the borders of the time and the disputed boundaries",
    ("basemap countries-50m.json", "basemap countries-50m.json --lines disputed.json land.json"),
    _declare,
    _run,
)
