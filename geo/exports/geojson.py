"""A choice from the layer as a file that says what it is: licence, attribution, version and filter inside."""

from __future__ import annotations

import re
from typing import Any

import geopandas as gpd

from geo.layer import Field, Query, layer_text, select

__all__ = ["about", "file_name", "filter_words", "plain_text", "query_string", "to_geojson"]

_MEMBERS = ("title", "identifier", "license", "license_url", "attribution", "data_version", "data_date")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters outside XML 1.0's ``Char``, lone surrogates among them: no format here can carry them all."""


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
        strings and integers as in the layer. Foreign members are those of the layer (title, licence, attribution,
        version, date, how to cite) and the filter: ``filter`` (its parts), ``filter_query`` (see
        :func:`query_string`) and ``filter_words``. An empty choice gives a valid collection without features.
    """
    chosen = select(periods, query).index
    head = {key: value for key, value in collection.items() if key != "features"}
    head |= {"filter": query.as_members(), "filter_query": query_string(query), "filter_words": filter_words(query)}
    return layer_text({**head, "features": [collection["features"][row] for row in chosen]})


def about(collection: dict[str, Any], query: Query) -> dict[str, str]:
    """Say what a file made from the layer is.

    Parameters
    ----------
    collection : dict
        The layer; see :func:`geo.layer.read_layer`.
    query : Query

    Returns
    -------
    dict of str to str
        ``title``, ``identifier`` (URI of the data set), ``license`` (SPDX), ``license_url``, ``attribution``,
        ``data_version``, ``data_date`` (ISO 8601: of the data, not of the file), ``filter`` in words, ``filter_query``
        (see :func:`query_string`) and ``cite_as``.
    """
    members = {name: plain_text(str(collection.get(name, ""))) for name in _MEMBERS}
    narrowed = {"filter": filter_words(query), "filter_query": query_string(query)}
    cite = {"cite_as": str(collection.get("cite_as", ""))}
    return {**members, **{name: plain_text(text) for name, text in {**narrowed, **cite}.items()}}


def filter_words(query: Query) -> str:
    """Put a query into words.

    Examples
    --------
    >>> filter_words(Query(year=1961, country=("AM", "GE")))
    'state on 31 December 1961; country: AM or GE'
    >>> filter_words(Query())
    'none: the whole layer'
    """
    members = query.as_members()
    words = [_words(field, members[field.key], query) for field, _ in query.parts()]
    return "; ".join(word for word in words if word) or query.fields.text.message("filter.none")


def _words(field: Field, value: Any, query: Query) -> str:
    if field.name == "since" and query.mode == "between":
        return ""
    if field.name in ("year", "mode"):
        return _year_words(query) if field.name == ("mode" if query.mode else "year") else ""
    if field.name == "replaced":
        return field.words([query.fields.text.word("web.option.replaced", one) for one in value])
    return field.words(value)


def _year_words(query: Query) -> str:
    ever = "_ever" if query.mode == "changes" and not query.year else ""
    return query.fields.text.message(f"filter.{query.mode or 'year'}{ever}", year=query.year, since=query.since)


def query_string(query: Query) -> str:
    """Write a query as the page's address carries it.

    The page knows every part but ``ended`` and ``changed_in``, which are the command line's and the library's alone.
    """
    return query.text()


def file_name(query: Query, extension: str, content: str = "") -> str:
    """Propose a name for the file of a query.

    Parameters
    ----------
    query : Query
        Of its filters countries, category and years are named.
    extension : str
        Without the dot.
    content : str, optional
        What the file holds, if that is not periods; so no two formats have one name.

    Returns
    -------
    str
        Lower case: ``de-stalinization-am-1961.geojson``.
    """
    parts = [query.fields.subject.key, *([content] if content else []), *query.country]
    parts += [query.category] if query.category else []
    parts += [str(year) for year in (query.since, query.year) if year is not None]
    parts += [f"changed-in-{query.changed_in}"] if query.changed_in is not None else []
    parts += ["ended", *dict.fromkeys(str(year) for year in query.ended)] if query.ended else []
    return "-".join(parts).lower() + f".{extension}"


def plain_text(text: str) -> str:
    """Put U+FFFD for each character that XML 1.0 and UTF-8 cannot hold."""
    return _UNFIT.sub("\ufffd", text)
