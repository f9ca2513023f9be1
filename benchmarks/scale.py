"""How the time of building, loading and asking grows with the number of records: ``python -m benchmarks.scale``.

Writes folders of 528, 5,000 and 50,000 made-up records, in the image of the real ones, into a temporary folder, and
measures each in a process of its own. Figures are seconds and milliseconds of the processor, so that what else the
machine does counts little (``load_wall_s`` is the clock's); queries are medians. Sizes are compared within one run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geo
from geo.core.folder import DataFolder, packaged_folder
from geo.layer import build_layer, filter_mask, layer_text, presences, select
from geo.layer.facets import facets
from geo.map.basemap import read_basemap
from geo.records.checks import check_records
from geo.records.edition import read_edition
from geo.records.reading import canonical, examine_record, folder_of, read_or_refuse, record_files
from geo.records.subject import read_subject

SIZES = (528, 5_000, 50_000)
MOST_TIMES = 1.3
"""Most times the time a record that building the largest folder may take, of the time a record of the middle one."""
MOST_LOAD_S, MOST_QUERY_MS, MOST_MB = 2.0, 100.0, 500.0
REPEATS = 5
_SEED = 1956


def made_up(count: int, real: list[Any]) -> list[Any]:
    """Give records in the image of the real ones, the same for the same count: other ids, names, notes and points."""
    chance = random.Random(_SEED)
    return [_copy(real[number % len(real)], number, chance) for number in range(count)]


def _copy(one: Any, number: int, chance: random.Random) -> Any:
    name = f"{one.id[:50].rstrip('-')}-{number}"
    point = {"lon": round(one.location.lon + chance.uniform(-0.02, 0.02), 5),
             "lat": round(one.location.lat + chance.uniform(-0.02, 0.02), 5)}  # fmt: skip
    periods = [period.model_copy(update={"name": f"{period.name} {number}"}) for period in one.names]
    return one.model_copy(
        update={
            "id": name, "names": periods, "note": f"{one.note[:380].rstrip('.')} {number}.", "related": [],
            "distinct_from": {}, "location": one.location.model_copy(update=point),
        }
    )  # fmt: skip


def write(path: Path, count: int) -> DataFolder:
    """Write a data folder of made-up records, without a layer."""
    source = packaged_folder()
    left_out = shutil.ignore_patterns("records", ".built", "layer.geojson", "frame.csv", "looked.csv", "editions")
    shutil.copytree(source.path, path, ignore=left_out)
    folder = DataFolder.at(path)
    for category in ("places", "monuments"):
        (folder.records / category).mkdir(parents=True)
    for record in made_up(count, read_or_refuse(source.records, read_subject(source.subject))):
        (folder.records / folder_of(record) / f"{record.id}.json").write_text(canonical(record), encoding="utf-8")
    return folder


def timed(what: Callable[[], Any], repeats: int = REPEATS) -> float:
    """Give the median of some runs, in seconds."""
    times = []
    for _ in range(repeats):
        began = time.process_time()
        what()
        times.append(time.process_time() - began)
    return statistics.median(times)


def build(folder: DataFolder) -> dict[str, float]:
    """Read, check, build and write, each timed once, in seconds."""
    basemap, subject = read_basemap(folder.basemap), read_subject(folder.subject)
    marks = [time.process_time()]
    readings = [examine_record(path, subject) for path in sorted(record_files(folder.records))]
    records = sorted((one.record for one in readings if one.record), key=lambda one: one.id)
    marks.append(time.process_time())
    check_records(records, basemap, dt.date(2030, 1, 1), subject)
    marks.append(time.process_time())
    folder.layer.write_text(layer_text(build_layer(records, read_edition(folder.edition))), encoding="utf-8")
    marks.append(time.process_time())
    read, check, made = (after - before for before, after in pairwise(marks))
    return {"read_s": read, "check_s": check, "layer_s": made, "build_s": read + check + made}


QUERIES: dict[str, dict[str, Any]] = {
    "year": {"year": 1956},
    "year, undated too": {"year": 1956, "undated": True},
    "country": {"country": ["RU", "UA"]},
    "country and year": {"country": "RU", "year": 1956},
    "kind and honours": {"kind": "settlement", "honours": "Joseph Stalin"},
    "category, status": {"category": "place", "status": "honouring"},
    "polity": {"polity": "Russian SFSR, Soviet Union"},
    "fate": {"fate": "dismantled"},
    "replaced and ended": {"replaced": "old name", "ended": (1956, 1962)},
    "changes": {"year": 1961, "mode": "changes"},
    "changed in": {"changed_in": 1961},
    "ended": {"ended": (1956, 1962)},
    "lasted": {"lasted": 20},
    "between": {"between": (1956, 1962)},
    "disputed, confidence": {"disputed": True, "confidence": "high"},
    "all": {"mode": "all"},
}


def ask(folder: DataFolder) -> dict[str, float]:
    """Load the layer and ask it, in this process."""
    began, clock = time.process_time(), time.perf_counter()
    data = geo.open(folder.path)
    periods = data.periods
    found = {"load_s": time.process_time() - began, "load_wall_s": time.perf_counter() - clock}
    for name, choice in QUERIES.items():
        query = data.query(**choice)
        found[f"select {name}"] = 1000 * timed(lambda query=query: select(periods, query))
        found[f"mask {name}"] = 1000 * timed(lambda query=query: filter_mask(periods, query))
    found["state_at"] = 1000 * timed(lambda: data.state_at(1956))
    found["presences of a year"] = 1000 * timed(lambda: presences(periods, [1956]))
    found["facets"] = 1000 * timed(lambda: facets(periods, data.query(year=1956), 1956), 3)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main() -> None:
    """Measure every size and print the figures with their limits."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--folder", type=Path, help="keep the made-up folders here")
    parser.add_argument("--one", nargs=2, metavar=("STEP", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        step, path = options.one
        print(json.dumps({"build": build, "ask": ask}[step](DataFolder.at(path))))
        return
    with tempfile.TemporaryDirectory() as temporary:
        found = {size: measured(size, options.folder or Path(temporary)) for size in sorted(options.sizes)}
    print(table(found))
    print(*(line for line, _ in limits(found)), sep="\n")
    sys.exit(0 if all(kept for _, kept in limits(found)) else 1)


def table(found: dict[int, dict[str, float]]) -> str:
    """Write the figures as a table in Markdown, a column a size."""
    names = [*next(iter(found.values()))]
    lines = [
        "| measured | " + " | ".join(f"{size:,} records" for size in found) + " |",
        "|---" * (len(found) + 1) + "|",
    ]
    return "\n".join(lines + [f"| {name} | " + " | ".join(f"{one[name]:g}" for one in found.values()) + " |"
                              for name in names])  # fmt: skip


def limits(found: dict[int, dict[str, float]]) -> list[tuple[str, bool]]:
    """Say which limits the largest folder keeps; building is compared with the next smaller one."""
    largest, *smaller = sorted(found, reverse=True)
    of_largest = found[largest]
    slowest = max(
        (value, name) for name, value in of_largest.items() if name.startswith(("select", "mask", "state_at"))
    )
    load = min(of_largest["load_s"], of_largest["load_wall_s"])  # two threads share it, other programs may disturb it
    kept = [
        (f"load: {load} s of {MOST_LOAD_S}", load <= MOST_LOAD_S),
        (f"slowest query, {slowest[1]}: {slowest[0]} ms of {MOST_QUERY_MS}", slowest[0] <= MOST_QUERY_MS),
        (f"memory: {of_largest['memory_mb']} MB of {MOST_MB}", of_largest["memory_mb"] <= MOST_MB),
    ]
    if smaller:
        times = (of_largest["build_s"] / largest) / (found[smaller[0]]["build_s"] / smaller[0])
        kept.append((f"building a record takes {times:.2f} times the time of {smaller[0]:,}", times <= MOST_TIMES))
    return [(f"{'kept' if good else 'BROKEN'}: {line}", good) for line, good in kept]


def measured(size: int, room: Path) -> dict[str, float]:
    """Measure one size, each step in a process of its own."""
    folder = room / f"{size}"
    if not folder.exists():
        write(folder, size)
    found: dict[str, float] = {}
    for step in ("build", "ask"):
        call = [sys.executable, "-m", "benchmarks.scale", "--one", step, str(folder)]
        found |= json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    return {name: round(value, 2) for name, value in found.items()}


if __name__ == "__main__":
    main()
