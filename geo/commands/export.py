"""``python -m geo export``: write a choice from the layer to a file."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd

from geo import paths
from geo.basemap import country_names, read_basemap
from geo.chronicle import first_year
from geo.commands.command import Command
from geo.dataset import read_dataset
from geo.errors import GeoDataError, QueryError
from geo.files import write_bytes
from geo.formats import EXPORTS
from geo.honours import REPLACEMENTS
from geo.layer import MODES, Query, periods_of, read_layer, select

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--year", type=_year, metavar="Y", help="what was in force on 31 December of Y")
    when.add_argument("--changed-in", type=_year, metavar="Y", help="what began to be so in Y")
    when.add_argument("--ended", type=_years, default=(), metavar="Y[-Y]", help="honours that ended in these years")
    several = {
        "--country": ("CC", "ISO 3166-1 alpha-2, repeatable"),
        "--kind": ("K", "kind, repeatable"),
        "--honours": ("NAME", "person honoured, repeatable"),
        "--status": ("S", "before, honouring, after; repeatable"),
        "--polity": ("P", "state it lay in then, repeatable"),
        "--fate": ("F", "a monument's fate, repeatable"),
        "--replaced": ("R", f"what came after: {', '.join(REPLACEMENTS)}; repeatable"),
        "--confidence": ("C", "high, medium, low; repeatable"),
    }
    for option, (metavar, text) in several.items():
        parser.add_argument(option, action="append", default=[], metavar=metavar, help=text)
    parser.add_argument("--category", metavar="C", help="place or monument")
    parser.add_argument(
        "--between", type=_two_years, default=(), metavar="Y-Y", help="something changed in these years"
    )
    parser.add_argument("--lasted", type=_lasting, metavar="N", help="an honoured name lasted at least N years")
    parser.add_argument("--undated", action="store_true", help="with --year: also states that no source bounds")
    parser.add_argument("--disputed", action="store_true", help="only records on which sources disagree")
    parser.add_argument("--mode", choices=MODES, help="changes up to --year, without it all changes; or all years")
    parser.add_argument("--format", choices=[*EXPORTS], default="geojson", help="file format")
    parser.add_argument("--output", required=True, metavar="FILE|-", help="file to write; - is standard output")


def _run(options: argparse.Namespace) -> int:
    _expect_extension(options.output, options.format)
    collection = read_layer(paths.LAYER)
    periods = periods_of(collection)
    _expect_codes(options.country)
    query = _query(options)
    _expect_years((options.year, options.changed_in, *options.ended, *options.between), periods)
    content = EXPORTS[options.format].write(collection, periods, query)
    if select(periods, query).empty:
        print("no record passes these filters; the file holds none", file=sys.stderr)
    _write(options.output, content)
    return 0


def _write(output: str, content: bytes) -> None:
    if output != "-":
        write_bytes(Path(output), content)
    elif sys.stdout is None:
        raise GeoDataError("standard output is closed; name a file by --output")
    else:
        sys.stdout.buffer.write(content)


def _query(options: argparse.Namespace) -> Query:
    return Query(
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
        replaced=tuple(options.replaced),
        lasted=options.lasted,
        ended=options.ended,
        between=options.between,
        undated=options.undated,
        disputed=options.disputed,
        mode=options.mode,
    )


def _expect_extension(output: str, form: str) -> None:
    """Refuse a file name that says another format than the one asked for."""
    own = {name: one.extensions for name, one in EXPORTS.items()}
    said = Path(output).suffix.removeprefix(".").lower()
    if said in {one for extensions in own.values() for one in extensions} and said not in own[form]:
        other = next(name for name, extensions in own.items() if said in extensions)
        raise QueryError(
            f'"{output}" ends in .{said}, but the format is {form}; name it .{own[form][0]}, or add --format {other}'
        )


def _expect_codes(countries: list[str]) -> None:
    """Tell the code of a country that is given by its name."""
    if any(len(country) > 2 for country in countries):
        codes = {name.casefold(): code for code, name in country_names(read_basemap(paths.BASEMAP)).items()}
        for country in countries:
            if code := codes.get(country.casefold()):
                raise QueryError(f'country "{country}" is not a code; write --country {code}')


def _expect_years(years: Iterable[int | None], periods: gpd.GeoDataFrame) -> None:
    first, last = first_year(periods), read_dataset(paths.DATASET).year
    for year in years:
        if year is not None and not first <= year <= last:
            raise QueryError(f"year {year} is outside the map; give one from {first} to {last}")


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a year; write one such as 1961')
    return int(text)


def _lasting(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of years from 1')
    return int(text)


def _years(text: str) -> tuple[int, int]:
    return _two_years(text if "-" in text else f"{text}-{text}")


def _two_years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{4})", text)
    if not found or found[1] > found[2]:
        raise argparse.ArgumentTypeError(f'"{text}" is not two years, the earlier first; write them as 1956-1962')
    return int(found[1]), int(found[2])


COMMAND = Command(
    "export",
    "write a choice from the layer to a file",
    (
        "export --year 1961 --country AM --output armenia-1961.geojson",
        'export --honours "Joseph Stalin" --format csv --output stalin.csv',
        "export --category monument --between 1956-1962 --format kml --output monuments.kml",
        "export --year 1961 --mode changes --country GE --country AM --format gpkg --output caucasus.gpkg",
        "export --ended 1961 --format csv --output fell-in-1961.csv",
        "export --disputed --confidence high --format lpf --output -",
    ),
    _declare,
    _run,
)
