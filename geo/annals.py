"""What the time bar tells of a choice: each year's sentence and bars, for the app and for the map in one file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.chronicle import changes_per_year, sentences
from geo.layer import Mask

__all__ = ["OPENING_YEAR", "annals", "packed"]

OPENING_YEAR = 1961
"""The year at which a map opens that is asked for no other: Stalin's body left the mausoleum, the names followed."""


def annals(periods: pd.DataFrame, chosen: Mask, years: Sequence[int], mode: str | None) -> dict[str, Any]:
    """Give each year's sentence and bars.

    Parameters
    ----------
    periods : DataFrame
        The whole layer; see :func:`geo.layer.periods_of`.
    chosen : numpy.ndarray of bool
        The rows that pass the filters.
    years : sequence of int
    mode : str or None
        As in :class:`geo.layer.Query`.

    Returns
    -------
    dict
        ``sentences`` (str), ``began`` and ``ended`` (int: changes), each a list with one item a year.
    """
    changes = changes_per_year(periods, chosen).reindex(list(years)).fillna(0).astype(int)
    return {
        "sentences": sentences(periods, chosen, years, mode),
        "began": changes["began"].tolist(),
        "ended": changes["ended"].tolist(),
    }


def packed(chosen: Mask) -> str:
    """Pack rows as the browser unpacks them: one bit a row, first row in the highest bit, as base64."""
    return base64.b64encode(np.packbits(chosen).tobytes()).decode("ascii")
