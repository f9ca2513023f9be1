"""What the page's numbers must be, by the address it has: those that share a definition today agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd

import geo
from geo.exports import EXPORTS
from geo.exports.geojson import to_geojson
from geo.layer import MODES, Query, select
from geo.layer.facets import count_records, facets
from geo.records.model import STATUSES
from geo.stats.endings import endings, endings_query
from tests.browser.page import FILTERS, App, Numbers, Page, query_of
from tests.samples import FIELDS, FOLDER, SUBJECT

__all__ = ["Expected"]

_OPTIONS = {"Places": ("category", "place"), "Monuments": ("category", "monument")} | {
    words: ("status", status)
    for words, status in zip(("Not yet so named", "Bears the name or stands", "Renamed or gone"), STATUSES, strict=True)
}
_OF_FILE = {"year", "mode", "undated", "record"}


class Expected:
    """What a page that shows the layer must say.

    Parameters
    ----------
    last : int
        The last year of the time bar.
    """

    def __init__(self, last: int) -> None:
        self.data = geo.open(FOLDER.path)
        self.collection: dict[str, Any] = self.data.collection
        self.periods: gpd.GeoDataFrame = self.data.periods
        self.last = last
        self.every = int(self.periods["record_id"].nunique())
        self.records = lru_cache(maxsize=None)(self._records)
        self.passing = lru_cache(maxsize=None)(lambda query: count_records(self.periods, query))
        self.facets = lru_cache(maxsize=None)(lambda query, year: facets(self.periods, query, year))
        self.ended = lru_cache(maxsize=None)(self._ended)

    @cached_property
    def first(self) -> int:
        """The first year of the time bar."""
        from geo.stats.counts import first_year

        return first_year(self.periods, SUBJECT.opening_year)

    @cached_property
    def countries(self) -> dict[str, str]:
        """Names of the countries of the layer by their codes."""
        names = self.data.countries
        return {code: names.get(code, code) for code in sorted(set(self.periods["country"]))}

    def values(self, name: str) -> list[str]:
        """Give the values of a filter."""
        if name == "category":
            return ["place", "monument"]
        return sorted(set(self.periods[name].dropna()))

    @cached_property
    def _valid(self) -> dict[str, Callable[[str], bool]]:
        valid: dict[str, Callable[[str], bool]] = {name: set(self.values(name)).__contains__ for name in FILTERS}
        longest = int(self.periods["lasted"].max())
        years = range(self.first, self.last + 1)
        return valid | {
            "year": lambda text: text.isdecimal() and int(text) in years,
            "mode": lambda text: text in MODES,
            "record": set(self.periods["record_id"]).__contains__,
            "lasted": lambda text: text.isdecimal() and 1 <= int(text) <= longest,
            "between": lambda text: _forwards(text, years),
            "undated": ("1").__eq__,
            "disputed": ("1").__eq__,
        }

    def sound(self, state: dict[str, list[str]], host: str) -> dict[str, list[str]]:
        """Give what of an address means something on a host, as the page ignores the rest."""
        known = _OF_FILE if host == "file" else self._valid
        kept = {name: [one for one in values if self._valid[name](one)] for name, values in state.items()
                if name in known}  # fmt: skip
        return {name: values for name, values in kept.items() if values}

    def differences(self, page: Page, numbers: Numbers) -> list[str]:
        """Give what the page says otherwise than the layer does, for the address that it has."""
        state = self.sound(page.state(), page.host)
        query = query_of(state)
        return [
            f"{what} is {said}, and must be {wanted} ({_words(query)})"
            for what, said, wanted in self._pairs(page, numbers, query, state)
            if said is not None and said != wanted
        ]

    def _pairs(
        self, page: Page, numbers: Numbers, query: Query, state: dict[str, list[str]]
    ) -> Iterator[tuple[str, object, object]]:
        if page.where == "Map":
            records = self.records(query)
            yield "the map's year", numbers.year, query.year
            yield "the number of records drawn", numbers.drawn, records
            yield "the number in the list's heading", numbers.listed, records
            yield "the number of rows of the list", numbers.rows, records
            yield "the number shown beside the year", numbers.beside[0] if numbers.beside else -1, records
            yield "the number of all records beside the year", numbers.beside[-1] if numbers.beside else -1, self.every
            if len(numbers.beside) == 3:
                yield "the number passing beside the year", numbers.beside[1], self.passing(query)
            record = state.get("record", ["none"])[0]
            yield "the record beside the map", numbers.record or "none", record
            yield "the record on the map", numbers.popup, record
        if isinstance(page, App) and page.where != "Coverage":
            yield "the filters' caption", numbers.passing or None, [self.passing(query), self.every]
            if numbers.counted:
                counts = self.facets(query.but(year=None), query.year)
                for words, (facet, option) in _OPTIONS.items():
                    yield f"the number beside {words}", numbers.counted.get(words), counts[facet].get(option, 0)
        if page.where == "Charts":
            ended = self.ended(query)
            yield "the number of honours that ended", numbers.ended, ended
            yield "the number of endings to save", numbers.ends if ended else None, ended

    def saved(self, page: Page, form: str, every_year: bool, path: Path) -> list[str]:
        """Give what is wrong with a file that the page saved."""
        query = query_of(self.sound(page.state(), page.host))
        content = path.read_bytes()
        if page.host == "file":
            same = json.loads(content)["features"] == self.collection["features"]
            return [] if same else [f"{path.name} does not hold the features of the layer"]
        if page.where == "Charts":
            asked = self._asked(query)
        else:
            asked = query.but(year=None, undated=False, mode=None) if every_year else query
        faults = []
        if content != EXPORTS[form].write(self.data, asked):
            faults.append(f"{path.name} is not what geo export writes ({_words(asked)})")
        if form == "geojson":
            ids = {feature["properties"]["record_id"] for feature in json.loads(content)["features"]}
            wanted = set(select(self.periods, asked)["record_id"])
            if ids != wanted or content.decode() != to_geojson(self.collection, self.periods, asked.within(FIELDS)):
                faults.append(f"{path.name} has {len(ids)} records, and must have {len(wanted)} ({_words(asked)})")
        return faults

    def _records(self, query: Query) -> int:
        return int(select(self.periods, query)["record_id"].nunique())

    def _ended(self, query: Query) -> int:
        return len(endings(self.periods, self._asked(query), self.countries))

    def _asked(self, query: Query) -> Query:
        bare = query.but(year=None, status=())
        return endings_query(bare, query.year or 0, (self.first, self.last))


def _forwards(text: str, years: range) -> bool:
    parts = [int(part) for part in text.split("-") if part.isdecimal() and int(part) in years]
    return len(parts) == 2 and parts == sorted(parts)


def _words(query: Query) -> str:
    return ", ".join(f"{name} {value}" for name, value in query.as_members().items())
