"""The map is there before Streamlit is, and stays as it stands when Streamlit has come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.conftest import MAP, go

pytestmark = pytest.mark.browser

COMPONENT = "[data-testid=stApp][data-test-script-state=notRunning] [data-testid=stBidiComponentRegular]"
"""What Streamlit has of the page when it has come."""


@pytest.fixture(autouse=True)
def _visited(page: Page, app: str) -> None:
    go(page, app)  # the first visit has the files made


def test_without_a_connection_to_the_server_the_map_is_used_as_ever(page: Page, app: str) -> None:
    reached: list[str] = []
    page.route_web_socket("**/*", lambda socket: reached.append(socket.url))  # and never answers
    go(page, f"{app}/?year=1950")
    expect(page).to_have_title("De-Stalinization map")
    page.get_by_role("slider", name="Year").press("ArrowRight")
    page.get_by_test_id("filter-country").get_by_role("button", name="Hungary", exact=True).click()
    page.wait_for_selector(f"{MAP}[data-year='1951']")
    expect(page.get_by_role("button", name="Country today: Hungary")).to_be_visible()
    assert "country=HU" in page.url
    for _ in range(100):  # Streamlit begins when the map is drawn
        if reached:
            break
        page.wait_for_timeout(100)
    assert reached


def held_back(page: Page) -> Callable[[], None]:
    """Hold back what the server says, and give what lets it through."""
    passing: list[bool] = []
    held: list[tuple[WebSocketRoute, str | bytes]] = []

    def hold(socket: WebSocketRoute) -> None:
        def said(message: str | bytes) -> None:
            if passing:
                socket.send(message)
            else:
                held.append((socket, message))

        socket.connect_to_server().on_message(said)

    def let_through() -> None:
        passing.append(True)
        for socket, message in held:
            socket.send(message)

    page.route_web_socket("**/*", hold)
    return let_through


def has_come(page: Page) -> None:
    """Wait until Streamlit's component has the page."""
    page.wait_for_selector(COMPONENT, state="attached")
    page.wait_for_timeout(300)


def test_what_is_typed_and_open_meanwhile_stays(page: Page, app: str) -> None:
    let_through = held_back(page)
    go(page, f"{app}/?year=1950&country=HU")
    field = page.get_by_test_id("search").get_by_role("searchbox")
    field.click()
    page.keyboard.type("Budap", delay=20)
    expect(page.get_by_test_id("hit").first).to_be_visible()
    page.evaluate("document.querySelector('[data-testid=timemap]').proof = 1")
    expect(page.locator(COMPONENT)).to_have_count(0)
    let_through()
    has_come(page)
    expect(field).to_be_focused()
    page.keyboard.type("est")
    expect(field).to_have_value("Budapest")
    expect(page.get_by_test_id("hit").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=timemap]').proof") == 1
    expect(page.locator(MAP)).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)


def test_a_hand_on_the_time_bar_holds_it_on(page: Page, app: str) -> None:
    let_through = held_back(page)
    go(page, f"{app}/?year=1950")
    box = page.get_by_role("slider", name="Year").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    before = page.locator(MAP).get_attribute("data-year")
    let_through()
    has_come(page)
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2, steps=5)
    year = page.locator(MAP).get_attribute("data-year")
    assert year != before
    page.mouse.up()
    page.wait_for_function("year => location.search.includes(`year=${year}`)", arg=year)


def test_where_its_script_does_not_come_the_component_draws_the_map(page: Page, app: str) -> None:
    failed: list[str] = []

    def fail_once(route: Route) -> None:
        if failed:
            route.fallback()
            return
        failed.append(route.request.url)
        route.abort()

    page.route("**/screen.js", fail_once)
    go(page, f"{app}/?year=1950")
    expect(page.locator(f"{MAP}[data-year='1950']")).to_have_count(1)
    assert failed


def test_a_full_screen_stays_as_large_as_it_is(page: Page, app: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    let_through = held_back(page)
    go(page, f"{app}/?year=1950")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement !== null")
    scale = "document.querySelector('.front').style.getPropertyValue('--front-scale')"
    large = page.evaluate(scale)
    assert float(large) > 1
    let_through()
    has_come(page)
    assert page.evaluate(scale) == large
    page.get_by_role("button", name="Leave full screen").click()
    page.wait_for_function(f"() => {scale} === ''")
    assert page.evaluate("document.querySelector('.front').getBoundingClientRect().height") == 1080


def test_nothing_of_streamlit_is_seen_or_reached_below_the_map(page: Page, app: str) -> None:
    go(page, app)
    has_come(page)
    expect(page.locator("[data-testid=stApp]")).to_be_hidden()
    assert (
        page.locator("button, a, input, select").evaluate_all(
            "all => all.filter((one) => one.checkVisibility() && !one.closest('.front')).length"
        )
        == 0
    )
