"""The numbers behind the charts, counted by hand, and the charts themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo.layer import Query, build_layer, periods_of, select
from geo.layer.facets import count_records
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.stats import tables as tallies
from geo.stats.counts import changes_per_year, counts_of_years
from geo.ui import charts, marks
from geo.ui.chart_set import CHANGES, charts_of
from geo.ui.link import read_link
from geo.ui.loaded import load
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, SUBJECT, TEXT, record

COUNTRIES = {"GE": "Georgia", "UA": "Ukraine"}
SPAN = range(1924, 2027)
TABLES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "in_force": lambda periods: counts_of_years(periods, np.ones(len(periods), dtype=bool), SPAN),
    "changes_by_kind": tallies.changes_by_kind,
    "changes_by_country": lambda periods: tallies.changes_by_country(periods, COUNTRIES),
    "survival": tallies.survival,
    "replaced_by": lambda periods: tallies.replaced_by(periods, TEXT),
    "fates": lambda periods: tallies.fates(periods, TEXT),
}
LINKED = {
    "in_force": "year",
    "changes_by_kind": "year",
    "changes_by_country": "code",
    "survival": "years",
    "replaced_by": "value",
    "fates": "value",
}
"""The column whose values the links of each chart name."""


def layer(*records: Record) -> gpd.GeoDataFrame:
    return periods_of(build_layer(records, read_edition(FOLDER.edition)), FIELDS)


def honoured(start: str | None, end: str | None, **after: Any) -> dict[str, Any]:
    """Give the honouring period of a test place."""
    return {"name": "Stalin Town", "status": "honouring", "change": "renamed", "start": start, "end": end, **after}


def later(start: str | None, change: str, name: str = "Stalin Town", end: str = "..") -> dict[str, Any]:
    return {"name": name, "status": "after", "change": change, "start": start, "end": end}


def place(number: int, *names: dict[str, Any], **changes: Any) -> Record:
    return record(PLACE, id=f"place-{number:03}", names=list(names), **changes)


def monument(number: int, *names: dict[str, Any]) -> Record:
    return record(MONUMENT, id=f"monument-{number:03}", names=list(names))


def lasted(number: int, years: int) -> Record:
    return place(number, honoured("1900", str(1900 + years)), later(str(1900 + years), "renamed", "New Town"))


def on_record_for(number: int, years: int) -> Record:
    """Give a place that still bore the name in its last attestation, so many years on."""
    seen = [{"date": str(1900 + years), "sources": ["paper"]}]
    return place(number, honoured("1900", "..", attested=seen))


def as_counts(frame: pd.DataFrame) -> dict[str, int]:
    return dict(zip(frame["value"], frame["count"], strict=True))


def test_the_changes_of_a_year_are_counted_by_kind() -> None:
    periods = layer(record(), record(PLACE, id="other", kind="street"), record(PLACE, id="third"), record(MONUMENT))
    assert tallies.changes_by_kind(periods).to_numpy().tolist() == [
        [1936, "settlement", "began", 2],
        [1936, "street", "began", 1],
        [1950, "monument", "began", 1],
        [1958, "monument", "ended", 1],
        [1961, "settlement", "ended", 2],
        [1961, "street", "ended", 1],
    ]


def test_only_the_first_name_after_the_honour_is_its_end() -> None:
    chain = [honoured("1936", "1956"), later("1956", "renamed", "New Town", "1990"), later("1990", "renamed", "Newest")]
    counts = tallies.changes_by_kind(layer(place(1, *chain)))
    assert counts[["year", "change"]].to_numpy().tolist() == [[1936, "began"], [1956, "ended"]]


def test_a_change_without_a_date_has_no_year() -> None:
    chain = [honoured(None, "1956", attested=[{"date": "1940", "sources": ["paper"]}]), later(None, "renamed", "New")]
    assert tallies.changes_by_kind(layer(place(1, *chain))).empty


def test_a_period_that_does_not_say_how_it_began_is_no_change() -> None:
    periods = layer(record(PLACE, names__1__change=None))
    assert tallies.changes_by_kind(periods)["change"].tolist() == ["ended"]


def test_a_record_is_not_ended_by_the_record_after_it() -> None:
    rows = layer(place(1, honoured("1936", "..")), lasted(2, 10)).iloc[[0, 2]]
    assert rows["status"].tolist() == ["honouring", "after"]
    assert tallies.changes_by_kind(rows)["change"].tolist() == ["began"]
    assert as_counts(tallies.replaced_by(rows, TEXT)) == {"still so": 1}


def test_the_changes_of_a_country_are_counted_most_first() -> None:
    periods = layer(record(), record(PLACE, id="other", country="UA"), record(MONUMENT))
    assert tallies.changes_by_country(periods, COUNTRIES).to_dict("records") == [
        {"country": "Georgia", "code": "GE", "change": "began", "count": 2},
        {"country": "Georgia", "code": "GE", "change": "ended", "count": 2},
        {"country": "Ukraine", "code": "UA", "change": "began", "count": 1},
        {"country": "Ukraine", "code": "UA", "change": "ended", "count": 1},
    ]


def test_a_country_without_a_name_stands_for_itself() -> None:
    assert set(tallies.changes_by_country(layer(record()), {})["country"]) == {"GE"}


def test_the_years_are_those_of_the_bars(periods: gpd.GeoDataFrame) -> None:
    changes = tallies.changes_by_kind(periods)
    years = changes.pivot_table(index="year", columns="change", values="count", aggfunc="sum", fill_value=0)
    expected = changes_per_year(periods)
    assert years.reindex(expected.index, fill_value=0).to_numpy().tolist() == expected.to_numpy().tolist()


def test_the_countries_add_up_to_the_bars(periods: gpd.GeoDataFrame) -> None:
    total = tallies.changes_by_country(periods, COUNTRIES)["count"].sum()
    assert total == changes_per_year(periods).to_numpy().sum()


@pytest.mark.parametrize("column", ["country", "kind", "honours"])
def test_a_filtered_layer_adds_up_as_well(periods: gpd.GeoDataFrame, column: str) -> None:
    for _, rows in periods.groupby(column):
        assert tallies.changes_by_kind(rows)["count"].sum() == changes_per_year(rows).to_numpy().sum()


def test_survival_without_censoring_is_the_share_that_lasted() -> None:
    curve = tallies.survival(layer(*(lasted(number, years) for number, years in enumerate([1, 2, 2, 4])))).set_index(
        "years"
    )
    assert curve["share"].to_dict() == pytest.approx({0: 1, 1: 1, 2: 0.75, 3: 0.25, 4: 0.25, 5: 0})
    assert curve["at_risk"].to_dict() == {0: 4, 1: 4, 2: 3, 3: 1, 4: 1, 5: 0}


def test_a_name_still_borne_counts_only_as_long_as_it_was_seen() -> None:
    ended = [lasted(number, years) for number, years in enumerate([8, 31, 54, 92])]
    seen = [on_record_for(number + 10, years) for number, years in enumerate([10, 27, 70, 121])]
    share = tallies.survival(layer(*ended, *seen)).set_index("years")["share"]
    steps = {8: 1, 9: 7 / 8, 31: 7 / 8, 32: 7 / 8 * 4 / 5, 54: 0.7, 55: 0.7 * 3 / 4, 92: 0.525, 93: 0.525 / 2}
    assert share[list(steps)].to_dict() == pytest.approx(steps)
    assert share.iloc[-1] == pytest.approx(0.2625)


def test_a_name_seen_until_the_year_in_which_another_ended_was_still_at_risk() -> None:
    curve = tallies.survival(layer(lasted(1, 5), on_record_for(2, 5))).set_index("years")
    assert curve["share"][6] == pytest.approx(0.5)


def test_an_unknown_end_is_censored_even_where_the_next_name_bounds_it() -> None:
    seen = [{"date": "1940", "sources": ["paper"]}]
    chain = [honoured("1936", None, attested=seen), later("1961", "renamed", "New Town")]
    curve = tallies.survival(layer(place(1, *chain)))
    assert curve["years"].tolist() == [0, 1, 2, 3, 4, 5]
    assert curve["share"].tolist() == [1.0] * 6


@pytest.mark.parametrize(("until", "longest"), [(None, 11), (2000, 101)])
def test_a_name_still_borne_without_attestation_counts_until_the_year_of_the_data(
    until: int | None, longest: int
) -> None:
    periods = layer(place(1, honoured("1900", "..")), lasted(2, 10))
    assert tallies.survival(periods, until)["years"].max() == longest


@pytest.mark.parametrize("start", [None, ".."])
def test_a_name_without_a_known_start_is_not_in_the_curve(start: str | None) -> None:
    periods = layer(place(1, honoured(start, "1961"), later("1961", "renamed", "New Town")), lasted(2, 10))
    assert tallies.survival(periods)["at_risk"].max() == 1


def test_places_and_monuments_have_each_their_curve() -> None:
    curve = tallies.survival(layer(lasted(1, 3), record(MONUMENT)))
    assert curve.groupby("category", sort=False)["years"].max().to_dict() == {"place": 4, "monument": 9}
    assert tallies.survival(layer(record(MONUMENT)))["category"].unique().tolist() == ["monument"]


def test_a_name_taken_away_in_its_first_year_leaves_the_curve_after_zero() -> None:
    curve = tallies.survival(layer(lasted(1, 0), lasted(2, 3)))
    assert curve["share"].tolist() == pytest.approx([1, 0.5, 0.5, 0.5, 0])


@pytest.mark.parametrize("seed", range(20))
def test_survival_is_one_at_zero_and_never_rises(seed: int) -> None:
    random = np.random.default_rng(seed)
    lives = zip(random.integers(0, 60, 30).tolist(), random.random(30) < 0.6, strict=True)
    made = [(lasted if ended else on_record_for)(number, years) for number, (years, ended) in enumerate(lives)]
    assert_is_survival(tallies.survival(layer(*made)))


def test_the_real_curve_is_a_survival_curve(periods: gpd.GeoDataFrame) -> None:
    for _, curve in tallies.survival(periods).groupby("category"):
        assert_is_survival(curve.reset_index(drop=True))


def assert_is_survival(curve: pd.DataFrame) -> None:
    assert curve["years"].tolist() == list(range(len(curve)))
    assert curve["share"][0] == 1
    assert (curve["share"].diff().dropna() <= 0).all()
    assert (curve["at_risk"].diff().dropna() <= 0).all()
    assert curve["share"].between(0, 1).all()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([honoured("1936", "1961"), later("1961", "reverted", "Former Town")], "old name"),
        ([honoured("1936", "1961"), later("1961", "renamed", "New Town")], "new name"),
        ([honoured("1936", "1961"), {**later("1961", "renamed", "Kirovsk"), "named_for": "person"}], "person"),
        ([honoured("1936", "1961"), {**later("1961", "renamed", "Riverside"), "named_for": "other"}], "word"),
        ([honoured("1936", "1961"), {**later("1961", "renamed", "Friesen"), "named_for": "unknown"}], "new name"),
        ([honoured("1936", "1961"), later("1961", "renamed", "Leninsky District")], "lenin"),
        ([honoured("1936", "1961"), later("1961", "renamed", "Leningradskaya Street")], "new name"),
        ([honoured("1936", "1961"), later("1961", "reverted", "Lenin Street")], "old name"),
        ([honoured("1936", "1961"), later("1961", "merged")], "gone"),
        ([honoured("1936", "1961"), later("1961", "dissolved")], "gone"),
        ([honoured("1936", "..")], "still so"),
        ([honoured("1936", None)], "not known"),
        ([honoured("1936", "1961"), later("1961", "renamed")], "not known"),
    ],
)
def test_what_came_after_a_name_is_told_from_the_chain(names: list[dict[str, Any]], expected: str) -> None:
    assert as_counts(tallies.replaced_by(layer(place(1, *names)), TEXT)) == {expected: 1}


def test_a_name_from_before_the_honour_is_the_old_name_whatever_the_change_is_called() -> None:
    assert as_counts(tallies.replaced_by(layer(record(PLACE, names__2__change="renamed")), TEXT)) == {"old name": 1}


def test_an_old_name_of_another_place_is_not_the_old_name() -> None:
    other = place(1, honoured("1936", "1961"), later("1961", "renamed", "Old Town"))
    assert as_counts(tallies.replaced_by(layer(record(), other), TEXT)) == {"old name": 1, "new name": 1}


def test_an_honour_that_changed_its_form_is_replaced_once() -> None:
    chain = [honoured("1924", "1929"), {**honoured("1929", "1961"), "name": "Stalino"}, later("1961", "renamed", "New")]
    assert as_counts(tallies.replaced_by(layer(place(1, *chain)), TEXT)) == {"new name": 1}


def test_an_honour_that_was_regained_is_replaced_each_time() -> None:
    chain = [
        honoured("1930", "1941"),
        later("1941", "reverted", "Old", "1943"),
        honoured("1943", "1961"),
        later("1961", "renamed", "New"),
    ]
    expected = {"new name": 1, "old name": 1}
    assert as_counts(tallies.replaced_by(layer(place(1, *chain)), TEXT)) == expected


def test_what_replaced_the_names_is_ranked_and_the_open_ones_come_last() -> None:
    still = [place(number, honoured("1936", "..")) for number in range(5)]
    new = [lasted(number, 10) for number in range(10, 12)]
    unknown = [place(20, honoured("1936", None))]
    assert list(as_counts(tallies.replaced_by(layer(*still, *new, *unknown), TEXT)).items()) == [
        ("new name", 2),
        ("still so", 5),
        ("not known", 1),
    ]


def test_the_answers_are_those_that_are_announced(periods: gpd.GeoDataFrame) -> None:
    answers = tallies.replaced_by(periods, TEXT)
    assert dict(zip(answers["value"], answers["what"], strict=True)) == {
        value: TEXT.word("web.option.replaced", value) for value in answers["value"]
    }


def test_the_fates_of_monuments_are_counted() -> None:
    stood = {"name": "Stalin Monument", "status": "honouring", "change": "unveiled", "start": "1950"}
    periods = layer(
        monument(1, {**stood, "end": "1961"}, later("1961", "toppled", "Stalin Monument")),
        monument(2, {**stood, "end": "1962"}, later("1962", "toppled", "Stalin Monument")),
        monument(3, {**stood, "end": "1956"}, later(None, "blown up", "Stalin Monument")),
        monument(4, {**stood, "end": ".."}),
        monument(5, {**stood, "end": None}),
        monument(6, {**stood, "end": None}),
        monument(7, {**stood, "end": None}),
        record(),
    )
    expected = [("toppled", 2), ("blown up", 1), ("standing", 1), ("not known", 3)]
    assert list(as_counts(tallies.fates(periods, TEXT)).items()) == expected


def test_a_place_that_lost_its_honour_twice_in_one_way_counts_once() -> None:
    chain = [
        honoured("1930", "1941"),
        later("1941", "renamed", "New", "1943"),
        honoured("1943", "1961"),
        later("1961", "renamed", "Newer"),
    ]
    assert as_counts(tallies.replaced_by(layer(place(1, *chain)), TEXT)) == {"new name": 1}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("replaced", lambda periods: tallies.replaced_by(periods, TEXT)),
        ("fate", lambda periods: tallies.fates(periods, TEXT)),
    ],
)
def test_a_bar_is_the_number_that_pressing_it_gives(
    periods: gpd.GeoDataFrame, name: str, count: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    for value, number in as_counts(count(periods)).items():
        assert number == count_records(periods, Query(**{name: (value,)}))  # type: ignore[arg-type]


def test_those_known_to_have_lasted_are_those_that_the_filter_gives(
    collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    curve = tallies.survival(periods, int(collection["data_date"][:4]))
    known = curve.groupby("years")["at_risk"].sum()
    for years in (1, 5, 10, 40):
        chosen = select(periods, Query(lasted=years))
        assert known[years] == (chosen["lasted"] >= years).sum()
        assert set(chosen["record_id"]) == set(periods["record_id"][(periods["lasted"] >= years).fillna(False)])


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_choice_gives_an_empty_table_and_a_chart(name: str, periods: gpd.GeoDataFrame) -> None:
    whole, nothing = TABLES[name](periods), TABLES[name](periods.iloc[:0])
    assert nothing.empty or (name == "in_force" and not nothing.to_numpy().any())
    assert list(nothing.columns) == list(whole.columns)
    assert draw(name, nothing).to_dict()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_leaves_the_layer_as_it_was(name: str, periods: gpd.GeoDataFrame) -> None:
    before = periods.copy()
    draw(name, TABLES[name](periods))
    pd.testing.assert_frame_equal(pd.DataFrame(periods), pd.DataFrame(before))


@pytest.mark.parametrize("name", TABLES)
def test_a_chart_holds_its_table_and_no_address(name: str, periods: gpd.GeoDataFrame) -> None:
    table = TABLES[name](periods)
    spec = draw(name, table).to_dict()
    spec.pop("$schema")
    assert "http" not in json.dumps(spec)
    assert "href" not in json.dumps(spec)
    wanted = table[table["at_risk"] >= charts.FEW] if name == "survival" else table
    if name == "changes_by_kind":
        wanted = tallies.of_group(table, SUBJECT.groups[0], FIELDS)
    if name == "in_force":
        wanted = table.reset_index()[["year", "bearing", "standing", "presumed", "possible"]]
    shown = [{column: row.get(column) for column in wanted} for rows in spec["datasets"].values() for row in rows]
    assert all(row in shown for row in wanted.to_dict("records"))


@pytest.mark.parametrize("name", TABLES)
def test_a_mark_leads_where_its_value_says(name: str, periods: gpd.GeoDataFrame) -> None:
    table, column = TABLES[name](periods), LINKED[name]
    links = {value: f"?value={number}" for number, value in enumerate(dict.fromkeys(table.reset_index()[column]))}
    spec = draw(name, table, links).to_dict()
    rows = [row for rows in spec["datasets"].values() for row in rows if "href" in row]
    assert len(rows) > 2
    assert all(row["href"] == links.get(row[column], "") for row in rows)
    layers = [layer for layer in spec["layer"] if "href" in layer["encoding"]]
    pressed = 2 if name == "changes_by_kind" else 1  # its columns lead, and the whole height of a year
    assert [layer["encoding"]["href"] for layer in layers] == pressed * [{"field": "href", "type": "nominal"}]


@pytest.mark.parametrize("name", TABLES)
def test_a_chart_is_the_same_each_time(name: str, periods: gpd.GeoDataFrame) -> None:
    table = TABLES[name](periods)
    assert draw(name, table).to_json() == draw(name, table).to_json()


@pytest.mark.parametrize("name", TABLES)
def test_a_chart_says_what_it_shows_and_by_which_scale(name: str, periods: gpd.GeoDataFrame) -> None:
    spec = draw(name, TABLES[name](periods)).to_dict()
    subtitle = " ".join(spec["title"]["subtitle"])
    assert spec["title"]["text"]
    assert spec["description"] == f"{spec['title']['text']}. {subtitle}."
    assert re.search(r"\bscale\b", subtitle) or (name == "survival" and "share" in subtitle)
    assert spec["width"] == "container"
    assert spec["height"] >= marks.ROW


def test_ends_point_down_and_beginnings_up() -> None:
    drawn = rows_of(kinds_chart(tallies.changes_by_kind(layer(record()))), "signed")
    assert {row["change"]: row["signed"] for row in drawn} == {"began": 1, "ended": -1}


def test_beginnings_are_orange_and_ends_blue_as_on_the_map() -> None:
    drawn = rows_of(kinds_chart(tallies.changes_by_kind(layer(record()))), "signed")
    assert {row["change"]: row["colour"] for row in drawn} == {"began": marks.HONOURING, "ended": marks.ENDED}


def test_every_kind_is_drawn_in_one_group(periods: gpd.GeoDataFrame) -> None:
    table = tallies.changes_by_kind(periods)
    drawn = [row["kind"] for group in SUBJECT.groups for row in rows_of(kinds_chart(table, group=group), "signed")]
    assert sorted(drawn) == sorted(table["kind"])


def test_the_groups_of_kinds_share_one_scale_that_holds_them_all(periods: gpd.GeoDataFrame) -> None:
    data = load()
    draws, link = charts_of(data), read_link({}, data.limits)
    drawn = {group: draws[f"{CHANGES}{group}"](data, link).chart.to_dict() for group in SUBJECT.groups}
    table = tallies.changes_by_kind(periods)
    domains = [
        part["encoding"]["y"]["scale"]["domain"]
        for spec in drawn.values()
        for part in spec["layer"]
        if "y" in part["encoding"]
    ]
    assert len(domains) == len(SUBJECT.groups) > 1
    highest = max(charts.tallest(tallies.of_group(table, group, FIELDS)) for group in SUBJECT.groups)
    assert {tuple(domain) for domain in domains} == {(-highest, highest)}
    assert charts.tallest(tallies.of_group(table.iloc[:0], SUBJECT.groups[0], FIELDS)) == 0


def test_a_chosen_year_is_marked_over_the_curve_of_what_was_in_force(periods: gpd.GeoDataFrame) -> None:
    table = TABLES["in_force"](periods)
    spec = charts.in_force_chart(table, chosen=[1956]).to_dict()
    (rule,) = (part for part in spec["layer"] if part["mark"]["type"] == "rule")
    assert [row["year"] for row in spec["datasets"][rule["data"]["name"]]] == [1956]
    assert {row["label"] for row in rows_of(charts.in_force_chart(table), "label")} == {
        "Places that bore the name", "Monuments that stood", "of both, only as last reported",
    }  # fmt: skip


def test_the_curve_ends_where_few_are_left(periods: gpd.GeoDataFrame) -> None:
    drawn = rows_of(charts.survival_chart(tallies.survival(periods)), "share")
    assert min(row["at_risk"] for row in drawn) >= charts.FEW


def test_what_is_chosen_is_full_and_the_rest_fades() -> None:
    table = tallies.changes_by_country(layer(record(), record(PLACE, id="other", country="UA")), COUNTRIES)
    drawn = rows_of(charts.changes_by_country_chart(table, chosen=["UA"]), "chosen")
    assert {row["code"]: row["chosen"] for row in drawn} == {"GE": False, "UA": True}
    drawn = rows_of(charts.changes_by_country_chart(table), "chosen")
    assert {row["chosen"] for row in drawn} == {True}


def test_titles_are_short_enough_for_a_telephone(periods: gpd.GeoDataFrame) -> None:
    for name, count in TABLES.items():
        title = draw(name, count(periods)).to_dict()["title"]
        assert max(len(line) for line in [title["text"], *title["subtitle"]]) <= marks.LINE


def kinds_chart(
    table: pd.DataFrame, links: marks.Links = charts.NOWHERE, group: str = SUBJECT.groups[0]
) -> alt.LayerChart:
    own = tallies.of_group(table, group, FIELDS)
    title, years, scale = TEXT.word("group", group), (SPAN[0], SPAN[-1]), max(1, charts.tallest(own))
    return charts.changes_by_kind_chart(own, links, group=title, years=years, scale=scale)


def rows_of(chart: alt.LayerChart, column: str) -> list[dict[str, Any]]:
    """Give the rows of those data sets of a chart that have a column."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows if column in row]


def draw(name: str, table: pd.DataFrame, links: marks.Links = charts.NOWHERE) -> alt.LayerChart:
    make = kinds_chart if name == "changes_by_kind" else getattr(charts, f"{name}_chart")
    chart: alt.LayerChart = make(table, links)
    return chart


@pytest.mark.parametrize(
    ("chosen", "pale"),
    [({}, set()), ({"category": ["place"]}, {"monument"}), ({"category": ["monument"]}, {"place"})],
    ids=["all", "places", "monuments"],
)
def test_what_the_filter_by_category_leaves_out_is_pale_among_the_outcomes(
    chosen: dict[str, list[str]], pale: set[str]
) -> None:
    data = load()
    drawn = charts_of(data)["endings-by-outcome"](data, read_link({"year": ["1961"], **chosen}, data.limits))
    assert drawn is not None
    rows = drawn.chart.layer[0].data
    categories = ["monument" if facet == "category" else "place" for facet in rows["facet"]]
    assert {one for one, full in zip(categories, rows["chosen"], strict=True) if not full} == pale
    assert ("Pale" in " ".join(drawn.chart.title.subtitle)) == bool(pale)
