"""The formats beside GeoJSON: what is read back is what was chosen, and every file says what it is."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.__main__ import main
from geo.core.errors import LayerError, QueryError
from geo.exports import FORMATS
from geo.exports.about import about, filter_words, plain_text
from geo.exports.gis import DATES, TIMES
from geo.exports.html import embedded
from geo.exports.kml import kml_colour
from geo.exports.lpf import CONTEXT, record_uri
from geo.exports.tables import harmless
from geo.layer import COLUMNS, Query, build_layer, periods_of, select
from geo.records.edition import Edition
from geo.records.reading import read_records
from geo.web.assets import FRONTEND
from tests.samples import FIELDS, FOLDER, SUBJECT, TEXT, opened, record

Rows = list[dict[str, Any]]

DATA = geo.open(FOLDER.path)
COLLECTION, PERIODS = DATA.collection, DATA.periods
WHOLE = Query()
EMPTY = Query(changed_in=1700)
KML = "{http://www.opengis.net/kml/2.2}"
ENDS = ("begin", "end")
QUERIES = st.builds(
    Query,
    year=st.none() | st.integers(1920, 2026),
    country=st.lists(st.sampled_from(sorted(set(PERIODS["country"]))), min_size=1, max_size=3, unique=True).map(tuple),
    category=st.none() | st.sampled_from(["place", "monument"]),
    undated=st.booleans(),
)
DATASET = Edition(
    name="test", title="A test", description="For tests", version="0.1.0", date="2020-02-03", license="CC-BY-4.0",
    license_url="https://creativecommons.org/licenses/by/4.0/", attribution="Testers",
)  # fmt: skip
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "+1", "-1", "@SUM(1)", "\ttab", "\rreturn",
    "</name><script>alert(1)</script>",
    "]]> & \"quote\" 'one'", "a,b;c\nd", "null\x00bell\x07", "lone \ud800 half", "Сталинград ხაშური 斯大林",
)  # fmt: skip


def write(name: str, query: Query, collection: dict[str, Any] = COLLECTION) -> bytes:
    return FORMATS[name].write(DATA if collection is COLLECTION else opened(collection), query)


def table_of(collection: dict[str, Any]) -> gpd.GeoDataFrame:
    return PERIODS if collection is COLLECTION else periods_of(collection, FIELDS)


def layer_of(**changes: Any) -> dict[str, Any]:
    return build_layer([record(**changes)], DATASET)


def hostile(name: str) -> dict[str, Any]:
    collection = layer_of()
    for feature in collection["features"]:
        feature["properties"] |= {"name": name, "native_name": name, "note": name, "polity": name}
    return collection


def expected(query: Query, collection: dict[str, Any] = COLLECTION) -> Rows:
    """Give the chosen periods with sources as one text and the place as two numbers."""
    chosen = select(table_of(collection), query)
    rows = []
    for place in chosen.index:
        feature = collection["features"][place]
        lon, lat = feature["geometry"]["coordinates"]
        texts = {
            key: plain_text(value) if isinstance(value, str) else value for key, value in feature["properties"].items()
        }
        rows.append({**texts, **{name: " | ".join(texts[name]) for name in LISTS}, "lon": lon, "lat": lat})
    return rows


LISTS = tuple(name for name, kind in COLUMNS.items() if kind == "list")


def _one_text(cell: Any) -> str:
    """Give a list as one text; an empty one is nothing to some readers."""
    if cell is None or isinstance(cell, float):
        return ""
    return cell if isinstance(cell, str) else " | ".join(cell)


def plain(frame: gpd.GeoDataFrame) -> Rows:
    """Give a frame's rows as :func:`expected` does, whatever a reader makes of nulls and integers."""
    rows = []
    for row in frame.to_dict("records"):
        point = row["geometry"]
        values = {name: row[name] for name in COLUMNS if name not in LISTS}
        values = {name: None if pd.isna(value) else value for name, value in values.items()}
        values |= {
            name: int(values[name]) for name, kind in COLUMNS.items() if "int" in kind and values[name] is not None
        }
        values |= {name: _one_text(row[name]) for name in LISTS}
        rows.append({**values, "lon": point.x, "lat": point.y})
    return rows


@contextmanager
def on_disk(name: str, content: bytes) -> Iterator[Path]:
    """Put a file where GDAL finds it by its extension."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file.{FORMATS[name].extension}")
        path.write_bytes(content)
        yield path


def layers_by_gdal(name: str, content: bytes) -> dict[str, gpd.GeoDataFrame]:
    with on_disk(name, content) as path:
        names = [layer for layer, _ in pyogrio.list_layers(path) if layer != "disagreements"]
        return {layer: pyogrio.read_dataframe(path, layer=layer) for layer in names}


def read_by_gdal(name: str, content: bytes) -> Rows:
    """Give the rows of all layers of a file (a folder of KML is one), in the order of the data."""
    frames = layers_by_gdal(name, content).values()
    rows = [row for frame in frames for row in plain(frame.rename(columns={"Name": "name", "description": "note"}))]
    return sorted(rows, key=lambda row: (row["record_id"], row["period"]))


def frame_by_gdal(name: str, content: bytes) -> list[dict[str, Any]]:
    rows = [row for frame in layers_by_gdal(name, content).values() for row in frame.to_dict("records")]
    return sorted(rows, key=lambda row: (row["record_id"], row["period"]))


def info_by_gdal(name: str, content: bytes) -> dict[str, Any]:
    with on_disk(name, content) as path:
        return dict(pyogrio.read_info(path, layer=0))


def read_parquet(content: bytes) -> Rows:
    return plain(gpd.read_parquet(io.BytesIO(content)))


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_csv(content: bytes) -> Rows:
    def value(name: str, cell: str) -> Any:
        if "int" in COLUMNS[name]:
            return int(cell) if cell else None
        if COLUMNS[name] == "bool":
            return {"true": True, "false": False}[cell]
        return None if cell == "" and "?" in COLUMNS[name] else unguarded(cell)

    return [
        {name: value(name, row[name]) for name in COLUMNS}
        | {"lon": float(row["longitude"]), "lat": float(row["latitude"])}
        for row in table(content)
    ]


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


READERS: dict[str, Callable[[bytes], Rows]] = {
    "csv": read_csv,
    "parquet": read_parquet,
    **{name: partial(read_by_gdal, name) for name in ("gpkg", "fgb", "kml")},
}


@pytest.mark.parametrize("query", [Query(), EMPTY], ids=["whole", "empty"])
def test_the_map_in_one_file_holds_the_records_that_were_chosen(query: Query) -> None:
    content = write("html", query)
    ids = list(dict.fromkeys(row["record_id"] for row in expected(query)))
    chunks = len(re.findall(rb'id="part-details-\d+', content))
    assert [one for chunk in range(chunks) for one in embedded(content, f"details-{chunk}")] == ids
    assert embedded(content, "page")["narrowed"] or ids


@pytest.mark.parametrize("query", [Query(), EMPTY], ids=["whole", "empty"])
@pytest.mark.parametrize("name", READERS)
def test_what_is_read_back_is_what_was_chosen(name: str, query: Query) -> None:
    assert READERS[name](write(name, query)) == expected(query)


@pytest.mark.parametrize("name", READERS)
@given(query=QUERIES)
@settings(deadline=None, max_examples=12)
def test_any_choice_is_read_back(name: str, query: Query) -> None:
    assert READERS[name](write(name, query)) == expected(query)


@pytest.mark.parametrize("query", [Query(year=1961), EMPTY], ids=["1961", "empty"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "lpf"])
def test_the_same_choice_gives_the_same_bytes(name: str, query: Query) -> None:
    assert write(name, query) == write(name, query)


def days_read(name: str, content: bytes) -> list[tuple[str, int, dt.date | None, dt.date | None]]:
    frame = gpd.read_parquet(io.BytesIO(content)) if name == "parquet" else layers_by_gdal(name, content)["periods"]
    days = [[None if pd.isna(day) else pd.Timestamp(day).date() for day in frame[date]] for date in DATES]
    return list(zip(frame["record_id"], map(int, frame["period"]), *days, strict=True))


@pytest.mark.parametrize("query", [WHOLE, EMPTY], ids=["whole", "empty"])
@pytest.mark.parametrize("name", ["gpkg", "fgb", "parquet"])
def test_the_dates_are_31_december_of_the_years(name: str, query: Query) -> None:
    def last_day(year: int | None) -> dt.date | None:
        return None if year is None else dt.date(year, 12, 31)

    assert days_read(name, write(name, query)) == [
        (row["record_id"], row["period"], last_day(row["start_year"]), last_day(row["end_year"]))
        for row in expected(query)
    ]


@pytest.mark.parametrize("query", [WHOLE, EMPTY], ids=["whole", "empty"])
@pytest.mark.parametrize(("name", "kind"), [("gpkg", "OFTDate"), ("fgb", "OFTDateTime")])
def test_the_dates_have_a_type_that_a_temporal_controller_takes(name: str, kind: str, query: Query) -> None:
    info = info_by_gdal(name, write(name, query))
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert [kinds[date] for date in DATES] == [kind, kind]
    assert [name for name, one in kinds.items() if one.startswith("OFTDate")] == list(DATES)


@pytest.mark.parametrize("query", [WHOLE, EMPTY], ids=["whole", "empty"])
def test_parquet_has_dates_and_moments(query: Query) -> None:
    table = pq.read_table(io.BytesIO(write("parquet", query)))
    assert [str(table.schema.field(name).type) for name in DATES] == ["date32[day]"] * 2
    assert [str(table.schema.field(name).type) for name in TIMES] == ["timestamp[ms, tz=UTC]"] * 2
    for time, date in TIMES.items():
        moments = [one and dt.datetime(one.year, 12, 31, tzinfo=dt.UTC) for one in table[date].to_pylist()]
        assert table[time].to_pylist() == moments


@pytest.mark.parametrize("year", [1925, 1956, 1961, 1991])
def test_a_frame_of_a_year_from_31_december_shows_what_the_year_rule_has_in_force(year: int) -> None:
    begin, end = dt.date(year, 12, 31), dt.date(year + 1, 12, 31)
    shown = [
        (record, period) for record, period, first, last in days_read("gpkg", write("gpkg", WHOLE))
        if (first is None or first < end) and (last is None or last > begin)
    ]  # fmt: skip
    start, end_year = PERIODS["start_year"].fillna(0), PERIODS["end_year"].fillna(9999)
    in_force = PERIODS[(start <= year) & (year < end_year)]
    assert shown == list(zip(in_force["record_id"], in_force["period"], strict=True))
    assert 0 < len(shown) < len(PERIODS)


def test_a_geopackage_is_of_a_version_that_old_readers_know() -> None:
    with on_disk("gpkg", write("gpkg", WHOLE)) as path, closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (10300,)
        used = {name for (name,) in base.execute("SELECT extension_name FROM gpkg_extensions")}
    assert used <= {"gpkg_metadata", "gpkg_rtree_index"}


def test_a_geopackage_bears_the_date_of_the_data_and_not_the_clock() -> None:
    content = write("gpkg", Query(), layer_of())
    assert b"2020-02-03T00:00:00.000Z" in content
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_parquet_holds_what_it_says_as_json() -> None:
    metadata = pq.read_schema(io.BytesIO(write("parquet", EMPTY))).metadata
    assert json.loads(metadata[b"about"]) == about(COLLECTION, EMPTY)
    assert b"geo" in metadata


@pytest.mark.parametrize(
    ("name", "query"),
    [(name, Query(year=1961)) for name in ("gpkg", "fgb", "kml")] + [("gpkg", EMPTY), ("fgb", EMPTY)],
)
def test_years_are_integers_and_dates_text(name: str, query: Query) -> None:
    info = info_by_gdal(name, write(name, query))
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert kinds["start_year"].startswith("int")
    assert kinds["end_date"] == kinds["sources"] == kinds["record_id"] == "object"
    assert info["crs"] == "EPSG:4326"


@pytest.mark.parametrize("query", [Query(year=1961), EMPTY], ids=["1961", "empty"])
def test_parquet_has_the_same_types_with_and_without_rows(query: Query) -> None:
    file = io.BytesIO(write("parquet", query))
    schema = pq.read_schema(file)
    assert str(schema.field("start_year").type) == "int64"
    assert str(schema.field("start_date").type) == str(schema.field("native_name").type) == "string"
    assert str(schema.field("sources").type).startswith("list<")
    assert gpd.read_parquet(file).crs == "EPSG:4326"


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_only_a_name(name: str, text: str) -> None:
    collection = hostile(text)
    if name == "kml":
        text = plain_text(text)
        root = ET.fromstring(write(name, Query(), collection))
        names = [node.text for node in root.iterfind(".//{*}Placemark/{*}name")]
        assert names == [text.replace("\r", "\n")] * 3 or names == [text] * 3
    else:
        assert READERS[name](write(name, Query(), collection)) == expected(Query(), collection)


@pytest.mark.parametrize("name", ["csv", "csv-records"])
@pytest.mark.parametrize("text", HOSTILE[:6])
def test_no_cell_is_a_formula(name: str, text: str) -> None:
    for row in table(write(name, Query(), hostile(text))):
        assert row["name"] == "'" + text
        assert all(cell[:1] not in tuple("=+@\t\r") for cell in row.values())


def test_a_negative_longitude_stays_a_number() -> None:
    collection = layer_of(location__lon=-58.5, location__lat=-34.5)
    for name in ("csv", "csv-records"):
        assert {(row["longitude"], row["latitude"]) for row in table(write(name, Query(), collection))} == {
            ("-58.5", "-34.5")
        }


def test_a_table_opens_in_a_spreadsheet() -> None:
    content = write("csv", Query(year=1950, country=("RU",)))
    assert content.startswith(b"\xef\xbb\xbfrecord_id,period,")
    assert "Сталинград" in content.decode("utf-8-sig")


def test_the_table_of_periods_has_the_layers_columns() -> None:
    header = next(csv.reader(io.StringIO(write("csv", EMPTY).decode("utf-8-sig"))))
    assert header[: len(COLUMNS)] == list(COLUMNS)
    assert header[-len(about(COLLECTION, EMPTY)) :] == list(about(COLLECTION, EMPTY))


@given(query=QUERIES)
@settings(deadline=None, max_examples=12)
def test_the_table_of_records_has_each_record_once(query: Query) -> None:
    rows, chosen = table(write("csv-records", query)), select(PERIODS, query)
    assert [row["record_id"] for row in rows] == list(chosen["record_id"].unique())
    told = [(row["record_id"], int(number)) for row in rows for number in row["periods"].split(" | ")]
    assert told == list(zip(chosen["record_id"], chosen["period"], strict=True))


def test_a_row_of_records_tells_the_chain_and_the_honour() -> None:
    (row,) = table(write("csv-records", Query(), layer_of()))
    assert row["name"] == "Stalin Town"
    assert (row["honoured_from"], row["honoured_until_year"]) == ("1936-05-01", "1961")
    assert row["chain"].split(" | ")[1] == "Stalin Town (1 May 1936 – November 1961; bears the name)"


def test_a_time_span_has_only_known_bounds_and_full_dates() -> None:
    assert [placemark(layer_of(), number)[0] for number in range(3)] == [
        [None, "1936-05-01"], ["1936-05-01", "1961-11-30"], ["1961-11-01", None],
    ]  # fmt: skip


def test_a_time_span_goes_from_the_first_to_the_last_day_that_a_date_may_mean() -> None:
    vague = {"names__0__end": "193X", "names__1__start": "193X", "names__1__end": "1961~", "names__2__start": "1961~"}
    assert placemark(layer_of(**vague), 1)[0] == ["1930-01-01", "1962-12-31"]


def of_placemark(one: ET.Element, column: str) -> str:
    return one.findtext(f".//{{*}}SimpleData[@name='{column}']") or ""


def test_gdal_reads_begin_and_end_of_every_span() -> None:
    content = write("kml", Query())
    root = ET.fromstring(content)
    written = [
        (of_placemark(one, "record_id"), *(one.findtext(f"{{*}}TimeSpan/{{*}}{tag}") for tag in ENDS))
        for one in root.iterfind(".//{*}Placemark")
    ]  # fmt: skip
    read = [
        (row["record_id"], *(None if pd.isna(row[tag]) else f"{row[tag]:%Y-%m-%d}" for tag in ENDS))
        for frame in layers_by_gdal("kml", content).values() for row in frame.to_dict("records")
    ]  # fmt: skip
    assert read == written
    assert sum(begin is not None for _, begin, _ in read) > 1000


def test_the_folders_of_kml_part_what_stands_from_what_is_gone() -> None:
    frames = layers_by_gdal("kml", write("kml", Query()))
    assert list(frames) == [
        "Places: bears the name", "Places: renamed", "Places: not yet so named",
        "Monuments: stands", "Monuments: removed", "Monuments: not yet so dedicated",
    ]  # fmt: skip
    for name, frame in frames.items():
        (group,) = {*zip(frame["category"], frame["status"], strict=True)}
        assert name == f"{group[0].capitalize()}s: {TEXT.word(f'web.status.{group[0]}', group[1])}"
    assert [*layers_by_gdal("kml", write("kml", EMPTY))] == ["no periods"]


def test_every_placemark_has_a_shared_style_in_the_maps_colours() -> None:
    root = ET.fromstring(write("kml", Query()))
    styles = {
        style.get("id"): {node.text for node in style.iterfind("*/{*}color")} for style in root.iter(f"{KML}Style")
    }
    css = (FRONTEND / "view" / "map.css").read_text("utf-8")
    for status, colour in SUBJECT.colours.model_dump().items():
        assert f"--tm-{status}: light-dark({colour}," in css
    assert kml_colour("#010203") == "ff030201"
    marks = list(root.iter(f"{KML}Placemark"))
    for one in marks:
        category, status = of_placemark(one, "category"), of_placemark(one, "status")
        assert one.findtext("{*}styleUrl") == f"#{category}-{status}"
        assert styles[f"{category}-{status}"] == {kml_colour(SUBJECT.colours.model_dump()[status])}
    assert len(styles) == 6
    assert b"<Icon>" not in write("kml", Query())


LOOSE = {"start": None, "start_sources": [], "end": None, "end_sources": []}


def placemark(collection: dict[str, Any], number: int = 0) -> tuple[list[str | None], list[str | None]]:
    """Give a placemark's begin and end, and what its data say of the time."""
    root = ET.fromstring(write("kml", Query(), collection))
    (one,) = [one for one in root.iter(f"{KML}Placemark") if (one.get("id") or "").endswith(f".{number}")]
    found = [one.findtext(f"{{*}}TimeSpan/{{*}}{tag}") for tag in ("begin", "end")]
    return found, [node.text for node in one.iterfind("{*}ExtendedData/{*}Data[@name='time']/{*}value")]


def test_an_unknown_bound_is_not_written_as_an_open_one() -> None:
    before = layer_of(names__0__end=None, names__0__end_sources=[], names__1__start=None, names__1__start_sources=[])
    assert placemark(before, 1) == (["1961-01-01", "1961-11-30"], [])
    loose = {f"names__1__{key}": value for key, value in LOOSE.items()}
    assert placemark(layer_of(**loose), 1) == (["1936-01-01", "1961-12-31"], [])
    vague = [{"date": "195X", "sources": ["paper"]}]
    assert placemark(layer_of(**loose, names__1__attested=vague), 1) == (["1959-01-01", "1961-12-31"], [])


def test_a_vague_attestation_alone_gives_a_span_in_order() -> None:
    names = record().model_dump(mode="json")["names"][1:2]
    names[0] |= {**LOOSE, "attested": [{"date": "195X", "sources": ["paper"]}]}
    assert placemark(layer_of(names=names)) == (["1951-01-01", "1959-12-31"], [])


def test_what_nothing_dates_has_no_span_and_says_so() -> None:
    names = record().model_dump(mode="json")["names"][1:]
    names[0] |= LOOSE
    assert placemark(layer_of(names=names)) == ([None, None], ["not dated"])


def test_no_span_of_the_data_is_open_where_its_date_is_not() -> None:
    spans_of = {
        (one.get("id") or ""): {node.tag.partition("}")[2]: node.text or "" for node in one.iterfind("{*}TimeSpan/*")}
        for one in ET.fromstring(write("kml", Query())).iterfind(".//{*}Placemark")
    }
    for row in PERIODS.to_dict("records"):
        span = spans_of[f"{row['record_id']}.{row['period']}"]
        if span:
            assert ("end" in span, "begin" in span) == (row["end_date"] != "..", row["start_date"] != ".."), row
            assert span.get("begin", "") <= span.get("end", "9999")


def test_the_documents_elements_stand_in_the_order_of_the_format() -> None:
    document = ET.fromstring(write("kml", Query(), layer_of()))[0]
    assert [node.tag.partition("}")[2] for node in document] == [
        "name", "description", "Style", "Style", "Style", "ExtendedData", "Schema", "Folder", "Folder", "Folder",
    ]  # fmt: skip
    for one in document.iterfind(".//{*}Placemark"):
        assert [node.tag.partition("}")[2] for node in one] == [
            "name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point",
        ]  # fmt: skip


def linked(query: Query = WHOLE, collection: dict[str, Any] = COLLECTION) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(write("lpf", query, collection))
    return result


def spans(**changes: Any) -> list[dict[str, Any]]:
    return linked(collection=layer_of(**changes))["features"][0]["when"]["timespans"]


@given(query=QUERIES)
@settings(deadline=None, max_examples=12)
def test_linked_places_name_the_chosen_periods(query: Query) -> None:
    chosen = select(PERIODS, query)
    features = [] if chosen.empty else linked(query)["features"]
    told = [
        (feature["properties"]["record_id"], name["toponym"], citation["@id"])
        for feature in features for name in feature["names"] for citation in name["citations"]
    ]  # fmt: skip
    assert told == [
        (row["record_id"], name, url)
        for row in chosen.to_dict("records")
        for name in dict.fromkeys(name for name in (row["name"], row["native_name"]) if name) for url in row["sources"]
    ]  # fmt: skip


WEB_ADDRESS = r"https?://(www\.)?[a-zA-Z0-9\-.]{2,256}\.[a-z]{2,63}(:[0-9]{1,5})?(/.*)?"
IDENTIFIER = re.compile(rf"(?:{WEB_ADDRESS}|\w+:[^\s]+)")
"""What the World Historical Gazetteer takes as ``@id``: https://whgazetteer.org/schema/lpf_v2.0.jsonld."""
INSTANT = re.compile(r"\d{1,4}(-(0[1-9]|1[0-2]))?(-([0-2][0-9]|3[01]))?")


def expect_when(when: dict[str, Any]) -> None:
    """Check a time by https://github.com/LinkedPasts/linked-places-format#when-required and the gazetteer's schema."""
    assert when.get("certainty", "certain") in ("certain", "less-certain", "uncertain")
    assert when["timespans"]
    for span in when["timespans"]:
        assert span.keys() in ({"start"}, {"start", "end"})
        for bound in span.values():
            assert bound.keys() in ({"in"}, {"earliest"}, {"latest"}, {"earliest", "latest"})
            assert all(INSTANT.fullmatch(date) for date in bound.values())
            assert bound.get("earliest", "") <= bound.get("latest", "9999")


def test_linked_places_keep_the_formats_rules() -> None:
    whole = linked()
    assert (whole["type"], whole["@context"]) == ("FeatureCollection", CONTEXT)
    for feature in whole["features"]:
        assert {"@id", "type", "properties", "when", "names", "geometry"} <= feature.keys()
        assert IDENTIFIER.fullmatch(feature["@id"])
        assert feature["properties"]["title"]
        assert re.fullmatch("[A-Z]{2}", *feature["properties"]["ccodes"])
        assert feature["properties"]["fclasses"]
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert any(name["citations"] for name in feature["names"])
        assert all(citation["label"] for name in feature["names"] for citation in name["citations"])
        pages = [citation["@id"] for name in feature["names"] for citation in name["citations"] if "@id" in citation]
        assert all(page.startswith("http") and IDENTIFIER.fullmatch(page) for page in pages)
        assert all(one["label"] and IDENTIFIER.fullmatch(one.get("identifier", "aat:1")) for one in feature["types"])
        assert feature["geometry"]["certainty"] in ("certain", "less-certain", "uncertain")
        for when in [feature["when"], *(name["when"] for name in feature["names"])]:
            expect_when(when)


def test_a_linked_record_has_a_uri_of_its_own_that_names_no_host() -> None:
    uris = {feature["properties"]["record_id"]: feature["@id"] for feature in linked()["features"]}
    assert len(set(uris.values())) == len(uris) == len(set(PERIODS["record_id"]))
    homeless = {name: value for name, value in COLLECTION.items() if name != "homepage"}
    assert record_uri("volgograd", homeless) == "urn:uuid:08f2e629-4eab-5937-88d0-1a49f23d4637"
    assert uuid.UUID(record_uri("volgograd", homeless)).version == 5


@pytest.mark.parametrize(
    "homepage", ["https://map.example.org", "https://example.org/map/", "https://example.org/map.html"]
)
def test_a_linked_record_has_its_address_once_the_map_is_published(homepage: str) -> None:
    collection = build_layer([record()], DATASET.model_copy(update={"homepage": homepage}))
    (feature,) = linked(collection=collection)["features"]
    assert feature["@id"] == homepage + ("/" if homepage.count("/") == 2 else "") + "?record=gori-stalinsk"
    assert re.fullmatch(WEB_ADDRESS, feature["@id"])


@pytest.mark.parametrize("broken", [{}, {"identifier": "map"}])
def test_a_layer_that_does_not_say_which_it_is_gives_no_uri(broken: dict[str, str]) -> None:
    with pytest.raises(LayerError, match='run "python -m geo build"'):
        record_uri("volgograd", broken)


def test_a_linked_span_of_the_data_never_lacks_its_end() -> None:
    assert all("end" in span for feature in linked()["features"] for span in feature["when"]["timespans"])


def test_what_goes_on_has_not_ended_by_the_date_of_the_data() -> None:
    assert spans()[2] == {"start": {"in": "1961-11"}, "end": {"earliest": "2020-02-03"}}


def test_what_goes_on_has_not_ended_by_its_last_attestation() -> None:
    changed = spans(names__2__attested=[{"date": "2017-11-14", "sources": ["paper"]}])
    assert changed[2]["end"] == {"earliest": "2017"}


FORMER: dict[str, Callable[[bytes], Any]] = {
    "csv": table,
    "parquet": lambda content: list(gpd.read_parquet(io.BytesIO(content)).to_dict("records")),
    **{name: partial(frame_by_gdal, name) for name in ("gpkg", "fgb", "kml")},
}


@pytest.mark.parametrize("name", FORMER)
def test_an_ended_honour_is_named_on_the_row_of_what_followed(name: str) -> None:
    rows = FORMER[name](write(name, Query(ended=(1958, 1961), country=("UA",))))
    told = {row["record_id"]: row["former_name"] for row in rows}
    assert (told["donetsk"], told["alchevsk"]) == ("Stalino", "Voroshilovsk")
    query = Query(year=1961)
    read = [row["former_name"] for row in FORMER[name](write(name, query))]
    expected_names = [one if isinstance(one, str) else None for one in select(PERIODS, query)["former_name"]]
    assert [one if isinstance(one, str) and one else None for one in read] == expected_names


def test_no_linked_end_lies_after_the_date_of_the_data() -> None:
    latest = spans(names__2__attested=[{"date": "2021", "sources": ["paper"]}])[2]["end"]
    whens = [span["end"]["earliest"] for one in linked()["features"] for span in one["when"]["timespans"]
             if "earliest" in span["end"]]  # fmt: skip
    assert latest == {"earliest": "2020-02-03"}
    assert max(whens) <= COLLECTION["data_date"]


def test_a_linked_end_that_nothing_bounds_has_no_earliest_day() -> None:
    loose = {"start": None, "start_sources": [], "end": None, "end_sources": []}
    changes = {f"names__1__{key}": value for key, value in loose.items()}
    changed = spans(names__0__end=None, names__0__end_sources=[], **changes)
    assert [span["end"] for span in changed[:2]] == [{"latest": "1961"}, {"latest": "1961"}]
    assert [span["start"] for span in changed[:2]] == [{"latest": "1961"}, {"latest": "1961"}]


def test_what_was_before_the_story_began_before_its_end() -> None:
    assert spans()[0] == {"start": {"latest": "1936-05-01"}, "end": {"in": "1936-05-01"}}


def test_a_doubtful_date_is_written_by_its_first_and_last_day() -> None:
    changed = spans(names__1__end="1961~", names__2__start="1961~")
    assert changed[1]["end"] == {"earliest": "1960-01-01", "latest": "1962-12-31"}


def test_an_unknown_end_lies_after_what_is_known() -> None:
    changed = spans(names__1__end=None, names__1__end_sources=[])
    assert changed[1]["end"] == {"earliest": "1937", "latest": "1961"}


def test_an_unknown_start_lies_between_what_is_known() -> None:
    changed = spans(names__1__start=None, names__1__start_sources=[])
    assert changed[1]["start"] == {"earliest": "1936", "latest": "1961"}


def test_a_linked_name_without_a_page_cites_the_data() -> None:
    collection = copy.deepcopy(layer_of())
    for feature in collection["features"]:
        feature["properties"]["sources"] = []
    (feature,) = linked(collection=collection)["features"]
    assert feature["names"][0]["citations"] == [{"label": about(collection, Query())["cite_as"]}]


def test_only_web_addresses_become_identifiers() -> None:
    collection = layer_of()
    collection["features"][0]["properties"]["sources"] = ["javascript:alert(1)"]
    citations = linked(collection=collection)["features"][0]["names"][0]["citations"]
    assert citations == [{"label": "javascript:alert(1)"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_stays_inside_linked_places(text: str) -> None:
    (feature,) = linked(collection=hostile(text))["features"]
    assert {name["toponym"] for name in feature["names"]} == {plain_text(text)}


def test_what_a_record_is_called_elsewhere_is_linked() -> None:
    known = {"geonames": 713716, "wikidata": "Q914", "wikipedia": "https://en.wikipedia.org/wiki/Alchevsk"}
    (feature,) = linked(collection=layer_of(identifiers=known))["features"]
    assert feature["links"] == [
        {"type": "closeMatch", "identifier": "https://www.geonames.org/713716"},
        {"type": "closeMatch", "identifier": "https://www.wikidata.org/wiki/Q914"},
        {"type": "primaryTopicOf", "identifier": "https://en.wikipedia.org/wiki/Alchevsk"},
    ]
    assert "links" not in linked(collection=layer_of())["features"][0]


def test_every_link_of_the_data_is_an_address() -> None:
    links = [link for feature in linked()["features"] for link in feature.get("links", [])]
    assert len(links) == PERIODS.drop_duplicates("record_id")[["geonames", "wikidata", "wikipedia"]].count().sum() > 100
    assert all(IDENTIFIER.fullmatch(link["identifier"]) for link in links)


def test_an_empty_choice_is_refused_as_linked_places() -> None:
    with pytest.raises(QueryError, match="Linked Places must hold at least one"):
        write("lpf", EMPTY)


def test_a_native_name_has_its_language_in_linked_places() -> None:
    changes = {"names__1__native_name": "სტალინისი", "names__1__native_lang": "ka"}
    (feature,) = linked(collection=layer_of(**changes))["features"]
    told = [(name["toponym"], name.get("lang")) for name in feature["names"]]
    assert told == [("Old Town", None), ("Stalin Town", None), ("სტალინისი", "ka"), ("Old Town", None)]


def test_every_language_of_the_records_is_in_linked_places() -> None:
    records, _ = read_records(FOLDER.records, SUBJECT)
    written = [
        (feature["properties"]["record_id"], name["toponym"], name["lang"])
        for feature in linked()["features"] for name in feature["names"] if "lang" in name
    ]  # fmt: skip
    assert written == [
        (one.id, period.native_name, period.native_lang)
        for one in sorted(records, key=lambda one: one.id) for period in one.names if period.native_lang
    ]  # fmt: skip
    assert len(written) > 700


def test_linked_places_may_be_called_json_as_well(tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    assert main(["export", "--country", "AM", "--format", "lpf", "--output", str(path)]) == 0
    assert json.loads(path.read_text("utf-8"))["@context"] == CONTEXT


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query(), "none: the whole layer"),
        (Query(year=1961, country=("AM", "GE")), "state on 31 December 1961; country: AM or GE"),
        (Query(year=1961, mode="changes"), "honours that had ended by the end of 1961"),
        (Query(mode="changes"), "honours that have ended"),
        (Query(year=1961, mode="all"), "all periods, whatever the year"),
        (Query(ended=(1961, 1961)), "honours that ended in 1961"),
        (
            Query(ended=(1956, 1962), lasted=5),
            "honours that ended in 1956-1962; an honoured name is known to have lasted at least 5 years",
        ),
        (
            Query(replaced=("old name", "gone")),
            "what came after: the old name came back or dissolved, merged or taken down",
        ),
        (Query(changed_in=1956, disputed=True), "began to be so in 1956; only records on which sources disagree"),
    ],
)
def test_a_filter_is_put_into_words(query: Query, words: str) -> None:
    assert filter_words(query) == words


def test_every_format_is_filed_under_its_name() -> None:
    assert {name: form.name for name, form in FORMATS.items()} == {name: name for name in FORMATS}
