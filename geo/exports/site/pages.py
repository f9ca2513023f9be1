"""The pages of the static site beside the map: records, index of records, coverage, data, site map."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from markupsafe import Markup

from geo.exports import EXPORTS
from geo.exports.html import TEMPLATES
from geo.exports.markup import rendered, templates
from geo.exports.screen import json_text
from geo.exports.table_files import figure_table
from geo.find.same_time import neighbours
from geo.layer import Fields
from geo.records.account import land_words, report_form, story
from geo.records.citation import cite_bibtex, cite_text
from geo.records.edition import Edition
from geo.records.model import Precision, Record
from geo.records.sources import is_web_address
from geo.records.subject import Subject
from geo.stats.coverage import MAP_LINK, RECORD_LINK
from geo.stats.figures import Figure, source_of
from geo.stats.frame_answers import TownAnswers, layer_words
from geo.text.words import duration

__all__ = ["ASKED", "NAVIGATION", "PICTURE", "POLICY", "Page", "Site"]

ASKED = "frame.html"
"""Address of the page on the capitals and regional centres."""
NAVIGATION = (
    ("web.page.map", "index.html"),
    ("site.records", "records.html"),
    ("web.page.figures", "figures.html"),
    ("web.page.coverage", "coverage.html"),
    ("web.frame.page", ASKED),
    ("site.data", "data.html"),
)
"""The pages that every page links to: the key of the message that names it, and its address."""

PICTURE = "share.png"
"""Name of the picture that others show of a page: the map of 1956, cut out of ``docs/map.png``, 1200 by 630 pixels."""

POLICY = "default-src 'none'; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'"
"""What a page may do: have its style, and run nothing. From disk no address is the same as ``'self'``."""

_SCRIPTED = f"{POLICY}; script-src 'self' file:"
"""What the page with a search field may do: run its own script beside."""
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
    edition : Edition
    countries : mapping of str to str
        English names by ISO 3166-1 alpha-2 code.
    base : str or None
        Address of the site, for citations and canonical links; None leaves the address out of them.
    linked : mapping
        The data as :func:`geo.exports.linked.linked_dataset` describes them, for the page where its files are.
    fields : Fields
        The table of fields of the data, with its subject and words.
    towns : sequence of TownAnswers
        What is known of the capitals and regional centres.
    figures : sequence of Figure
        The numbers to quote.
    """

    PAGES: ClassVar[tuple[str, ...]] = (
        "records.html", "figures.html", "coverage.html", "frame.html", "data.html", "site.css",
        "townsearch.js", PICTURE,
    )  # fmt: skip

    def __init__(
        self,
        records: list[Record],
        edition: Edition,
        countries: Mapping[str, str],
        base: str | None,
        linked: Mapping[str, Any],
        *,
        fields: Fields,
        towns: Sequence[TownAnswers] = (),
        figures: Sequence[Figure] = (),
    ) -> None:
        self.figures = figures
        self.towns = towns
        self.fields = fields
        self.edition = edition
        self.linked = linked
        self.countries = countries
        self.base = base
        self.records = sorted(records, key=lambda one: (self._country(one), one.title.casefold(), one.id))
        self._by_id = {record.id: record for record in self.records}
        self._templates = templates(
            _TEMPLATES, TEMPLATES, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
        )

    def pages(self, exports: Mapping[str, int], coverage: str) -> list[Page]:
        """Give the pages, each to be made when it is asked for.

        Parameters
        ----------
        exports : mapping of str to int
            Path and size in bytes of each file of data; read when the page of data is made.
        coverage : str
            ``COVERAGE.md``; HTML in it is shown as text.
        """
        return [
            Page("site.css", (_TEMPLATES / "site.css").read_bytes),
            Page(PICTURE, Path(__file__).with_name(PICTURE).read_bytes),
            Page("records.html", self._index),
            Page("coverage.html", partial(self._coverage, coverage)),
            Page("frame.html", self._frame),
            Page("figures.html", self._figures),
            *(Page(f"data/figures-{one.key}.csv", partial(_table_of, one)) for one in self.figures),
            Page("townsearch.js", (_TEMPLATES / "townsearch.js").read_bytes),
            Page("data.html", partial(self._data, exports)),
            *(Page(f"record/{record.id}.html", partial(self._record, at)) for at, record in enumerate(self.records)),
        ]

    def map(self, base: str) -> bytes:
        """Give ``sitemap.xml``, whose addresses must be whole: https://www.sitemaps.org/protocol.html."""
        root = ET.Element("urlset", xmlns=_SITEMAP)
        pages = ["", *(name for name in self.PAGES if name.endswith(".html"))]
        for name in [*pages, *(f"record/{record.id}.html" for record in sorted(self.records, key=lambda one: one.id))]:
            page = ET.SubElement(root, "url")
            ET.SubElement(page, "loc").text = base + name
            ET.SubElement(page, "lastmod").text = self.edition.date
        ET.indent(root)
        text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return text + b"\n"

    def shared(self, name: str, title: str, description: str | None = None) -> dict[str, str]:
        """Say what others show of a page, by the Open Graph protocol (https://ogp.me/), and where it is.

        Parameters
        ----------
        name : str
            Path of the page in the site, empty for its first.
        title : str
        description : str, optional
            Else that of the data.

        Returns
        -------
        dict of str to str
            ``url`` is empty, and the picture's address is relative to the page, if the site has no address yet.
        """
        return {
            "url": f"{self.base}{name}" if self.base else "",
            "title": title,
            "description": description or self.edition.description,
            "picture": (self.base or "../" * name.count("/")) + PICTURE,
            "alt": self.fields.text.message("site.share.alt"),
        }

    def _page(self, template: str, title: str, share: Mapping[str, str] | None = None, **values: Any) -> bytes:
        home = self.edition.short_title
        fixed = {"home": home, "edition": self.edition, "navigation": NAVIGATION, "policy": POLICY, "here": template}
        fixed |= {"root": "", "linked": None, "share": share or self.shared(template, title)}
        page = rendered(self._templates, template, self.fields.text, **{**fixed, "title": title, **values})
        return page.encode("utf-8", errors="replace")

    def _index(self) -> bytes:
        return self._page("records.html", self.fields.text.message("site.records"), groups=self._groups())

    def _coverage(self, coverage: str) -> bytes:
        title = self.fields.text.message("web.page.coverage")
        return self._page("coverage.html", title, body=_marked(_own_links(coverage)))

    def _frame(self) -> bytes:
        text = self.fields.text
        return self._page(
            "frame.html",
            text.message("web.frame.title"),
            policy=_SCRIPTED,
            towns=self.towns,
            classes=[text.word("frame", name) for name in self.fields.subject.frame],
            titles={name: record.title for name, record in self._by_id.items()},
            on_map=layer_words(self.towns, text),
        )

    def _figures(self) -> bytes:
        text = self.fields.text
        return self._page(
            "figures.html",
            text.message("figures.title"),
            figures=self.figures,
            cite=source_of(self.edition, self.fields),
        )

    def _data(self, exports: Mapping[str, int]) -> bytes:
        title = self.fields.text.message("site.data")
        return self._page("data.html", title, files=self._files(exports), linked=_markup(self.linked))

    def _country(self, record: Record) -> str:
        return self.countries.get(record.country, record.country)

    def _groups(self) -> list[tuple[str, list[dict[str, str]]]]:
        lines = {
            name: [
                {
                    "id": record.id,
                    "title": record.title,
                    "kind": self.fields.text.word("web.option.kind", record.kind),
                    "when": _when(record),
                }
                for record in group
            ]
            for name, group in groupby(self.records, key=self._country)
        }
        return list(lines.items())

    def _files(self, exports: Mapping[str, int]) -> list[dict[str, str]]:
        text = self.fields.text
        kinds = {form.extension: form.mime.partition(";")[0] for form in EXPORTS.values()}
        return [
            {
                "name": name,
                "kind": kinds[name.rpartition(".")[2]],
                "size": text.message("site.data.kilobytes", count=max(1, round(size / 1000))),
            }
            for name, size in exports.items()
        ]

    def _record(self, place: int) -> bytes:
        record = self.records[place]
        titles = {other: self._by_id[other].title for other in record.related if other in self._by_id}
        land = land_words(record, self.countries, self.fields.text)
        account = story(record, land, titles, self.fields.text, self.edition.report, version=self.edition.version)
        account["week"] = neighbours(self._by_id, record.id)
        share = self.shared(f"record/{record.id}.html", record.title, record.note)
        return self._page(
            "record.html",
            record.title,
            share,
            root="../",
            story=account,
            country=self._country(record),
            previous=self.records[place - 1] if place else None,
            following=self.records[place + 1] if place + 1 < len(self.records) else None,
            citation=cite_text(record, self.edition, self._cited(record), self.fields.text),
            bibtex=cite_bibtex(record, self.edition, self._cited(record), self.fields.text),
            form=report_form(record, self.edition.version, self.fields.text),
            linked=_markup(self._linked(record)),
        )

    def _cited(self, record: Record) -> str:
        """Give the address that a citation names: the map, which opens the edition that was cited; or nothing."""
        return f"{self.base}#{urlencode({'record': record.id, 'data': self.edition.version})}" if self.base else ""

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
            "geo": _geo(record, self.fields.subject),
            "sameAs": same,
        }
        return {name: value for name, value in place.items() if value}


def _markup(value: Mapping[str, Any]) -> Markup:
    return Markup(json_text(value))  # noqa: S704 - no "<" is left in it


def _table_of(figure: Figure) -> bytes:
    return figure_table(figure).encode("utf-8")


def _own_links(coverage: str) -> str:
    """Let the links to records in ``COVERAGE.md`` lead to the site's pages of them, and those to the map to its map."""
    own = re.sub(rf"\]\({re.escape(RECORD_LINK)}([a-z0-9-]+)\)", r"](record/\1.html)", coverage)
    return own.replace(f"]({MAP_LINK}", "](index.html#")


def _marked(text: str) -> Markup:
    """Turn Markdown into HTML; HTML in it is text."""
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704 - html is off


def _when(record: Record) -> str:
    """Say from when to when a record bore the honoured name, or stood, for the first time."""
    honouring = [period for period in record.names if period.status == "honouring"]
    return duration(honouring[0].start, honouring[0].end) if honouring else ""


def _geo(record: Record, subject: Subject) -> dict[str, Any] | None:
    """Give the point where it is the thing's own: on its spot or street, or the centre of the town that it is."""
    place, kind = record.location, subject.kind(record.kind)
    at_home = kind is not None and kind.own_point == place.precision == Precision.TOWN
    own = at_home or place.precision in (Precision.EXACT, Precision.STREET)
    return {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if own else None
