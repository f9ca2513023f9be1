"""WebKit, as WebKitGTK has it, by WebKitWebDriver; its windows are on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.driver import DESKTOP, Driver, DriverError
from tests.browser.webdriver import WebDriverDriver, is_own

__all__ = ["WebKitEngine", "webkit"]

_VIEW = Path(__file__).with_name("webkit_view.py")
_SYSTEM = "/usr/bin/python3"
_SECONDS = 30
_SAID = re.compile(r"(?:.*?: )?(?P<kind>ASKED|ENDED|CONSOLE JS ERROR|CONSOLE) (?P<words>.*)")
_ERROR = re.compile(r"([A-Z]+ )?ERROR ")


class WebKitEngine:
    """A WebKit; each visitor has one of his own."""

    def __init__(self, driver: str) -> None:
        self.driver = driver

    def visit(
        self, *, view: tuple[int, int] = DESKTOP, scheme: str = "light", touch: bool = False, offline: bool = False
    ) -> Driver:
        """Let a new visitor open a page; see :class:`tests.browser.driver.Engine`.

        WebKitGTK has no fingers for WebDriver: a mouse presses on a phone too.
        """
        home = Path(tempfile.mkdtemp(prefix="net-"))
        (home / "saved").mkdir()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = _SYSTEM
        options.set_capability("browserName", "WebKitView")
        for word in (str(_VIEW), "--folder", str(home), *(["--dark"] if scheme == "dark" else [])):
            options.add_argument(word)
        service = Service(executable_path=self.driver)
        service.start()
        there = RemoteConnection(client_config=ClientConfig(remote_server_addr=service.service_url))
        web = webdriver.Remote(command_executor=there, options=options)
        one = WebKitDriver(web, service, home / "saved", offline=offline)
        one.resize(*view)
        return one


class WebKitDriver(WebDriverDriver):
    """See :class:`tests.browser.driver.Driver`."""

    def __init__(self, web: WebDriver, service: Service, folder: Path, *, offline: bool) -> None:
        super().__init__(web, folder, touch=False, offline=offline)
        self.service = service

    def unseen(self) -> list[str]:
        faults = []
        for line in (self.folder.parent / "said").read_text("utf-8", errors="replace").splitlines():
            said = _SAID.match(line)
            if said is None:
                continue
            kind, words = said["kind"], said["words"]
            if kind == "ASKED" and self.opened and not is_own(words, self.opened, offline=self.offline):
                faults.append(f"asked another host: {words}")
            if kind == "ENDED":
                faults.append(f"the process of the page ended: {words}")
            if kind == "CONSOLE JS ERROR":
                faults.append(f"page error: {words}")
            elif kind == "CONSOLE" and (self.offline or _ERROR.match(words)):
                faults.append(f"console {words[:1].lower()}{words[1:]}")
        return faults

    def prepare(self, script: str) -> None:
        self._order("prepare", script=script)

    def pdf(self) -> bytes:
        name = f"{time.monotonic_ns()}.pdf"
        self._order("paper", name=name)
        path = self.folder.parent / name
        until = time.monotonic() + _SECONDS
        while not path.exists():
            if time.monotonic() > until:
                raise DriverError(f"the page was not printed in {_SECONDS} s (at {self.address})")
            time.sleep(0.05)
        return path.read_bytes()

    def resize(self, width: int, height: int) -> None:
        self._order("size", width=width, height=height)
        size = f"() => innerWidth === {width} && innerHeight === {height}"
        self.wait_until(size)

    def scheme(self, name: str) -> None:
        self._order("colours", dark=name == "dark")
        self.wait_until("(name) => matchMedia(`(prefers-color-scheme: ${name})`).matches", name)

    def close(self) -> None:
        try:
            self.web.quit()
        finally:
            self._order("leave")
            self.service.stop()
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _order(self, what: str, **options: Any) -> None:
        with suppress(OSError):  # a browser that has ended reads no orders
            pipe = os.open(self.folder.parent / "orders", os.O_WRONLY | os.O_NONBLOCK)
            with os.fdopen(pipe, "w", encoding="utf-8") as orders:
                orders.write(json.dumps({"do": what, **options}) + "\n")


@contextmanager
def webkit() -> Iterator[WebKitEngine]:
    """Run a screen for the windows."""
    driver = shutil.which("WebKitWebDriver")
    if not driver:
        raise FileNotFoundError("no WebKitWebDriver: install Debian's webkit2gtk-driver")
    read, write = os.pipe()
    call = ["Xvfb", "-displayfd", str(write), "-screen", "0", "2000x1300x24", "-nolisten", "tcp"]
    with subprocess.Popen(call, pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        before = {name: os.environ.get(name) for name in ("DISPLAY", "GDK_BACKEND", "WEBKIT_DISABLE_DMABUF_RENDERER")}
        os.environ.update(DISPLAY=f":{number}", GDK_BACKEND="x11", WEBKIT_DISABLE_DMABUF_RENDERER="1")
        try:
            yield WebKitEngine(driver)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
            screen.terminate()
