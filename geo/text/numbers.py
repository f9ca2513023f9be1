"""Numbers as a language writes them, by the rules of CLDR."""

from __future__ import annotations

from babel.numbers import format_decimal, format_percent

__all__ = ["decimal", "percent"]


def decimal(number: float, digits: int = 0, lang: str = "en") -> str:
    """Write a number with so many digits behind its point, grouped.

    Examples
    --------
    >>> decimal(1234.56, 1), decimal(1234.56, 1, "de"), decimal(0.8)
    ('1,234.6', '1.234,6', '1')
    """
    pattern = f"#,##0.{digits * '0'}" if digits else "#,##0"
    words: str = format_decimal(number, format=pattern, locale=lang.replace("-", "_"))
    return words


def percent(share: float, lang: str = "en") -> str:
    """Write a share in whole per cent.

    Examples
    --------
    >>> percent(0.62), percent(1)
    ('62%', '100%')
    """
    words: str = format_percent(share, locale=lang.replace("-", "_"))
    return words
