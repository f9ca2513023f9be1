"""Showing values from the data as text where Streamlit would read Markdown."""

from __future__ import annotations

__all__ = ["plain"]

_MARKS = frozenset("\\`*_{}[]()#+-.!|<>~:$&")


def plain(text: str) -> str:
    r"""Escape whatever Streamlit's Markdown could read as markup.

    Examples
    --------
    >>> plain("<b>*x*</b>")
    '\\<b\\>\\*x\\*\\</b\\>'
    """
    return "".join(f"\\{character}" if character in _MARKS else character for character in text)
