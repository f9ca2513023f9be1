"""Addresses, mirrors and independence."""

from __future__ import annotations

import pytest

from geo.records.model import Source
from geo.records.sources import independent, is_mirror, is_web_address, registered_domain, sources_of_dates
from tests.samples import record


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://ru.wikipedia.org/wiki/Волгоград", True),
        ("http://example.com", True),
        ("javascript:alert(1)", False),
        ("ftp://example.com/a", False),
        ("https://", False),
        ("https://exa mple.com", False),
        ('https://example.com/"onclick=', False),
        ("//example.com", False),
        ("https://[bad", False),
        ("", False),
    ],
)
def test_an_address_is_http_with_a_host(url: str, good: bool) -> None:
    assert is_web_address(url) is good


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://ru.m.wikipedia.org/wiki/A", "wikipedia.org"),
        ("https://www.bbc.co.uk/x", "bbc.co.uk"),
        ("http://127.0.0.1/x", "127.0.0.1"),
    ],
)
def test_the_registered_domain_is_what_somebody_registered(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "mirror"),
    [
        ("https://perceptiode.com/x", True),
        ("https://ru.wikipedia-on-ipfs.org/x", True),
        ("https://source.sheridancollege.ca/x", True),
        ("https://www.sheridancollege.ca/x", False),
        ("http://206.189.44.186/x", True),
        ("https://ru.wikipedia.org/wiki/X", False),
        ("https://wiki.example.org/x", False),
    ],
)
def test_a_mirror_is_known_by_its_host(url: str, mirror: bool) -> None:
    assert is_mirror(url) is mirror


def source(url: str, publisher: str) -> Source:
    return Source(url=url, title="T", publisher=publisher)


def test_two_wikipedias_are_one_source() -> None:
    both = [source("https://ru.wikipedia.org/a", "Wikipedia"), source("https://en.wikipedia.org/b", "Wikipedia")]
    assert independent(both) == 1


def test_independence_needs_another_publisher_and_another_domain() -> None:
    first = source("https://a.com/1", "A")
    assert independent([first, source("https://b.com/1", "A")]) == 1
    assert independent([first, source("https://x.a.com/1", "B")]) == 1
    assert independent([first, source("https://b.com/1", "B")]) == 2


def test_the_sources_of_dates_are_listed_once() -> None:
    assert sources_of_dates(record()) == ["paper", "museum"]
