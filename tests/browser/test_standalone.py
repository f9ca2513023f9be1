"""The map in one file, copied alone to an empty folder and opened from disk with the network cut."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.layer import Query, select
from tests.browser.conftest import MAP, go, shown, wait_year
from tests.exports.test_formats import hostile
from tests.samples import opened as opened_as

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, data: Dataset) -> Path:
    path = tmp_path_factory.mktemp("alone") / "map.html"
    path.write_bytes(EXPORTS["html"].write(data, Query()))
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open files with the network cut; fail if anything was asked for, or said in the console."""
    faults: list[str] = []
    contexts = []

    def make(path: Path, fragment: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        own = path.as_uri()
        page.on("request", lambda asked: _fault(faults, asked.url, own))
        page.on("pageerror", lambda error: faults.append(f"error {error}"))
        page.on("console", lambda said: faults.append(f"console {said.type} {said.text}"))
        return go(page, own + fragment)

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def _fault(faults: list[str], asked: str, own: str) -> None:
    if asked.partition("#")[0] != own and not asked.startswith(("data:", "blob:")):
        faults.append(f"asked {asked}")


def write(folder: Path, collection: dict[str, Any], query: Query) -> Path:
    path = folder / "map.html"
    path.write_bytes(EXPORTS["html"].write(opened_as(collection), query))
    return path


def records_in(periods: gpd.GeoDataFrame, **query: Any) -> int:
    return int(select(periods, Query(**query))["record_id"].nunique())


def test_the_keyboard_steps_through_the_thaw(opened: Open, file: Path, periods: gpd.GeoDataFrame) -> None:
    page = opened(file, "#year=1955")
    page.get_by_role("slider", name="Year").focus()
    for year in range(1955, 1963):
        wait_year(page, year)
        assert shown(page) == records_in(periods, year=year)
        expect(page.get_by_test_id("sentence")).to_contain_text(f"{year}: ")
        page.keyboard.press("ArrowRight")


def test_playing_passes_the_autumn_of_1961(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1955")
    seen = page.evaluate_handle(
        """() => {
            const map = document.querySelector("[data-testid=timemap]");
            const seen = [];
            new MutationObserver(() => seen.push(`${map.dataset.year} ${map.dataset.shown}`))
                .observe(map, { attributes: true, attributeFilter: ["data-shown"] });
            return seen;
        }"""
    )
    page.get_by_test_id("speed").select_option("150")
    page.get_by_test_id("play").click()
    page.wait_for_function("() => Number(document.querySelector('[data-testid=timemap]').dataset.year) >= 1962")
    page.get_by_test_id("play").click()
    states = seen.json_value()
    assert {text.split()[0] for text in states} >= {str(year) for year in range(1956, 1963)}
    assert len({text.split()[1] for text in states}) > 4


def test_stalingrad_becomes_volgograd_in_1961(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1960&record=volgograd")
    popup = page.get_by_test_id("popup")
    expect(popup.get_by_role("heading")).to_have_text("Stalingrad")
    page.get_by_test_id("step-forward").click()
    expect(popup.get_by_role("heading")).to_have_text("Volgograd")
    expect(popup.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    page.wait_for_function("() => location.hash === '#year=1961&record=volgograd'")


def test_what_the_address_says_in_vain_is_told(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1850&record=nonsense&mode=all")
    said = page.get_by_test_id("notices")
    expect(said).to_contain_text("Ignored in the address: ")
    expect(said).to_contain_text(re.compile(r'year "1850" is not a year from \d+ to 2026'))
    expect(said).to_contain_text('record "nonsense" is not on this map')
    page.evaluate("location.hash = '#year=1961&mode=year'")
    expect(said).to_be_empty()
    wait_year(page, 1961)


def test_an_empty_view_says_no_height_of_its_bars(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1961&category=monument&kind=settlement")
    expect(page.get_by_test_id("empty")).to_be_visible()
    expect(page.get_by_test_id("bars-scale")).to_be_empty()
    page.get_by_test_id("empty").get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_test_id("bars-scale")).to_contain_text("tallest")


def test_the_events_of_1961_can_be_read(opened: Open, file: Path) -> None:
    page = opened(file)
    for mark in page.get_by_role("group", name="Political events").get_by_role("button").all():
        years = [int(year) for year in re.findall(r"\d{4}", (mark.get_attribute("aria-label") or "").partition(":")[0])]
        if years[0] <= 1961 <= years[-1]:
            mark.click()
            break
    story = page.get_by_test_id("events")
    expect(story.get_by_title("Go to 1961").first).to_be_visible()
    expect(story.get_by_role("link").first).to_have_attribute("target", "_blank")


def test_the_stories_of_events_scroll_beside_the_button_that_closes_them(opened: Open, file: Path) -> None:
    page = opened(file)
    page.set_viewport_size({"width": 1280, "height": 500})
    page.get_by_role("group", name="Political events").get_by_role("button").first.click()
    story = page.get_by_test_id("events")
    story.get_by_title("Go to").last.evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    expect(story.get_by_title("Go to").first).not_to_be_in_viewport()
    expect(story.get_by_role("button", name="Close events")).to_be_in_viewport(ratio=1)


def test_a_copied_link_restores_year_mode_and_record(opened: Open, file: Path, periods: gpd.GeoDataFrame) -> None:
    page = opened(file)
    page.get_by_label("Show undated states").check()
    page.get_by_text("Changes up to this year").click()
    expect(page.get_by_label("Show undated states")).to_be_hidden()
    page.get_by_label("Find a name").fill("сталинабад")
    expect(page.get_by_test_id("hit").first).to_be_visible()
    page.get_by_label("Find a name").press("Enter")
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "dushanbe")
    fragment = page.evaluate("location.hash")
    again = opened(file, fragment)
    assert again.evaluate("location.hash") == fragment
    assert again.get_attribute(MAP, "data-year") == page.get_attribute(MAP, "data-year")
    again.get_by_role("tab", name="Filters").click()
    expect(again.get_by_role("radio", name="Changes up to this year")).to_be_checked()
    again.get_by_text("In this year", exact=True).click()
    expect(again.get_by_label("Show undated states")).to_be_checked()
    again.get_by_role("tab", name="Record").click()
    expect(again.get_by_test_id("record")).to_have_attribute("data-record", "dushanbe")


def test_names_that_are_the_same_are_told_apart_by_their_countries(opened: Open, file: Path) -> None:
    page = opened(file)
    find, hits = page.get_by_label("Find a name"), page.get_by_test_id("hit")
    find.fill("Sztálinváros")
    expect(hits.first).to_contain_text("Hungary")
    find.fill("no such name")
    nothing = page.get_by_test_id("search").get_by_text("No name, town or country like")
    expect(nothing).to_be_visible()
    expect(hits).to_have_count(0)
    page.keyboard.press("Escape")
    expect(nothing).to_be_hidden()
    expect(find).to_be_focused()


@pytest.mark.parametrize("leave", ["year", "record"])
def test_that_a_hit_changed_the_year_is_said_until_one_goes_on(opened: Open, file: Path, leave: str) -> None:
    page = opened(file, "#year=1961")
    page.get_by_role("searchbox").fill("Stalinabad")
    page.get_by_test_id("hit").first.click()
    said = page.get_by_test_id("notices")
    expect(said).to_contain_text(re.compile(r"The map went to \d{4}"))
    if leave == "year":
        page.get_by_test_id("step-forward").click()
    else:
        page.get_by_role("button", name="Close record").click()
    expect(said).to_be_empty()


def test_what_is_searched_in_vain_is_said_within_its_box(opened: Open, file: Path) -> None:
    page = opened(file)
    page.get_by_role("searchbox").fill("x" * 100)
    said = page.get_by_test_id("search").get_by_role("status").first
    expect(said).to_contain_text("x" * 100)
    assert said.evaluate("(part) => part.scrollWidth <= part.clientWidth")


def test_what_was_found_stays_away_when_its_record_is_folded_on_a_phone(opened: Open, file: Path) -> None:
    page = opened(file, "#q=Varna", viewport={"width": 390, "height": 844})
    page.get_by_test_id("hit").first.click()
    page.get_by_role("button", name="Close panel").click()
    page.get_by_test_id("popup").get_by_role("button").first.click(trial=True)
    expect(page.get_by_test_id("hit").first).to_be_hidden()


def test_a_hostile_fragment_is_ignored(opened: Open, file: Path) -> None:
    page = opened(file, "#year=9999&mode=%3Cimg%3E&record=nowhere")
    assert page.get_attribute(MAP, "data-year") == "1961"
    expect(page.get_by_role("radio", name="In this year")).to_be_checked()


@pytest.mark.parametrize(("label", "mode"), [("Changes up to this year", "changes"), ("All years", "all")])
def test_the_modes_show_what_python_counts(
    opened: Open, file: Path, periods: gpd.GeoDataFrame, label: str, mode: str
) -> None:
    page = opened(file)
    page.get_by_text(label, exact=True).click()
    expected = records_in(periods, year=1961, mode=mode)
    page.wait_for_selector(f'{MAP}[data-shown="{expected}"]')
    expect(page.get_by_test_id("list")).to_have_attribute("data-count", str(expected))
    expect(page.get_by_test_id("sentence")).to_contain_text({"changes": "By the end of 1961", "all": "All years"}[mode])


def test_the_list_names_what_the_map_shows(opened: Open, file: Path, periods: gpd.GeoDataFrame) -> None:
    page = opened(file, "#year=1950")
    page.get_by_role("tab", name="List").click()
    names = set()
    for _ in range(60):
        lines = page.locator(".front-line:not([hidden]) .front-line-name")
        names |= {name for name in lines.all_inner_texts() if name}
        page.get_by_test_id("list").evaluate(
            "(list) => new Promise((done) => {"
            "list.scrollTop += list.clientHeight; requestAnimationFrame(() => requestAnimationFrame(done)); })"
        )
    assert names == set(select(periods, Query(year=1950))["name"])
    assert page.locator(".front-line").count() < 60


def test_the_keyboard_alone_opens_and_closes_a_record(opened: Open, file: Path) -> None:
    page = opened(file)
    page.get_by_role("tab", name="List").click()
    page.locator("[data-testid=list] button:visible").first.focus()
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.querySelector('.front-line-name').textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("record").get_by_role("heading", level=2)).to_be_focused()
    page.get_by_role("button", name="Close record").press("Enter")
    expect(page.get_by_test_id("record")).to_have_count(0)
    assert page.evaluate("document.activeElement.querySelector('.front-line-name').textContent") == name


@pytest.mark.parametrize("place", [0, 1])
def test_each_name_in_the_popup_of_several_opens_its_own_record(opened: Open, file: Path, place: int) -> None:
    page = opened(file, "#year=1955&record=stalin-yerevan")
    page.locator(".leaflet-popup-close-button").click()
    page.locator(MAP).press("Enter")
    button = page.get_by_test_id("group").get_by_role("listitem").nth(place).get_by_role("button")
    page.wait_for_function("() => !document.querySelector('.leaflet-pan-anim')")  # it is moved into view
    name = button.locator("strong").inner_text()
    button.click()
    popup = page.get_by_test_id("popup")
    expect(popup).to_be_focused()
    assert name.startswith(popup.get_by_role("heading").inner_text())
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", popup.get_attribute("data-record") or "")


def test_the_focus_stays_in_the_record_while_the_years_pass(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1961")
    page.get_by_label("Find a name").fill("Brasov")
    expect(page.get_by_test_id("hit").first).to_be_visible()
    page.get_by_label("Find a name").press("Enter")
    heading = page.get_by_test_id("record").get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    link = page.get_by_test_id("record").get_by_role("link").nth(1)
    link.focus()
    page.evaluate("document.querySelector('[data-testid=step-forward]').click()")
    wait_year(page, int(page.get_by_test_id("year").inner_text()))
    expect(link).to_be_focused()


def test_the_focus_stays_in_list_and_popup_while_the_years_pass(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1955&record=volgograd")
    page.get_by_role("tab", name="List").click()
    chosen = page.locator("[data-testid=list] [aria-current]:visible .front-line-name")
    name = chosen.inner_text()
    page.locator("[data-testid=list] [aria-current]:visible").focus()
    page.evaluate("document.querySelector('[data-testid=step-forward]').click()")
    wait_year(page, 1956)
    assert page.evaluate("document.activeElement.querySelector('.front-line-name').textContent") == name
    link = page.get_by_test_id("popup").locator("a").first
    link.focus()
    page.evaluate("document.querySelector('[data-testid=step-forward]').click()")
    wait_year(page, 1957)
    expect(link).to_be_focused()


def test_a_native_name_says_its_language(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1955&record=dushanbe")
    for part in ("popup", "record"):
        expect(page.get_by_test_id(part).locator("[lang=ru]").filter(has_text="Сталинабад")).to_be_visible()
    page.get_by_label("Find a name").fill("Сталинабад")
    expect(page.get_by_test_id("hit").locator("[lang=ru]").first).to_have_text("Сталинабад")


def test_what_is_seen_can_be_saved_from_the_file(opened: Open, file: Path, periods: gpd.GeoDataFrame) -> None:
    page = opened(file, "#year=1956&country=AM")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download", exact=True).click()
        page.get_by_test_id("export").get_by_role("button", name="GeoJSON").click()
    saved = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert [one["id"] for one in saved["features"]] == [
        f"{row.record_id}/{row.period}" for row in select(periods, Query(year=1956, country=("AM",))).itertuples()
    ]
    assert waiting.value.suggested_filename == "de-stalinization-am-1956.geojson"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone(opened: Open, file: Path, scheme: str) -> None:
    options = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme, "is_mobile": True, "has_touch": True}
    page = opened(file, "#year=1961&record=volgograd", **options)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    colour = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 26, 33)"}[scheme]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour


def test_paper_is_light_and_has_the_whole_list(opened: Open, file: Path, periods: gpd.GeoDataFrame) -> None:
    page = opened(file, color_scheme="dark")
    page.wait_for_timeout(1500)
    page.emulate_media(media="print")
    page.wait_for_function("() => document.querySelector('.tm-legend').open")
    land = "getComputedStyle(document.querySelector('.tm-root')).getPropertyValue('--tm-land')"
    page.wait_for_function(f"() => {land} === 'rgb(223, 227, 226)'")
    expect(page.get_by_test_id("play")).to_be_hidden()
    expect(page.locator(".paper-list li")).to_have_count(records_in(periods, year=1961))
    assert page.locator(".paper-list li small").count() == records_in(periods, year=1961)
    page.emulate_media(media="screen")
    expect(page.locator(".paper-list")).to_have_count(0)
    expect(page.get_by_test_id("play")).to_be_visible()


@pytest.mark.parametrize(("viewport", "across"), [((1017, 688), True), ((688, 1017), False)], ids=["wide", "high"])
def test_the_legend_stands_beside_the_map_on_paper(
    opened: Open, file: Path, viewport: tuple[int, int], across: bool
) -> None:
    page = opened(file, viewport={"width": viewport[0], "height": viewport[1]})
    page.emulate_media(media="print")
    page.wait_for_function("() => document.documentElement.classList.contains('page-print')")
    legend, drawn = (page.locator(part).bounding_box() for part in (".tm-legend", MAP))
    assert legend
    assert drawn
    side, length = ("x", "width") if across else ("y", "height")
    assert legend[side] >= drawn[side] + drawn[length]


def test_a_low_sheet_has_the_list_with_its_heading_on_the_next(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1961")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(landscape=True, format="A4"))).pages]
    assert "On the map in 1961" not in sheets[0]
    assert sheets[1].lstrip().startswith("On the map in 1961")
    assert "Albania" in sheets[1]


def test_a_page_that_is_printed_before_it_is_ready_for_it_is_made_for_paper(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    go(page, file.as_uri())
    page.wait_for_function("() => document.documentElement.classList.contains('page-print')")
    expect(page.locator(".paper-list li").first).to_be_visible()
    page.close()


def test_land_borders_and_symbols_are_printed_and_the_screen_is_as_before(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1961")
    whole = """() => [...document.querySelectorAll(".tm-surface")].map((one) => one.getBoundingClientRect())
        .every(({ left, top }) => Number.isInteger(left) && Number.isInteger(top))"""
    corner = "[...document.querySelector('.leaflet-bottom.leaflet-right').children].map((one) => one.className)"
    before = page.evaluate(corner)
    assert page.evaluate(whole)
    first = PdfReader(io.BytesIO(page.pdf())).pages[0]
    large = [image for image in first.images if image.image and image.image.width > 1000]
    assert len(large) == 3  # Chromium prints a canvas of which it knows how it was drawn over all that lies below
    assert page.evaluate(corner) == before
    assert page.evaluate(whole)


def test_paper_shows_all_that_the_screen_showed(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1950", viewport={"width": 1600, "height": 900})
    measure = """() => {
        const box = document.querySelector("[data-testid=timemap]");
        const line = document.querySelector(".leaflet-control-scale-line");
        const kilometres = parseInt(line.textContent) * (line.textContent.includes(" km") ? 1 : 0.001);
        return { wide: box.clientWidth, kilometres: (kilometres * box.clientWidth) / parseInt(line.style.width) };
    }"""
    screen = page.evaluate(measure)
    page.emulate_media(media="print")
    page.wait_for_function("() => document.documentElement.classList.contains('page-print')")
    paper = page.evaluate(measure)
    assert paper["wide"] < screen["wide"]
    assert paper["kilometres"] > screen["kilometres"]
    page.emulate_media(media="screen")
    page.wait_for_function("() => !document.documentElement.classList.contains('page-print')")
    assert page.evaluate(measure) == screen
    expect(page.locator(f"{MAP} .tm-legend")).to_be_visible()


def test_a_press_beside_the_symbols_tells_what_is_near(opened: Open, file: Path, periods: gpd.GeoDataFrame) -> None:
    page = opened(file)
    page.locator(MAP).click(position={"x": 120, "y": 300})
    near = page.get_by_test_id("near")
    expect(near.get_by_role("listitem")).to_have_count(8)
    expect(near.get_by_role("listitem").first).to_contain_text(re.compile(r"[\d.,]+ km (north|south|east|west)"))
    near.get_by_role("listitem").first.get_by_role("button").click()
    expect(page.get_by_test_id("record").get_by_role("heading", level=2)).to_be_visible()


def test_only_layers_of_our_own_can_be_switched(opened: Open, file: Path) -> None:
    page = opened(file)
    page.locator(".leaflet-control-layers-toggle").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-control-layers label:visible")).to_have_text(
        [" Borders of the time", " Capitals asked about"]
    )


def test_a_choice_shows_its_records_alone(
    opened: Open, tmp_path: Path, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    page = opened(write(tmp_path, collection, Query(year=1955, country=("AM",))))
    assert page.get_attribute(MAP, "data-year") == "1955"
    assert shown(page) == records_in(periods, year=1955, country=("AM",))
    page.get_by_role("tab", name="List").click()
    expect(page.locator(".front-line h2:visible")).to_have_text([f"Armenia {shown(page)}"])


def test_an_empty_choice_gives_a_map_that_says_so(opened: Open, tmp_path: Path, collection: dict[str, Any]) -> None:
    page = opened(write(tmp_path, collection, Query(changed_in=1700)))
    assert shown(page) == 0
    expect(page.get_by_text("No record passes this filter: began to be so in 1700")).to_be_visible()


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "`${alert(1)}`<img src=x onerror=alert(1)>"])
def test_a_hostile_name_is_shown_as_text(opened: Open, tmp_path: Path, text: str) -> None:
    page = opened(write(tmp_path, hostile(text), Query()), "#year=1950&record=gori-stalinsk")
    expect(page.get_by_test_id("popup").get_by_role("heading")).to_have_text(text)
    page.get_by_role("tab", name="List").click()
    expect(page.locator(".front-line-name:visible")).to_have_text([text])


def test_what_is_wrong_with_a_worksheet_is_said_until_it_is_mended(opened: Open, file: Path) -> None:
    page = opened(file, "#year=1961")
    page.get_by_role("button", name="Download").click()
    page.get_by_role("button", name="Worksheet").first.click()
    dialog = page.get_by_test_id("worksheet")
    dialog.get_by_label("Second year").fill("1961")
    dialog.get_by_label("First year").fill("1961")
    dialog.get_by_role("button", name="Print").click()
    expect(dialog.get_by_role("status")).to_have_text("Choose two years that are not the same.")
    dialog.get_by_label("Second year").fill("1955")
    expect(dialog.get_by_role("status")).to_be_empty()
