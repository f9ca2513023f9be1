"""Pictures of the map from the page: what stands on them, how large they are, and that the page stays at hand."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

import geo
from geo.exports.mapimage.moment import busiest_span
from geo.layer import Query
from geo.web.assets import light_colours
from tests.browser.conftest import go, shown
from tests.samples import FOLDER

pytestmark = pytest.mark.browser

DATA = geo.open(FOLDER.path)
WORLD = "at=60,45,1.5"
"""A place and zoom at which every record is on the map."""
SIDE = 16
PLAY = """async (film) => {
    const bytes = Uint8Array.from(atob(film), (one) => one.charCodeAt(0));
    const video = document.createElement("video");
    const heard = (name) => new Promise((done, fail) => {
        video[`on${name}`] = done;
        video.onerror = () => fail(new Error(video.error.message));
    });
    const known = heard("loadeddata");
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    await known;
    const context = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d");
    const years = [];
    for (const second of [0.4, 1.2, 4.0]) {
        const there = heard("seeked");
        video.currentTime = second;
        await there;
        await new Promise((done) => setTimeout(done, 250)); // the picture comes a little after the place
        context.drawImage(video, 0, 0);
        years.push(context.getImageData(0, 0, video.videoWidth, video.videoHeight).data.join());
    }
    return { width: video.videoWidth, seconds: video.duration, years };
}"""
"""Play a film that is given in base 64, say how wide and how long it is, and what is seen within each year."""


def menu(page: Page) -> Locator:
    """Open the menu of files."""
    box = page.get_by_test_id("export")
    if not page.get_by_test_id("picture-png").is_visible():
        box.get_by_role("button", name="Download").click()
    return box


def saved(page: Page, form: str) -> tuple[str, bytes]:
    menu(page)
    with page.expect_download() as waiting:
        page.get_by_test_id(f"picture-{form}").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def animated(page: Page, first: int, last: int) -> Any:
    box = menu(page)
    box.get_by_label("First year of the animation").fill(str(first))
    box.get_by_label("Last year of the animation").fill(str(last))
    with page.expect_download() as waiting:
        page.get_by_test_id("picture-gif").click()
    return Image.open(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def words_of(drawing: str) -> str:
    return html.unescape(" ".join(re.findall(r"<text [^>]*>([^<]*)</text>", drawing)))


def numbers(drawing: str) -> list[int]:
    return [int(count) for count in re.findall(r'data-records="(\d+)"', drawing)]


def opened(page: Page, host: str, request: pytest.FixtureRequest, query: str) -> Page:
    """Open a host at a view."""
    if host == "app":
        return go(page, f"{request.getfixturevalue('app')}/?{query}")
    home = request.getfixturevalue("site") if host == "site" else request.getfixturevalue("file").as_uri()
    return go(page, f"{home}#{query}")


@pytest.mark.parametrize("host", ["app", "file"])
def test_a_drawing_says_what_it_shows_and_whose_it_is(page: Page, host: str, request: pytest.FixtureRequest) -> None:
    opened(page, host, request, "year=1956&country=HU")
    name, content = saved(page, "svg")
    drawing = content.decode("utf-8")
    words = words_of(drawing)
    title, _, rest = DATA.edition.title.partition(": ")
    sentence = page.locator(".tm-sentence").inner_text()
    expected = [
        title, rest[1:], "1956", sentence, "Filters: Country today: Hungary", DATA.edition.attribution,
        DATA.edition.version, "Licence: CC BY 4.0", "Renamed or gone", "Hungary",
    ]  # fmt: skip
    assert [one for one in expected if one not in words] == []
    assert name == "de-stalinization-hu-1956.svg"
    assert "Not yet so named" not in words
    assert (page.url if host == "app" else "View: year=1956&country=HU") in words.replace("  ", " ")
    assert not re.search(r"<(image|script|foreignObject|a|style)\b|\bon\w+=", drawing)
    assert sum(numbers(drawing)) == shown(page)


@pytest.mark.parametrize("host", ["app", "file"])
@pytest.mark.parametrize("mode", ["year", "changes", "all"])
def test_every_record_of_the_map_is_in_a_symbol(
    page: Page, host: str, mode: str, request: pytest.FixtureRequest
) -> None:
    opened(page, host, request, f"year=1961&mode={mode}&{WORLD}")
    drawing = saved(page, "svg")[1].decode("utf-8")
    assert sum(numbers(drawing)) == shown(page)
    assert ("1961" in words_of(drawing).split()) == (mode != "all")


@pytest.mark.parametrize("host", ["app", "file", "site"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_has_two_pixels_for_one_and_is_light(
    new_page: Callable[..., Page], host: str, scheme: str, request: pytest.FixtureRequest
) -> None:
    page = opened(new_page(color_scheme=scheme), host, request, "year=1961")
    name, content = saved(page, "png")
    drawing = saved(page, "svg")[1].decode("utf-8")
    width, height = (int(part) for part in re.findall(r'<svg [^>]* width="(\d+)" height="(\d+)"', drawing)[0])
    image = Image.open(io.BytesIO(content))
    box = page.get_by_test_id("timemap").bounding_box()
    assert box
    assert width == box["width"] + 2 * SIDE
    assert height > box["height"] + 100
    assert image.size == (2 * width, 2 * height)
    assert name == "de-stalinization-1961.png"
    found = {colour for _, colour in image.convert("RGB").getcolors(1 << 24)}
    for colour in ("paper", "sea", "land", "ink", "honouring", "after"):
        assert tuple(bytes.fromhex(light_colours()[colour][1:])) in found, colour


@pytest.mark.parametrize("host", ["app", "file"])
def test_an_animation_has_a_frame_for_each_year(page: Page, host: str, request: pytest.FixtureRequest) -> None:
    opened(page, host, request, "year=1961&country=HU")
    image = animated(page, 1955, 1958)
    assert image.n_frames == 4
    assert image.width == 768 + 2 * SIDE
    found = []
    for number in range(4):
        image.seek(number)
        found.append(image.convert("RGB").tobytes())
    assert len(set(found)) == 4
    expect(page.locator(".front-notices")).to_contain_text("The animation is saved.")
    expect(page.get_by_test_id("timemap")).to_have_attribute("data-year", "1961")


@pytest.mark.parametrize("host", ["app", "file", "site"])
def test_a_film_lasts_as_long_as_its_years(page: Page, host: str, request: pytest.FixtureRequest) -> None:
    opened(page, host, request, "year=1961&country=HU")
    box = menu(page)
    box.get_by_label("First year of the animation").fill("1955")
    box.get_by_label("Last year of the animation").fill("1957")
    with page.expect_download() as waiting:
        page.get_by_test_id("picture-webm").click()
    assert waiting.value.suggested_filename == "de-stalinization-hu-1961.webm"
    film = Path(waiting.value.path()).read_bytes()
    assert film.startswith(bytes.fromhex("1a45dfa3"))  # how a file of Matroska's family begins
    elsewhere = page.context.new_page()  # the page's own policy lets it play nothing
    seen = elsewhere.evaluate(PLAY, base64.b64encode(film).decode())
    assert seen["width"] == 768 + 2 * SIDE
    assert seen["seconds"] == pytest.approx(0.8 + 0.8 + 3.2)
    assert len(set(seen["years"])) == 3


def test_the_span_that_is_proposed_is_that_of_python(page: Page, file: Path) -> None:
    for query, choice in (("", Query()), ("country=GE&category=monument", Query(country=("GE",), category="monument"))):
        go(page, f"{file.as_uri()}#{query}")
        page.reload()
        go(page, f"{file.as_uri()}#{query}")
        box = menu(page)
        ends = [box.get_by_label(f"{end} year of the animation").input_value() for end in ("First", "Last")]
        assert tuple(int(end) for end in ends) == busiest_span(DATA, choice.within(DATA.fields))


def test_an_animation_says_how_far_it_is_and_can_be_ended(page: Page, file: Path) -> None:
    go(page, file.as_uri())
    box = menu(page)
    box.get_by_label("First year of the animation").fill("1930")
    box.get_by_label("Last year of the animation").fill("2026")
    button = page.get_by_test_id("picture-gif")
    button.focus()
    page.keyboard.press("Enter")
    bar = box.get_by_role("progressbar", name="Frames made")
    expect(bar).to_be_visible()
    expect(bar).to_have_attribute("max", "97")
    page.wait_for_function("() => document.querySelector('[data-testid=export] progress').value > 0")
    assert page.evaluate("() => document.activeElement.textContent") == "Cancel"
    page.keyboard.press("Enter")
    expect(bar).to_be_hidden()
    expect(button).to_be_visible()
    expect(button).to_be_focused()
    assert page.locator(".front-notice").count() == 0


def test_in_all_years_at_once_there_is_no_animation(page: Page, file: Path) -> None:
    go(page, f"{file.as_uri()}#mode=all")
    menu(page)
    expect(page.get_by_test_id("picture-svg")).to_be_visible()
    expect(page.get_by_test_id("picture-gif")).to_have_count(0)
