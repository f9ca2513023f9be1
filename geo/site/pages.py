"""The pages of the static site beside the map: records, index of records, coverage, data, site map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from geo.cite import cite_bibtex, cite_text
from geo.dataset import Dataset
from geo.formats import EXPORTS
from geo.formats.html import json_text
from geo.neighbours import neighbours
from geo.records import Record
from geo.sources import is_web_address
from geo.story import story
from geo.words import KIND_WORDS, duration

__all__ = ["NAVIGATION", "Page", "Site"]

NAVIGATION = (
    ("Map", "index.html"),
    ("Records", "records.html"),
    ("Coverage", "coverage.html"),
    ("Data", "data.html"),
)
"""Words and address of the pages that every page links to."""

_TEMPLATES = Path(__file__).parent / "templates"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path in the folder, and what makes its bytes."""

    name: str
    content: Callable[[], bytes]


class Site:
    """The pages of the site.

    Parameters
    ----------
    records : list of Record
    dataset : Dataset
    countries : mapping of str to str
        English names by ISO 3166-1 alpha-2 code.
    base : str or None
        Address of the site, for the citations; None leaves the address out of them.
    """

    PAGES: ClassVar[tuple[str, ...]] = ("records.html", "coverage.html", "data.html", "site.css")

    def __init__(self, records: list[Record], dataset: Dataset, countries: Mapping[str, str], base: str | None) -> None:
        self.dataset = dataset
        self.countries = countries
        self.base = base
        self.records = sorted(records, key=lambda one: (self._country(one), one.title.casefold(), one.id))
        self._by_id = {record.id: record for record in self.records}
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, keep_trailing_newline=True,
        )  # fmt: skip

    def pages(self, exports: Mapping[str, int], coverage: str) -> list[Page]:
        """Give the pages, each to be made when it is asked for.

        Parameters
        ----------
        exports : mapping of str to int
            Path and size in bytes of each file of data; read when the page of data is made.
        coverage : str
            ``data/COVERAGE.md``; HTML in it is shown as text.
        """
        return [
            Page("site.css", (_TEMPLATES / "site.css").read_bytes),
            Page("records.html", lambda: self._page("records.html", "Records", groups=self._groups())),
            Page("coverage.html", lambda: self._page("coverage.html", "Coverage", body=_marked(coverage))),
            Page("data.html", lambda: self._page("data.html", "Data", files=self._files(exports))),
            *(Page(f"record/{record.id}.html", partial(self._record, at)) for at, record in enumerate(self.records)),
        ]

    def map(self, base: str) -> bytes:
        """Give ``sitemap.xml``, whose addresses must be whole: https://www.sitemaps.org/protocol.html."""
        root = ET.Element("urlset", xmlns=_SITEMAP)
        pages = ["", *(name for name in self.PAGES if name.endswith(".html"))]
        for name in [*pages, *(f"record/{record.id}.html" for record in sorted(self.records, key=lambda one: one.id))]:
            page = ET.SubElement(root, "url")
            ET.SubElement(page, "loc").text = base + name
            ET.SubElement(page, "lastmod").text = self.dataset.date
        ET.indent(root)
        text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return text + b"\n"

    def _page(self, template: str, title: str, root: str = "", **values: Any) -> bytes:
        home, _, _ = self.dataset.title.partition(": ")
        text = self._templates.get_template(template).render(
            title=title, home=home, root=root, dataset=self.dataset, navigation=NAVIGATION, here=template, **values
        )
        return text.encode("utf-8", errors="replace")

    def _country(self, record: Record) -> str:
        return self.countries.get(record.country, record.country)

    def _groups(self) -> list[tuple[str, list[dict[str, str]]]]:
        lines = {
            name: [
                {
                    "id": record.id,
                    "title": record.title,
                    "kind": KIND_WORDS.get(record.kind, record.kind),
                    "when": _when(record),
                }
                for record in group
            ]
            for name, group in groupby(self.records, key=self._country)
        }
        return list(lines.items())

    def _files(self, exports: Mapping[str, int]) -> list[dict[str, str]]:
        kinds = {form.extension: form.mime.partition(";")[0] for form in EXPORTS.values()}
        return [
            {"name": name, "kind": kinds[name.rpartition(".")[2]], "size": f"{max(1, round(size / 1000)):,} KB"}
            for name, size in exports.items()
        ]

    def _record(self, place: int) -> bytes:
        record = self.records[place]
        titles = {other: self._by_id[other].title for other in record.related if other in self._by_id}
        told = story(record, self._country(record), titles, self.dataset.report)
        told["week"] = neighbours(self._by_id, record.id)
        address = f"{self.base}record/{record.id}.html" if self.base else ""
        return self._page(
            "record.html",
            record.title,
            "../",
            story=told,
            country=self._country(record),
            previous=self.records[place - 1] if place else None,
            following=self.records[place + 1] if place + 1 < len(self.records) else None,
            citation=cite_text(record, self.dataset, address),
            bibtex=cite_bibtex(record, self.dataset, address),
            linked=Markup(json_text(self._linked(record))),  # noqa: S704 - no "<" is left in it
        )

    def _linked(self, record: Record) -> dict[str, Any]:
        """Describe the thing on the ground as a schema.org ``Place``, with what the record states alone."""
        last = record.names[-1]
        names = [name for period in record.names for name in (period.name, period.native_name) if name]
        others = [name for name in dict.fromkeys(names) if name != last.name]
        known = record.identifiers
        same = [f"https://www.wikidata.org/wiki/{known.wikidata}"] if known.wikidata else []
        same += [f"https://www.geonames.org/{known.geonames}"] if known.geonames else []
        same += [known.wikipedia] if known.wikipedia and is_web_address(known.wikipedia) else []
        place = {
            "@context": "https://schema.org",
            "@type": "Place",
            "name": last.name,
            "alternateName": others,
            "description": record.note,
            "address": {"@type": "PostalAddress", "addressCountry": record.country},
            "geo": _geo(record),
            "sameAs": same,
        }
        return {name: value for name, value in place.items() if value}


def _marked(text: str) -> Markup:
    """Turn Markdown into HTML; HTML in it is text."""
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704 - html is off


def _when(record: Record) -> str:
    """Say from when to when a record bore the honoured name, or stood, for the first time."""
    honouring = [period for period in record.names if period.status == "honouring"]
    return duration(honouring[0].start, honouring[0].end) if honouring else ""


def _geo(record: Record) -> dict[str, Any] | None:
    """Give the point where it is the thing's own: on its spot or street, or the centre of the town that it is."""
    place = record.location
    own = place.precision in ("exact", "street") or (place.precision == "town" and record.kind == "settlement")
    return {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if own else None
