"""Which characters a text of the data may hold, and how an editor is told of one that it may not."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["faults", "foreign_letter", "letters", "mixed_word", "named", "script_of"]

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that draw nothing though Unicode counts them among letters, marks or symbols."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows (Unicode Standard Annex 9)."""
_JOINERS = frozenset("\u200c\u200d")
"""Joiners belong to the spelling of Persian and of Indic scripts, and there alone."""
_JOINED_SCRIPTS = frozenset({"Arabic", "Devanagari", "Bengali", "Malayalam", "Sinhala", "Mongolian"})
_SPACE_WORDS = {"\u00a0": "a no-break space", "\u202f": "a narrow no-break space", "\t": "a tab"}
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_WIKI = re.compile(r"\[\[|\]\]|'''|\{\{|\}\}|\*\*|\]\(https?:")
_PLAIN = re.compile(r"[ !-%'-);-;=?-Z\\^-z~*+,./0-9:-]+")
_SCRIPT_WORDS = {"Cjk": "Chinese", "Modifier": "Latin"}


def named(char: str) -> str:
    r"""Name a character as Unicode does.

    Examples
    --------
    >>> named("\u0430"), named("\x07")
    ('U+0430 CYRILLIC SMALL LETTER A', 'U+0007 control character')
    """
    kind = "control character" if unicodedata.category(char) == "Cc" else "unnamed character"
    return f"U+{ord(char):04X} {unicodedata.name(char, kind)}"


def script_of(char: str) -> str | None:
    """Name the script of a letter by the first word of its Unicode name, or None of what is no letter.

    Examples
    --------
    >>> script_of("a"), script_of("ა"), script_of("7")
    ('Latin', 'Georgian', None)
    """
    if not unicodedata.category(char).startswith("L"):
        return None
    word = unicodedata.name(char, "unknown").split()[0].capitalize()
    return _SCRIPT_WORDS.get(word, word)


def letters(text: str) -> set[str]:
    """Give the scripts of a text's letters."""
    return {script for char in text if (script := script_of(char))}


def foreign_letter(text: str, remedy: str = "write it with a Latin letter") -> str | None:
    r"""Say which letter of a Latin text is of another script, or None if none is.

    Examples
    --------
    >>> foreign_letter("St\u0430linisi")
    'has the Cyrillic letter "а" as its letter 3 (U+0430 CYRILLIC SMALL LETTER A); write it with a Latin letter'
    """
    if text.isascii():
        return None
    found = [(place, char) for place, char in enumerate(text, 1) if script_of(char) not in (None, "Latin")]
    if not found:
        return None
    place, char = found[0]
    script = script_of(char)
    if "Latin" not in letters(text):
        return f"is in {script} letters (it begins with {named(char)}); write it in Latin letters"
    return f'has the {script} letter "{char}" as its letter {place} ({named(char)}); {remedy}'


def mixed_word(text: str) -> str | None:
    r"""Say which word of a text mixes Latin letters with those of another script: a look-alike was typed.

    Examples
    --------
    >>> mixed_word("in T\u043filisi")
    'has letters of two scripts in the word "Tпilisi": U+043F CYRILLIC SMALL LETTER PE; write it in one'
    """
    if text.isascii():
        return None
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = letters(word)
        if len(scripts) > 1 and "Latin" in scripts:
            few = min(scripts, key=lambda one: sum(script_of(char) == one for char in word))
            char = next(char for char in word if script_of(char) == few)
            return f'has letters of two scripts in the word "{word[:40]}": {named(char)}; write it in one'
    return None


def faults(text: str) -> Iterator[str]:
    """Say everything that a text has in it and may not have, each with its remedy.

    Parameters
    ----------
    text : str
        A text of one line for people: a name, a note, a title.

    Yields
    ------
    str
        Continues a sentence that begins with the field's name.
    """
    if not text.strip():
        yield "is blank; write the text, or take the key out"
        return
    if text.strip(". …") == "" or text.strip("?") == "":
        yield f'"{text[:20]}" is still to be filled in; write the text, or take the key out where it may be left out'
        return
    if _PLAIN.fullmatch(text) and text.strip() == text and "  " not in text and not _WIKI.search(text):
        return
    yield from _odd(text)
    yield from _markup(text)
    if unicodedata.normalize("NFC", text) != text:
        yield 'has letters and their accents as two characters; write "é" and the like as one (Unicode NFC)'


def _odd(text: str) -> Iterator[str]:
    """Say which spaces, breaks and unseen characters a text has, each kind once."""
    if text[0].isspace() or text[-1].isspace():
        char = text[0] if text[0].isspace() else text[-1]
        kind = "a line break" if char in _BREAKS else "a space" if char == " " else _SPACE_WORDS.get(char, named(char))
        yield f"{'begins' if text[0].isspace() else 'ends'} with {kind}; take it out"
    inside, seen = text.strip(), set[str]()
    if "  " in inside:
        yield "has two spaces side by side; leave one"
    for place, char in enumerate(inside):
        fault = _odd_character(char, inside[max(place - 1, 0) : place])
        if fault and fault not in seen:
            seen.add(fault)
            yield fault


def _odd_character(char: str, before: str) -> str | None:
    if char in _BREAKS:
        return f"has a line break ({named(char)}) in it; write it on one line"
    if char in _TURNING:
        return f"has {named(char)} in it, which turns the direction of what follows; take it out"
    if char in _JOINERS and before and script_of(before) in _JOINED_SCRIPTS:
        return None
    if char == "\ufffd":
        return "has U+FFFD REPLACEMENT CHARACTER in it, where a letter was lost; write the letter"
    return _space_or_unseen(char)


def _space_or_unseen(char: str) -> str | None:
    category = unicodedata.category(char)
    if char != " " and category in ("Zs", "Cc") and char.isspace():
        return f"has {_SPACE_WORDS.get(char, named(char))} ({named(char)}) in it; write a plain space"
    if category[0] == "C" or char in _UNSEEN or unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return f"has {named(char)} in it, which cannot be seen; take it out"
    return None


def _markup(text: str) -> Iterator[str]:
    if found := _TAG.search(text):
        yield f'has the tag "{found[0][:40]}" in it; write plain text, without markup'
    if found := _ENTITY.search(text):
        plain = html.unescape(found[0])
        yield f'has "{found[0]}" in it; write plain text: {plain if plain.isprintable() else "the character itself"}'
    if found := _WIKI.search(text):
        yield f'has the markup "{found[0]}" in it; write plain text'
