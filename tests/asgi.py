"""Ask an ASGI application for an address, without a server."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

__all__ = ["Answer", "Client", "run"]


def run(coroutine: Coroutine[Any, Any, object]) -> None:
    """Run something to its end, in a thread of its own: that of the tests may have a browser's loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: its status, its headers by their names in small letters, its bytes."""

    status_code: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def content(self) -> bytes:
        """The bytes, unpacked if they came packed."""
        return gzip.decompress(self.raw) if self.headers.get("content-encoding") == "gzip" else self.raw

    @property
    def text(self) -> str:
        """The bytes as text."""
        return self.content.decode("utf-8")


class Client:
    """Asks one application."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    def get(self, address: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Ask for a path with its query, as a server hands it on: the path is decoded, the query is not."""
        path, _, query = address.partition("?")
        sent: list[Any] = []
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        run(self.app(scope, receive, send))
        named = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], named, b"".join(message.get("body", b"") for message in sent[1:]))
