"""The hosts of the page: Streamlit's server on a data folder, the map in one file, and the static site."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import geo
from geo.core.folder import VARIABLE
from geo.exports import EXPORTS
from geo.layer import Query
from tests.samples import FOLDER

__all__ = ["serve", "serve_site", "write_file", "write_site"]

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serve(data: Path = FOLDER.path) -> Iterator[str]:
    """Run the app on a data folder and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [
        sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true",
        "--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none",
    ]  # fmt: skip
    environment = {**os.environ, VARIABLE: str(data)}
    with subprocess.Popen(
        call, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as server:
        try:
            yield _ready(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()


def write_file(folder: Path, query: Query | None = None) -> Path:
    """Write the map in one file, of the whole layer or of a choice, and give its path."""
    path = folder / "map.html"
    path.write_bytes(EXPORTS["html"].write(geo.open(FOLDER.path), query or Query()))
    return path


def write_site(folder: Path) -> Path:
    """Write the static site into a new folder, as the command does, and give its first page."""
    call = [sys.executable, "-m", "geo", "site", "--output", str(folder / "site")]
    subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
    return folder / "site" / "index.html"


@contextmanager
def serve_site(index: Path) -> Iterator[str]:
    """Serve the site from a plain host and give the address of its first page."""
    handler = partial(_Quiet, directory=str(index.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{index.name}"
        server.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _ready(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")
