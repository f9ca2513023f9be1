"""The year rule: one comparison a row, the same in Python, JavaScript and SQL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.__main__ import main
from geo.core.dates import OPEN
from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.layer import FIRST, LAST, PRESENCES, Query, build_layer, periods_of, presence_in, presences, select
from geo.layer.records import records_of
from geo.records.edition import read_edition
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, record

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests" / "cases" / "presence.json").read_text(encoding="utf-8"))["cases"]
WHERE = "possible_from <= {year} AND {year} < possible_to"


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_presence_is_that_of_the_table_of_cases(case: dict[str, Any]) -> None:
    rows = pd.DataFrame([case["bounds"]])
    found = {year: PRESENCES[presences(rows, [int(year)])[0, 0]] for year in case["years"]}
    assert found == case["years"]


def test_many_years_at_once_are_the_same_as_one_by_one(periods: gpd.GeoDataFrame) -> None:
    years = [1900, 1930, 1956, 1961, 2026]
    for row, year in zip(presences(periods, years), years, strict=True):
        assert (np.array(PRESENCES)[row] == presence_in(periods, year).to_numpy()).all()


def ordered(periods: pd.DataFrame) -> None:
    """Require that the rows of each record follow each other, and that what is certain is possible."""
    first, last = periods["possible_from"].to_numpy(), periods["possible_to"].to_numpy()
    sure_from, sure_to = periods["certain_from"].to_numpy(), periods["certain_to"].to_numpy()
    assert (first >= FIRST).all()
    assert (first <= sure_from).all()
    assert (sure_from <= sure_to).all()
    assert (sure_to <= last).all()
    assert (last <= LAST).all()
    same = periods["record_id"].to_numpy()[1:] == periods["record_id"].to_numpy()[:-1]
    assert (last[:-1] <= first[1:])[same].all()


def test_the_periods_of_a_record_never_overlap_and_never_run_backwards(periods: gpd.GeoDataFrame) -> None:
    ordered(periods)
    table = presences(periods, range(1700, 2101))
    numbers = periods["period"].to_numpy()
    for rows in periods.groupby("record_id", sort=False).indices.values():
        present = table[:, rows] > 0
        assert (present.sum(axis=1) <= 1).all()
        seen = numbers[rows][present.argmax(axis=1)][present.any(axis=1)]
        assert (np.diff(seen) >= 0).all()


def test_an_avenue_is_not_stalins_before_its_first_known_name(periods: gpd.GeoDataFrame) -> None:
    rows = periods[periods["record_id"] == "prospekt-mira-vladikavkaz"]
    assert not (rows["status"][presence_in(rows, 1860) != "none"] == "honouring").any()


YEARS = st.integers(1900, 1990)
DATES = st.one_of(
    st.none(),
    YEARS.map(str),
    YEARS.map(lambda year: f"{year}~"),
    st.tuples(YEARS, st.integers(1, 9)).map(lambda pair: f"[{pair[0]}..{pair[0] + pair[1]}]"),
)


@st.composite
def chains(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Make the names of a record with any dates, in order or not; the last may end open."""
    statuses = draw(st.lists(st.sampled_from(["before", "honouring", "after"]), min_size=1, max_size=5))
    bounds = [draw(DATES) for _ in range(len(statuses) + 1)]
    bounds[0] = draw(st.one_of(st.just(OPEN), st.just(bounds[0])))
    bounds[-1] = draw(st.one_of(st.just(OPEN), st.just(bounds[-1])))
    names = []
    for place, status in enumerate(statuses):
        attested = [{"date": draw(YEARS.map(str)), "sources": ["paper"]}] if draw(st.booleans()) else []
        names.append(
            {"name": f"Name {place}", "status": status, "change": "renamed", "start": bounds[place],
             "end": bounds[place + 1], "attested": attested}
        )  # fmt: skip
    return names


@given(chains(), st.sampled_from([PLACE, MONUMENT]))
@settings(max_examples=200, deadline=None)
def test_no_chain_of_names_runs_backwards(names: list[dict[str, Any]], base: dict[str, Any]) -> None:
    periods = periods_of(build_layer([record(base, names=names)], read_edition(FOLDER.edition)), FIELDS)
    ordered(periods)
    assert not periods["presumed"][(periods["status"] != "honouring") | (periods["end_date"] != OPEN)].any()
    assert ((presences(periods, range(1850, 2031)) > 0).sum(axis=1) <= 1).all()


def test_an_open_end_is_presumed_for_an_honour_and_certain_for_what_came_after() -> None:
    stands = {**MONUMENT["names"][0], "end": OPEN, "attested": [{"date": "2019", "sources": ["paper"]}]}
    periods = periods_of(
        build_layer([record(), record(MONUMENT, names=[stands])], read_edition(FOLDER.edition)), FIELDS
    ).set_index("record_id")
    statue, town = periods.loc["stalin-test-square"], periods.loc["gori-stalinsk"].iloc[-1]
    assert (statue["certain_to"], statue["possible_to"], statue["presumed"]) == (2020, LAST, True)
    assert (town["certain_to"], town["presumed"]) == (LAST, False)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory, data: Dataset) -> str:
    path = tmp_path_factory.mktemp("parquet") / "periods.parquet"
    path.write_bytes(EXPORTS["parquet"].write(data, Query()))
    return str(path)


def test_a_database_asked_with_the_plain_comparison_gives_what_the_library_gives(table: str) -> None:
    layer = geo.load()
    with duckdb.connect() as database:
        for year in range(1850, 2031):
            asked = f"SELECT record_id, period FROM '{table}' WHERE {WHERE.format(year=year)} ORDER BY ALL"
            rows = layer[presence_in(layer, year) != "none"]
            assert database.execute(asked).fetchall() == list(zip(rows["record_id"], rows["period"], strict=True)), year


@pytest.mark.parametrize("year", [1850, 1929, 1956, 1961, 1990, 2026])
def test_the_library_gives_the_same_state(table: str, year: int) -> None:
    rows = geo.state_at(year, undated=True)
    with duckdb.connect() as database:
        asked = f"SELECT record_id, period FROM '{table}' WHERE {WHERE.format(year=year)} ORDER BY ALL"
        assert database.execute(asked).fetchall() == list(zip(rows["record_id"], rows["period"], strict=True))


def test_all_tables_are_written_to_a_folder(tmp_path: Path, periods: gpd.GeoDataFrame) -> None:
    assert main(["export", "--format", "parquet", "--country", "UA", "--output", str(tmp_path / "tables")]) == 0
    chosen = periods[periods["country"] == "UA"]
    with duckdb.connect() as database:

        def count(asked: str) -> Any:
            return database.execute(asked.format(folder=tmp_path / "tables")).fetchone()

        assert count("SELECT count(*) FROM '{folder}/periods.parquet'") == (len(chosen),)
        assert count("SELECT count(*), count(DISTINCT record_id) FROM '{folder}/records.parquet'") == (
            chosen["record_id"].nunique(),
            chosen["record_id"].nunique(),
        )
        ended = "SELECT count(*) FROM '{folder}/changes.parquet' WHERE change = 'ended' AND year = 1961"
        assert count(ended) == (len(select(periods, Query(country="UA", ended=1961))),)
        fates = "SELECT count(*) FROM '{folder}/records.parquet' WHERE fate = 'standing' OR 'Сталино' IN names"
        assert count(fates)[0] > 0


def test_a_record_is_called_by_its_honour(periods: gpd.GeoDataFrame) -> None:
    records = records_of(periods).set_index("record_id")
    assert len(records) == periods["record_id"].nunique()
    donetsk = records.loc["donetsk"]
    assert (donetsk["name"], donetsk["honoured_from"], donetsk["honoured_to"]) == ("Stalin", 1924, 1961)
    assert {"Yuzovka", "Stalin", "Stalino", "Donetsk"} <= {*donetsk["names"]} | {"Yuzovka"}
    assert donetsk["lasted"] == periods[periods["record_id"] == "donetsk"]["lasted"].max()
