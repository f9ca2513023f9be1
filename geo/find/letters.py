"""Names made comparable: any script in plain letters, and the spellings of one sound made one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

__all__ = ["Folded", "Letters", "letters_of", "sound_of"]

_ALPHABETS = (
    (0x00C0, 0x024F), (0x0370, 0x058F), (0x0590, 0x06FF), (0x10A0, 0x10FF), (0x1E00, 0x1EFF),
)  # fmt: skip
"""Latin with marks, Greek, Cyrillic and Armenian, Hebrew and Arabic, Georgian."""
_OTHERWISE = {"ъ": "a"}
"""What anyascii writes otherwise than the romanisations in use: Bulgarian ъ."""
_ARMENIAN_U = "ու"
_APOSTROPHES = re.compile(r"['`´‘’ʹʺʼʻ՚]")
_LEAST, _LONGEST = 2, 300
_BLANKS = re.compile("[\t-\r \u00a0\u2000-\u200a\u3000]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FIRST_HAN, _LAST_HAN, _BIG5_SECOND = 0x4E00, 0x9FFF, b"\xc7"
_SOUNDS = {
    "chr": "hr", "schtsch": "s", "shch": "s", "szcz": "s", "sch": "s", "sh": "s", "sz": "s",
    "tsch": "c", "tch": "c", "ch": "c", "cz": "c", "ts": "c", "tz": "c",
    "zh": "z", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ck": "k", "ye": "e", "yo": "e",
    "ae": "a", "oe": "o", "ue": "u", "ou": "u", "x": "ks", "w": "v", "y": "i", "j": "i", "q": "k",
}  # fmt: skip
_SPELLINGS = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLES = re.compile(r"([a-z])\1+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable.

    Attributes
    ----------
    written, literal : str
        As written; in lower case.
    words, sounds : tuple of str
        In plain letters (a-z, 0-9); with the spellings of one sound made one.
    plain, sound : str
        The words; their sounds.
    joined, joined_sound : str
        The same without spaces.
    """

    written: str
    literal: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    plain: str
    sound: str
    joined: str
    joined_sound: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that are known, each with what it is in plain ones; made by :func:`letters_of`.

    Attributes
    ----------
    romans : mapping of str to str
        By a letter in lower case, without marks: letters a to z, digits and blanks. A letter that is not among them
        counts as none, a Han character as itself.
    """

    romans: Mapping[str, str]

    def fold(self, text: str) -> Folded:
        """Make a text comparable."""
        written = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
        words = tuple(self._words(written))
        sounds = tuple(sound_of(word) for word in words)
        literal = written.lower().replace("ß", "ss")
        return Folded(
            written, literal, words, sounds, " ".join(words), " ".join(sounds), "".join(words), "".join(sounds)
        )

    def apart(self, names: Iterable[str]) -> list[str]:
        """Give of the names of one sound the first."""
        first: dict[str, str] = {}
        for name in names:
            first.setdefault(self.fold(name).joined_sound, name)
        return list(first.values())

    def asked(self, text: str) -> Folded | None:
        """Make a text comparable that somebody typed.

        Returns
        -------
        Folded or None
            None if it has fewer than two letters or digits, or is longer than any name.
        """
        text = _BLANKS.sub(" ", text).strip(" ")
        if len(text) > _LONGEST or sum(character.isalnum() for character in text) < _LEAST:
            return None
        folded = self.fold(text)
        return folded if len(folded.joined) >= _LEAST else None

    def _words(self, text: str) -> list[str]:
        """Split a text into words of a-z and 0-9; each Han character is a word."""
        bare = _APOSTROPHES.sub("", _bare(text)).replace(_ARMENIAN_U, "u")
        return "".join(map(self._roman, bare)).split()

    def _roman(self, character: str) -> str:
        if character.isascii():
            return character if character.isalnum() else " "
        if _HAN.match(character):
            return f" {self.romans.get(character, character)} "
        return self.romans.get(character, "") if character.isalnum() else " "


def letters_of(texts: Iterable[str], variants_of: Iterable[str] = ()) -> Letters:
    """Give the letters of the alphabets that the data have, and what other characters stand in texts of the data.

    Parameters
    ----------
    texts : iterable of str
        Names of the data: of what is no alphabet, such as Han, the characters in them are known and no others.
    variants_of : iterable of str
        Some of these names: of their Han characters traditional and simplified forms are known, too.
    """
    more = {character for text in texts for character in _bare(text) if not character.isascii()}
    sounds = set(_romans({character for text in variants_of for character in text if _HAN.match(character)}).values())
    variants = {character: roman for character, roman in _han_of_one_side().items() if roman in sounds}
    return Letters(_alphabets() | variants | _romans(more))


def sound_of(word: str) -> str:
    """Make the spellings of one sound in a word of plain letters one: ``shch``, ``sch`` and ``sz`` are ``s``."""
    return _DOUBLES.sub(r"\1", _SPELLINGS.sub(lambda found: _SOUNDS[found[0]], word))


def _bare(text: str) -> str:
    """Take a text apart into letters in lower case without marks."""
    bare = unicodedata.normalize("NFKD", text).lower()
    return "".join(character for character in bare if not unicodedata.category(character).startswith("M"))


@cache
def _alphabets() -> dict[str, str]:
    return _romans(set(map(chr, (code for first, last in _ALPHABETS for code in range(first, last + 1)))))


@cache
def _han_of_one_side() -> dict[str, str]:
    """Give the common Han characters that are written only in simplified Chinese, or only in traditional.

    Those are the ones that one of the national character sets has (GB 2312; the first level of Big5) and the other not.
    """
    han = map(chr, range(_FIRST_HAN, _LAST_HAN + 1))
    return _romans({one for one in han if bool(_bytes(one, "gb2312")) != (b"" < _bytes(one, "big5") < _BIG5_SECOND)})


def _bytes(character: str, encoding: str) -> bytes:
    return character.encode(encoding, "ignore")


def _romans(characters: set[str]) -> dict[str, str]:
    """Give those characters that are letters or digits by themselves, with what anyascii writes for them."""
    whole = sorted(one for one in characters if one.isalnum() and _bare(one) == one)
    found = {one: _OTHERWISE.get(one) or _plain(anyascii(one)) for one in whole}
    return {one: roman for one, roman in found.items() if roman}


def _plain(roman: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", roman.replace("'", "").lower())
