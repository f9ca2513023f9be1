"""A Streamlit server of its own for a page that is measured."""

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

__all__ = ["ROOT", "serve"]

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def serve(script: str, data: Path | None = None) -> Iterator[tuple[str, int]]:
    """Run a script, perhaps on another data folder, and give its address and the server's process number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [
        sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.headless", "true",
        "--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none",
    ]  # fmt: skip
    environment = {**os.environ, **({"DE_STALINIZATION_DATA": str(data)} if data else {})}
    with subprocess.Popen(
        call, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address, server.pid
        finally:
            server.terminate()
