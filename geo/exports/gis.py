"""Files for GIS programs, written by GDAL (through pyogrio) and Apache Arrow: EPSG:4326, one row a period."""

from __future__ import annotations

import errno
import io
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo.exports.about import Opened, about, chosen, disputes, fit, without_lists
from geo.layer import Fields, Query, changes_of
from geo.layer.records import records_of

__all__ = ["DATES", "TIMES", "to_flatgeobuf", "to_geopackage", "to_geoparquet", "to_parquet_tables"]

DATES = {"valid_from": "start_year", "valid_to": "end_year"}
"""Columns of dates, each with that of the year whose 31 December it is.

QGIS's temporal controller takes columns of dates alone; these names it finds by itself, and the end is exclusive for
it as for the year rule (QgsVectorLayerTemporalProperties).
"""
TIMES = {"valid_from_time": "valid_from", "valid_to_time": "valid_to"}
"""Columns of moments, midnight UTC, in GeoParquet: kepler.gl takes moments for time, and dates for categories."""

_LAYER, _TABLE = "periods", "disagreements"
_VERSION = "1.3"
"""Of the GeoPackage: nothing of 1.4 is used, and GDAL before 3.7 warns of that."""
_CLOCK = Lock()


def to_geopackage(data: Opened, query: Query) -> bytes:
    """Write a choice as a GeoPackage.

    Parameters
    ----------
    data : Opened
    query : Query

    Returns
    -------
    bytes
        Version 1.3, a layer ``periods`` and a table ``disagreements`` (:func:`geo.layer.disagreements_of`). Years are
        nullable integers, dates text as in the record, ``valid_from`` and ``valid_to`` dates (:data:`DATES`; null is no
        bound), lists text joined by ``" | "``; what the file is stands in its metadata tables. Its timestamps are the
        date of the data. The ``identifier`` is called ``dataset_identifier``, because GDAL keeps ``IDENTIFIER`` for the
        layer's title.

    Raises
    ------
    OSError
        If the folder for temporary files has no room for it, as GDAL writes this format through a file.
    """
    query = query.within(data.fields)
    metadata, rows = about(data.collection, query), chosen(data.periods, query)
    options = {"IDENTIFIER": metadata["title"], "DESCRIPTION": metadata["cite_as"]}
    metadata["dataset_identifier"] = metadata.pop("identifier")
    whole = {"dataset_options": {"VERSION": _VERSION}, "dataset_metadata": _filled(metadata), "layer_options": options}
    with _CLOCK, TemporaryDirectory() as folder:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _moment(metadata["data_date"])})
        try:
            file = Path(folder) / "choice.gpkg"
            _by_gdal(rows, query, metadata, "GPKG", file, **whole)
            differ = disputes(data, rows["record_id"])
            differ["period"] = _arrow(pa.array(differ["period"], pa.int64()), differ.index)
            pyogrio.write_dataframe(differ, file, layer=_TABLE, driver="GPKG", use_arrow=True, append=True)
            return file.read_bytes()
        except (DataLayerError, DataSourceError) as error:
            raise OSError(errno.EIO, f"the GeoPackage cannot be written before it is sent ({error})", folder) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def to_flatgeobuf(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice as FlatGeobuf.

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.exports.geojson.to_geojson`.

    Returns
    -------
    bytes
        As :func:`to_geopackage`, what the file is in the header's metadata; ``valid_from`` and ``valid_to`` are
        moments, midnight, because the format has no dates. There is no spatial index, because that would put the rows
        into another order.
    """
    metadata = about(collection, query)
    options = {"TITLE": metadata["title"], "DESCRIPTION": metadata["cite_as"], "SPATIAL_INDEX": "NO"}
    file = io.BytesIO()
    _by_gdal(chosen(periods, query), query, metadata, "FlatGeobuf", file, layer_options=options)
    return file.getvalue()


def to_geoparquet(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice as GeoParquet.

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.exports.geojson.to_geojson`.

    Returns
    -------
    bytes
        Columns of the layer; years are nullable integers, dates text as in the record, sources a list of text, geometry
        WKB; then the dates of :data:`DATES` and the moments of :data:`TIMES`. What the file is stands in the key-value
        metadata, each part by its name and all as JSON under ``about``.
    """
    rows = _dated(chosen(periods, query))
    rows = rows.assign(**{name: _moments(rows[date]) for name, date in TIMES.items()})
    return _parquet(rows, about(collection, query), query.fields)


def to_parquet_tables(data: Opened, query: Query) -> dict[str, bytes]:
    """Write a choice as four tables, for databases.

    Parameters
    ----------
    data : Opened
    query : Query

    Returns
    -------
    dict of str to bytes
        By file name: ``periods.parquet`` as from :func:`to_geoparquet`; ``records.parquet``, GeoParquet, the records of
        these periods (:func:`geo.layer.records.records_of`); ``changes.parquet``, the dated changes by which these
        periods began (:func:`geo.layer.changes_of`); ``disagreements.parquet``, what sources say differently of these
        records (:func:`geo.layer.disagreements_of`). All four say what they are.
    """
    query, periods = query.within(data.fields), data.periods
    rows, metadata = chosen(periods, query), about(data.collection, query)
    whole = fit(periods[periods["record_id"].isin(rows["record_id"])])
    changes = changes_of(whole)
    return {
        "periods.parquet": to_geoparquet(data.collection, periods, query),
        "records.parquet": _parquet(records_of(whole, query.fields), metadata, query.fields),
        "changes.parquet": _parquet(changes[changes.index.isin(rows.index)], metadata, query.fields),
        "disagreements.parquet": _parquet(disputes(data, rows["record_id"]), metadata, query.fields),
    }


def _parquet(rows: pd.DataFrame, metadata: dict[str, str], fields: Fields) -> bytes:
    draft = io.BytesIO()
    rows.to_parquet(draft, index=False)
    table = pq.read_table(draft)
    lists = {"names", *(name for name, kind in fields.columns.items() if kind == "list")}
    table = table.cast(pa.schema([_field(field, lists) for field in table.schema], table.schema.metadata))
    members = {**metadata, "about": json.dumps(metadata, ensure_ascii=False)}
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **members}), file)
    return file.getvalue()


def _by_gdal(
    rows: gpd.GeoDataFrame, query: Query, metadata: dict[str, str], driver: str, file: Path | io.BytesIO, **options: Any
) -> None:
    options |= {"geometry_type": "Point", "layer_metadata": _filled(metadata)}
    flat = without_lists(_dated(rows), query)
    pyogrio.write_dataframe(flat, file, layer=_LAYER, driver=driver, use_arrow=True, **options)


def _dated(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return rows.assign(**{name: _last_days(rows[years]) for name, years in DATES.items()})


def _last_days(years: pd.Series) -> pd.Series:
    """Give 31 December of each year as a date of Arrow, the only kind that GDAL is given as a date; null stays null."""
    following = years.fillna(1970).to_numpy(dtype=int) - 1970 + 1
    days = following.astype("datetime64[Y]").astype("datetime64[D]") - np.timedelta64(1, "D")
    return _arrow(pa.array(days, mask=years.isna().to_numpy()), years.index)


def _moments(dates: pd.Series) -> pd.Series:
    return _arrow(pa.array(dates).cast(pa.timestamp("ms", tz="UTC")), dates.index)


def _arrow(values: pa.Array, index: pd.Index) -> pd.Series:
    return pd.Series(values, index=index, dtype=pd.ArrowDtype(values.type))


def _filled(metadata: dict[str, str]) -> dict[str, str]:
    """Leave out what is empty: GDAL refuses it."""
    return {name: value for name, value in metadata.items() if value}


def _moment(date: str) -> str:
    """Give the moment that a GeoPackage made from the data of a date bears."""
    return f"{date if re.fullmatch(r'[0-9]{4}-[0-9]{2}-[0-9]{2}', date) else '1970-01-01'}T00:00:00.000Z"


def _field(field: pa.Field, lists: set[str]) -> pa.Field:
    """Give a column its type, which an empty or all-null column does not show by itself."""
    if field.name in lists:
        return field.with_type(pa.list_(pa.string()))
    return field.with_type(pa.string()) if pa.types.is_null(field.type) or _is_text(field.type) else field


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
