"""The headers of every response."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from streamlit.starlette import App

from geo.core.errors import GeoDataError
from geo.ui import fetched
from geo.ui.routes import FOR_GOOD
from geo.ui.server import FRAME_ANCESTORS, Headers, frame_ancestors, lifespan, middleware
from tests.asgi import run

HASHED = "/front/0123456789abcdef/columns.bin"


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

    run(Headers(application, ancestors)({"type": kind, "path": path}, receive, send))
    assert len(sent) == 2
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_no_type_is_guessed_and_no_path_is_given_away() -> None:
    headers = answer("/")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_what_a_response_says_of_its_keeping_stays() -> None:
    assert answer("/")["cache-control"] == "public"
    assert answer(HASHED)["cache-control"] == "public"  # the route itself says that it may be kept


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
    text = (Path(__file__).resolve().parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    assert FRAME_ANCESTORS in text
    for name, value in answer("/").items():
        assert name == "cache-control" or value in text, name
    assert FOR_GOOD in text
    kept = re.search(r'location ~ "(.*)" \{', text)
    assert kept
    assert re.search(kept[1], f"/{fetched.keep({'x': b'1'})}/x")
    for path in ("/", "/front/", "/front/x/columns.bin", "/component/other.thing/x.js", "/export/csv", "/x/front/0/y"):
        assert not re.search(kept[1], path), path


def test_the_files_are_let_go_when_the_server_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[bool] = []
    monkeypatch.setattr("geo.ui.fetched.clear", lambda: cleared.append(True))

    async def live() -> None:
        async with lifespan(None):
            assert not cleared

    run(live())
    assert cleared == [True]


def test_the_app_is_the_server_where_it_is_imported() -> None:
    root = Path(__file__).resolve().parents[2]
    spec = spec_from_file_location("app", root / "app.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert isinstance(module.app, App)
    assert Path(module.app.script_path) == root / "app.py"
