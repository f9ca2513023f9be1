"""What a page shows of a former edition: its parts, made of the kept layer, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any, Protocol

from geo.exports.about import Opened
from geo.exports.screen import Parts, held, json_text, parts_of
from geo.layer import Query, revisions
from geo.text.dates import spoken

__all__ = ["Former", "WithEditions", "edition_parts", "editions_offered", "own_parts"]

_SHARED = ("page", "outlines", "towns", "events")
"""The parts of a page that are the same whatever the edition."""


class Former(Opened, Protocol):
    """The data as a former edition had them: :class:`geo.dataset.KeptDataset`."""

    @property
    def today(self) -> Opened:
        """The data as they are."""


class WithEditions(Opened, Protocol):
    """An opened data folder that keeps its editions: :class:`geo.dataset.Dataset`."""

    @property
    def editions(self) -> list[str]:
        """The versions of the former editions, the oldest first."""

    def kept(self, version: str) -> Former:
        """Give the data as one of them had them."""


def editions_offered(data: Opened, kept: list[str]) -> dict[str, Any]:
    """Say which editions a page can show, as ``geo/web/model/setting.js`` reads it.

    Parameters
    ----------
    data : Opened
        The data as they are.
    kept : list of str
        The versions of the former editions that the page can show.
    """
    return {"today": data.edition.version, "date": spoken(data.edition.date), "kept": kept}


def edition_parts(former: Former) -> Parts:
    """Make the parts of a page that shows a former edition.

    Parameters
    ----------
    former : Former

    Returns
    -------
    Parts
        As :func:`geo.exports.screen.parts_of` gives those of today, and ``revisions``: the date of the edition in
        words, and what has become of each record that is no more as it was (see :func:`geo.layer.revisions`).

    Raises
    ------
    geo.core.errors.LayerError
        If a file of the map is missing or broken.
    """
    parts = parts_of(held(former, Query()), Query(), frame=False)  # which is about today's records
    changed = [asdict(one) for one in revisions(former.collection, former.today.collection)]
    revised = {"date": spoken(former.edition.date), "records": changed}
    return replace(parts, texts={**parts.texts, "revisions": json_text(revised)})


def own_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """Give the parts that an edition does not share with today's page, but for the columns: name and text."""
    return ((name, text) for name, text in parts.texts.items() if name not in _SHARED)
