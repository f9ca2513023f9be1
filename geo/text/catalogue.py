"""The catalogue of messages: every label and sentence by its key, with the plural forms of its language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

__all__ = ["has_message", "languages", "message", "messages", "said"]

_MESSAGES = Path(__file__).parent / "messages"

Forms = str | dict[str, str]


def message(key: str, lang: str = "en", **values: Any) -> str:
    """Give a message.

    The browser does the same with the same files (``geo/web/model/phrases.js``).

    Parameters
    ----------
    key : str
        As in ``messages/en.json``.
    lang : str
        BCP 47 code of a language that has a file there.
    **values
        What stands in its braces. `count`, a whole number, chooses among plural forms by the rules of CLDR, and stands
        in its braces with the language's grouping of digits.

    Raises
    ------
    KeyError
        If there is no such message, or one that counts has no `count`.

    Examples
    --------
    >>> message("field.lasted.words", value=5)
    'an honoured name is known to have lasted at least 5 years'
    >>> message("web.sentence.changed", count=1), message("web.sentence.changed", count=1200)
    ('1 name changed', '1,200 names changed')
    """
    return said(_catalogue(lang)[key], lang, **values)


def said(forms: Forms, lang: str, **values: Any) -> str:
    """Fill in a message's text, or the one of its plural forms that `count` chooses; see :func:`message`."""
    locale = _locale(lang)
    text = forms if isinstance(forms, str) else forms.get(locale.plural_form(values["count"]), forms["other"])
    if "count" in values:
        values["count"] = format_decimal(values["count"], locale=locale)
    return text.format(**values)


def has_message(key: str, lang: str = "en") -> bool:
    """Say whether there is a message of that key."""
    return key in _catalogue(lang)


def messages(lang: str = "en") -> dict[str, Forms]:
    """Give the messages of a language by key: text, or texts by plural category (CLDR)."""
    return dict(_catalogue(lang))


def languages() -> list[str]:
    """Give the languages that have a file of messages, English first."""
    return sorted((path.stem for path in _MESSAGES.glob("*.json")), key=lambda lang: (lang != "en", lang))


@cache
def _catalogue(lang: str) -> dict[str, Forms]:
    messages: dict[str, Forms] = json.loads((_MESSAGES / f"{lang}.json").read_text(encoding="utf-8"))
    return messages


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang, sep="-")
