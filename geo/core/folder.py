"""A data folder: where each of its files lies, and which folder it is when nobody names one.

The environment variable ``DE_STALINIZATION_DATA`` names another default, for instance the data of a fork; it is read
when a folder is asked for.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["VARIABLE", "DataFolder", "default_folder", "packaged_folder"]

VARIABLE = "DE_STALINIZATION_DATA"

_INSTALLED = "_data"
"""Name of the data folder in an installed package."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The files of a data folder, there or not.

    Attributes
    ----------
    path : Path
        The folder, absolute.
    """

    path: Path

    @classmethod
    def at(cls, path: str | Path) -> DataFolder:
        """Give the folder of a path, whatever folder the program goes to later."""
        return cls(Path(path).expanduser().resolve())

    @property
    def records(self) -> Path:
        """The folder of the records: ``places/*.json`` and ``monuments/*.json``."""
        return self.path / "records"

    @property
    def edition(self) -> Path:
        """What the data set says about itself."""
        return self.path / "dataset.json"

    @property
    def subject(self) -> Path:
        """What makes the subject."""
        return self.path / "subject.json"

    @property
    def text(self) -> Path:
        """The folder of the subject's words, one file a language: ``en.json``."""
        return self.path / "text"

    @property
    def events(self) -> Path:
        """The dated events of the political history."""
        return self.path / "events.json"

    @property
    def stories(self) -> Path:
        """The folder of the stories: ``*.json``."""
        return self.path / "stories"

    @property
    def missing(self) -> Path:
        """What is known to be missing."""
        return self.path / "missing.json"

    @property
    def frame(self) -> Path:
        """The places that were looked through one by one, and what was found of each."""
        return self.path / "frame.csv"

    @property
    def looked(self) -> Path:
        """The searches in vain."""
        return self.path / "looked.csv"

    @property
    def recall(self) -> Path:
        """How many of known changes the data have."""
        return self.path / "recall.json"

    @property
    def second_reading(self) -> Path:
        """What a reader found who had not seen the data's values."""
        return self.path / "second-reading.csv"

    @property
    def basemap(self) -> Path:
        """The countries of today."""
        return self.path / "basemap.geojson"

    @property
    def borders(self) -> Path:
        """The states that are no more."""
        return self.path / "borders.geojson"

    @property
    def disputed(self) -> Path:
        """The boundaries that are disputed today."""
        return self.path / "disputed.geojson"

    @property
    def towns(self) -> Path:
        """Large towns, for orientation."""
        return self.path / "towns.json"

    @property
    def layer(self) -> Path:
        """The layer, built from the records."""
        return self.path / "layer.geojson"

    @property
    def changelog(self) -> Path:
        """What is new in each version."""
        return self.path / "CHANGELOG.md"

    @property
    def changes(self) -> Path:
        """The folder of the notes on what changed since the last version: ``*.md``."""
        return self.path / "changes"

    @property
    def editions(self) -> Path:
        """The folder of the layers of former versions."""
        return self.path / "editions"

    @property
    def built(self) -> Path:
        """The folder of what is made at need; see :mod:`geo.core.built`."""
        return self.path / ".built"

    @property
    def is_packaged(self) -> bool:
        """Whether it is the data of an installed package, which is left as it was installed."""
        return self.path.name == _INSTALLED

    @property
    def fetched(self) -> tuple[Path, ...]:
        """The files that a browser fetches."""
        return (self.layer, self.basemap, self.borders, self.towns, self.events)

    @property
    def fingerprint(self) -> tuple[tuple[int, int], ...]:
        """Time of change and size of each file that the pages are made from, but for the records."""
        folders = (*sorted(self.text.glob("*.json")), *sorted(self.stories.glob("*.json")))
        others = (self.edition, self.subject, *folders, self.missing, self.frame, self.recall, self.editions)
        return tuple(_changed(path) for path in (*self.fetched, *others))


def default_folder() -> DataFolder:
    """Give the folder that ``DE_STALINIZATION_DATA`` names, else :func:`packaged_folder`."""
    named = os.environ.get(VARIABLE)
    return DataFolder.at(named) if named else packaged_folder()


def packaged_folder() -> DataFolder:
    """Give the folder that comes with this package: ``_data`` in an installed one, else ``data`` of the repository."""
    package = Path(__file__).resolve().parents[1]
    inside = package / _INSTALLED
    return DataFolder(inside if inside.is_dir() else package.parent / "data")


def _changed(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
