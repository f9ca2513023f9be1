"""What the layer's features and its head hold."""

from __future__ import annotations

from geo.layer.fields import FIELDS

__all__ = ["COLUMNS", "LAYERS_OWN"]

COLUMNS: dict[str, str] = FIELDS.columns
"""The layer's properties in order, with their types; ``?`` may be null. ``data/README.md`` says what they mean."""

LAYERS_OWN = ("disputed", "named_for", "identifiers")
"""Foreign members that speak of the whole layer, so that a choice from it does not carry them."""
