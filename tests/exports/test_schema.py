"""The schemas take what is right and refuse what is wrong, by the ``jsonschema`` library."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from geo.core.dates import CERTAINTIES, PATTERN, parse
from geo.core.errors import DateError
from geo.dataset import Dataset
from geo.exports.built import built
from geo.exports.geojson import to_geojson
from geo.exports.schema import dictionary, events_schema, layer_schema, record_schema, story_schema
from geo.layer import COLUMNS, Query, build_layer
from geo.records.edition import read_edition
from geo.records.model import Name, Record
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, ROOT, SUBJECT, raw, record

DATASET = read_edition(FOLDER.edition)
RECORD = Draft202012Validator(record_schema(DATASET, SUBJECT))
LAYER = Draft202012Validator(layer_schema(DATASET, FIELDS))
EVENTS = Draft202012Validator(events_schema(DATASET))
STORY = Draft202012Validator(story_schema(DATASET))
ALL = {"record": RECORD, "layer": LAYER, "events": EVENTS, "story": STORY}


@pytest.mark.parametrize("name", ALL)
def test_a_schema_keeps_the_rules_for_schemas(name: str) -> None:
    Draft202012Validator.check_schema(ALL[name].schema)


@pytest.mark.parametrize("name", ALL)
def test_the_file_of_a_schema_is_the_schema(name: str, data: Dataset) -> None:
    assert json.loads(built(data, f"schema/{name}.schema.json")) == ALL[name].schema


def test_every_record_passes() -> None:
    files = sorted(FOLDER.records.glob("*/*.json"))
    assert len(files) >= 520
    for path in files:
        found = [error.message for error in RECORD.iter_errors(json.loads(path.read_text(encoding="utf-8")))]
        assert found == [], path.name


def test_the_samples_of_the_tests_pass() -> None:
    assert all(RECORD.is_valid(sample) for sample in (PLACE, MONUMENT))


def test_the_events_pass() -> None:
    EVENTS.validate(json.loads(FOLDER.events.read_text(encoding="utf-8")))


def test_every_story_passes() -> None:
    for path in sorted(FOLDER.stories.glob("*.json")):
        STORY.validate(json.loads(path.read_text(encoding="utf-8")))


def test_the_layer_passes() -> None:
    LAYER.validate(json.loads(FOLDER.layer.read_text(encoding="utf-8")))


@pytest.mark.parametrize("query", [Query(), Query(year=1961, country=("AM",)), Query(changed_in=1700)])
def test_an_export_passes(query: Query, collection: dict[str, Any], periods: gpd.GeoDataFrame) -> None:
    LAYER.validate(json.loads(to_geojson(collection, periods, query)))


def without(data: dict[str, Any], *path: str | int) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(data))
    inside: Any = copy
    for part in path[:-1]:
        inside = inside[part]
    del inside[path[-1]]
    return copy


BROKEN = {
    "a date outside the profile": raw(names__1__end="1961-13"),
    "an EDTF interval": raw(names__1__end="1960/1961"),
    "a year as a number": raw(names__1__end=1961),
    "a bound left out": without(PLACE, "names", 0, "end"),
    "an unknown key": raw(remark="x"),
    "an unknown key in a period": raw(names__0__remark="x"),
    "an unknown kind": raw(kind="castle"),
    "an unknown status": raw(names__0__status="gone"),
    "a name for nobody knows what": raw(names__2__named_for="river"),
    "an unknown change": raw(names__1__change="sold"),
    "an unknown fate": raw(MONUMENT, monument__fate="lost"),
    "a country in words": raw(country="Georgia"),
    "no period": raw(names=[]),
    "no sources": without(PLACE, "sources"),
    "an id with a capital": raw(id="Gori"),
    "a name with a space before it": raw(names__0__name=" Gori"),
    "an empty note": raw(note=""),
    "a latitude beyond the pole": raw(location__lat=91),
    "a longitude as text": raw(location__lon="44.1"),
    "a key of a source with a capital": raw(sources__Paper=PLACE["sources"]["paper"]),
    "a source without a publisher": without(PLACE, "sources", "paper", "publisher"),
    "an id of Wikidata that is none": raw(identifiers={"wikidata": "914"}),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_record_is_refused(fault: str) -> None:
    assert not RECORD.is_valid(BROKEN[fault])


SAMPLE = build_layer([record()], DATASET)


def layer(*path: str | int, value: Any = None, drop: bool = False) -> dict[str, Any]:
    """Give the sample layer with one thing changed, or taken away."""
    if drop:
        return without(SAMPLE, *path)
    copy: dict[str, Any] = json.loads(json.dumps(SAMPLE))
    inside: Any = copy
    for part in path[:-1]:
        inside = inside[part]
    inside[path[-1]] = value
    return copy


FIRST = ("features", 0)
OF_FIRST = (*FIRST, "properties")
BROKEN_LAYERS = {
    "a year as text": layer(*OF_FIRST, "start_year", value="1936"),
    "a year with a fraction": layer(*OF_FIRST, "end_year", value=1936.5),
    "no record": layer(*OF_FIRST, "record_id", value=None),
    "a column missing": layer(*OF_FIRST, "note", drop=True),
    "a column too many": layer(*OF_FIRST, "colour", value="red"),
    "an unknown category": layer(*OF_FIRST, "category", value="thing"),
    "an unknown certainty": layer(*OF_FIRST, "date_certainty", value="sure"),
    "sources as one text": layer(*OF_FIRST, "sources", value="https://www.example.com/a"),
    "a source that is no address": layer(*OF_FIRST, "sources", value=["javascript:alert(1)"]),
    "a country in words": layer(*OF_FIRST, "country", value="Georgia"),
    "a line": layer(*FIRST, "geometry", value={"type": "LineString", "coordinates": [[1, 2], [3, 4]]}),
    "no place": layer(*FIRST, "geometry", value=None),
    "latitude first": layer(*FIRST, "geometry", "coordinates", value=[41.98, 144.1]),
    "a height": layer(*FIRST, "geometry", "coordinates", value=[44.1, 41.98, 600]),
    "one number": layer(*FIRST, "geometry", "coordinates", value=[44.1]),
    "no id": layer(*FIRST, "id", drop=True),
    "an id without its period": layer(*FIRST, "id", value="gori-stalinsk"),
    "no licence": layer("license", drop=True),
    "a licence that is no address": layer("license_url", value="CC BY"),
    "no word on how to cite it": layer("cite_as", drop=True),
    "a filter without its words": layer("filter", value={"year": 1961}),
    "an item of Wikidata that is none": layer(*OF_FIRST, "wikidata", value="914"),
    "a new name of an unknown sort": layer(*OF_FIRST, "named_for", value="fun"),
    "an unknown member": layer("colour", value="red"),
    "a CRS": layer("crs", value={"type": "name"}),
    "a bare feature": SAMPLE["features"][0],
}


@pytest.mark.parametrize("fault", BROKEN_LAYERS)
def test_a_broken_layer_is_refused(fault: str) -> None:
    LAYER.validate(SAMPLE)
    assert not LAYER.is_valid(BROKEN_LAYERS[fault])


@given(st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)), st.sampled_from([4, 7, 10]), st.sampled_from(["", *"~?%"]))
@settings(deadline=None, max_examples=40)
def test_a_day_of_the_calendar_fits_the_pattern_of_dates(day: dt.date, length: int, mark: str) -> None:
    text = day.isoformat()[:length]
    for written in (text + mark, f"[{text}..9001]", f"[{text},9001]", f"{text[:3]}X"):
        assert parse(written)
        assert re.search(PATTERN, written)


@given(st.from_regex(re.compile(r"[0-9X]{4}(-[0-9]{2}){0,2}[~?%]?|\[[0-9]{4}(\.\.|,)[0-9]{4}(-[0-9]{2})?\]", re.ASCII)))
@settings(deadline=None, max_examples=60)
def test_what_is_read_as_a_date_fits_the_pattern(text: str) -> None:
    try:
        parse(text)
    except DateError:
        return
    assert re.search(PATTERN, text)


def test_a_schema_names_an_address_only_if_there_is_one() -> None:
    homed = DATASET.model_copy(update={"homepage": "https://map.example.org/"})
    assert record_schema(homed, SUBJECT)["$id"] == "https://map.example.org/schema/record.schema.json"
    homeless = DATASET.model_copy(update={"homepage": None})
    assert all(
        "$id" not in made(homeless)
        for made in (partial(record_schema, subject=SUBJECT), partial(layer_schema, fields=FIELDS), events_schema)
    )


def test_every_field_of_a_record_is_described() -> None:
    schema = record_schema(DATASET, SUBJECT)
    parts = [schema, *schema["$defs"].values()]
    assert all(field.get("description") for part in parts for field in part["properties"].values())
    assert list(schema["properties"]) == list(Record.model_fields)


def test_the_layers_columns_are_the_schemas() -> None:
    column = LAYER.schema["$defs"]["Feature"]["properties"]["properties"]
    assert list(column["properties"]) == column["required"] == list(COLUMNS)
    assert set(FIELDS.vocabularies) <= set(FIELDS.meanings)
    assert column["properties"]["date_certainty"]["enum"] == list(CERTAINTIES)


DICTIONARY = (Path(ROOT) / "data" / "README.md").read_text(encoding="utf-8")


def named_in(heading: str) -> list[str]:
    """Give the names in the first column of the table below a line of the dictionary."""
    table = DICTIONARY.partition(heading)[2].partition("\n|---|")[2].partition("\n\n")[0]
    return [name for row in table.splitlines()[1:] for name in re.findall(r"`(\w+)`", row.split("|")[1])]


def test_the_dictionary_names_the_fields_of_a_record() -> None:
    assert sorted(named_in("## A record\n")) == sorted(record_schema(DATASET, SUBJECT)["properties"])


def test_the_dictionary_names_the_fields_of_a_period() -> None:
    assert sorted(named_in("A period (`names[...]`):")) == sorted(
        record_schema(DATASET, SUBJECT)["$defs"]["Name"]["properties"]
    )
    assert set(named_in("A period (`names[...]`):")) == set(Name.model_fields)


def test_the_dictionary_has_the_layers_columns_in_their_words() -> None:
    assert dictionary(FIELDS) in DICTIONARY
