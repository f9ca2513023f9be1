"""The catalogue of messages: every label and sentence by its key."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["has_message", "message"]

_MESSAGES = Path(__file__).parent / "messages"


def message(key: str, lang: str = "en", **values: Any) -> str:
    """Give a message.

    Parameters
    ----------
    key : str
        As in ``messages/en.json``.
    lang : str
        BCP 47 code of a language that has a file there.
    **values
        What stands in its braces.

    Raises
    ------
    KeyError
        If there is no such message.

    Examples
    --------
    >>> message("field.lasted.words", value=5)
    'an honoured name is known to have lasted at least 5 years'
    """
    return _catalogue(lang)[key].format(**values)


def has_message(key: str, lang: str = "en") -> bool:
    """Say whether there is a message of that key."""
    return key in _catalogue(lang)


@cache
def _catalogue(lang: str) -> dict[str, str]:
    messages: dict[str, str] = json.loads((_MESSAGES / f"{lang}.json").read_text(encoding="utf-8"))
    return messages
