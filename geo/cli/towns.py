"""``python -m geo towns``: say of each record in which town it lies, and make the list of towns."""

from __future__ import annotations

import argparse

from geo.cli.beside import frame_beside
from geo.cli.command import Command, records_folder, takes_records
from geo.cli.progress import with_bar
from geo.core.files import write_text
from geo.core.folder import default_folder
from geo.find.gazetteer import Gazetteer, make_towns
from geo.records.reading import canonical, folder_of, read_or_refuse
from geo.records.subject import read_subject

__all__ = ["COMMAND"]


def _run(options: argparse.Namespace) -> int:
    folder = records_folder(options)
    subject = read_subject(default_folder().subject)
    records = read_or_refuse(folder, subject)
    gazetteer = Gazetteer.read(subject)
    placed = []
    for record in with_bar(records, "placing"):
        town = gazetteer.town_of(record)
        placed.append(record.model_copy(update={"within": town}))
        if town != record.within:
            write_text(folder / folder_of(record) / f"{record.id}.json", canonical(placed[-1]))
    asked = [place.geonames for place in frame_beside(folder, subject)]
    write_text(default_folder().towns, make_towns(gazetteer, placed, asked))
    changed = sum(one.within != record.within for one, record in zip(placed, records, strict=True))
    print(f"{sum(one.within is not None for one in placed)} records lie in a town; {changed} were changed")
    return 0


COMMAND = Command(
    "towns",
    "say of each record in which town it lies, as GeoNames has it, and make data/towns.json",
    ("towns", "towns --records data/records"),
    takes_records,
    _run,
)
