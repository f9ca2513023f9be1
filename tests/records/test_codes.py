"""Codes of languages and countries, and the characters of texts: what was most likely meant."""

from __future__ import annotations

import pytest

from geo.core import characters
from geo.records.codes import country_meant, language_fault, script_fault


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("ge", "ka"), ("rus", "ru"), ("ua", "uk"), ("kz", "kk"), ("by", "be"), ("cz", "cs"), ("ger", "de"),
        ("ces", "cs"),
        ("RU", "ru"), ("ru_RU", "ru-RU"), ("sr-latn", "sr-Latn"), ("Georgian", "ka"), ("ka ", "ka"),
    ],
)  # fmt: skip
def test_a_language_that_is_none_has_the_one_that_was_meant(code: str, meant: str) -> None:
    assert f'did you mean "{meant}"' in (language_fault(code) or "")


@pytest.mark.parametrize("code", ["ru", "ka", "sr-Latn", "be-tarask", "zh-Hant-TW", "tl", "ru-RU", "crh"])
def test_a_language_is_one(code: str) -> None:
    assert language_fault(code) is None


@pytest.mark.parametrize("code", ["", "xx", 'ka"><b>', "k", "ka\u202e", "https://ka"])
def test_what_is_like_no_language_is_refused(code: str) -> None:
    assert "write its BCP 47 code" in (language_fault(code) or "")


@pytest.mark.parametrize(("code", "country", "meant"), [("am", "AM", "hy"), ("ee", "EE", "et"), ("kg", "KG", "ky")])
def test_a_country_that_is_also_another_language_is_asked_about(code: str, country: str, meant: str) -> None:
    assert f'did you mean "{meant}"' in (language_fault(code, country) or "")
    assert language_fault(code) is None or code == "kg"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("UK", "GB"), ("DDR", "DE"), ("GEO", "GE"), ("Georgia", "GE"), ("ge", "GE"), ("YU", "RS or ME"),
        ("CS", "CZ or SK"),
        ("SU", "RU or another of its successors"), ("XX", None), ("", None), ("Xanadu", None),
    ],
)  # fmt: skip
def test_a_country_that_is_none_has_the_one_that_was_meant(text: str, meant: str | None) -> None:
    assert country_meant(text) == meant


@pytest.mark.parametrize(
    ("name", "code", "sound"),
    [
        ("Сталин", "ru", True), ("площадь III Интернационала", "ru", True), ("Stalin", "ru", False),
        ("Сталин", "cs", False), ("Stalin", "ka", False), ("Sovet", "uz", True), ("Совет", "uz", True),
        ("Stalin", "sr-Latn", True), ("Сталин", "sr-Latn", False), ("1953", "ru", True), ("斯大林", "zh", True),
    ],
)  # fmt: skip
def test_a_name_is_in_the_script_of_its_language(name: str, code: str, sound: bool) -> None:
    assert (script_fault(name, code) is None) == sound


@pytest.mark.parametrize(
    "char",
    [
        *"\u00a0\u00ad\u034f\u061c\u115f\u200b\u200e\u2028\u202e\u2060\u2066\u2800\u3164\ufe0f\ufeff\ufffd\x00\x07\x1b\x85\n\t"
    ],
)
def test_a_character_that_cannot_be_seen_is_named_once(char: str) -> None:
    told = list(characters.faults(f"Stalin{char}Town{char}s"))
    assert len(told) == 1
    assert f"U+{ord(char):04X}" in told[0]
    assert told[0].isprintable()


@pytest.mark.parametrize(
    "text", ["Tskhinvali", "Vítkovice", "Poznań – Łódź", "می\u200cخواهم", "Town & Country", "5 < 6", "’s"]
)
def test_a_plain_text_has_no_fault(text: str) -> None:
    assert list(characters.faults(text)) == []


@pytest.mark.parametrize(
    "text", ["<b>a</b>", "a <br/> b", "&#1057;", "&nbsp;", "[[a]]", "'''a'''", "<!-- a -->", "{{a}}"]
)
def test_markup_is_none_of_a_plain_text(text: str) -> None:
    assert "plain text" in " ".join(characters.faults(text))
