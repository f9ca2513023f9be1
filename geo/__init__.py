"""The de-Stalinization map: records, the layer built from them, and the ways to look at both.

``import geo`` is a small library; ``docs/library.md`` shows it at work. Its parts are loaded when they are first asked
for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.library import StandaloneMap, load, make_map, records, select, state_at

__all__ = ["StandaloneMap", "load", "make_map", "records", "select", "state_at"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("geo.records") if name == "records" else getattr(import_module("geo.library"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
