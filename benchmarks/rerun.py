"""Measure how long a run of the page takes on the server, with and without Streamlit's collection after each run.

``.venv/bin/python -m benchmarks.rerun`` prints a Markdown table with the medians of runs in which a filter changes;
each row is measured in a process of its own.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent
RUNS = 20
CASES = (
    ("collected after each run, data walked", "true", "walked"),
    ("collected after each run, data frozen", "true", "frozen"),
    ("no collection after a run, data frozen", "false", "frozen"),
)
"""Name, ``runner.postScriptGC``, and whether the loaded data stay out of the collector's walks."""


def run_times(kept: str) -> list[float]:
    """Give the milliseconds of each run of the page."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    if kept == "walked":
        gc.unfreeze()
    times = []
    for run in range(RUNS):
        page.multiselect(key="country").set_value([["AM", "HU", "PL", "RO"][run % 4]])
        begin = time.perf_counter()
        page.run()
        times.append(1000 * (time.perf_counter() - begin))
    return times


def measured(collects: str, kept: str) -> float:
    """Give the median of one case, measured in a process of its own."""
    environment = {**os.environ, "STREAMLIT_RUNNER_POST_SCRIPT_GC": collects}
    call = [sys.executable, "-m", "benchmarks.rerun", kept]
    done = subprocess.run(call, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def main() -> None:
    """Measure one case if it is named, else all, and print."""
    if len(sys.argv) > 1:
        print(statistics.median(run_times(sys.argv[1])))
        return
    print("| a run of the page on the server, median of 20 | ms |", "|---|---|", sep="\n")
    for name, collects, kept in CASES:
        print(f"| {name} | {measured(collects, kept):.0f} |", flush=True)


if __name__ == "__main__":
    main()
