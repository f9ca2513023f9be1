"""What the data set says about itself: title, version, date, licence. It stands in ``data/dataset.json`` alone."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from geo.errors import LayerError, shown
from geo.files import read_json

__all__ = ["Dataset", "read_dataset"]


class Dataset(BaseModel):
    """What ``data/dataset.json`` holds.

    Title, version (semantic), date of the data (ISO 8601), licence (SPDX and address) and attribution; `report` is
    where errors are reported, an http(s) or mailto address in which ``{id}`` and ``{title}`` stand for the record's, or
    None for nowhere.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    description: str
    version: str
    date: str
    license: str
    license_url: str
    attribution: str
    report: str | None = None

    def members(self) -> dict[str, str]:
        """Give what every file made from the data carries as foreign members."""
        return {
            "title": self.title,
            "license": self.license,
            "license_url": self.license_url,
            "attribution": self.attribution,
            "data_version": self.version,
            "data_date": self.date,
        }


def read_dataset(path: Path) -> Dataset:
    """Read ``data/dataset.json``.

    Raises
    ------
    LayerError
        If it is missing or is not what it should be.
    """
    remedy = "restore it from the repository"
    data = read_json(path, LayerError, remedy)
    try:
        return Dataset.model_validate(data)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the file"
        raise LayerError(f"{path.name}: {shown(place)}: {error.errors()[0]['msg']}; {remedy}") from error
