"""The two hosts of the page: Streamlit's server on a data folder, and the map in one file."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geo
from geo.core.folder import VARIABLE
from geo.exports import EXPORTS
from geo.layer import Query
from tests.samples import FOLDER

__all__ = ["serve", "write_file"]

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


def _ready(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")
