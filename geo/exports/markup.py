"""Pages from templates: text in them stays text, and every word is a message of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.text.catalogue import Catalogue

__all__ = ["rendered", "templates"]

_PLACE = "\ue000"
"""What stands for markup in a message; no data have it."""


def templates(*folders: Path, **how: Any) -> Environment:
    """Give the templates of some folders, of which a name is looked up in the first that has it.

    Parameters
    ----------
    *folders : Path
    **how
        What else jinja's ``Environment`` is made with.
    """
    return Environment(loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, **how)


def rendered(pages: Environment, name: str, text: Catalogue, /, **values: Any) -> str:
    """Write a page.

    Parameters
    ----------
    pages : Environment
        From :func:`templates`.
    name : str
        Of the template.
    text : Catalogue
        The messages, which a template asks for by ``say(key, ...)``, as :meth:`geo.text.catalogue.Catalogue.message`;
        by ``word(of, code)``, as :meth:`geo.text.catalogue.Catalogue.word`; and by ``around(key, place, ...)``, which
        gives the two parts of a message between which the template puts markup in the place of a value.
    **values
        What the template shows.
    """

    def around(key: str, place: str, **others: Any) -> tuple[str, str]:
        before, _, after = text.message(key, **{place: _PLACE}, **others).partition(_PLACE)
        return before, after

    return pages.get_template(name).render(say=text.message, word=text.word, around=around, **values)
