"""The headers of every response.

``DE_STALINIZATION_FRAME_ANCESTORS`` says which sites may show the page in a frame, as the sources of the directive
``frame-ancestors`` (Content Security Policy, level 3), for instance ``'self' https://museum.example``. Without it any
may.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.middleware import Middleware

from geo.core.errors import GeoDataError, quoted
from geo.ui import early, fetched
from geo.ui.early import Application, Message, Send

__all__ = ["FRAME_ANCESTORS", "Headers", "frame_ancestors", "lifespan", "middleware"]

FRAME_ANCESTORS = "DE_STALINIZATION_FRAME_ANCESTORS"
_EVERYWHERE = {"x-content-type-options": "nosniff", "referrer-policy": "strict-origin-when-cross-origin"}
_SOURCE = re.compile(
    r"(?!self$|none$)('self'|'none'|[a-z][a-z0-9+.-]*:|([a-z][a-z0-9+.-]*://)?(\*|[\w*.-]+)(:(\d+|\*))?(/[\w./~%-]*)?)"
)


class Headers:
    """Add to each response what its headers lack.

    Parameters
    ----------
    app : ASGI application
    ancestors : str
        The sources of ``frame-ancestors``; empty: no such policy.
    """

    def __init__(self, app: Application, ancestors: str = "") -> None:
        self.app = app
        policy = {"content-security-policy": f"frame-ancestors {ancestors}"} if ancestors else {}
        self.everywhere = _EVERYWHERE | policy

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._completed(message)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _completed(self, message: Message) -> list[tuple[bytes, bytes]]:
        replaced = {name.encode() for name in self.everywhere}
        kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in replaced]
        return kept + [(name.encode(), value.encode()) for name, value in self.everywhere.items()]


def frame_ancestors() -> str:
    """Give the sources that the environment names.

    Raises
    ------
    GeoDataError
        If one of them is no source: it could say something else of the page.
    """
    sources = os.environ.get(FRAME_ANCESTORS, "").split()
    for source in sources:
        if not _SOURCE.fullmatch(source):
            raise GeoDataError(
                f"{FRAME_ANCESTORS}: {quoted(source)} is not a site; write 'self' or https://museum.example"
            )
    return " ".join(sources)


def middleware() -> list[Middleware]:
    """Give what stands between the server and Streamlit."""
    return [Middleware(Headers, frame_ancestors()), Middleware(early.EarlyMap, early.base_path())]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Let go of the files that are served when the server stops."""
    yield
    fetched.clear()
