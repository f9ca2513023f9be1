"""What changed elsewhere in the same week."""

from __future__ import annotations

from typing import Any

import pytest

from geo.core.dates import OPEN, parse
from geo.core.errors import DateError, QueryError
from geo.find.same_time import Neighbour, neighbours
from geo.records.model import Record
from geo.records.reading import read_records
from tests.samples import FOLDER, MONUMENT, PLACE, SUBJECT, record

REAL = {one.id: one for one in read_records(FOLDER.records, SUBJECT)[0]}


def changed_on(record_id: str, start: str | None, base: dict[str, Any] = PLACE, **changes: Any) -> Record:
    """Give a record whose honouring period begins at `start`; no other change of it is given to the day."""
    return record(base, id=record_id, **{f"names__{1 if base is PLACE else 0}__start": start}, **changes)


def ids_beside(start: str, *others: Record, **options: int) -> list[str]:
    """Give the neighbours of a record that changed at `start`."""
    company = {one.id: one for one in (changed_on("chosen", start), *others)}
    return [neighbour.record_id for neighbour in neighbours(company, "chosen", **options)]


def test_a_neighbour_says_what_changed_when_and_how_far_off() -> None:
    other = changed_on("statue", "1936-05-03", MONUMENT)
    found = neighbours({"chosen": changed_on("chosen", "1936-05-01"), "statue": other}, "chosen")
    name = "Stalin Monument, Test Square"
    assert found == [Neighbour("statue", name, f"{name}: unveiled", "3 May 1936", 2)]


def test_an_earlier_change_has_a_negative_distance() -> None:
    company = {"a": changed_on("a", "1936-05-03"), "b": changed_on("b", "1936-04-30")}
    assert [neighbour.days for neighbour in neighbours(company, "a")] == [-3]
    assert [neighbour.days for neighbour in neighbours(company, "b")] == [3]


def test_what_names_the_period_that_began() -> None:
    other = record(id="other", names__1__start="1930", names__2__start="1936-05-01", names__2__name="New Town")
    found = neighbours({"chosen": changed_on("chosen", "1936-05-01"), "other": other}, "chosen")
    assert [(one.title, one.what) for one in found] == [("Stalin Town", "New Town: reverted")]


def test_the_nearest_come_first_and_the_earlier_before_the_later() -> None:
    days = {"two-after": "03", "one-after": "02", "six-after": "07", "same": "01"}
    others = [changed_on(name, f"1936-05-{day}") for name, day in days.items()]
    others.append(changed_on("one-before", "1936-04-30"))
    expected = ["same", "one-before", "one-after", "two-after", "six-after"]
    assert ids_beside("1936-05-01", *others) == expected


def test_neighbours_of_one_day_stand_by_title_then_id() -> None:
    others = [
        changed_on("c", "1936-05-01", names__1__name="beta"),
        changed_on("b", "1936-05-01", names__1__name="Alpha"),
        changed_on("a", "1936-05-01", names__1__name="beta"),
    ]
    assert ids_beside("1936-05-01", *others) == ["b", "a", "c"]


def test_the_last_day_of_the_distance_counts_and_the_next_does_not() -> None:
    others = [
        changed_on("week-before", "1936-05-01"),
        changed_on("eight-before", "1936-04-30"),
        changed_on("week-after", "1936-05-15"),
        changed_on("eight-after", "1936-05-16"),
    ]
    assert ids_beside("1936-05-08", *others) == ["week-before", "week-after"]
    assert ids_beside("1936-05-08", *others, days=0) == []


def test_the_limit_keeps_the_nearest() -> None:
    others = [changed_on(f"n{day}", f"1936-05-0{day}") for day in range(2, 9)]
    assert ids_beside("1936-05-01", *others, limit=2) == ["n2", "n3"]
    assert ids_beside("1936-05-01", *others, limit=0) == []
    assert ids_beside("1936-05-01", *others, limit=-1) == []


@pytest.mark.parametrize(
    "start",
    ["1936", "1936-05", "1936-05-01~", "1936-05-01?", "1936-05-01%", "[1936-05-01,1936-05-02]", "193X", OPEN, None,
     "[1936-05-01..1936-05-01]", "1936-05-32", "0000-05-01", "１９３６-05-01", "1936-05-01\n"],
)  # fmt: skip
def test_only_a_start_given_plainly_to_the_day_counts(start: str | None) -> None:
    assert ids_beside("1936-05-01", changed_on("other", start)) == []
    company = {"chosen": changed_on("chosen", start), "other": changed_on("other", "1936-05-01")}
    assert neighbours(company, "chosen") == []


def test_an_earlier_name_is_no_change() -> None:
    other = changed_on("other", "1950", names__0__start="1936-05-01", names__0__change="founded")
    assert ids_beside("1936-05-01", other) == []


def test_a_period_that_does_not_say_how_it_began_is_no_change() -> None:
    assert ids_beside("1936-05-01", changed_on("other", "1936-05-01", names__1__change=None)) == []


def test_a_record_is_not_its_own_neighbour_under_another_key_either() -> None:
    chosen = record(names__2__start="1936-05-05")
    assert neighbours({chosen.id: chosen, "copy": chosen}, chosen.id) == []


def test_another_record_stands_once_with_its_nearest_change() -> None:
    other = record(id="other", names__1__start="1936-05-03", names__2__start="1936-05-02")
    company = {"chosen": changed_on("chosen", "1936-05-01"), "other": other, "copy": other}
    assert [(one.record_id, one.when) for one in neighbours(company, "chosen")] == [("other", "2 May 1936")]


def test_every_change_of_the_chosen_record_has_neighbours() -> None:
    chosen = record(names__2__start="1961-11-10")
    company = {one.id: one for one in (chosen, changed_on("early", "1936-05-02"), changed_on("late", "1961-11-09"))}
    assert [(one.record_id, one.days) for one in neighbours(company, chosen.id)] == [("early", 1), ("late", -1)]


def test_an_unknown_record_is_named() -> None:
    with pytest.raises(QueryError, match='there is no record "nowhere"'):
        neighbours({"chosen": record()}, "nowhere")


def test_a_day_is_read_as_the_dates_module_reads_it() -> None:
    for text in ("1936-05-01", "1961-02-28", "1956-02-29", "1999-12-31"):
        span = parse(text)
        other = changed_on("other", text)
        assert span.earliest == span.latest
        assert ids_beside(text, other, days=0) == ["other"]
    with pytest.raises(DateError):
        parse("1961-02-29")
    assert ids_beside("1961-02-29", changed_on("other", "1961-02-29")) == []


def test_volgograd_fell_in_one_week_with_donetsk_and_a_district_of_khabarovsk() -> None:
    found = {one.record_id: one for one in neighbours(REAL, "volgograd")}
    assert (found["donetsk"].what, found["donetsk"].days) == ("Donetsk: renamed", -1)
    assert (found["khabarovsk-industrialny"].when, found["khabarovsk-industrialny"].days) == ("10 November 1961", 0)
    assert "volgograd" not in found


def test_neighbours_of_real_records_are_mutual() -> None:
    near = {one: {other.record_id for other in neighbours(REAL, one, limit=len(REAL))} for one in REAL}
    assert sum(map(len, near.values())) > 100
    assert all(one in near[other] for one, others in near.items() for other in others)


def test_no_real_record_has_more_neighbours_than_asked_for() -> None:
    for one in REAL:
        found = neighbours(REAL, one)
        assert len(found) <= 8
        assert [abs(other.days) for other in found] == sorted(abs(other.days) for other in found)
        assert all(abs(other.days) <= 7 for other in found)
