"""The map as a picture, drawn without a browser: PNG, SVG, and GIF of a span of years.

What draws needs matplotlib and Pillow, the extra ``pictures``; they are imported when a picture is asked for.
"""

from __future__ import annotations

from importlib.util import find_spec

from geo.core.errors import GeoDataError
from geo.exports.about import Opened, Writer
from geo.layer import Query

__all__ = ["picture_writer"]

_NEEDED = {"matplotlib": "matplotlib", "PIL": "pillow"}
"""What is imported, and by which name it is installed."""


def picture_writer(form: str) -> Writer:
    """Give what writes pictures in a format.

    Parameters
    ----------
    form : str
        ``png``, ``svg`` or ``gif``.

    Returns
    -------
    callable
        As of :class:`geo.exports.Format`. A picture has the title of the data set, the year, the sentence of the year,
        the legend of what occurs on it, source and licence; PNG has two pixels for one of the page, in SVG text stays
        text, a GIF has one frame a year of the query's `between`, which narrows nothing then.
    """

    def write(data: Opened, query: Query) -> bytes:
        if missing := [name for module, name in _NEEDED.items() if find_spec(module) is None]:
            needed = f"pictures need {' and '.join(missing)}, the extra `pictures`"
            raise GeoDataError(f"{needed}; run python -m pip install {' '.join(missing)}")
        from geo.exports.mapimage.files import to_picture  # noqa: PLC0415 - the extra alone has what it needs

        return to_picture(data, query.within(data.fields), form)

    return write
