"""The command line: ``python -m geo check | build | export | new | format | basemap``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

import geopandas as gpd

from geo import paths, site
from geo.basemap import country_names, make_basemap, read_basemap
from geo.borders import make_borders
from geo.checks import check_records
from geo.chronicle import first_year
from geo.coverage import cover, coverage_text, read_missing
from geo.dataset import read_dataset
from geo.errors import GeoDataError, QueryError, RecordError
from geo.files import write_bytes, write_text
from geo.formats import EXPORTS
from geo.layer import MODES, Query, build_layer, layer_text, periods_of, read_layer
from geo.records import Record, canonical, folder_of, read_records
from geo.skeleton import skeleton

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
        path = options.records / folder_of(record) / f"{record.id}.json"
        if path.exists() and path.read_text(encoding="utf-8") != canonical(record):
            problems.append(f'{record.id}: file is not canonical; run "python -m geo format"')
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(records)} records read: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
        return 1
    print(_summary(records))
    return 0


def _summary(records: list[Record]) -> str:
    known = cover(records, {})
    countries = len({record.country for record in records})
    return (
        f"{known.records} records ({known.monuments} monuments) in {countries} countries, {known.sources} sources, "
        f"{known.dated_periods} dated periods, {known.disagreements} disagreements; two independent sources: "
        f"{known.two_sources:.0%}, exact dates: {known.exact_dates:.0%}, point on the street or spot: "
        f"{known.located:.0%}: 0 problems"
    )


def _new(options: argparse.Namespace) -> int:
    path = options.records / f"{options.category}s" / f"{options.id}.json"
    text = skeleton(options.category, options.id)
    if path.exists():
        raise RecordError(f"{path.name} is there already; edit it, or choose another id")
    write_text(path, text)
    print(f'{path} is written; fill in what asks with "..." and run "python -m geo check"')
    return 0


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
    layer = layer_text(build_layer(records, read_dataset(paths.DATASET)))
    names = country_names(read_basemap(paths.BASEMAP))
    page = coverage_text(cover(records, names), read_missing(paths.MISSING), names)
    made = {options.output: layer, options.output.with_name(paths.COVERAGE.name): page}
    if options.check:
        stale = [path.name for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
        for name in stale:
            print(f'{name} is out of date; run "python -m geo build"', file=sys.stderr)
        print(f"{len(made) - len(stale)} of {len(made)} built files are current")
        return 1 if stale else 0
    for path, text in made.items():
        write_text(path, text)
    periods, size = layer.count(_FEATURE), len(layer.encode())
    print(f"{options.output.name}: {len(records)} records, {periods} periods, {size:,} bytes")
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
        polity=tuple(options.polity),
        fate=tuple(options.fate),
        confidence=tuple(options.confidence),
        between=options.between,
        undated=options.undated,
        disputed=options.disputed,
        mode=options.mode,
    )
    _expect_year(options.year if options.year is not None else options.changed_in, periods)
    _expect_extension(options.output, options.format)
    content = EXPORTS[options.format].write(collection, periods, query)
    if options.output == "-":
        sys.stdout.buffer.write(content)
    else:
        write_bytes(Path(options.output), content)
    return 0


def _expect_extension(output: str, form: str) -> None:
    """Refuse a file name that says another format than the one asked for."""
    own = {name: {one.extension} for name, one in EXPORTS.items()}
    own["geojson"].add("json")
    said = Path(output).suffix.removeprefix(".").lower()
    if said in set().union(*own.values()) and said not in own[form]:
        raise QueryError(f'"{output}" ends in .{said}, but the format is {form}; name it .{min(own[form])}')


def _expect_year(year: int | None, periods: gpd.GeoDataFrame) -> None:
    first, last = first_year(periods), dt.date.today().year
    if year is not None and not first <= year <= last:
        raise QueryError(f"year {year} is outside the map; give one from {first} to {last}")


def _format(options: argparse.Namespace) -> int:
    records, faults = read_records(options.records)
    for record in records:
        path = options.records / folder_of(record) / f"{record.id}.json"
        if path.exists():
            path.write_text(canonical(record), encoding="utf-8", newline="\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _basemap(options: argparse.Namespace) -> int:
    text = json.dumps(make_basemap(options.topojson), ensure_ascii=False, separators=(",", ":"))
    write_text(paths.BASEMAP, text + "\n")
    write_text(paths.BORDERS, layer_text(make_borders(read_basemap(paths.BASEMAP))))
    return 0


def _two_years(text: str) -> tuple[int, int]:
    first, last = (int(part) for part in text.split("-"))
    return first, last


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
    export.add_argument("--polity", action="append", default=[], metavar="P", help="state it lay in then, repeatable")
    export.add_argument("--fate", action="append", default=[], metavar="F", help="a monument's fate, repeatable")
    export.add_argument("--confidence", action="append", default=[], metavar="C", help="high, medium, low; repeatable")
    export.add_argument(
        "--between", type=_two_years, default=(), metavar="Y-Y", help="something changed in these years"
    )
    export.add_argument("--undated", action="store_true", help="with --year: also states that no source bounds")
    export.add_argument("--disputed", action="store_true", help="only records on which sources disagree")
    export.add_argument("--mode", choices=MODES, help="with --year: changes up to that year, or all years")
    export.add_argument("--format", choices=[*EXPORTS], default="geojson", help="file format")
    export.add_argument("--output", required=True, metavar="FILE|-", help="file to write; - is standard output")
    pages = commands.add_parser("site", help="write a static site: the map, a page a record, every export")
    pages.set_defaults(run=site.run)
    pages.add_argument("--output", type=Path, required=True, metavar="DIR", help="a new folder, or a site made before")
    pages.add_argument("--url", metavar="URL", help="where the site will be found; for sitemap.xml and citations")
    new = commands.add_parser("new", help="write a skeleton for a new record")
    new.set_defaults(run=_new)
    new.add_argument("category", choices=["place", "monument"])
    new.add_argument("id", help="lower-case words joined by hyphens")
    new.add_argument("--records", type=Path, default=paths.RECORDS, help="folder of the records")
    form = commands.add_parser("format", help="write every record in its canonical form")
    form.set_defaults(run=_format)
    form.add_argument("--records", type=Path, default=paths.RECORDS, help="folder of the records")
    basemap = commands.add_parser(
        "basemap", help="make data/basemap.geojson from world-atlas, and borders.geojson from it"
    )
    basemap.set_defaults(run=_basemap)
    basemap.add_argument("topojson", type=Path, help="countries-50m.json of the npm package world-atlas")
    return parser


if __name__ == "__main__":
    sys.exit(main())
