"""What has become of the records between two editions: which were added, which are gone, which were changed in what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["PARTS", "Revision", "revisions", "unchanged"]

PARTS: Mapping[str, tuple[str, ...]] = {
    "names": ("name", "native_name", "native_lang", "status", "named_for"),
    "dates": (
        "start_date", "end_date", "possible_from", "possible_to", "certain_from", "certain_to", "presumed",
        "undated_from", "undated_to",
    ),
    "fate": ("change",),
    "place": ("country", "controlled_by", "polity", "within"),
    "kind": ("category", "kind", "honours"),
}  # fmt: skip
"""What is compared of each period, by the part of the record that it is; a record's point is of its ``place``."""

_OF_THE_RECORD = ("place", "kind")
_Row = tuple[list[float], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Revision:
    """What has become of a record.

    Attributes
    ----------
    record_id : str
    name : str
        The first honour that it had, or else its first name, as the later edition has it that knows the record.
    country : str
        That of today, ISO 3166-1 alpha-2, as the same edition has it.
    what : str
        ``added``, ``gone`` or ``changed``.
    parts : tuple of str
        Of a changed one, in what: keys of :data:`PARTS`, in their order.
    """

    record_id: str
    name: str
    country: str
    what: str
    parts: tuple[str, ...] = ()


def revisions(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Revision]:
    """Compare the layers of two editions.

    Parameters
    ----------
    before, after : mapping
        Their FeatureCollections; see :func:`geo.layer.read_layer`.

    Returns
    -------
    list of Revision
        Of the records whose names, dates, fate, place or kind are not in both as they are, by id. A record of which
        only notes, sources or what others say were edited is not among them, as no count changes by that.
    """
    then, now = _rows_of(before), _rows_of(after)
    return list(filter(None, (_revision(one, then.get(one), now.get(one)) for one in sorted({*then, *now}))))


def unchanged(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Give the ids of the records of which two layers say the same throughout, notes and sources included."""
    then, now = _rows_of(before), _rows_of(after)
    return {one for one, rows in then.items() if now.get(one) == rows}


def _revision(record: str, then: list[_Row] | None, now: list[_Row] | None) -> Revision | None:
    known = now or then or []
    identity = (record, _name(known), str(known[0][1]["country"]))
    if then is None or now is None:
        return Revision(*identity, "gone" if now is None else "added")
    parts = tuple(part for part in PARTS if _part(then, part) != _part(now, part))
    return Revision(*identity, "changed", parts) if parts else None


def _part(rows: list[_Row], part: str) -> list[Any]:
    """Give what is compared of a record; what holds of all its periods once, whatever their number."""
    values = [[properties.get(name) for name in PARTS[part]] for _, properties in rows]
    if part == "place":
        values = [[point, *value] for (point, _), value in zip(rows, values, strict=True)]
    if part in _OF_THE_RECORD:
        return [value for at, value in enumerate(values) if value not in values[:at]]
    return values


def _name(rows: list[_Row]) -> str:
    names = [properties["name"] for _, properties in rows if properties["status"] == "honouring"]
    return str(next(iter([*names, *(properties["name"] for _, properties in rows)]), ""))


def _rows_of(collection: Mapping[str, Any]) -> dict[str, list[_Row]]:
    rows: dict[str, list[_Row]] = {}
    for feature in collection["features"]:
        properties = feature["properties"]
        rows.setdefault(properties["record_id"], []).append((feature["geometry"]["coordinates"], properties))
    return rows
