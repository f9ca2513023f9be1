"""What people do most costs the server nothing: nothing is sent to it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, go, settled

pytestmark = pytest.mark.browser


def test_a_year_a_filter_a_search_a_list_and_a_record_send_no_message(page: Page, app: str) -> None:
    sent: list[str | bytes] = []

    def keep(frame: str | bytes) -> None:
        sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", keep))
    go(page, f"{app}/?year=1961")
    settled(page)
    page.get_by_role("tab", name="List").click()  # the towns and their words are there by then
    page.wait_for_function("() => performance.getEntriesByName(performance.getEntriesByType('resource')"
                           ".find((entry) => entry.name.endsWith('/towns.json'))?.name ?? '').length")  # fmt: skip
    settled(page)
    assert sent, "the socket was not heard"
    before = len(sent)
    for year in (1962, 1963):
        page.get_by_role("button", name="Next year").click()
        expect(page.locator(MAP)).to_have_attribute("data-year", str(year))
    page.get_by_role("slider", name="Year").press("Home")
    page.get_by_role("tab", name="Filters").click()
    shown = page.get_attribute(MAP, "data-shown")
    page.get_by_test_id("filter-category").get_by_role("button", name="Monuments").click()
    expect(page.locator(MAP)).not_to_have_attribute("data-shown", shown or "")
    page.get_by_role("searchbox").fill("Brasov")
    page.get_by_test_id("hit").first.click()
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "brasov")
    expect(page.get_by_test_id("record")).to_contain_text("Orașul Stalin")
    page.get_by_role("button", name="Close record").click()
    page.get_by_role("tab", name="List").click()
    page.get_by_test_id("list").get_by_role("button").first.click()
    expect(page.get_by_test_id("record")).to_be_visible()
    page.get_by_test_id("export").get_by_role("button").first.click()
    with page.expect_download():
        page.get_by_role("button", name=re.compile("GeoJSON")).first.click()
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 5000 }))")
    assert len(sent) == before
    assert "record=" in page.url
