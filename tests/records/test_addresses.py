"""Which addresses others can open, which of them are one page, and what repeats what."""

from __future__ import annotations

import pytest

from geo.records.checks.addresses import page_of
from geo.records.sources import independent, opens_elsewhere, originals
from tests.samples import record

COPY = {"url": "https://copy.example.net/x", "title": "A copy", "publisher": "Copy", "derived_from": "paper"}


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/a", "http://localhost.:80/a", "http://127.0.0.1/", "http://[::1]/", "http://192.168.1.4/a",
        "http://intranet/a", "http://server.local/", "http://a.test/", "http://a.com:0/", "http://a.com:65536/",
        "http://a.com:port/",
    ],
)  # fmt: skip
def test_an_address_of_one_machine_or_of_no_port_is_nobody_elses(url: str) -> None:
    assert not opens_elsewhere(url)


@pytest.mark.parametrize(
    "url", ["https://a.com/", "http://a.com:8080/b", "http://91.228.152.244/forum", "http://а.рф/"]
)
def test_a_public_address_opens_elsewhere(url: str) -> None:
    assert opens_elsewhere(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://ru.wikipedia.org/wiki/Хашури", "http://ru.m.wikipedia.org/wiki/%D0%A5%D0%B0%D1%88%D1%83%D1%80%D0%B8"),
        ("https://de.wikipedia.org/wiki/Gori", "https://de.wikipedia.org/w/index.php?title=Gori&oldid=5"),
        ("https://de.wikipedia.org/wiki/New_Gori", "https://de.wikipedia.org/wiki/New%20Gori#History"),
        ("https://www.example.com/news/7", "http://example.com./news/7/amp/"),
        ("https://www.example.com/news/7", "https://m.example.com/amp/news/7"),
        ("https://example.com/a?id=7", "https://example.com/a/?id=7&fbclid=x"),
    ],
)
def test_two_views_of_a_page_are_one_page(one: str, other: str) -> None:
    assert page_of(one) == page_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://ru.wikipedia.org/wiki/Gori", "https://de.wikipedia.org/wiki/Gori"),
        ("https://example.com/a?id=7", "https://example.com/a?id=8"),
        ("https://example.com/amp", "https://example.com/lamp"),
    ],
)
def test_two_pages_are_two(one: str, other: str) -> None:
    assert page_of(one) != page_of(other)


def test_a_copy_counts_as_what_it_copies() -> None:
    both = record(sources={"copy": COPY, "paper": record().sources["paper"].model_dump()})
    assert independent(both.sources.values()) == 2
    assert independent(originals(both, both.sources)) == 1


def test_two_copies_of_a_page_that_is_not_named_itself_count_once() -> None:
    sources = {"copy": COPY, "second": {**COPY, "url": "https://two.example.org/x", "publisher": "Second"}}
    both = record(sources={**sources, "paper": record().sources["paper"].model_dump()})
    assert [source.title for source in originals(both, ["copy", "second"])] == ["A paper"]


def test_a_circle_of_copies_ends() -> None:
    sources = {"copy": COPY, "paper": {**record().sources["paper"].model_dump(), "derived_from": "copy"}}
    assert len(originals(record(sources=sources), ["copy", "nobody"])) == 1
