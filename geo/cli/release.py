"""``python -m geo release``: make an edition of the data as they are."""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.cli.check import check_everything
from geo.cli.command import Command
from geo.core.errors import GeoDataError, LayerError, one_line
from geo.core.folder import DataFolder, default_folder
from geo.core.together import write_together
from geo.exports.package import edition_files
from geo.layer import build_layer, fields_of, layer_text
from geo.layer.editions import VERSION
from geo.records.changelog import entry, note_files, read_note, with_entry
from geo.records.edition import Edition, edition_text, read_edition
from geo.records.model import Record
from geo.records.second_reading import read_second_reading
from geo.records.subject import read_subject
from geo.records.subject_words import read_words
from geo.stats.coverage import cover

__all__ = ["COMMAND", "PLAIN_BYTES"]

PLAIN_BYTES = 1_000_000
"""Most bytes of a kept layer that is not compressed.

A copy of each edition lies in every checkout; gzip makes a tenth of it, and what it loses in comparison line by line
nobody needs of a file that never changes.
"""
_NAMED = 5


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", type=_version, metavar="VERSION", help="newer than the last one, as in 2.1.0")
    parser.add_argument("--date", type=_day, metavar="DAY", help="date of the data (default: today)")


def _run(options: argparse.Namespace) -> int:
    folder = default_folder()
    edition = read_edition(folder.edition)
    date = options.date or dt.date.today().isoformat()
    _expect_newer(edition, options.version, date)
    _expect_reread(folder, options.version)
    notes = note_files(folder.changes)
    if not notes:
        raise GeoDataError(f"{folder.changes.name}/ has no note; say in one what is new since {edition.version}")
    notices = [read_note(path) for path in notes]
    _expect_nothing_uncommitted(folder)
    records, problems = check_everything(folder.records, folder)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"nothing released: mend what stands above first ({len(problems)} in all)", file=sys.stderr)
        return 1
    new = edition.model_copy(update={"version": options.version, "date": date})
    made, kept = _made(folder, new, records, notices)
    write_together({**made, **dict.fromkeys(notes)})
    counted = f"{len(notes)} note{'' if len(notes) == 1 else 's'}, {len(records)} records"
    print(f"{new.version} of {new.date}: {counted}; the layer is kept as {kept.relative_to(folder.path)}")
    return 0


def _made(
    folder: DataFolder, edition: Edition, records: list[Record], notes: list[str]
) -> tuple[dict[Path, bytes | None], Path]:
    """Give what each file of a release is to hold, and which of them is the kept layer."""
    known = cover(records, {})
    counts = {"records": known.records, "sources": known.sources, "dated periods": known.dated_periods}
    subject = read_subject(folder.subject)
    fields = fields_of(subject, read_words(folder.text, subject))
    layer = layer_text(build_layer(records, edition, fields))
    kept, content = _kept(folder, edition.version, layer.encode("utf-8"))
    texts = {
        folder.edition: edition_text(folder.edition, version=edition.version, date=edition.date),
        folder.changelog: with_entry(_log(folder.changelog), entry(edition.version, edition.date, notes, counts)),
        folder.layer: layer,
        **edition_files(edition, folder),
    }
    return {kept: content, **{path: text.encode("utf-8") for path, text in texts.items()}}, kept


def _kept(folder: DataFolder, version: str, layer: bytes) -> tuple[Path, bytes]:
    """Give the file in which an edition's layer is kept, and its content."""
    if len(layer) <= PLAIN_BYTES:
        return folder.editions / f"{version}.geojson", layer
    return folder.editions / f"{version}.geojson.gz", gzip.compress(layer, 9, mtime=0)


def _log(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else "# Changes of the data\n"
    except (OSError, UnicodeDecodeError) as error:
        raise LayerError(f"{path.name} cannot be read ({error}); restore it from the repository") from error


def _expect_newer(edition: Edition, version: str, date: str) -> None:
    if _numbers(version) <= _numbers(edition.version):
        raise GeoDataError(f"{version} is not newer than {edition.version}, which the data are already")
    if date < edition.date:
        raise GeoDataError(f"{date} is before {edition.date}, the date of {edition.version}")


def _expect_reread(folder: DataFolder, version: str) -> None:
    """Refuse an edition whose second reading is older than its major version; where there is no reading, none is."""
    if not folder.second_reading.exists():
        return
    read = max((row.version for row in read_second_reading(folder.second_reading)), key=_whole_version, default="")
    if _whole_version(read)[:1] < _numbers(version)[:1]:
        major = f"{_numbers(version)[0]}.0.0"
        raise GeoDataError(
            f"{folder.second_reading.name} is of {read or 'no version'}, older than the last major change, {major}; "
            f"have the data read a second time, and name {major} as the version that was read"
        )


def _expect_nothing_uncommitted(folder: DataFolder) -> None:
    """Refuse files that differ from the last commit: then git could not undo the release alone.

    Where there is no repository, or no git, nothing is asked.
    """
    changed = [*_uncommitted(folder)]
    if changed:
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        named = ", ".join(map(one_line, changed[:_NAMED])) + more
        raise GeoDataError(f"{named}: not as in the last commit; commit or put away first, so that git can undo this")


def _uncommitted(folder: DataFolder) -> Iterator[str]:
    git = shutil.which("git")
    if git is None:
        return
    files = [folder.path, *edition_files(read_edition(folder.edition), folder)]
    call = [git, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *map(str, files)]
    done = subprocess.run(call, cwd=folder.path, capture_output=True, check=False)  # noqa: S603 - our own words alone
    if done.returncode == 0:
        yield from (line[3:] for line in done.stdout.decode("utf-8", "replace").split("\0") if line)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _whole_version(text: str) -> tuple[int, ...]:
    """Give the numbers of a version in a file, which may be any text; of what is none, no number."""
    return _numbers(text) if re.fullmatch(r"[0-9]+(?:\.[0-9]+){2}", text) else ()


def _version(text: str) -> str:
    if not VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a version; write three numbers, as in 2.1.0')
    return text


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write one such as 2026-11-22') from None


COMMAND = Command(
    "release",
    "make an edition: version, date, counts, change log from data/changes, and a kept copy of the layer",
    ("release 10.0.0", "release 10.0.0 --date 2100-01-31"),
    _declare,
    _run,
)
