"""Rules on who says so: every fact has its source, and sources differ in the open."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from geo.core.dates import OPEN, parse
from geo.core.errors import DateError
from geo.records.checks.problem import Context
from geo.records.model import Record, Source
from geo.records.shape import meant_among
from geo.records.sources import (
    address_fault,
    independent,
    is_mirror,
    is_web_address,
    originals,
    registered_domain,
    sources_of_dates,
)  # fmt: skip

__all__ = [
    "address_faults", "addresses", "confidence", "disagreements", "every_bound_has_a_source",
    "every_name_has_a_source", "identifiers", "label_faults", "labels", "repeated", "sources",
]  # fmt: skip


def sources(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Every source that is named is there, and none is there for nothing."""
    used = set(_used_sources(record))
    for key in record.sources:
        if key not in used:
            yield f"sources.{key}", "supports nothing in the record; name it at the date it supports, or take it out"
    for field, keys in _source_lists(record):
        for key in keys:
            if key not in record.sources:
                meant = meant_among(key, record.sources)
                remedy = f'; did you mean "{meant}"?' if meant else "; add it there, or name another"
                yield field, f'names the source "{key}", but there is no such source in `sources`{remedy}'


def addresses(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Sources are pages on the web, at their own address."""
    for key, source in record.sources.items():
        for field, fault in address_faults(source):
            yield f"sources.{key}.{field}", fault


def address_faults(source: Source) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the addresses of a source."""
    if fault := address_fault(source.url):
        yield "url", fault
    elif is_mirror(source.url):
        yield "url", f'"{source.url}" is a copy; cite the original and name the copy in `via`'
    if source.via is not None and (fault := address_fault(source.via, "the copy", canonical=False)):
        yield "via", fault
    elif source.via == source.url:
        yield "via", "is the same address as `url`; take it out"


def labels(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """A source has a title and a publisher that people can read, and the language of its page."""
    for key, source in record.sources.items():
        for field, fault in label_faults(source):
            yield f"sources.{key}.{field}", fault


def label_faults(source: Source) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the words of a source."""
    if "://" in source.title or source.title.startswith("www."):
        yield "title", "is an address; write the title of the page, in its own language"
    if "://" in source.publisher or source.publisher.startswith("www."):
        yield "publisher", "is an address; write who answers for the page"
    if not is_web_address(source.url) or registered_domain(source.url) != "wikipedia.org":
        return
    host = urlsplit(source.url).hostname or ""
    if source.publisher != "Wikipedia":
        yield "publisher", f'is "{source.publisher}", but the page is of Wikipedia; write "Wikipedia"'
    language = {"be-tarask": "be", "simple": "en", "www": ""}.get(host.split(".")[0], host.split(".")[0])
    if source.lang and language and source.lang.split("-")[0] != language:
        yield "lang", f'is "{source.lang}", but the address is that of Wikipedia in "{language}"; mend one of them'


def identifiers(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """What the thing is called elsewhere is an article of Wikipedia and a number of GeoNames."""
    article, number = record.identifiers.wikipedia, record.identifiers.geonames
    if article is not None:
        if fault := address_fault(article, "the article"):
            yield "identifiers.wikipedia", fault
        elif registered_domain(article) != "wikipedia.org":
            yield "identifiers.wikipedia", f'"{article}" is not at wikipedia.org; give the address of the article'
    if number is not None and number <= 0:
        yield "identifiers.geonames", f"{number} is no number of GeoNames; write the one of its page, or take it out"


def repeated(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Nothing is named twice in one list."""
    lists = [*_source_lists(record), ("related", record.related), ("also_honours", record.also_honours)]
    for field, names in lists:
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield field, f'names "{name}" twice; leave one'
    if record.honours in record.also_honours:
        yield "also_honours", f'names "{record.honours}", who stands in `honours`; take the name out there'
    statements = [(one.field, one.value, one.source) for one in record.disagreements]
    for number, one in enumerate(statements):
        if one in statements[:number]:
            yield f"disagreements[{number}]", f"is the same as disagreements[{statements.index(one)}]; leave one"


def every_bound_has_a_source(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Each start and end that is given carries the source that says so."""
    for place, period in enumerate(record.names):
        for bound in ("start", "end"):
            given = getattr(period, bound)
            keys = getattr(period, f"{bound}_sources")
            if given is None and keys:
                yield f"names[{place}].{bound}_sources", f"supports no {bound}; give the date, or take the sources out"
            elif given not in (None, OPEN) and not keys and _is_date(given):
                yield f"names[{place}].{bound}_sources", f'is empty; "{given}" needs a source, or must be null'
        for number, attestation in enumerate(period.attested):
            if not attestation.sources:
                yield f"names[{place}].attested[{number}].sources", "is empty; name the source"


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True


def every_name_has_a_source(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Each name is borne out by a source, at one of its dates or on its own."""
    for place, period in enumerate(record.names):
        if not (period.start_sources or period.end_sources or period.attested or period.sources):
            yield f"names[{place}].sources", f'is empty and no date names one; who says "{period.name}"?'


def confidence(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A record of high confidence has two independent hosts."""
    named = originals(record, sources_of_dates(record))
    if record.confidence == "high" and independent(named) < 2:
        yield "confidence", "is high, but its dates have one independent source; find another, or write medium"


def disagreements(record: Record, context: Context) -> Iterator[tuple[str, str]]:
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
            place, _, part = disagreement.field.removeprefix("names[").partition("].")
            if getattr(record.names[int(place)], part) == disagreement.value:
                yield f"{field}.value", f'"{disagreement.value}" is what {disagreement.field} says; take it out'


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
