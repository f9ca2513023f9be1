"""Which addresses may be cited, and when two sources are independent of each other."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

import tldextract

from geo.core.errors import quoted
from geo.records.model import Record, Source

__all__ = [
    "MIRRORS", "address_fault", "independent", "is_mirror", "is_web_address", "opens_elsewhere", "originals",
    "registered_domain", "sources_of_dates",
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
        fit = url.isprintable() and not set(url) & set(' <>"`\\')
        return parts.scheme in ("http", "https") and bool(parts.hostname) and fit
    except ValueError:
        return False


_NOWHERE = re.compile(r"localhost|.*\.(?:localhost|local|internal|lan|home|invalid|test)|[^.]+")
"""Hosts that only one machine or one network knows (RFC 6761, RFC 6762), and names without a dot."""


def opens_elsewhere(url: str) -> bool:
    """Tell whether somebody else can open an address.

    Parameters
    ----------
    url : str
        An http(s) address.

    Returns
    -------
    bool
        False for a host that only one machine or network knows, and for a port that does not exist.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if port == 0:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return _NOWHERE.fullmatch(host) is None


def address_fault(url: str, what: str = "the page", canonical: bool = True) -> str | None:
    """Say what is wrong with an address, or None if it may be cited as it stands.

    Parameters
    ----------
    url : str
    what : str
        What it should be the address of.
    canonical : bool
        Whether it must be the page's own address, as readers are to be sent there.

    Examples
    --------
    >>> address_fault("www.example.org/a")
    '"www.example.org/a" is not an http(s) address; did you mean "https://www.example.org/a"?'
    >>> address_fault("https://ru.m.wikipedia.org/wiki/A")
    '"https://ru.m.wikipedia.org/wiki/A" is the page for telephones; write "https://ru.wikipedia.org/wiki/A"'
    """
    if not is_web_address(url):
        return f"{quoted(url)} is not an http(s) address; {_meant(url, what)}"
    parts = urlsplit(url)
    host = parts.hostname or ""
    if "." not in host.strip("."):
        return f'{quoted(url)} names no host of the web, but "{host}"; give the address of {what}'
    if not opens_elsewhere(url):
        return f"{quoted(url)} cannot be opened by anybody else; give the public address of {what}"
    return _detour(url, what, host) if canonical else None


def _detour(url: str, what: str, host: str) -> str | None:
    """Say that an address leads to a page, but is not the page's own."""
    parts = urlsplit(url)
    if host.endswith(".m.wikipedia.org"):
        proper = url.replace(".m.wikipedia.org", ".wikipedia.org", 1)
        return f'{quoted(url)} is the page for telephones; write "{proper}"'
    if tracked := [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if _TRACKING.fullmatch(name)]:
        kept = [one for one in parts.query.split("&") if not _TRACKING.fullmatch(one.partition("=")[0])]
        bare = parts._replace(query="&".join(kept)).geturl()
        return f'{quoted(url)} says by "{tracked[0]}" how it was come by; write "{bare}"'
    if _SEARCH.search(f"{host}{parts.path}"):
        return f"{quoted(url)} is a search, not a page; give the address of {what} that was found"
    if host.removeprefix("www.") in _SHORT:
        return f"{quoted(url)} is a short link, which may end; give the address of {what} itself"
    return None


_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|dclid|msclkid|igshid|mc_eid|mc_cid|_openstat")
_SEARCH = re.compile(
    r"(?:^|\.)(?:google|bing|yandex|ya|duckduckgo|baidu|yahoo)\.[a-z.]+/(?:search|url|s|yandsearch)?/?$"
)
_SHORT = frozenset({"bit.ly", "t.co", "tinyurl.com", "goo.gl", "clck.ru", "vk.cc", "is.gd", "ow.ly"})


def _meant(url: str, what: str) -> str:
    """Say what to write instead of what is no address."""
    bare = url.strip()
    if re.fullmatch(r"(?:www\.|[\w-]+\.wikipedia\.org)[^\s<>]*", bare) and is_web_address(f"https://{bare}"):
        return f'did you mean "https://{bare}"?'
    if re.match(r"https?://\S+\s", url) or " " in bare:
        return f"it has a space in it; copy the address of {what} from the browser, or write %20 for the space"
    return f"give the address of {what}"


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
