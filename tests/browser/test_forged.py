"""A client that sends what no page of ours would send, over the real websocket."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import MAP, go, settled, wait_address

pytestmark = pytest.mark.browser

NESTED = 100_000 * "[" + 100_000 * "]"
TRIGGERS = [
    ("near", '{"place": "x"}'),
    ("near", '{"place": [NaN, 1e999]}'),
    ("near", "7"),
    ("year", '"abc"'),
    ("year", str(10**18)),
    ("year", "NaN"),
    ("selected", '{"id": "brasov"}'),
    ("selected", json.dumps(5_000_000 * "x")),
    ("open", "[1]"),
    ("never", "1"),
]


class Forger:
    """Stands between the page and the server, and changes what the page sends."""

    def __init__(self, page: Page) -> None:
        self.change: Callable[[Any], bool] | None = None
        self.forged = 0
        page.route_web_socket(re.compile("_stcore/stream"), self._between)

    def _between(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            server.send(self._changed(message) if isinstance(message, bytes) else message)

        browser.on_message(pass_on)

    def _changed(self, message: bytes) -> bytes:
        sent = BackMsg.FromString(message)
        if self.change is None or not sent.HasField("rerun_script"):
            return message
        changed = [self.change(widget) for widget in sent.rerun_script.widget_states.widgets]
        self.forged += sum(changed)
        return sent.SerializeToString()


def unharmed(page: Page) -> None:
    """Expect no word of what went on in the server."""
    text = page.locator("body").inner_text()
    assert "Traceback" not in text
    assert ".py" not in text


def press_next(page: Page, forger: Forger, event: str, value: str) -> None:
    """Press a button of the time bar, and have it send something else."""

    def change(widget: Any) -> bool:
        if not widget.json_trigger_value:
            return False
        widget.json_trigger_value = f'[{{"event": "{event}", "value": {value}}}]'
        return True

    before, forger.change = forger.forged, change
    page.get_by_role("button", name="Next year").click()
    for _ in range(100):
        if forger.forged > before:
            break
        page.wait_for_timeout(100)
    assert forger.forged == before + 1
    page.wait_for_timeout(300)
    settled(page)
    forger.change = None


def test_forged_triggers_change_nothing(page: Page, app: str) -> None:
    forger = Forger(page)
    go(page, f"{app}/?year=1956")
    settled(page)
    for event, value in TRIGGERS:
        press_next(page, forger, event, value)
        unharmed(page)
        expect(page.locator("[data-testid=stException], [data-testid=stAlert]")).to_have_count(0)
        assert page.evaluate("location.search") == "?year=1956"
    page.get_by_role("button", name="Next year").click()
    wait_address(page, f"year={1956 + len(TRIGGERS) + 1}")


def test_what_streamlit_itself_cannot_read_is_shown_without_details(page: Page, app: str) -> None:
    forger = Forger(page)
    go(page, f"{app}/?year=1956")
    settled(page)
    press_next(page, forger, "year", NESTED)
    expect(page.get_by_test_id("stException")).to_contain_text("The original error message is redacted")
    unharmed(page)
    page.reload()
    expect(page.locator(f"{MAP}[data-year='1956'][data-ready=true]")).to_be_visible(timeout=60_000)


def test_forged_values_of_widgets_change_nothing(page: Page, app: str) -> None:
    forger = Forger(page)
    go(page, f"{app}/?year=1956&country=HU")
    settled(page)

    def change(widget: Any) -> bool:
        name = widget.id.rpartition("-")[2]
        if name == "country":
            widget.string_array_value.data[:] = ["Nowhere", "Ukraine (46)"]
        elif name in ("typed_year", "lasted"):
            widget.double_value = float("nan")
        elif name == "category":
            widget.string_array_value.data[:] = ["Nothing"]
        else:
            return False
        return True

    forger.change = change
    page.get_by_test_id("stSidebar").get_by_text("Only where sources disagree").click()
    page.wait_for_timeout(1500)
    settled(page)
    assert forger.forged > 2
    unharmed(page)
    assert "Nowhere" not in page.url
    assert "Nothing" not in page.url
