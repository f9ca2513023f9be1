"""What an editor gets wrong: each mistake alone in a sound record, and the one line that names the remedy."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from geo.cli.check import read_and_check
from tests.samples import FOLDER, MONUMENT, PLACE, raw

Data = dict[str, Any]
Edit = Callable[[Data], Any]


class Mistake(NamedTuple):
    """One mistake: what is done to a sound record, and what `check` must answer."""

    name: str
    sample: Data
    edit: Data | Edit | Callable[[str], str | bytes]
    place: str
    remedy: str


def text(change: Callable[[str], str | bytes]) -> Callable[[str], str | bytes]:
    """Mark a change of the file's text, as against one of its data."""
    change.of_text = True  # type: ignore[attr-defined]
    return change


def without(*path: str | int) -> Edit:
    def edit(data: Data) -> Data:
        inside: Any = data
        for part in path[:-1]:
            inside = inside[part]
        del inside[path[-1]]
        return data

    return edit


def renamed(old: str, new: str, *path: str | int) -> Edit:
    def edit(data: Data) -> Data:
        inside: Any = data
        for part in path:
            inside = inside[part]
        inside[new] = inside.pop(old)
        return data

    return edit


def standing(**changes: Any) -> Edit:
    """A monument that stands, seen in 2020."""

    def edit(data: Data) -> Data:
        period = {**data["names"][0], "end": "..", "attested": [{"date": "2020", "sources": ["museum"]}]}
        del period["end_sources"]
        return {**data, "names": [{**period, **changes}], "monument": {"fate": "standing"}, "confidence": "medium"}

    return edit


URL = "https://www.example.com/a"

MISTAKES = [
    # Coordinates
    Mistake("a decimal comma", PLACE, {"location__lat": "41,98"}, "location.lat", "write 41.98 without quotes"),
    Mistake("degrees and minutes", PLACE, {"location__lat": "41°58'48\"N"}, "location.lat", "write 41.98 without"),
    Mistake("degrees in the west", PLACE, {"location__lon": "44°06' W"}, "location.lon", "write -44.1 without quotes"),
    Mistake("a number in quotes", PLACE, {"location__lon": "44.1"}, "location.lon", "write 44.1 without quotes"),
    Mistake("swapped", PLACE, {"location__lon": 41.98, "location__lat": 44.9}, "location",
            'swapped: write "lon": 44.9, "lat": 41.98'),
    Mistake("swapped out of range", PLACE, {"location__lon": 41.98, "location__lat": 144.1}, "location",
            "longitude comes first, in degrees"),
    Mistake("metres of a map grid", PLACE, {"location__lon": 4909189.0, "location__lat": 5158843.0}, "location",
            "out of range"),
    Mistake("another country's point", PLACE, {"location__lon": 30.5, "location__lat": 50.4}, "location",
            "mend the country"),
    Mistake("no coordinates", PLACE, {"location__lat": None}, "location.lat", "it must be given: Latitude in degrees"),
    Mistake("coordinates as a list", PLACE, {"location": [44.1, 41.98]}, "location",
            "write one object { } with lon, lat, precision, origin"),
    Mistake("coordinates as words", PLACE, {"location__lon": "east of Gori"}, "location.lon",
            "write degrees as a number with a decimal point"),
    Mistake("coordinates at the top", PLACE, {"latitude": 41.98}, "latitude", 'it belongs in "location"'),
    Mistake("a point of Yandex", PLACE, {"location__origin": "Яндекс Карты, centre"}, "location.origin",
            "take the point from GeoNames"),
    Mistake("a point of Wikimapia", PLACE, {"location__origin": "read off Wikimapia"}, "location.origin",
            "take the point from GeoNames"),
    Mistake("a point of Nominatim", PLACE, {"location__origin": "Nominatim search"}, "location.origin",
            "names OpenStreetMap, whose licence would bind the layer"),
    # Dates
    Mistake("a range with a dash", PLACE, {"names__1__end": "1961\u20131963"}, "names[1].end", "write [1961..1963]"),
    Mistake("a range in short", PLACE, {"names__1__end": "1961/62"}, "names[1].end", "write [1961..1962]"),
    Mistake("day, month, year", PLACE, {"names__1__end": "10.11.1961"}, "names[1].end", "write 1961-11-10"),
    Mistake("a slashed date", PLACE, {"names__1__end": "11/25/1961"}, "names[1].end", "write 1961-11-25"),
    Mistake("an ambiguous date", PLACE, {"names__1__end": "10/11/1961"}, "names[1].end",
            "write 1961-11-10 or 1961-10-11"),
    Mistake("a date in words", PLACE, {"names__1__end": "10 November 1961"}, "names[1].end", "write 1961-11-10"),
    Mistake("a month in words", PLACE, {"names__1__end": "November 1961"}, "names[1].end", "write 1961-11:"),
    Mistake("no leading nought", PLACE, {"names__1__end": "1961-11-5"}, "names[1].end", "write 1961-11-05"),
    Mistake("a leap day", PLACE, {"names__1__end": "1961-02-29"}, "names[1].end", "February 1961 has 28 days"),
    Mistake("a day nought", PLACE, {"names__1__end": "1961-11-00"}, "names[1].end", "write 1961-11 where"),
    Mistake("the year nought", PLACE, {"names__1__end": "0000"}, "names[1].end", "there is no year 0000"),
    Mistake("past the calendar", PLACE, {"names__1__end": "9999~"}, "names[1].end", "beyond the years 1 to 9999"),
    Mistake("circa", PLACE, {"names__1__end": "ca. 1961"}, "names[1].end", "write 1961~ for about"),
    Mistake("a decade", PLACE, {"names__1__end": "1960s"}, "names[1].end", "write 196X for the decade"),
    Mistake("before a year", PLACE, {"names__1__end": "before 1961"}, "names[1].end", "null where no source gives"),
    Mistake("one or the other", PLACE, {"names__1__end": "1961 or 1962"}, "names[1].end", "write [1961,1962]"),
    Mistake("a date with its time", PLACE, {"names__1__end": "1961-11-10T00:00"}, "names[1].end",
            "write 1961-11-10, without the time"),
    Mistake("a date without hyphens", PLACE, {"names__1__end": "19611110"}, "names[1].end", "write 1961-11-10"),
    Mistake("two digits", PLACE, {"names__1__end": "61"}, "names[1].end", "all four digits of the year"),
    Mistake("the letter o", PLACE, {"names__1__end": "196o"}, "names[1].end", "write 1960, in figures"),
    Mistake("season", PLACE, {"names__1__end": "autumn 1961"}, "names[1].end", "write [1961-09..1961-11]"),
    Mistake("unknown in words", PLACE, {"names__1__end": "unknown"}, "names[1].end", "write null, without quotes"),
    Mistake("null in quotes", PLACE, {"names__1__end": "null"}, "names[1].end", "write null, without quotes"),
    Mistake("until today", PLACE, {"names__2__end": "until today"}, "names[2].end", 'write ".." for what is still so'),
    Mistake("2019 to the present", MONUMENT, standing(start="2019-present"), "names[0].start",
            'write 2019 as the start and ".." as the end'),
    Mistake("a year as a number", PLACE, {"names__1__start": 1936}, "names[1].start", 'write "1936"'),
    Mistake("a list of dates", PLACE, {"names__1__start": ["1936-05-01"]}, "names[1].start", "write one text"),
    Mistake("true for open", PLACE, {"names__2__end": True}, "names[2].end", '".." for what is still so, or null'),
    Mistake("the future", PLACE, {"names__2__attested": [{"date": "2961", "sources": ["paper"]}]},
            "names[2].attested[0].date", "lies in the future"),
    Mistake("end before start", PLACE, {"names__1__end": "1935"}, "names[1].end", "is not after the start"),
    Mistake("overlap", PLACE, {"names__2__start": "1958"}, "names[2].start", "periods may not overlap"),
    Mistake("on record outside", PLACE, {"names__1__attested": [{"date": "1970", "sources": ["paper"]}]},
            "names[1].attested[0].date", "it belongs to another period"),
    Mistake("no start key", PLACE, without("names", 1, "start"), "names[1].start", "add it (null if no source"),
    Mistake("attested as a year", PLACE, {"names__1__attested": ["1950"]}, "names[1].attested[0]",
            "write one object { } with date, sources"),
    # Names and texts
    Mistake("one Cyrillic letter", PLACE, {"names__1__name": "St\u0430lin Town"}, "names[1].name",
            "letter 3 (U+0430 CYRILLIC SMALL LETTER A)"),
    Mistake("a Cyrillic person", PLACE, {"honours": "Иосиф Сталин"}, "honours", "write it in Latin letters"),
    Mistake("a mixed word in a note", PLACE, {"note": "A town that exists only in the t\u0435sts of this project."},
            "note", "letters of two scripts"),
    Mistake("a person one slip away", PLACE, {"honours": "Josef Stalin"}, "honours", 'did you mean "Joseph Stalin"'),
    Mistake("the surname first", PLACE, {"honours": "Stalin, Joseph"}, "honours", 'did you mean "Joseph Stalin"'),
    Mistake("initials", PLACE, {"honours": "J. V. Stalin"}, "honours", 'did you mean "Joseph Stalin"'),
    Mistake("a surname alone", PLACE, {"also_honours": ["Molotov"]}, "also_honours",
            'did you mean "Vyacheslav Molotov"'),
    Mistake("honoured twice", PLACE, {"also_honours": ["Joseph Stalin"]}, "also_honours", "take the name out there"),
    Mistake("the honoured name is the old one", PLACE, {"names__1__name": "Old Town"}, "names[1].name",
            "give the new name, or join the two"),
    Mistake("brackets in a name", PLACE, {"names__1__name": "Stalin Town (new)"}, "names[1].name", "has brackets"),
    Mistake("a tag", PLACE, {"names__1__name": "<i>Stalin Town</i>"}, "names[1].name", "without markup"),
    Mistake("an entity", PLACE, {"polity": "Georgia &amp; others"}, "polity", "write plain text: &"),
    Mistake("wiki markup", PLACE, {"note": "A [[town]] that exists only in the tests of this project."}, "note",
            'the markup "[["'),
    Mistake("a turning mark", PLACE, {"names__1__name": "Stalin \u202eTown"}, "names[1].name", "turns the direction"),
    Mistake("a zero-width space", PLACE, {"names__1__name": "Stalin\u200b Town"}, "names[1].name", "cannot be seen"),
    Mistake("a byte order mark inside", PLACE, {"polity": "\ufeffGeorgia"}, "polity", "cannot be seen"),
    Mistake("a soft hyphen", PLACE, {"names__1__name": "Stalin\u00adtown"}, "names[1].name", "U+00AD SOFT HYPHEN"),
    Mistake("a line separator", PLACE, {"polity": "Georgia\u2028now"}, "polity", "write it on one line"),
    Mistake("a bell", PLACE, {"sources__paper__title": "A\u0007 paper"}, "sources.paper.title", "cannot be seen"),
    Mistake("an escape", PLACE, {"sources__paper__publisher": "Post\u001b[1m"}, "sources.paper.publisher", "U+001B"),
    Mistake("a no-break space", PLACE, {"polity": "Georgian\u00a0SSR"}, "polity", "write a plain space"),
    Mistake("a space at the end", PLACE, {"names__1__name": "Stalin Town "}, "names[1].name", "ends with a space"),
    Mistake("two spaces", PLACE, {"polity": "Georgian  SSR"}, "polity", "two spaces side by side; leave one"),
    Mistake("a tab", PLACE, {"polity": "Georgian\tSSR"}, "polity", "write a plain space"),
    Mistake("accents apart", PLACE, {"names__1__name": "Stalin Cafe\u0301"}, "names[1].name", "as one (Unicode NFC)"),
    Mistake("a lost letter", PLACE, {"polity": "Tsk\ufffdinvali"}, "polity", "where a letter was lost"),
    Mistake("an endless name", PLACE, {"names__1__name": "a" * 10_000}, "names[1].name", "write 120 at most"),
    Mistake("a short note", PLACE, {"note": "Too short."}, "note", "write 40 to 400 in your own words"),
    Mistake("a long note", PLACE, {"note": "Long. " * 80 + "End."}, "note", "write 40 to 400 in your own words"),
    Mistake("a copied note", PLACE, {"note": "\u201cA town that exists only in the tests of this project.\u201d"},
            "note", "write it in your own words"),
    Mistake("a note cut off", PLACE, {"note": "A town that exists only in the tests of this proj"}, "note",
            "write whole sentences"),
    Mistake("an address in a note", PLACE, {"note": "A town; see https://example.com/ for the rest of the story."},
            "note", "make it a source"),
    Mistake("a note of the skeleton", PLACE, {"polity": "..."}, "polity", "is still to be filled in"),
    Mistake("an empty text", PLACE, {"polity": ""}, "polity", "is empty; write one text in quotes: The state it lay"),
    Mistake("a number for a text", PLACE, {"names__1__name": 1936}, "names[1].name", 'write "1936"'),
    # Languages
    Mistake("a country for a language", PLACE,
            {"names__1__native_name": "სტალინისი", "names__1__native_lang": "ge"}, "names[1].native_lang",
            'did you mean "ka" (Georgian)?'),
    Mistake("three letters", PLACE, {"names__1__native_name": "Сталин", "names__1__native_lang": "rus"},
            "names[1].native_lang", 'did you mean "ru" (Russian)?'),
    Mistake("a language by its name", PLACE, {"sources__paper__lang": "Ukrainian"}, "sources.paper.lang",
            'did you mean "uk" (Ukrainian)?'),
    Mistake("Ukraine for Ukrainian", PLACE, {"sources__paper__lang": "ua"}, "sources.paper.lang", 'did you mean "uk"'),
    Mistake("markup for a language", PLACE, {"sources__paper__lang": 'ka"><b>'}, "sources.paper.lang",
            "write its BCP 47 code"),
    Mistake("native in Latin letters", PLACE, {"names__1__native_name": "Stalini", "names__1__native_lang": "ka"},
            "names[1].native_name", "Georgian is written in Georgian ones"),
    Mistake("native without language", PLACE, {"names__1__native_name": "სტალინი"}, "names[1].native_lang",
            "say by a code which language"),
    Mistake("language without native", PLACE, {"names__1__native_lang": "ka"}, "names[1].native_lang", "give the name"),
    # Words of the vocabularies
    Mistake("the American spelling", PLACE, {"names__1__status": "honoring"}, "names[1].status", '"honouring"?'),
    Mistake("a capital in a word", PLACE, {"names__1__status": "Honouring"}, "names[1].status", '"honouring"?'),
    Mistake("another word for a kind", PLACE, {"kind": "city"}, "kind", 'did you mean "settlement"?'),
    Mistake("another word for a precision", PLACE, {"location__precision": "centre"}, "location.precision",
            'did you mean "town"?'),
    Mistake("another word for a change", MONUMENT, {"names__1__change": "demolished", "monument__fate": "dismantled"},
            "names[1].change", 'did you mean "dismantled"?'),
    Mistake("another word for a fate", MONUMENT, {"monument__fate": "torn down"}, "monument.fate", '"dismantled"?'),
    Mistake("no word at all", PLACE, {"confidence": "42"}, "confidence", "write one of high, medium, low"),
    Mistake("a plural category", PLACE, {"category": "places"}, "category", 'did you mean "place"?'),
    Mistake("unveiling a town", PLACE, {"names__1__change": "unveiled"}, "names[1].change", "write named or renamed"),
    Mistake("honouring by toppling", MONUMENT, {"names__0__change": "toppled"}, "names[0].change", "mend one of them"),
    Mistake("a bust for a place", PLACE, {"kind": "bust"}, "kind", "does not go with the category place"),
    Mistake("an accuracy with its unit", PLACE, {"location__accuracy_m": "500 m"}, "location.accuracy_m",
            "write 500 without quotes"),
    Mistake("an accuracy of nothing", PLACE, {"location__accuracy_m": 0}, "location.accuracy_m",
            "write metres as a whole number above 0, without quotes, as in 40"),
    Mistake("an accuracy of half a metre", PLACE, {"location__accuracy_m": 500.5}, "location.accuracy_m",
            "write metres as a whole number above 0"),
    Mistake("another word for the day of reading", PLACE, {"sources__paper__accessed": "2020-01-02"},
            "sources.paper.accessed", 'did you mean "read"?'),
    # Countries
    Mistake("UK", PLACE, {"country": "UK"}, "country", "did you mean GB?"),
    Mistake("the Soviet Union", PLACE, {"country": "SU"}, "country", "RU or another of its successors"),
    Mistake("three letters for a country", PLACE, {"country": "GEO"}, "country", 'write "GE"'),
    Mistake("a country in words", PLACE, {"country": "Georgia"}, "country", 'write "GE"'),
    Mistake("a country in small letters", PLACE, {"country": "ge"}, "country", 'write "GE"'),
    Mistake("no country", PLACE, {"country": "XX"}, "country", "give its ISO 3166-1 alpha-2 code of today"),
    # Keys and containers
    Mistake("a key one slip away", PLACE, renamed("sources", "sorces"), "sorces", 'did you mean "sources"?'),
    Mistake("a key in capitals", PLACE, renamed("note", "Note"), "Note", 'did you mean "note"?'),
    Mistake("a key by another word", MONUMENT, renamed("height_m", "height", "monument"), "monument.height",
            'did you mean "height_m"?'),
    Mistake("a key with a space", PLACE, renamed("start_sources", "start sources", "names", 1),
            "names[1].start sources", 'did you mean "start_sources"?'),
    Mistake("a key of another part", PLACE, {"fate": "toppled"}, "fate", 'it belongs in "monument"'),
    Mistake("a key of nobody", PLACE, {"colour": "red"}, "colour", "see data/README.md for the keys"),
    Mistake("no honours", PLACE, without("honours"), "honours", "add it: The person honoured"),
    Mistake("one source as a text", PLACE, {"names__1__start_sources": "paper"}, "names[1].start_sources",
            'write a list: ["paper"]'),
    Mistake("sources as a list", PLACE, lambda data: {**data, "sources": [*data["sources"].values()]}, "sources",
            "write an object with a key of yours for each"),
    Mistake("names as an object", MONUMENT, lambda data: {**data, "names": {"0": 1}}, "names", "write a list"),
    Mistake("a source as an address", PLACE, {"sources__paper": URL}, "sources.paper",
            "write one object { } with url, title, publisher"),
    Mistake("null for a list", PLACE, {"related": None}, "related", "take the key out where nothing is known"),
    Mistake("a record in a list", PLACE, lambda data: [data], "the file",
            "take the brackets around the one in it away"),
    # Sources
    Mistake("a source that is not there", PLACE, {"names__1__end_sources": ["museum", "papre"]},
            "names[1].end_sources", 'did you mean "paper"?'),
    Mistake("a source for nothing", PLACE, lambda data: {**data, "sources": {**data["sources"], "spare": {
        "url": "https://spare.example.org/", "title": "Spare", "publisher": "Spare"}}}, "sources.spare",
        "name it at the date it supports"),
    Mistake("a source named twice", PLACE, {"names__1__start_sources": ["paper", "paper"]}, "names[1].start_sources",
            'names "paper" twice; leave one'),
    Mistake("a source key in capitals", PLACE, renamed("paper", "Paper", "sources"), "sources.Paper", 'write "paper"'),
    Mistake("a space in an address", PLACE, {"sources__paper__url": "https://www.example.com/a b"},
            "sources.paper.url", "write %20 for the space"),
    Mistake("no https", PLACE, {"sources__paper__url": "www.example.com/a"}, "sources.paper.url",
            'did you mean "https://www.example.com/a"?'),
    Mistake("a script for an address", PLACE, {"sources__paper__url": "javascript:alert(1)"}, "sources.paper.url",
            "is not an http(s) address"),
    Mistake("half a bracket in an address", PLACE, {"sources__paper__url": "http://["}, "sources.paper.url",
            "is not an http(s) address"),
    Mistake("a turning address", PLACE, {"sources__paper__url": URL + "\u202e"}, "sources.paper.url", "not an http(s)"),
    Mistake("a page for telephones", PLACE, lambda data: wikipedia(data, "https://ru.m.wikipedia.org/wiki/A"),
            "sources.paper.url", 'write "https://ru.wikipedia.org/wiki/A"'),
    Mistake("tracking", PLACE, {"sources__paper__url": f"{URL}?id=7&utm_source=x"}, "sources.paper.url",
            'write "https://www.example.com/a?id=7"'),
    Mistake("a search", PLACE, {"sources__paper__url": "https://www.google.com/search?q=stalin"},
            "sources.paper.url", "is a search, not a page"),
    Mistake("a short link", PLACE, {"sources__paper__url": "https://bit.ly/3xyz"}, "sources.paper.url", "short link"),
    Mistake("a copy", PLACE, {"sources__paper__url": "https://wiki2.org/en/A"}, "sources.paper.url",
            "cite the original and name the copy in `via`"),
    Mistake("no host", PLACE, {"sources__paper__url": "https://wikipedia/wiki/A"}, "sources.paper.url",
            "names no host"),
    Mistake("the address as the title", PLACE, {"sources__paper__title": URL}, "sources.paper.title",
            "write the title of the page"),
    Mistake("the address as the publisher", PLACE, {"sources__paper__publisher": "www.example.com"},
            "sources.paper.publisher", "write who answers for the page"),
    Mistake("Wikipedia by another name", PLACE,
            lambda data: wikipedia(data, "https://ru.wikipedia.org/wiki/A", publisher="Russian Wikipedia"),
            "sources.paper.publisher", 'write "Wikipedia"'),
    Mistake("another Wikipedia's language", PLACE,
            lambda data: wikipedia(data, "https://uk.wikipedia.org/wiki/A", lang="ru"), "sources.paper.lang",
            'that of Wikipedia in "uk"'),
    Mistake("via itself", PLACE, {"sources__paper__via": URL}, "sources.paper.via", "take it out"),
    Mistake("no source for a date", PLACE, {"names__1__start_sources": []}, "names[1].start_sources", "needs a source"),
    Mistake("high confidence in one", PLACE, {"sources__museum__publisher": "Example Post"}, "confidence",
            "find another, or write medium"),
    # Other systems
    Mistake("Wikidata by its address", PLACE, {"identifiers": {"wikidata": "https://www.wikidata.org/wiki/Q1023"}},
            "identifiers.wikidata", 'write "Q1023"'),
    Mistake("GeoNames by its address", PLACE, {"identifiers": {"geonames": "https://www.geonames.org/613988/x.html"}},
            "identifiers.geonames", "write 613988"),
    Mistake("GeoNames in quotes", PLACE, {"identifiers": {"geonames": "613988"}}, "identifiers.geonames",
            "write 613988"),
    Mistake("GeoNames below nought", PLACE, {"identifiers": {"geonames": -1}}, "identifiers.geonames", "take it out"),
    Mistake("a script for an article", PLACE, {"identifiers": {"wikipedia": "javascript:alert(1)"}},
            "identifiers.wikipedia", "is not an http(s) address"),
    Mistake("an article by its title", PLACE, {"identifiers": {"wikipedia": "Khashuri"}}, "identifiers.wikipedia",
            "give the address of the article"),
    Mistake("an article elsewhere", PLACE, {"identifiers": {"wikipedia": "https://example.org/wiki/A"}},
            "identifiers.wikipedia", "is not at wikipedia.org"),
    # Monuments
    Mistake("a height with its unit", MONUMENT, {"monument__height_m": "6,5 m"}, "monument.height_m",
            "write 6.5 without quotes"),
    Mistake("a height in centimetres", MONUMENT, {"monument__height_m": 650.0}, "monument.height_m", "write 6.5"),
    Mistake("a height below nought", MONUMENT, {"monument__height_m": -6.5}, "monument.height_m",
            "no height in metres"),
    Mistake("another name for what is gone", MONUMENT, {"names__1__name": "Fountain"}, "names[1].name", "repeat"),
    Mistake("standing without a witness", MONUMENT, standing(attested=[], start_sources=["paper", "museum"]),
            "names[0].attested", "date of a source"),
    Mistake("a town's monument", PLACE, {"monument": {"fate": "unknown"}}, "monument", "is only for monuments"),
    # Records beside each other
    Mistake("related to nobody", PLACE, {"related": ["nobody-at-all"]}, "related", "mend the id, or take it out"),
    Mistake("distinct from nobody", PLACE, {"distinct_from": {"nobody-at-all": "Another thing on the corner."}},
            "distinct_from", "mend the id, or take it out"),
    Mistake("not named back", PLACE, {"related": ["sound-place"]}, "related", "add it there"),
    Mistake("a disagreement that agrees", PLACE,
            {"disagreements": [{"field": "names[1].start", "value": "1936-05-01", "source": "museum"}]},
            "disagreements[0].value", "take it out"),
    Mistake("a disagreement on nothing", PLACE,
            {"disagreements": [{"field": "names[9].start", "value": "1935", "source": "museum"}]},
            "disagreements[0].field", "write names[0].start or the like"),
    # The file
    Mistake("a comma too many", PLACE, text(lambda said: said.replace("\n}", ",\n}")), "line ", "take the comma out"),
    Mistake("a comma too few", PLACE, text(lambda said: said.replace('place",', 'place"')), "line 4",
            "a comma, a colon or a bracket is missing"),
    Mistake("curly quotes", PLACE, text(lambda said: said.replace('"kind"', "\u201ckind\u201d")), "line 4",
            "straight double"),
    Mistake("a comment", PLACE, text(lambda said: said.replace('"kind"', '// x\n  "kind"')), "line 4",
            "explain in the"),
    Mistake("a quotation mark inside", PLACE, text(lambda said: said.replace("Old Town", 'Old "Nice" Town')), "line ",
            'write \\" for it'),
    Mistake("cut off", PLACE, text(lambda said: said[:-30]), "line ", "write"),
    Mistake("an unfinished merge", PLACE, text(lambda said: f"<<<<<<< HEAD\n{said}"), "line 1",
            "choose one of the two"),
    Mistake("a key twice", PLACE, text(lambda said: said.replace("{", '{"id": "x",', 1)), 'the key "id"', "keep one"),
    Mistake("not a number", PLACE, text(lambda said: said.replace("41.98", "NaN")), "NaN", "write a number, or null"),
    Mistake("None", PLACE, text(lambda said: said.replace("41.98", "None")), "line ", "write null"),
    Mistake("nothing at all", PLACE, text(lambda _: ""), "line 1", "write its content"),
    Mistake("a byte order mark", PLACE, text(lambda said: "\ufeff" + said), "begins with a byte order mark", "UTF-8"),
    Mistake("UTF-16", PLACE, text(lambda said: said.encode("utf-16")), "is not UTF-8", "UTF-16"),
    Mistake("Windows-1251", PLACE, text(lambda said: said.replace("Old", "Старый").encode("cp1251", "replace")),
            "is not UTF-8 (line ", "save the file as UTF-8"),
]  # fmt: skip


def wikipedia(data: Data, url: str, **changes: str) -> Data:
    """Make the first source an article of Wikipedia."""
    data["sources"]["paper"] = {"url": url, "title": "A", "publisher": "Wikipedia", **changes}
    return data


def file_of(number: int) -> str:
    mistake = MISTAKES[number]
    return f"{mistake.sample['category']}s/mistake-{number}.json"


def content(number: int) -> bytes:
    """Give the file of one mistake: a record of its own, with a note of its own."""
    mistake = MISTAKES[number]
    data = raw(mistake.sample, id=f"mistake-{number}")
    data["note"] = f"Number {number}: a thing that exists only in the tests of this project."
    if getattr(mistake.edit, "of_text", False):
        said: Any = mistake.edit(json.dumps(data, ensure_ascii=False, indent=2) + "\n")  # type: ignore[operator]
        return said if isinstance(said, bytes) else said.encode()
    edit: Any = mistake.edit
    data = raw(data, **edit) if isinstance(edit, dict) else edit(copy.deepcopy(data))
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """One run of the check over all mistakes and a sound record: the lines, by file."""
    folder = tmp_path_factory.mktemp("records")
    for name in ("places", "monuments"):
        (folder / name).mkdir()
    (folder / "places" / "sound-place.json").write_text(json.dumps(raw(id="sound-place")), encoding="utf-8")
    for number in range(len(MISTAKES)):
        (folder / file_of(number)).write_bytes(content(number))
    _, problems = read_and_check(folder, FOLDER)
    lines: dict[str, list[str]] = {}
    for line in problems:
        lines.setdefault(line.partition(":")[0], []).append(line)
    return lines


@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=[mistake.name for mistake in MISTAKES])
def test_a_mistake_is_one_line_with_file_place_and_remedy(number: int, answers: dict[str, list[str]]) -> None:
    lines, mistake = answers.get(file_of(number), []), MISTAKES[number]
    assert len(lines) == 1, lines
    line = lines[0]
    assert line.startswith(f"{file_of(number)}: ")
    assert mistake.place in line.removeprefix(f"{file_of(number)}: ")[: 40 + len(mistake.place)]
    assert mistake.remedy in line


def test_a_sound_record_among_them_has_no_line(answers: dict[str, list[str]]) -> None:
    assert "places/sound-place.json" not in answers


def test_no_line_speaks_in_a_librarys_words(answers: dict[str, list[str]]) -> None:
    foreign = re.compile(r"Input should|String should|List should|pattern|valid |Expecting|\(\?:|pydantic|recursion")
    lines = [line for some in answers.values() for line in some]
    assert [line for line in lines if foreign.search(line)] == []
    assert all(line.isprintable() for line in lines)


def test_there_are_more_than_sixty_mistakes() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 60
