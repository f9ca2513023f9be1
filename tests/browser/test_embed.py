"""The map in a frame of another page: nothing scrolls, gestures are the page's, both say to each other what is seen."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import CDPSession, FrameLocator, Page, expect

from tests.browser.conftest import MAP, go
from tests.browser.serving import ROOT
from tests.browser.test_axe import expect_none
from tests.browser.test_screen import CUT, IN_VIEW, SCROLLS, SET_YEAR, YEARS

pytestmark = pytest.mark.browser
SIZES = [(700, 480), (480, 360), (320, 400)]
WHOLE = [MAP, "[data-testid=timebar]", "[data-testid=sentence]", "input[type=range]", "[data-testid=whole-map]"]
INSIDE = """() => {
    const sentence = document.querySelector("[data-testid=sentence]");
    const range = document.createRange();
    range.selectNodeContents(sentence);
    const bars = document.querySelector(".tm-bars").getBoundingClientRect();
    return range.getBoundingClientRect().bottom <= bars.top + 1;
}"""
"""Whether the sentence ends above the bars."""
DOCS = (ROOT / "docs" / "embed.md").read_text(encoding="utf-8")
OPENED = 1961
Around = Callable[..., tuple[Page, FrameLocator]]


@pytest.fixture(params=["app", "file", "site"])
def home(request: pytest.FixtureRequest) -> str:
    """Give the address of the map, up to its parameters."""
    if request.param == "app":
        return f"{request.getfixturevalue('app')}/?"
    address = request.getfixturevalue(request.param)
    return f"{address.as_uri() if isinstance(address, Path) else address}#"


@pytest.fixture
def around(new_page: Callable[..., Page], tmp_path: Path) -> Around:
    """Give a page that has the map in a frame, higher than its window, and the frame, when the map is drawn."""

    def make(address: str, size: tuple[int, int] = SIZES[0], **options: Any) -> tuple[Page, FrameLocator]:
        width, height = size
        text = f"""<!doctype html><html lang="en"><title>An article</title><body style="margin:0"><h1>An article</h1>
            <iframe src="{html.escape(address)}" width="{width}" height="{height}" style="border:0"></iframe>
            <div style="height: 3000px">Text</div>
            <script>window.told = []; addEventListener("message", ({{ data }}) => {{
                if (data.type === "de-stalinization") told.push(data); // Streamlit has its own
            }});</script>"""
        path = tmp_path / "article.html"
        path.write_text(text, encoding="utf-8")
        page = new_page(viewport={"width": 900, "height": 700}, **options)
        page.goto(path.as_uri())
        frame = page.frame_locator("iframe")
        frame.locator(f"{MAP}[data-ready=true]").wait_for(timeout=90_000)
        frame.get_by_test_id("whole-map").wait_for()
        return page, frame

    return make


def say(page: Page, message: str) -> None:
    """Send the map a message, which is written as JavaScript."""
    page.evaluate(f"document.querySelector('iframe').contentWindow.postMessage({message}, '*')")


def place(frame: FrameLocator) -> Any:
    return frame.locator(MAP).evaluate("() => new URLSearchParams(location.hash.slice(1) || location.search).get('at')")


@pytest.mark.parametrize("size", SIZES)
def test_map_and_bar_are_whole_and_nothing_scrolls(
    new_page: Callable[..., Page], home: str, size: tuple[int, int]
) -> None:
    page = go(new_page(viewport={"width": size[0], "height": size[1]}), f"{home}year={OPENED}&embed=1")
    expect(page.get_by_test_id("whole-map")).to_be_visible()
    expect(page.get_by_role("slider", name="Year")).to_have_attribute("type", "range")
    for part in ("banner", "complementary", "searchbox"):
        expect(page.get_by_role(part)).to_have_count(0)
    box = page.locator(MAP).bounding_box()
    for year in YEARS:
        page.evaluate(SET_YEAR, str(year))
        assert page.evaluate(SCROLLS) == [], year
        assert page.evaluate(CUT) == [], year
        assert page.evaluate(IN_VIEW, WHOLE) == [], year
        assert page.evaluate(INSIDE), year
        assert page.locator(MAP).bounding_box() == box
    assert box
    assert box["width"] == size[0]
    assert box["height"] >= 0.5 * size[1]


@pytest.mark.parametrize("size", [(250, 220), (320, 240)])
def test_a_small_frame_keeps_the_map_and_what_the_year_is_set_with(
    new_page: Callable[..., Page], home: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = go(new_page(viewport={"width": width, "height": height}), f"{home}year=1956&embed=1")
    parts = [page.get_by_role("slider", name="Year"), page.get_by_test_id("play"), page.get_by_test_id("whole-map")]
    for box in (part.bounding_box() for part in parts):
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    drawn = page.locator(MAP).bounding_box()
    assert drawn
    assert drawn["height"] >= 0.6 * height


def test_the_way_to_the_whole_map_carries_the_view(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(), f"{home}year=1956&country=HU&embed=1")
    way = page.get_by_test_id("whole-map")
    expect(way).to_have_attribute("href", re.compile(r"[?#]year=1956&country=HU$"))
    assert (way.get_attribute("target"), way.get_attribute("rel")) == ("_blank", "noopener")
    page.get_by_role("slider", name="Year").press("ArrowRight")
    expect(way).to_have_attribute("href", re.compile(r"[?#]year=1957&country=HU$"))
    with page.expect_popup() as opened:
        way.click()
    whole = opened.value
    whole.wait_for_selector(f"{MAP}[data-ready=true][data-year='1957']", timeout=90_000)
    expect(whole.get_by_role("banner")).to_be_visible()
    expect(whole.get_by_role("button", name="Country today: Hungary")).to_be_visible()


def test_a_record_opens_in_the_frame_and_is_read_on_in_a_new_tab(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(viewport={"width": 480, "height": 360}), f"{home}year=1955&record=brasov&embed=1")
    popup = page.get_by_test_id("popup")
    expect(popup).to_be_visible()
    way = popup.get_by_role("link", name="Whole record")
    expect(way).to_have_attribute("href", re.compile(r"record=brasov$"))
    assert (way.get_attribute("target"), way.get_attribute("rel")) == ("_blank", "noopener")
    assert page.evaluate(SCROLLS) == []
    page.locator(".leaflet-popup-close-button").click()
    page.locator(MAP).press("Enter")
    expect(page.locator("[data-testid=popup], [data-testid=group]")).to_be_visible()


def test_every_change_of_the_address_keeps_that_it_is_a_frame(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(), f"{home}embed=1")
    page.get_by_role("slider", name="Year").press("ArrowRight")
    page.wait_for_url(re.compile(rf"[?#]year={OPENED + 1}&embed=1$"))
    page.locator(MAP).press("Enter")
    page.wait_for_url(re.compile(rf"[?#]year={OPENED + 1}&.*embed=1$"))
    page.go_back()
    page.wait_for_url(re.compile(rf"[?#]year={OPENED + 1}&embed=1$"))
    page.go_forward()
    page.reload()
    page.wait_for_selector(f"{MAP}[data-ready=true][data-year='{OPENED + 1}']", timeout=90_000)
    expect(page.get_by_test_id("whole-map")).to_be_visible()


def test_another_value_is_named_and_the_whole_page_shown(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(), f"{home}year=1956&embed=yes&kiosk=soon")
    expect(page.get_by_test_id("notices")).to_contain_text('embed "yes" is neither 0 nor 1')
    expect(page.get_by_test_id("notices")).to_contain_text('kiosk "soon" is not a number of seconds from 1 to 3600')
    expect(page.get_by_role("banner")).to_be_visible()


def test_the_page_sets_year_and_query_and_is_told_the_view(around: Around, home: str) -> None:
    page, frame = around(f"{home}year={OPENED}&embed=1")
    page.wait_for_function("told.length > 0")
    assert page.evaluate("told[0]") == {"type": "de-stalinization", "year": OPENED, "query": f"year={OPENED}"}
    say(page, "{ type: 'de-stalinization', year: 1955 }")
    expect(frame.locator(MAP)).to_have_attribute("data-year", "1955")
    say(page, "{ type: 'de-stalinization', query: 'country=AM&year=1950' }")
    expect(frame.locator(MAP)).to_have_attribute("data-year", "1950")
    expect(frame.get_by_role("button", name="Country today: Armenia")).to_be_visible()
    page.wait_for_function("told.at(-1).query === 'year=1950&country=AM' && told.at(-1).year === 1950")
    frame.get_by_role("slider", name="Year").press("ArrowRight")
    page.wait_for_function("told.at(-1).year === 1951")
    assert page.evaluate("new Set(told.map((one) => JSON.stringify(one))).size === told.length")


def test_what_is_no_message_changes_nothing(around: Around, home: str) -> None:
    page, frame = around(f"{home}year={OPENED}&embed=1")
    bad = (
        "null", "7", "'year=1955'", "{}", "{ year: 1955 }", "{ type: 'map', year: 1955 }", "[1955]",
        "{ type: 'de-stalinization', year: '1955' }", "{ type: 'de-stalinization', year: 1800 }",
        "{ type: 'de-stalinization', query: 'country=Atlantis&year=1955' }",
        "{ type: 'de-stalinization', query: { year: 1955 } }", "new Map([['year', 1955]])",
    )  # fmt: skip
    for message in bad:
        say(page, message)
    frame.locator(MAP).evaluate(
        "() => window.postMessage({ type: 'de-stalinization', year: 1955 }, '*')"
    )  # not the page
    say(page, "{ type: 'de-stalinization', year: 1962 }")
    expect(frame.locator(MAP)).to_have_attribute("data-year", "1962")
    assert page.evaluate("told.map(({ year }) => year)") == [OPENED, 1962]


def test_a_page_that_is_no_frame_hears_nothing(around: Around, app: str, tmp_path: Path) -> None:
    page, frame = around(f"{app}/?year={OPENED}&embed=1")
    page.evaluate("(src) => { document.querySelector('iframe').src = src; told.length = 0; }", f"{app}/?year={OPENED}")
    frame.locator(f"{MAP}[data-ready=true]").wait_for(timeout=90_000)
    expect(frame.get_by_role("banner")).to_be_visible()
    say(page, "{ type: 'de-stalinization', year: 1955 }")
    frame.get_by_role("slider", name="Year").press("ArrowRight")
    expect(frame.locator(MAP)).to_have_attribute("data-year", str(OPENED + 1))
    assert page.evaluate("told") == []


def test_the_wheel_moves_the_page_and_with_ctrl_the_map(around: Around, home: str) -> None:
    page, frame = around(f"{home}year={OPENED}&embed=1")
    spot = page.locator("iframe").bounding_box()
    assert spot
    page.mouse.move(spot["x"] + 350, spot["y"] + 200)
    page.mouse.wheel(0, 120)
    page.wait_for_function("scrollY > 0")
    expect(frame.get_by_test_id("gesture")).to_have_text("Use Ctrl + scroll to zoom the map")
    expect(frame.get_by_test_id("gesture")).to_be_visible()
    assert place(frame) is None
    before = page.evaluate("scrollY")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    expect(frame.get_by_test_id("gesture")).to_be_hidden()
    page.wait_for_timeout(600)
    assert place(frame) is not None
    assert page.evaluate("scrollY") == before


def drag(session: CDPSession, fingers: list[tuple[float, float]], by: tuple[float, float]) -> None:
    """Put fingers on the screen and move them all."""

    def touch(kind: Literal["touchStart", "touchMove", "touchEnd"], share: float = 0) -> None:
        points = [{"x": x + share * by[0], "y": y + share * by[1], "id": at} for at, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else points})

    touch("touchStart")
    for step in range(1, 11):
        touch("touchMove", step / 10)
    touch("touchEnd")


def test_one_finger_moves_the_page(around: Around, home: str) -> None:
    page, frame = around(f"{home}year={OPENED}&embed=1", has_touch=True, is_mobile=True)
    drag(page.context.new_cdp_session(page), [(350, 250)], (0, -150))
    page.wait_for_function("scrollY > 50")
    expect(frame.get_by_test_id("gesture")).to_have_text("Use two fingers to move the map")
    page.wait_for_timeout(600)
    assert place(frame) is None


def test_two_fingers_move_the_map(around: Around, home: str) -> None:
    page, frame = around(f"{home}year={OPENED}&embed=1", has_touch=True, is_mobile=True)
    drag(page.context.new_cdp_session(page), [(310, 250), (390, 250)], (80, -60))
    page.wait_for_timeout(800)
    assert place(frame) is not None
    assert page.evaluate("scrollY") == 0
    expect(frame.get_by_test_id("gesture")).to_be_hidden()


def test_the_page_of_the_manual_works(new_page: Callable[..., Page], app: str, tmp_path: Path) -> None:
    text = next(block for block in re.findall(r"```html\n(.*?)```", DOCS, re.S) if "<script>" in block)
    path = tmp_path / "manual.html"
    path.write_text(text.replace("https://map.example", app), encoding="utf-8")
    page = new_page()
    page.goto(path.as_uri())
    expect(page.locator("#seen")).to_have_text("1961: year=1961", timeout=90_000)
    page.get_by_role("button", name="Armenia in 1955").click()
    expect(page.locator("#seen")).to_have_text("1955: year=1955&country=AM")
    expect(page.frame_locator("#map").locator(MAP)).to_have_attribute("data-year", "1955")


def test_the_dialog_makes_the_text_that_shows_this_view(
    new_page: Callable[..., Page], home: str, tmp_path: Path, file: Path
) -> None:
    page = go(new_page(viewport={"width": 1366, "height": 768}), f"{home}year=1956&country=HU")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Embed").click()
    dialog = page.get_by_role("dialog", name="Show this map on another page")
    dialog.get_by_label("Size").select_option(label="480 × 360 pixels")
    text = dialog.get_by_label("Text for the page").input_value()
    dialog.get_by_role("button", name="Copy text").click()
    expect(dialog.get_by_role("status")).to_have_text("The text is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    note = dialog.get_by_text("put it on a server beside your page")
    is_file = home.startswith("file:")
    expect(note).to_be_visible(visible=is_file)
    folder = file.parent if is_file else tmp_path
    (folder / "beside.html").write_text(f"<!doctype html><title>Beside</title>{text}", encoding="utf-8")
    other = new_page()
    other.goto((folder / "beside.html").as_uri())
    frame = other.frame_locator("iframe")
    frame.locator(f"{MAP}[data-ready=true][data-year='1956']").wait_for(timeout=90_000)
    expect(frame.get_by_test_id("whole-map")).to_be_visible()
    expect(frame.get_by_role("button", name="Country today: Hungary")).to_be_visible()
    box = other.locator("iframe").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (480, 360)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Embed")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame_and_in_the_dialog(
    new_page: Callable[..., Page], file: Path, scheme: str
) -> None:
    for width, height in SIZES:
        page = go(new_page(color_scheme=scheme, viewport={"width": width, "height": height}),
                  f"{file.as_uri()}#year=1955&record=brasov&embed=1")  # fmt: skip
        expect(page.get_by_test_id("popup")).to_be_visible()
        expect_none(page, f"{width} x {height}")
    page = go(new_page(color_scheme=scheme, viewport={"width": 1366, "height": 768}), f"{file.as_uri()}#year=1955")
    page.get_by_role("button", name="Embed").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_none(page, "dialog")
