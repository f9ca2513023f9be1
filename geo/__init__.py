"""The de-Stalinization map: records, the layer built from them, and the ways to look at both.

``import geo`` is a small library; ``docs/library.md`` shows it at work. Its parts are loaded when they are first asked
for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import geo.records as _room  # before the function of that name, which then keeps it

if TYPE_CHECKING:
    from geo.dataset import Dataset, TimeMap, load, make_map, open, select, state_at
    from geo.records.model import Record

__all__ = ["Dataset", "TimeMap", "load", "make_map", "open", "records", "select", "state_at"]
del _room


def records() -> list[Record]:
    """Give all records with their sources, sorted by id; see :func:`geo.dataset.records`."""
    found: list[Record] = import_module("geo.dataset").records()
    return found


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("geo.dataset"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
