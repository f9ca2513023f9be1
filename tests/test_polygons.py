"""Polygons of files."""

from __future__ import annotations

from typing import Any

import pytest

from geo.polygons import polygon_of


def test_a_polygon_is_read() -> None:
    ring = [[40, 41], [47, 41], [47, 44], [40, 41]]
    assert polygon_of({"type": "Polygon", "coordinates": [ring]}).area == pytest.approx(10.5)
    assert polygon_of({"type": "MultiPolygon", "coordinates": []}).is_empty


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "Polygon",
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": 5},
        {"type": "Polygon", "coordinates": [["a"]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, None], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [181, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
    ],
)
def test_what_is_no_polygon_on_earth_is_refused(geometry: Any) -> None:
    with pytest.raises(ValueError, match="it "):
        polygon_of(geometry)
