"""Whatever goes wrong on a page is one sentence with a way on; what it was stands in the server's log alone."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

import streamlit as st

from geo.ui import state

__all__ = ["guarded", "safely"]

_LOG = logging.getLogger(__name__)
_FAULT = "_fault"


def guarded(show: Callable[[], None]) -> Callable[[], None]:
    """Make of a page one that says in a sentence at its head that it failed, or that an action before it did."""

    @wraps(show)
    def page() -> None:
        head = st.container()
        try:
            show()
        except Exception:
            st.session_state[_FAULT] = _logged()
        if number := st.session_state.pop(_FAULT, None):
            with head:
                _say(number)

    return page


def safely(callback: Callable[..., None]) -> Callable[..., None]:
    """Make of a callback one whose failure changes nothing but is said on the page, which is then shown as it was."""

    @wraps(callback)
    def called(*args: Any, **kwargs: Any) -> None:
        try:
            callback(*args, **kwargs)
        except Exception:
            st.session_state[_FAULT] = _logged()

    return called


def _logged() -> str:
    """Write the error that is being handled into the log and give the number under which it stands there."""
    number = uuid.uuid4().hex[:8]
    _LOG.exception("fault %s", number)
    return number


def _say(number: str) -> None:
    """Say that something failed, and offer the ways on."""
    st.error(
        "This did not work. Keep going, start over, or tell whoever runs this page the number "
        f"{number}, under which the server's log says what went wrong.",
        icon=":material/error:",
    )
    with st.container(horizontal=True, gap="small"):
        st.button("Keep going", on_click=safely(state.read_anew), key="keep_going", type="primary")
        st.button("Start over", on_click=safely(state.start_over), key="start_over")
