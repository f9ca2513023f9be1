"""Rules on the pages behind the sources: that one stands there once, and what repeats what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from geo.records.checks.problem import Context
from geo.records.model import Record
from geo.records.sources import is_web_address

__all__ = ["derivations", "page_of", "pages"]

_VIEW = {
    "oldid",
    "action",
    "diff",
    "curid",
    "useskin",
    "mobileaction",
    "amp",
    "fbclid",
    "replytocom",
    "from",
    "veaction",
}
"""Parameters that say how a page is looked at, or which old state of it, not which page it is."""


def page_of(url: str) -> str:
    """Give what two addresses of one page have in common.

    Parameters
    ----------
    url : str
        An http(s) address.

    Returns
    -------
    str
        Host and path without scheme, ``www``, the marks of mobile views and accelerated pages, old versions, escapes
        and a closing slash.

    Examples
    --------
    >>> page_of("http://ru.m.wikipedia.org/wiki/%D0%A5%D0%B0%D1%88%D1%83%D1%80%D0%B8?oldid=12")
    'ru.wikipedia.org/wiki/Хашури'
    >>> page_of("https://www.example.com/news/7/amp/") == page_of("https://m.example.com/news/7")
    True
    """
    parts = urlsplit(url)
    host = re.sub(r"^(?:www|m|mobile|amp)\.|(?<=\.)m\.", "", (parts.hostname or "").rstrip("."))
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in _VIEW]
    path = parts.path
    if path.endswith("/index.php") and dict(query).get("title"):
        path = f"/wiki/{dict(query)['title']}"
        query = [(key, value) for key, value in query if key != "title"]
    path = re.sub(r"^/amp(?=/)|/amp/?$|/$", "", unquote(path).replace(" ", "_"))
    asked = "&".join(f"{key}={value}" for key, value in sorted(query))
    return f"{host}{path.rstrip('/')}{'?' if asked else ''}{asked}"


def pages(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """One page stands under one key, whatever way it is looked at."""
    first: dict[str, str] = {}
    for key, source in record.sources.items():
        if not is_web_address(source.url):
            continue
        other = first.setdefault(page_of(source.url), key)
        if other != key:
            yield f"sources.{key}", f'is the same page as "{other}"; keep one of the two'


def derivations(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A source that repeats another names one that is there, and none repeats itself by a detour."""
    for key, source in record.sources.items():
        if source.derived_from is None:
            continue
        if source.derived_from == key or source.derived_from not in record.sources:
            yield (
                f"sources.{key}.derived_from",
                f'names "{source.derived_from}", but there is no such other source in `sources`',
            )
            continue
        seen, last = {key}, source.derived_from
        while last in record.sources and last not in seen:
            seen.add(last)
            last = record.sources[last].derived_from or ""
        if last == key:
            yield f"sources.{key}.derived_from", "comes back to the source itself; say which of them came first"
