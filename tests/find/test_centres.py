"""The capitals and regional centres that a text means, by the table of cases that the browser runs too."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.dataset import Dataset
from geo.exports.front import front_centres
from geo.find.centres import MOST_CENTRES, find_centres
from geo.find.towns import read_towns
from geo.records.frame import ANSWERS, read_frame
from geo.text.dates import spoken
from tests.centres_sample import FILE, found_in
from tests.samples import FOLDER, SUBJECT, own_folder

CASES = json.loads(FILE.read_text(encoding="utf-8"))
TOWNS = read_towns(FOLDER.towns)
FRAME = read_frame(FOLDER.frame, SUBJECT)
ASKED = {place.geonames for place in FRAME}


@pytest.mark.parametrize("case", CASES["cases"], ids=[case["text"][:20] or "nothing" for case in CASES["cases"]])
def test_a_text_means_the_towns_of_the_table(case: dict[str, Any]) -> None:
    assert found_in(CASES, case["text"]) == case["found"]


def test_every_place_of_the_frame_is_found_by_its_name_unless_larger_ones_have_it_too() -> None:
    assert {town.id for town in TOWNS} >= ASKED
    for place in FRAME:
        found = find_centres(TOWNS, ASKED, place.name)
        assert place.geonames in [town.id for town in found] or len(found) == MOST_CENTRES, place.name


def test_voronezh_is_meant_in_any_script() -> None:
    for text in ("Voronezh", "Воронеж", "voronež", "Woronesch"):
        assert [town.name for town in find_centres(TOWNS, ASKED, text)] == ["Voronezh"], text


def test_a_town_that_nobody_asks_about_is_not_told_of() -> None:
    assert find_centres(TOWNS, ASKED, "Istanbul") == []


def test_the_browser_has_each_answer_with_what_it_rests_on(data: Dataset) -> None:
    part = front_centres(data)
    assert part["classes"] == list(SUBJECT.frame)
    assert list(part["places"]) == [place.geonames for place in FRAME]
    ids = {record.id for record in data.records}
    for place in FRAME:
        assert part["points"][place.geonames] == [place.longitude, place.latitude]
        for name, (answer, records, day, where) in zip(part["classes"], part["places"][place.geonames], strict=True):
            own = place.answers[name]
            assert (answer, tuple(records), day, where) == (own.answer, own.records, spoken(own.looked), own.where)
            assert answer in ANSWERS
            assert set(records) <= ids
            assert bool(records) == (answer == "recorded")
            assert bool(day and where) or answer != "none found"


def test_data_without_a_frame_ask_about_no_town(tmp_path: Any) -> None:
    folder = own_folder(tmp_path, "records", FOLDER.layer.name)
    assert front_centres(Dataset(folder))["places"] == {}
