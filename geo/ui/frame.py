"""What stands around the map: page settings, title, notices, and how to read it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.ui.loaded import Loaded
from geo.ui.text import plain, shorten

__all__ = ["configure", "foot", "head", "warn"]

TITLE = "De-Stalinization map"
_NAMED = 10
_ICON = Path(__file__).parent / "icon.png"
_STYLE = Path(__file__).parent / "page.css"


def configure() -> None:
    """Set up the page."""
    st.set_page_config(page_title=TITLE, page_icon=str(_ICON), layout="wide")
    st.html(_STYLE)


def head(data: Loaded, notices: list[str]) -> None:
    """Show the title, and what is wrong with the data and the page's address."""
    st.title(TITLE, anchor=False)
    warn(data, notices)


def warn(data: Loaded, notices: list[str]) -> None:
    """Show what is wrong with the data, and in one warning with the page's address, however much it is."""
    for fault in data.faults:
        st.warning(f"{plain(fault)}. The rest is sound.")
    if not notices:
        return
    named = [plain(shorten(notice)) for notice in notices[:_NAMED]]
    named += [f"and {len(notices) - _NAMED} more"] if len(notices) > _NAMED else []
    st.warning(f"The address of this page has something that is ignored: {'; '.join(named)}.")


def foot(data: Loaded) -> None:
    """Say how to read the map."""
    with st.expander("How to read this map"):
        st.markdown(
            "**The year.** The map for a year shows the state on 31 December of that year. What a source dates to "
            "1961, or to November 1961, has happened by the end of 1961.\n\n"
            "**Hollow and dashed** is possible, not certain: the sources give a range, or say only that it stood at "
            "some date. What no source dates at all is left out; *Show undated states* in the sidebar brings it in.\n\n"
            "**A date is missing** where no page that was read gives it. “Since” without an end means still so; "
            "“end not known” means that it ended, or may have, and nobody says when.\n\n"
            "**Names in grey** are large towns of today (GeoNames), for orientation; a town that is a record has its "
            "name of the year.\n\n"
            "**Countries** are those of today by ISO 3166; where another state holds the place, the record says so.\n\n"
            "**Keyboard.** Arrow keys on the time bar go a year, Page Up and Page Down ten, Home and End to the ends. "
            "On the map, arrow keys move, plus and minus zoom, Enter opens the symbol nearest to the middle."
        )
    records = data.periods["record_id"].nunique()
    st.caption(f"{records} records. Base map: Natural Earth; large towns: GeoNames.")
