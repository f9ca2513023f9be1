"""The page without a browser: state and address."""

from __future__ import annotations

import json
import os
from copy import copy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import geopandas as gpd
import pytest
from streamlit.testing.v1 import AppTest

from geo.core.folder import VARIABLE
from geo.exports.geojson import query_string
from geo.layer import FIELDS, Query
from geo.layer.facets import facets
from geo.layer.listing import listing
from geo.ui import card, chart_page, component, loaded, map_page, state, table
from geo.ui.text import plain
from tests.samples import own_folder

APP = str(Path(__file__).resolve().parent.parent / "app.py")


@pytest.fixture(autouse=True)
def register_anew() -> None:
    """Register the components with each test's own runtime; before streamlit 1.66 it does not know the last one's."""
    for module in (component, card, table):
        module._component.cache_clear()


def page(**address: str | list[str]) -> AppTest:
    test = AppTest.from_file(APP, default_timeout=30)
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def listed(test: AppTest) -> int:
    """Give the number of records that the list's heading names."""
    headings = [heading.value for heading in test.subheader if heading.value.startswith("On the map in ")]
    return int(headings[0].rpartition(" ")[2])


def address_of(test: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in test.query_params.items()}


def test_it_opens_at_1961() -> None:
    test = page()
    assert test.session_state["year"] == 1961
    assert address_of(test) == {}
    assert test.title[0].value == "De-Stalinization map"


def test_the_address_sets_year_filters_and_record() -> None:
    test = page(year="1956", country=["HU", "PL"], category="monument", record="stalin-budapest", undated="1")
    assert test.session_state["year"] == 1956
    assert test.session_state["country"] == ["HU", "PL"]
    assert test.session_state["category"] == ["monument"]
    assert test.session_state["record"] == "stalin-budapest"
    assert test.session_state["undated"] is True
    assert not test.warning
    assert address_of(test) == {
        "year": ["1956"], "country": ["HU", "PL"], "category": ["monument"], "record": ["stalin-budapest"],
        "undated": ["1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("year", "9999", "year"),
        ("year", "abc", "year"),
        ("year", 5000 * "1", "year"),
        ("year", "²", "year"),
        ("lasted", 5000 * "1", "lasted"),
        ("year", "١٩٦١", "year"),
        ("country", "ZZ", "country"),
        ("record", "nowhere", "record"),
        ("undated", "perhaps", "undated"),
        ("mode", "never", "mode"),
        ("between", "1962-1956", "between"),
        ("fate", "vanished", "fate"),
        ("near", "Brasov", "near"),
        ("near", "200,45", "near"),
        ("near", "25.6,99", "near"),
        ("replaced", "hero", "replaced"),
        ("lasted", "0", "lasted"),
        ("lasted", "long", "lasted"),
        ("colour", "red", "colour"),
        ("kind", "<img src=x>", "kind"),
    ],
)
def test_a_bad_value_in_the_address_is_named_and_ignored(name: str, value: str, told: str) -> None:
    test = page(**{name: value})
    assert len(test.warning) == 1
    assert told in test.warning[0].value
    test.number_input(key="typed_year").set_value(1956).run()
    assert not test.warning
    assert address_of(test) == {"year": ["1956"]}


def test_many_bad_things_in_the_address_are_one_short_warning() -> None:
    test = page(**{f"nothing{number}": "x" for number in range(300)}, country=[1000 * "Z", "HU"])
    (warning,) = test.warning
    assert warning.value.count("; ") == 10
    assert warning.value.endswith("; and 291 more.")
    assert len(warning.value) < 1500
    assert test.session_state["country"] == ["HU"]


def test_mode_and_further_filters_come_from_the_address() -> None:
    test = page(mode="changes", between="1956-1962", fate=["toppled", "blown up"], confidence="high", disputed="1")
    assert not test.warning
    assert test.session_state["between"] == (1956, 1962)
    assert address_of(test)["mode"] == ["changes"]
    assert address_of(test)["between"] == ["1956-1962"]
    assert address_of(test)["fate"] == ["toppled", "blown up"]


def test_what_came_after_and_how_long_it_lasted_are_filters_of_the_page() -> None:
    test = page(year="1961", replaced=["lenin", "old name"], lasted="5")
    assert not test.warning
    assert address_of(test) == {"year": ["1961"], "replaced": ["lenin", "old name"], "lasted": ["5"]}
    narrowed = listed(test)
    test.number_input(key="lasted").set_value(20).run()
    assert 0 < listed(test) < narrowed
    next(button for button in test.button if button.label == "Clear all filters").click().run()
    assert not test.exception
    assert address_of(test) == {"year": ["1961"]}


def test_what_an_export_says_of_its_filter_opens_the_page() -> None:
    query = Query(
        year=1970, country=("HU", "RU"), kind=("monument", "street"), honours=("Joseph Stalin",), status=("after",),
        polity=("Hungary",), fate=("toppled",), confidence=("high",), replaced=("old name",), lasted=3,
        between=(1956, 1962), category="place", mode="changes", undated=True, disputed=True,
    )  # fmt: skip
    test = page(**parse_qs(query_string(query)))
    assert [warning.value for warning in test.warning] == []
    assert parse_qs(query_string(query)) == address_of(test)


def test_the_page_knows_every_filter_but_the_two_that_it_is_said_not_to_know() -> None:
    parts = set(FIELDS.asked)
    assert parts - state._known() == {"ended", "changed_in"}
    assert "``ended`` and ``changed_in``" in (query_string.__doc__ or "")
    assert len(page(ended="1961", changed_in="1956").warning) == 1


def test_a_filter_narrows_the_list_and_the_address(periods: gpd.GeoDataFrame) -> None:
    test = page(year="1961")
    test.multiselect(key="country").set_value(["AM"]).run()
    assert not test.exception
    shown = len(listing(periods, Query(year=1961, country=("AM",)), {}))
    assert f"On the map in 1961: {shown}" in [heading.value for heading in test.subheader]
    assert address_of(test) == {"year": ["1961"], "country": ["AM"]}


def test_an_address_that_comes_late_undoes_nothing() -> None:
    test = page(year="1961")
    test.number_input(key="typed_year").set_value(1956).run()
    test.query_params["year"] = "1961"
    test.multiselect(key="country").set_value(["HU"]).run()
    assert test.session_state["year"] == 1956
    assert address_of(test) == {"year": ["1956"], "country": ["HU"]}


def test_the_same_address_by_the_browsers_history_is_a_step_back(monkeypatch: pytest.MonkeyPatch) -> None:
    test = page(year="1961")
    test.number_input(key="typed_year").set_value(1956).run()
    went_back = SimpleNamespace(is_history_navigation=True)
    monkeypatch.setattr("geo.ui.state.get_script_run_ctx", lambda **_: went_back)
    test.query_params["year"] = "1961"
    test.run()
    assert test.session_state["year"] == 1961
    assert address_of(test) == {"year": ["1961"]}


def test_filters_stay_when_another_is_chosen() -> None:
    test = page()
    test.multiselect(key="country").set_value(["AM"]).run()
    test.multiselect(key="kind").set_value(["settlement"]).run()
    assert test.session_state["country"] == ["AM"]
    assert test.session_state["kind"] == ["settlement"]


def test_a_typed_year_moves_the_page() -> None:
    test = page()
    before = test.session_state["year_set"]
    test.number_input(key="typed_year").set_value(1956).run()
    assert test.session_state["year"] == 1956
    assert test.session_state["year_set"] == before + 1
    assert address_of(test) == {"year": ["1956"]}


def test_an_empty_result_says_why_and_offers_to_clear() -> None:
    test = page(country="AM", kind="peak")
    assert any("No record passes" in text.value for text in test.markdown)
    test.button(key="clear_empty").click().run()
    assert not test.exception
    assert address_of(test) == {"year": ["1961"]}
    assert listed(test) > 100


def captions(test: AppTest) -> str:
    return "\n".join(caption.value for caption in test.sidebar.caption)


def test_every_filter_shows_how_many_records_its_choices_give(periods: gpd.GeoDataFrame) -> None:
    test = page(country="AM", kind="monument")
    counts = facets(periods, Query(country=("AM",), kind=("monument",)), 1961)
    assert f"Armenia ({counts['country']['AM']}) · " in captions(test)
    assert f"Places ({counts['category'].get('place')}) · Monuments ({counts['category']['monument']})" in captions(
        test
    )
    assert f"In 1961: Not yet so named ({counts['status']['before']})" in captions(test)


def labels(test: AppTest) -> dict[str, Any]:
    """Give what every widget that has a value is called, and what its choices are called, in order."""
    choosing = [*test.multiselect, *test.button_group, *test.selectbox]
    found: dict[str, Any] = {one.key: (one.label, list(one.options)) for one in choosing}
    typed = [*test.number_input, *test.slider, *test.toggle, *test.text_input]
    return found | {one.key: one.label for one in typed} | {box.label: None for box in test.expander}


@pytest.mark.parametrize("module", ["map_page", "chart_page"])
def test_no_label_of_a_widget_changes_with_the_state(module: str) -> None:
    asked: list[dict[str, str]] = [
        {}, {"country": "UA", "year": "1956"}, {"category": "monument", "disputed": "1"}, {"mode": "all"},
        {"kind": "peak", "country": "AM"}, {"lasted": "40", "between": "1956-1962", "near": "25.6,45.65"},
    ]  # fmt: skip
    first, *others = [labels(page_of(module, **address)) for address in asked]
    assert len(first) > 15
    for other in others:
        assert {name: other[name] for name in first.keys() & other.keys() if not name.startswith("buttons")} == {
            name: first[name] for name in first.keys() & other.keys() if not name.startswith("buttons")
        }


def test_a_country_monuments_and_the_next_year_are_three_steps() -> None:
    test = page()
    test.multiselect(key="country").select("Ukraine").run()
    test.button_group(key="category").select("Monuments").run()
    test.number_input(key="typed_year").increment().run()
    assert not test.exception
    assert not test.error
    assert address_of(test) == {"year": ["1962"], "country": ["UA"], "category": ["monument"]}


def test_an_unknown_selection_closes_the_record() -> None:
    test = page(record="stalin-yerevan")
    close = next(button for button in test.button if button.label == "Close record")
    close.click().run()
    assert test.session_state["record"] is None
    assert address_of(test) == {"year": ["1961"]}


def test_a_place_in_the_address_finds_what_is_near_it() -> None:
    test = page(near="25.6,45.65")
    assert test.session_state["near"] == (25.6, 45.65)
    assert address_of(test) == {"near": ["25.6,45.65"]}
    next(button for button in test.sidebar.button if button.label == "Take the pin off").click().run()
    assert address_of(test) == {"year": ["1961"]}


def test_a_typed_town_is_the_place() -> None:
    test = page()
    test.text_input(key="near_town").set_value("Brasov").run()
    assert test.session_state["near"] == pytest.approx((25.61, 45.65), abs=0.05)
    assert test.session_state["near_name"] in ("Brașov", "Braşov")


def page_of(module: str, **address: str) -> AppTest:
    """Run one page by its module, as ``app.py`` does."""
    test = AppTest.from_string(f"from geo.ui import {module}\n{module}.show()\n", default_timeout=30)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, collection: dict[str, Any]) -> None:
    """Stand on a layer without a feature and a folder without a record."""
    folder = own_folder(tmp_path, "records")
    folder.layer.write_text(json.dumps({**collection, "features": []}), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.path))


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("mode", ["", "changes", "all"])
@pytest.mark.parametrize("module", ["map_page", "chart_page", "coverage"])
def test_an_empty_layer_gives_an_empty_page(module: str, mode: str) -> None:
    test = page_of(module, **({"mode": mode} if mode else {}), near="25.6,45.65", lasted="1", q="Stalin")
    assert not test.exception
    assert not test.error


@pytest.mark.usefixtures("nothing")
def test_an_empty_layer_opens_with_its_app() -> None:
    test = page()
    assert test.session_state["year"] == 1961
    assert listed(test) == 0
    assert test.number_input(key="lasted").max == 1


@pytest.fixture
def own_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand on a copy of the records, which a test may spoil."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return own_folder(tmp_path).records


def test_a_broken_record_stays_on_the_map_and_near_its_place(own_records: Path) -> None:
    (own_records / "places" / "dushanbe.json").write_text("{", encoding="utf-8")
    test = page(near="68.78,38.56", record="dushanbe")
    assert not test.error
    assert listed(test) > 100


def test_a_changed_record_is_read_again(own_records: Path) -> None:
    assert "dushanbe" in loaded.load_or_stop().records
    file = own_records / "places" / "dushanbe.json"
    file.write_text("{", encoding="utf-8")
    os.utime(file, ns=(2**62, 2**62))
    assert "dushanbe" not in loaded.load_or_stop().records


def test_what_the_data_say_of_themselves_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[press](https://example.org) <b> :red[loud] $x$"
    read = loaded.load_or_stop()
    data = copy(read.dataset)
    data.edition = read.edition.model_copy(update={"attribution": text})
    data.countries = dict.fromkeys(read.all_countries, text)
    hostile = replace(read, dataset=data, countries=dict.fromkeys(read.countries, text))
    for module in (map_page, chart_page):
        monkeypatch.setattr(module, "load_or_stop", lambda: hostile)
    for module, asked in (("map_page", {}), ("chart_page", {"mode": "all"})):
        test = page_of(module, country="HU", **asked)
        assert not test.exception
        said = [element.value for element in (*test.caption, *test.markdown, *test.subheader, *test.warning)]
        said += [button.label for button in test.button]
        said += [option for pills in test.button_group for option in pills.options]
        assert plain(text) in "".join(said)
        assert not [one for one in said if text in one]


def test_the_charts_of_changes_say_that_their_scales_differ() -> None:
    captions = [caption.value for caption in page_of("chart_page").caption]
    assert any("Each chart has its own scale." in caption for caption in captions)
