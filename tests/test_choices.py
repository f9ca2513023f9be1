"""Whatever is chosen, counts, list and file say the same."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.export import to_geojson
from geo.facets import count_records, facets
from geo.layer import MODES, Query, periods_of, read_layer, select
from geo.listing import listing
from geo.paths import LAYER

COLLECTION = read_layer(LAYER)
PERIODS = periods_of(COLLECTION)


def some(column: str, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    values = sorted(set(PERIODS[column].dropna()))
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


QUERIES = st.builds(
    Query,
    year=st.integers(1924, 2026),
    mode=st.none() | st.sampled_from(MODES),
    country=some("country", 3),
    kind=some("kind"),
    category=st.none() | st.sampled_from(["place", "monument"]),
    honours=some("honours", 1),
    status=some("status"),
    fate=some("fate", 1),
    confidence=some("confidence"),
    replaced=some("replaced"),
    lasted=st.none() | st.integers(0, 90),
    between=st.just(()) | st.tuples(st.integers(1924, 1960), st.integers(1961, 2026)),
    undated=st.booleans(),
    disputed=st.booleans(),
)


@given(QUERIES)
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_list_and_file_hold_the_same_records(query: Query) -> None:
    exported = json.loads(to_geojson(COLLECTION, PERIODS, query))["features"]
    listed = listing(PERIODS, query, {})
    if query.mode == "all":
        honoured = {feature["properties"]["record_id"] for feature in exported
                    if feature["properties"]["status"] == "honouring"}  # fmt: skip
        assert set(listed.index) == honoured
    else:
        assert sorted(listed.index) == sorted(feature["properties"]["record_id"] for feature in exported)
    assert not listed.index.duplicated().any()


@given(QUERIES, st.sampled_from(["country", "kind", "honours", "fate", "replaced", "confidence", "polity"]), st.data())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_an_option_counts_what_choosing_it_alone_gives(query: Query, facet: str, data: st.DataObject) -> None:
    counts = facets(PERIODS, query, query.year or 1961)[facet]
    option = data.draw(st.sampled_from(sorted(counts)))
    chosen = Query(**{**{name: getattr(query, name) for name in Query.__slots__}, facet: (option,)})
    assert counts[option] == count_records(PERIODS, chosen)
    assert counts[option] == select(PERIODS, Query(**{
        **{name: getattr(chosen, name) for name in Query.__slots__}, "year": None, "mode": None,
    }))["record_id"].nunique()  # fmt: skip
