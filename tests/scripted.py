"""The app's pages without a browser, as Streamlit's own test driver runs them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

__all__ = ["APP", "PAGES", "bodies", "charts_of", "component_of", "guarded", "links", "page_of", "said"]

APP = Path(__file__).resolve().parent.parent / "app.py"
PAGES = ("map_page", "chart_page", "figure_page", "coverage")
_SHOW = "from geo.ui import {module}\n{module}.show()\n"
_GUARDED = "from geo.ui import faults, {module}\nfaults.guarded({module}.show)()\n"


def page_of(module: str, source: str = _SHOW, **address: str | list[str]) -> AppTest:
    """Run one page by its module, as ``app.py`` does."""
    test = AppTest.from_string(source.format(module=module), default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def guarded(module: str, **address: str | list[str]) -> AppTest:
    """Run one page with what catches its faults."""
    return page_of(module, _GUARDED, **address)


def bodies(test: AppTest) -> str:
    """Give the HTML that a page has written, as it stands."""
    return "\n".join(part.proto.body for part in test.get("html"))


def links(test: AppTest) -> list[tuple[str, str]]:
    """Give the addresses of a page's links, with their words."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', bodies(test), re.S)
    return [
        (html.unescape(address), html.unescape(re.sub("<[^>]*>", "", words)).strip(" ×")) for address, words in found
    ]


def charts_of(test: AppTest) -> list[dict[str, Any]]:
    """Give the specifications of a page's charts, each with its rows inside."""
    return [json.loads(part.proto.spec) for part in test.get("vega_lite_chart")]


def component_of(test: AppTest) -> dict[str, Any]:
    """Give what the map's component is told."""
    (part,) = test.get("bidi_component")
    told: dict[str, Any] = json.loads(part.proto.json)
    return told


def said(test: AppTest) -> list[str]:
    """Give what a page says as Markdown."""
    parts = (*test.caption, *test.markdown, *test.header, *test.title, *test.warning, *test.error, *test.info)
    return [part.value for part in parts]
