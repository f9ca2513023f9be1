"""Numbers that can be quoted: each with its sentence, the rule by which it is counted, and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.layer import Fields, Query, changes_of, select
from geo.records.edition import Edition
from geo.records.model import Category

__all__ = ["SINCE", "Figure", "figures_of", "source_of"]

SINCE = 2000
"""First of the years whose monuments put up and taken down are counted."""
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A number.

    Attributes
    ----------
    key : str
        Its name, in messages and of its file.
    sentence, rule : str
        What it says, and how it is counted.
    query : str
        What of the map shows it, as an address has it.
    table : pandas.DataFrame
        The rows behind it.
    """

    key: str
    sentence: str
    rule: str
    query: str
    table: pd.DataFrame


def figures_of(periods: pd.DataFrame, year: int, countries: Mapping[str, str], fields: Fields) -> list[Figure]:
    """Count what is quoted.

    Parameters
    ----------
    periods : pandas.DataFrame
        The whole layer.
    year : int
        Year of the data.
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code.
    fields : Fields

    Returns
    -------
    list of Figure
        ``standing``: monuments that stand in the year of the data, by country. ``moved``: monuments put up and taken
        down in each year from :data:`SINCE` on. ``ended``: names of places given up in each year. ``longest``: the
        names of places that lasted, or have lasted, the most 31 Decembers.
    """
    changes = changes_of(periods)
    return [
        _standing(periods, year, countries, fields),
        _moved(changes, year, fields),
        _ended(changes, year, fields),
        _longest(periods, countries, fields),
    ]


def source_of(edition: Edition, fields: Fields) -> str:
    """Say of which data the numbers are: title, version and date."""
    cited = {"title": edition.title, "version": edition.version, "date": edition.date}
    return fields.text.message("figures.cite", **cited)


def _standing(periods: pd.DataFrame, year: int, countries: Mapping[str, str], fields: Fields) -> Figure:
    query = Query(year=year, category=Category.MONUMENT.value, status=("honouring",), fields=fields)
    codes = select(periods, query).drop_duplicates("record_id")["country"]
    names = codes.map(lambda code: countries.get(code, code))
    counts = names.value_counts().rename_axis("country").reset_index(name="monuments")
    table = counts.sort_values(["monuments", "country"], ascending=[False, True], ignore_index=True)
    return _figure("standing", query.text(), table, fields, count=len(codes), countries=len(table), year=year)


def _moved(changes: pd.DataFrame, year: int, fields: Fields) -> Figure:
    monuments = changes[(changes["category"] == Category.MONUMENT) & changes["year"].between(SINCE, year)]
    counts = {word: _by_year(monuments[monuments["change"] == change]) for change, word in _MOVES.items()}
    table = pd.DataFrame(counts, index=range(SINCE, year + 1)).fillna(0).astype(int)
    table = table.rename_axis("year").reset_index()
    up, down = (int(table[word].sum()) for word in _MOVES.values())
    before = min(SINCE, year) - 1
    query = Query(year=year, since=before, mode="between", category=Category.MONUMENT.value, fields=fields)
    return _figure("moved", query.text(), table, fields, count=up, down=down, first=SINCE, year=year)


_MOVES = {"began": "put up", "ended": "taken down"}


def _ended(changes: pd.DataFrame, year: int, fields: Fields) -> Figure:
    names = changes[(changes["category"] == Category.PLACE) & (changes["change"] == "ended")]
    table = _by_year(names).sort_index().rename_axis("year").reset_index(name="names given up")
    if table.empty:
        return _figure("ended", "", table, fields, count=0, most=0, year="")
    top = table.sort_values(["names given up", "year"], ascending=[False, True]).iloc[0]
    query = Query(year=year, mode="changes", category=Category.PLACE.value, fields=fields)
    return _figure(
        "ended", query.text(), table, fields, count=len(names), most=int(top["names given up"]), year=int(top["year"])
    )


def _longest(periods: pd.DataFrame, countries: Mapping[str, str], fields: Fields) -> Figure:
    rows = periods[(periods["category"] == Category.PLACE) & periods["lasted"].notna()]
    rows = rows.sort_values(["lasted", "record_id"], ascending=[False, True]).head(_LONGEST)
    table = pd.DataFrame(
        {
            "name": rows["name"], "country": rows["country"].map(lambda code: countries.get(code, code)),
            "years": rows["lasted"].astype(int), "record": rows["record_id"],
        }
    ).reset_index(drop=True)  # fmt: skip
    if table.empty:
        return _figure("longest", "", table, fields, count=0, name="", country="")
    top = table.iloc[0]
    query = Query(mode="all", lasted=int(table["years"].min()), category=Category.PLACE.value, fields=fields)
    values = {"count": int(top["years"]), "name": top["name"], "country": top["country"]}
    return _figure("longest", query.text(), table, fields, **values)


def _by_year(changes: pd.DataFrame) -> pd.Series:
    return changes.groupby("year")["record_id"].nunique()


def _figure(key: str, query: str, table: pd.DataFrame, fields: Fields, **values: Any) -> Figure:
    text = fields.text
    return Figure(key, text.message(f"figures.{key}", **values), text.message(f"figures.{key}.rule"), query, table)
