"""The command line: ``python -m geo check | build | export | format | basemap``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

import geopandas as gpd

from geo import paths
from geo.basemap import make_basemap, read_basemap
from geo.checks import check_records
from geo.chronicle import first_year
from geo.dataset import read_dataset
from geo.errors import GeoDataError, QueryError
from geo.export import to_geojson
from geo.files import write_text
from geo.layer import Query, build_layer, layer_text, periods_of, read_layer
from geo.records import Record, canonical, read_records

_FEATURE = '{"type":"Feature"'


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 if all is well, 1 if the data has problems, 2 if the call cannot be carried out.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except GeoDataError as error:
        print(error, file=sys.stderr)
        return 2


def _check(options: argparse.Namespace) -> int:
    records, problems = _read_and_check(options.records)
    for record in records:
        path = options.records / f"{record.category}s" / f"{record.id}.json"
        if path.exists() and path.read_text(encoding="utf-8") != canonical(record):
            problems.append(f'{record.id}: file is not canonical; run "python -m geo format"')
    for problem in problems:
        print(problem, file=sys.stderr)
    monuments = sum(record.category == "monument" for record in records)
    countries = len({record.country for record in records})
    print(f"{len(records)} records ({monuments} monuments) in {countries} countries: {len(problems)} problems")
    return 1 if problems else 0


def _read_and_check(folder: Path) -> tuple[list[Record], list[str]]:
    records, faults = read_records(folder)
    found = check_records(records, read_basemap(paths.BASEMAP), dt.date.today())
    return records, faults + [str(problem) for problem in found]


def _build(options: argparse.Namespace) -> int:
    records, problems = _read_and_check(options.records)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"nothing built: mend what stands above first ({len(problems)} in all)", file=sys.stderr)
        return 1
    text = layer_text(build_layer(records, read_dataset(paths.DATASET)))
    if options.check:
        current = options.output.read_text(encoding="utf-8") if options.output.exists() else None
        if current != text:
            print(f'{options.output.name} is out of date; run "python -m geo build"', file=sys.stderr)
            return 1
        print(f"{options.output.name} is current")
        return 0
    write_text(options.output, text)
    print(
        f"{options.output.name}: {len(records)} records, {text.count(_FEATURE)} periods, {len(text.encode()):,} bytes"
    )
    return 0


def _export(options: argparse.Namespace) -> int:
    collection = read_layer(paths.LAYER)
    periods = periods_of(collection)
    query = Query(
        year=options.year,
        changed_in=options.changed_in,
        country=tuple(options.country),
        kind=tuple(options.kind),
        category=options.category,
        honours=tuple(options.honours),
        status=tuple(options.status),
        undated=options.undated,
    )
    _expect_year(options.year if options.year is not None else options.changed_in, periods)
    text = to_geojson(collection, periods, query)
    if options.output == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        write_text(Path(options.output), text)
    return 0


def _expect_year(year: int | None, periods: gpd.GeoDataFrame) -> None:
    first, last = first_year(periods), dt.date.today().year
    if year is not None and not first <= year <= last:
        raise QueryError(f"year {year} is outside the map; give one from {first} to {last}")


def _format(options: argparse.Namespace) -> int:
    records, faults = read_records(options.records)
    for record in records:
        path = options.records / f"{record.category}s" / f"{record.id}.json"
        if path.exists():
            path.write_text(canonical(record), encoding="utf-8", newline="\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _basemap(options: argparse.Namespace) -> int:
    text = json.dumps(make_basemap(options.topojson), ensure_ascii=False, separators=(",", ":"))
    paths.BASEMAP.write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="check every record; exit code 1 if there are problems")
    check.set_defaults(run=_check)
    check.add_argument("--records", type=Path, default=paths.RECORDS, help="folder of the records")
    build = commands.add_parser("build", help="build data/layer.geojson from the records")
    build.set_defaults(run=_build)
    build.add_argument("--records", type=Path, default=paths.RECORDS, help="folder of the records")
    build.add_argument("--output", type=Path, default=paths.LAYER, help="the layer's file")
    build.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the file is out of date")
    export = commands.add_parser("export", help="write a choice from the layer to a file")
    export.set_defaults(run=_export)
    when = export.add_mutually_exclusive_group()
    when.add_argument("--year", type=int, metavar="Y", help="what was in force on 31 December of Y")
    when.add_argument("--changed-in", type=int, metavar="Y", help="what began to be so in Y")
    export.add_argument("--country", action="append", default=[], metavar="CC", help="ISO 3166-1 alpha-2, repeatable")
    export.add_argument("--kind", action="append", default=[], metavar="K", help="kind, repeatable")
    export.add_argument("--category", metavar="C", help="place or monument")
    export.add_argument("--honours", action="append", default=[], metavar="NAME", help="person honoured, repeatable")
    export.add_argument(
        "--status", action="append", default=[], metavar="S", help="before, honouring, after; repeatable"
    )
    export.add_argument("--undated", action="store_true", help="with --year: also states that no source bounds")
    export.add_argument("--format", choices=["geojson"], default="geojson", help="file format")
    export.add_argument("--output", required=True, metavar="FILE|-", help="file to write; - is standard output")
    form = commands.add_parser("format", help="write every record in its canonical form")
    form.set_defaults(run=_format)
    form.add_argument("--records", type=Path, default=paths.RECORDS, help="folder of the records")
    basemap = commands.add_parser("basemap", help="make data/basemap.geojson from world-atlas")
    basemap.set_defaults(run=_basemap)
    basemap.add_argument("topojson", type=Path, help="countries-50m.json of the npm package world-atlas")
    return parser


if __name__ == "__main__":
    sys.exit(main())
