"""The pages without a browser: what they open with, what the charts read of the address, where their links lead."""

from __future__ import annotations

import html
import json
import re
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from geo.core.folder import VARIABLE
from geo.exports import EXPORTS
from geo.layer import Query, filter_mask, select
from geo.layer.facets import count_records
from geo.ui import chart_page, fetched, loaded, map_page
from geo.ui.chart_set import charts_of as draws_of
from geo.ui.link import filters_of
from geo.ui.loaded import load
from geo.ui.text import plain
from tests.samples import FIELDS, own_folder
from tests.scripted import APP, PAGES, bodies, charts_of, component_of, links, page_of, said

CHARTS = draws_of(load())
FILTERS = filters_of(FIELDS)


@pytest.fixture(autouse=True)
def register_anew() -> None:
    """Register the component with each test's own runtime."""
    map_page._component.cache_clear()


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(address.partition("?")[2], keep_blank_values=True)


def headline(test: AppTest) -> str:
    return test.header[0].value


def test_the_app_opens_with_the_map() -> None:
    test = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not test.exception
    assert not test.error
    assert component_of(test)["name"] == "de-stalinization"


def test_the_map_page_is_one_component_that_hears_nothing_back() -> None:
    page_of("map_page")  # the first start on some data shows a bar
    test = page_of("map_page", year="1956", country="HU", record="stalin-budapest", colour="red")
    assert [part.type for part in test.main.children.values()] == ["bidi_component"]
    assert [one for kind in (test.button, test.selectbox, test.warning) for one in kind] == []
    assert component_of(test) == component_of(page_of("map_page"))  # the browser alone reads the address


def test_the_component_is_told_of_files_that_are_there() -> None:
    told = component_of(page_of("map_page"))
    room, digest = told["base"].split("/")
    assert room == fetched.ROOM
    for address in (told["script"], told["style"], *told["first"]):
        base, _, name = address.rpartition("/")
        assert base == told["base"]
        assert fetched.file(digest, name) is not None
    assert [form["form"] for form in told["formats"]] == [
        name
        for name in EXPORTS
        if name not in ("geojson", "csv")  # which the page writes itself
    ]
    assert [page["href"] for page in told["pages"]] == ["./", "charts", "figures", "coverage"]
    assert [page["current"] for page in told["pages"]] == [True, False, False, False]
    assert told["faults"] == []


def test_the_charts_open_at_1961_without_a_filter() -> None:
    test = page_of("chart_page")
    assert not test.exception
    assert [title.value for title in test.title] == ["Charts"]
    assert headline(test).startswith("In 1961")
    assert "page-pills" not in bodies(test)
    assert len(charts_of(test)) == len(CHARTS)


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
        ("undated", "perhaps", "undated"),
        ("disputed", "yes", "disputed"),
        ("mode", "never", "mode"),
        ("between", "1962-1956", "between"),
        ("fate", "vanished", "fate"),
        ("replaced", "hero", "replaced"),
        ("lasted", "0", "lasted"),
        ("lasted", "long", "lasted"),
        ("ended", "1961", "ended"),
        ("colour", "red", "colour"),
        ("kind", "<img src=x>", "kind"),
    ],
)
def test_a_bad_value_in_the_address_is_named_and_ignored(name: str, value: str, told: str) -> None:
    test = page_of("chart_page", **{name: value})
    assert not test.exception
    (warning,) = test.warning
    assert told in warning.value
    assert query_of(links(test)[0][0]) == {"year": ["1961"]}  # a link of the page says it no more


def test_many_bad_things_in_the_address_are_one_short_warning() -> None:
    test = page_of("chart_page", **{f"nothing{number}": "x" for number in range(300)}, country=[1000 * "Z", "HU"])
    (warning,) = test.warning
    assert warning.value.count("; ") == 10
    assert warning.value.endswith("; and 291 more.")
    assert len(warning.value) < 1500
    assert query_of(links(test)[0][0])["country"] == ["HU"]


EVERY = {
    "year": ["1962"], "from": ["1956"], "mode": ["between"], "category": ["place"], "kind": ["settlement", "street"],
    "status": ["after"], "honours": ["Joseph Stalin"], "country": ["UA", "RU"],
    "controlled_by": ["RU"], "polity": ["Ukrainian SSR, Soviet Union"], "confidence": ["high"], "disputed": ["1"],
    "fate": ["toppled"],
    "replaced": ["old name"], "lasted": ["5"], "undated": ["1"], "q": ["Stalino"],
    "near": ["25.6,45.65"], "record": ["donetsk"], "at": ["25.6,45.65,6"], "lang": ["en"],
}  # fmt: skip


def test_every_parameter_of_the_address_is_read_and_handed_on() -> None:
    assert {*FILTERS, "year", "mode"} <= {*EVERY}
    test = page_of("chart_page", **EVERY)
    assert not test.exception
    assert not test.warning
    for words, path in (("Map", "./"), ("Charts", "charts"), ("Coverage", "coverage")):
        (address,) = [address for address, said in links(test) if said == words]
        assert address.partition("?")[0] == path
        assert query_of(address) == EVERY


@pytest.mark.parametrize("module", ["chart_page", "coverage"])
def test_the_other_pages_carry_the_address_on(module: str) -> None:
    test = page_of(module, year="1956", country=["HU", "PL"], q="Stalin", record="stalin-budapest")
    expected = {"year": ["1956"], "country": ["HU", "PL"], "q": ["Stalin"], "record": ["stalin-budapest"]}
    assert [query_of(address) for address, words in links(test) if words == "Map"] == [expected]


def test_each_filter_in_force_is_named_with_the_way_to_take_it_off() -> None:
    test = page_of("chart_page", **EVERY)
    body = bodies(test).partition('aria-label="Filters in force"')[2].partition("</div>")[0]
    pills = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)<', body)
    asked = [(name, value) for name in FILTERS if name != "undated" for value in EVERY[name]]
    assert len(pills) == len(asked) + 1
    left = [query_of(html.unescape(address)) for address, _ in pills]
    for (name, value), rest in zip(asked, left[:-1], strict=True):
        others = [one for one in EVERY[name] if one != value]
        assert rest == {key: one for key, one in {**EVERY, name: others}.items() if one}
    assert left[-1] == {name: value for name, value in EVERY.items() if name not in FILTERS}
    words = [html.unescape(text).strip() for _, text in pills]
    assert "Country today: Ukraine" in words
    assert words[-1] == "Clear all filters"


def test_where_nothing_passes_the_filters_the_page_says_so() -> None:
    test = page_of("chart_page", country="AM", kind="peak")
    assert not test.exception
    assert [info.value for info in test.info] == ["No record passes all of these filters together. Take one off."]
    assert [chart["name"] for chart in charts_of(test)] == ["changes-by-country"]  # which leaves the country out


def test_what_an_export_says_of_its_filter_opens_the_charts() -> None:
    query = Query(
        year=1970, since=1956, country=("HU", "RU"), kind=("monument", "street"), honours=("Joseph Stalin",),
        status=("after",),
        polity=("Hungary",), fate=("toppled",), confidence=("high",), replaced=("old name",), lasted=3,
        category="place", mode="between", undated=True, disputed=True,
    )  # fmt: skip
    test = page_of("chart_page", **parse_qs(query.text()))
    assert [warning.value for warning in test.warning] == []
    (again,) = [address for address, words in links(test) if words == "Charts"]
    assert Query.parse(again.partition("?")[2]) == query


def hrefs(chart: dict[str, Any], column: str) -> dict[Any, str]:
    """Give where the marks of a chart lead, by the value that each stands for."""
    rows = [row for data in chart["datasets"].values() for row in data if "href" in row]
    return {row[column]: row["href"] for row in rows}


def drawn(name: str, **address: Any) -> dict[str, Any]:
    """Draw a chart as an address asks for it."""
    data = loaded.load()
    link = chart_page.read_link({key: [*value] for key, value in address.items()}, data.limits)
    found = CHARTS[name](data, link)
    assert found is not None
    spec: dict[str, Any] = found.chart.to_dict()
    return spec


@pytest.mark.parametrize(
    ("name", "column", "parameter"),
    [
        ("endings-by-country", "code", "country"),
        ("changes-by-country", "code", "country"),
        ("replaced-by", "value", "replaced"),
        ("fates", "value", "fate"),
    ],
)
def test_a_mark_leads_to_the_same_page_with_its_value_and_back(name: str, column: str, parameter: str) -> None:
    kept = {"year": ["1961"], "honours": ["Joseph Stalin"], "record": ["brasov"]}
    there = hrefs(drawn(name, **kept), column)
    assert len(there) > 3
    for value, address in there.items():
        assert query_of(address) == {**kept, parameter: [value]}
    value = next(iter(there))
    assert query_of(hrefs(drawn(name, **kept, **{parameter: [value]}), column)[value]) == kept


def test_a_mark_of_what_came_after_leads_to_its_own_filter() -> None:
    there = hrefs(drawn("endings-by-outcome", year=["1961"]), "value")
    assert query_of(there["monument"]) == {"year": ["1961"], "category": ["monument"]}
    assert query_of(there["old name"]) == {"year": ["1961"], "replaced": ["old name"]}


@pytest.mark.parametrize("name", ["in-force", "changes-of-settlements"])
def test_a_year_of_a_chart_leads_to_the_page_in_that_year(name: str) -> None:
    there = hrefs(drawn(name, year=["1956"], country=["RU"], mode=["all"]), "year")
    assert [*there] == [*range(loaded.load().first, loaded.load().last + 1)]
    assert all(query_of(address) == {"year": [str(year)], "country": ["RU"]} for year, address in there.items())


def test_the_chosen_year_of_the_changes_leads_back_to_all_years() -> None:
    there = hrefs(drawn("changes-of-settlements", year=["1956"], country=["RU"]), "year")
    assert query_of(there[1956]) == {"year": ["1956"], "country": ["RU"], "mode": ["all"]}


def test_a_step_of_the_curve_leads_to_what_lasted_so_long_and_back() -> None:
    there = hrefs(drawn("survival", year=["1961"]), "years")
    assert all(query_of(address)["lasted"] == [str(years)] for years, address in there.items())
    assert "lasted" not in query_of(hrefs(drawn("survival", year=["1961"], lasted=["10"]), "years")[10])


def test_the_marks_of_bars_are_links_in_words_too() -> None:
    test = page_of("chart_page", year="1961", replaced="old name")
    marks = [(address, words) for address, words in links(test) if "replaced=" in address and "lenin" in address]
    assert any("Lenin" in words for _, words in marks)
    assert re.search(r'<a href="[^"]*" aria-current="true">[^<]*</a>', bodies(test))


def test_the_headline_the_list_and_the_files_have_the_same_ends() -> None:
    test = page_of("chart_page", year="1961", country="UA")
    (words,) = re.findall(r"<p>Save (this one|these \d+):", bodies(test))
    number = 1 if words == "this one" else int(words.split()[1])
    files = [address for address, _ in links(test) if address.startswith("export/")]
    assert [address.partition("?")[0] for address in files] == [f"export/{form}" for form in EXPORTS]
    for address in files:
        assert len(select(loaded.load().periods, Query.parse(address.partition("?")[2]))) == number > 1
    assert f" {number} " in headline(test)
    table = bodies(test).partition("<summary>The list</summary>")[2].partition("</table>")[0]
    assert table.count("<tr>") == number + 1


@pytest.mark.parametrize("mode", ["year", "changes", "all"])
def test_the_modes_are_links_and_the_year_is_a_form_that_keeps_the_rest(mode: str) -> None:
    address = {"year": ["1956"], "country": ["HU", "RU"], "disputed": ["1"], "record": ["brasov"], "mode": [mode]}
    test = page_of("chart_page", **address)
    body = bodies(test)
    (current,) = re.findall(
        r'<a href="[^"]*" aria-current="true">(In this year|Changes up to this year|All years)', body
    )
    assert current == {"year": "In this year", "changes": "Changes up to this year", "all": "All years"}[mode]
    if mode == "all":
        assert "<form" not in body
        return
    form = body.partition("<form")[2].partition("</form>")[0]
    kept = [tuple(map(html.unescape, pair)) for pair in re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form)]
    expected = {name: value for name, value in address.items() if name != "year" and value != ["year"]}
    assert sorted(kept) == sorted((name, one) for name, value in expected.items() for one in value)
    assert 'type="number" name="year"' in form
    assert 'value="1956"' in form


def test_the_charts_count_what_the_map_would_show() -> None:
    data = loaded.load()
    rows = [row for rows in drawn("in-force", country=["HU"])["datasets"].values() for row in rows if "standing" in row]
    in_1955 = next(row for row in rows if row["year"] == 1955)
    shown = select(data.periods, Query(year=1955, country=("HU",), status=("honouring",)))
    assert in_1955["bearing"] + in_1955["standing"] + in_1955["possible"] == count_records(shown, Query())
    assert filter_mask(data.periods, Query(country=("HU",))).any()


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, collection: dict[str, Any]) -> None:
    """Stand on a layer without a feature and a folder without a record."""
    folder = own_folder(tmp_path, "records")
    folder.layer.write_text(json.dumps({**collection, "features": []}), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.path))


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("mode", ["", "changes", "all"])
@pytest.mark.parametrize("module", PAGES)
def test_an_empty_layer_gives_an_empty_page(module: str, mode: str) -> None:
    test = page_of(module, **({"mode": mode} if mode else {}), near="25.6,45.65", lasted="1", q="Stalin")
    assert not test.exception
    assert not test.error


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> str:
    """Have data of which every name is markup, for Markdown and for HTML."""
    text = "[press](https://example.org) <b onclick=x> :red[loud] $x$ {{7*7}} </script>"
    read = loaded.load()
    data = copy(read.dataset)
    data.edition = read.edition.model_copy(update={"attribution": text, "description": text})
    data.countries = dict.fromkeys(read.countries, text)
    told = replace(read, dataset=data, countries=dict.fromkeys(read.countries, text), faults=[text])
    for module in (map_page, chart_page):
        monkeypatch.setattr(module, "load_or_stop", lambda _version=None: told)
    return text


@pytest.mark.parametrize("mode", ["year", "all"])
def test_what_the_data_say_of_themselves_is_no_markup_in_the_charts(hostile: str, mode: str) -> None:
    test = page_of("chart_page", country="HU", mode=mode, colour=hostile)
    assert not test.exception
    assert plain(hostile) in "".join(said(test))
    assert not [one for one in said(test) if hostile in one]
    body = bodies(test)
    assert html.escape(hostile) in body
    assert "<b onclick" not in body
    assert "</script" not in body


def test_what_the_data_say_of_themselves_goes_to_the_map_as_data(hostile: str) -> None:
    told = component_of(page_of("map_page"))
    assert told["description"] == hostile
    assert told["faults"] == [hostile]


def test_hostile_values_of_an_address_stay_in_their_attributes() -> None:
    test = page_of("chart_page", q='"><script>alert(1)</script>', near="' onload='x")
    assert "<script" not in bodies(test)
    assert "onload='" not in bodies(test)
    assert query_of(links(test)[0][0])["q"] == ['"><script>alert(1)</script>']


def test_the_coverage_page_is_the_one_that_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = page_of("coverage")
    assert any("What is known to be missing" in one.value for one in test.markdown)
    folder = own_folder(tmp_path)
    folder.missing.write_text("{", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.path))
    test = page_of("coverage")
    (error,) = test.error
    assert error.value.startswith("The coverage cannot be counted. missing")
