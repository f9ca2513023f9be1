"""What all tests share: the real data, read once."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pytest
from hypothesis import settings

from geo.core import paths
from geo.layer import periods_of, read_layer
from geo.map.basemap import read_basemap

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


@pytest.fixture(scope="session")
def basemap() -> gpd.GeoDataFrame:
    return read_basemap(paths.BASEMAP)


@pytest.fixture(scope="session")
def collection() -> dict[str, Any]:
    return read_layer(paths.LAYER)


@pytest.fixture(scope="session")
def periods(collection: dict[str, Any]) -> gpd.GeoDataFrame:
    return periods_of(collection)
