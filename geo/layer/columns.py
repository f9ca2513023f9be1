"""What the layer's features and its head hold."""

from __future__ import annotations

__all__ = ["COLUMNS", "LAYERS_OWN"]

COLUMNS: dict[str, str] = {
    "record_id": "str", "period": "int", "category": "str", "kind": "str", "name": "str", "native_name": "str?",
    "native_lang": "str?", "status": "str", "start_date": "str?", "end_date": "str?", "start_year": "int?",
    "end_year": "int?", "start_earliest": "int?", "end_earliest": "int?", "date_certainty": "str", "honours": "str",
    "change": "str?", "country": "str", "controlled_by": "str?", "polity": "str", "precision": "str",
    "confidence": "str", "note": "str",
    "sources": "list",
}  # fmt: skip
"""The layer's properties in order, with their types; ``?`` may be null. ``data/README.md`` says what they mean."""

LAYERS_OWN = ("disputed", "named_for", "identifiers")
"""Foreign members that speak of the whole layer, so that a choice from it does not carry them."""
