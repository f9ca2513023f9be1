"""The driver on Playwright: the only module of the net that knows it."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.chromium import launch
from tests.browser.driver import DESKTOP, Driver, DriverError, Part
from tests.browser.in_page import FOCUSED, GONE, POLL, REVEAL

__all__ = ["PlaywrightEngine", "chromium"]

_LOCAL = "127.0.0.1"
_SECONDS = 10
_AGAIN_SECONDS = 3
_BETWEEN_TAPS = 0.25
"""Seconds after which two taps at different places are no double tap: no finger is so quick."""
_GRACE = 5
"""Seconds after which a page is taken not to run at all, as it did not even say that it waited in vain."""


class PlaywrightEngine:
    """A Chromium under Playwright."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def visit(
        self, *, view: tuple[int, int] = DESKTOP, scheme: str = "light", touch: bool = False, offline: bool = False
    ) -> Driver:
        """Let a new visitor open a page; see :class:`tests.browser.driver.Engine`."""
        context = self.browser.new_context(
            viewport={"width": view[0], "height": view[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=touch,
            is_mobile=touch,
            offline=offline,
        )
        context.set_default_timeout(1000 * _SECONDS)
        return PlaywrightDriver(context, touch=touch, offline=offline)


class PlaywrightDriver:
    """See :class:`tests.browser.driver.Driver`."""

    def __init__(self, context: BrowserContext, *, touch: bool, offline: bool) -> None:
        self.context, self.touch, self.offline = context, touch, offline
        self.faults: list[str] = []
        self.folder: Path | None = None
        self.page = context.new_page()
        self.page.on("request", self._asked)
        self.page.on("websocket", lambda socket: self._reached(socket.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("crash", lambda _: self.faults.append("the page crashed"))
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._console)

    @property
    def address(self) -> str:
        return self.page.url

    def prepare(self, script: str) -> None:
        self.page.add_init_script(script)

    def open(self, address: str) -> None:
        self._opened = address
        self._do(lambda: self.page.goto(address))

    def back(self) -> None:
        self._travel(self.page.go_back)

    def forward(self) -> None:
        self._travel(self.page.go_forward)

    def reload(self) -> None:
        self._do(self.page.reload)

    def press(self, part: Part) -> None:
        found = self._find(part)
        handle = self._do(found.element_handle)  # looked for once, as roles take long on a long page
        try:
            handle.evaluate(REVEAL)
            (handle.tap if self.touch else handle.click)(timeout=1000 * _AGAIN_SECONDS)
        except PlaywrightError:  # it was drawn anew in between
            self._do(found.tap if self.touch else found.click)

    def press_at(self, part: Part, across: float, down: float) -> None:
        x, y = self._spot(part, across, down)
        if self.touch:
            time.sleep(_BETWEEN_TAPS)
        self._do(lambda: (self.page.touchscreen.tap if self.touch else self.page.mouse.click)(x, y))

    def hover(self, part: Part, across: float = 0.5, down: float = 0.5) -> None:
        x, y = self._spot(part, across, down)
        self._do(lambda: self.page.mouse.move(x, y))

    def drag(self, part: Part, start: tuple[float, float], end: tuple[float, float]) -> None:
        x, y = self._spot(part, *start)
        to_x, to_y = self._spot(part, *end)
        mouse = self.page.mouse
        self._do(lambda: (mouse.move(x, y), mouse.down(), mouse.move(to_x, to_y, steps=4), mouse.up()))

    def wheel(self, part: Part, pixels: int) -> None:
        self.hover(part)
        self._do(lambda: self.page.mouse.wheel(0, pixels))

    def focus(self, part: Part) -> None:
        self._do(self._find(part).focus)

    def type(self, part: Part, text: str) -> None:
        self._do(lambda: self._find(part).fill(text))

    def pick(self, part: Part, option: str) -> None:
        self._do(lambda: self._find(part).select_option(label=option))

    def key(self, name: str) -> None:
        self._do(lambda: self.page.keyboard.press(name))

    def focused(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.run(FOCUSED)
        return found

    def text(self, part: Part) -> str:
        return str(self._do(self._find(part).inner_text))

    def texts(self, part: Part) -> list[str]:
        return list(self._within(_SECONDS, self._find(part), "all_inner_texts"))

    def attribute(self, part: Part, name: str) -> str | None:
        found: str | None = self._do(lambda: self._find(part).get_attribute(name))
        return found

    def attributes(self, part: Part, name: str) -> list[str]:
        script = "(parts, name) => parts.map((part) => part.getAttribute(name)).filter((value) => value !== null)"
        return list(self._within(_SECONDS, self._find(part), "evaluate_all", script, name))

    def value(self, part: Part) -> str:
        return str(self._do(self._find(part).input_value))

    def checked(self, part: Part) -> bool:
        return bool(self._do(self._find(part).is_checked))

    def enabled(self, part: Part) -> bool:
        return bool(self._do(self._find(part).is_enabled))

    def visible(self, part: Part) -> bool:
        return bool(self._within(_SECONDS, self._find(part), "is_visible", None))

    def count(self, part: Part) -> int:
        return int(self._within(_SECONDS, self._find(part), "count"))

    def wait_for(self, part: Part, *, gone: bool = False, seconds: float = _SECONDS) -> None:
        state = "hidden" if gone else "visible"
        self._do(lambda: self._find(part).wait_for(state=state, timeout=1000 * seconds))  # type: ignore[arg-type]

    def wait_until(self, condition: str, value: Any = None, *, seconds: float = _SECONDS) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                script = POLL.replace("CONDITION", condition)
                if self._within(left + _GRACE, self.page, "evaluate", script, [value, 1000 * left]):
                    return
            except DriverError as error:
                if not any(words in str(error) for words in GONE):
                    raise
        raise DriverError(f"waited {seconds:g} s in vain at {self.page.url} for {condition}")

    def run(self, function: str, value: Any = None) -> Any:
        return self._within(_SECONDS, self.page, "evaluate", function, value)

    def download(self, part: Part) -> Path:
        with self.page.expect_download() as waiting:
            self.press(part)
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="net-"))
        path = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def pdf(self) -> bytes:
        return bytes(self._do(self.page.pdf))

    def resize(self, width: int, height: int) -> None:
        self._do(lambda: self.page.set_viewport_size({"width": width, "height": height}))

    def scheme(self, name: str) -> None:
        self._do(lambda: self.page.emulate_media(color_scheme="dark" if name == "dark" else "light"))

    def close(self) -> None:
        self.context.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _find(self, part: Part) -> Locator:
        root: Page | Locator = self._find(part.within) if part.within else self.page
        data = "".join(
            f"[data-{name}]" if value is None else f"[data-{name}={json.dumps(value, ensure_ascii=False)}]"
            for name, value in part.data
        )
        if part.testid:
            found = root.locator(f'[data-testid="{part.testid}"]{data}')
            if part.name is not None:
                found = found.filter(has_text=part.name)
        elif part.role:
            found = root.get_by_role(part.role, name=part.name, exact=part.exact)  # type: ignore[arg-type]
        elif part.data:
            found = root.locator(data)
        else:
            found = root.get_by_text(part.name or "", exact=part.exact)
        return found if part.at is None else found.nth(part.at)

    def _spot(self, part: Part, across: float, down: float) -> tuple[float, float]:
        found = self._find(part)
        self._do(found.scroll_into_view_if_needed)
        box = self._do(found.bounding_box)
        if box is None:
            raise DriverError(f"{part} cannot be seen")
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def _do(self, act: Any) -> Any:
        try:
            return act()
        except PlaywrightError as error:
            raise DriverError(f"{error.message} (at {self.page.url})") from error

    def _travel(self, go: Callable[..., Any]) -> None:
        """Go in the history; while Chromium changes from one process to another it has none for a moment."""
        for _ in range(20):
            try:
                go(wait_until="commit")
            except PlaywrightError as error:
                if "Not attached to an active page" not in error.message:
                    raise DriverError(f"{error.message} (at {self.page.url})") from error
                self.page.wait_for_timeout(100)
            else:
                return
        raise DriverError(f"the page has no history (at {self.page.url})")

    def _within(self, seconds: float, where: Page | Locator, method: str, *values: Any) -> Any:
        """Call what has no time limit of its own in Playwright, as a page that hangs answers to nothing."""
        call = getattr(where._impl_obj, method)(*values)
        try:
            return self._do(lambda: self.page._sync(asyncio.wait_for(call, seconds)))
        except TimeoutError as error:
            raise DriverError(f"no answer to {method} in {seconds:g} s (at {self.page.url})") from error

    def _asked(self, request: Request) -> None:
        self._reached(request.url)

    def _reached(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("data", "blob", "about"):
            return
        folder = self._opened.partition("#")[0].rpartition("/")[0]
        own = address.startswith(f"{folder}/") if self.offline else parts.hostname == _LOCAL
        if not own:
            self.faults.append(f"asked another host: {address}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        if message.type == "error" or self.offline:
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")


@contextmanager
def chromium() -> Iterator[PlaywrightEngine]:
    """Run the Chromium of the system, or Playwright's own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield PlaywrightEngine(browser)
        browser.close()
