"""``python -m geo export``: write a choice from the layer to a file."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.cli.command import Command
from geo.core.errors import GeoDataError, LayerError, QueryError
from geo.core.files import write_bytes
from geo.core.folder import default_folder
from geo.dataset import Dataset
from geo.dataset import open as open_folder
from geo.exports import EXPORTS, PICTURES, TABLES
from geo.layer import FIELDS, Field, Fields, Query, fields_of, select
from geo.records.subject import read_subject
from geo.records.subject_words import read_words
from geo.stats.counts import first_year

__all__ = ["COMMAND"]

_OUTPUT = "file to write, - for standard output; for parquet also a folder (a name without ending): all tables"
_FORM = "file format; png, svg and gif are pictures of the map (a gif's years are those of --between)"
_FORMATS = EXPORTS | PICTURES
_WHEN = ("year", "changed_in", "ended")
"""Of these one at most can be asked for."""


def _declare(parser: argparse.ArgumentParser) -> None:
    fields = _fields()
    when = parser.add_mutually_exclusive_group()
    for field in fields.asked.values():
        _declare_field(when if field.name in _WHEN else parser, field)
    parser.add_argument(
        "--query",
        type=lambda text: _asked(text, fields),
        default=Query(fields=fields),
        metavar="Q",
        help='a whole choice, as "country=AM&year=1961", or the address of a map in the browser',
    )
    parser.add_argument("--format", choices=[*_FORMATS], default="geojson", help=_FORM)
    parser.add_argument("--output", required=True, metavar="FILE|-", help=_OUTPUT)


def _run(options: argparse.Namespace) -> int:
    _expect_extension(options.output, options.format)
    data = open_folder()
    query = _query(options).within(data.fields)
    _expect_codes(query.country, data)
    _expect_years(query, data)
    _expect_comparison(query)
    if options.format in TABLES and options.output != "-" and not Path(options.output).suffix:
        _write_tables(Path(options.output), TABLES[options.format](data, query))
        return 0
    content = _FORMATS[options.format].write(data, query)
    if select(data.periods, query).empty:
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


def _write_tables(folder: Path, files: dict[str, bytes]) -> None:
    """Write tables into a folder, which is made where its parent is there."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise GeoDataError(f"{folder} cannot be made ({error.strerror}); nothing was changed") from error
    for name, content in files.items():
        write_bytes(folder / name, content)


def _declare_field(parser: argparse._ActionsContainer, field: Field) -> None:
    """Declare one part of a query as an option."""
    option = _option(field)
    match field.asked:
        case "flag":
            parser.add_argument(option, action="store_true", help=field.option)
        case "values":
            text = f"{field.option}; repeatable"
            parser.add_argument(option, action="append", default=[], metavar=field.metavar, help=text)
        case "value" if field.name == "mode":
            parser.add_argument(option, choices=field.vocabulary, help=field.option)
        case _:
            read = {"years": _years if field.name == "ended" else _two_years, "year": _year, "number": _lasting}
            kind = read.get(field.asked or "", str)
            parser.add_argument(option, type=kind, metavar=field.metavar, help=field.option)


def _option(field: Field) -> str:
    return f"--{field.name.replace('_', '-')}"


def _query(options: argparse.Namespace) -> Query:
    """Put the options together, those of ``--query`` first."""
    asked: Query = options.query
    given = {name: getattr(options, name) for name in asked.fields.asked}
    return asked.but(**{name: value for name, value in given.items() if value})


def _expect_extension(output: str, form: str) -> None:
    """Refuse a file name that says another format than the one asked for."""
    own = {name: one.extensions for name, one in _FORMATS.items()}
    ending = Path(output).suffix.removeprefix(".").lower()
    if ending in {one for extensions in own.values() for one in extensions} and ending not in own[form]:
        other = next(name for name, extensions in own.items() if ending in extensions)
        raise QueryError(
            f'"{output}" ends in .{ending}, but the format is {form}; name it .{own[form][0]}, or add --format {other}'
        )


def _expect_codes(countries: Sequence[str], data: Dataset) -> None:
    """Tell the code of a country that is given by its name."""
    if any(len(country) > 2 for country in countries):
        codes = {name.casefold(): code for code, name in data.countries.items()}
        for country in countries:
            if code := codes.get(country.casefold()):
                raise QueryError(f'country "{country}" is not a code; write --country {code}')


def _expect_years(query: Query, data: Dataset) -> None:
    first, last = first_year(data.periods, data.subject.opening_year), data.edition.year
    for field, value in query.parts():
        if field.asked not in ("year", "years"):
            continue
        for year in (value,) if field.asked == "year" else value:
            if not first <= year <= last:
                raise QueryError(f"{_option(field)} {year} is outside the map; give a year from {first} to {last}")


def _expect_comparison(query: Query) -> None:
    """Say by their options how two years are compared."""
    if query.mode == "between" and None in (query.since, query.year):
        raise QueryError("--mode between compares two years; give the earlier by --since, the later by --year")
    if query.mode != "between" and query.since is not None:
        raise QueryError(f"--since {query.since} is for a comparison; add --mode between and a later --year")
    if query.since is not None and query.since >= query.year:
        raise QueryError(f"--since {query.since} is not before --year {query.year}; give the earlier year by --since")


def _fields() -> Fields:
    """Give the fields of the default folder's subject; of one that cannot be read, those of every subject."""
    folder = default_folder()
    try:
        subject = read_subject(folder.subject)
        return fields_of(subject, read_words(folder.text, subject))
    except LayerError:  # the command itself will say so
        return FIELDS


def _asked(text: str, fields: Fields) -> Query:
    try:
        return Query.parse(text, fields)
    except QueryError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


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
        "export --mode between --since 1955 --year 1962 --format csv --output 1955-1962.csv",
        "export --ended 1961 --format csv --output fell-in-1961.csv",
        "export --year 1961 --format png --output map-1961.png",
        'export --query "http://localhost:8501/?year=1961&country=UA" --output ukraine-1961.geojson',
        "export --country HU --format gif --between 1953-1964 --output hungary.gif",
        "export --disputed --confidence high --format lpf --output -",
    ),
    _declare,
    _run,
)
