"""What the data say, asked through the library: what an errand must find changes with the data, not with the errand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import geo
from geo.core.dates import OPEN
from geo.exports import EXPORTS
from geo.exports.table_files import figure_table
from geo.find.near import distances, find_towns
from geo.find.same_time import neighbours
from geo.find.towns import read_towns
from geo.layer import Query, select
from geo.map.basemap import country_names, read_basemap
from geo.records.edition import read_edition
from geo.records.events import read_events
from geo.records.frame import read_frame
from geo.records.lesson_model import Guess, Lesson
from geo.records.lessons import lesson_words, year_of
from geo.records.model import Event, Record, Story
from geo.records.stories import read_stories
from geo.stats.coverage import read_missing
from geo.stats.figures import Figure, figures_of
from geo.text.dates import spoken
from tests.samples import FOLDER, SUBJECT

__all__ = [
    "answer", "bearing", "country", "dispute", "disputed_values", "edition", "endings", "events_of", "figure_file",
    "figures", "first_year", "hosts", "in_country", "in_order", "in_town", "km_in", "license", "missing", "names",
    "nearest_to", "number", "number_in", "pages", "passing", "place_of", "points", "publishers", "record",
    "recorded_at", "same_days", "squeezed", "standing", "stories", "titles", "written", "written_in",
]  # fmt: skip


def number(**choice: Any) -> int:
    """Count the records of a choice; see :func:`geo.select`."""
    return int(geo.select(**choice)["record_id"].nunique())


def titles(**choice: Any) -> list[str]:
    """Give the names, in that year, of what a choice shows."""
    return list(geo.select(**choice)["name"])


def bearing(**choice: Any) -> list[str]:
    """Give the names, in that year, of what surely bore an honour or stood, as last reported included."""
    rows = geo.state_at(choice["year"])
    sure = rows[(rows["status"] == "honouring") & rows["presence"].isin(["certain", "presumed"])]
    chosen = geo.select(**choice)["record_id"]
    return list(sure[sure["record_id"].isin(chosen)]["name"])


def record(record_id: str) -> Record:
    """Give a record."""
    return _records()[record_id]


def names(record_id: str) -> list[str]:
    """Give the names of a record's chain."""
    return [period.name for period in record(record_id).names]


def pages(record_id: str) -> set[str]:
    """Give the addresses of the pages that date a record's chain."""
    rows = geo.load()
    return {page for cited in rows[rows["record_id"] == record_id]["sources"] for page in cited}


def publishers(record_id: str) -> set[str]:
    """Give who answers for the pages that date a record's chain."""
    dated = {key for period in record(record_id).names for key in (*period.start_sources, *period.end_sources)}
    return {record(record_id).sources[key].publisher for key in dated}


def recorded_at(name: str) -> set[str]:
    """Give the ids of what is recorded of a capital or regional centre, of any class."""
    (place,) = [one for one in read_frame(FOLDER.frame, SUBJECT) if one.name == name]
    return {record_id for answer in place.answers.values() for record_id in answer.records}


def disputed_values(record_id: str) -> set[str]:
    """Give what sources say otherwise about a record, as a page says it."""
    dated = re.compile(r"\d{4}(-\d\d)*")
    values = [one.value for one in record(record_id).disagreements]
    return {spoken(value) if dated.fullmatch(value) else value for value in values}


def written_in(language: str) -> tuple[str, str]:
    """Give a name in its own script that the honour of one record alone bears, and that record's id."""
    rows = geo.load()
    bearers = rows.groupby("native_name")["record_id"].nunique()
    for one in _records().values():
        for period in one.names:
            if period.native_lang == language and period.status == "honouring" and bearers[period.native_name] == 1:
                return str(period.native_name), one.id
    raise AssertionError(f"no name in {language} is one record's alone")


def in_country(code: str) -> set[str]:
    """Give the ids of the records of a country of today."""
    return set(geo.select(country=code)["record_id"])


def written(form: str, query: Query) -> bytes:
    """Write what a query chooses, as the command line does."""
    return EXPORTS[form].write(geo.open(FOLDER.path), query)


def place_of(town: str) -> str:
    """Give longitude and latitude of a town as an address carries them."""
    point = find_towns(read_towns(FOLDER.towns), town)[0].point
    return f"{point[0]:.5f},{point[1]:.5f}"


def km_in(words: str) -> float:
    """Read the kilometres from words such as ``1,204 km north-west``; ``here`` is 0."""
    found = re.search(r"([\d,.]+) km", words)
    return float(found[1].replace(",", "")) if found else 0.0


def in_order(texts: list[str]) -> list[str]:
    """Put names in the order of the alphabet, whatever their case and marks."""
    return sorted(texts, key=lambda text: unicodedata.normalize("NFD", text).casefold())


def license() -> str:
    """Name the licence of the data, as people write it."""
    return read_edition(FOLDER.edition).license.replace("-", " ")


def country(code: str) -> str:
    """Give the English name of a country of today."""
    return country_names(read_basemap(FOLDER.basemap))[code]


def edition() -> str:
    """Give the version of the data."""
    return read_edition(FOLDER.edition).version


def hosts(**choice: Any) -> set[str]:
    """Give the hosts of the pages that date what a choice shows."""
    cited = {page for pages in geo.select(**choice)["sources"] for page in pages}
    return {str(urlsplit(page).hostname).removeprefix("www.") for page in cited}


def points() -> list[Any]:
    """Give the points of all periods."""
    return list(geo.load().geometry)


def figures() -> list[Figure]:
    """Give the numbers that can be quoted."""
    data = geo.open(FOLDER.path)
    return figures_of(data.periods, data.edition.year, data.countries, data.fields)


def passing(query: str) -> int:
    """Count the records of a query, as an address has it."""
    data = geo.open(FOLDER.path)
    return int(select(data.periods, data.parse(query))["record_id"].nunique())


def figure_file(figure: Figure) -> bytes:
    """Write the table behind a number."""
    return figure_table(figure).encode("utf-8")


def endings(year: int, **choice: Any) -> list[str]:
    """Give the names that followed the honours that ended in a year."""
    return titles(ended=year, **choice)


def same_days(record_id: str) -> list[str]:
    """Give what else changed in the days in which a record did."""
    return [one.what for one in neighbours(_records(), record_id)]


def missing(code: str) -> list[str]:
    """Give what is known to be missing of a country."""
    return read_missing(FOLDER.missing)[code]


def stories() -> list[Story]:
    """Give the stories that are told on the map."""
    return read_stories(FOLDER.stories)


def answer(guess: Guess) -> int:
    """Give the answer to a guess of a lesson."""
    if guess.year_of is not None:
        return int(str(year_of(record(guess.year_of.record), guess.year_of.bound)))
    data = geo.open(FOLDER.path)
    return int(select(data.periods, data.parse(str(guess.count_of)))["record_id"].nunique())


def dispute(lesson: Lesson) -> dict[str, Any]:
    """Give what sources say of the date on which they disagree in a lesson."""
    return dict(lesson_words(lesson, _records())["disagreement"])


def squeezed(text: str) -> str:
    """Take the spaces out of a text, as paper breaks its lines where it likes."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def first_year(words: str) -> int | None:
    """Read the year in which something began from the words for its time; None where it is not said."""
    found = re.search(r"[0-9]{4}", words)
    return int(found[0]) if found and not words.startswith(("until", "end", "start not known")) else None


def events_of(year: int) -> list[Event]:
    """Give the political events of a year."""
    return [event for event in read_events(FOLDER.events) if event.date.startswith(str(year))]


def nearest_to(town: str, year: int) -> list[float]:
    """Give how far, in km, what a year shows lies from a town, nearest first."""
    rows = geo.state_at(year)
    return sorted(distances(rows, find_towns(read_towns(FOLDER.towns), town)[0].point)["km"])


def in_town(town: str) -> set[str]:
    """Give the ids of the records that lie in a town."""
    rows = geo.load()
    return set(rows["record_id"][rows["within"] == find_towns(read_towns(FOLDER.towns), town)[0].id])


def standing(year: int) -> int:
    """Count the monuments that stand in a year, for certain or because nothing says that they are gone."""
    rows = geo.state_at(year, category="monument", status="honouring")
    return int(((rows["state"] == "certain") | (rows["end_date"] == OPEN)).sum())


def number_in(text: str, words: str) -> int:
    """Read the number that stands before some words of a sentence; none is 0."""
    found = re.search(rf"([\d,]+) {words}", text)
    return int(found[1].replace(",", "")) if found else 0


@cache
def _records() -> dict[str, Record]:
    return {one.id: one for one in geo.records()}
