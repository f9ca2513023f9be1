"""``python -m geo build``: make the layer from the records, and the coverage, schemas and package that go with it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.cli.check import read_and_check
from geo.cli.command import Command, records_folder, takes_records
from geo.core.files import holds, write_text
from geo.core.folder import DataFolder, default_folder
from geo.exports.package import files_around
from geo.layer import build_layer, layer_text
from geo.map.basemap import country_names, read_basemap
from geo.records.edition import read_edition
from geo.records.frame import read_frame
from geo.records.model import Record
from geo.records.second_reading import read_second_reading
from geo.stats.agreement import second_section
from geo.stats.completeness import frame_section, read_recall, recall_section
from geo.stats.coverage import cover, coverage_text, read_missing

__all__ = ["COMMAND"]

_FEATURE = '{"type":"Feature"'


def _declare(parser: argparse.ArgumentParser) -> None:
    takes_records(parser)
    parser.add_argument("--output", type=Path, default=default_folder().layer, metavar="FILE", help="the layer's file")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the file is out of date")


def _run(options: argparse.Namespace) -> int:
    folder = default_folder()
    records, problems = read_and_check(records_folder(options), folder)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"nothing built: mend what stands above first ({len(problems)} in all)", file=sys.stderr)
        return 1
    made = _make(records, options.output, folder)
    if options.check:
        return _compare(made)
    for path, text in made.items():
        if path.parent == folder.path / "schema":
            path.parent.mkdir(exist_ok=True)
        write_text(path, text)
    layer = made[options.output]
    periods, size = layer.count(_FEATURE), len(layer.encode())
    print(f"{options.output.name}: {len(records)} records, {periods} periods, {size:,} bytes")
    return 0


def _make(records: list[Record], output: Path, folder: DataFolder) -> dict[Path, str]:
    """Give the text of every built file."""
    edition = read_edition(folder.edition)
    layer = layer_text(build_layer(records, edition))
    names = country_names(read_basemap(folder.basemap))
    sections = [recall_section(read_recall(folder.recall), edition.version)] if folder.recall.exists() else []
    if folder.second_reading.exists():
        sections.append(second_section(read_second_reading(folder.second_reading), edition.version))
    sections += [frame_section(read_frame(folder.frame))] if folder.frame.exists() else []
    page = coverage_text(cover(records, names), read_missing(folder.missing), names, sections)
    built = {output: layer, output.with_name(folder.coverage.name): page}
    return built | files_around(edition, layer, output, folder)


def _compare(made: dict[Path, str]) -> int:
    stale = [path.name for path, text in made.items() if not holds(path, text)]
    for name in stale:
        print(f'{name} is out of date; run "python -m geo build"', file=sys.stderr)
    print(f"{len(made) - len(stale)} of {len(made)} built files are current")
    return 1 if stale else 0


COMMAND = Command(
    "build",
    "build data/layer.geojson and what goes with it from the records",
    ("build", "build --check", "build --output layer.geojson"),
    _declare,
    _run,
)
