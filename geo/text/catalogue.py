"""The catalogue of messages: every label and sentence by its key, and over it the words of a subject."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum, auto
from functools import cache, reduce
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

__all__ = ["PLAIN", "Catalogue", "Forms", "Plural", "languages"]

_MESSAGES = Path(__file__).parent / "messages"

Forms = str | dict[str, str]
"""A message: text, or texts by plural category (CLDR)."""


class Plural(StrEnum):
    """The plural categories of CLDR; the last is the one that every language has."""

    ZERO = auto()
    ONE = auto()
    TWO = auto()
    FEW = auto()
    MANY = auto()
    OTHER = auto()


class Catalogue:
    """The messages of every subject, with one subject's own words over them.

    The browser does the same with the same files (``geo/web/model/phrases.js``).

    Parameters
    ----------
    own : mapping of str to mapping of str to Forms, optional
        A subject's words: by the BCP 47 code of their language, by key.
    """

    __slots__ = ("_own",)

    def __init__(self, own: Mapping[str, Mapping[str, Forms]] | None = None) -> None:
        self._own = {lang: dict(words) for lang, words in (own or {}).items()}

    def messages(self, lang: str = "en") -> dict[str, Forms]:
        """Give all messages of a language by key."""
        return {**_catalogue(lang), **self._own.get(lang, {})}

    def message(self, key: str, lang: str = "en", **values: Any) -> str:
        """Give a message.

        Parameters
        ----------
        key : str
            As in ``messages/en.json``, or in the subject's own ``text/en.json``.
        lang : str
            BCP 47 code of a language that has a file there.
        **values
            What stands in its braces. `count`, a whole number, chooses among plural forms by the rules of CLDR, and
            stands in its braces with the language's grouping of digits.

        Raises
        ------
        KeyError
            If there is no such message, or one that counts has no `count`.

        Examples
        --------
        >>> PLAIN.message("field.lasted.words", value=5)
        'an honoured name is known to have lasted at least 5 years'
        >>> Catalogue({"en": {"towns": {"one": "{count} town", "other": "{count} towns"}}}).message("towns", count=1200)
        '1,200 towns'
        """
        own = self._own.get(lang, {})
        found = own[key] if key in own else _catalogue(lang)[key]
        locale = _locale(lang)
        text = found if isinstance(found, str) else found.get(locale.plural_form(values["count"]), found[Plural.OTHER])
        if "count" in values:
            values["count"] = format_decimal(values["count"], locale=locale)
        return text.format(**values)

    def joined(self, key: str, parts: Iterable[str], lang: str = "en") -> str:
        """Join texts two by two with a message that puts `one` and `other` together; empty for none.

        Examples
        --------
        >>> PLAIN.joined("filter.or", ["AM", "GE", "UA"])
        'AM or GE or UA'
        """
        first, *others = [*parts] or [""]
        return reduce(lambda one, other: self.message(key, lang, one=one, other=other), others, first)

    def has(self, key: str, lang: str = "en") -> bool:
        """Say whether there is a message of that key."""
        return key in self._own.get(lang, {}) or key in _catalogue(lang)

    def word(self, of: str, code: str, lang: str = "en") -> str:
        """Give the word for a code of the data, under a key in which ``_`` stands for a space.

        A code without a word stands for itself.

        Examples
        --------
        >>> Catalogue({"en": {"web.option.kind.water": "lake or reservoir"}}).word("web.option.kind", "water")
        'lake or reservoir'
        >>> PLAIN.word("web.option.kind", "water"), PLAIN.word("web.option.replaced", "gone")
        ('water', 'dissolved, merged or taken down')
        """
        key = f"{of}.{code.replace(' ', '_')}"
        return self.message(key, lang) if self.has(key, lang) else code


PLAIN = Catalogue()
"""The messages of every subject, with no subject's words."""


def languages() -> list[str]:
    """Give the languages that have a file of messages, English first."""
    return sorted((path.stem for path in _MESSAGES.glob("*.json")), key=lambda lang: (lang != "en", lang))


@cache
def _catalogue(lang: str) -> dict[str, Forms]:
    path = _MESSAGES / f"{lang}.json"
    messages: dict[str, Forms] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return messages


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang, sep="-")
