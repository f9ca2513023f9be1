"""What the page's numbers must be, by the address it has: those that share a definition today agree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd

import geo
from geo.exports import EXPORTS
from geo.layer import MODES, Query, filter_mask, select
from geo.layer.facets import count_records, facets
from geo.stats.counts import counts_between, counts_of_years
from geo.stats.endings import endings, endings_query
from tests.browser.page import FACETS, Numbers, Page, query_of
from tests.samples import FOLDER, SUBJECT

__all__ = ["Expected"]


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
        self.counts = lru_cache(maxsize=None)(self._counts)
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
    def _valid(self) -> dict[str, Callable[[str], object]]:
        valid: dict[str, Callable[[str], object]] = {name: set(self.values(name)).__contains__ for name in FACETS}
        longest = int(self.periods["lasted"].max())
        years = range(self.first, self.last + 1)
        return valid | {
            "year": lambda text: text.isdecimal() and int(text) in years,
            "mode": lambda text: text in MODES,
            "record": set(self.periods["record_id"]).__contains__,
            "lasted": lambda text: text.isdecimal() and 1 <= int(text) <= longest,
            "split": ("1").__eq__,
            "from": lambda text: text.isdecimal() and int(text) in years,
            "between": lambda text: _forwards(text, years),
            "undated": ("1").__eq__,
            "disputed": ("1").__eq__,
            "at": re.compile(r"-?[\d.]+,-?[\d.]+,[\d.]+").fullmatch,
            "near": re.compile(r"-?[\d.]+,-?[\d.]+").fullmatch,
        }

    def sound(self, state: dict[str, list[str]]) -> dict[str, list[str]]:
        """Give what of an address means something, as the page ignores the rest; of a search nothing is counted."""
        kept = {name: [one for one in values if self._valid[name](one)] for name, values in state.items()
                if name in self._valid}  # fmt: skip
        return {name: values for name, values in kept.items() if values}

    def differences(self, page: Page, numbers: Numbers) -> list[str]:
        """Give what the page says otherwise than the layer does, for the address that it has."""
        state = self.sound(page.state())
        query = query_of(state)
        return [
            f"{what} is {sentence}, and must be {wanted} ({_words(query)})"
            for what, sentence, wanted in self._pairs(page, numbers, query, state)
            if sentence is not None and sentence != wanted
        ]

    def _pairs(
        self, page: Page, numbers: Numbers, query: Query, state: dict[str, list[str]]
    ) -> Iterator[tuple[str, object, object]]:
        if page.where == "Map":
            records, passing = self.records(query), self.passing(query)
            yield "the map's year", numbers.year, query.year
            yield "the number of records drawn", numbers.drawn, records
            yield "the number of records listed", numbers.listed, records
            narrowed = passing < self.every
            yield "the line beside the year", numbers.beside, [records, *([passing] if narrowed else []), self.every]
            yield "what the sentence counts", numbers.counts, self.counts(query)
            yield "the line below the filters", numbers.passing or None, [passing, self.every]
            record = state.get("record", ["none"])[0]
            yield "the record beside the map", numbers.record or "none", record
            yield "the record on the map", numbers.popup, record
            halves = [query.since, query.year] if query.mode == "between" and "split" in state else []
            yield "the years of the halves", numbers.halves, halves
            yield from self._filter_pairs(numbers, query, state, (passing, records))
        if page.where == "Charts":
            ended = self.ended(query)
            yield "the number of honours that ended", numbers.ended, ended
            yield "the number of endings to save", numbers.ends if ended else None, ended

    def _filter_pairs(
        self, numbers: Numbers, query: Query, state: dict[str, list[str]], counted: tuple[int, int]
    ) -> Iterator[tuple[str, object, object]]:
        """Compare the options of the filters, where they can be seen, with the layer and with one another."""
        if not numbers.counted:
            return
        passing, records = counted
        counts = self.facets(query.but(year=None), query.year)
        for facet in FACETS:
            if facet == "status" and query.mode == "between" and not query.status:  # all that is compared are honours
                yield "the counts of status", numbers.counted.get(facet, {}), {}
                continue
            yield f"the counts of {facet}", numbers.counted.get(facet, {}), counts[facet]
            chosen = sorted(set(state.get(facet, [])))  # of a field with two values a query takes both for no choice
            yield f"what is chosen of {facet}", sorted(numbers.chosen.get(facet, [])), chosen
            if len(chosen) == 1:  # then the number beside it is what the page has
                now = records if facet == "status" else passing
                beside = numbers.counted.get(facet, {}).get(chosen[0])
                yield f"the number beside {chosen[0]}", beside, now

    def saved(self, page: Page, form: str, path: Path) -> list[str]:
        """Give what is wrong with a file that the page saved."""
        query = query_of(self.sound(page.state()))
        asked = self._asked(query) if page.where == "Charts" else query
        content = path.read_bytes()
        faults, written = [], EXPORTS[form].write(self.data, asked)
        same = json.loads(content) == json.loads(written) if form == "geojson" else content == written
        if not same:
            faults.append(f"{path.name} is not what geo export writes ({_words(asked)})")
        if form == "geojson":
            ids = {feature["properties"]["record_id"] for feature in json.loads(content)["features"]}
            wanted = set(select(self.periods, asked)["record_id"])
            if ids != wanted:
                faults.append(f"{path.name} has {len(ids)} records, and must have {len(wanted)} ({_words(asked)})")
        return faults

    def _counts(self, query: Query) -> dict[str, int]:
        year, rows = query.year or 0, filter_mask(self.periods, query)
        table = counts_of_years(self.periods, rows, [year], query.mode, undated=query.undated)
        sentence = {str(name): int(count) for name, count in table.loc[year].items()}
        if query.mode == "between":
            sentence |= counts_between(self.periods, rows, query.since, year, undated=query.undated)
        return sentence

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
