"""Where an errand is run, and where it cannot be done yet.

What can be done on several hosts is done on one of them, by turns, as all have the same front end, and in Firefox and
WebKit on the map in one file; with ``EVERY_HOST=1`` in the environment it is done on each.
"""

from __future__ import annotations

import os
from itertools import count
from typing import Any

import pytest

from tests.browser.driver import DriverError
from tests.browser.engines import chosen

__all__ = ["EVERYWHERE", "not_yet", "on"]

EVERYWHERE = ("app", "file", "site")
_turn = count()


def on(*hosts: str, who: str = "page", **waiting: str) -> pytest.MarkDecorator:
    """Run an errand on hosts: ``app``, ``file``, ``site``, and ``disk``, the site opened from disk.

    Parameters
    ----------
    *hosts
        Where it can be done.
    who : str
        The fixture that gives the page: ``page``, ``phone`` or ``night``.
    **waiting
        Where it cannot be done yet, and in whose words.
    """
    if len(hosts) > 1 and not os.environ.get("EVERY_HOST"):
        turn = hosts[next(_turn) % len(hosts)]
        hosts = ("file",) if chosen() != "chromium" and "file" in hosts else (turn,)
    ready = [pytest.param(host) for host in hosts]
    return pytest.mark.parametrize(
        who, ready + [pytest.param(host, marks=not_yet(words)) for host, words in waiting.items()], indirect=True
    )


def not_yet(words: str) -> pytest.MarkDecorator:
    """Expect an errand to fail by what it asserts, not because a part was not found; it turns red when it works."""
    asserted = pytest.RaisesExc(AssertionError, check=_is_asserted)
    return pytest.mark.xfail(strict=True, raises=asserted, reason=words)


def _is_asserted(error: Any) -> bool:
    return not isinstance(error, DriverError)
