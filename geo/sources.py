"""Which addresses may be cited, and when two sources are independent of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import tldextract

from geo.records import Record, Source

__all__ = [
    "MIRRORS", "independent", "is_mirror", "is_web_address", "originals", "registered_domain", "sources_of_dates",
]  # fmt: skip

MIRRORS = frozenset({
    "alchetron.com", "academic.ru", "alphapedia.ru", "artikel.siakadpt.com", "city-of-brides.com", "dbpedia.org",
    "de-academic.com", "deacademic.com", "en-academic.com", "encyclopaedia.wiki", "everybodywiki.com", "hmong.es",
    "hmong.wiki", "infogalactic.com", "jakami.de", "kampuspedia.com", "kiwix.org", "knowledgr.com", "leparisien.fr",
    "liquisearch.com", "mgwiki.top", "perceptio.com", "perceptioes.com", "perceptiopt.com", "perceptioro.com",
    "piglix.com", "rallypoint.com", "ru-wiki.ru", "second.wiki", "siakadpt.com", "sputnik8.com", "studentb.eu",
    "unionpedia.org", "upcscavenger.com", "wafarin.com", "web.archive.org", "wiki-gateway.eu", "wiki-org.ru",
    "wiki2.org", "wiki2.info", "wiki7.org", "wikibrief.org", "wikimili.com", "wikipedia-on-ipfs.org", "wikipedia.su",
    "wikipedia.tel", "wikireading.ru", "wikiwand.com", "wikizero.com", "wonilvalve.com", "yandex.net",
    "710302.xyz", "xwiki.ru", "profilpelajar.com", "memim.com", "ecoprog.ru", "mlin.store", "okkkkk.ru", "hmong.ru",
    "wiki.li", "frwiki.wiki", "russianwiki.com", "ewikibg.top", "wikisort.ru", "wikial.top", "kampedia.ru",
    "bioreference.net", "dweb.link", "fu-lab.ru", "classicistranieri.com", "theinfolist.com", "sagapedia.com",
    "readablecard.com", "vvvay.net", "bibliboba.online", "hoho.ws", "cyclowiki.org", "source.sheridancollege.ca",
})  # fmt: skip
_MIRROR_FAMILY = re.compile(r"perceptio[a-z]*\.com|.*wiki[a-z0-9-]*\.(?:top|online|icu|xyz|fyi)")
"""Hosts that copy or translate other people's articles: cite the article, and say in `via` that a copy was read."""

_domain = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def is_web_address(url: str) -> bool:
    """Tell whether an address is http(s), names a host, and could be put into a link as it is."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(url) & set(' <>"`\n\t')
    except ValueError:
        return False


def registered_domain(url: str) -> str:
    """Give the part of an address's host that somebody registered: ``wikipedia.org`` for every language of it."""
    found = _domain(url)
    return found.top_domain_under_public_suffix or found.fqdn or found.domain


def is_mirror(url: str) -> bool:
    """Tell whether an address belongs to a host in :data:`MIRRORS` or has no name at all (a bare IP address)."""
    host = urlsplit(url).hostname or ""
    return (
        registered_domain(url) in MIRRORS
        or _MIRROR_FAMILY.fullmatch(registered_domain(url)) is not None
        or any(host == mirror or host.endswith(f".{mirror}") for mirror in MIRRORS)
        or host.replace(".", "").isdigit()
    )


def independent(sources: Iterable[Source]) -> int:
    """Count the sources that differ from each other in publisher and in registered domain."""
    domains: set[str] = set()
    publishers: set[str] = set()
    count = 0
    for source in sources:
        domain, publisher = registered_domain(source.url), source.publisher.casefold()
        if domain not in domains and publisher not in publishers:
            count += 1
        domains.add(domain)
        publishers.add(publisher)
    return count


def originals(record: Record, keys: Iterable[str]) -> list[Source]:
    """Give the sources behind some keys of a record: in place of one that repeats another, that other.

    Parameters
    ----------
    record : Record
    keys : iterable of str
        Keys of its sources; unknown ones are passed over.

    Returns
    -------
    list of Source
        Without repetition, in the order of the keys; what of them is independent says :func:`independent`.
    """
    firsts = [_first(record, key) for key in keys if key in record.sources]
    return [record.sources[key] for key in dict.fromkeys(firsts)]


def _first(record: Record, key: str) -> str:
    """Follow what a source repeats to the one that came first; a circle ends where it began."""
    seen = {key}
    while (before := record.sources[key].derived_from) in record.sources and before not in seen:
        key = before
        seen.add(key)
    return key


def sources_of_dates(record: Record) -> list[str]:
    """List the keys of the sources that the record's starts, ends and attestations name, without repetition."""
    keys: dict[str, None] = {}
    for period in record.names:
        for key in period.start_sources + period.end_sources:
            keys[key] = None
        for attestation in period.attested:
            keys.update(dict.fromkeys(attestation.sources))
    return list(keys)
