"""Hostile values and broken files, as a person would see them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.layer import build_layer, layer_text
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.records.reading import canonical
from tests.browser.conftest import MAP, go, serve, settled, shown
from tests.samples import FOLDER, MONUMENT, record

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> `${1}` </script> *bold* [a](javascript:alert(2)) $x$ :red[y] {{7*7}}"


def data_folder(folder: Path) -> Path:
    for name in ("basemap.geojson", "borders.geojson", "dataset.json", "subject.json", "events.json", "towns.json"):
        shutil.copy(FOLDER.path / name, folder / name)
    shutil.copytree(FOLDER.text, folder / FOLDER.text.name)
    (folder / "records" / "monuments").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = data_folder(tmp_path_factory.mktemp("data"))
    one = record(
        MONUMENT, names__0__name=HOSTILE, names__1__name=HOSTILE, names__0__native_name=HOSTILE, note=HOSTILE,
        honours=HOSTILE, polity=HOSTILE, monument__sculptor=HOSTILE, location__origin=HOSTILE,
        sources__paper__title=HOSTILE, sources__museum__publisher=HOSTILE,
        sources__museum__url="javascript:alert(3)",
        disagreements=[{"field": "monument.sculptor", "value": HOSTILE, "source": "museum"}],
    )  # fmt: skip
    (folder / "records" / "monuments" / f"{one.id}.json").write_text(canonical(one), encoding="utf-8")
    text = layer_text(build_layer([one], read_edition(FOLDER.edition)))
    (folder / "layer.geojson").write_text(text, encoding="utf-8")
    return folder


def test_a_hostile_value_is_text_everywhere(hostile: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with serve(hostile) as address:
        go(page, f"{address}/?year=1955&record=stalin-test-square")
        expect(page.get_by_test_id("popup")).to_contain_text(HOSTILE)
        expect(page.get_by_test_id("record")).to_contain_text(HOSTILE)
        page.locator(".leaflet-popup-close-button").click()
        page.locator(MAP).hover()
        settled(page)
        markup = "document.querySelectorAll('.front img, .front script, .front b').length"
        assert page.evaluate(markup) == 0
        assert page.evaluate("[...document.links].filter((a) => a.href.startsWith('javascript')).length") == 0
        page.get_by_test_id("export").get_by_role("button").first.click()
        with page.expect_download() as waiting:
            page.get_by_test_id("export").get_by_role("button", name="GeoJSON").click()
        features = json.loads(waiting.value.path().read_text(encoding="utf-8"))["features"]
        assert features[0]["properties"]["name"] == HOSTILE
    assert dialogs == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, 'layer.geojson is missing; run "python -m geo build"'),
        ('{"type": "FeatureCollection", "features": [', "layer.geojson: line 1, column 44: not JSON"),
        ('{"type": "FeatureCollection", "features": [{}]}', "features[0] is not a Point feature"),
    ],
    ids=["missing", "truncated", "wrong"],
)
def test_a_broken_layer_is_one_clear_message(
    content: str | None, expected: str, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    folder = data_folder(tmp_path)
    if content is not None:
        (folder / "layer.geojson").write_text(content, encoding="utf-8")
    page = new_page()
    with serve(folder) as address:
        page.goto(address)
        message = page.get_by_test_id("stAlert")
        expect(message).to_contain_text(expected)
        expect(message).to_have_count(1)
        assert "Traceback" not in page.locator("body").inner_text()


def test_a_layer_that_changes_is_shown_anew_when_the_page_is_loaded_anew(tmp_path: Path, page: Page) -> None:
    folder = data_folder(tmp_path)
    other = record(MONUMENT, id="stalin-other-square", names__0__name="Other", names__1__name="Other")
    records = [other, record(MONUMENT)]

    def build(some: list[Record]) -> None:
        text = layer_text(build_layer(some, read_edition(FOLDER.edition)))
        (folder / "layer.geojson").write_text(text, encoding="utf-8")

    build(records)
    with serve(folder) as address:
        go(page, f"{address}/?year=1955")
        assert shown(page) == 2
        build(records[1:])
        page.reload()
        page.wait_for_selector(f"{MAP}[data-ready=true][data-shown='1']", timeout=60_000)
        page.get_by_role("tab", name="List").click()
        expect(page.get_by_test_id("list")).to_have_attribute("data-count", "1")


def test_what_is_wrong_with_the_data_is_said_on_the_map_and_the_rest_is_shown(tmp_path: Path, page: Page) -> None:
    folder = data_folder(tmp_path)
    one = record(MONUMENT)
    (folder / "layer.geojson").write_text(
        layer_text(build_layer([one], read_edition(FOLDER.edition))), encoding="utf-8"
    )
    (folder / "records" / "monuments" / f"{one.id}.json").write_text("{", encoding="utf-8")
    with serve(folder) as address:
        go(page, f"{address}/?year=1955&colour=red")
        assert shown(page) == 1
        fault = page.get_by_test_id("fault")
        expect(fault).to_have_count(1)
        expect(fault).to_contain_text('cannot be read; run "python -m geo check", which says why. The rest is sound.')
        expect(page.get_by_test_id("notices")).to_contain_text("colour")
        page.get_by_role("button", name="Next year").click()
        expect(fault).to_be_visible()
        fault.get_by_role("button", name="Close notice").click()
        expect(fault).to_have_count(0)


def test_a_part_that_does_not_come_is_told_and_asked_for_again(browser: Browser, app: str) -> None:
    page = browser.new_page()
    page.route("**/details-*.json", lambda route: route.abort())
    go(page, f"{app}/?record=stalin-yerevan")
    expect(page.get_by_test_id("notices")).to_contain_text("A part of this page could not be loaded")
    page.unroute("**/details-*.json")
    page.get_by_role("button", name="Close notice").click()
    page.get_by_role("tab", name="List").click()
    page.get_by_test_id("list").get_by_role("button").nth(2).click()
    expect(page.get_by_test_id("record").get_by_role("heading", level=2)).to_be_visible()
    expect(page.get_by_test_id("notices")).to_be_empty()
    page.close()


def test_the_map_goes_on_when_the_server_is_gone(browser: Browser) -> None:
    page = browser.new_page()
    with serve() as address:
        go(page, f"{address}/?year=1961")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")
    page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])", state="attached")
    page.wait_for_timeout(3000)  # until Streamlit has said so
    page.get_by_role("slider", name="Year").press("ArrowRight")
    page.wait_for_selector(f"{MAP}[data-year='1962']")
    page.get_by_test_id("filter-country").get_by_role("button", name="Hungary", exact=True).click()
    expect(page.get_by_role("button", name="Country today: Hungary")).to_be_visible()
    page.get_by_role("button", name="Download").click()
    page.get_by_role("link", name="GeoPackage").click()
    expect(page.get_by_test_id("notices")).to_contain_text("The file could not be made")
    page.close()
