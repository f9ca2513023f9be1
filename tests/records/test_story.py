"""A record in words."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from geo.records.account import land_words, report_form, story
from geo.text.words import status_words
from tests.samples import MONUMENT, TEXT, record

FORM = (
    "Record: gori-stalinsk\nTitle: Stalin Town\nVersion: 1.2.0\n"
    "Field: \nValue: \nSource: \nSource title: \nPublisher: \nSeen: \n"
)


def test_a_chain_is_told_with_the_sources_at_their_dates() -> None:
    told = story(record(), "Georgia", {}, TEXT)
    assert told["title"] == "Stalin Town"
    assert told["subtitle"] == "Settlement in Georgia; honoured Joseph Stalin; lay in Georgian SSR, Soviet Union"
    honouring = told["periods"][1]
    assert honouring["when"] == "1 May 1936 – November 1961"
    assert honouring["words"] == "bears the name"
    assert [(part["for"], [source["label"] for source in part["sources"]]) for part in honouring["sources"]] == [
        ("start", ["Example Post"]),
        ("end", ["Example Post", "Town Museum"]),
    ]


def test_a_native_name_is_told_with_its_language() -> None:
    told = story(record(names__1__native_name="სტალინი", names__1__native_lang="ka"), "Georgia", {}, TEXT)["periods"]
    assert (told[1]["native"], told[1]["lang"], told[1]["language"]) == ("სტალინი", "ka", "Georgian")
    assert (told[0]["native"], told[0]["lang"], told[0]["language"]) == (None, None, None)


def test_a_monument_says_how_it_began_and_how_it_ended() -> None:
    words = [period["words"] for period in story(record(MONUMENT), "Georgia", {}, TEXT)["periods"]]
    assert words == ["stands (unveiled)", "dismantled"]


def test_what_became_of_a_place_is_said_in_the_word_of_map_and_list() -> None:
    assert story(record(), "Georgia", {}, TEXT)["periods"][2]["words"] == status_words(
        "place", "after", "reverted", TEXT
    )


def test_a_monument_tells_its_facts() -> None:
    facts = {fact["label"]: fact["value"] for fact in story(record(MONUMENT), "Georgia", {}, TEXT)["facts"]}
    assert facts == {"Fate": "dismantled", "Height": "6.5 m"}


def test_a_disagreement_is_put_into_words() -> None:
    told = story(
        record(disagreements=[{"field": "names[1].start", "value": "1935~", "source": "museum"}]), "Georgia", {}, TEXT
    )
    assert told["disagreements"][0]["what"] == 'Start of "Stalin Town"'
    assert told["disagreements"][0]["value"] == "about 1935"


def test_a_disputed_date_is_told_apart() -> None:
    told = story(
        record(disagreements=[{"field": "names[1].end", "value": "1962", "source": "museum"}]), "Georgia", {}, TEXT
    )
    assert [period["disputed"] for period in told["periods"]] == [[], ["end"], []]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    told = story(record(sources__paper__url="javascript:alert(1)"), "Georgia", {}, TEXT)
    assert told["periods"][1]["sources"][0]["sources"][0]["url"] is None


def test_related_records_are_named_by_their_titles() -> None:
    told = story(record(related=["two", "gone"]), "Georgia", {"two": "Stalin Street"}, TEXT)
    assert told["related"] == [{"id": "two", "title": "Stalin Street"}]


@pytest.mark.parametrize(
    ("address", "filled"),
    [
        (None, None),
        ("javascript:alert(1)", None),
        ("mailto:map@example.org?subject={title}", "mailto:map@example.org?subject=Stalin%20Town"),
        ("https://example.org/new?title={id}", "https://example.org/new?title=gori-stalinsk"),
        ("https://example.org/new?id={id}&body={form}", "https://example.org/new?id=gori-stalinsk&body=" + quote(FORM)),
    ],
)
def test_an_error_is_reported_where_the_data_set_says(address: str | None, filled: str | None) -> None:
    assert story(record(), "Georgia", {}, TEXT, address, version="1.2.0")["report"] == filled


def test_a_report_has_the_record_and_the_version_and_asks_the_rest() -> None:
    assert report_form(record(), "1.2.0", TEXT) == FORM


def test_a_copy_that_was_read_is_named() -> None:
    told = story(record(sources__paper__via="https://copy.example.net/x"), "Georgia", {}, TEXT)
    source = told["periods"][1]["sources"][0]["sources"][0]
    assert (source["via"], source["viaUrl"]) == ("example.net", "https://copy.example.net/x")


def test_who_holds_a_place_is_said_beside_its_country() -> None:
    names = {"UA": "Ukraine", "RU": "Russia"}
    held = record(country="UA", controlled_by="RU")
    assert land_words(held, names, TEXT) == "Ukraine, held by Russia"
    assert land_words(record(country="UA"), names, TEXT) == "Ukraine"
    assert "in Ukraine, held by Russia; honoured" in story(held, land_words(held, names, TEXT), {}, TEXT)["subtitle"]
