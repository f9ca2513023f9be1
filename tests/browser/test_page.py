"""The page as a person meets it, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect

import geo
from geo.dataset import Dataset
from geo.exports import FORMATS
from geo.exports.geojson import to_geojson
from geo.layer import Query, presences, select
from geo.stats.counts import first_year
from tests.browser.conftest import MAP, go, settled, shown, spot_of, wait_address, wait_year
from tests.samples import SUBJECT

pytestmark = pytest.mark.browser


def records_in(periods: gpd.GeoDataFrame, **query: Any) -> int:
    return int(select(periods, Query(**query))["record_id"].nunique())


def test_the_first_map_opens_at_1961_with_every_record_of_that_year(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    go(page, app)
    assert page.get_attribute(MAP, "data-year") == "1961"
    assert shown(page) == records_in(periods, year=1961)
    assert page.get_by_test_id("sentence").inner_text().startswith("1961: ")
    assert page.get_by_test_id("year").inner_text() == "1961"
    expect(page.get_by_role("slider", name="Year")).to_have_value("1961")


def test_the_browser_applies_the_same_year_rule_as_python(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, app)
    years = [*range(first_year(periods, SUBJECT.opening_year) - 2, 2027, 1)]
    found = page.evaluate(
        """async (years) => {
            const files = performance.getEntriesByType("resource").map((entry) => entry.name);
            const { Periods } = await import(files.find((name) => name.endsWith("/rows.js")));
            const layer = files.find((name) => name.includes("layer.geojson"));
            const periods = new Periods(await (await fetch(layer)).json());
            return years.map((year) => {
                const states = new Array(periods.rows.length).fill(0);
                for (const record of periods.records) {
                    const [row, presence] = periods.presenceIn(record, year);
                    if (row >= 0) states[row] = presence;
                }
                return states;
            });
        }""",
        years,
    )
    assert found == presences(periods, years).tolist()


def test_dragging_is_live_and_python_follows_on_release(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, f"{app}/?year=1961")
    settled(page)
    box = page.get_by_role("slider", name="Year").bounding_box()
    assert box
    first, last = first_year(periods, SUBJECT.opening_year), 2026

    def x_of(year: int) -> float:
        return box["x"] + 8 + (box["width"] - 16) * (year - first) / (last - first)

    middle = box["y"] + box["height"] / 2
    page.mouse.move(x_of(1961), middle)
    page.mouse.down()
    seen = []
    for year in (1960, 1956, 1953):
        page.mouse.move(x_of(year), middle)
        seen.append(int(page.get_attribute(MAP, "data-year") or 0))
        assert shown(page) == records_in(periods, year=seen[-1])
        assert "year=1961" in page.url
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] < 1956
    page.mouse.up()
    wait_address(page, f"year={seen[-1]}")
    expect(page.get_by_role("heading", name=f"On the map in {seen[-1]}")).to_be_visible()


def test_keys_go_a_year_ten_years_and_to_the_ends(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, app)
    bar = page.get_by_role("slider", name="Year")
    bar.focus()
    first = first_year(periods, SUBJECT.opening_year)
    for key, year in [
        ("ArrowRight", 1962), ("ArrowLeft", 1961), ("ArrowUp", 1962), ("ArrowDown", 1961), ("PageUp", 1971),
        ("PageDown", 1961), ("Home", first), ("PageDown", first), ("End", 2026),
    ]:  # fmt: skip
        bar.press(key)
        assert page.get_attribute(MAP, "data-year") == str(year)
    wait_address(page, "year=2026")


def test_the_steps_have_names_and_work(page: Page, app: str) -> None:
    go(page, app)
    page.get_by_role("button", name="Next year").click()
    wait_year(page, 1962)
    page.get_by_role("button", name="Previous year").click()
    wait_year(page, 1961)


def test_play_runs_pauses_and_has_three_speeds(page: Page, app: str) -> None:
    go(page, app)
    speed = page.get_by_role("combobox", name="Speed")
    assert speed.locator("option").count() >= 3
    speed.select_option("Fast")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"() => Number(document.querySelector('{MAP}').dataset.year) >= 1964")
    page.get_by_role("button", name="Pause").click()
    year = page.get_attribute(MAP, "data-year")
    wait_address(page, f"year={year}")
    assert page.get_attribute(MAP, "data-year") == year
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_nothing_plays_where_reduced_motion_is_asked_for(new_page: Callable[..., Page], app: str) -> None:
    page = go(new_page(reduced_motion="reduce"), app)
    expect(page.get_by_role("button", name="Play")).to_be_disabled()
    expect(page.get_by_text("your system asks for reduced motion")).to_be_visible()
    page.get_by_role("button", name="Next year").click()
    wait_year(page, 1962)


def test_a_filter_reaches_the_map_and_the_address(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, app)
    page.get_by_test_id("stSidebar").get_by_role("button", name="Monuments").click()
    wait_address(page, "category=monument")
    page.wait_for_function(
        f"count => document.querySelector('{MAP}').dataset.shown === String(count)",
        arg=records_in(periods, year=1961, category="monument"),
    )
    assert "names changed" not in page.get_by_test_id("sentence").inner_text()
    page.get_by_role("button", name="Clear all filters").click()
    page.wait_for_function(
        f"count => document.querySelector('{MAP}').dataset.shown === String(count)", arg=records_in(periods, year=1961)
    )


def test_a_country_is_chosen_by_its_name_and_filters_combine(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, f"{app}/?category=monument")
    country = page.get_by_role("combobox", name="Country today")
    country.click()
    country.fill("Armen")
    country.press("Enter")
    wait_address(page, "country=AM")
    page.wait_for_function(
        f"count => document.querySelector('{MAP}').dataset.shown === String(count)",
        arg=records_in(periods, year=1961, category="monument", country=("AM",)),
    )


@pytest.mark.parametrize("mode", ["changes", "all"])
def test_the_time_modes_show_what_python_chooses(page: Page, app: str, periods: gpd.GeoDataFrame, mode: str) -> None:
    go(page, app)
    page.get_by_role("radio", name={"changes": "Changes up to this year", "all": "All years"}[mode]).click()
    wait_address(page, f"mode={mode}")
    page.wait_for_function(
        f"count => document.querySelector('{MAP}').dataset.shown === String(count)",
        arg=records_in(periods, year=1961, mode=mode),
    )
    page.get_by_role("slider", name="Year").press("Home")
    assert shown(page) == records_in(periods, year=first_year(periods, SUBJECT.opening_year), mode=mode)
    starts = {"changes": "By the end of ", "all": "All years: "}
    assert page.get_by_test_id("sentence").inner_text().startswith(starts[mode])


def test_the_map_moves_to_the_country_that_is_chosen(page: Page, app: str) -> None:
    go(page, app)
    scale = page.locator(".leaflet-control-scale-line").first
    before = scale.inner_text()
    page.goto(f"{app}/?country=AM")
    page.wait_for_selector(f"{MAP}[data-ready=true]")
    expect(scale).not_to_have_text(before)


def test_undated_states_can_be_switched_on(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, f"{app}/?year=1950")
    page.get_by_test_id("stSidebar").get_by_text("Show undated states").click()
    wait_address(page, "undated=1")
    page.wait_for_function(
        f"count => document.querySelector('{MAP}').dataset.shown === String(count)",
        arg=records_in(periods, year=1950, undated=True),
    )


def test_a_typed_year_moves_the_bar(page: Page, app: str) -> None:
    go(page, app)
    typed = page.get_by_test_id("stSidebar").get_by_role("spinbutton", name="Year")
    typed.fill("1953")
    typed.press("Enter")
    wait_year(page, 1953)
    expect(page.get_by_role("slider", name="Year")).to_have_value("1953")


@pytest.mark.parametrize(("path", "field"), [("", "Year"), ("charts", "Year of the charts")])
def test_an_emptied_year_keeps_the_year(page: Page, app: str, path: str, field: str) -> None:
    page.goto(f"{app}/{path}?year=1955&country=GE")
    settled(page)
    typed = page.get_by_role("spinbutton", name=field, exact=True)
    expect(typed).to_have_value("1955")
    typed.fill("")
    typed.press("Enter")
    expect(typed).to_have_value("1955")
    settled(page)
    typed.fill("1956")
    typed.press("Enter")
    wait_address(page, "year=1956")


def test_a_symbol_shows_a_tooltip_and_opens_its_record(page: Page, app: str) -> None:
    x, y = spot_of(page, app, "mount-peck", 1961)
    settled(page)
    page.mouse.move(x, y)
    expect(page.get_by_test_id("tooltip")).to_contain_text("Mount Stalin")
    expect(page.get_by_test_id("tooltip")).to_contain_text("bears the name")
    page.mouse.click(x, y)
    popup = page.get_by_test_id("popup")
    expect(popup).to_contain_text("Mount Peck")
    assert popup.locator("a[href^=http]").count() >= 1
    wait_address(page, "record=mount-peck")
    expect(page.get_by_test_id("record")).to_contain_text("Mount Stalin")


def test_records_at_one_point_are_one_symbol_that_opens_a_list(page: Page, app: str) -> None:
    x, y = spot_of(page, app, "stalin-yerevan", 1961)
    page.mouse.click(x, y)
    group = page.get_by_test_id("group")
    expect(group).to_contain_text("records here")
    group.get_by_role("button", name="Stalin Monument, Victory Park, Yerevan").click()
    expect(page.get_by_test_id("popup")).to_contain_text("29 November 1950 – 1962: stands")
    wait_address(page, "record=stalin-yerevan")


def test_a_group_of_records_that_lie_apart_can_be_brought_apart(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&country=CZ&record=stalin-prague-letna")
    page.locator(".leaflet-popup-close-button").click()
    page.locator(MAP).focus()
    for _ in range(3):
        page.keyboard.press("-")
        page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    before = page.locator(".leaflet-control-scale-line").first.inner_text()
    page.get_by_test_id("group").get_by_role("button", name="Zoom in on them").click()
    expect(page.get_by_test_id("group")).to_have_count(0)
    expect(page.locator(".leaflet-control-scale-line").first).not_to_have_text(before)


def test_symbols_never_cover_each_other(page: Page, app: str) -> None:
    go(page, app)
    near = page.evaluate(
        """async () => {
            const files = performance.getEntriesByType("resource").map((entry) => entry.name);
            const { apart, room } = await import(files.find((name) => name.endsWith("/groups.js")));
            let seed = 1;
            const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
            const groups = Array.from({ length: 400 }, (_, at) => ({
                x: 600 * random(), y: 400 * random(), members: [at], shown: [],
            }));
            const kept = apart(groups);
            const members = kept.flatMap((group) => group.members).length;
            const gap = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) - room(one) - room(other);
            const pairs = kept.flatMap((one, at) => kept.slice(at + 1).map((other) => gap(one, other)));
            const overlaps = pairs.filter((distance) => distance < 0).length;
            return [members, overlaps, kept.length < 400];
        }"""
    )
    assert near == [400, 0, True]


def test_the_map_can_be_used_with_the_keyboard_alone(page: Page, app: str) -> None:
    go(page, f"{app}/?country=TJ")
    page.locator(MAP).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=popup], [data-testid=group]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_a_row_of_the_list_opens_the_record_and_marks_the_map(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&country=AM&kind=monument")
    page.locator(".tm-list").get_by_role("button", name="Stalin Monument, Victory Park, Yerevan").click()
    wait_address(page, "record=stalin-yerevan")
    expect(page.get_by_test_id("record")).to_contain_text("Merkurov")
    expect(page.get_by_test_id("popup")).to_contain_text("Stalin Monument, Victory Park, Yerevan")
    expect(page.locator("tr[data-record=stalin-yerevan]")).to_have_attribute("aria-current", "true")


def test_a_symbol_marks_its_row_and_brings_it_into_the_lists_view(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&country=RU&kind=settlement")
    page.locator(MAP).focus()
    page.keyboard.press("Enter")
    popup = page.locator("[data-testid=popup], [data-testid=group]")
    expect(popup).to_be_visible()
    if popup.get_attribute("data-testid") == "group":
        popup.locator("li button").last.click()
    wait_address(page, "record=")
    record = page.get_by_test_id("popup").get_attribute("data-record")
    expect(page.locator(f"tr[data-record={record}]")).to_have_attribute("aria-current", "true")
    page.wait_for_function(
        """record => {
            const row = document.querySelector(`tr[data-record=${record}]`).getBoundingClientRect();
            const list = document.querySelector(".tm-scroller").getBoundingClientRect();
            return row.top >= list.top && row.bottom <= list.bottom;
        }""",
        arg=record,
    )


def test_the_list_sorts_by_any_column_and_groups_by_country(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, f"{app}/?year=1961")
    table = page.locator(".tm-list")
    expect(table).to_have_attribute("data-whole", "true")
    expect(table).to_have_attribute("data-rows", str(records_in(periods, year=1961)))
    table.get_by_role("checkbox", name="Group by country").uncheck()
    names = table.locator("tr[data-record] th")
    table.get_by_role("button", name="Name", exact=True).click()
    expect(table.locator("th[data-column=Name]")).to_have_attribute("aria-sort", "ascending")
    upwards = names.all_inner_texts()[:60]
    table.get_by_role("button", name="Name", exact=True).click()
    expect(table.locator("th[data-column=Name]")).to_have_attribute("aria-sort", "descending")
    assert names.first.inner_text() != upwards[0]
    table.get_by_role("checkbox", name="Group by country").check()
    expect(table).to_have_attribute("data-whole", "true")
    heads = [text.rpartition(" (") for text in table.locator(".tm-group-head").all_inner_texts()]
    countries = select(periods, Query(year=1961))["country"]
    assert len(heads) == countries.nunique()
    assert sum(int(count.rstrip(")")) for _, _, count in heads) == records_in(periods, year=1961)
    assert [name for name, _, _ in heads] == sorted(name for name, _, _ in heads)


def test_the_list_is_walked_with_the_arrow_keys(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&country=AM")
    buttons = page.locator(".tm-list tbody button")
    buttons.first.focus()
    page.keyboard.press("ArrowDown")
    expect(buttons.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(buttons.last).to_be_focused()
    chosen = page.locator(".tm-list tr[data-record]").last.get_attribute("data-record")
    page.keyboard.press("Enter")
    wait_address(page, f"record={chosen}")
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", chosen or "")


@pytest.mark.parametrize("mode", [None, "changes", "all"])
def test_under_a_status_map_list_and_filter_say_the_same_number(
    page: Page, app: str, periods: gpd.GeoDataFrame, mode: str | None
) -> None:
    go(page, f"{app}/?status=after" + (f"&mode={mode}" if mode else ""))
    count = records_in(periods, year=1961, status=("after",), mode=mode)
    assert shown(page) == count
    expect(page.get_by_role("heading", name=re.compile(rf": {count}$"))).to_be_visible()
    expect(page.get_by_text(f"Renamed or gone ({count})")).to_be_visible()


def test_the_record_names_its_sources_and_their_disagreements(page: Page, app: str) -> None:
    go(page, f"{app}/?record=stalin-yerevan")
    record = page.get_by_test_id("record")
    expect(record).to_contain_text("Mother Armenia")
    expect(record.locator("[lang=hy] + small").first).to_have_text("Armenian")
    expect(record.get_by_test_id("disagreements")).to_contain_text("29 October 1950")
    for link in record.locator("a").all():
        assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
        assert "noopener" in (link.get_attribute("rel") or "")


def test_only_records_on_which_sources_disagree(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, app)
    page.get_by_test_id("stSidebar").get_by_text("Only where sources disagree").click()
    wait_address(page, "disputed=1")
    page.wait_for_function(
        f"count => document.querySelector('{MAP}').dataset.shown === String(count)",
        arg=records_in(periods, year=1961, disputed=True),
    )


def test_events_are_read_by_mouse_and_keyboard(page: Page, app: str) -> None:
    go(page, app)
    marks = page.get_by_role("group", name="Political events").get_by_role("button")
    expect(marks.nth(3)).to_be_visible()
    marks.first.click()
    story = page.get_by_test_id("events")
    expect(story).to_contain_text("5 March 1953")
    expect(story.locator("a[href^=http]").nth(4)).to_be_attached()
    story.get_by_role("button", name="5 March 1953").click()
    wait_year(page, 1953)
    story.get_by_role("button", name="Close events").click()
    expect(story).to_be_hidden()
    expect(marks.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(story).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_event_marks_never_touch_each_other(new_page: Callable[..., Page], app: str, width: int) -> None:
    page = go(new_page(viewport={"width": width, "height": 900}), app)
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('.tm-events button')].map((mark) => mark.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) >= 3
    assert all(one["right"] <= other["left"] for one, other in pairwise(boxes))


def test_related_records_lead_to_each_other(page: Page, app: str) -> None:
    go(page, f"{app}/?record=volgograd")
    page.get_by_test_id("related").get_by_role("button").first.click()
    page.wait_for_function("() => !location.search.includes('record=volgograd')")
    expect(page.get_by_test_id("related")).to_contain_text("Stalingrad")


def test_a_record_can_be_cited_and_knows_its_neighbours_in_time(page: Page, app: str) -> None:
    go(page, f"{app}/?record=volgograd")
    expect(page.get_by_test_id("week")).to_contain_text("Donetsk")
    page.get_by_role("button", name="Link and citation").click()
    citation = page.get_by_test_id("stPopoverBody")
    expect(citation).to_contain_text(f"{app}/?record=volgograd")
    expect(citation).to_contain_text("@misc{volgograd")
    expect(citation).to_contain_text(f"Version {geo.open().edition.version}")


def test_the_students_walk_from_brasov_to_a_citation(page: Page, app: str) -> None:
    go(page, app)
    box = page.get_by_role("textbox", name="Find a name")
    box.fill("Brasov")
    box.press("Enter")
    page.get_by_role("button", name="Brașov · Orașul Stalin").click()
    wait_year(page, 1950)
    wait_address(page, "record=brasov")
    record = page.get_by_test_id("record")
    expect(record).to_contain_text("Orașul Stalin")
    expect(record).to_contain_text("1950")
    expect(record).to_contain_text("1960")
    assert record.locator("a[href^=http]").count() >= 2
    expect(page.get_by_test_id("popup")).to_contain_text("Orașul Stalin")

    page.get_by_role("spinbutton", name="Year").fill("1955")
    page.get_by_role("spinbutton", name="Year").press("Enter")
    wait_year(page, 1955)
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="Country today").fill("Romania")
    page.keyboard.press("Enter")
    wait_address(page, "country=RO")
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-record=brasov]")).to_contain_text("bears the name")
    expect(page.locator(".tm-outline.tm-state:visible").first).to_be_attached()

    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_text("Near a place").click()
    town = sidebar.get_by_role("textbox", name="Town")
    town.fill("Brașov")
    town.press("Enter")
    expect(page.get_by_test_id("near")).to_contain_text("Nearest to Bra")
    expect(page.get_by_test_id("near")).to_contain_text("Poiana Stalin")
    expect(page.locator("tr[data-record=poiana-brasov]")).to_contain_text("south-west")

    page.get_by_text("Link and citation").click()
    cited = page.get_by_test_id("stPopoverBody")
    expect(cited).to_contain_text("record=brasov")
    expect(cited).to_contain_text("@misc")
    expect(cited).to_contain_text("Orașul Stalin")


def test_a_place_on_the_map_shows_what_is_nearest_to_it(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    page.add_init_script("localStorage.setItem('de-stalinization-map-hint', 'seen')")
    go(page, f"{app}/?year=1955&country=TJ")
    settled(page)
    box = page.locator(MAP).bounding_box()
    assert box
    page.mouse.click(box["x"] + 70, box["y"] + 200)
    near = page.get_by_test_id("near")
    expect(near).to_contain_text("Nearest to this place")
    nearest = min(8, records_in(periods, country=("TJ",)))
    expect(near.get_by_role("listitem")).to_have_count(nearest)
    expect(near.get_by_role("listitem").first).to_contain_text(" km ")
    expect(page.locator(".tm-pin")).to_have_count(1)
    expect(page.locator(".tm-near-line")).to_have_count(nearest)
    wait_address(page, "near=")
    rows = page.locator(".tm-list tr[data-record]")
    expect(page.locator(".tm-list th[data-column=km]")).to_have_attribute("aria-sort", "ascending")
    distances = [float(text) for text in rows.locator("td[data-column=km]").all_inner_texts()]
    assert distances == sorted(distances)
    near.get_by_role("button").first.click()
    wait_address(page, "record=")
    expect(page.get_by_test_id("record")).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Take the pin off").click()
    expect(page.locator(".tm-pin")).to_have_count(0)


def test_a_press_beside_an_open_popup_only_closes_it(page: Page, app: str) -> None:
    page.add_init_script("localStorage.setItem('de-stalinization-map-hint', 'seen')")
    go(page, f"{app}/?year=1955&country=TJ&record=dushanbe")
    expect(page.get_by_test_id("popup")).to_be_visible()
    settled(page)
    box = page.locator(MAP).bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + box["height"] - 90)
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.locator(".tm-pin")).to_have_count(0)


def test_large_towns_are_named_for_orientation_more_of_them_the_nearer_the_map(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1955&country=TJ")
    found = page.evaluate(
        """async () => {
            const files = performance.getEntriesByType("resource").map((entry) => entry.name);
            const { Towns } = await import(files.find((name) => name.endsWith("/landmarks.js")));
            const rows = await (await fetch(files.find((name) => name.includes("towns.json")))).json();
            const { Periods } = await import(files.find((name) => name.endsWith("/rows.js")));
            const layer = await (await fetch(files.find((name) => name.includes("layer.geojson")))).json();
            const towns = new Towns(rows, new Periods(layer));
            const world = L.latLngBounds([[-90, -180], [90, 180]]);
            return [2, 4.5, 7].map((zoom) => towns.within(world, zoom).map(({ name }) => name));
        }"""
    )
    far, middle, close = found
    assert far == []
    assert 0 < len(middle) < len(close)
    assert "Moscow" in middle
    assert not {"Dushanbe", "Volgograd", "Donetsk"} & set(close)


def test_the_number_found_is_always_beside_the_year(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, f"{app}/?year=1961")
    every = periods["record_id"].nunique()
    expect(page.get_by_test_id("count")).to_have_text(f"{records_in(periods, year=1961)} of {every} records shown")
    go(page, f"{app}/?year=1961&country=AM")
    shown_now, passing = records_in(periods, year=1961, country=("AM",)), records_in(periods, country=("AM",))
    expect(page.get_by_test_id("count")).to_have_text(f"{shown_now} shown, {passing} of {every} pass the filters")


def test_the_borders_follow_the_year(page: Page, app: str) -> None:
    go(page, app)
    states = page.locator(".tm-outline.tm-state:visible")
    outlines = {}
    for key, year in (("Home", first_year_shown(page)), ("End", 2026)):
        page.get_by_role("slider", name="Year").press(key)
        wait_year(page, year)
        outlines[key] = states.count()
    assert outlines["Home"] > 0
    assert outlines["End"] == 0
    page.get_by_role("slider", name="Year").press("Home")
    expect(page.get_by_text("Borders of 1945")).to_be_visible()
    page.get_by_role("slider", name="Year").press("End")
    expect(page.get_by_text("Borders of 1945")).to_have_count(0)


def test_a_town_is_labelled_with_its_name_of_the_year(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1950&country=TJ&kind=settlement")
    names = """async () => {
        const canvas = document.querySelector('.tm-symbols');
        const seen = [];
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
            seen.push(text);
            return write.call(this, text, ...rest);
        };
        const bar = document.querySelector('input[type=range][aria-label=Year]');
        for (const year of ['1951', '1970']) {
            bar.value = year;
            bar.dispatchEvent(new Event('input', { bubbles: true }));
        }
        CanvasRenderingContext2D.prototype.fillText = write;
        return seen;
    }"""
    seen = page.evaluate(names)
    assert seen.index("Stalinabad") < seen.index("Dushanbe")


def first_year_shown(page: Page) -> int:
    return int(page.get_by_role("slider", name="Year").get_attribute("min") or 0)


def test_names_on_the_map_never_cover_each_other(page: Page, app: str) -> None:
    go(page, app)
    overlaps = page.evaluate(
        """async () => {
            const files = performance.getEntriesByType("resource").map((entry) => entry.name);
            const { Labels, overlap } = await import(files.find((name) => name.endsWith("/labels.js")));
            const context = document.createElement("canvas").getContext("2d");
            const palette = { ink: "#000", soft: "#000", land: "#fff" };
            const labels = new Labels(context, palette);
            let seed = 7;
            const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
            for (let at = 0; at < 60; at++) labels.keep(900 * random(), 500 * random(), 12);
            for (let at = 0; at < 300; at++) {
                const [x, y] = [900 * random(), 500 * random()];
                if (at % 3 === 0) labels.state(`Name ${at}`, [{ x, y }, { x: x + 20, y }]);
                else labels[at % 3 === 1 ? "town" : "landmark"](`Name ${at}`, x, y);
            }
            const { taken, placed } = labels;
            let covered = 0;
            taken.forEach((one, at) => taken.slice(at + 1).forEach((other) => {
                if (at >= 60 && overlap(one, other)) covered++;
            }));
            const symbols = taken.slice(0, 60);
            for (const { box } of placed) covered += symbols.filter((symbol) => overlap(box, symbol)).length;
            return [covered, placed.length > 20];
        }"""
    )
    assert overlaps == [0, True]


@pytest.mark.parametrize("zoom", [3, 5, 7])
def test_no_name_covers_another_or_a_symbol_or_leaves_the_map(page: Page, app: str, zoom: int) -> None:
    written = """async (year) => {
        const texts = [];
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
            const width = this.measureText(text).width;
            const left = { left: x, center: x - width / 2 }[this.textAlign];
            if (this.canvas.classList.contains("tm-symbols")) texts.push({ text, left, right: left + width, y });
            return write.call(this, text, x, y);
        };
        const bar = document.querySelector('input[type=range][aria-label=Year]');
        bar.value = year;
        bar.dispatchEvent(new Event('input', { bubbles: true }));
        CanvasRenderingContext2D.prototype.fillText = write;
        return texts;
    }"""
    go(page, f"{app}/?year=1950&country=GE")
    presses = {3: ["-", "-", "-"], 5: ["-"], 7: ["+", "+"]}[zoom]
    page.locator(MAP).focus()
    for press in presses:
        page.keyboard.press(press)
        page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
    for year in ("1951", "1970"):
        texts = page.evaluate(written, year)
        assert len(texts) > 3
        for at, one in enumerate(texts):
            for other in texts[at + 1 :]:
                apart = (
                    one["right"] <= other["left"] or other["right"] <= one["left"] or abs(one["y"] - other["y"]) >= 8
                )
                assert apart, f"{one['text']} and {other['text']}"


def test_a_vast_state_is_named_inside_its_own_outline(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1955&country=RO")
    inside = page.evaluate(
        """async () => {
            const files = performance.getEntriesByType("resource").map((entry) => entry.name);
            const { spots } = await import(files.find((name) => name.endsWith("/states.js")));
            const ring = [[20, 40], [180, 40], [180, 70], [30, 70], [30, 50], [20, 50]];
            const label = { ring, bounds: L.latLngBounds([[40, 20], [70, 180]]), size: 4800 };
            const view = L.latLngBounds([[48, 18], [60, 34]]);
            return spots(label, view).map(({ lat, lng }) => lng > 30 || lat < 50);
        }"""
    )
    assert inside
    assert all(inside)


def test_a_hint_is_shown_once(page: Page, app: str) -> None:
    go(page, app)
    page.get_by_test_id("hint").get_by_role("button", name="Got it").click()
    expect(page.get_by_test_id("hint")).to_have_count(0)
    go(page, f"{app}/?year=1962")
    expect(page.get_by_test_id("hint")).to_have_count(0)


def test_a_search_in_the_address_is_shown(page: Page, app: str) -> None:
    go(page, f"{app}/?q=Сталинабад")
    expect(page.get_by_role("button", name="Сталинабад · Stalinabad")).to_be_visible()


def test_the_coverage_page_says_what_is_missing(page: Page, app: str) -> None:
    go(page, app)
    page.get_by_role("link", name="Coverage").click()
    expect(page.get_by_role("heading", name="What is known to be missing")).to_be_visible()
    page.get_by_role("link", name="Map").click()
    page.wait_for_selector(f"{MAP}[data-ready=true]")


def test_a_year_that_the_bar_told_before_is_told_again(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, f"{app}/?year=1961")
    step = page.get_by_role("button", name="Next year")
    step.click()
    wait_address(page, "year=1962")
    typed = page.get_by_role("spinbutton", name="Year")
    typed.fill("1961")
    typed.press("Enter")
    wait_address(page, "year=1961")
    wait_year(page, 1961)
    step.click()
    wait_address(page, "year=1962")
    heading = f"On the map in 1962: {records_in(periods, year=1962)}"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_a_symbol_opens_its_card_again_after_it_was_closed(page: Page, app: str) -> None:
    page.add_init_script("localStorage.setItem('de-stalinization-map-hint', 'seen')")
    go(page, f"{app}/?year=1961&country=TJ&kind=settlement")
    for _ in range(2):
        page.locator(MAP).focus()
        page.keyboard.press("Enter")
        popup = page.locator("[data-testid=popup], [data-testid=group]")
        expect(popup).to_be_visible()
        if popup.get_attribute("data-testid") == "group":
            popup.locator("li button").first.click()
        expect(page.get_by_test_id("record")).to_be_visible()
        wait_address(page, "record=")
        page.get_by_role("button", name="Close record").click()
        expect(page.get_by_test_id("record")).to_have_count(0)
        expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_going_back_brings_the_earlier_year(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961")
    page.get_by_role("slider", name="Year").press("End")
    wait_address(page, "year=2026")
    settled(page)
    page.go_back()
    wait_year(page, 1961)
    wait_address(page, "year=1961")


def test_a_map_that_is_left_lets_go_of_everything(page: Page, app: str) -> None:
    go(page, app)
    page.get_by_role("link", name="Charts").click()
    expect(page.get_by_role("heading", name="Charts")).to_be_visible()
    expect(page.locator(MAP)).to_have_count(0)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="Map").click()
    page.wait_for_selector(f"{MAP}[data-ready=true]")


def test_an_event_mark_keeps_the_focus_when_python_follows(page: Page, app: str) -> None:
    go(page, app)
    mark = page.get_by_role("group", name="Political events").get_by_role("button").last
    label = mark.get_attribute("aria-label") or ""
    mark.click()
    page.get_by_test_id("events").get_by_title("Go to").first.click()
    wait_address(page, "year=2010")
    settled(page)
    page.get_by_role("button", name="Close events").click()
    expect(page.get_by_role("button", name=label)).to_be_focused()


def test_the_popup_leads_to_the_whole_record(new_page: Callable[..., Page], app: str) -> None:
    page = go(new_page(viewport={"width": 390, "height": 844}), f"{app}/?year=1955&record=brasov")
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "brasov")
    page.get_by_role("button", name="Whole record").click()
    expect(page.get_by_test_id("record")).to_be_focused()
    expect(page.get_by_test_id("record")).to_be_in_viewport()


def test_the_layers_and_the_events_open_and_close_without_losing_the_focus(page: Page, app: str) -> None:
    go(page, app)
    toggle = page.locator(".leaflet-control-layers-toggle")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-control-layers input").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(toggle).to_be_focused()
    expect(page.locator(".leaflet-control-layers-expanded")).to_have_count(0)
    mark = page.get_by_role("group", name="Political events").get_by_role("button").first
    mark.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("events")).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_list_sorts_times_as_times(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&country=HU")
    table = page.locator(".tm-list")
    table.get_by_role("button", name="When", exact=True).click()
    expect(table.locator("th[data-column=When]")).to_have_attribute("aria-sort", "ascending")
    years = [
        int(found[0])
        for text in table.locator("td[data-column=When]").all_inner_texts()
        if (found := re.findall(r"\b(?:18|19|20)[0-9]{2}", text)) and not text.startswith(("until", "end"))
    ]
    assert len(years) > 5
    assert years == sorted(years)


def test_the_statue_of_yerevan_goes_between_1961_and_1962(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&record=stalin-yerevan&country=AM")
    current = page.locator("[data-testid=popup] [aria-current]")
    expect(current).to_contain_text("stands")
    page.get_by_role("slider", name="Year").press("ArrowRight")
    wait_year(page, 1962)
    expect(current).to_contain_text("dismantled")


def test_the_download_is_what_the_map_shows(
    page: Page, app: str, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    go(page, f"{app}/?year=1962&country=AM")
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GeoJSON of the map in 1962").click()
    download = waiting.value
    assert download.suggested_filename == "de-stalinization-am-1962.geojson"
    content = download.path().read_bytes()
    assert content == to_geojson(collection, periods, Query(year=1962, country=("AM",))).encode()
    assert len(json.loads(content)["features"]) == shown(page)


def test_all_years_can_be_taken_away(
    page: Page, app: str, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    go(page, f"{app}/?country=AM")
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GeoJSON of all years").click()
    assert waiting.value.path().read_bytes() == to_geojson(collection, periods, Query(country=("AM",))).encode()


def test_another_format_can_be_chosen(page: Page, app: str, data: Dataset) -> None:
    go(page, f"{app}/?country=AM")
    settled(page)
    form = page.get_by_role("combobox", name="Format")
    form.click()
    form.fill("one row a period")
    form.press("Enter")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV of all years").click()
    assert waiting.value.suggested_filename == "de-stalinization-am.csv"
    expected = FORMATS["csv"].write(data, Query(country=("AM",)))
    assert waiting.value.path().read_bytes() == expected


def test_the_address_opened_elsewhere_shows_the_same(new_page: Callable[..., Page], app: str) -> None:
    first = go(new_page(), f"{app}/?year=1956&country=HU&country=PL&status=after")
    page = go(new_page(), first.url)
    assert shown(page) == shown(first) > 0
    assert page.get_by_test_id("sentence").inner_text() == first.get_by_test_id("sentence").inner_text()


def test_a_bad_address_is_named_and_the_map_still_works(page: Page, app: str) -> None:
    go(page, f"{app}/?year=9999&country=ZZ")
    notices = page.get_by_test_id("stAlert")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("ZZ")
    expect(notices).to_contain_text("9999")
    wait_year(page, 1961)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_follows_light_and_dark(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = go(new_page(color_scheme=scheme), app)
    ink = "getComputedStyle(document.querySelector('.tm-root')).getPropertyValue('--tm-ink')"
    colour = {"light": "rgb(29, 39, 51)", "dark": "rgb(238, 242, 246)"}[scheme]
    page.wait_for_function(f"colour => {ink} === colour", arg=colour)


def test_on_a_phone_everything_is_usable_without_scrolling_sideways(new_page: Callable[..., Page], app: str) -> None:
    page = go(new_page(viewport={"width": 390, "height": 844}, has_touch=True), app)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(MAP).bounding_box()
    bar = page.get_by_role("slider", name="Year").bounding_box()
    assert box
    assert bar
    assert box["width"] <= 390
    assert bar["y"] + bar["height"] <= 844
    page.get_by_role("button", name="Next year").tap()
    wait_year(page, 1962)
    settled(page)
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Monuments").tap()
    wait_address(page, "category=monument")


def test_controls_have_names(page: Page, app: str) -> None:
    go(page, app)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('.tm-root button, .tm-root input, .tm-root select, .tm-root a')]
            .filter((control) => !(control.getAttribute('aria-label') || control.textContent.trim() || control.title ||
                control.closest('label')?.textContent.trim()))
            .map((control) => control.outerHTML)"""
    )
    assert nameless == []
    assert "undefined" not in page.locator(".tm-root").first.inner_text()
