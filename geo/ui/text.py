"""Showing values from the data as text where Streamlit would read Markdown."""

from __future__ import annotations

__all__ = ["plain", "shorten"]

_MARKS = frozenset("\\`*_{}[]()#+-.!|<>~:$&")


def plain(text: str) -> str:
    r"""Escape whatever Streamlit's Markdown could read as markup.

    Examples
    --------
    >>> plain("<b>*x*</b>")
    '\\<b\\>\\*x\\*\\</b\\>'
    """
    return "".join(f"\\{character}" if character in _MARKS else character for character in text)


def shorten(text: str, most: int = 80) -> str:
    """Cut what is longer than a line, leaving its beginning and its end.

    Examples
    --------
    >>> shorten('year "' + 5000 * "1" + '" is not a year', 30)
    'year "1111111 … is not a year'
    """
    half = (most - 3) // 2
    return text if len(text) <= most else f"{text[:half]} … {text[-half:].lstrip()}"
