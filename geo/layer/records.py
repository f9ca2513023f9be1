"""The records as a table: one row a place or monument, read from the rows of its periods."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.layer.fields import FIELDS, Fields

__all__ = ["records_of"]

_OF_THE_RECORD = (
    "category", "kind", "honours", "country", "polity", "within", "precision", "accuracy_m", "confidence", "disputed",
    "fate", "geonames", "wikidata", "wikipedia", "note", "controlled_by", "geometry",
)  # fmt: skip
"""Columns that are the same in all periods of a record."""


def records_of(periods: gpd.GeoDataFrame, fields: Fields = FIELDS) -> gpd.GeoDataFrame:
    """Give the records.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        Whole records of the layer; see :func:`geo.layer.periods_of`.
    fields : Fields, optional
        Those of the data's subject; else those of every subject.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; one row a record in the layer's order: ``record_id``, ``name`` and ``native_name`` (of its first
        honour, or else of its last period), ``names`` (list of str: every name in any script, once), ``periods``
        (int: their number), ``honoured_from`` and ``honoured_to`` (int: the years in which the first honour may have
        begun and the last may have ended, -9999 and 9999 for no bound), ``replaced`` (what came after its last honour),
        ``lasted`` (Int64, years: the longest of its honours), ``sources`` (list of str) and, as in the periods,
        ``category``, ``kind``, ``honours``, ``country``, ``polity``, ``within``, ``precision``, ``accuracy_m``,
        ``confidence``, ``disputed``, ``fate``, ``geonames``, ``wikidata``, ``wikipedia``, ``note``,
        ``controlled_by`` and ``geometry``; then what the subject adds.
    """
    groups = periods.groupby("record_id", sort=False)
    honours = periods[periods["status"] == "honouring"].groupby("record_id", sort=False)
    named = honours[["name", "native_name"]].nth(0).set_axis(honours["record_id"].nth(0))
    last = periods.drop_duplicates("record_id", keep="last").set_index("record_id")[["name", "native_name"]]
    named = pd.concat([named, last[~last.index.isin(named.index)]])
    table = pd.DataFrame(index=pd.Index(groups["record_id"].first(), name="record_id"))
    table = table.assign(name=named["name"], native_name=named["native_name"])
    table["names"] = pd.Series({record: _names(rows) for record, rows in groups}, dtype="object")
    table["periods"] = groups.size()
    table["honoured_from"] = honours["possible_from"].min()
    table["honoured_to"] = honours["possible_to"].max()
    table["replaced"] = periods.dropna(subset=["replaced"]).groupby("record_id")["replaced"].last()
    table["lasted"] = groups["lasted"].max().astype("Int64")
    table["sources"] = pd.Series({record: _sources(rows) for record, rows in groups}, dtype="object")
    own = [field.name for field in fields.subject.fields if field.of == "record"]
    first = periods.drop_duplicates("record_id").set_index("record_id")[[*_OF_THE_RECORD, *own]]
    joined = table.join(first).reset_index()
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=periods.crs)


def _names(rows: pd.DataFrame) -> list[str]:
    return list(
        dict.fromkeys(name for pair in zip(rows["name"], rows["native_name"], strict=True) for name in pair if name)
    )


def _sources(rows: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(url for urls in rows["sources"] for url in urls))
