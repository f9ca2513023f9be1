"""A filled report of an error (:func:`geo.records.account.report_form`), and the record as it proposes it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from geo.core.dates import OPEN
from geo.core.errors import RecordError, one_line
from geo.records.model import Record
from geo.records.sources import is_web_address, registered_domain

__all__ = ["Proposal", "proposed", "read_proposal"]

_KEYS = ("Record", "Title", "Version", "Field", "Value", "Source", "Source title", "Publisher", "Seen")
_LAST = "Seen"
"""May go on over several lines."""
_OF_PERIOD = re.compile(r"names\[(0|[1-9]\d?)\]\.(name|native_name|start|end)")
_OF_MONUMENT = re.compile(r"monument\.(fate|sculptor|material|successor)")
_BEFORE = {"start": (-1, "end"), "end": (1, "start")}
"""Of a bound, where in the chain the bound stands that is the same moment."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a form says: the record, the field, what is right, and the page that says so."""

    record: str
    version: str
    field: str
    value: str
    source: str
    source_title: str
    publisher: str
    seen: str


def read_proposal(text: str) -> Proposal:
    """Read a filled form.

    Parameters
    ----------
    text : str
        A line for each of its keys, in their order; what was seen may go on over several lines.

    Returns
    -------
    Proposal

    Raises
    ------
    RecordError
        If a line is missing, out of order, none of the form, or left empty; names the line and the remedy.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    values: dict[str, str] = {}
    for number, key in enumerate(_KEYS):
        line = lines[number] if number < len(lines) else ""
        if not line.startswith(f"{key}:"):
            raise RecordError(f'line {number + 1} of the form is "{one_line(line)}"; write "{key}: ..." there')
        values[key] = line.removeprefix(f"{key}:").strip()
    values[_LAST] = " ".join([values[_LAST], *lines[len(_KEYS) :]]).strip()
    for key, value in values.items():
        if not value:
            raise RecordError(f'the form says nothing for "{key}"; fill it in')
    if not is_web_address(values["Source"]):
        raise RecordError(f'"{one_line(values["Source"])}" is no address of a page; write one with http(s)')
    return Proposal(
        values["Record"], values["Version"], values["Field"], values["Value"], values["Source"],
        values["Source title"], values["Publisher"], values["Seen"],
    )  # fmt: skip


def proposed(record: Record, proposal: Proposal, today: dt.date) -> dict[str, Any]:
    """Give the data of a record with what a form proposes.

    The new page bears out the new value. What the record said before becomes a disagreement with the sources that say
    it, and where two periods meet in the bound, both bounds move.

    Parameters
    ----------
    record : Record
    proposal : Proposal
    today : datetime.date
        On which the page is read, if the record does not have it yet.

    Returns
    -------
    dict
        As in the record's file; it is still to be checked.

    Raises
    ------
    RecordError
        If the field is none that a form can change, or says that already.
    """
    data: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    key = _source_key(data["sources"], proposal, today)
    if found := _OF_PERIOD.fullmatch(proposal.field):
        number, part = int(found[1]), found[2]
        if number >= len(record.names):
            raise RecordError(
                f'"{proposal.field}": {record.id} has periods 0 to {len(record.names) - 1}; mend the field'
            )
        _change_period(data, number, part, proposal, key)
    elif (found := _OF_MONUMENT.fullmatch(proposal.field)) and record.monument:
        monument = data[proposal.field.partition(".")[0]]
        before = _change(data, monument, found[1], proposal)
        _contradict(data, proposal, before, [one for one in monument.get("sources", []) if one != key])
        monument["sources"] = list(dict.fromkeys([*monument.get("sources", []), key]))
    else:
        raise RecordError(
            f'"{one_line(proposal.field)}" is no field that a form can change; write names[1].start or the like '
            "(name, native_name, start, end), or monument.fate or the like (sculptor, material, successor)"
        )
    return data


def _change_period(data: dict[str, Any], number: int, part: str, proposal: Proposal, key: str) -> None:
    names = data["names"]
    period = names[number]
    sources = f"{part}_sources" if part in _BEFORE else "sources"
    before = _change(data, period, part, proposal)
    _contradict(data, proposal, before, [one for one in period.get(sources, []) if one != key])
    period[sources] = [key] if part in _BEFORE else list(dict.fromkeys([*period.get(sources, []), key]))
    if part in _BEFORE:
        step, other = _BEFORE[part]
        if 0 <= number + step < len(names) and names[number + step].get(other) == before:
            names[number + step] |= {other: proposal.value, f"{other}_sources": [key]}


def _change(data: dict[str, Any], inside: dict[str, Any], part: str, proposal: Proposal) -> Any:
    """Put the new value, and give what stood there before."""
    before = inside.get(part)
    if before == proposal.value:
        raise RecordError(f'{proposal.field} is "{one_line(proposal.value)}" already; there is nothing to change')
    inside[part] = proposal.value
    now = (proposal.field, proposal.value)
    kept = [one for one in data.pop("disagreements", []) if (one["field"], one["value"]) != now]
    if kept:
        data["disagreements"] = kept
    return before


def _contradict(data: dict[str, Any], proposal: Proposal, before: Any, sources: list[str]) -> None:
    """Keep what the record said before, where a source says it, as a disagreement."""
    if before is None or before == OPEN or not sources:
        return
    others = [{"field": proposal.field, "value": before, "source": source} for source in sources]
    data["disagreements"] = [*data.get("disagreements", []), *others]


def _source_key(sources: dict[str, Any], proposal: Proposal, today: dt.date) -> str:
    """Give the key of the form's page among the record's sources, to which it is added if it is new."""
    for key, source in sources.items():
        if source["url"] == proposal.source:
            return str(key)
    stem = re.sub(r"[^a-z0-9]+", "-", registered_domain(proposal.source).lower()).strip("-") or "source"
    key = next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if name not in sources)
    page = {"url": proposal.source, "title": proposal.source_title, "publisher": proposal.publisher}
    sources[key] = {**page, "read": today.isoformat()}
    return key
