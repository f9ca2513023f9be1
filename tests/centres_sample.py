"""Towns that are asked about, and what texts find among them: the same answers in Python and JavaScript.

``tests/cases/centres.json`` holds rows of ``data/towns.json``, the letters that their names are in, the numbers of the
towns that are asked about, each text with those that it finds, and what any answers of three classes come to. Written
anew, when a rule is changed on purpose, by ``python -m tests.centres_sample``; the difference is to be read like code.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

from geo.find.centres import find_centres
from geo.find.near import sounds_of
from geo.find.towns import Town
from geo.records.frame import ANSWERS, read_frame
from geo.stats.frame_answers import kind_of
from tests.samples import FOLDER, SUBJECT

FILE = Path(__file__).parent / "cases" / "centres.json"

NAMES = (
    "Moscow", "Saint Petersburg", "Berlin", "Kyiv", "Voronezh", "Volgograd", "Bucharest", "Tirana", "Berat", "Tallinn",
    "Prague", "Yerevan", "Warsaw", "Tbilisi", "Craiova", "Constanţa", "Ulaanbaatar", "Istanbul", "Samara", "Samarkand",
    "Belgorod", "Baku", "Vratsa", "Nizhniy Novgorod", "Velikiy Novgorod",
)  # fmt: skip
"""Towns of the list, one of them asked about by nobody."""
TEXTS = (
    "Voronezh", "Воронеж", " voronezh? ", "Woronesch", "Voron", "Vor", "VORONEZH", "Kiev", "Київ", "Praha", "Прага",
    "Ереван", "Երևան", "თბილისი", "Tiflis", "Leningrad", "Ленинград", "Stalingrad", "Сталинград", "Stalin", "Volgo",
    "Istanbul", "Ba", "Baku", "Sama", "Samar", "Novgorod", "Constanta", "Konstanza", "Berlin Berlin", "", " ", "x",
    "(*!", "xyzzy", "a" * 300,
)  # fmt: skip


def found_in(file: dict[str, Any], text: str) -> list[str]:
    """Name what Python finds."""
    return [town.name for town in find_centres(towns_in(file), set(file["numbers"]), text)]


def towns_in(file: dict[str, Any]) -> list[Town]:
    """Give the towns of the file."""
    return [Town(*row[:5], *([row[5], tuple(row[6])] if len(row) > 5 else [])) for row in file["towns"]]


def _made() -> dict[str, Any]:
    rows = [row for row in json.loads(FOLDER.towns.read_text(encoding="utf-8")) if row[0] in NAMES]
    asked = {place.geonames for place in read_frame(FOLDER.frame, SUBJECT)}
    file: dict[str, Any] = {"towns": rows, "numbers": [row[5] for row in rows if len(row) > 5 and row[5] in asked]}
    letters, _ = sounds_of(tuple(towns_in(file)))
    known = sorted(letters.romans)
    file |= {"letters": "".join(known), "romans": [letters.romans[one] for one in known]}
    file["kinds"] = [{"answers": answers, "kind": kind_of(answers)} for answers in product(ANSWERS, repeat=3)]
    return file | {"cases": [{"text": text, "found": found_in(file, text)} for text in TEXTS]}


if __name__ == "__main__":
    FILE.write_text(json.dumps(_made(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
