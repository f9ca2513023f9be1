"""The data described for search engines: a schema.org ``Dataset``, see https://schema.org/Dataset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import geopandas as gpd

from geo.exports.about import Opened, about
from geo.layer import Query
from geo.stats.counts import first_year

__all__ = ["linked_dataset", "years_of_data"]


def linked_dataset(
    data: Opened,
    base: str | None = None,
    files: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Describe the whole data.

    Parameters
    ----------
    data : Opened
    base : str, optional
        Address of the site that the description stands on, with a slash at its end; else the home page is named, if
        there is one.
    files : sequence of (str, str)
        Path and media type of each file in which the site offers the data. Without a `base` they stay relative.

    Returns
    -------
    dict
        JSON-LD. ``spatialCoverage`` is the box of all points as schema.org has it: latitude and longitude of the
        south-western corner, then of the north-eastern.
    """
    metadata, years, edition = about(data.collection, Query(fields=data.fields)), years_of_data(data), data.edition
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": metadata["title"],
        "description": edition.description,
        "url": base or edition.homepage,
        "identifier": metadata["identifier"],
        "keywords": list(edition.keywords),
        "creator": [{"@type": "Organization", "name": name} for name in edition.creators],
        "version": metadata["data_version"],
        "dateModified": metadata["data_date"],
        "license": metadata["license_url"],
        "creditText": metadata["attribution"],
        "citation": metadata["cite_as"],
        "temporalCoverage": f"{years[0]}/{years[-1]}",
        "spatialCoverage": _box(data.periods),
        "distribution": [_download(name, kind, base or "") for name, kind in files],
        "isAccessibleForFree": True,
        "inLanguage": "en",
    }
    return {name: value for name, value in described.items() if value}


def years_of_data(data: Opened) -> range:
    """Give the years from the layer's first to that of the data, not to that of the clock: those of the time bar."""
    opening_year = data.fields.subject.opening_year
    dated = re.match(r"\d{4}", str(data.collection.get("data_date", "")))
    first = first_year(data.periods, opening_year)
    last = int(dated[0]) if dated else opening_year
    return range(first, max(last, first, opening_year) + 1)


def _box(periods: gpd.GeoDataFrame) -> dict[str, Any] | None:
    if periods.empty:
        return None
    west, south, east, north = (round(float(degrees), 5) for degrees in periods.total_bounds)
    return {"@type": "Place", "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}}


def _download(name: str, kind: str, base: str) -> dict[str, str]:
    own = name.rpartition("/")[2]
    return {"@type": "DataDownload", "name": own, "encodingFormat": kind, "contentUrl": base + name}
