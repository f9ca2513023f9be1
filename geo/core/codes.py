"""Codes that stand where a standard has none."""

from __future__ import annotations

__all__ = ["KOSOVO"]

KOSOVO = "XK"
"""Kosovo, which has no code of ISO 3166-1: of those that are left to users."""
