"""What the models say of one place in the data: its type, its key, whether it may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

__all__ = ["KEYS", "NOTHING", "FieldOfModel", "MeantBy", "model_of"]

Path = tuple[str | int, ...]
NOTHING = object()
"""What stands for: leave the key out."""

KEYS: dict[str, tuple[str, ...]] = {
    "from": ("start",), "since": ("start",), "begin": ("start",), "until": ("end", "until"), "to": ("end",),
    "latitude": ("lat",), "longitude": ("lon",), "lng": ("lon",), "long": ("lon",), "height": ("height_m",),
    "comment": ("note",), "description": ("note", "what"), "text": ("note", "what"), "person": ("honours",),
    "type": ("kind", "category"), "language": ("native_lang", "lang"), "lang": ("native_lang",), "link": ("url",),
    "address": ("url",), "href": ("url",), "state": ("polity",), "author": ("sculptor", "publisher"),
    "artist": ("sculptor",), "periods": ("names",), "coordinates": ("location",), "native": ("native_name",),
    "qid": ("wikidata",), "end_source": ("end_sources",), "start_source": ("start_sources",), "archive": ("via",),
    "accessed": ("read",), "retrieved": ("read",), "accuracy": ("accuracy_m",), "radius_m": ("accuracy_m",),
}  # fmt: skip
"""Keys that editors write for ours."""


@dataclass(frozen=True)
class MeantBy:
    """Stands at a field of words: what editors write for them, by what they write."""

    words: Mapping[str, str]


@dataclass(frozen=True)
class FieldOfModel:
    """What the models say of one place in the data."""

    key: str
    annotation: Any
    info: FieldInfo | None
    owner: type[BaseModel] | None
    root: Any
    pattern: str

    @classmethod
    def at(cls, kind: Any, path: Path, pattern: str = "") -> FieldOfModel:
        """Walk the models along a path."""
        annotation, info, owner, key = kind, None, None, ""
        for part in path:
            annotation = _without_null(annotation)
            model = model_of(annotation)
            if isinstance(part, str):
                key = part
            if model is not None:
                owner, info = model, model.model_fields.get(str(part))
                annotation = info.annotation if info else None
            else:
                arguments = get_args(annotation)
                inner = arguments[0] if get_origin(annotation) is tuple else arguments[-1] if arguments else None
                annotation, info = inner, None
        return cls(key, _without_null(annotation), info, owner, kind, pattern)

    @property
    def siblings(self) -> list[str]:
        """The keys of the part that the field belongs to."""
        return list(self.owner.model_fields) if self.owner else []

    @property
    def optional(self) -> bool:
        """Whether the key may be left out."""
        return self.info is not None and not self.info.is_required()

    @property
    def nullable(self) -> bool:
        """Whether it may be null."""
        return self.info is not None and type(None) in get_args(self.info.annotation)

    @property
    def meant_by(self) -> Mapping[str, str]:
        """What editors write for its words."""
        marks = self.info.metadata if self.info else []
        return next((mark.words for mark in marks if isinstance(mark, MeantBy)), {})

    @property
    def bound(self) -> bool:
        """Whether it is the start or the end of a period."""
        return self.key in ("start", "end") and self.nullable

    @property
    def meaning(self) -> str:
        """The field's description, to stand at the end of a sentence."""
        words = get_args(self.annotation) if get_origin(self.annotation) is Literal else ()
        text = (self.info.description if self.info else None) or ""
        return f"one of {', '.join(words)}" if words else text.strip().rstrip(".")

    def home(self, key: str) -> str | None:
        """Name the part of the record that a key belongs in, if it is one of another part."""
        root = model_of(self.root)
        if root is None or self.owner is None:
            return None
        if self.owner is not root and key in root.model_fields:
            return "the record"
        names = {key, *KEYS.get(key.casefold(), ())}
        for name, field in root.model_fields.items():
            part = _inner_model(field.annotation)
            if part is not None and part is not self.owner and names & set(part.model_fields):
                return name
        return None

    def neutral(self) -> Any:
        """Give something of the right shape that means nothing, or `NOTHING` where the key may be left out."""
        if self.optional or (self.info is None and model_of(self.annotation) is None and self.key != "[key]"):
            return NOTHING
        return None if self.nullable else _neutral(self.annotation, self.key)


def _neutral(annotation: Any, key: str) -> Any:
    annotation = _without_null(annotation)
    if (model := model_of(annotation)) is not None:
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


def model_of(annotation: Any) -> type[BaseModel] | None:
    """Give the model that an annotation names, if it is one."""
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    annotation = _without_null(annotation)
    return model_of(annotation) or next((model for one in get_args(annotation) if (model := _inner_model(one))), None)
