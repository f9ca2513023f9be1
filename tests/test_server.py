"""The headers of every response."""

from __future__ import annotations

import asyncio
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from geo.ui.served import NEVER_CHANGES
from streamlit.starlette import App

from geo.core.errors import GeoDataError
from geo.ui.server import FRAME_ANCESTORS, Headers, frame_ancestors, lifespan, middleware

HASHED = "/component/geo.ui.served.data_0123456789abcdef/layer.geojson"


def answer(path: str, ancestors: str = "", status: int = 200, kind: str = "http") -> dict[str, str]:
    """Give the headers of a response that came with ``cache-control: public`` alone."""
    sent: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": f"{kind}.response.start", "status": status, "headers": [(b"Cache-Control", b"public")]})
        await send({"type": f"{kind}.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nobody asks")

    asyncio.run(Headers(application, ancestors)({"type": kind, "path": path}, receive, send))
    assert len(sent) == 2
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_no_type_is_guessed_and_no_path_is_given_away() -> None:
    headers = answer("/")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_what_never_changes_is_kept_for_good() -> None:
    assert answer(HASHED)["cache-control"] == "public, max-age=31536000, immutable"
    assert answer(f"/base{HASHED}")["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/", "/component/other.thing/x.js", "/x?/component/", "/_stcore/health"])
def test_what_may_change_is_not_kept(path: str) -> None:
    assert answer(path)["cache-control"] == "public"


def test_a_fault_is_not_kept() -> None:
    assert answer(HASHED, status=404)["cache-control"] == "public"


def test_only_answers_to_http_have_headers_added() -> None:
    assert answer(HASHED, kind="websocket.http") == {"cache-control": "public"}


def test_any_site_may_show_the_page_unless_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FRAME_ANCESTORS, raising=False)
    assert "content-security-policy" not in answer("/", frame_ancestors())
    monkeypatch.setenv(FRAME_ANCESTORS, " 'self'  https://museum.example https://*.school.example:8443 ")
    policy = answer("/", frame_ancestors())["content-security-policy"]
    assert policy == "frame-ancestors 'self' https://museum.example https://*.school.example:8443"
    assert middleware()[0].args == (policy.removeprefix("frame-ancestors "),)


@pytest.mark.parametrize(
    "source", ["self", "none", "'unsafe'", "a;script-src *", "https://x, y", "https://", "x\ny'", '"x"']
)
def test_what_is_no_site_is_refused(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRAME_ANCESTORS, f"https://museum.example {source}")
    with pytest.raises(GeoDataError, match=f"^{FRAME_ANCESTORS}: .* is not a site; write 'self'"):
        frame_ancestors()


def test_the_page_on_serving_says_what_the_server_does() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "serving.md").read_text(encoding="utf-8")
    assert FRAME_ANCESTORS in text
    for name, value in answer(HASHED).items():
        assert value in text, name
    kept = re.search(r'location ~ "(.*)" \{', text)
    assert kept
    for path in (HASHED, "/component/other.thing_0123456789abcdef/x.js", "/", "/component/geo.ui.served.data/x"):
        assert bool(re.search(kept[1], path)) == bool(NEVER_CHANGES.search(path)), path


def test_the_copies_are_removed_when_the_server_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[bool] = []
    monkeypatch.setattr("geo.ui.served.clear", lambda: cleared.append(True))

    async def run() -> None:
        async with lifespan(None):
            assert not cleared

    asyncio.run(run())
    assert cleared == [True]


def test_the_app_is_the_server_where_it_is_imported() -> None:
    root = Path(__file__).resolve().parent.parent
    spec = spec_from_file_location("app", root / "app.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert isinstance(module.app, App)
    assert Path(module.app.script_path) == root / "app.py"
