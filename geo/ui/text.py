"""Showing values from the data as text where Streamlit would read Markdown."""

from __future__ import annotations

import re

__all__ = ["plain", "shorten", "without_icons"]

_MARKS = frozenset("\\`*_{}[]()#+-.!|<>~:$&")
_JOINER = "\u2060"
"""Word joiner: nothing to be seen, and no place to break a line."""
_READ_ANYHOW = re.compile(r"(?<=:)(?=[^\s\d])|(?<=[-<>~])(?=[-<>=])|(?<=www)(?=\.)|(?<=@)(?=\S)", re.IGNORECASE)
"""Where a joiner keeps what Streamlit's page looks for after escapes are gone: codes of icons (``:material/map:``),
arrows and other signs in plain letters (``->``), addresses of pages and of people."""
_ICON = re.compile(r":(?=material/|streamlit\b)")


def plain(text: str) -> str:
    r"""Escape whatever Streamlit's Markdown could read as markup, and part what it reads though it is escaped.

    Examples
    --------
    >>> plain("<b>*x*</b>")
    '\\<b\\>\\*x\\*\\</b\\>'
    >>> plain(":material/map:")
    '\\:\u2060material/map\\:'
    """
    parted = _READ_ANYHOW.sub(_JOINER, text)
    return "".join(f"\\{character}" if character in _MARKS else character for character in parted)


def without_icons(markdown: str) -> str:
    r"""Part the codes of icons in Markdown that has none of its own.

    Examples
    --------
    >>> without_icons("**:material/map:**")
    '**:\u2060material/map:**'
    """
    return _ICON.sub(f":{_JOINER}", markdown)


def shorten(text: str, most: int = 80) -> str:
    """Cut what is longer than a line, leaving its beginning and its end.

    Examples
    --------
    >>> shorten('year "' + 5000 * "1" + '" is not a year', 30)
    'year "1111111 … is not a year'
    """
    half = (most - 3) // 2
    return text if len(text) <= most else f"{text[:half]} … {text[-half:].lstrip()}"
