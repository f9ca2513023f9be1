"""The layer: one row a period, built from the records; how to read it, and how to choose from it."""

from __future__ import annotations

from geo.layer.bounds import FIRST, LAST
from geo.layer.building import build_layer, layer_text, unlike
from geo.layer.changes import change_kinds, changed_in, changes_of, dated_changes, ended_between, ended_by
from geo.layer.choice import filter_mask, select
from geo.layer.columns import COLUMNS
from geo.layer.comparison import OUTCOMES, compared
from geo.layer.disagreements import DISAGREEMENTS, disagreements_of
from geo.layer.editions import kept_versions, read_kept
from geo.layer.fields import FIELDS, MODES, Field, Fields, fields_of
from geo.layer.frame import periods_of, read_periods
from geo.layer.presence import (
    CERTAIN,
    NONE,
    POSSIBLE,
    PRESENCES,
    PRESUMED,
    UNDATED,
    Mask,
    presence_in,
    presences,
)
from geo.layer.query import PASSED_ON, Query
from geo.layer.reading import read_layer
from geo.layer.revisions import Revision, revisions, unchanged

__all__ = [
    "CERTAIN",
    "COLUMNS",
    "DISAGREEMENTS",
    "FIELDS",
    "FIRST",
    "LAST",
    "MODES",
    "NONE",
    "OUTCOMES",
    "PASSED_ON",
    "POSSIBLE",
    "PRESENCES",
    "PRESUMED",
    "UNDATED",
    "Field",
    "Fields",
    "Mask",
    "Query",
    "Revision",
    "build_layer",
    "change_kinds",
    "changed_in",
    "changes_of",
    "choice",
    "compared",
    "dated_changes",
    "disagreements_of",
    "editions",
    "ended_between",
    "ended_by",
    "facets",
    "fields_of",
    "filter_mask",
    "kept_versions",
    "layer_text",
    "listing",
    "outcomes",
    "periods_of",
    "presence_in",
    "presences",
    "read_kept",
    "read_layer",
    "read_periods",
    "records",
    "revisions",
    "select",
    "unchanged",
    "unlike",
]
