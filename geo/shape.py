"""Faults of shape in an editor's words: which field, what is wrong in it, what to write instead.

The models find the faults; nothing of what their library says about them reaches an editor. So that the rules of
meaning can be applied in the same run, every fault is also mended as well as may be: by what was most likely meant, or
by something that only fills the place.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from anyascii import anyascii
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from rapidfuzz import fuzz, process

from geo import characters
from geo.codes import country_meant
from geo.errors import one_line, shown

__all__ = ["Fault", "examine", "first_fault", "meant_among", "place_of"]

Path = tuple[str | int, ...]

_ROUNDS = 8
"""Most times that mended data are looked at again; each round mends what the one before could not yet see."""
_NEAR = 75
"""Likeness (0 to 100, of rapidfuzz) from which a word is taken for a slip of another."""
_NOTHING = object()

_WORDS: dict[str, str | tuple[str, ...]] = {
    "former": "before", "previous": "before", "old": "before", "current": "after", "new": "after", "later": "after",
    "honored": "honouring", "honoured": "honouring", "honors": "honouring", "honours": "honouring",
    "city": ("settlement", "town"), "town": "settlement", "village": "settlement", "avenue": "street",
    "boulevard": "street", "road": "street", "mountain": "peak", "lake": "water", "reservoir": "water",
    "plant": "factory", "raion": "district", "oblast": "region", "province": "region", "school": "institution",
    "university": "institution", "kolkhoz": "farm",
    "metro": "station", "statue": "monument", "sculpture": "monument", "memorial": "monument", "tomb": "mausoleum",
    "garden": "park", "prospekt": "street", "centre": "town", "center": "town", "point": "exact", "spot": "exact",
    "precise": "exact", "country": "region", "demolished": "dismantled", "torn down": "dismantled",
    "taken down": "dismantled", "destroyed": "dismantled", "exploded": "blown up", "erected": "unveiled",
    "built": "unveiled", "installed": "unveiled", "opened": "unveiled", "put up": "unveiled", "moved": "relocated",
    "melted": "recast", "melted down": "recast", "restored": "reverted", "abolished": "dissolved",
    "established": "founded", "created": "founded", "stands": "standing", "extant": "standing", "lost": "unknown",
    "sure": "high", "certain": "high", "good": "high", "mid": "medium", "middle": "medium", "poor": "low",
    "weak": "low",
    "places": "place", "monuments": "monument", "people": "person", "none": "other",
}  # fmt: skip
"""Words that editors write for those of a vocabulary."""
_KEYS: dict[str, tuple[str, ...]] = {
    "from": ("start",), "since": ("start",), "begin": ("start",), "until": ("end", "until"), "to": ("end",),
    "latitude": ("lat",), "longitude": ("lon",), "lng": ("lon",), "long": ("lon",), "height": ("height_m",),
    "comment": ("note",), "description": ("note", "what"), "text": ("note", "what"), "person": ("honours",),
    "type": ("kind", "category"), "language": ("native_lang", "lang"), "lang": ("native_lang",), "link": ("url",),
    "address": ("url",), "href": ("url",), "state": ("polity",), "author": ("sculptor", "publisher"),
    "artist": ("sculptor",), "periods": ("names",), "coordinates": ("location",), "native": ("native_name",),
    "qid": ("wikidata",), "end_source": ("end_sources",), "start_source": ("start_sources",), "archive": ("via",),
}  # fmt: skip
"""Keys that editors write for ours."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of shape.

    Attributes
    ----------
    path : tuple of str and int
        From the top of the file to the field.
    message : str
        Continues a sentence that begins with the field.
    blind : bool
        Whether nobody can say what was meant, so that what reads the field cannot be judged.
    """

    path: Path
    message: str
    blind: bool

    @property
    def place(self) -> str:
        """The field as messages write it: ``names[1].start``; of the whole file nothing."""
        return place_of(self.path)

    def __str__(self) -> str:
        return one_line(f"{self.place} {self.message}" if self.path else self.message)

    def covers(self, field: str) -> bool:
        """Tell whether a problem in a field may come of this fault alone."""
        mine = self.place
        if not mine or field in (mine, f"{mine}_sources"):
            return True
        return field.startswith((f"{mine}.", f"{mine}[")) or mine.startswith((f"{field}.", f"{field}["))


def place_of(path: Iterable[str | int]) -> str:
    """Write a path as messages do, on one line and not too long."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return one_line(text.removeprefix(".")[:200])


def examine(data: Any, kind: Any) -> tuple[Any, list[Fault]]:
    """Read data into a model and say all that is wrong with their shape.

    Parameters
    ----------
    data : object
        As read from JSON.
    kind : type
        A model, or a list of one.

    Returns
    -------
    model : object or None
        What was read, with every fault mended; None where that is not possible.
    faults : list of Fault
        Empty if the shape is sound.
    """
    adapter = _adapter(kind)
    try:
        return adapter.validate_python(data), []
    except ValidationError as error:
        return _mend(data, adapter, kind, error)


def first_fault(data: Any, kind: Any) -> tuple[Any, str | None]:
    """Read data into a model, and give one line on all faults: the first of them, and how many more there are."""
    model, faults = examine(data, kind)
    if not faults:
        return model, None
    more = f" ({len(faults)} faults in all)" if len(faults) > 1 else ""
    return None, f"{faults[0]}{more}"


def meant_among(text: str, choices: Iterable[str]) -> str | None:
    """Give the one of several words that a text is a slip of, or None."""
    among = list(choices)
    word = " ".join(re.split(r"[\s_-]+", text.strip().casefold()))
    own = _WORDS.get(word, ())
    for one in (text, word, *((own,) if isinstance(own, str) else own)):
        if one in among:
            return one
    found = process.extractOne(word, among, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _mend(data: Any, adapter: TypeAdapter[Any], kind: Any, error: ValidationError) -> tuple[Any, list[Fault]]:
    faults: dict[Path, Fault] = {}
    try:
        mended = copy.deepcopy(data)
        for _ in range(_ROUNDS):
            mended = _round(mended, error, kind, faults)
            try:
                return adapter.validate_python(mended), list(faults.values())
            except ValidationError as again:
                error = again
    except RecursionError:
        faults.setdefault((), Fault((), "is nested too deeply; take brackets away", True))
    return None, list(faults.values())


def _round(data: Any, error: ValidationError, kind: Any, faults: dict[Path, Fault]) -> Any:
    """Say and mend all faults that can be seen at once; gives the mended data, mostly changed in place."""
    whole: dict[Path, Any] = {(): data}
    renamed: set[Path] = set()
    removed: list[Path] = []
    for fault in sorted(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden"):
        path = tuple(fault["loc"])
        if path[-1:] == ("[key]",):
            _key_of_an_object(data, path[:-1], faults)
            continue
        field = _Field.at(kind, path, str(fault.get("ctx", {}).get("pattern", "")))
        if fault["type"] == "extra_forbidden":
            _unknown_key(data, path, field, faults, renamed)
        elif path not in renamed:
            message, meant = _explain(fault, field)
            known = path in faults
            if not any(one.blind and path[: len(one.path)] == one.path for one in faults.values()):
                faults.setdefault(path, Fault(path, message, meant is _NOTHING))
            if meant is _NOTHING or known:
                meant = field.neutral()
            if meant is _NOTHING:
                removed.append(path)
            else:
                _put(whole, path, meant)
                data = whole[()]
    for path in sorted(removed, key=lambda one: [str(part).zfill(9) for part in one], reverse=True):
        _take_out(data, path)
    return data


def _unknown_key(data: Any, path: Path, field: _Field, faults: dict[Path, Fault], renamed: set[Path]) -> None:
    """Say what key was meant by one that is none, and put its value there if nothing stands there yet."""
    *parents, key = path
    around = _inside(data, parents)
    meant = _key_meant(str(key), field.siblings)
    value = around.pop(key)
    if meant and meant not in around:
        faults.setdefault(path, Fault(path, f'is an unknown key; did you mean "{meant}"?', False))
        around[meant] = value
        renamed.add((*parents, meant))
        return
    if meant:
        remedy = f'"{meant}" stands beside it; take it out'
    elif owner := field.home(str(key)):
        remedy = f'it belongs in "{owner}"' if owner != "the record" else "it belongs at the top of the record"
    else:
        remedy = "see data/README.md for the keys, or take it out"
    faults.setdefault(path, Fault(path, f"is an unknown key; {remedy}", False))


def _key_meant(key: str, siblings: Iterable[str]) -> str | None:
    known = list(siblings)
    plain = re.sub(r"[\s-]+", "_", key.strip().casefold())
    if plain in known:
        return plain
    for meant in _KEYS.get(plain, ()):
        if meant in known:
            return meant
    found = process.extractOne(plain, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else None


def _key_of_an_object(data: Any, path: Path, faults: dict[Path, Fault]) -> None:
    """Say what is wrong with a key that editors choose themselves: of a source, of a record that is distinct."""
    *parents, key = path
    around = _inside(data, parents)
    if not isinstance(around, dict) or key not in around:
        return
    message, meant = _slug(str(key), "key")
    faults.setdefault(path, Fault(path, message, meant is _NOTHING))
    value = around.pop(key)
    new = (
        meant
        if isinstance(meant, str) and meant not in around
        else next(name for number in range(len(around) + 1) if (name := f"key-{number}") not in around)
    )
    around[new] = value


@dataclass(frozen=True)
class _Field:
    """What the models say of one place in the data."""

    key: str
    annotation: Any
    info: FieldInfo | None
    owner: type[BaseModel] | None
    root: Any
    pattern: str

    @classmethod
    def at(cls, kind: Any, path: Path, pattern: str = "") -> _Field:
        """Walk the models along a path."""
        annotation, info, owner, key = kind, None, None, ""
        for part in path:
            annotation = _without_null(annotation)
            model = _model(annotation)
            if isinstance(part, str):
                key = part
            if model is not None:
                owner, info = model, model.model_fields.get(str(part))
                annotation = info.annotation if info else None
            else:
                arguments = get_args(annotation)
                annotation, info = (arguments[-1] if arguments else None), None
        return cls(key, _without_null(annotation), info, owner, kind, pattern)

    @property
    def siblings(self) -> list[str]:
        return list(self.owner.model_fields) if self.owner else []

    @property
    def optional(self) -> bool:
        return self.info is not None and not self.info.is_required()

    @property
    def nullable(self) -> bool:
        return self.info is not None and type(None) in get_args(self.info.annotation)

    @property
    def bound(self) -> bool:
        return self.key in ("start", "end") and self.nullable

    @property
    def meaning(self) -> str:
        """The field's description, to stand at the end of a sentence."""
        words = get_args(self.annotation) if get_origin(self.annotation) is Literal else ()
        text = (self.info.description if self.info else None) or ""
        return f"one of {', '.join(words)}" if words else text.strip().rstrip(".")

    def home(self, key: str) -> str | None:
        """Name the part of the record that a key belongs in, if it is one of another part."""
        root = _model(self.root)
        if root is None or self.owner is None:
            return None
        if self.owner is not root and key in root.model_fields:
            return "the record"
        names = {key, *_KEYS.get(key.casefold(), ())}
        for name, field in root.model_fields.items():
            part = _inner_model(field.annotation)
            if part is not None and part is not self.owner and names & set(part.model_fields):
                return name
        return None

    def neutral(self) -> Any:
        """Give something of the right shape that means nothing, or `_NOTHING` where the key may be left out."""
        if self.optional or (self.info is None and _model(self.annotation) is None and self.key != "[key]"):
            return _NOTHING
        return None if self.nullable else _neutral(self.annotation, self.key)


def _neutral(annotation: Any, key: str) -> Any:
    annotation = _without_null(annotation)
    if (model := _model(annotation)) is not None:
        return {
            name: None if type(None) in get_args(field.annotation) else _neutral(field.annotation, name)
            for name, field in model.model_fields.items()
            if field.is_required()
        }
    origin = get_origin(annotation) or annotation
    if origin is Literal:
        return get_args(annotation)[0]
    if origin is list:
        return [_neutral(get_args(annotation)[0], key)] if key == "names" else []
    fill: dict[Any, Any] = {dict: {}, tuple: (), float: 0.0, int: 0}
    return fill.get(origin, "XX" if key == "country" else "x")


def _without_null(annotation: Any) -> Any:
    if get_origin(annotation) is not None and type(None) in get_args(annotation):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    while hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    return annotation


def _model(annotation: Any) -> type[BaseModel] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    annotation = _without_null(annotation)
    return _model(annotation) or next((model for one in get_args(annotation) if (model := _inner_model(one))), None)


def _explain(fault: Any, field: _Field) -> tuple[str, Any]:
    """Say a fault in words, with what was meant or `_NOTHING`."""
    value, kind = fault["input"], fault["type"]
    if kind == "missing":
        null = " (null if no source gives it)" if field.bound else ""
        return f"is missing; add it{null}" + (f": {field.meaning}" if field.meaning else ""), _NOTHING
    if value is None and field.key:
        out = "take the key out where nothing is known" if field.optional else f"it must be given: {field.meaning}"
        return f"is null; {out}", _NOTHING
    if isinstance(value, bool) and kind != "literal_error":
        return f"is {json.dumps(value)}; write {_wanted(field)}", _NOTHING
    return _EXPLAINED.get(kind, _container)(value, field)


def _literal(value: Any, field: _Field) -> tuple[str, Any]:
    words = [str(one) for one in get_args(field.annotation)]
    meant = meant_among(value, words) if isinstance(value, str) else None
    if meant:
        return f'{shown(value)} is none of its words; did you mean "{meant}"?', meant
    return f"{shown(value)} is none of its words; write one of {', '.join(words)}", _NOTHING


def _no_text(value: Any, field: _Field) -> tuple[str, Any]:
    if isinstance(value, int | float):
        return f'{shown(value)} stands without quotes; write "{value}"', str(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"is a list; write one text: {shown(value[0])}", value[0]
    return f"is {_sort(value)}; write {_wanted(field)}", _NOTHING


def _text(value: str, field: _Field) -> tuple[str, Any]:
    if not value:
        return _empty(field), _NOTHING
    if (form := _SPECIAL.get(field.key)) is not None:
        return form(value)
    if field.pattern.startswith("^[a-z0-9]"):
        return _slug(value, "id" if field.key in ("id", "related") else "key")
    if field.key in _FORMS and not field.pattern.startswith(r"^\S"):
        return _form(value, field.key)
    said = list(characters.faults(value)) or [f"{shown(value)} is not what belongs here; write {_wanted(field)}"]
    mended = " ".join(value.split())
    return "; and it ".join(said), mended or _NOTHING


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
    return f"{shown(value)} is not {what}; write {remedy}", _NOTHING


def _empty(field: _Field) -> str:
    if field.bound:
        return 'is empty; write a date, ".." for what is still so, or null where no source gives it'
    if field.key in ("date", "until"):
        return "is empty; write a date as in 1961, 1961-11 or 1961-11-10"
    return "is empty; write it, or take the key out" if field.optional else f"is empty; write {_wanted(field)}"


def _slug(value: str, what: str) -> tuple[str, Any]:
    rule = "lower-case Latin letters and figures, joined by hyphens"
    meant = re.sub(r"[^a-z0-9]+", "-", anyascii(value).casefold()).strip("-")[:60]
    proper: Any = meant if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", meant) else _NOTHING
    remedy = f'write "{meant}"' if proper is not _NOTHING else f"write {rule}"
    if foreign := characters.foreign_letter(value, remedy):
        return f"{shown(value)} {foreign}", proper
    return f"{shown(value)} is no {what}, which has {rule}; {remedy}", proper


def _country(value: str) -> tuple[str, Any]:
    meant = country_meant(value)
    proper = meant if meant and re.fullmatch("[A-Z]{2}", meant) else _NOTHING
    remedy = f'write "{meant}"' if meant else 'write the two capital letters of ISO 3166-1, as in "GE"'
    return f"{shown(value)} is not a code of two capital letters; {remedy}", proper


def _wikidata(value: str) -> tuple[str, Any]:
    found = re.search(r"[Qq]0*([1-9]\d*)(?!\d)", value)
    if not found:
        return f'{shown(value)} is no item of Wikidata; write its number with the Q, as in "Q914"', _NOTHING
    return f'{shown(value)} is not the item alone; write "Q{found[1]}"', f"Q{found[1]}"


def _number(value: Any, field: _Field) -> tuple[str, Any]:
    if isinstance(value, float) and field.key == "geonames":
        return f"{shown(value)} is not a whole number; write {round(value)}", round(value)
    meant = _number_meant(value, field) if isinstance(value, str) else None
    if meant is None:
        said = f"{shown(value)} is not a number" if isinstance(value, str) else f"is {_sort(value)}"
        return f"{said}; write {_wanted(field)}", _NOTHING
    if field.key == "geonames":
        return f"{shown(value)} is not the number alone, without quotes; write {meant:.0f}", int(meant)
    comma = " has a decimal comma and" if re.fullmatch(r"-?\d+,\d+", value.strip()) else ""
    plain = re.fullmatch(r"\s*-?\d+(?:[.,]\d+)?\s*", value) is not None
    said = f"{comma} stands in quotes" if plain else " is not a plain number"
    return f"{shown(value)}{said}; write {round(meant, 5) + 0.0!r} without quotes", meant


def _number_meant(text: str, field: _Field) -> float | None:
    """Read a number as people write it: with a comma, a unit, in degrees and minutes, with the side of the world."""
    if field.key == "geonames":
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
_EXPLAINED: dict[str, Callable[[Any, _Field], tuple[str, Any]]] = {
    "literal_error": _literal,
    "string_type": _no_text,
    **dict.fromkeys(("string_too_short", "string_pattern_mismatch"), _text),
    **dict.fromkeys(("float_type", "int_type", "int_from_float"), _number),
}
"""How a fault is explained, by what the models call it; else it is one of the container."""


def _container(value: Any, field: _Field) -> tuple[str, Any]:
    origin = get_origin(field.annotation) or field.annotation
    if not field.owner and not field.key:
        alone = _alone(value)
        remedy = "take the brackets around the one in it away" if alone is not _NOTHING else f"write {_wanted(field)}"
        return f"the file holds {_sort(value)}; {remedy}", alone
    if origin is list:
        if isinstance(value, str):
            return f"is a text; write a list: [{shown(value)}]", [value]
        if isinstance(value, dict):
            return "is an object { }; write a list: [ ... ]", [value] if "name" in value else _NOTHING
        if value == []:
            return "is an empty list; give at least one period, as in data/README.md", _NOTHING
    if origin is dict and isinstance(value, list):
        return _listed(value)
    return f"is {_sort(value)}; write {_wanted(field)}", _NOTHING


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) else _NOTHING


def _listed(value: list[Any]) -> tuple[str, Any]:
    """Make an object of a list, each item under the key that it names itself."""
    keys = ("key", "id", "name")
    named = {next((str(one[key]) for key in keys if key in one), ""): one for one in value if isinstance(one, dict)}
    said = 'is a list; write an object with a key of yours for each: {"paper": {...}, "museum": {...}}'
    if len(named) != len(value) or "" in named:
        return said, _NOTHING
    return said, {name: {key: part for key, part in one.items() if key not in keys} for name, one in named.items()}


def _sort(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    sorts: dict[type, str] = {str: "a text", list: "a list", dict: "an object { }"}
    return sorts.get(type(value), f"the number {shown(value)}")


def _wanted(field: _Field) -> str:
    """Say what belongs in a field."""
    if field.bound:
        return 'a date in quotes, ".." for what is still so, or null where no source gives it'
    if field.key in ("lon", "lat"):
        return "degrees as a number with a decimal point, without quotes, as in 43.59905"
    if field.key == "height_m":
        return "metres as a number with a decimal point, without quotes, as in 6.5"
    if field.key == "geonames":
        return "the number of GeoNames, without quotes"
    if (model := _model(field.annotation)) is not None:
        keys = ", ".join(name for name, one in model.model_fields.items() if one.is_required())
        return f"one object {{ }} with {keys}"
    origin = get_origin(field.annotation) or field.annotation
    what = {list: "a list [ ]", dict: "an object { }", tuple: "a list [ ]"}.get(origin, "one text in quotes")
    return f"{what}: {field.meaning}" if field.meaning else what


def _inside(data: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        data = data[part]
    return data


def _put(whole: dict[Path, Any], path: Path, value: Any) -> None:
    if not path:
        whole[()] = value
        return
    try:
        around = _inside(whole[()], path[:-1])
        around[path[-1]] = value
    except (KeyError, IndexError, TypeError):
        return


def _take_out(data: Any, path: Path) -> None:
    try:
        del _inside(data, path[:-1])[path[-1]]
    except (KeyError, IndexError, TypeError):
        return
