"""Faults of shape in an editor's words: which field, what is wrong in it, what to write instead.

The models find the faults; nothing of what their library says about them reaches an editor. So that the rules of
meaning can be applied in the same run, every fault is also mended as well as may be: by what was most likely meant, or
by something that only fills the place.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from rapidfuzz import fuzz, process

from geo.core.errors import one_line
from geo.records.shape_fields import KEYS, NOTHING, FieldOfModel, MeantBy
from geo.records.shape_words import explain, meant_among, slug_fault

__all__ = ["Fault", "MeantBy", "examine", "first_fault", "meant_among", "place_of"]

Path = tuple[str | int, ...]

_ROUNDS = 8
"""Most times that mended data are looked at again; each round mends what the one before could not yet see."""
_NEAR = 75
"""Likeness (0 to 100, of rapidfuzz) from which a word is taken for a slip of another."""


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
        field = FieldOfModel.at(kind, path, str(fault.get("ctx", {}).get("pattern", "")))
        if fault["type"] == "extra_forbidden":
            _unknown_key(data, path, field, faults, renamed)
        elif path not in renamed:
            message, meant = explain(fault, field)
            known = path in faults
            if not any(one.blind and path[: len(one.path)] == one.path for one in faults.values()):
                faults.setdefault(path, Fault(path, message, meant is NOTHING))
            if meant is NOTHING or known:
                meant = field.neutral()
            if meant is NOTHING:
                removed.append(path)
            else:
                _put(whole, path, meant)
                data = whole[()]
    for path in sorted(removed, key=lambda one: [str(part).zfill(9) for part in one], reverse=True):
        _take_out(data, path)
    return data


def _unknown_key(data: Any, path: Path, field: FieldOfModel, faults: dict[Path, Fault], renamed: set[Path]) -> None:
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
    for meant in KEYS.get(plain, ()):
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
    message, meant = slug_fault(str(key), "key")
    faults.setdefault(path, Fault(path, message, meant is NOTHING))
    value = around.pop(key)
    new = (
        meant
        if isinstance(meant, str) and meant not in around
        else next(name for number in range(len(around) + 1) if (name := f"key-{number}") not in around)
    )
    around[new] = value


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
