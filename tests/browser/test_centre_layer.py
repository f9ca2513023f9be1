"""The capitals and regional centres as a layer of the map: its switch, its marks, and what they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import geo
from geo.core.distance import distance_km
from geo.core.folder import VARIABLE
from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.exports.site import write_site
from geo.layer import Query
from geo.records.frame import Place, read_frame
from geo.stats.frame_answers import kind_of
from geo.text.dates import spoken
from tests.browser.conftest import MAP, go
from tests.editions_sample import VERSION, two_editions
from tests.samples import FOLDER, SUBJECT, folder_with, record

pytestmark = pytest.mark.browser

WORDS = geo.open(FOLDER.path).words
FRAME = read_frame(FOLDER.frame, SUBJECT)
NAME = WORDS.message("web.map.centres")
ZOOM = 13
APART_KM = 2
"""So far from a mark no symbol covers it at that zoom."""


def kind(place: Place) -> str:
    return kind_of(answer.answer for answer in place.answers.values())


def alone(wanted: str) -> Place:
    """Give a place of a kind with no record close by."""
    points = [(point.x, point.y) for point in geo.open(FOLDER.path).load().geometry]
    for place in FRAME:
        here = (place.longitude, place.latitude)
        if kind(place) == wanted and all(distance_km(here, point) > APART_KM for point in points):
            return place
    raise AssertionError(f"no place of the kind {wanted} lies alone")


@pytest.fixture(params=["app", "file", "site"])
def address(request: pytest.FixtureRequest) -> Callable[[Place], str]:
    """Give the address of a map with a place in its middle."""
    host = request.getfixturevalue(request.param)
    start = {"app": f"{host}/?", "site": f"{host}#"}.get(request.param) or f"{host.as_uri()}#"
    return lambda place: f"{start}at={place.longitude},{place.latitude},{ZOOM}"


def switch(page: Page) -> Locator:
    page.locator(".leaflet-control-layers").hover()
    return page.get_by_role("checkbox", name=NAME)


def switched(page: Page) -> None:
    """Switch the layer on, and wait until it is drawn."""
    switch(page).check()
    expect(page.get_by_test_id("legend").get_by_text(WORDS.message("web.frame.marks"))).to_be_visible()


def middle(page: Page) -> tuple[float, float]:
    box = page.locator(MAP).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_layer_is_off_at_first_and_its_legend_counts_as_the_frame_does(
    page: Page, address: Callable[[Place], str]
) -> None:
    go(page, address(FRAME[0]))
    expect(switch(page)).not_to_be_checked()
    legend = page.get_by_test_id("legend")
    before = legend.get_by_role("listitem").count()
    switched(page)
    for one, count in Counter(map(kind, FRAME)).items():
        words = WORDS.message(f"web.frame.mark.{one.replace(' ', '_')}", count=count)
        expect(legend.get_by_text(words, exact=True)).to_be_visible()
    switch(page).uncheck()
    expect(legend.get_by_role("listitem")).to_have_count(before)


def test_a_mark_names_its_town_and_tells_what_was_looked_for_in_vain(
    page: Page, address: Callable[[Place], str]
) -> None:
    place = alone("none found")
    go(page, address(place))
    switched(page)
    page.mouse.move(*middle(page))
    tip = page.get_by_test_id("tooltip")
    expect(tip).to_contain_text(place.name)
    expect(tip).to_contain_text(WORDS.message("web.frame.known.none_found"))
    page.mouse.click(*middle(page))
    told = page.get_by_test_id("centre")
    expect(told.get_by_role("heading")).to_contain_text(place.name)
    for name, answer in place.answers.items():
        words = WORDS.message(f"web.frame.{'silence' if answer.answer == 'not looked' else 'none_found'}",
                              day=spoken(answer.looked), where=answer.where)  # fmt: skip
        expect(told).to_contain_text(WORDS.word("frame", name))
        expect(told.get_by_role("definition").filter(has_text=words)).to_have_count(1)


def test_a_mark_leads_to_a_record_of_its_town(page: Page, address: Callable[[Place], str]) -> None:
    place = alone("recorded")
    go(page, address(place))
    switched(page)
    page.mouse.click(*middle(page))
    told = page.get_by_test_id("centre")
    links = told.get_by_role("button")
    wanted = {one for answer in place.answers.values() for one in answer.records}
    expect(links.first).to_be_focused()
    assert {link.get_attribute("data-record") for link in links.all()} == wanted
    followed = links.first.get_attribute("data-record")
    links.first.click()
    expect(page.get_by_test_id("popup")).to_have_attribute("data-record", str(followed))
    expect(told).to_have_count(0)


def test_enter_opens_the_mark_nearest_to_the_middle_while_the_layer_is_on(page: Page, file: Path) -> None:
    place = alone("not looked")
    go(page, f"{file.as_uri()}#at={place.longitude},{place.latitude},{ZOOM}")
    switched(page)
    page.locator(MAP).focus()
    page.keyboard.press("Enter")
    told = page.get_by_test_id("centre")
    expect(told.get_by_role("heading")).to_contain_text(place.name)
    expect(told.get_by_role("definition")).to_have_text([WORDS.message("web.frame.silence")])
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(page.locator(MAP)).to_be_focused()


def test_where_the_layer_is_off_a_press_on_a_town_asks_what_is_near(page: Page, file: Path) -> None:
    place = alone("not looked")
    go(page, f"{file.as_uri()}#at={place.longitude},{place.latitude},{ZOOM}")
    page.mouse.click(*middle(page))
    expect(page.get_by_test_id("near")).to_be_visible()
    expect(page.get_by_test_id("centre")).to_have_count(0)


def expect_switch(page: Page, there: bool) -> None:
    """Expect the switch, or none, once all that comes after the first map has come: then the search finds."""
    page.get_by_role("searchbox").fill("stalin")
    expect(page.get_by_test_id("hit").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".leaflet-control-layers").hover()
    expect(page.get_by_role("checkbox", name="Borders of the time")).to_be_visible()
    expect(page.get_by_role("checkbox", name=NAME)).to_have_count(int(there))


def test_a_former_edition_has_no_switch_for_what_is_known_today(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data"
    monkeypatch.setenv(VARIABLE, str(path))
    folder = two_editions(path)
    folder.frame.write_bytes(FOLDER.frame.read_bytes())
    write_site(geo.open(path), tmp_path / "site")
    address = (tmp_path / "site" / "index.html").as_uri()
    go(page, address)
    expect_switch(page, True)
    page.goto("about:blank")
    go(page, f"{address}#data={VERSION}")
    expect_switch(page, False)


@pytest.mark.parametrize("frame", [True, False])
def test_only_data_with_a_frame_have_the_switch(page: Page, tmp_path: Any, frame: bool) -> None:
    folder = folder_with(tmp_path / "data", [record()])
    folder.frame.unlink(missing_ok=True)
    if frame:
        folder.frame.write_bytes(FOLDER.frame.read_bytes())
    path = tmp_path / "map.html"
    path.write_bytes(EXPORTS["html"].write(Dataset(folder), Query()))
    go(page, path.as_uri())
    expect_switch(page, frame)


def test_a_page_of_foliums_has_the_layer_too(page: Page, tmp_path: Path) -> None:
    made = geo.open(FOLDER.path).make_map(country="AM")
    made.fit_bounds([(38, 43), (42, 47)])
    made.save(tmp_path / "map.html")
    go(page, (tmp_path / "map.html").as_uri())
    switched(page)


def test_answers_are_no_bolder_than_the_page_around_them(page: Page, file: Path) -> None:
    go(page, file.as_uri())
    page.get_by_role("searchbox").fill("Voronezh")
    told = page.get_by_test_id("asked")
    expect(told.get_by_role("definition").first).to_have_css("font-weight", "400")
