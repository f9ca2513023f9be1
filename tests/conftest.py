"""What all tests share: the real data, read once."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pytest
from hypothesis import settings

import geo
from geo.dataset import Dataset
from geo.map.basemap import read_basemap
from tests.samples import FOLDER

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


@pytest.fixture(scope="session")
def basemap() -> gpd.GeoDataFrame:
    return read_basemap(FOLDER.basemap)


@pytest.fixture(scope="session")
def data() -> Dataset:
    return geo.open(FOLDER.path)


@pytest.fixture(scope="session")
def collection(data: Dataset) -> dict[str, Any]:
    return data.collection


@pytest.fixture(scope="session")
def periods(data: Dataset) -> gpd.GeoDataFrame:
    return data.periods
