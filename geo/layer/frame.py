"""The layer as a frame, one row a period."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.layer.fields import FIELDS, Fields
from geo.layer.outcomes import lifetimes, replacements
from geo.records.model import Category

__all__ = ["periods_of"]

_TYPES = {"str": "object", "str?": "object", "list": "object", "int": "int64", "int?": "Int64", "bool": "bool"}
"""How the frame holds what the layer calls its types."""


def periods_of(collection: dict[str, Any], fields: Fields = FIELDS) -> gpd.GeoDataFrame:
    """Give the layer as a frame.

    Parameters
    ----------
    collection : dict
        From :func:`read_layer` or :func:`build_layer`.
    fields : Fields, optional
        Those of the data's subject; else those of every subject.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; one row a period in the layer's order, columns of `fields`, ``fate`` (how a monument's last
        honour ended, ``standing`` or ``not known``; None for places), ``replaced`` (see
        :func:`geo.layer.outcomes.replacements`), ``lasted`` (Int64, years: see
        :func:`geo.layer.outcomes.lifetimes`), ``former_name`` (that of the period just before, where it was an honour;
        else None) and ``geometry``, the index being the
        feature's place in the layer. Years that may be null are nullable integers (``Int64``), the resolved bounds
        plain ones; dates stay text.
    """
    rows = [feature["properties"] for feature in collection["features"]]
    data = {name: pd.Series([row[name] for row in rows], dtype=_TYPES[kind]) for name, kind in fields.columns.items()}
    plain = pd.DataFrame(data)
    answers = replacements(plain, fields.subject.namesakes)
    data |= {"fate": _fates(plain), "replaced": answers, "lasted": _lasted(plain, collection)}
    data["former_name"] = _former_names(plain)
    lonlat = np.array([feature["geometry"]["coordinates"] for feature in collection["features"]]).reshape(-1, 2)
    return gpd.GeoDataFrame(data, geometry=gpd.points_from_xy(lonlat[:, 0], lonlat[:, 1]), crs="EPSG:4326")


def _fates(rows: pd.DataFrame) -> pd.Series:
    """Give each row the fate of its record: the change that began the last period after an honouring one."""
    last = rows.groupby("record_id", sort=False).tail(1).set_index("record_id")
    fate = last["change"].where(last["status"] == "after", "not known")
    fate = fate.mask((last["status"] == "honouring") & (last["end_date"] == ".."), "standing")
    found = rows["record_id"].map(fate).where(rows["category"] == Category.MONUMENT, None)
    return found.astype("object").where(found.notna(), None)


def _former_names(rows: pd.DataFrame) -> pd.Series:
    """Give each row the name of the period just before it in its record, if that bore the honour."""
    before = rows.shift()
    honoured = (before["record_id"] == rows["record_id"]) & (before["status"] == "honouring")
    return before["name"].astype("object").where(honoured, None)


def _lasted(rows: pd.DataFrame, collection: dict[str, Any]) -> pd.Series:
    """Give each honoured name's years, those of a name still borne being counted to the year of the data."""
    year = str(collection.get("data_date", ""))[:4]
    lasted = lifetimes(rows, int(year) if year.isdigit() else None)["lasted"]
    return lasted.reindex(rows.index).astype("Int64")
