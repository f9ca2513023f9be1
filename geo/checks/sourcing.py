"""Rules on who says so: every fact has its source, and sources differ in the open."""

from __future__ import annotations

from collections.abc import Iterator

from geo.checks.problem import Context
from geo.dates import OPEN, parse
from geo.errors import DateError
from geo.records import Record
from geo.sources import independent, is_mirror, is_web_address, originals, sources_of_dates

__all__ = ["confidence", "disagreements", "every_bound_has_a_source", "every_name_has_a_source", "sources"]


def sources(record: Record, context: Context) -> Iterator[tuple[str, str]]:
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


def every_bound_has_a_source(record: Record, _: Context) -> Iterator[tuple[str, str]]:
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


def disagreements(record: Record, _: Context) -> Iterator[tuple[str, str]]:
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
