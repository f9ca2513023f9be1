"""What the records must mean, beyond the shape that :mod:`geo.records` gives them.

Each rule is one function that yields problems and never raises on bad data; the table :data:`RULES` is all of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

import geopandas as gpd
import shapely

from geo.chain import years_of
from geo.dates import OPEN, Span, parse
from geo.errors import DateError, one_line
from geo.geocode import distance_km
from geo.records import GONE, NAMESAKES, Name, Record
from geo.sources import independent, is_mirror, is_web_address, sources_of_dates

__all__ = ["RULES", "Problem", "check_record", "check_records"]

TWIN_KM = 0.2
"""Two records nearer than this (geodesic) may be one thing, in kilometres."""
NEAR_KM = 50.0
"""How far outside its country's simplified polygon a record may lie, in kilometres (geodesic)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which record, in which field, and what to do about it."""

    record_id: str
    field: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.record_id}: {self.field} {self.message}")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules may look at beside the record: the countries of the base map and the day of the check."""

    countries: dict[str, shapely.Geometry]
    today: dt.date


Rule = Callable[[Record, Context], Iterator[tuple[str, str]]]
Watch = Callable[[list[Record]], Iterable[Record]]


def _dates(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Every date is within the profile and not in the future."""
    for field, text in _bounds(record):
        try:
            span = parse(text)
        except DateError as error:
            yield field, str(error)
            continue
        if span.earliest > context.today:
            yield field, f'"{text}" lies in the future; give the date that the source has'


def _order(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A period starts before it ends, and the chain is in order without overlap."""
    for place, period in enumerate(record.names):
        start, end = _span(period.start), _span(period.end)
        if start and end and _not_before(start, end):
            yield f"names[{place}].end", f'"{period.end}" is not after the start "{period.start}"; mend one of them'
        if period.start == OPEN and place:
            yield f"names[{place}].start", '".." may only open the first period; give its date, or null'
        if period.end == OPEN and place + 1 < len(record.names):
            yield f"names[{place}].end", '".." may only close the last period; give its date, or null'
    for place, (before, after) in enumerate(pairwise(record.names)):
        end, start = _span(before.end), _span(after.start)
        if end and start and (start.latest < end.earliest or start.latest.year < end.latest.year):
            yield (
                f"names[{place + 1}].start",
                f'"{after.start}" is before the end "{before.end}" of names[{place}]; periods may not overlap',
            )


def _bounded(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """No period floats freely: an unknown start needs something that bounds it from above."""
    for place, period in enumerate(record.names):
        later = record.names[place + 1 :]
        dated = period.attested or any(other.start or other.attested for other in later)
        if period.start is None and period.end in (None, OPEN) and not dated:
            yield (
                f"names[{place}].start",
                "is not known and nothing else dates the period; give an end, or `attested` with a date and sources",
            )


def _honouring(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """At least one period honours, what comes before it is `before`, what comes after it is not."""
    statuses = [period.status for period in record.names]
    if "honouring" not in statuses:
        yield "names", "has no honouring period; one period must have the status honouring"
        return
    first = statuses.index("honouring")
    for place, status in enumerate(statuses):
        if (status == "before") != (place < first):
            proper = "before" if place < first else "honouring or after"
            yield f"names[{place}].status", f'is "{status}" but the place in the chain makes it {proper}'


def _ending(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """The last period is open or unknown, so that no record vanishes from the map without a word."""
    last = len(record.names) - 1
    if record.names[last].end not in (None, OPEN):
        yield (
            f"names[{last}].end",
            f'"{record.names[last].end}" leaves nothing after it; add a period with the status after that ends ".."',
        )


def _changes(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A period that began on a known day says how; a thing that is gone keeps its last name."""
    for place, period in enumerate(record.names):
        if period.change is None and period.status != "before" and period.start != OPEN:
            yield f"names[{place}].change", "is missing; say how the period began (named, renamed, dismantled, ...)"
        if period.change in GONE and place and period.name != record.names[place - 1].name:
            yield (
                f"names[{place}].name",
                f'is "{period.name}" although the thing was {period.change}; repeat "{record.names[place - 1].name}"',
            )


def _category(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Monuments have a `monument` part, places have none, and the kinds go with them."""
    kinds = {"monument", "bust", "relief", "plaque", "mausoleum"}
    if record.category == "monument" and record.monument is None:
        yield "monument", "is missing; a monument says at least its fate"
    if record.category == "place" and record.monument is not None:
        yield "monument", "is only for monuments; take it out"
    if (record.category == "monument") != (record.kind in kinds):
        yield "kind", f'"{record.kind}" does not go with the category {record.category}'


def _location(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """The country is one of the base map's, and the point lies in it or near it."""
    place = record.location
    if not (-180 <= place.lon <= 180 and -90 <= place.lat <= 90):
        yield "location", f"({place.lon}, {place.lat}) is out of range; longitude comes first, in degrees"
        return
    if (place.lon, place.lat) == (0, 0):
        yield "location", "(0, 0) is the default of a program, not a place; give the coordinates of the source"
        return
    country = context.countries.get(record.country)
    if country is None or country.is_empty:
        yield (
            "country",
            f'"{record.country}" is not a country of the base map; give its ISO 3166-1 alpha-2 code of today',
        )
        return
    point = shapely.Point(place.lon, place.lat)
    if not country.contains(point):
        nearest = shapely.shortest_line(country, point).coords[0]
        away = distance_km((nearest[0], nearest[1]), (place.lon, place.lat))
        if away > NEAR_KM:
            yield "location", f"lies {away:.0f} km outside {record.country}; are longitude and latitude swapped?"


def _sources(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Sources are web addresses of their own publisher, and none is there for nothing."""
    used = set(_used_sources(record))
    for key, source in record.sources.items():
        if not is_web_address(source.url):
            yield f"sources.{key}.url", f'"{source.url}" is not an http(s) address; give the address of the page'
        elif is_mirror(source.url):
            yield f"sources.{key}.url", f'"{source.url}" is a copy; cite the original and name the copy in `via`'
        if source.via is not None and not is_web_address(source.via):
            yield f"sources.{key}.via", f'"{source.via}" is not an http(s) address; give the address of the copy'
        if key not in used:
            yield f"sources.{key}", "supports nothing in the record; name it at the date it supports, or take it out"
    for field, keys in _source_lists(record):
        for key in keys:
            if key not in record.sources:
                yield field, f'names the source "{key}", but there is no such source in `sources`'


def _every_bound_has_a_source(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Each start and end that is given carries the source that says so."""
    for place, period in enumerate(record.names):
        for bound in ("start", "end"):
            given = getattr(period, bound)
            keys = getattr(period, f"{bound}_sources")
            if given is None and keys:
                yield f"names[{place}].{bound}_sources", f"supports no {bound}; give the date, or take the sources out"
            elif given not in (None, OPEN) and not keys:
                yield f"names[{place}].{bound}_sources", f'is empty; "{given}" needs a source, or must be null'
        for number, attestation in enumerate(period.attested):
            if not attestation.sources:
                yield f"names[{place}].attested[{number}].sources", "is empty; name the source"


def _every_name_has_a_source(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Each name is borne out by a source, at one of its dates or on its own."""
    for place, period in enumerate(record.names):
        if not (period.start_sources or period.end_sources or period.attested or period.sources):
            yield f"names[{place}].sources", f'is empty and no date names one; who says "{period.name}"?'


def _confidence(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A record of high confidence has two independent hosts."""
    named = [record.sources[key] for key in sources_of_dates(record) if key in record.sources]
    if record.confidence == "high" and independent(named) < 2:
        yield "confidence", "is high, but its dates have one independent source; find another, or write medium"


def _disagreements(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A disagreement points at a field that is there, and its date is a date."""
    fields = {"location", "monument.fate", "monument.height_m", "monument.sculptor", "monument.material",
              "monument.successor", "honours", "kind", "names"}  # fmt: skip
    parts = ("name", "start", "end", "change", "native_name")
    fields |= {f"names[{place}].{part}" for place in range(len(record.names)) for part in parts}
    for number, disagreement in enumerate(record.disagreements):
        field = f"disagreements[{number}]"
        if disagreement.field not in fields:
            yield (
                f"{field}.field",
                f'"{disagreement.field}" is no field of this record; write names[0].start or the like',
            )
        elif disagreement.field.endswith((".start", ".end")):
            try:
                parse(disagreement.value)
            except DateError as error:
                yield f"{field}.value", str(error)


def _fate(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A monument's fate and the end of its chain agree."""
    if record.monument is None:
        return
    last, fate = record.names[-1], record.monument.fate
    if fate in ("standing", "re-erected") and (last.status != "honouring" or last.end != OPEN):
        yield (
            "monument.fate",
            f'is "{fate}", but the last period is {last.status} and ends {last.end}; mend one of them',
        )
    if fate == "standing" and not last.attested:
        yield f"names[{len(record.names) - 1}].attested", "is empty; a monument stands as of the date of a source"
    if fate not in ("standing", "re-erected", "unknown") and last.status == "honouring":
        yield "monument.fate", f'is "{fate}", but the chain ends standing; add the period after it'
    ways = {"dismantled", "toppled", "blown up"}
    if {last.change, fate} <= ways and fate != last.change:
        yield "monument.fate", f'is "{fate}", but the last period began by being {last.change}'


def _named_for(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A new name that replaced the honoured one of a place says whether it is a person's, and no other name does."""
    earlier = {period.name for period in record.names if period.status == "before"}
    for place, period in enumerate(record.names):
        before = record.names[place - 1] if place else None
        new = record.category == "place" and _replaces(before, period) and period.name not in earlier
        if new and period.named_for is None:
            values = ", ".join(NAMESAKES)
            yield f"names[{place}].named_for", f'is missing; say what "{period.name}" was given for: {values}'
        if period.named_for is not None and not new:
            yield f"names[{place}].named_for", "is only for a new name that replaced the honoured one of a place"


def _replaces(before: Name | None, period: Name) -> bool:
    """Say whether a period gave what had been honouring another name, other than by a reversion."""
    if before is None or (before.status, period.status) != ("honouring", "after"):
        return False
    return period.change not in GONE | {"reverted"} and period.name != before.name


def _words(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Names are names, and the note is a note."""
    for place, period in enumerate(record.names):
        if set(period.name) & set("()[]"):
            yield f"names[{place}].name", f'"{period.name}" has brackets; a name stands alone, explain in the note'
    if not 40 <= len(record.note) <= 400:
        yield "note", f"has {len(record.note)} characters; write 40 to 400 in your own words"


RULES: tuple[Rule, ...] = (
    _dates, _order, _bounded, _honouring, _ending, _changes, _category, _location, _sources,
    _every_bound_has_a_source, _every_name_has_a_source, _confidence, _disagreements, _fate, _named_for, _words,
)  # fmt: skip


def check_record(record: Record, basemap: gpd.GeoDataFrame, today: dt.date) -> list[Problem]:
    """Apply every rule to one record.

    Parameters
    ----------
    record : Record
    basemap : geopandas.GeoDataFrame
        As from :func:`geo.basemap.read_basemap`, EPSG:4326.
    today : datetime.date
        No date may be later.

    Returns
    -------
    list of Problem
        Empty if all is well.
    """
    countries = dict(zip(basemap["iso_a2"], basemap.geometry, strict=True))
    context = Context({code: shape for code, shape in countries.items() if code}, today)
    problems = [Problem(record.id, *found) for rule in RULES for found in rule(record, context)]
    if not any(problem.field.endswith((".start", ".end", ".date")) for problem in problems):
        problems += [Problem(record.id, *found) for found in _one_state_a_year(record)]
    return problems


def check_records(
    records: Iterable[Record], basemap: gpd.GeoDataFrame, today: dt.date, watch: Watch = iter
) -> list[Problem]:
    """Apply every rule to every record and to their company.

    Parameters
    ----------
    records, basemap, today
        As for :func:`check_record`.
    watch : callable, optional
        Is given the list of records and gives them back one by one as they are checked: a progress bar, say.

    Returns
    -------
    list of Problem
        By record.
    """
    company = list(records)
    problems = [problem for record in watch(company) for problem in check_record(record, basemap, today)]
    for rule in COMPANY_RULES:
        problems += rule(company)
    return sorted(problems, key=lambda problem: problem.record_id)


def _ids(company: list[Record]) -> Iterator[Problem]:
    """An id names one record."""
    for record_id, count in Counter(record.id for record in company).items():
        if count > 1:
            yield Problem(record_id, "id", f"is used by {count} files; an id names one record")


def _related(company: list[Record]) -> Iterator[Problem]:
    """Related records exist and name each other."""
    by_id = {record.id: record for record in company}
    for record in company:
        for other in record.related:
            if other == record.id or other not in by_id:
                yield Problem(record.id, "related", f'names "{other}", but there is no such other record')
            elif record.id not in by_id[other].related:
                yield Problem(record.id, "related", f'names "{other}", which does not name it back; add it there')


def _notes(company: list[Record]) -> Iterator[Problem]:
    """No note stands twice."""
    first: dict[str, str] = {}
    for record in company:
        other = first.setdefault(record.note.casefold(), record.id)
        if other != record.id:
            yield Problem(record.id, "note", f'is that of "{other}"; say what is particular here')


def _twins(company: list[Record]) -> Iterator[Problem]:
    """No two records of one kind and person, honoured at the same time, lie within 200 m unless they say why.

    Only points that claim to be the spot are compared: two records at one town's centre say by their precision that
    the point is not the spot.
    """
    spots = [record for record in company if record.location.precision in ("exact", "street")]
    for one, other in combinations(spots, 2):
        if (one.kind, one.honours) != (other.kind, other.honours) or not _honoured_together(one, other):
            continue
        if other.id in one.distinct_from or one.id in other.distinct_from:
            continue
        here, there = ((record.location.lon, record.location.lat) for record in (one, other))
        if abs(here[1] - there[1]) < 0.01 and distance_km(here, there) < TWIN_KM:
            told = f'is within 200 m of "{other.id}"; if both are right, say why in `distinct_from`'
            yield Problem(one.id, "location", told)


def _honoured_together(one: Record, other: Record) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in _honoured(one) for b in _honoured(other))


def _honoured(record: Record) -> Iterator[tuple[int, int]]:
    try:
        chain = years_of(record)
    except DateError:
        return
    for period, years in zip(record.names, chain, strict=True):
        if period.status == "honouring":
            yield years.start_earliest or years.start or 0, years.end or 9999


COMPANY_RULES: tuple[Callable[[list[Record]], Iterator[Problem]], ...] = (_ids, _related, _notes, _twins)


def _one_state_a_year(record: Record) -> Iterator[tuple[str, str]]:
    """By the year rule a record has at most one state in a year."""
    years = years_of(record)
    for place, (before, after) in enumerate(pairwise(years)):
        if before.end is None or after.start is None or after.start < before.end:
            yield (
                f"names[{place + 1}].start",
                f"begins by {after.start}, but names[{place}] may hold until {before.end}; give both the same bound",
            )


def _bounds(record: Record) -> Iterator[tuple[str, str]]:
    for place, period in enumerate(record.names):
        for bound in ("start", "end"):
            text = getattr(period, bound)
            if text is not None and text != OPEN:
                yield f"names[{place}].{bound}", text
        for number, attestation in enumerate(period.attested):
            yield f"names[{place}].attested[{number}].date", attestation.date


@cache
def _span(text: str | None) -> Span | None:
    if text is None or text == OPEN:
        return None
    try:
        return parse(text)
    except DateError:
        return None


def _not_before(start: Span, end: Span) -> bool:
    if start.earliest == start.latest == end.earliest == end.latest:
        return True
    return start.earliest > end.latest


def _source_lists(record: Record) -> Iterator[tuple[str, list[str]]]:
    for place, period in enumerate(record.names):
        yield f"names[{place}].start_sources", period.start_sources
        yield f"names[{place}].end_sources", period.end_sources
        yield f"names[{place}].sources", period.sources
        for number, attestation in enumerate(period.attested):
            yield f"names[{place}].attested[{number}].sources", attestation.sources
    if record.monument:
        yield "monument.sources", record.monument.sources
    for number, disagreement in enumerate(record.disagreements):
        yield f"disagreements[{number}].source", [disagreement.source]


def _used_sources(record: Record) -> Iterator[str]:
    for _, keys in _source_lists(record):
        yield from keys
