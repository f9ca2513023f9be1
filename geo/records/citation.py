"""A record as a reference: plain text, BibTeX and CSL-JSON, each with the data's version and date."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from geo.records.edition import Edition
from geo.records.model import Record
from geo.records.sources import is_web_address
from geo.text.catalogue import PLAIN, Catalogue
from geo.text.dates import spoken

__all__ = ["citation_forms", "cite_bibtex", "cite_csl", "cite_text", "cited_name", "cited_titles"]

_TITLE, _ID, _ADDRESS = "\ue000", "\ue001", "https://address.invalid/"
"""What stands for a record's own in a form; no data have them."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OPENING_QUOTE = re.compile(r'(?<![^\s(\[])"')
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
})  # fmt: skip
"""BibTeX counts ``\\{`` as a brace, so a brace is written by its name."""


def cite_text(record: Record, edition: Edition, address: str, text: Catalogue) -> str:
    """Cite a record in one line of plain text.

    Parameters
    ----------
    record : Record
    edition : Edition
        Gives author (see Notes), title, version, date and licence.
    address : str
        Address of the page that shows the record; if it is not http(s), the citation has none.

    Returns
    -------
    str
        ``Author (date). Name (kind). Record id in Title, version. Licence. Address``

    Notes
    -----
    The author, in all three forms also the publisher, is who stands first in the data set's `attribution`. What cannot
    stand in an address (Cyrillic, braces, ...) is percent-encoded.
    """
    return _text(_title(record, text), record.id, edition, address)


def citation_forms(edition: Edition) -> dict[str, str]:
    """Give the three forms with ``{title}``, ``{id}`` and ``{address}`` where a record's own are to stand.

    Parameters
    ----------
    edition : Edition

    Returns
    -------
    dict of str to str
        ``text``, ``bibtex`` (whose title is the one for TeX) and ``csl`` (whose title is to be written as in JSON);
        see :func:`cited_titles`. Also ``view``, plain text, in which ``{title}`` is what a view of the map shows.
    """
    names = {_TITLE: "{title}", _ID: "{id}", _ADDRESS: "{address}"}
    forms = {}
    for name, write in (("text", _text), ("bibtex", _bibtex), ("csl", _csl)):
        form = write(_TITLE, _ID, edition, _ADDRESS)
        for own, place in names.items():
            form = form.replace(own, place)
        forms[name] = form
    view = PLAIN.message("record.cited.view", **_cited(edition), title="{title}", address="{address}")
    return forms | {"view": view}


def cited_titles(record: Record, text: Catalogue) -> tuple[str, str]:
    """Give a record's title as it is cited, and the same for TeX; see :func:`citation_forms`."""
    return _title(record, text), _tex(_title(record, text))


def cited_name(name: str, kind: str, text: Catalogue) -> str:
    """Give the title by which a record is cited of which no more than a name and its kind are known."""
    return _clean(f"{name} ({text.word('web.option.kind', kind)})")


def _cited(edition: Edition) -> dict[str, str]:
    """Give what a citation says of the data."""
    return {
        "author": _author(edition),
        "date": _date_words(edition.date),
        "edition": _clean(edition.title),
        "version": _clean(edition.version),
        "licence": _clean(edition.license),
    }


def _text(title: str, name: str, edition: Edition, address: str) -> str:
    own = {"title": title, "id": name, "address": _web_address(address)}
    return PLAIN.message("record.cited", **_cited(edition), **own).rstrip()


def cite_bibtex(record: Record, edition: Edition, address: str, text: Catalogue) -> str:
    r"""Cite a record as one BibTeX entry in UTF-8.

    Parameters
    ----------
    record, edition, address
        As for :func:`cite_text`.

    Returns
    -------
    str
        ``@misc`` (known to BibTeX and biblatex alike) with the record's id as its key. What TeX would read as a command
        is escaped, straight quotes become TeX's pairs, letters of any script stay; `url` is verbatim, as ``\url`` reads
        it.
    """
    return _bibtex(_tex(_title(record, text)), record.id, edition, address)


def _bibtex(title: str, name: str, edition: Edition, address: str) -> str:
    said = {"version": edition.version, "date": _date_words(edition.date), "licence": edition.license}
    released = PLAIN.message("record.cited.tex", **{name: _tex(value) for name, value in said.items()})
    fields = {
        "author": f"{{{{{_tex(_author(edition))}}}}}",
        "title": f"{{{{{title}}}}}",
        "howpublished": f"{{{_tex(edition.title)}}}",
        **_tex_date(edition.date),
        "note": f"{{{released}}}",
    }
    if url := _web_address(address):
        fields["url"] = f"{{{url}}}"
    lines = [f"  {name} = {value}" for name, value in fields.items()]
    return f"@misc{{{name},\n" + ",\n".join(lines) + "\n}\n"


def cite_csl(record: Record, edition: Edition, address: str, text: Catalogue) -> str:
    """Cite a record as CSL-JSON, the form that Zotero and other reference managers read.

    Parameters
    ----------
    record, edition, address
        As for :func:`cite_text`.

    Returns
    -------
    str
        JSON: a list of one item after ``csl-data.json`` of CSL 1.0.2, of the type ``entry`` ("a database, directory or
        catalog entry").
    """
    return _csl(_title(record, text), record.id, edition, address)


def _csl(title: str, name: str, edition: Edition, address: str) -> str:
    item: dict[str, Any] = {
        "id": name,
        "type": "entry",
        "title": title,
        "container-title": _clean(edition.title),
        "author": [{"literal": _author(edition)}],
        "publisher": _author(edition),
        "version": _clean(edition.version),
        "issued": _csl_date(edition.date),
    }
    if url := _web_address(address):
        item["URL"] = url
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _title(record: Record, text: Catalogue) -> str:
    return cited_name(record.title, record.kind, text)


def _author(edition: Edition) -> str:
    """Give the first of the attribution without its licence: ``A (CC BY 4.0); B`` is by A."""
    first = re.split(r"[;(]", _clean(edition.attribution), maxsplit=1)[0].strip()
    return first or _clean(edition.title)


def _clean(text: str) -> str:
    """Put a text on one line, without what would turn or hide the text around it."""
    return " ".join(_BIDI_CONTROLS.sub("", _CONTROLS.sub(" ", text)).split())


def _tex(text: str) -> str:
    return _OPENING_QUOTE.sub("``", _clean(text).translate(_TEX)).replace('"', "''")


def _date_words(date: str) -> str:
    return spoken(date) if _ISO_DATE.fullmatch(date) else _clean(date)


def _tex_date(date: str) -> dict[str, str]:
    found = _ISO_DATE.fullmatch(date)
    year = {"year": f"{{{found[1] if found else _tex(date)}}}"}
    return year | {"month": _MONTHS[int(found[2]) - 1]} if found and found[2] else year


def _csl_date(date: str) -> dict[str, Any]:
    found = _ISO_DATE.fullmatch(date)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else {"raw": _clean(date)}


def _web_address(address: str) -> str:
    """Give an http(s) address in ASCII, or nothing; what is percent-encoded already stays."""
    plain = address.replace("\\", "%5C")
    return quote(plain, safe="%:/?#[]@!$&'()*+,;=~") if is_web_address(plain) else ""
