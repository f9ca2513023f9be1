"""The second reading: how two answers agree, what follows from a hundred, and that each row is about something."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.core.errors import LayerError
from geo.records.checks.reread import check_second_reading
from geo.records.second_reading import AGREEMENTS, COLUMNS, Row, agreement, read_second_reading
from geo.stats.agreement import kappa, measure, second_section, upper_bound
from tests.samples import FOLDER, record

TOWN = record()
HONOURED = next(place for place, name in enumerate(TOWN.names) if name.status == "honouring")
OTHER = next(place for place, name in enumerate(TOWN.names) if name.status != "honouring")
TODAY = dt.date(2026, 11, 28)
ROW = Row(
    item="1", record=TOWN.id, period=str(HONOURED), what="start", version="2.0.0", value="1961-11-10",
    second="1961-11-10", agreement="same day", verdict="", address="https://example.org/page", via="",
    publisher="Example", cited="no", read="2026-11-28", note="",
)  # fmt: skip
LOST = replace(ROW, item="2", second="not found", agreement="not found", address="", cited="")
FATE = replace(ROW, item="3", what="fate", value="stored", second="stored", agreement="same fate", cited="yes")
READING = read_second_reading(FOLDER.second_reading)


@pytest.mark.parametrize(
    ("what", "value", "second", "expected"),
    [
        ("start", "1961-11-10", "1961-11-10", "same day"),
        ("start", "1961-11-10", "1961-11-11", "same year"),
        ("end", "1961", "1961-11-10", "same year"),
        ("end", "1961", "1961", "same year"),
        ("end", "1961~", "1962", "may be the same"),
        ("end", "[1956..1961]", "1958", "may be the same"),
        ("end", "195X", "195X", "may be the same"),
        ("end", "1951", "1950", "other year"),
        ("end", "[1956..1961]", "1962", "other year"),
        ("end", "1961", "not found", "not found"),
        ("fate", "stored", "stored", "same fate"),
        ("fate", "unknown", "dismantled", "other fate"),
        ("fate", "unknown", "not found", "not found"),
    ],
)
def test_two_answers_agree_as_far_as_their_years_meet(what: str, value: str, second: str, expected: str) -> None:
    assert agreement(what, value, second) == expected
    assert expected in AGREEMENTS


def test_kappa_takes_chance_out() -> None:
    # Two readers of fifty things, 20 both yes, 15 both no, 5 and 10 apart: the textbook's 0.4.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)


def test_kappa_is_not_defined_without_a_choice() -> None:
    assert kappa([]) is None
    assert kappa([("standing", "standing")] * 3) is None


@pytest.mark.parametrize(("errors", "of"), [(0, 10), (0, 73), (1, 73), (3, 40)])
def test_the_bound_is_where_so_few_errors_become_unlikely(errors: int, of: int) -> None:
    bound = upper_bound(errors, of)
    # Independent reckoning: the chance of at most so many, one factor after another.
    term, few = (1 - bound) ** of, 0.0
    for k in range(errors + 1):
        few += term
        term *= (of - k) / (k + 1) * bound / (1 - bound)
    assert few == pytest.approx(0.05)
    assert upper_bound(errors, of, 0.99) > bound > errors / of


def test_without_an_error_the_bound_is_near_three_in_so_many() -> None:
    assert upper_bound(0, 100) == pytest.approx(1 - 0.05 ** (1 / 100))


def test_nothing_is_bounded_by_no_reading_or_by_errors_alone() -> None:
    assert upper_bound(0, 0) == 1
    assert upper_bound(4, 4) == 1


def test_what_was_not_found_does_not_count_as_an_answer() -> None:
    wrong = replace(ROW, item="4", second="1950", agreement="other year", verdict="data wrong", cited="yes")
    dates = measure([ROW, LOST, FATE, wrong], dates=True)
    assert (dates.asked, dates.answered, dates.agreed, dates.contradicted) == (3, 2, 1, 1)
    assert (dates.wrong, dates.cited, dates.counts["not found"]) == (1, 1, 1)
    assert measure([ROW, LOST, FATE, wrong], dates=False).answered == 1


def test_a_version_that_was_not_read_is_said_to_be_so() -> None:
    assert not any("second time" in one for one in second_section([ROW], ROW.version)[1])
    assert "Version 99.0.0 has not been read a second time." in second_section([ROW], "99.0.0")[1]
    assert second_section([], "99.0.0")[1] == ["The data have not been read a second time."]


def test_a_contradiction_is_shown_with_what_became_of_it() -> None:
    other = replace(ROW, second="1950", agreement="other year", verdict="sources differ", note="Seen.")
    _, _, (_, (_, rows), _) = second_section([ROW, other], "2.0.0")
    assert rows == [[(TOWN.id,), "start", "1961-11-10", "1950", "sources differ", "Seen."]]


def test_every_question_stands_with_its_record_and_both_answers() -> None:
    _, _, (_, _, (headings, rows)) = second_section([ROW, LOST], "2.0.0")
    assert headings[0] == "Every question"
    assert rows == [
        [(TOWN.id,), "start", "1961-11-10", "1961-11-10", "same day"],
        [(TOWN.id,), "start", "1961-11-10", "not found", "not found"],
    ]
    assert len(second_section(READING, "2.0.0")[2][2][1]) == len(READING) == 100


def test_the_rows_of_the_figures_name_their_records_unless_these_are_many() -> None:
    many = [replace(ROW, item=str(number), record=f"town-{number}") for number in range(13)]
    wrong = replace(ROW, record="wrong-town", second="1950", agreement="other year", verdict="data wrong")
    _, _, ((headings, rows), *_) = second_section([*many, wrong, FATE], "2.0.0")
    named = {row[0]: row[headings.index("Records")] for row in rows}
    assert named["other year"] == named["contradicted"] == named["of these, the data were wrong"] == ("wrong-town",)
    assert named["same fate"] == named["Cohen's kappa"] == (FATE.record,)
    assert named["same day"] == "13 records, see every question"
    assert named["other fate"] == ()


def test_a_sound_reading_has_no_problem() -> None:
    assert list(check_second_reading([ROW, LOST, FATE], [TOWN], TODAY)) == []


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"record": "no-such"}, "record", '"no-such" is not the id of a record'),
        ({"period": "99"}, "period", f'"99" is no period of {TOWN.id}'),
        ({"period": "-1"}, "period", f'"-1" is no period of {TOWN.id}'),
        ({"period": str(OTHER)}, "period", f"{OTHER} is no honouring period of {TOWN.id}"),
        ({"what": "middle"}, "what", 'is "middle"; write one of start, end, fate'),
        ({"agreement": "same year"}, "agreement", 'is "same year"; the two answers make it "same day"'),
        ({"second": "soon"}, "agreement", "cannot be told: "),
        (
            {"verdict": "fine"},
            "verdict",
            'is "fine"; write one of data wrong, sources differ, another thing, or nothing',
        ),
        ({"address": "a book"}, "address", "is no http(s) address"),
        ({"read": "2026-11-29"}, "read", '"2026-11-29" is not a day up to today'),
        ({"item": "2"}, "item", "stands twice"),
    ],
)
def test_each_rule_of_the_second_reading_can_be_broken(changes: dict[str, str], field: str, message: str) -> None:
    problems = [*check_second_reading([replace(ROW, **changes), LOST], [TOWN], TODAY)]
    assert {one.field for one in problems} == {field}
    assert all(one.message.startswith(message) for one in problems)
    assert problems[0].record_id == f"second-reading.csv, item {changes.get('item', '1')}"


def test_check_reads_the_second_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = tmp_path / "records" / "places"
    places.mkdir(parents=True)
    (places / f"{TOWN.id}.json").write_text(TOWN.model_dump_json(), encoding="utf-8")
    text = FOLDER.second_reading.read_text(encoding="utf-8").splitlines()[:2]
    (tmp_path / FOLDER.second_reading.name).write_text("\n".join(text) + "\n", encoding="utf-8")
    assert main(["check", "--records", str(tmp_path / "records")]) == 1
    assert "second-reading.csv, item 1: record" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("item,record\n1,a\n", "has other columns than item, record, period"),
        (",".join(COLUMNS) + "\n1,a\n", "row 1 has not 15 fields"),
        (",".join(COLUMNS) + "\n1" + "," * len(COLUMNS) + "\n", "row 1 has not 15 fields"),
    ],
)
def test_a_reading_of_another_shape_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "second-reading.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match=message):
        read_second_reading(path)


def test_a_hundred_questions_were_asked_in_the_order_of_the_draw() -> None:
    assert [row.item for row in READING] == [str(item) for item in range(1, 101)]


def test_every_contradiction_was_looked_at_again() -> None:
    assert all(bool(row.verdict) == row.agreement.startswith("other") for row in READING)
    assert all(row.note for row in READING if row.verdict)


def test_the_readme_says_what_the_reading_found() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    said = re.search(
        r"of (\d+) dates and (\d+) fates, (\d+) and (\d+) were found; (\d+) and (\d+) contradicted the data, "
        r"which were wrong in (\d+) of them", readme.replace("\n", " "),
    )  # fmt: skip
    dates, fates = measure(READING, dates=True), measure(READING, dates=False)
    wrong = dates.wrong + fates.wrong
    counts = [dates.asked, fates.asked, dates.answered, fates.answered, dates.contradicted, fates.contradicted, wrong]
    assert said
    assert [int(count) for count in said.groups()] == counts
    bound = re.search(r"at most (\d+) % of such dates are wrong", readme.replace("\n", " "))
    assert bound
    assert int(bound[1]) == round(100 * upper_bound(dates.wrong, dates.answered))
