"""What stands around the charts and the coverage: page settings, the head line, notices."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.core.errors import GeoDataError
from geo.core.folder import default_folder
from geo.exports.markup import rendered, templates
from geo.records.edition import read_edition
from geo.text.catalogue import PLAIN, Catalogue
from geo.text.dates import spoken
from geo.ui.link import Link
from geo.ui.loaded import Loaded
from geo.ui.text import plain, shorten

__all__ = ["PAGES", "configure", "edition", "head", "html", "title", "warn"]

PAGES = {"map": "./", "charts": "charts", "figures": "figures", "coverage": "coverage"}
"""The address of each page, by what its messages call it."""
_NAMED = 10
_HERE = Path(__file__).parent
_ICON, _STYLE = _HERE / "icon.png", _HERE / "page.css"
_PARTS = templates(_HERE / "parts")


def configure() -> None:
    """Set up the page."""
    st.set_page_config(page_title=title(), page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)


def title() -> str:
    """Give what the map is called, if its data say so: of them nothing else is read, as each page and document asks."""
    try:
        return read_edition(default_folder().edition).short_title
    except GeoDataError:  # which the page itself says
        return PLAIN.message("web.page.map")


def html(part: str, text: Catalogue = PLAIN, **values: object) -> None:
    """Show a part of the page that is written as a template; values become text in it."""
    st.html(rendered(_PARTS, f"{part}.html", text, **values))


def head(current: str, link: Link) -> None:
    """Show the title and the links to the pages, which carry the address on."""
    pages = [(name, address, name == current) for name, address in PAGES.items()]
    html("head", title=title(), pages=pages, query=link.text())


def edition(data: Loaded, link: Link) -> None:
    """Say which edition the page shows, where it is not today's, or not the one that the address names."""
    of_edition = {"version": data.edition.version, "date": spoken(data.edition.date)}
    if data.former:
        sentence = PLAIN.message("web.edition.page", **of_edition)
        html("edition", sentence=sentence, query=link.text(data=None))
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
        st.warning(PLAIN.message("web.notice.fault", fault=plain(fault)))
    if not notices:
        return
    named = [plain(shorten(notice)) for notice in notices[:_NAMED]]
    named += [PLAIN.message("web.map.more", count=len(notices) - _NAMED)] if len(notices) > _NAMED else []
    st.warning(PLAIN.message("ui.address", parts="; ".join(named)))
