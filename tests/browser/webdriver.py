"""The driver on W3C WebDriver, by selenium: what Firefox and WebKit have in common."""

from __future__ import annotations

import json
import re
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium.common.exceptions import JavascriptException, UnexpectedAlertPresentException, WebDriverException
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_MOUSE, POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.actions.wheel_input import ScrollOrigin
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.driver import DriverError, Part
from tests.browser.in_page import FOCUSED, GONE, OF_PARTS, POLL

__all__ = ["WebDriverDriver", "is_own"]

_FIND = (Path(__file__).parent / "parts.js").read_text("utf-8").partition("*/")[2].strip()
_SECONDS = 10
_MOST_SECONDS = 10
"""A condition is asked for anew after so many seconds, as engines do not wait for ever for the end of a script."""
_CALL = """async (given) => {
    try {
        return JSON.stringify({ value: (await (FUNCTION)(JSON.parse(given))) ?? null });
    } catch (error) {
        return JSON.stringify({ error: String(error) });
    }
}"""
_KEYS = {
    "ArrowLeft": Keys.ARROW_LEFT, "ArrowRight": Keys.ARROW_RIGHT, "ArrowUp": Keys.ARROW_UP,
    "ArrowDown": Keys.ARROW_DOWN, "PageUp": Keys.PAGE_UP, "PageDown": Keys.PAGE_DOWN, "Home": Keys.HOME,
    "End": Keys.END, "Enter": Keys.ENTER, "Escape": Keys.ESCAPE, "Tab": Keys.TAB, "Shift": Keys.SHIFT,
    "Backspace": Keys.BACKSPACE, "Delete": Keys.DELETE, "Space": " ", "ControlOrMeta": Keys.CONTROL,
    "Control": Keys.CONTROL, "Alt": Keys.ALT,
}  # fmt: skip


class WebDriverDriver:
    """See :class:`tests.browser.driver.Driver`; an engine adds what WebDriver has no command for.

    Parameters
    ----------
    web : selenium.webdriver.remote.webdriver.WebDriver
    folder : pathlib.Path
        Where the browser saves files.
    touch : bool
        A finger presses, not a mouse.
    offline : bool
        A request for anything but the opened file is a fault.
    """

    def __init__(self, web: WebDriver, folder: Path, *, touch: bool, offline: bool) -> None:
        self.web, self.folder, self.touch, self.offline = web, folder, touch, offline
        self.opened = ""
        self.dialogs: list[str] = []
        web.set_script_timeout(120)

    @property
    def address(self) -> str:
        return str(self._do(lambda: self.web.current_url))

    @property
    def faults(self) -> list[str]:
        return [*self.dialogs, *self.unseen()]

    def unseen(self) -> list[str]:
        """Give the errors of the page and of the console, and requests to other hosts."""
        raise NotImplementedError

    def prepare(self, script: str) -> None:
        raise NotImplementedError

    def open(self, address: str) -> None:
        self.opened = address
        self._do(lambda: self.web.get(address))

    def back(self) -> None:
        self._do(self.web.back)

    def forward(self) -> None:
        self._do(self.web.forward)

    def reload(self) -> None:
        self._do(self.web.refresh)

    def press(self, part: Part) -> None:
        self._press(*self._of("free", part, seconds=_SECONDS))

    def press_at(self, part: Part, across: float, down: float) -> None:
        self._press(*self._spot(part, across, down))

    def hover(self, part: Part, across: float = 0.5, down: float = 0.5) -> None:
        x, y = self._spot(part, across, down)
        self._point(lambda pointer: pointer.create_pointer_move(x=x, y=y, duration=20))

    def drag(self, part: Part, start: tuple[float, float], end: tuple[float, float]) -> None:
        x, y = self._spot(part, *start)
        to_x, to_y = self._spot(part, *end)

        def act(pointer: PointerInput) -> None:
            pointer.create_pointer_move(x=x, y=y, duration=0)
            pointer.create_pointer_down(button=0)
            for share in (1, 2, 3, 4):
                there = (round(x + share * (to_x - x) / 4), round(y + share * (to_y - y) / 4))
                pointer.create_pointer_move(x=there[0], y=there[1], duration=20)
            pointer.create_pointer_up(button=0)

        self._point(act)

    def wheel(self, part: Part, pixels: int) -> None:
        x, y = self._spot(part, 0.5, 0.5)
        self.hover(part)
        self._do(lambda: ActionChains(self.web).scroll_from_origin(
            ScrollOrigin.from_viewport(x, y), 0, pixels).perform())  # fmt: skip

    def focus(self, part: Part) -> None:
        self._of("focus", part)

    def type(self, part: Part, text: str) -> None:
        self._of("type", part, text)

    def pick(self, part: Part, option: str) -> None:
        self._of("pick", part, option)

    def key(self, name: str) -> None:
        *held, last = [name] if len(name) == 1 else name.split("+")
        chain = ActionChains(self.web, duration=0)
        for one in held:
            chain.key_down(_KEYS[one])
        chain.send_keys(_KEYS.get(last, last))
        for one in reversed(held):
            chain.key_up(_KEYS[one])
        self._do(chain.perform)

    def focused(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.run(FOCUSED)
        return found

    def text(self, part: Part) -> str:
        return str(self._of("text", part))

    def texts(self, part: Part) -> list[str]:
        return list(self._all("texts", part))

    def attribute(self, part: Part, name: str) -> str | None:
        found: str | None = self._of("attribute", part, name)
        return found

    def attributes(self, part: Part, name: str) -> list[str]:
        return list(self._all("attributes", part, name))

    def value(self, part: Part) -> str:
        return str(self._of("value", part))

    def checked(self, part: Part) -> bool:
        return bool(self._of("checked", part))

    def enabled(self, part: Part) -> bool:
        return bool(self._of("enabled", part))

    def visible(self, part: Part) -> bool:
        return bool(self._all("visible", part))

    def count(self, part: Part) -> int:
        return int(self._all("count", part))

    def wait_for(self, part: Part, *, gone: bool = False, seconds: float = _SECONDS) -> None:
        until = time.monotonic() + seconds
        while self._all("visible", part) is gone:
            if time.monotonic() > until:
                raise DriverError(f"{part} {'is still there' if gone else 'did not come'} (at {self.address})")
            time.sleep(0.03)

    def wait_until(self, condition: str, value: Any = None, *, seconds: float = _SECONDS) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                if self.run(POLL.replace("CONDITION", condition), [value, 1000 * min(left, _MOST_SECONDS)]):
                    return
            except DriverError as error:
                if not any(words in str(error) for words in GONE):
                    raise
                time.sleep(0.05)
        raise DriverError(f"waited {seconds:g} s in vain at {self.address} for {condition}")

    def run(self, function: str, value: Any = None) -> Any:
        said = self._do(lambda: self.call(_CALL.replace("FUNCTION", function), json.dumps(value)))
        if not said:
            raise DriverError(f"{GONE[0]} (at {self.address})")
        answer = json.loads(said)
        if "error" in answer:
            raise DriverError(f"{answer['error']} (at {self.address})")
        return answer["value"]

    def call(self, function: str, given: str) -> str | None:
        """Give the text that an async function of a text gives in the page; nothing if the page gave way to another."""
        script = f"const done = arguments[1]; ({function})(arguments[0]).then(done);"
        answer: str | None = self.web.execute_async_script(script, given)
        return answer

    def download(self, part: Part) -> Path:
        before = set(self.folder.iterdir())
        self.press(part)
        until = time.monotonic() + 6 * _SECONDS
        while time.monotonic() < until:
            new = set(self.folder.iterdir()) - before
            whole = [path for path in new if not self._is_part(path) and path.stat().st_size]
            if whole and len(whole) == len(new):
                return self._apart(whole[0])
            time.sleep(0.05)
        raise DriverError(f"{part} saved no file (at {self.address})")

    def pdf(self) -> bytes:
        return b64decode(self._do(self.web.print_page))

    def resize(self, width: int, height: int) -> None:
        raise NotImplementedError

    def scheme(self, name: str) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    @staticmethod
    def _is_part(path: Path) -> bool:
        """Say whether a file is still being written."""
        return path.suffix in (".part", ".wkdownload")

    def _apart(self, path: Path) -> Path:
        """Move a file away, so that the next of its name keeps it."""
        size = -1
        while size != (size := path.stat().st_size):
            time.sleep(0.05)
        where = self.folder.parent / f"saved-{time.monotonic_ns()}"
        where.mkdir()
        return path.rename(where / path.name)

    def _press(self, x: int, y: int) -> None:
        def act(pointer: PointerInput) -> None:
            pointer.create_pointer_move(x=x, y=y, duration=0)
            pointer.create_pointer_down(button=0)
            pointer.create_pointer_up(button=0)

        self._point(act, POINTER_TOUCH if self.touch else POINTER_MOUSE)

    def _point(self, act: Callable[[PointerInput], object], kind: str = POINTER_MOUSE) -> None:
        pointer = PointerInput(kind, "finger" if kind == POINTER_TOUCH else "mouse")
        act(pointer)
        actions = ActionBuilder(self.web, mouse=pointer, duration=0)
        self._do(actions.perform)

    def _spot(self, part: Part, across: float, down: float) -> tuple[int, int]:
        x, y = self._of("spot", part, [across, down])
        return round(x), round(y)

    def _of(self, what: str, part: Part, value: Any = None, seconds: float = _SECONDS) -> Any:
        """Do something with the one such part, once it is there."""
        until = time.monotonic() + seconds
        while "wait" in (answer := self._ask(what, part, value)):
            if time.monotonic() > until:
                raise DriverError(f"{part} {answer['wait']} (at {self.address})")
            time.sleep(0.05)
        return answer["value"]

    def _all(self, what: str, part: Part, value: Any = None) -> Any:
        return self._ask(what, part, value)["value"]

    def _ask(self, what: str, part: Part, value: Any) -> dict[str, Any]:
        given = {"what": what, "chain": _chain(part), "value": value}
        while True:
            try:
                answer = self.run(OF_PARTS.replace("FIND", _FIND), given)
            except DriverError as error:
                if not any(words in str(error) for words in GONE):
                    raise
                time.sleep(0.05)  # another document is on its way
                continue
            if "fault" in answer:
                raise DriverError(f"{part}: {answer['fault']} (at {self.address})")
            return dict(answer)

    def _do(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except UnexpectedAlertPresentException as error:
            self.dialogs.append(f"dialog: {error.alert_text}")
            return act()
        except (JavascriptException, WebDriverException) as error:
            raise DriverError(str(error.msg)) from error


def is_own(address: str, opened: str, *, offline: bool) -> bool:
    """Say whether a request is for what a visitor opened: below its folder on disk, or on this machine."""
    parts = urlsplit(address)
    if parts.scheme in ("data", "blob", "about"):
        return True
    folder = opened.partition("#")[0].rpartition("/")[0]
    return address.startswith(f"{folder}/") if offline else parts.hostname == "127.0.0.1"


def _chain(part: Part) -> list[dict[str, Any]]:
    """Give a part and all that it lies in, the outermost first, as ``parts.js`` takes them."""
    css = "".join(
        f"[data-{name}]" if value is None else f"[data-{name}={json.dumps(value, ensure_ascii=False)}]"
        for name, value in part.data
    )
    pattern = part.name if isinstance(part.name, re.Pattern) else None
    link = {
        "role": part.role,
        "testid": part.testid,
        "css": css,
        "at": part.at,
        "exact": part.exact,
        "name": None if pattern else part.name,
        "pattern": pattern and pattern.pattern,
        "flags": "i" if pattern and pattern.flags & re.IGNORECASE else "",
    }
    return [*(_chain(part.within) if part.within else []), link]
