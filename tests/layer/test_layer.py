"""The layer: built from records, read back, chosen from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.core.errors import LayerError, QueryError
from geo.layer import (
    COLUMNS,
    Query,
    build_layer,
    changed_in,
    ended_between,
    layer_text,
    periods_of,
    presence_in,
    presences,
    read_layer,
    select,
    unlike,
)
from geo.records.edition import read_edition
from tests.samples import FIELDS, FOLDER, MONUMENT, record

SAMPLE = [
    record(),
    record(MONUMENT),
    record(
        MONUMENT, id="undated", names__0__start=None, names__0__start_sources=[], names__0__end="1956",
        names__1__start="1956",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    return build_layer(SAMPLE, read_edition(FOLDER.edition))


@pytest.fixture(scope="module")
def sample(built: dict[str, Any]) -> gpd.GeoDataFrame:
    return periods_of(built, FIELDS)


def test_a_layer_is_as_the_records_it_was_built_from(built: dict[str, Any]) -> None:
    assert unlike(built, SAMPLE) == []


@pytest.mark.parametrize(
    "change",
    [
        {"names__0__name": "Another"},
        {"names__0__start": "1949", "names__0__start_sources": ["museum"]},
        {"location__lat": 41.5},
        {"note": "Another note."},
        {"confidence": "low"},
        {"disagreements": [{"field": "monument.sculptor", "value": "Another", "source": "museum"}]},
    ],
)
def test_a_record_that_was_changed_since_is_named(built: dict[str, Any], change: dict[str, Any]) -> None:
    other = record(MONUMENT, **change)
    assert other != SAMPLE[1]
    assert unlike(built, [SAMPLE[0], other, SAMPLE[2]]) == ["stalin-test-square"]


def test_a_record_that_was_added_or_removed_since_is_named(built: dict[str, Any]) -> None:
    assert unlike(built, [*SAMPLE, record(MONUMENT, id="new")]) == ["new"]
    assert unlike(built, SAMPLE[1:]) == ["gori-stalinsk"]


def test_one_feature_a_period_sorted_with_exactly_the_properties_of_the_design(built: dict[str, Any]) -> None:
    assert [feature["id"] for feature in built["features"]] == [
        "gori-stalinsk/0", "gori-stalinsk/1", "gori-stalinsk/2", "stalin-test-square/0", "stalin-test-square/1",
        "undated/0", "undated/1",
    ]  # fmt: skip
    assert all(list(feature["properties"]) == list(COLUMNS) for feature in built["features"])


def test_geojson_is_rfc_7946(built: dict[str, Any]) -> None:
    assert "crs" not in built
    assert built["features"][0]["geometry"] == {"type": "Point", "coordinates": [44.1, 41.98]}


def test_the_text_is_the_same_whatever_the_order_of_the_records(built: dict[str, Any]) -> None:
    again = build_layer(reversed(SAMPLE), read_edition(FOLDER.edition))
    assert layer_text(again) == layer_text(built)
    assert json.loads(layer_text(built)) == built


def test_dates_stay_text_and_years_stay_integers(sample: gpd.GeoDataFrame) -> None:
    row = sample.loc[1]
    assert row["start_date"] == "1936-05-01"
    assert str(sample["start_year"].dtype) == "Int64"
    assert sample.crs.to_epsg() == 4326
    assert sample.loc[5, "start_date"] is None


def names_in(periods: gpd.GeoDataFrame, year: int) -> dict[str, str]:
    presence = presence_in(periods, year)
    return dict(zip(periods["record_id"][presence != "none"], presence[presence != "none"], strict=True))


def test_a_place_bears_its_name_in_the_year_before_the_change_and_not_in_it(sample: gpd.GeoDataFrame) -> None:
    assert select(sample, Query(year=1960)).set_index("record_id").loc["gori-stalinsk", "name"] == "Stalin Town"
    assert select(sample, Query(year=1961)).set_index("record_id").loc["gori-stalinsk", "name"] == "Old Town"


def test_a_state_is_possible_between_the_earliest_and_the_latest_year(sample: gpd.GeoDataFrame) -> None:
    assert names_in(sample, 1955)["stalin-test-square"] == "certain"
    assert names_in(sample, 1957)["stalin-test-square"] == "possible"
    assert names_in(sample, 1958)["stalin-test-square"] == "certain"


def test_what_no_source_bounds_is_undated_and_comes_only_on_request(sample: gpd.GeoDataFrame) -> None:
    assert names_in(sample, 1950)["undated"] == "undated"
    assert "undated" not in set(select(sample, Query(year=1950))["record_id"])
    assert "undated" in set(select(sample, Query(year=1950, undated=True))["record_id"])


def test_a_name_from_before_that_ended_nobody_knows_when_is_never_certain(periods: gpd.GeoDataFrame) -> None:
    for name in ("bulevardul-aviatorilor-bucharest", "mira-street-sterlitamak", "rue-sainte-claire-annonay"):
        assert names_in(periods, 1950)[name] == "possible"


def test_changed_in_is_the_first_31_december_of_a_dated_period(sample: gpd.GeoDataFrame) -> None:
    assert list(sample["record_id"][changed_in(sample, 1958)]) == ["stalin-test-square"]
    assert list(sample["record_id"][changed_in(sample, 1956)]) == ["undated"]
    assert not changed_in(sample, 1957).any()


def test_filters_combine(sample: gpd.GeoDataFrame) -> None:
    query = Query(country=("GE",), category="monument", status=("after",), year=1990)
    assert set(select(sample, query)["record_id"]) == {"stalin-test-square", "undated"}


@pytest.mark.parametrize(
    "query",
    [Query(country=("XX",)), Query(kind=("castle",)), Query(category="thing"), Query(honours=("Nobody",)),
     Query(status=("hidden",))],
)  # fmt: skip
def test_an_unknown_value_is_refused_with_the_valid_ones(sample: gpd.GeoDataFrame, query: Query) -> None:
    with pytest.raises(QueryError, match=r"is not in the layer; it has [A-Za-z]"):
        select(sample, query)


def test_records_on_which_sources_disagree_can_be_chosen(periods: gpd.GeoDataFrame) -> None:
    chosen = set(select(periods, Query(disputed=True))["record_id"])
    assert chosen == {record.id for record in geo.records() if record.disagreements}
    assert "stalin-yerevan" in chosen


def test_the_head_says_nothing_that_the_edit_of_a_record_changes(built: dict[str, Any]) -> None:
    edition = read_edition(FOLDER.edition)
    assert built.keys() == {"type", "features", *edition.members()}
    alone = build_layer(SAMPLE[:1], edition)
    assert layer_text(alone).partition("\n")[0] == layer_text(built).partition("\n")[0]


def test_an_empty_line_stands_between_records(built: dict[str, Any]) -> None:
    lines = layer_text(built).splitlines()
    empty = [place for place, line in enumerate(lines) if not line]
    assert len(empty) == len(SAMPLE) - 1
    assert all('"period":0,' in lines[place + 1] for place in empty)


def test_changes_up_to_a_year_are_the_periods_after_the_last_ended_honour(sample: gpd.GeoDataFrame) -> None:
    chosen = select(sample, Query(year=1957, mode="changes"))
    assert list(chosen["record_id"]) == ["undated"]
    chosen = select(sample, Query(year=1961, mode="changes"))
    assert list(chosen["record_id"]) == ["gori-stalinsk", "stalin-test-square", "undated"]
    assert set(chosen["status"]) == {"after"}


def test_all_years_are_all_periods_whatever_the_year(sample: gpd.GeoDataFrame) -> None:
    assert len(select(sample, Query(year=1900, mode="all"))) == len(sample)


def test_an_unknown_mode_is_refused(sample: gpd.GeoDataFrame) -> None:
    with pytest.raises(QueryError, match="it has changes, between, all"):
        select(sample, Query(mode="sometimes"))


def test_a_change_between_two_years_chooses_whole_records(sample: gpd.GeoDataFrame) -> None:
    assert set(select(sample, Query(between=(1936, 1940)))["record_id"]) == {"gori-stalinsk"}
    assert len(select(sample, Query(between=(1936, 1940)))) == 3
    assert select(sample, Query(between=(1900, 1910))).empty


def test_a_fate_is_how_the_last_honour_ended(sample: gpd.GeoDataFrame) -> None:
    fates = sample.drop_duplicates("record_id").set_index("record_id")["fate"]
    assert fates["stalin-test-square"] == "dismantled"
    assert fates["gori-stalinsk"] is None
    assert set(select(sample, Query(fate=("dismantled",)))["record_id"]) == {"stalin-test-square", "undated"}


def test_a_former_name_is_that_of_the_honour_just_before(sample: gpd.GeoDataFrame) -> None:
    assert list(sample["former_name"]) == [
        None, None, "Stalin Town", None, "Stalin Monument, Test Square", None, "Stalin Monument, Test Square",
    ]  # fmt: skip


def test_no_rows_have_no_presence(sample: gpd.GeoDataFrame) -> None:
    assert presences(sample.iloc[:0], [1961]).shape == (1, 0)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "line 1, column 1: not JSON"),
        ('{"type": "FeatureCollection"', "line 1, column 29: not JSON"),
        ("[]", "is not a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection"}', "has no list of features"),
        ('{"type": "FeatureCollection", "features": [{}]}', "features[0] is not a Point feature"),
        (
            '{"type": "FeatureCollection", "features": [{"properties": {}, "geometry": '
            '{"type": "Point", "coordinates": [1, 2]}}]}',
            "features[0].properties lacks accuracy_m, category",
        ),
    ],
)
def test_a_broken_layer_names_file_place_and_remedy(tmp_path: Path, content: str, expected: str) -> None:
    path = tmp_path / "layer.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError) as caught:
        read_layer(path)
    assert str(caught.value).startswith("layer.geojson: ")
    assert expected in str(caught.value)
    assert 'run "python -m geo build"' in str(caught.value)


def test_a_wrong_type_in_the_layer_is_named(tmp_path: Path, built: dict[str, Any]) -> None:
    path = tmp_path / "layer.geojson"
    path.write_text(layer_text(built).replace('"start_year":1936', '"start_year":"1936"'), encoding="utf-8")
    with pytest.raises(LayerError, match=r'features\[1\]\.properties\.start_year is "1936", not int'):
        read_layer(path)


def test_a_missing_layer_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r'layer.geojson is missing; run "python -m geo build"'):
        read_layer(tmp_path / "layer.geojson")


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_no_bytes_do_worse_than_a_layer_error(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.geojson"
        path.write_bytes(content)
        with pytest.raises(LayerError, match=r"layer\.geojson"):
            read_layer(path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"geometry": {"type": "Point", "coordinates": ["44.1", 41]}}, "features[1] is not a Point feature"),
        ({"geometry": {"type": "Point", "coordinates": [True, 41]}}, "features[1] is not a Point feature"),
        ({"geometry": {"type": "Point", "coordinates": [181, 41]}}, "features[1] is not a Point feature"),
        ({"geometry": {"type": "Polygon", "coordinates": [44, 41]}}, "features[1] is not a Point feature"),
        ({"properties": "text"}, "features[1] is not a Point feature"),
        ({"start_year": 10**14}, "features[1].properties.start_year is 100000000000000, not int"),
        ({"sources": [1]}, "features[1].properties.sources is [1], not list"),
        ({"geonames": 10**10}, "features[1].properties.geonames is 10000000000, not int"),
        ({"presumed": 1}, "features[1].properties.presumed is 1, not bool"),
        ({"status": "gone"}, 'features[1].properties.status is "gone", not one of before, honouring, after'),
        ({"category": "thing"}, 'features[1].properties.category is "thing", not one of place, monument'),
        ({"period": 0}, "features[1] is not after the one before it"),
    ],
)
def test_a_layer_that_would_mislead_later_is_refused_when_it_is_read(
    tmp_path: Path, built: dict[str, Any], change: dict[str, Any], expected: str
) -> None:
    broken = json.loads(layer_text(built))
    feature = broken["features"][1]
    (feature if change.keys() <= feature.keys() else feature["properties"]).update(change)
    path = tmp_path / "layer.geojson"
    path.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(LayerError) as caught:
        read_layer(path)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("license", 5, "does not say its license"),
    ],
)
def test_a_layer_says_what_it_is(tmp_path: Path, built: dict[str, Any], member: str, value: Any, expected: str) -> None:
    path = tmp_path / "layer.geojson"
    path.write_text(layer_text({**built, member: value}), encoding="utf-8")
    with pytest.raises(LayerError, match=expected):
        read_layer(path)


def test_changes_without_a_year_are_the_last_ends_of_all(periods: gpd.GeoDataFrame) -> None:
    chosen = select(periods, Query(mode="changes"))
    dated = periods[ended_between(periods, 0, 9999)]
    assert list(chosen.index) == list(dated.drop_duplicates("record_id", keep="last").index)
