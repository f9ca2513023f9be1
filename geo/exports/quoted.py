"""The numbers to quote as the map in one file carries them; ``geo/web/view/figurebox.js`` reads them."""

from __future__ import annotations

from typing import Any

from geo.exports.about import Opened
from geo.exports.table_files import figure_table
from geo.stats.figures import figures_of, source_of

__all__ = ["quoted_figures"]

_WORDS = ("title", "lead", "map", "file", "table")


def quoted_figures(data: Opened) -> dict[str, Any]:
    """Give the numbers to quote with all that is said of them.

    Parameters
    ----------
    data : Opened
        The whole data: of a part the numbers would be others under the same sentences.

    Returns
    -------
    dict
        ``words``, messages by the end of their key; ``source``, the line that names edition and date; ``figures``, each
        with ``key``, ``sentence``, ``rule``, ``query``, the ``columns`` and ``rows`` of its table, and ``file``, the
        same as CSV.
    """
    text = data.fields.text
    return {
        "words": {name: text.message(f"figures.{name}") for name in _WORDS},
        "source": source_of(data.edition, data.fields),
        "figures": [
            {
                "key": one.key,
                "sentence": one.sentence,
                "rule": one.rule,
                "query": one.query,
                "columns": list(one.table.columns),
                "rows": one.table.to_dict("split")["data"],
                "file": figure_table(one),
            }
            for one in figures_of(data.periods, data.edition.year, data.countries, data.fields)
        ],
    }
