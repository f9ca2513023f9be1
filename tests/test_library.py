"""What ``import geo`` gives, and that its page of documentation says what is true."""

from __future__ import annotations

import doctest
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pytest
from geopandas.testing import assert_geodataframe_equal

import geo
from geo.core.errors import QueryError, RecordError
from geo.core.folder import VARIABLE
from geo.dataset import Dataset
from geo.exports.html import embedded, to_html
from geo.layer import Query, presence_in, select
from tests.samples import own_folder

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)
MAPS = [block for block in BLOCKS if not block.startswith(">>>")]


def test_the_examples_of_the_page_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n".join(block for block in BLOCKS if block.startswith(">>>"))
    examples = doctest.DocTestParser().get_doctest(text, {"geo": geo}, "library.md", None, 0)
    said = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(examples, out=said.write)
    assert (runner.failures, runner.tries > 8) == (0, True), said.getvalue()


def test_a_notebook_user_gets_the_map_in_five_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Dataset
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = MAPS[0].strip().splitlines()
    assert len([line for line in lines if line]) <= 5
    scope: dict[str, Any] = {}
    exec("\n".join(lines[:-1]), scope)
    shown = eval(lines[-1], scope)
    assert shown._repr_html_().startswith("<iframe ")
    assert (tmp_path / "armenia.html").read_bytes() == to_html(data, Query(country=("AM",), year=1956)) == shown.html


def test_folium_adds_to_the_map_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scope: dict[str, Any] = {}
    exec(MAPS[0] + MAPS[1], scope)
    page = (tmp_path / "mine.html").read_text(encoding="utf-8")
    assert re.search(r"L\.marker\(\s*\[40\.18, 44\.51\]", page)
    assert "Yerevan, where we begin" in page


def test_importing_geo_loads_nothing_heavy() -> None:
    heavy = {"pandas", "geopandas", "folium", "pydantic", "geo.dataset"}
    code = f"import geo, sys; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_the_librarys_names_are_sorted_and_there() -> None:
    assert sorted(geo.__all__) == geo.__all__
    assert set(geo.__all__) <= set(dir(geo))
    assert all(callable(getattr(geo, name)) for name in geo.__all__)


def test_a_name_that_geo_does_not_have_is_an_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        geo.lode  # noqa: B018


def test_a_loaded_frame_is_fresh(periods: gpd.GeoDataFrame) -> None:
    one = geo.load()
    one.loc[0, "name"] = "changed"
    one["sources"].iloc[0].append("changed")
    assert_geodataframe_equal(geo.load(), periods)


def test_the_records_are_a_function_of_geo_whatever_is_imported_from_their_room() -> None:
    from geo.records import model

    found = geo.records()
    assert [one.id for one in found] == sorted(one.id for one in found)
    assert isinstance(found[0], model.Record)
    assert geo.dataset.records() == found


def test_a_broken_record_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = own_folder(tmp_path, "records")
    (folder.records / "places").mkdir(parents=True)
    (folder.records / "places" / "broken.json").write_text("{", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.path))
    with pytest.raises(RecordError, match="broken"):
        geo.records()


@pytest.mark.parametrize(
    ("choice", "query"),
    [
        ({}, Query()),
        ({"country": "AM"}, Query(country=("AM",))),
        ({"country": ["AM", "GE"], "year": np.int64(1961)}, Query(country=("AM", "GE"), year=1961)),
        ({"between": (1956, 1962), "category": "monument"}, Query(between=(1956, 1962), category="monument")),
        ({"year": 1961, "mode": "changes"}, Query(year=1961, mode="changes")),
        ({"honours": {"Joseph Stalin"}}, Query(honours=("Joseph Stalin",))),
        ({"year": None, "disputed": True}, Query(disputed=True)),
        ({"ended": 1961}, Query(ended=(1961, 1961))),
        ({"ended": [np.int64(1956), 1961]}, Query(ended=(1956, 1961))),
        ({"between": 1956}, Query(between=(1956, 1956))),
        ({"between": ()}, Query()),
        ({"country": None, "kind": None, "ended": None, "between": None, "undated": None, "mode": None}, Query()),
    ],
)  # fmt: skip
def test_filters_are_those_of_a_query(choice: Any, query: Query, periods: gpd.GeoDataFrame) -> None:
    assert_geodataframe_equal(geo.select(**choice), select(periods, query))


def test_a_state_says_how_certain_it_is(periods: gpd.GeoDataFrame) -> None:
    rows = geo.state_at(2016, undated=True)
    assert rows["record_id"].is_unique
    assert set(rows["presence"]) == {"certain", "presumed", "possible", "undated"}
    assert (rows["presence"] == presence_in(periods, 2016).loc[rows.index]).all()
    assert set(rows["state"][rows["presence"] == "presumed"]) == {"possible"}
    others = rows[rows["presence"] != "presumed"]
    assert (others["state"] == others["presence"]).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: geo.select(land="AM"), 'there is no filter "land"; there are year, since, changed_in, ended'),
        (lambda: geo.select(year="1961"), "year is '1961'; give a whole number"),
        (lambda: geo.select(year=1961.5), "year is 1961.5; give a whole number"),
        (lambda: geo.state_at("1961"), "year is '1961'; give a whole number"),
        (lambda: geo.state_at(1961, mode="all"), 'there is no filter "mode"'),
        (lambda: geo.state_at(None), "year is None; give a whole number"),
        (lambda: geo.select(year=True), "year is True; give a whole number"),
        (lambda: geo.select(year=19610), "year is 19610; give a whole number"),
        (lambda: geo.select(changed_in=-1), "changed_in is -1; give a whole number"),
        (lambda: geo.select(lasted=-1), "lasted is -1; give a whole number of years from 0"),
        (lambda: geo.select(ended="1956-1961"), "ended is '1956-1961'; give a year such as 1961, or two"),
        (lambda: geo.select(ended=("a", "b")), "ended is ('a', 'b'); give a year such as 1961, or two"),
        (lambda: geo.select(ended=(1961,)), "ended is (1961,); give a year such as 1961, or two"),
        (lambda: geo.select(between=(1962, 1956)), "between is (1962, 1956); give a year such as 1961, or two"),
        (lambda: geo.select(between=(True, 1956)), "between is (True, 1956); give a year such as 1961, or two"),
        (lambda: geo.select(country=5), "country is 5; give text, or several texts in a list"),
        (lambda: geo.select(kind=["street", 5]), "kind is 5; give text, or several texts in a list"),
        (lambda: geo.select(category=["place"]), "category is ['place']; give one text"),
        (lambda: geo.select(disputed="no"), "disputed is 'no'; give True or False"),
        (lambda: geo.make_map(kind="castle"), 'kind "castle" is not in the layer'),
    ],
)
def test_a_wrong_filter_is_explained(call: Any, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        call()


def test_a_map_is_the_page_of_its_choice(data: Dataset) -> None:
    made = geo.make_map(country="AM", year=1961)
    assert isinstance(made, folium.Map)
    assert made.html == to_html(data, Query(country=("AM",), year=1961))
    assert made.records == len(set(geo.select(country="AM")["record_id"]))
    assert made.records == embedded(made.html, "columns")["records"]
