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


def on(*hosts: str, who: str = "page", by_turns: bool = True, **waiting: str) -> pytest.MarkDecorator:
    """Run an errand on hosts: ``app``, ``file``, ``site``, and ``disk``, the site opened from disk.

    Parameters
    ----------
    *hosts
        Where it can be done.
    who : str
        The fixture that gives the page: ``page``, ``phone`` or ``night``.
    by_turns : bool
        Whether one host stands for all of them; not where what is around the page matters.
    **waiting
        Where it cannot be done yet, and in whose words.
    """
    some = not os.environ.get("EVERY_HOST")
    if some and chosen() != "chromium" and "file" in hosts:
        hosts = ("file",)
    elif some and by_turns:
        hosts = (hosts[next(_turn) % len(hosts)],)
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
