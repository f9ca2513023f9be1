"""A progress bar for people who wait, and for nobody else."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from typing import TypeVar

from tqdm import tqdm

__all__ = ["DELAY_S", "with_bar"]

DELAY_S = 2.0
"""What takes less time than this, in seconds, shows no bar."""

_Item = TypeVar("_Item")


def with_bar(items: Collection[_Item], doing: str) -> Iterable[_Item]:
    """Go through items, with a bar on standard error if that takes long and is a terminal.

    Parameters
    ----------
    items : collection
    doing : str
        Stands before the bar: "checking", ...

    Returns
    -------
    iterable
        The items. In a pipe, in a file or where the environment variable ``CI`` is set there is no bar.
    """
    silent = True if os.environ.get("CI") else None
    return tqdm(items, desc=doing, delay=DELAY_S, leave=False, disable=silent, file=sys.stderr)
