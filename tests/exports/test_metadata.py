"""What every file says of itself, read with the format's own reader."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pyogrio
import pytest

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.exports.geojson import about, filter_words, query_string
from geo.exports.html import embedded
from geo.layer import Query, build_layer, read_layer
from geo.records.edition import Edition, read_edition
from tests.samples import FOLDER, record

ARMENIA = Query(year=1961, country=("AM",))
WHOLE = Query()
EMPTY = Query(changed_in=1700)
DATASET = read_edition(FOLDER.edition)


def by_gdal(path: Path) -> dict[str, str]:
    """Read a layer's metadata; FlatGeobuf keeps the title under its own key, and GDAL drops what is empty.

    A GeoPackage's ``IDENTIFIER`` is its title, so that the URI has a name of its own.
    """
    metadata = pyogrio.read_info(path, layer=0)["layer_metadata"]
    identifier = metadata.get("dataset_identifier") or metadata["identifier"]
    return {
        "filter_query": "",
        **metadata,
        "identifier": identifier,
        "title": metadata.get("title") or metadata["TITLE"],
    }


def by_arrow(path: Path) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in pq.read_schema(path).metadata.items()}


def by_csv(path: Path) -> dict[str, str]:
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert len({tuple(row[name] for name in about({}, WHOLE)) for row in rows}) == 1
    return rows[0]


def by_json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def by_geojson(path: Path) -> dict[str, Any]:
    """Read foreign members; the filter in words has its own, because ``filter`` holds its parts."""
    content = by_json(path)
    return {**content, "filter": content["filter_words"]}


def by_xml(path: Path) -> dict[str, str]:
    document = ET.parse(path).getroot().find("{*}Document")
    assert document is not None
    return {
        node.get("name", ""): node.findtext("{*}value") or "" for node in document.iterfind("{*}ExtendedData/{*}Data")
    }


def by_html(path: Path) -> dict[str, Any]:
    said: dict[str, Any] = embedded(path.read_bytes(), "page")["about"]
    return said


READERS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "geojson": by_geojson, "csv": by_csv, "csv-records": by_csv, "csv-disagreements": by_csv, "gpkg": by_gdal,
    "fgb": by_gdal, "parquet": by_arrow, "kml": by_xml, "lpf": by_json, "html": by_html,
}  # fmt: skip
NEVER_EMPTY = ("csv", "csv-records", "csv-disagreements", "lpf")
"""Tables say what they are in each row, and Linked Places of nothing are refused."""
CASES = [
    (name, query) for name in EXPORTS for query in (ARMENIA, WHOLE, EMPTY) if query != EMPTY or name not in NEVER_EMPTY
]


def written(name: str, query: Query, folder: Path, data: Dataset) -> Path:
    path = folder / f"file.{EXPORTS[name].extension}"
    path.write_bytes(EXPORTS[name].write(data, query))
    return path


@pytest.mark.parametrize(("name", "query"), CASES, ids=[f"{name}-{filter_words(query)[:5]}" for name, query in CASES])
def test_a_file_says_all_that_it_is(name: str, query: Query, tmp_path: Path, data: Dataset) -> None:
    read = READERS[name](written(name, query, tmp_path, data))
    expected = {
        "title": DATASET.title, "identifier": DATASET.identifier,
        "license": DATASET.license, "license_url": DATASET.license_url,
        "attribution": DATASET.attribution, "data_version": DATASET.version, "data_date": DATASET.date,
        "filter": filter_words(query), "filter_query": query_string(query), "cite_as": DATASET.cite_as,
    }  # fmt: skip
    assert {key: read[key] for key in expected} == expected
    assert about(data.collection, query) == expected


@pytest.mark.parametrize("name", ["csv", "csv-records", "csv-disagreements"])
def test_an_empty_table_is_a_header_alone(name: str, tmp_path: Path, data: Dataset) -> None:
    path = written(name, EMPTY, tmp_path, data)
    (header,) = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    assert header[-len(about(data.collection, EMPTY)) :] == list(about(data.collection, EMPTY))


def test_how_to_cite_names_title_version_date_and_licence() -> None:
    said = (DATASET.title, DATASET.version, DATASET.date, DATASET.attribution, DATASET.license_url)
    assert all(part in DATASET.cite_as for part in said)


def test_the_names_of_the_filter_stay_as_they_were(data: Dataset) -> None:
    back = json.loads(EXPORTS["geojson"].write(data, ARMENIA))
    assert (back["filter"], back["filter_query"]) == ({"year": 1961, "country": ["AM"]}, "year=1961&country=AM")
    assert back["filter_words"] == "state on 31 December 1961; country: AM"


def test_the_layer_itself_says_how_to_cite_it() -> None:
    layer = read_layer(FOLDER.layer)
    assert {key: layer[key] for key in DATASET.members()} == DATASET.members()


def test_an_address_is_named_only_where_there_is_one() -> None:
    homed = DATASET.model_copy(update={"homepage": "https://map.example.org/"})
    assert homed.cite_as.endswith(". https://map.example.org/")
    assert homed.members()["homepage"] == "https://map.example.org/"
    assert build_layer([record()], homed)["homepage"] == "https://map.example.org/"
    homeless = DATASET.model_copy(update={"homepage": None})
    assert homeless.cite_as.endswith(homeless.license_url)
    assert "homepage" not in homeless.members()


def test_the_data_sets_name_in_uris_depends_on_nothing_but_its_name() -> None:
    other = Edition.model_validate(DATASET.model_dump() | {"title": "Another", "version": "9.0.0"})
    assert other.identifier == DATASET.identifier == "urn:uuid:af5c1d96-2a83-5267-b01c-2d6fa655ddd9"
    assert Edition.model_validate(DATASET.model_dump() | {"name": "fork"}).identifier != DATASET.identifier


def test_every_source_with_a_licence_is_in_the_attribution() -> None:
    assert len(DATASET.sources) >= 2
    for source in DATASET.sources:
        assert f"{source.title} ({source.license})" in DATASET.attribution
