"""Faults of shape in words, each with what was most likely meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args, get_origin

from anyascii import anyascii
from rapidfuzz import fuzz, process

from geo.core import characters
from geo.core.errors import quoted
from geo.records.codes import country_meant
from geo.records.model import Category, NamedFor, Precision
from geo.records.shape_fields import NOTHING, FieldOfModel, model_of

__all__ = ["explain", "meant_among", "slug_fault"]

_NEAR = 75
"""Likeness (0 to 100, of rapidfuzz) from which a word is taken for a slip of another."""
_WORDS: dict[str, str] = {
    "former": "before", "previous": "before", "old": "before", "current": "after", "new": "after", "later": "after",
    "honored": "honouring", "honoured": "honouring", "honors": "honouring", "honours": "honouring",
    "city": "town", "village": "town", "centre": "town", "center": "town", "point": "exact", "spot": "exact",
    "avenue": Precision.STREET, "boulevard": Precision.STREET, "road": Precision.STREET,
    "oblast": Precision.REGION, "province": Precision.REGION, "country": Precision.REGION,
    "precise": "exact", "demolished": "dismantled", "torn down": "dismantled",
    "taken down": "dismantled", "destroyed": "dismantled", "exploded": "blown up", "erected": "unveiled",
    "built": "unveiled", "installed": "unveiled", "opened": "unveiled", "put up": "unveiled", "moved": "relocated",
    "melted": "recast", "melted down": "recast", "restored": "reverted", "abolished": "dissolved",
    "established": "founded", "created": "founded", "stands": "standing", "extant": "standing", "lost": "unknown",
    "sure": "high", "certain": "high", "good": "high", "mid": "medium", "middle": "medium", "poor": "low",
    "weak": "low",
    "places": "place", "monuments": Category.MONUMENT, "people": "person", "none": NamedFor.OTHER,
}  # fmt: skip
"""Words that editors write for those of a vocabulary."""

_OF_GEONAMES = ("geonames", "within")
"""Keys that hold a number at GeoNames."""


def meant_among(text: str, choices: Iterable[str], meant_by: Mapping[str, str] | None = None) -> str | None:
    """Give the one of several words that a text is a slip of, or None; `meant_by` has more that is written for them."""
    among = list(choices)
    word = " ".join(re.split(r"[\s_-]+", text.strip().casefold()))
    for one in (text, word, (meant_by or {}).get(word), _WORDS.get(word)):
        if one in among:
            return one
    found = process.extractOne(word, among, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else None


def explain(fault: Any, field: FieldOfModel) -> tuple[str, Any]:
    """Say a fault in words, with what was meant or `NOTHING`."""
    value, kind = fault["input"], fault["type"]
    if kind == "missing":
        null = " (null if no source gives it)" if field.bound else ""
        return f"is missing; add it{null}" + (f": {field.meaning}" if field.meaning else ""), NOTHING
    if value is None and field.key:
        out = "take the key out where nothing is known" if field.optional else f"it must be given: {field.meaning}"
        return f"is null; {out}", NOTHING
    if isinstance(value, bool) and kind != "literal_error":
        return f"is {json.dumps(value)}; write {_wanted(field)}", NOTHING
    return _EXPLAINED.get(kind, _container)(value, field)


def _literal(value: Any, field: FieldOfModel) -> tuple[str, Any]:
    words = [str(one) for one in get_args(field.annotation)]
    meant = meant_among(value, words, field.meant_by) if isinstance(value, str) else None
    if meant:
        return f'{quoted(value)} is none of its words; did you mean "{meant}"?', meant
    return f"{quoted(value)} is none of its words; write one of {', '.join(words)}", NOTHING


def _no_text(value: Any, field: FieldOfModel) -> tuple[str, Any]:
    if isinstance(value, int | float):
        return f'{quoted(value)} stands without quotes; write "{value}"', str(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"is a list; write one text: {quoted(value[0])}", value[0]
    return f"is {_sort(value)}; write {_wanted(field)}", NOTHING


def _text(value: str, field: FieldOfModel) -> tuple[str, Any]:
    if not value:
        return _empty(field), NOTHING
    if (form := _SPECIAL.get(field.key)) is not None:
        return form(value)
    if field.pattern.startswith("^[a-z0-9]"):
        return slug_fault(value, "id" if field.key in ("id", "related") else "key")
    if field.key in _FORMS and not field.pattern.startswith(r"^\S"):
        return _form(value, field.key)
    fault = list(characters.faults(value)) or [f"{quoted(value)} is not what belongs here; write {_wanted(field)}"]
    mended = " ".join(value.split())
    return "; and it ".join(fault), mended or NOTHING


_FORMS: dict[str, tuple[str, str]] = {
    "version": ("a version", 'three numbers, as in "1.1.0"'),
    "date": ("a day", 'year, month and day, as in "2026-11-22"'),
    "report": ("an http(s) or mailto address", "one, or null for none"),
    **dict.fromkeys(
        ("url", "license_url", "homepage", "repository"), ("an http(s) address", 'one, as in "https://example.org/"')
    ),
}
"""What texts of ``dataset.json`` must be, by their keys, and what to write; those of records have their own rules."""


def _form(value: str, key: str) -> tuple[str, Any]:
    what, remedy = _FORMS[key]
    return f"{quoted(value)} is not {what}; write {remedy}", NOTHING


def _empty(field: FieldOfModel) -> str:
    if field.bound:
        return 'is empty; write a date, ".." for what is still so, or null where no source gives it'
    if field.key in ("date", "until"):
        return "is empty; write a date as in 1961, 1961-11 or 1961-11-10"
    return "is empty; write it, or take the key out" if field.optional else f"is empty; write {_wanted(field)}"


def slug_fault(value: str, what: str) -> tuple[str, Any]:
    """Say why a text is no id or key, with what was meant."""
    rule = "lower-case Latin letters and figures, joined by hyphens"
    meant = re.sub(r"[^a-z0-9]+", "-", anyascii(value).casefold()).strip("-")[:60]
    proper: Any = meant if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", meant) else NOTHING
    remedy = f'write "{meant}"' if proper is not NOTHING else f"write {rule}"
    if foreign := characters.foreign_letter(value, remedy):
        return f"{quoted(value)} {foreign}", proper
    return f"{quoted(value)} is no {what}, which has {rule}; {remedy}", proper


def _country(value: str) -> tuple[str, Any]:
    meant = country_meant(value)
    proper = meant if meant and re.fullmatch("[A-Z]{2}", meant) else NOTHING
    remedy = f'write "{meant}"' if meant else 'write the two capital letters of ISO 3166-1, as in "GE"'
    return f"{quoted(value)} is not a code of two capital letters; {remedy}", proper


def _wikidata(value: str) -> tuple[str, Any]:
    found = re.search(r"[Qq]0*([1-9]\d*)(?!\d)", value)
    if not found:
        return f'{quoted(value)} is no item of Wikidata; write its number with the Q, as in "Q914"', NOTHING
    return f'{quoted(value)} is not the item alone; write "Q{found[1]}"', f"Q{found[1]}"


def _number(value: Any, field: FieldOfModel) -> tuple[str, Any]:
    if isinstance(value, float) and field.key in _OF_GEONAMES:
        return f"{quoted(value)} is not a whole number; write {round(value)}", round(value)
    meant = _number_meant(value, field) if isinstance(value, str) else None
    if meant is None:
        fault = f"{quoted(value)} is not a number" if isinstance(value, str) else f"is {_sort(value)}"
        return f"{fault}; write {_wanted(field)}", NOTHING
    if field.key in _OF_GEONAMES:
        return f"{quoted(value)} is not the number alone, without quotes; write {meant:.0f}", int(meant)
    comma = " has a decimal comma and" if re.fullmatch(r"-?\d+,\d+", value.strip()) else ""
    plain = re.fullmatch(r"\s*-?\d+(?:[.,]\d+)?\s*", value) is not None
    fault = f"{comma} stands in quotes" if plain else " is not a plain number"
    number = int(meant) if field.annotation is int else round(meant, 5) + 0.0
    return f"{quoted(value)}{fault}; write {number!r} without quotes", number


def _number_meant(text: str, field: FieldOfModel) -> float | None:
    """Read a number as people write it: with a comma, a unit, in degrees and minutes, with the side of the world."""
    if field.key in _OF_GEONAMES:
        found = re.search(r"\d{4,10}", text)
        return float(found[0]) if found else None
    plain = text.strip().replace(",", ".") if text.count(",") == 1 else text.strip()
    numbers = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", plain)[:4]]
    if not 0 < len(numbers) < 4 or re.search(r"[A-Za-z]{3,}", plain):
        return None
    if field.key in ("lon", "lat"):
        if max(numbers[1:], default=0) >= 60:
            return None
        degrees = sum(number / 60.0**place for place, number in enumerate(numbers))
        return -degrees if re.search(r"[SWsw]|^-", plain) else degrees
    if len(numbers) > 1:
        return None
    return numbers[0] / 100 if re.search(r"\bcm\b|\dcm", plain) else numbers[0]


_SPECIAL: dict[str, Callable[[str], tuple[str, Any]]] = {
    "country": _country,
    "wikidata": _wikidata,
}
"""Texts of one form alone, by their keys."""
_EXPLAINED: dict[str, Callable[[Any, FieldOfModel], tuple[str, Any]]] = {
    "literal_error": _literal,
    "string_type": _no_text,
    **dict.fromkeys(("string_too_short", "string_pattern_mismatch"), _text),
    **dict.fromkeys(("float_type", "int_type", "int_from_float"), _number),
}
"""How a fault is explained, by what the models call it; else it is one of the container."""


def _container(value: Any, field: FieldOfModel) -> tuple[str, Any]:
    origin = get_origin(field.annotation) or field.annotation
    if not field.owner and not field.key:
        alone = _alone(value)
        remedy = "take the brackets around the one in it away" if alone is not NOTHING else f"write {_wanted(field)}"
        return f"the file holds {_sort(value)}; {remedy}", alone
    if origin is list:
        if isinstance(value, str):
            return f"is a text; write a list: [{quoted(value)}]", [value]
        if isinstance(value, dict):
            return "is an object { }; write a list: [ ... ]", [value] if "name" in value else NOTHING
        if value == []:
            return "is an empty list; give at least one period, as in data/README.md", NOTHING
    if origin is dict and isinstance(value, list):
        return _listed(value)
    return f"is {_sort(value)}; write {_wanted(field)}", NOTHING


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) else NOTHING


def _listed(value: list[Any]) -> tuple[str, Any]:
    """Make an object of a list, each item under the key that it names itself."""
    keys = ("key", "id", "name")
    named = {next((str(one[key]) for key in keys if key in one), ""): one for one in value if isinstance(one, dict)}
    fault = 'is a list; write an object with a key of yours for each: {"paper": {...}, "museum": {...}}'
    if len(named) != len(value) or "" in named:
        return fault, NOTHING
    return fault, {name: {key: part for key, part in one.items() if key not in keys} for name, one in named.items()}


def _sort(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    sorts: dict[type, str] = {str: "a text", list: "a list", dict: "an object { }"}
    return sorts.get(type(value), f"the number {quoted(value)}")


_METRES = {
    "height_m": "number with a decimal point, without quotes, as in 6.5",
    "accuracy_m": "whole number above 0, without quotes, as in 40",
}


def _wanted(field: FieldOfModel) -> str:
    """Say what belongs in a field."""
    if field.bound:
        return 'a date in quotes, ".." for what is still so, or null where no source gives it'
    if field.key in ("lon", "lat"):
        return "degrees as a number with a decimal point, without quotes, as in 43.59905"
    if field.key in _METRES:
        return f"metres as a {_METRES[field.key]}"
    if field.key in _OF_GEONAMES:
        return "the number of GeoNames, without quotes"
    if (model := model_of(field.annotation)) is not None:
        keys = ", ".join(name for name, one in model.model_fields.items() if one.is_required())
        return f"one object {{ }} with {keys}"
    origin = get_origin(field.annotation) or field.annotation
    sorts = {list: "a list [ ]", dict: "an object { }", tuple: "a list [ ]", bool: "true or false"}
    sorts |= {int: "a whole number without quotes", float: "a number without quotes"}
    what = sorts.get(origin, "one text in quotes")
    return f"{what}: {field.meaning}" if field.meaning else what
