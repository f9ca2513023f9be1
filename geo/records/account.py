"""A record as a reader sees it: its chain in words, with the sources at the dates they support."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from geo.core.dates import parse, width
from geo.core.errors import DateError
from geo.records.certainty import Sure, SureBounds, sureness_of
from geo.records.model import Disagreement, Location, Name, Record, Source
from geo.records.sources import is_web_address, registered_domain
from geo.text.catalogue import PLAIN, Catalogue
from geo.text.dates import spoken
from geo.text.words import duration, language_words, status_words

__all__ = ["disputed", "land_words", "report_form", "source_words", "story"]

_FACTS = ("height_m", "sculptor", "material", "successor")


def story(
    record: Record,
    country: str,
    related: Mapping[str, str],
    text: Catalogue,
    report: str | None = None,
    *,
    version: str = "",
) -> dict[str, Any]:
    """Tell a record.

    Parameters
    ----------
    record : Record
    country : str
        Its country of today in words, :func:`land_words`.
    related : mapping of str to str
        Titles of the records it is related to, by id.
    text : Catalogue
        With the words of the subject.
    report : str, optional
        Address to report an error at, with ``{id}`` and ``{title}`` for the record's, and ``{form}`` for
        :func:`report_form`; see :mod:`geo.records.edition`.
    version : str
        Of the data.

    Returns
    -------
    dict
        Plain text only, for a page that sets it as text: ``title``, ``subtitle``, ``periods`` (each with ``name``,
        ``native``, ``lang`` (BCP 47), ``language`` (in English), ``status``, ``disputed`` bounds, ``when``, ``words``,
        ``sources``: what is borne out, ``for``, by which ``sources``, and of a start or an end how ``sure`` it is, as
        :func:`_sure` says), ``facts``, ``note``, ``disagreements``, ``place``, ``confidence``, ``related``, ``report``.
        A source is ``{"label", "title", "url", "via", "viaUrl", "read"}``; its addresses are http(s) or None, and so
        is when it was read, in words.
    """
    kind = text.word("web.option.kind", record.kind)
    people = text.joined("web.sentence.and", [record.honours, *record.also_honours])
    about = {"kind": kind.capitalize(), "country": country, "people": people}
    return {
        "id": record.id,
        "title": record.title,
        "subtitle": text.message("record.subtitle", polity=text.word("web.state", record.polity), **about),
        "periods": [_period(record, place, sure, text) for place, sure in enumerate(sureness_of(record))],
        "facts": _facts(record, text),
        "note": record.note,
        "disagreements": [_disagreement(record, disagreement, text) for disagreement in record.disagreements],
        "place": _place(record.location, text),
        "confidence": text.word("web.option.confidence", record.confidence),
        "related": [{"id": other, "title": related[other]} for other in record.related if other in related],
        "report": _report(record, report, report_form(record, version, text)),
    }


def land_words(record: Record, countries: Mapping[str, str], text: Catalogue) -> str:
    """Name the country of today that a record lies in, and who holds it where that is another.

    Parameters
    ----------
    record : Record
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code.
    text : Catalogue
    """
    country = countries.get(record.country, record.country)
    if record.controlled_by is None:
        return country
    holder = countries.get(record.controlled_by, record.controlled_by)
    return text.message("record.held_by", country=country, holder=holder)


def report_form(record: Record, version: str, text: Catalogue) -> str:
    """Give the text in which an error of a record is reported, to be filled in; ``geo propose`` reads it."""
    return text.message("web.report.form", id=record.id, title=record.title, version=version)


def _report(record: Record, address: str | None, form: str) -> str | None:
    """Fill in the address at which an error is reported; only http(s) and mailto count."""
    if not address or not address.startswith(("https://", "http://", "mailto:")):
        return None
    values = {"{id}": record.id, "{title}": record.title, "{form}": form}
    return re.sub(r"\{(?:id|title|form)\}", lambda found: quote(values[found[0]], safe=""), address)


def _period(record: Record, place: int, sure: SureBounds, text: Catalogue) -> dict[str, Any]:
    period = record.names[place]
    fields = {disagreement.field for disagreement in record.disagreements}
    say = text.message
    supports = [
        (say("record.bound.start"), period.start_sources, _sure(period.start, sure.start, text)),
        (say("record.bound.end"), period.end_sources, _sure(period.end, sure.end, text)),
        *((say("record.attested", date=spoken(note.date)), note.sources, None) for note in period.attested),
        (say("record.bound.name"), period.sources, None),
    ]
    return {
        "name": period.name,
        "native": period.native_name if period.native_name != period.name else None,
        "lang": period.native_lang,
        "language": language_words(period.native_lang),
        "status": period.status,
        "disputed": [bound for bound in ("start", "end") if f"names[{place}].{bound}" in fields],
        "when": duration(period.start, period.end),
        "words": _words(record.category, period, text),
        "sources": [
            {
                "for": what,
                "sources": [source_words(record.sources[key], text) for key in keys if key in record.sources],
                "sure": how_sure,
            }
            for what, keys, how_sure in supports
            if keys or how_sure
        ],
    }


def _sure(date: str | None, sure: Sure | None, text: Catalogue) -> dict[str, str | None] | None:
    """Say how sure a date is.

    Returns
    -------
    dict or None
        ``certainty`` as the layer has it; its ``tag``, a word or a few; ``why`` it is so, a sentence; and ``width``,
        how wide a date is that has a mark of doubt, or None.
    """
    if sure is None:
        return None
    ends = width(date) if date else None
    values: dict[str, Any] = {"count": sure.sources, "first": sure.first, "last": sure.last}
    reason = "presumed_undated" if sure.reason == "presumed" and sure.last is None else sure.reason
    return {
        "certainty": sure.certainty,
        "tag": text.message(f"record.certainty.{sure.certainty.replace(' ', '_')}", **values),
        "why": text.message(f"record.certainty.why.{reason}", **values),
        "width": ends and text.message("record.certainty.width", **_ends(date or "", ends)),
    }


def _ends(date: str, ends: tuple[str, str]) -> dict[str, str]:
    return {"date": spoken(date), "first": spoken(ends[0]), "last": spoken(ends[1])}


def _words(category: str, period: Name, text: Catalogue) -> str:
    """Say what the period is; of an honour also how it began, where that says more than that it began."""
    words = status_words(category, period.status, period.change, text)
    by_change = period.status == "honouring" and period.change not in (None, "named", "renamed")
    if not by_change:
        return words
    return text.message("record.words_change", words=words, change=text.word("record.change", period.change or ""))


def _place(location: Location, text: Catalogue) -> str:
    """Say where the point comes from, what it is, and within how many metres of it the thing lies, if that is known."""
    point = {"origin": location.origin, "precision": text.word("record.precision", location.precision)}
    if location.accuracy_m is None:
        return text.message("record.place.point", **point)
    return text.message("record.place.within", count=location.accuracy_m, **point)


def _facts(record: Record, text: Catalogue) -> list[dict[str, Any]]:
    if record.monument is None:
        return []
    monument = record.monument
    facts = {"fate": text.word("web.option.fate", monument.fate)}
    for field in _FACTS:
        value = getattr(monument, field)
        if value is not None:
            facts[field] = text.message("record.metres", count=value) if field == "height_m" else str(value)
    return [{"label": text.message(f"record.fact.{field}"), "value": value} for field, value in facts.items()]


def _disagreement(record: Record, disagreement: Disagreement, text: Catalogue) -> dict[str, Any]:
    source = record.sources.get(disagreement.source)
    return {
        "what": _field(record, disagreement.field, text),
        "value": _value(disagreement.field, disagreement.value, text),
        "source": source_words(source, text) if source else None,
    }


def disputed(record: Record, field: str, values: Iterable[str], text: Catalogue = PLAIN) -> tuple[str, list[str]]:
    """Put into words what sources disagree on, as ``names[1].end``, and what each says of it."""
    return _field(record, field, text), [_value(field, value, text) for value in values]


def _field(record: Record, field: str, text: Catalogue) -> str:
    if not field.startswith("names["):
        name = field.removeprefix("monument.").replace("_m", "")
        known = text.has(f"record.field.{name}")
        return text.word("record.field", name) if known else name.replace("_", " ").capitalize()
    number, _, part = field.removeprefix("names[").partition("].")
    return text.message(f"record.field.of.{part}", name=record.names[int(number)].name)


def _value(field: str, value: str, text: Catalogue) -> str:
    if field == "monument.fate":
        return text.word("web.option.fate", value)
    try:
        parse(value)
    except DateError:
        return value
    return spoken(value)


def source_words(source: Source, text: Catalogue = PLAIN) -> dict[str, Any]:
    """Give a source as a page names and links it; see :func:`story`."""
    return {
        "label": source.publisher,
        "title": source.title,
        "url": source.url if is_web_address(source.url) else None,
        "via": registered_domain(source.via) if source.via and is_web_address(source.via) else None,
        "viaUrl": source.via if source.via and is_web_address(source.via) else None,
        "read": text.message("record.source.read", day=spoken(source.read)) if source.read else None,
    }
