"""What the front end reads: the layer as columns of numbers, the records' details in chunks, and the words.

``geo/web/model/layertable.js``, ``details.js`` and ``phrases.js`` read them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.exports.about import Opened
from geo.find.same_time import Calendar
from geo.find.search import search_words
from geo.find.towns import read_towns
from geo.layer import MODES, Field, change_kinds, dated_changes
from geo.records.account import land_words, story
from geo.records.citation import citation_forms, cited_name, cited_titles
from geo.records.frame import read_frame
from geo.records.model import Record
from geo.records.stories import stories_within
from geo.stats.counts import first_year
from geo.text.catalogue import languages
from geo.text.dates import spoken
from geo.text.words import duration, durations, language_words

__all__ = [
    "CHANGE_KINDS", "CHUNK", "OF_PYTHON", "front_centres", "front_columns", "front_details", "front_phrases",
    "front_texts",
]  # fmt: skip

CHUNK = 64
"""How many records one chunk of the details holds."""
CHANGE_KINDS = ("began", "ended", "new form")
"""The values of the column ``change_kind``; see :func:`geo.layer.changes_of`."""
_OF_TIME = ("year", "since", "changed_in", "ended", "mode", "undated")
"""What a query asks of time; the front end's view has it beside the query."""
_NOT_IN_PAGE = (".meaning", ".option")
"""How the keys of messages end that no page says."""
OF_PYTHON = (
    "charts.", "count.", "coverage.", "date.", "endings.", "figures.", "file.", "map.", "record.", "site.", "ui.",
)  # fmt: skip
"""How the keys of messages begin that Python alone says; what it says of a record stands in the details."""
_IN_FILES = re.compile(r"field\.\w+\.words|filter\.\w+|web\.option\.replaced\.\w+")
"""The messages by which a file says what it holds; files are in English."""
_SURE = ("start_certainty", "end_certainty")
_ELSEWHERE = ("record_id", "note", "sources", "sources_read", "differences", "former_name", "accuracy_m", *_SURE)
"""What stands in the details, or is read from the other columns."""
_LATE = ("native_name", "native_lang", "wikipedia", "wikidata")
"""Columns that no first map shows; they come when it is drawn."""
_HUNDRED_THOUSANDTHS = 100_000
"""Degrees have five decimals."""
_TYPES = {"uint8": "u8", "uint16": "u16", "uint32": "u32", "int16": "i16", "int32": "i32", "float64": "f64"}

Numbers = npt.NDArray[Any]


class _Table:
    """The arrays of a binary table, one after the other, and what its head says of each."""

    def __init__(self) -> None:
        self.columns: dict[str, dict[str, Any]] = {}
        self.numbers: dict[str, Numbers] = {}
        self.body = bytearray()

    def add(self, name: str, numbers: Numbers, by: str, **details: Any) -> None:
        """Add a column; each array begins at a multiple of eight bytes of the body."""
        self.numbers[name] = numbers
        kind = _TYPES[numbers.dtype.name]
        self.columns[name] = {"type": kind, "at": len(self.body), "length": len(numbers), "by": by, **details}
        self.body += numbers.astype(numbers.dtype.newbyteorder("<")).tobytes()
        self.body += bytes(-len(self.body) % 8)

    def written(self, head: dict[str, Any]) -> bytes:
        """Give the length of the head (four bytes), the head and the arrays."""
        text = json.dumps({**head, "columns": self.columns}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        text += b" " * (-(len(text) + 4) % 8)
        return len(text).to_bytes(4, "little") + text + bytes(self.body)


def front_columns(data: Opened, first: int | None = None, *, frame: bool = False) -> bytes:
    """Write the layer as the browser reads it.

    Parameters
    ----------
    data : Opened
    first : int, optional
        First year of the time bar, for a page that holds a part of the data; else that of the layer.
    frame : bool
        Whether :func:`front_centres` has something to tell.

    Returns
    -------
    bytes
        Four bytes (little endian) with the length of the head; the head, JSON in UTF-8, padded so that what follows
        begins at a multiple of eight; the arrays of its ``columns``, each at the byte ``at`` of what follows. Text is
        codes into ``values``, 0 being null; of other numbers ``null`` stands for null. A column is kept ``by`` row or
        by record. What :func:`front_texts` gives is not among them. The same bytes on every run.
    """
    periods = data.periods
    starts = np.flatnonzero(~periods["record_id"].duplicated().to_numpy())
    table = _Table()
    table.add("size", _least(np.diff(np.r_[starts, len(periods)])), "record")
    for name, degrees in (("lon", periods.geometry.x), ("lat", periods.geometry.y)):
        _add_degrees(table, name, degrees.to_numpy()[starts])
    for field in data.fields:
        if field.kept != "nowhere" and field.name not in (*_ELSEWHERE, *_LATE):
            _add_field(table, field, periods, starts)
    dated = dated_changes(periods).to_numpy()
    table.add("dated", dated.astype(np.uint8), "row", kind="bool")
    change = change_kinds(periods)
    table.add("follows", (change == "ended").astype(np.uint8), "row", kind="bool")
    known = dated & (change != "") & periods["start_year"].notna().to_numpy()
    kinds = [str(kind) if is_known else None for kind, is_known in zip(change, known, strict=True)]
    _add_codes(table, "change_kind", kinds, "row", CHANGE_KINDS, closed=True)
    return table.written(_head(data, periods, starts, first) | {"frame": frame})


def front_texts(data: Opened) -> dict[str, dict[str, Any]]:
    """Give the columns of text that the browser takes when its first map is drawn, as :func:`front_columns` would.

    Returns
    -------
    dict
        By name: ``by`` (``row`` or ``record``), ``values`` (list of str) and ``codes`` (list of int; 0 is null).
    """
    periods = data.periods
    starts = np.flatnonzero(~periods["record_id"].duplicated().to_numpy())
    table = _Table()
    for field in data.fields:
        if field.name in _LATE:
            _add_field(table, field, periods, starts)
    return {
        name: {"by": column["by"], "values": column["values"], "codes": table.numbers[name].tolist()}
        for name, column in table.columns.items()
    }


def _head(data: Opened, periods: gpd.GeoDataFrame, starts: Numbers, first: int | None) -> dict[str, Any]:
    last = data.edition.year
    first = min(first_year(periods, data.fields.subject.opening_year) if first is None else first, last - 1)
    longest = periods["lasted"].max()
    ids = periods["record_id"].iloc[starts].tolist()
    within = stories_within(data.stories, set(ids))
    return {
        "rows": len(periods),
        "records": len(starts),
        "ids": ids,
        "stories": {story.id: len(story.steps) for story in within},
        "lessons": [story.id for story in within if story.lesson],
        "fields": [_asked(field) for field in data.fields.asked.values() if field.name not in (*_OF_TIME, "between")],
        "stored": [field.name for field in data.fields.stored],
        "tables": [field.name for field in data.fields if field.kept == "tables"],
        "messages": {key: text for key, text in data.fields.text.messages().items() if _IN_FILES.fullmatch(key)},
        "first": first,
        "last": last,
        "opening": min(max(data.fields.subject.opening_year, first), last),
        "longest": max(1, 0 if pd.isna(longest) else int(longest)),
        "town_kinds": list(data.fields.subject.town_kinds()),
        "modes": ["year", *MODES],
        "countries": sorted(set(periods["country"])),
        "languages": languages(),
        "edition": {key: value for key, value in data.collection.items() if key not in ("type", "features")},
        "citation": citation_forms(data.edition),
        "details": {"size": CHUNK, "count": -(-len(starts) // CHUNK)},
    }


def _asked(field: Field) -> dict[str, Any]:
    described = {"name": field.name, "asked": field.asked, "facet": field.facet, "of_record": field.of_record}
    return {**described, "closed": field.closed, "vocabulary": list(field.vocabulary), "type": field.type}


def _add_degrees(table: _Table, name: str, degrees: Numbers) -> None:
    whole = np.round(degrees * _HUNDRED_THOUSANDTHS).astype(np.int32)
    if (whole / _HUNDRED_THOUSANDTHS == degrees).all():
        table.add(name, whole, "record", scale=_HUNDRED_THOUSANDTHS)
    else:
        table.add(name, degrees.astype(np.float64), "record")


def _add_field(table: _Table, field: Field, periods: gpd.GeoDataFrame, starts: Numbers) -> None:
    """Add a column of the frame, by record where it says the same of all rows of each."""
    column = periods[field.name]
    by = "row"
    if field.source.startswith("record.") or field.name == "fate":
        whole = column.iloc[np.repeat(starts, np.diff(np.r_[starts, len(periods)]))]
        if (whole.isna().to_numpy() | (whole.to_numpy() == column.to_numpy())).all():
            by, column = "record", column.iloc[starts]
    kind = field.type.rstrip("?")
    if kind == "bool":
        table.add(field.name, column.to_numpy(dtype=np.uint8), by, kind="bool")
    elif kind == "int":
        _add_integers(table, field.name, column, by)
    else:
        _add_codes(table, field.name, column.to_numpy(dtype=object), by, field.vocabulary, closed=field.closed)


def _add_integers(table: _Table, name: str, column: pd.Series, by: str) -> None:
    numbers = column.to_numpy(dtype=np.int64, na_value=0)
    small = np.int16 if len(numbers) == 0 or np.abs(numbers).max() < 2**15 else np.int32
    null = int(np.iinfo(small).min)
    found = np.where(column.isna().to_numpy(), null, numbers).astype(small)
    table.add(name, found, by, kind="int", **({"null": null} if column.isna().any() else {}))


def _add_codes(
    table: _Table,
    name: str,
    column: Iterable[Hashable],
    by: str,
    vocabulary: Sequence[str] = (),
    *,
    closed: bool = False,
) -> None:
    """Add a column of text: in the order of its vocabulary, else as the values first stand in it."""
    texts = [text if isinstance(text, str) else None for text in column]
    has = dict.fromkeys(text for text in texts if text is not None)
    fixed = [one for one in vocabulary if closed or one in has]
    values = [*fixed, *(text for text in has if text not in fixed)]
    codes = {text: at + 1 for at, text in enumerate(values)}
    numbers = [0 if text is None else codes[text] for text in texts]
    table.add(name, _least(np.array(numbers, dtype=np.int64)), by, kind="text", values=values)


def _least(numbers: Numbers) -> Numbers:
    """Give whole numbers from 0 on in the smallest type that holds them."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.uint8 if most < 2**8 else np.uint16 if most < 2**16 else np.uint32)


def front_phrases(data: Opened, lang: str = "en") -> dict[str, Any]:
    """Give the words that the browser says.

    Parameters
    ----------
    data : Opened
    lang : str
        BCP 47 code of a language that has a file of messages.

    Returns
    -------
    dict
        ``lang``; ``messages`` by key, without those that Python alone says; ``when``,
        the durations of the layer's rows in words by ``start|end``; the names of all ``countries`` and of
        the layer's ``languages`` by code; ``search``, see :func:`geo.find.search.search_words`.
    """
    rows = [feature["properties"] for feature in data.collection["features"]]
    messages = data.fields.text.messages(lang)
    spoken = {
        key: text for key, text in messages.items() if not key.endswith(_NOT_IN_PAGE) and not key.startswith(OF_PYTHON)
    }
    codes = sorted(set(data.periods["native_lang"].dropna()))
    names = {code: words for code in codes if (words := language_words(code))}
    countries = {code: name for code, name in data.countries.items() if isinstance(code, str)}  # some have no code
    return {
        "lang": lang, "messages": spoken, "when": durations(rows), "countries": countries, "languages": names,
        "search": search_words(data.periods, read_towns(data.folder.towns)),
    }  # fmt: skip


def front_centres(data: Opened) -> dict[str, Any]:
    """Give what is known of the capitals and regional centres; see :mod:`geo.records.frame`.

    Parameters
    ----------
    data : Opened

    Returns
    -------
    dict
        ``classes``: what is looked for, in order. ``places``: by the town's number at GeoNames an answer a class: the
        answer, the ids of the records, and of a search in vain the day in words, and where it was made. ``points``: by
        the same number longitude and latitude in degrees, which ``data/towns.json`` has only to two decimals. The last
        two are empty where the data have no frame of places.
    """
    subject, path = data.fields.subject, data.folder.frame
    places, points = {}, {}
    for place in read_frame(path, subject) if path.exists() else ():
        points[place.geonames] = [place.longitude, place.latitude]
        answers = [place.answers[name] for name in subject.frame]
        places[place.geonames] = [[one.answer, one.records, spoken(one.looked), one.where] for one in answers]
    return {"classes": list(subject.frame), "places": places, "points": points}


def front_details(data: Opened) -> list[str]:
    """Write what the browser tells of a record when it opens it, and what its exports hold of each row.

    Parameters
    ----------
    data : Opened

    Returns
    -------
    list of str
        JSON texts, each with the details of :data:`CHUNK` records of the layer by id, in the layer's order: what
        :func:`geo.records.account.story` gives, with the sources of the record once, in ``sources``, referred to by
        their number; ``rows``, the numbers of the ``addresses`` that support each row; ``sure``, the certainty of its
        start and of its end; ``differences``, what others say of each row, where they do; ``days``, when the sources
        of each row were read, and ``accuracy``, how near to its point it lies (``metres`` and ``words``), where that is
        known; ``week``, the records that
        changed in the same week; ``cited``, the title as it is cited, and for TeX where that is another. Of a record
        whose file is missing there are beside ``note``, ``rows``, ``addresses``, ``sure``, ``differences``, ``days``
        and ``accuracy`` only ``title``, ``cited`` and ``spans``: the names of its periods, with the time of each in
        words.
    """
    records = {record.id: record for record in data.records}
    calendar = Calendar(records.values())
    titles = {record.id: record.title for record in records.values()}
    rows: dict[str, list[dict[str, Any]]] = {}
    for feature in data.collection["features"]:
        rows.setdefault(feature["properties"]["record_id"], []).append(feature["properties"])
    details = []
    for name, own in rows.items():
        addresses = list(dict.fromkeys(url for row in own for url in row["sources"]))
        numbers = [[addresses.index(url) for url in row["sources"]] for row in own]
        differ = [row["differences"] for row in own]
        sure = [[row[name] for name in _SURE] for row in own]
        detail = {"note": own[0]["note"], "addresses": addresses, "rows": numbers, "sure": sure}
        if any(differ):
            detail["differences"] = differ
        if (metres := own[0]["accuracy_m"]) is not None:
            detail["accuracy"] = {"metres": metres, "words": data.fields.text.message("record.within", count=metres)}
        if any(days := [row["sources_read"] for row in own]):
            detail["days"] = days
        if record := records.get(name):
            detail |= _account(record, data, titles, calendar)
        else:
            detail |= _named(own, data)
        details.append((name, detail))
    chunks = [dict(details[at : at + CHUNK]) for at in range(0, len(details), CHUNK)]
    return [json.dumps(chunk, ensure_ascii=False, separators=(",", ":")) for chunk in chunks]


def _named(rows: Sequence[Mapping[str, Any]], data: Opened) -> dict[str, Any]:
    """Tell what the layer alone knows of a record."""
    title = next((row["name"] for row in rows if row["status"] == "honouring"), rows[0]["name"])
    spans = [
        {"name": row["name"], "native": row["native_name"], "lang": row["native_lang"], "status": row["status"],
         "when": duration(row["start_date"], row["end_date"])}
        for row in rows
    ]  # fmt: skip
    return {"title": title, "cited": [cited_name(title, rows[0]["kind"], data.fields.text)], "spans": spans}


def _account(record: Record, data: Opened, titles: Mapping[str, str], calendar: Calendar) -> dict[str, Any]:
    country = land_words(record, data.countries, data.fields.text)
    related = {other: titles[other] for other in record.related if other in titles}
    account = story(record, country, related, data.fields.text, data.edition.report, version=data.edition.version)
    sources: list[dict[str, Any]] = []

    def number(source: dict[str, Any]) -> int:
        if source not in sources:
            sources.append(source)
        return sources.index(source)

    for period in account["periods"]:
        for support in period["sources"]:
            support["sources"] = [number(source) for source in support["sources"]]
    for disagreement in account["disagreements"]:
        disagreement["source"] = disagreement["source"] and number(disagreement["source"])
    week = [{"id": one.record_id, "title": one.what, "when": one.when} for one in calendar.neighbours(record.id)]
    return {
        **account,
        "sources": sources,
        "week": week,
        "cited": list(dict.fromkeys(cited_titles(record, data.fields.text))),
    }
