"""What the layer's features hold."""

from __future__ import annotations

from geo.layer.fields import FIELDS

__all__ = ["COLUMNS"]

COLUMNS: dict[str, str] = FIELDS.columns
"""The layer's properties for every subject, in order, with their types; ``?`` may be null.

``data/README.md`` says what they mean.
"""
