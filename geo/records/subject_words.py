"""The subject's own words: ``data/text``, one file a language, which stand over the messages of every subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.core.characters import faults as faults_of_text
from geo.core.errors import LayerError, one_line, quoted
from geo.core.files import read_json
from geo.records.shape import meant_among
from geo.records.subject import Subject
from geo.text.catalogue import PLAIN, Catalogue, Plural

__all__ = ["read_words"]

_FIRST = "en"
"""The language that every subject has."""


def read_words(folder: Path, subject: Subject) -> Catalogue:
    """Read the words of a subject.

    Parameters
    ----------
    folder : Path
        ``data/text``, with ``en.json`` and as many other languages as there are.
    subject : Subject
        Says which words are needed: :meth:`Subject.needed_words`.

    Returns
    -------
    Catalogue
        The messages of every subject, with these over them.

    Raises
    ------
    LayerError
        If a file cannot be read, or lacks a word, or has one that nothing asks for; names the file and the key.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.json"))}
    paths.setdefault(_FIRST, folder / f"{_FIRST}.json")
    own: dict[str, dict[str, Any]] = {}
    for lang, path in paths.items():
        name = f"{folder.name}/{path.name}"
        own[lang] = read_json(path, LayerError, name=name)
        found = list(_faults(own[lang], subject))
        if found:
            more = f" ({len(found)} faults in all)" if len(found) > 1 else ""
            raise LayerError(one_line(f"{name}: {found[0]}{more}"))
    return Catalogue(own)


def _faults(words: Any, subject: Subject) -> Iterator[str]:
    if not isinstance(words, dict):
        yield "is not an object; write keys with their words"
        return
    needed, everywhere = subject.needed_words(), PLAIN.messages()
    for key in needed:
        if key not in words:
            yield f'"{key}" is missing; the subject has it in subject.json, so add its words'
    for key, value in words.items():
        if key not in needed and key not in everywhere:
            meant = meant_among(key, [one for one in needed if one not in words])
            yield f"{quoted(key)} is asked for by nothing; " + (f'did you mean "{meant}"?' if meant else "take it out")
        yield from (f"{key} {fault}" for fault in _text_faults(value))


def _text_faults(value: Any) -> Iterator[str]:
    forms = value if isinstance(value, dict) else {Plural.OTHER: value}
    sound = Plural.OTHER in forms and {*forms} <= {*Plural}
    if not sound or not all(isinstance(form, str) and form for form in forms.values()):
        yield f"is {quoted(value)}; write one text in quotes, or a text each for some of {', '.join(Plural)}"
        return
    for form in forms.values():
        yield from faults_of_text(form)
