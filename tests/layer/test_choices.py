"""Whatever is chosen, counts, list and file say the same."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.exports.geojson import to_geojson
from geo.layer import MODES, Query, periods_of, read_layer, select
from geo.layer.facets import count_records, facets
from geo.layer.listing import listing
from tests.samples import FIELDS, FOLDER

COLLECTION = read_layer(FOLDER.layer)
PERIODS = periods_of(COLLECTION, FIELDS)


def some(column: str, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    values = sorted(set(PERIODS[column].dropna()))
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "country": some("country", 3),
    "kind": some("kind"),
    "category": st.sampled_from(["place", "monument"]),
    "honours": some("honours", 1),
    "status": some("status"),
    "controlled_by": some("controlled_by", 1),
    "polity": some("polity", 1),
    "fate": some("fate", 1),
    "confidence": some("confidence"),
    "replaced": some("replaced"),
    "lasted": st.integers(0, 90),
    "between": st.tuples(st.integers(1924, 1960), st.integers(1961, 2026)),
    "undated": st.booleans(),
    "disputed": st.booleans(),
}
MOMENTS = st.builds(dict, year=st.integers(1924, 2026), mode=st.none() | st.sampled_from(MODES)).map(
    lambda moment: {**moment, "since": 1923 if moment["mode"] == "between" else None}
)
QUERIES = st.lists(st.sampled_from(sorted(FILTERS)), max_size=3, unique=True).flatmap(
    lambda names: st.builds(
        lambda moment, **parts: Query(**moment, **parts), MOMENTS, **{name: FILTERS[name] for name in names}
    )
)
"""At most three filters together, so that most choices hold something."""


@given(QUERIES)
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_list_and_file_hold_the_same_records(query: Query) -> None:
    exported = json.loads(to_geojson(COLLECTION, PERIODS, query))["features"]
    listed = listing(PERIODS, query, {})
    records = [feature["properties"]["record_id"] for feature in exported]
    assert sorted(listed.index) == sorted(set(records) if query.mode == "all" else records)
    assert not listed.index.duplicated().any()


@given(QUERIES, st.sampled_from(FIELDS.facets), st.data())
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_an_option_counts_what_choosing_it_alone_gives(query: Query, facet: str, data: st.DataObject) -> None:
    counts = facets(PERIODS, query, query.year or 1961)[facet]
    option = data.draw(st.sampled_from(sorted(counts)))
    chosen = query.but(**{facet: option if facet == "category" else (option,)})
    if facet == "status":  # what the map shows in the year, by its mode
        assert counts[option] == select(PERIODS, chosen)["record_id"].nunique() == len(listing(PERIODS, chosen, {}))
    else:
        assert counts[option] == count_records(PERIODS, chosen)
        assert counts[option] == select(PERIODS, chosen.but(year=None, since=None, mode=None))["record_id"].nunique()
