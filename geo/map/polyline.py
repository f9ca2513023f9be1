"""Integers as text, as developers.google.com/maps/documentation/utilities/polylinealgorithm says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["decoded", "encoded"]


def encoded(numbers: Iterable[int]) -> str:
    """Write integers as text.

    Parameters
    ----------
    numbers : iterable of int

    Returns
    -------
    str
        Of the characters from ``?`` to ``~`` alone.
    """
    return "".join(_written(number) for number in numbers)


def decoded(text: str) -> Iterator[int]:
    """Read integers from text of :func:`encoded`.

    Parameters
    ----------
    text : str

    Yields
    ------
    int
    """
    rest = shift = 0
    for letter in text:
        bits = ord(letter) - 63
        rest |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            yield ~(rest >> 1) if rest & 1 else rest >> 1
            rest = shift = 0


def _written(number: int) -> str:
    rest = number << 1 if number >= 0 else ~(number << 1)
    text = ""
    while rest >= 0x20:
        text += chr((rest & 0x1F | 0x20) + 63)
        rest >>= 5
    return text + chr(rest + 63)
