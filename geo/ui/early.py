"""The map before Streamlit has started: its files stand in the document that Streamlit answers with for the first page.

Streamlit's own scripts have to be read, to speak with the server and to wait for a run of the app before a component
is there; the map needs none of that. So the document names the map's script, which draws the map, and lets Streamlit's
own wait until that is done (``geo/web/host/later.js``); the component finds the map and leaves it as it stands
(``geo/web/host/streamlitpage.js``). Where the document is not as expected, or the data are not ready, it stays as
Streamlit has it, and the component draws the map itself.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from html import escape
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.concurrency import run_in_threadpool

from geo.core.errors import GeoDataError
from geo.exports.screen import json_text
from geo.ui import frame, map_page
from geo.ui.link import edition_in
from geo.ui.loaded import load
from geo.web.assets import FRONTEND

__all__ = ["EarlyMap", "base_path", "with_map"]

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

_MODULE = b'<script type="module"'
_LATER = b'<script type="text/later"'
_PRELOAD = b'<link rel="modulepreload"', b'<link rel="later"'
"""What Streamlit has fetched ahead, and how that stands in the document until the map is drawn."""
_TITLE = b"<title>Streamlit</title>"
_OF_ANOTHER_BODY = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
_FOR_ANOTHER_BODY = {b"if-none-match", b"if-modified-since", b"if-range", b"range", b"accept-encoding"}
_LOG = logging.getLogger(__name__)


class EarlyMap:
    """Put the map's files into the document of the first page.

    Parameters
    ----------
    app : ASGI application
        What answers for the document.
    base_path : str
        Where the app lies on its host (``server.baseUrlPath``), without slashes at its ends.
    """

    def __init__(self, app: Application, base_path: str = "") -> None:
        self.app = app
        self.path = f"/{base_path}/" if base_path else "/"

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        """Answer one request."""
        asked = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == self.path
        data = await run_in_threadpool(_page_data, scope["query_string"]) if asked else None
        if data is None:
            await self.app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name.lower() not in _FOR_ANOTHER_BODY]
        start: Message = {}
        body = bytearray()

        async def send_with_map(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            document = with_map(bytes(body), data) if start["status"] == 200 else bytes(body)
            kept = [(name, value) for name, value in start["headers"] if name.lower() not in _OF_ANOTHER_BODY]
            length = (b"content-length", str(len(document)).encode())
            await send({**start, "headers": [*kept, length]})
            await send({"type": "http.response.body", "body": document})

        await self.app({**scope, "headers": headers}, receive, send_with_map)


def _page_data(query: bytes) -> dict[str, Any] | None:
    """Give what the map is made of for an address, if that is ready."""
    try:
        asked = parse_qs(query.decode("ascii", "replace"))
        return map_page.ready_data(load(edition_in(asked)))
    except GeoDataError:  # which the page itself says
        return None
    except Exception:
        _LOG.exception("the map is drawn by the component")
        return None


def with_map(document: bytes, data: dict[str, Any]) -> bytes:
    """Let a document draw the map before anything else.

    Parameters
    ----------
    document : bytes
        Streamlit's, HTML in UTF-8.
    data : dict
        What the page's script is given.

    Returns
    -------
    bytes
        The same document where it has no module script that could wait.
    """
    if _MODULE not in document:
        return document
    ours = [
        f'<link rel="stylesheet" href="{escape(data["style"])}">',
        *(f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape(name)}">' for name in data["first"]),
        f'<script type="application/json" id="early-page">{json_text(data)}</script>',
        f"<script>{_waiting_script()}</script>",
        f'<script defer fetchpriority="high" src="{escape(data["script"])}" onerror="startStreamlit()"></script>',
        "",
    ]
    titled = document.replace(_TITLE, f"<title>{escape(frame.title())}</title>".encode(), 1)
    before, _, after = titled.partition(_MODULE)
    waiting = after.replace(_MODULE, _LATER).replace(*_PRELOAD)
    return b"".join([before, "\n".join(ours).encode("utf-8"), _LATER, waiting])


@cache
def _waiting_script() -> str:
    return (FRONTEND / "host" / "later.js").read_text("utf-8")


def base_path() -> str:
    """Say where the app lies on its host, without slashes at its ends."""
    return str(st.get_option("server.baseUrlPath") or "").strip("/")
