"""A choice from the layer as a file that says what it is: licence, attribution, version and filter inside."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import geopandas as gpd

from geo.layer import Query, layer_text, select

__all__ = ["file_name", "query_string", "to_geojson"]


def to_geojson(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> str:
    """Write what a query chooses as GeoJSON.

    Parameters
    ----------
    collection : dict
        The layer as read by :func:`geo.layer.read_layer`.
    periods : geopandas.GeoDataFrame
        The same layer as a frame, :func:`geo.layer.periods_of`.
    query : Query

    Returns
    -------
    str
        An RFC 7946 FeatureCollection: EPSG:4326, longitude first, five decimals at most, ids on features, EDTF
        strings and integers as in the layer; title, licence, attribution, version, date and filter as foreign
        members. An empty choice gives a valid collection without features.
    """
    chosen = select(periods, query).index
    head = {key: value for key, value in collection.items() if key not in ("features", "disputed")}
    head |= {"filter": query.as_members(), "filter_query": query_string(query)}
    return layer_text({**head, "features": [collection["features"][row] for row in chosen]})


def query_string(query: Query) -> str:
    """Write a query as the page's address carries it."""
    return urlencode(query.as_members(), doseq=True)


def file_name(query: Query, extension: str) -> str:
    """Propose a name for the file of a query."""
    parts = ["de-stalinization", *query.country]
    parts += [query.category] if query.category else []
    parts += [str(query.year)] if query.year is not None else []
    parts += [f"changed-in-{query.changed_in}"] if query.changed_in is not None else []
    parts += ["ended", *dict.fromkeys(str(year) for year in query.ended)] if query.ended else []
    return "-".join(parts).lower() + f".{extension}"
