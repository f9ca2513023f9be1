"""A page that was read, and what every part of a file that editors write has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

__all__ = ["STRICT", "Day", "Slug", "Source", "Text"]

Text = Annotated[str, Field(min_length=1, pattern=r"^\S(?:.*\S)?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Day = Annotated[str, Field(min_length=1), WithJsonSchema({"type": "string", "format": "date"})]
"""That it is a day is a rule of :mod:`geo.records.checks`."""


STRICT = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, use_attribute_docstrings=True)
"""How every part of a file is read; the text below a field is its description in the JSON Schema."""


class Source(BaseModel):
    """A page that was read."""

    model_config = STRICT

    url: Text
    """Canonical http(s) address of the page itself."""
    title: Text
    """Title of the page or the work, in its own language."""
    publisher: Text
    """Who answers for it; two sources are independent when publisher and registered domain differ."""
    lang: Text | None = None
    """BCP 47 code of its language."""
    via: Text | None = None
    """http(s) address of the copy that was read instead of `url`."""
    derived_from: Slug | None = None
    """Key of the source that this one copies, translates or repeats; the two count once."""
    read: Day | None = None
    """Day on which the page was read, as in 2026-11-28; null where nobody noted it."""
