"""What the data set says about itself: title, version, date, licences, sources. ``data/dataset.json`` holds it all."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from geo.core import characters
from geo.core.errors import LayerError, one_line
from geo.core.files import read_json
from geo.records.shape import first_fault

__all__ = ["DataSource", "Edition", "edition_text", "read_edition"]

WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s\p{C}/?#<>\"`\\]+[^\s\p{C}<>\"`\\]*$")]
_LONGEST = 1000
"""Most characters of a text of the data set."""
ReportAddress = Annotated[str, Field(pattern=r"^(?:https?://[^\s\p{C}/?#<>\"`\\]+|mailto:)[^\s\p{C}<>\"`\\]*$")]


class DataSource(BaseModel):
    """Data by others that ours are partly made from.

    Attributes
    ----------
    title, url : str
        Its name and http(s) address.
    use : str
        What is made from it, in words.
    license, license_url : str
        Its licence in words (``CC BY 4.0``, ``public domain``), and the http(s) address of its terms.
    asks : str
        What the licence asks of whoever passes the data on.
    files : tuple of str
        Files of the data folder that are under this licence instead of ours.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    url: WebAddress
    use: str
    license: str
    license_url: WebAddress
    asks: str
    files: tuple[str, ...] = ()


class Edition(BaseModel):
    """What ``data/dataset.json`` holds.

    Attributes
    ----------
    name, title, description : str
        Name for programs (lower-case words joined by hyphens) and for people.
    version, date : str
        Semantic version, and date of the data (ISO 8601).
    license, license_title, license_url, attribution : str
        Licence of the data (SPDX, in words, http(s) address), and how they are to be attributed.
    keywords, creators : tuple of str
        The creators are bodies, not persons.
    code_license : str, optional
        Licence of the code (SPDX).
    sources : tuple of DataSource
    homepage, repository : str, optional
        http(s) addresses of the published map and of the repository; None while there is none, and then no file made
        from this names one.
    report : str, optional
        Where errors are reported, an http(s) or mailto address in which ``{id}`` and ``{title}`` stand for the
        record's and ``{form}`` for the text to fill in, or None for nowhere.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: str
    description: str
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    date: Annotated[str, Field(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$")]
    keywords: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    license: str
    license_title: str | None = None
    license_url: WebAddress
    attribution: str
    code_license: str | None = None
    sources: tuple[DataSource, ...] = ()
    homepage: WebAddress | None = None
    repository: WebAddress | None = None
    report: ReportAddress | None = None

    @field_validator("date")
    @classmethod
    def _is_a_day(cls, date: str) -> str:
        try:
            return dt.date.fromisoformat(date).isoformat()
        except ValueError:
            raise ValueError("not a day; write one such as 2026-11-22") from None

    @property
    def short_title(self) -> str:
        """The title up to its colon."""
        return self.title.partition(": ")[0]

    @property
    def year(self) -> int:
        """The year of the data's date, the last that a map of them speaks of."""
        return int(self.date[:4])

    @property
    def identifier(self) -> str:
        """A URI that names the data set without naming a host: ``urn:uuid`` of version 5 (RFC 9562), from `name`."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:{self.name}").urn

    @property
    def cite_as(self) -> str:
        """How to cite the data as a whole, in one line."""
        parts = [self.title, f"Version {self.version}, {self.date}", self.attribution, self.license_url]
        return ". ".join([*parts, self.homepage] if self.homepage else parts)

    def members(self) -> dict[str, str]:
        """Give what every file made from the data carries as foreign members; `homepage` only if there is one."""
        members = {
            "title": self.title,
            "identifier": self.identifier,
            "license": self.license,
            "license_url": self.license_url,
            "attribution": self.attribution,
            "data_version": self.version,
            "data_date": self.date,
            "cite_as": self.cite_as,
        }
        return members | ({"homepage": self.homepage} if self.homepage else {})


def read_edition(path: Path) -> Edition:
    """Read ``data/dataset.json``.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Edition

    Raises
    ------
    LayerError
        If it is missing or is not what it should be.
    """
    remedy = "restore it from the repository"
    data = read_json(path, LayerError, remedy)
    edition, fault = first_fault(data, Edition)
    if fault is None:
        fault = next(_text_faults(edition), None)
    if fault:
        raise LayerError(f"{path.name}: {fault}")
    read: Edition = edition
    return read


def edition_text(path: Path, **changes: str) -> str:
    """Give the text of ``data/dataset.json`` with some of its values changed; see :func:`read_edition`."""
    data = read_json(path, LayerError, "restore it from the repository")
    return json.dumps({**data, **changes}, ensure_ascii=False, indent=2) + "\n"


def _text_faults(edition: Edition) -> Iterator[str]:
    """Say which of the texts for people are not plain, or are endless."""
    texts = {"title": edition.title, "description": edition.description, "attribution": edition.attribution,
             "license": edition.license, "license_title": edition.license_title}  # fmt: skip
    lists = {"keywords": edition.keywords, "creators": edition.creators}
    texts |= {f"{name}[{place}]": text for name, some in lists.items() for place, text in enumerate(some)}
    for place, source in enumerate(edition.sources):
        words = {"title": source.title, "use": source.use, "license": source.license, "asks": source.asks}
        texts |= {f"sources[{place}].{name}": text for name, text in words.items()}
    for field, text in texts.items():
        if text is None:
            continue
        if len(text) > _LONGEST:
            yield f"{field} has {len(text):,} characters; write {_LONGEST} at most"
        for fault in characters.faults(text):
            yield one_line(f"{field} {fault}")
