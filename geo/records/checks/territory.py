"""Rules on whose land a point lies in: the country by ISO 3166, and the state that holds it instead."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import shapely

from geo.core.codes import KOSOVO
from geo.records.checks.problem import Context
from geo.records.model import Record

__all__ = ["controlled_by", "countries_of", "territory_of"]

HOLDS = ("held by", "control")
"""Words of which a note has one, where another state holds the place."""


def countries_of(basemap: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    """Give the base map's countries by code.

    Parameters
    ----------
    basemap : geopandas.GeoDataFrame
        As from :func:`geo.map.basemap.read_basemap`, EPSG:4326.

    Returns
    -------
    dict of str to shapely.Geometry
        By ISO 3166-1 alpha-2 code; Kosovo, which has none there, by ``XK``.
    """
    codes = basemap["iso_a2"].where(basemap["name"] != "Kosovo", KOSOVO)
    return {code: shape for code, shape in zip(codes, basemap.geometry, strict=True) if code}


def territory_of(record: Record, context: Context) -> shapely.Geometry | None:
    """Give the polygon that a record may lie in: its country's, and with it that of the state that holds the place.

    The base map draws some borders as they are held, the records give countries by ISO 3166: Crimea is Ukraine's
    there and lies within the Russian polygon here.
    """
    country = context.countries.get(record.country)
    holder = context.countries.get(record.controlled_by or "")
    if country is None or holder is None:
        return country
    key = (record.country, record.controlled_by or "")
    if key not in context.held:
        context.held[key] = shapely.union_all([country, holder])
    return context.held[key]


def controlled_by(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """The state that holds a place is another one than its country, it has a code, and the note says so."""
    holder = record.controlled_by
    if holder is None:
        return
    if holder == record.country:
        yield "controlled_by", f'is "{holder}", which is the country itself; take it out'
    elif holder not in context.countries:
        yield "controlled_by", f'"{holder}" is not a country of the base map; give an ISO 3166-1 alpha-2 code'
    if not any(words in record.note for words in HOLDS):
        yield "note", f'does not say that "{holder}" holds the place; write who controls it or by whom it is held'
