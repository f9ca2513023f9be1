"""Axe finds nothing on any page, with any of its parts open, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go
from tests.browser.serving import ROOT

pytestmark = pytest.mark.browser
AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = """async () => {
    const ours = { resultTypes: ["violations"] };
    if (document.querySelector("[data-testid=stMain]")) // all pages of Streamlit are in one main, head line and all
        ours.rules = { "landmark-banner-is-top-level": { enabled: false } };
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished)); // faded in
    const found = await axe.run(document, ours);
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
        `${id}: ${html.slice(0, 300)} ${failureSummary}`));
}"""
SCHEMES = ["light", "dark"]


def expect_none(page: Page, where: str) -> None:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))  # as the page's policy allows no other script
    found = page.evaluate(VIOLATIONS)
    assert found == [], f"{where}: " + "\n".join(found)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_map_and_all_that_opens_on_it(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 1366, "height": 768})
    go(page, f"{app}/?year=1961&country=AM&near=44.5,40.18")
    expect_none(page, "filters, pills, near")
    page.get_by_role("tab", name="List").click()
    expect(page.get_by_test_id("list")).to_be_visible()
    expect_none(page, "list")
    page.get_by_role("searchbox").fill("Stalin")
    expect(page.get_by_test_id("hit").first).to_be_visible()
    expect_none(page, "hits")
    page.get_by_test_id("hit").first.click()
    expect(page.get_by_test_id("record").get_by_role("heading").first).to_be_visible()
    expect_none(page, "record and popup")
    page.locator(".front-cite summary").first.click()
    expect_none(page, "citation")
    page.get_by_role("button", name="Close record").click()
    page.get_by_test_id("export").get_by_role("button").first.click()
    expect_none(page, "files to save")
    page.keyboard.press("Escape")
    page.get_by_role("group", name="Political events").get_by_role("button").first.click()
    expect(page.get_by_test_id("events")).to_be_visible()
    expect_none(page, "events")
    go(page, f"{app}/?at=36.59,50.6,9")  # Belgorod, of which no record is close
    page.locator(".leaflet-control-layers").hover()
    page.get_by_role("checkbox", name="Capitals asked about").check()
    expect(page.get_by_test_id("legend")).to_contain_text("Not looked for yet")
    page.get_by_test_id("timemap").press("Enter")
    expect(page.get_by_test_id("centre")).to_be_visible()
    expect_none(page, "layer of the capitals and what is known of one")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_stories_and_a_step_of_one(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 1366, "height": 768})
    go(page, app)
    page.get_by_test_id("stories").click()
    expect(page.get_by_role("heading", name="Stories")).to_be_focused()
    expect_none(page, "stories")
    page.get_by_role("button", name="Four statues").click()
    expect(page.get_by_test_id("story")).to_be_visible()
    expect_none(page, "story")
    page.get_by_role("button", name="Lesson").click()
    expect(page.get_by_test_id("lesson").get_by_role("heading", level=2)).to_be_focused()
    expect_none(page, "lesson")
    first = page.get_by_test_id("guess").first
    first.get_by_role("spinbutton").fill("1950")
    first.get_by_role("button", name="Reveal").click()
    page.get_by_role("button", name="Go on without guessing").click()
    page.locator(".front-key summary").first.click()
    expect_none(page, "lesson, revealed")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_group_the_notices_and_an_empty_map(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 1366, "height": 768})
    go(page, f"{app}/?year=1955&country=AM&kind=monument&colour=red&at=44.5,40.18,6")
    expect_none(page, "notice")
    page.get_by_test_id("timemap").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=group], [data-testid=popup]")).to_be_visible()
    expect_none(page, "group")
    go(page, f"{app}/?country=AM&kind=peak")
    expect_none(page, "nothing passes")
    page.get_by_role("button", name="Filters and list").click()
    expect_none(page, "panel folded")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_phone_with_the_panel_over_the_map(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    go(page, f"{app}/?year=1961&country=UA")
    expect_none(page, "map")
    page.get_by_role("button", name="Filters and list").click()
    expect_none(page, "sheet")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["charts?year=1961&country=UA", "coverage"])
def test_charts_and_coverage(new_page: Callable[..., Page], app: str, path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{app}/{path}")
    expect(page.get_by_role("heading").first).to_be_visible(timeout=60_000)
    if path.startswith("charts"):
        expect(page.get_by_test_id("stVegaLiteChart").last.locator("svg, canvas")).to_be_visible(timeout=60_000)
    expect_none(page, path)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_map_in_one_file(new_page: Callable[..., Page], file_address: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 1366, "height": 768})
    go(page, f"{file_address}#year=1961&record=brasov")
    expect(page.get_by_test_id("record").get_by_role("heading").first).to_be_visible()
    expect_none(page, "file")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pages_of_the_site(new_page: Callable[..., Page], site: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    go(page, site)
    expect_none(page, "site")
    page.goto(f"{site.rpartition('/')[0]}/record/brasov.html")
    expect_none(page, "a record's page")


@pytest.fixture(scope="session")
def file_address(file: object) -> str:
    """Give the address of the map in one file."""
    return file.as_uri()  # type: ignore[attr-defined]
