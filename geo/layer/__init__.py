"""The layer: one row a period, built from the records; how to read it, and how to choose from it."""

from __future__ import annotations

from geo.layer.building import build_layer, layer_text, unlike
from geo.layer.columns import COLUMNS, LAYERS_OWN
from geo.layer.frame import periods_of
from geo.layer.query import MODES, Query, filter_mask, select
from geo.layer.reading import read_layer
from geo.layer.years import STATES, Mask, changed_in, dated_changes, ended_between, ended_by, state_in, states

__all__ = [
    "COLUMNS",
    "LAYERS_OWN",
    "MODES",
    "STATES",
    "Mask",
    "Query",
    "build_layer",
    "changed_in",
    "dated_changes",
    "ended_between",
    "ended_by",
    "filter_mask",
    "layer_text",
    "periods_of",
    "read_layer",
    "select",
    "state_in",
    "states",
    "unlike",
]
