"""``python -m geo build``: make the layer from the records; with ``--all`` everything else that is built, too."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.cli.check import read_and_check
from geo.cli.command import Command, records_folder, takes_records
from geo.cli.progress import with_bar
from geo.core.errors import GeoDataError
from geo.core.files import holds, write_bytes, write_text
from geo.core.folder import DataFolder, default_folder
from geo.dataset import Dataset
from geo.exports.built import package_files
from geo.exports.package import edition_files
from geo.layer import build_layer, fields_of, layer_text
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.records.subject import read_subject
from geo.records.subject_words import read_words

__all__ = ["COMMAND"]

_FEATURE = '{"type":"Feature"'


def _declare(parser: argparse.ArgumentParser) -> None:
    takes_records(parser)
    parser.add_argument("--output", type=Path, default=default_folder().layer, metavar="FILE", help="the layer's file")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the file is out of date")
    parser.add_argument(
        "--all",
        type=Path,
        metavar="FOLDER",
        help="also write the data package there: table, schemas, coverage, parquet, and what they describe",
    )


def _run(options: argparse.Namespace) -> int:
    folder = default_folder()
    _expect_own_data(options, folder)
    records, problems = read_and_check(records_folder(options), folder)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"nothing built: mend what stands above first ({len(problems)} in all)", file=sys.stderr)
        return 1
    made = _make(records, options.output, folder)
    if options.check:
        return _compare(made, options.all, folder)
    for path, text in made.items():
        write_text(path, text)
    layer = made[options.output]
    periods, size = layer.count(_FEATURE), len(layer.encode())
    print(f"{options.output.name}: {len(records)} records, {periods} periods, {size:,} bytes")
    if options.all:
        _write_package(options.all, folder)
    return 0


def _expect_own_data(options: argparse.Namespace, folder: DataFolder) -> None:
    """Refuse a package of records or of a layer that are not the data folder's."""
    own = (options.records.resolve(), options.output.resolve()) == (folder.records, folder.layer)
    if options.all and not own:
        raise GeoDataError("--all writes the package of the data folder; leave --records and --output out")


def _make(records: list[Record], output: Path, folder: DataFolder) -> dict[Path, str]:
    """Give the text of every built file that is kept: the layer, and beside the folder's own what the edition says."""
    edition = read_edition(folder.edition)
    subject = read_subject(folder.subject)
    fields = fields_of(subject, read_words(folder.text, subject))
    made = {output: layer_text(build_layer(records, edition, fields))}
    return made | (edition_files(edition, folder) if output.resolve() == folder.layer else {})


def _write_package(output: Path, folder: DataFolder) -> None:
    files = size = 0
    for name, content in package_files(Dataset(folder), lambda names: with_bar(names, "making")):
        path = output / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GeoDataError(f"{path.parent} cannot be made ({error.strerror}); name another folder") from error
        write_bytes(path, content)
        files, size = files + 1, size + len(content)
    print(f"{output}: {files} files, {size:,} bytes")


def _compare(made: dict[Path, str], package: Path | None, folder: DataFolder) -> int:
    stale = [path.name for path, text in made.items() if not holds(path, text)]
    count = len(made)
    if package and not stale:
        for name, content in package_files(Dataset(folder)):
            count += 1
            stale += [] if holds(package / name, content) else [name]
    for name in stale:
        print(f'{name} is out of date; run "python -m geo build"', file=sys.stderr)
    print(f"{count - len(stale)} of {count} built files are current")
    return 1 if stale else 0


COMMAND = Command(
    "build",
    "build data/layer.geojson from the records, and with --all what else is made from them",
    ("build", "build --check", "build --output layer.geojson", "build --all package"),
    _declare,
    _run,
)
