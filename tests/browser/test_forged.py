"""A client that sends what no page of ours would send, over the real websocket."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import MAP, go, settled

pytestmark = pytest.mark.browser

NESTED = 100_000 * "[" + 100_000 * "]"


class Forger:
    """Stands between the page and the server, and changes what the page sends when it asks to be run."""

    def __init__(self, page: Page) -> None:
        self.change: Callable[[Any], None] | None = None
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
        self.change(sent.rerun_script)
        self.forged += 1
        return sent.SerializeToString()


def state_of_a_widget(name: str, value: str) -> Callable[[Any], None]:
    """Say that a component has a state, or was triggered."""

    def change(run: Any) -> None:
        for widget in ("page", "$$ID-0-page", "$$STREAMLIT_INTERNAL_KEY-page"):
            state = run.widget_states.widgets.add()
            state.id = widget
            setattr(state, name, value)

    return change


def query(text: str) -> Callable[[Any], None]:
    def change(run: Any) -> None:
        run.query_string = text

    return change


FORGED = [
    state_of_a_widget("json_value", '{"record": 7}'),
    state_of_a_widget("json_trigger_value", '[{"event": "year", "value": 1e999}]'),
    state_of_a_widget("string_value", 200_000 * "x"),
    state_of_a_widget("json_value", NESTED),
    query("year=%00&country=" + 20_000 * "Z"),
    query(20_000 * "&" + "year=1956&year[]=1"),
]


@pytest.mark.parametrize("path", ["", "charts"])
def test_whatever_a_client_sends_nothing_of_the_server_is_told_and_the_page_stands(
    page: Page, app: str, path: str
) -> None:
    forger = Forger(page)
    for number, change in enumerate(FORGED):
        forger.change = change
        page.goto(f"{app}/{path}?year=1956")
        expect(page.locator(MAP) if not path else page.get_by_role("heading", name="Charts")).to_be_visible(
            timeout=60_000
        )
        settled(page)
        assert forger.forged > number
        text = page.locator("body").inner_text()
        assert "Traceback" not in text
        assert ".py" not in text
    forger.change = None
    if not path:
        go(page, f"{app}/?year=1956")
        assert page.get_attribute(MAP, "data-year") == "1956"
