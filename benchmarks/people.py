"""Measure how the server bears many people at once: how long their first script run takes, and what each costs.

``.venv/bin/python -m benchmarks.people [100]`` speaks the page's websocket as a browser does, for our page and for the
floor (``empty_app.py``), each in a server of its own, and prints a Markdown table.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.serving import serve

PEOPLE = 100
FIRST = 10
"""People who come before anything is measured: the server reads the data for the first of them."""
PAGES = {"an empty page with one component": "benchmarks/empty_app.py", "our map": "app.py"}


async def visit(address: str) -> tuple[ClientConnection, float]:
    """Open the page and wait for the end of its first run; give the open connection and the milliseconds."""
    begin = time.perf_counter()
    where = address.replace("http://", "ws://") + "/_stcore/stream"
    line = await connect(where, subprotocols=["streamlit"], max_size=None, open_timeout=120)  # type: ignore[list-item]
    wanted = BackMsg()
    wanted.rerun_script.query_string = "year=1961"
    await line.send(wanted.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(await line.recv(decode=False)))
        if answer.WhichOneof("type") == "script_finished":
            return line, 1000 * (time.perf_counter() - begin)


def memory(process: int) -> float:
    """Give the resident memory of a process in megabytes."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return int(kilobytes) / 1000


async def crowd(address: str, process: int, people: int) -> tuple[list[float], float]:
    """Let so many people come at once and stay; give the milliseconds of each, and the megabytes that each costs."""
    early = [await visit(address) for _ in range(FIRST)]
    before = memory(process)
    came = await asyncio.gather(*(visit(address) for _ in range(people)))
    cost = (memory(process) - before) / people
    for line, _ in [*early, *came]:
        await line.close()
    return [milliseconds for _, milliseconds in came], cost


def main() -> None:
    """Measure both pages and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    print(f"| {people} people at once | first run, median | slowest | memory a person |", "|---|---|---|---|", sep="\n")
    for name, script in PAGES.items():
        with serve(script) as (address, process):
            times, cost = asyncio.run(crowd(address, process, people))
        print(f"| {name} | {statistics.median(times):.0f} ms | {max(times):.0f} ms | {cost:.1f} MB |", flush=True)


if __name__ == "__main__":
    main()
