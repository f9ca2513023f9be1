"""What the server answers beside Streamlit's pages: the browser's files, the data in every format, pictures of charts.

Nothing is served but what a route makes or a set of listed files holds. Addresses are below ``server.baseUrlPath``, as
Streamlit's own are.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.core.errors import GeoDataError, QueryError
from geo.exports import EXPORTS
from geo.exports.geojson import file_name
from geo.layer import Query
from geo.text.catalogue import PLAIN
from geo.ui import fetched, pictures
from geo.ui.early import base_path
from geo.ui.link import edition_in
from geo.ui.loaded import load

__all__ = ["EXPORT", "PICTURE", "routes"]

EXPORT, PICTURE = "export", "picture"
"""First parts of the addresses of exports (``export/gpkg?country=AM``) and of charts as pictures."""
FOR_GOOD = "public, max-age=31536000, immutable"
"""What may be kept for a year and never asked for again (RFC 8246)."""
_LOG = logging.getLogger(__name__)


def routes() -> list[Route]:
    """Give the routes; Streamlit has all others."""
    prefix = f"/{base_path()}".rstrip("/")
    return [
        Route(f"{prefix}/{fetched.ROOM}/{{digest}}/{{name:path}}", _file, methods=["GET"]),
        Route(f"{prefix}/{EXPORT}/{{form}}", _guarded(_export), methods=["GET"]),
        Route(f"{prefix}/{PICTURE}/{{name}}.{{form}}", _guarded(_picture), methods=["GET"]),
    ]


def _guarded(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Answer in one sentence whatever goes wrong; what it was stands in the server's log alone."""

    def guarded(request: Request) -> Response:
        try:
            return answer(request)
        except GeoDataError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except Exception:
            number = uuid.uuid4().hex[:8]
            _LOG.exception("fault %s", number)
            return _said("ui.failed.served", 500, number=number)

    return guarded


def _said(key: str, status: int, **values: str) -> Response:
    return PlainTextResponse(f"{PLAIN.message(key, **values)}\n", status)


def _file(request: Request) -> Response:
    """Give one file of a set; a set is never another under the same address."""
    found = fetched.file(request.path_params["digest"], request.path_params["name"])
    if found is None:
        return _said("ui.no_file", 404)
    headers = {"cache-control": FOR_GOOD, "vary": "accept-encoding"}
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.mime, headers=headers | {"content-encoding": "gzip"})
    return Response(found.content, media_type=found.mime, headers=headers)


def _export(request: Request) -> Response:
    """Write what a query chooses, as ``python -m geo export --query`` does."""
    form = EXPORTS.get(request.path_params["form"])
    if form is None:
        return _said("ui.no_format", 404, formats=", ".join(EXPORTS))
    version, asked = _apart(request)
    loaded = load(version)
    if version not in (None, loaded.edition.version):
        raise QueryError(f"edition {version} is not kept; leave data={version} out for today's")
    if form.whole and loaded.former:
        raise QueryError(f"of a former edition the layer alone is kept, which is not enough for {form.name}")
    data = loaded.dataset
    query = Query.parse(asked, data.fields)
    content = form.write(data, query)
    name = quote(file_name(query, form.extension, form.content))
    headers = {"content-disposition": f"attachment; filename*=utf-8''{name}"}
    return Response(content, media_type=form.mime, headers=headers)


def _apart(request: Request) -> tuple[str | None, str]:
    """Divide what is asked for into the version of the data and the query."""
    parts = request.query_params.multi_items()
    if not request.query_params.getlist("data"):
        return None, request.url.query
    version = edition_in({"data": request.query_params.getlist("data")})
    if version is None:
        raise QueryError("data is no version; write one such as data=2.1.0")
    return version, urlencode([(name, value) for name, value in parts if name != "data"])


def _picture(request: Request) -> Response:
    """Draw a chart with its title, source and licence in the picture."""
    name, form = request.path_params["name"], request.path_params["form"]
    version = edition_in({"data": request.query_params.getlist("data")})
    found = pictures.picture(load(version), name, form, request.query_params)
    if found is None:
        return _said("ui.no_picture", 404)
    content, mime = found
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=mime, headers=headers)
