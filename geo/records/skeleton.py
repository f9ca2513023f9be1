"""An empty record to fill in: what ``python -m geo new`` writes."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from geo.core.errors import RecordError
from geo.records.model import MONUMENT_PART, Category
from geo.records.subject import Subject

__all__ = ["skeleton"]

_ASK = "..."


def skeleton(category: str, record_id: str, subject: Subject, today: dt.date) -> str:
    """Write a new record with every key that an editor must fill in.

    Parameters
    ----------
    category : str
        ``place`` or ``monument``.
    record_id : str
        Lower-case words joined by hyphens.
    subject : Subject
        Its first kind of the category and its first person are proposed.
    today : datetime.date
        On which the first source is read.

    Returns
    -------
    str
        JSON. It does not pass the check as it is: each ``...`` and each empty list of sources asks for an answer.

    Raises
    ------
    RecordError
        If the id is not of that form.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record_id):
        raise RecordError(f'"{record_id}" is not an id; write lower-case Latin words joined by hyphens')
    monument = category == Category.MONUMENT
    first = "unveiled" if monument else "renamed"
    last = "dismantled" if monument else "reverted"
    names = [_period("honouring", first, None, None), _period("after", last, None, "..")]
    if not monument:
        names.insert(0, {"name": _ASK, "status": "before", "start": "..", "end": None, "end_sources": []})
    record: dict[str, Any] = {
        "id": record_id,
        "category": category,
        "kind": subject.kinds_of(category=category)[0],
        "honours": next(iter(subject.persons), _ASK),
        "country": "??",
        "polity": _ASK,
        "location": {"lon": 0.0, "lat": 0.0, "precision": "town", "origin": _ASK},
        "names": names,
        **({MONUMENT_PART: {"fate": "unknown", "sources": []}} if monument else {}),
        "note": _ASK,
        "confidence": "medium",
        "sources": {"first": {"url": _ASK, "title": _ASK, "publisher": _ASK, "read": today.isoformat()}},
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _period(status: str, change: str, start: str | None, end: str | None) -> dict[str, Any]:
    bounds: dict[str, Any] = {"start": start, "start_sources": [], "end": end}
    return {"name": _ASK, "status": status, "change": change, **bounds} | ({} if end else {"end_sources": []})
