"""What a process of its own does that makes some of the walks."""

from __future__ import annotations

import datetime as dt
import multiprocessing.util
from contextlib import ExitStack

from tests.browser.driver import Engine
from tests.browser.engines import running
from tests.browser.walks.numbers import Expected
from tests.browser.walks.walk import Host, Walk, replay, shortest, walk

__all__ = ["one_walk", "start"]

Found = tuple[int, Walk, Walk | None]
_TOOLS: list[tuple[Engine, Expected]] = []


def start(engine: str) -> None:
    """Start what a process needs for all its walks: its browser, and what the page must say."""
    stack = ExitStack()
    _TOOLS.append((stack.enter_context(running(engine)), Expected(dt.date.today().year)))
    multiprocessing.util.Finalize(None, stack.close, exitpriority=1)


def one_walk(host: Host, steps: int, cut: bool, seed: int) -> Found:
    """Make a walk, and cut it down if it failed and that is asked for."""
    [(engine, expected)] = _TOOLS
    one, least = walk(engine, host, seed, steps, expected), None
    if one.failure is not None and cut:
        least = shortest(one, lambda some: replay(engine, host, one.setting, some, expected))
    return seed, one, least
