"""Whatever goes wrong on a page is one sentence with a way on; what it was stands in the server's log alone."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from functools import wraps

import streamlit as st

from geo.text.catalogue import PLAIN
from geo.ui import frame

__all__ = ["guarded"]

_LOG = logging.getLogger(__name__)


def guarded(show: Callable[[], None]) -> Callable[[], None]:
    """Make of a page one that says in a sentence at its head that it failed."""

    @wraps(show)
    def page() -> None:
        head = st.container()
        try:
            show()
        except Exception:
            number = uuid.uuid4().hex[:8]
            _LOG.exception("fault %s", number)
            with head:
                st.error(PLAIN.message("ui.failed", number=number), icon=":material/error:")
                frame.html("ways")

    return page
