"""What stands around the charts and the coverage: page settings, the head line, notices."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.core.dates import spoken
from geo.text.catalogue import PLAIN
from geo.ui.link import Link
from geo.ui.loaded import Loaded
from geo.ui.text import plain, shorten

__all__ = ["TITLE", "configure", "edition", "head", "html", "warn"]

TITLE = "De-Stalinization map"
_NAMED = 10
_HERE = Path(__file__).parent
_ICON, _STYLE = _HERE / "icon.png", _HERE / "page.css"
_PAGES = {"./": "Map", "charts": "Charts", "figures": "Figures", "coverage": "Coverage"}
_PARTS = Environment(loader=FileSystemLoader(_HERE / "parts"), autoescape=True, undefined=StrictUndefined)


def configure() -> None:
    """Set up the page."""
    st.set_page_config(page_title=TITLE, page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)


def html(part: str, **values: object) -> None:
    """Show a part of the page that is written as a template; values become text in it."""
    st.html(_PARTS.get_template(f"{part}.html").render(values))


def head(current: str, link: Link) -> None:
    """Show the title and the links to the pages, which carry the address on."""
    pages = [(address, title, title == current) for address, title in _PAGES.items()]
    html("head", title=TITLE, pages=pages, query=link.text())


def edition(data: Loaded, link: Link) -> None:
    """Say which edition the page shows, where it is not today's, or not the one that the address names."""
    of_edition = {"version": data.edition.version, "date": spoken(data.edition.date)}
    if data.former:
        sentence = PLAIN.message("web.edition.page", **of_edition)
        html("edition", sentence=sentence, words=PLAIN.message("web.edition.today"), query=link.text(data=None))
    elif link.data in data.dataset.editions:
        st.info(plain(PLAIN.message("ui.edition_of_today", **of_edition)))
    elif link.data and link.data != data.edition.version:
        named = {"today": of_edition["version"], "date": of_edition["date"], "version": link.data}
        st.info(plain(PLAIN.message("web.edition.none", **named)))


def warn(data: Loaded, link: Link) -> None:
    """Show what is wrong with the data, and in one warning with the page's address, however much it is."""
    notices = link.notices
    edition(data, link)
    for fault in data.faults:
        st.warning(f"{plain(fault)}. The rest is sound.")
    if not notices:
        return
    named = [plain(shorten(notice)) for notice in notices[:_NAMED]]
    named += [f"and {len(notices) - _NAMED} more"] if len(notices) > _NAMED else []
    st.warning(f"The address of this page has something that is ignored: {'; '.join(named)}.")
