"""The change log of the data, and the notes from which a release makes its entries: one file a change."""

from __future__ import annotations

import re
from pathlib import Path

from geo.core import characters
from geo.core.errors import LayerError, one_line

__all__ = ["GUIDE", "entry", "note_files", "read_note", "with_entry"]

GUIDE = "README.md"
"""Name of the file among the notes that says how to write one."""


def note_files(folder: Path) -> list[Path]:
    """Give the files of the notes in a folder, by name; without a folder there is none.

    Raises
    ------
    LayerError
        If there is something else in it; hidden files are passed over.
    """
    found = [path for path in sorted(folder.glob("*")) if not path.name.startswith(".") and path.name != GUIDE]
    for path in found:
        if path.suffix != ".md" or not path.is_file() or path.is_symlink():
            raise LayerError(f"{folder.name}/{one_line(path.name)} is no note; write notes as files .md")
    return found


def read_note(path: Path) -> str:
    """Read a note as an item of a list in Markdown; one that is itself a list stays as it is.

    Raises
    ------
    LayerError
        If it cannot be read, is empty, has a heading, or a character that cannot be seen.
    """
    where = f"{path.parent.name}/{one_line(path.name)}"
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LayerError(f"{where} cannot be read ({error}); save it as UTF-8") from error
    if not text:
        raise LayerError(f"{where} is empty; say what changed, or take it away")
    lines = [line.rstrip() for line in text.splitlines()]
    if any(re.match(r"#|(?:=+|-+)$", line) for line in lines):
        raise LayerError(f"{where} has a heading; write sentences, or a list")
    for line in lines:
        if odd := next((char for char in line if not char.isprintable()), None):
            raise LayerError(f"{where} has {characters.named(odd)} in it, which cannot be seen; take it out")
    if lines[0].startswith("- "):
        return "\n".join(lines)
    return "- " + "\n".join([lines[0], *(f"  {line}" if line else "" for line in lines[1:])])


def entry(version: str, date: str, notes: list[str], counts: dict[str, int]) -> str:
    """Write what the change log says of a version: its heading, the notes, and the counts.

    Parameters
    ----------
    version, date : str
    notes : list of str
        From :func:`read_note`.
    counts : dict of str to int
        Numbers by what is counted.
    """
    counted = ", ".join(f"{name}: {number}" for name, number in counts.items())
    return "\n".join([f"## {version} ({date})", "", *notes, f"- {counted}", ""])


def with_entry(log: str, new: str) -> str:
    """Put an entry before the newest one of a change log."""
    head, mark, rest = log.partition("\n## ")
    return f"{head.rstrip()}\n\n{new}" + (f"\n{mark.lstrip()}{rest}" if mark else "")
