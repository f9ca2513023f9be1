"""Codes of countries and languages: which there are, and which one was most likely meant.

The lists are those of the Unicode CLDR, as the package ``babel`` carries them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global

from geo.core.characters import letters

__all__ = ["country_meant", "language_fault", "script_fault"]

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
)
"""A language tag as BCP 47 (RFC 5646) writes it: language, script, region, variants."""
_SCRIPTS: dict[str, frozenset[str]] = {
    "Latn": frozenset({"Latin"}), "Cyrl": frozenset({"Cyrillic"}), "Geor": frozenset({"Georgian"}),
    "Armn": frozenset({"Armenian"}), "Arab": frozenset({"Arabic"}), "Grek": frozenset({"Greek"}),
    "Hebr": frozenset({"Hebrew"}), "Hans": frozenset({"Chinese"}), "Hant": frozenset({"Chinese"}),
    "Jpan": frozenset({"Chinese", "Hiragana", "Katakana"}), "Kore": frozenset({"Hangul", "Chinese"}),
    "Deva": frozenset({"Devanagari"}), "Ethi": frozenset({"Ethiopic"}), "Thai": frozenset({"Thai"}),
    "Mong": frozenset({"Mongolian"}),
}  # fmt: skip
"""Scripts by ISO 15924, as the letters of their names are called in Unicode."""
_SEVERAL_SCRIPTS = frozenset(
    {"az", "ba", "bs", "crh", "kaa", "kk", "ku", "ky", "mn", "ro", "sr", "tg", "tk", "tt", "ug", "uz"}
)
"""Languages that were written in more than one script in the 20th century; their code alone says not in which."""


@cache
def _names(kind: str) -> dict[str, str]:
    """Give English names by code, of the ``languages`` or ``territories``."""
    found: dict[str, str] = dict(getattr(Locale("en"), kind))
    return found


@cache
def _by_name(kind: str) -> dict[str, str]:
    return {name.casefold(): code for code, name in _names(kind).items()}


def country_meant(text: str) -> str | None:
    """Give the code of the country of today that was most likely meant by what is none.

    Parameters
    ----------
    text : str
        A former code, a code of three letters, one in small letters, an English name.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2; of a state that fell apart several, joined by " or ".

    Examples
    --------
    >>> country_meant("UK"), country_meant("ge"), country_meant("Georgia"), country_meant("CS"), country_meant("?")
    ('GB', 'GE', 'GE', 'CZ or SK', None)
    """
    code = text.strip().upper()
    if code in _OFTEN:
        return _OFTEN[code]
    aliases: Mapping[str, Any] = get_global("territory_aliases")
    if code in aliases:
        heirs: list[str] = aliases[code]
        return " or ".join(heirs) if len(heirs) < 4 else f"{heirs[0]} or another of its successors"
    if len(code) == 2 and code in _names("territories"):
        return code
    return _by_name("territories").get(text.strip().casefold())


_OFTEN = {
    "CS": "CZ or SK", "CSR": "CZ or SK", "CSSR": "CZ or SK", "USSR": "RU or another of its successors",
    "GDR": "DE", "FRG": "DE", "EN": "GB", "XX": None, "ZZ": None, "RSFSR": "RU",
}  # fmt: skip
"""What editors write for states that are gone, where CLDR has another state or none by that code."""


def language_fault(code: str, country: str | None = None) -> str | None:
    """Say what is wrong with the code of a language, or None if it is one.

    Parameters
    ----------
    code : str
        BCP 47.
    country : str, optional
        ISO 3166-1 alpha-2: where a code of two letters is this country's, not its language's, that is said.

    Examples
    --------
    >>> language_fault("ge")
    '"ge" is not the code of a language; did you mean "ka" (Georgian)?'
    >>> language_fault("rus"), language_fault("sr-Latn")
    ('"rus" is not the code of a language; did you mean "ru" (Russian)?', None)
    """
    found = _TAG.fullmatch(code)
    meant = _language_meant(code)
    if not found or not _is_language(found["language"]):
        remedy = f"did you mean {_in_words(meant)}?" if meant else "write its BCP 47 code, as in ru, ka or sr-Latn"
        return f'"{code[:40]}" is not the code of a language; {remedy}'
    spoken = _of_country(code) if len(code) == 2 and code.upper() == country else None
    if spoken and spoken != code:
        named = _names("languages").get(code, code)
        return f'"{code}" is the country, and {named} as a language; did you mean {_in_words(spoken)}?'
    return None


def _is_language(code: str) -> bool:
    """Tell whether a code is a language's; of one with two letters that of three is none in BCP 47."""
    if len(code) == 2:
        return code in _names("languages") or code in get_global("likely_subtags")
    return code in _names("languages") and code not in get_global("language_aliases")


def script_fault(name: str, code: str) -> str | None:
    """Say that a name is not in the script of its language, or None if it is.

    Parameters
    ----------
    name : str
    code : str
        BCP 47, a sound one.

    Examples
    --------
    >>> script_fault("Stalinisi", "ka")
    'is in Latin letters, but Georgian is written in Georgian ones; write it so, or take both keys out'
    """
    language, *rest = code.split("-")
    script = next((part for part in rest if part.istitle() and len(part) == 4), None)
    if script is None and language in _SEVERAL_SCRIPTS:
        return None
    expected = _SCRIPTS.get(script or _likely(language, 1) or "")
    written = letters(name)
    if expected is None or not written or written & expected:
        return None
    named, proper = _names("languages").get(language, language), " or ".join(sorted(expected))
    return (
        f"is in {' and '.join(sorted(written))} letters, but {named} is written in {proper} ones; "
        "write it so, or take both keys out"
    )


def _in_words(code: str) -> str:
    return f'"{code}" ({_names("languages").get(code.partition("-")[0], code)})'


def _language_meant(text: str) -> str | None:
    """Guess the language by a code of three letters, a country, a name in English, or a code not written as it is."""
    plain = re.sub(r"[\s_]+", "-", text.strip())
    first, *rest = plain.casefold().split("-")
    aliases: Mapping[str, str] = get_global("language_aliases")
    language = aliases.get(first) or (first if first in _names("languages") else None)
    if language:
        rest = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest]
        better = "-".join([language, *rest])
        return better if better != text and _TAG.fullmatch(better) else language if language != text else None
    return _by_name("languages").get(text.strip().casefold()) or (_of_country(first) if len(first) == 2 else None)


def _of_country(code: str) -> str | None:
    """Give the language of a country: one that is called as it is, else the likely one."""
    meant = country_meant(code)
    if not meant:
        return None
    own, names = _names("territories").get(meant, ""), _names("languages")
    spoken = get_global("territory_languages").get(meant, {})
    called_alike = [language for language in spoken if names.get(language, "")[:4] == own[:4]]
    return called_alike[0] if called_alike else _likely(f"und_{meant}", 0)


def _likely(key: str, part: int) -> str | None:
    """Give a part of a likely tag of CLDR: language 0, script 1, region 2."""
    found: str | None = get_global("likely_subtags").get(key)
    return found.split("_")[part] if found else None
