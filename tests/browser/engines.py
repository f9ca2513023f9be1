"""The browsers that errands and walks can be made in, and what one of them has no way to do.

``ENGINE=firefox`` or ``ENGINE=webkit`` in the environment chooses one for pytest, ``--engine`` for walks by hand. Both
are driven by :mod:`tests.browser.webdriver`, and need what is not everywhere, so the one test command leaves them
out::

    apt-get install firefox-esr webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1
    .venv/bin/python -m pip install -r tests/engines.txt
    ENGINE=firefox .venv/bin/python -m pytest -n0 tests/browser/errands
    .venv/bin/python -m tests.browser.walks --engine webkit --host file

Errands are then done on the map in one file; with ``EVERY_HOST=1`` on each host.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.driver import Engine

__all__ = ["CANNOT", "ENGINES", "chosen", "reason_against", "running"]

ENGINES = ("chromium", "firefox", "webkit")

CANNOT: dict[str, dict[str, str]] = {"firefox": {}, "webkit": {}}
"""By engine, the end of a test's name, and what the engine has no way to do."""


def chosen() -> str:
    """Give the engine that the environment asks for."""
    name = os.environ.get("ENGINE") or ENGINES[0]
    if name not in ENGINES:
        raise ValueError(f'ENGINE is "{name}"; write one of {", ".join(ENGINES)}')
    return name


def reason_against(engine: str, test: str, host: str = "") -> str | None:
    """Say why a test is not made in an engine, or None if it is."""
    if engine != ENGINES[0] and host not in ("", "file") and not os.environ.get("EVERY_HOST"):
        return f"it is made on {host}; EVERY_HOST=1 does it"
    bare = re.sub(r"\[.*\]$", "", test)
    return next((why for end, why in CANNOT.get(engine, {}).items() if bare.endswith(end)), None)


@contextmanager
def running(name: str) -> Iterator[Engine]:
    """Run an engine; what only one needs is imported only then."""
    if name == "firefox":
        from tests.browser.firefox import firefox as start
    elif name == "webkit":
        from tests.browser.webkit import webkit as start
    else:
        from tests.browser.playwright_driver import chromium as start
    with start() as engine:
        yield engine
