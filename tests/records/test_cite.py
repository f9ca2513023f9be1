"""A record as a reference, hostile names included."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geo.records.citation import cite_bibtex, cite_csl, cite_text
from geo.records.edition import Edition, read_edition
from geo.records.model import Record
from geo.records.reading import read_records
from tests.samples import FOLDER, MONUMENT, SUBJECT, TEXT, record

DATASET = Edition(
    name="test-map",
    title="Test map: places of the tests",
    description="Only for tests.",
    version="1.2.0",
    date="2026-11-22",
    license="CC-BY-4.0",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    attribution="Test map contributors (CC BY 4.0); points partly from elsewhere",
)
ADDRESS = "https://map.example.org/?year=1950&record=gori-stalinsk"
HOSTILE = [
    "}", "{", "}{", "\\", "\\}", "\\input{/etc/passwd}", "100 % Stalin", "a&b $x$ #1 snake_case ~ ^ ` < > |",
    'Zavod "Stalin"', '"', "'", "„Stalin“ «Сталин»", "Сталинград", "სტალინისი", "Սталин", "Sztálinváros", "斯大林",
    "</script><script>alert(1)</script>", "a, year = {1666}", "@misc{other,", "Stalin\tTown", "Stalin\u2028Town",
    "Stalin\x00Town", "\u202eniwts", "Stalin and Lenin", "😀",
]  # fmt: skip
"""Names that would break a format, or slip something into it, if they were pasted."""

TEX_NAMES = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`", "textless": "<", "textgreater": ">", "textbar": "|",
}  # fmt: skip


def named(name: str) -> Record:
    return record(names__1__name=name)


def item(one: Record, edition: Edition = DATASET, address: str = ADDRESS) -> dict[str, Any]:
    (only,) = json.loads(cite_csl(one, edition, address, TEXT))
    return dict(only)


def fields(entry: str) -> dict[str, str]:
    """Read one BibTeX entry as BibTeX does: a value ends where its braces, escaped or not, balance."""
    opening = re.match(r"@misc\{[a-z0-9-]+,", entry)
    assert opening
    values, place = {}, opening.end()
    while found := re.compile(r",?\s*([a-z]+) = ").match(entry, place):
        place = end = found.end()
        depth = 0
        while depth or entry[end] not in ",\n":
            depth += {"{": 1, "}": -1}.get(entry[end], 0)
            end += 1
        values[found[1]] = entry[place:end]
        place = end
    assert entry[place:] == "\n}\n"
    return values


def typeset(value: str) -> str:
    """Undo the escapes, as TeX would print them."""
    text = value.removeprefix("{{").removesuffix("}}")
    text = re.sub(r"\\([a-z]+)\{\}|\\([%&$#_])", lambda found: TEX_NAMES[found[1]] if found[1] else found[2], text)
    assert not re.search(r"\\[a-z]", text.replace("\\input{/etc/passwd}", "")), "a command is left"
    return text


def test_a_text_says_who_when_what_and_where() -> None:
    assert cite_text(record(), DATASET, ADDRESS, TEXT) == (
        "Test map contributors (22 November 2026). Stalin Town (settlement). Record gori-stalinsk in Test map: places "
        "of the tests, version 1.2.0. CC-BY-4.0. https://map.example.org/?year=1950&record=gori-stalinsk"
    )


def test_a_text_without_address_ends_with_the_licence() -> None:
    assert cite_text(record(), DATASET, "", TEXT).endswith("version 1.2.0. CC-BY-4.0.")


def test_a_bibtex_entry_has_the_record_id_as_its_key() -> None:
    assert cite_bibtex(record(), DATASET, ADDRESS, TEXT) == (
        "@misc{gori-stalinsk,\n"
        "  author = {{Test map contributors}},\n"
        "  title = {{Stalin Town (settlement)}},\n"
        "  howpublished = {Test map: places of the tests},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  note = {Version 1.2.0, 22 November 2026. Licence: CC-BY-4.0},\n"
        "  url = {https://map.example.org/?year=1950&record=gori-stalinsk}\n"
        "}\n"
    )


def test_a_csl_item_has_version_and_date() -> None:
    assert item(record()) == {
        "id": "gori-stalinsk",
        "type": "entry",
        "title": "Stalin Town (settlement)",
        "container-title": "Test map: places of the tests",
        "author": [{"literal": "Test map contributors"}],
        "publisher": "Test map contributors",
        "version": "1.2.0",
        "issued": {"date-parts": [[2026, 11, 22]]},
        "URL": ADDRESS,
    }


def test_a_monument_is_cited_by_what_it_was() -> None:
    assert item(record(MONUMENT))["title"] == "Stalin Monument, Test Square (monument)"


@pytest.mark.parametrize("kind", SUBJECT.kinds_of())
def test_every_kind_is_a_word(kind: str) -> None:
    assert item(record(kind=kind))["title"] == f"Stalin Town ({TEXT.word('web.option.kind', kind)})"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_leaves_an_entry_of_seven_fields(name: str) -> None:
    entry = cite_bibtex(named(name), DATASET, ADDRESS, TEXT)
    assert entry.count("{") == entry.count("}")
    assert list(fields(entry)) == ["author", "title", "howpublished", "year", "month", "note", "url"]
    assert fields(entry)["year"] == "{2026}"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_typeset_as_it_is(name: str) -> None:
    title = typeset(fields(cite_bibtex(named(name), DATASET, ADDRESS, TEXT))["title"])
    assert title.replace("``", '"').replace("''", '"') == item(named(name))["title"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_back_from_json(name: str) -> None:
    plain = name.translate({0: " ", 0x09: " ", 0x2028: " ", 0x202E: None})
    assert item(named(name))["title"] == f"{plain} (settlement)"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_is_one_line_without_controls(name: str) -> None:
    text = cite_text(named(name), DATASET, ADDRESS, TEXT)
    assert text.splitlines() == [text]
    assert text.isprintable()


def test_letters_of_any_script_stay_readable() -> None:
    for told in (cite_text, cite_bibtex, cite_csl):
        assert "Сталинград" in told(named("Сталинград"), DATASET, "", TEXT)


def test_straight_quotes_become_pairs_of_tex() -> None:
    title = fields(cite_bibtex(named('Zavod "Stalin" ("old")'), DATASET, "", TEXT))["title"]
    assert title == "{{Zavod ``Stalin'' (``old'') (settlement)}}"


def test_what_tex_reads_as_a_command_is_escaped() -> None:
    title = fields(cite_bibtex(named(r"50 % \o {x}"), DATASET, "", TEXT))["title"]
    assert title == r"{{50 \% \textbackslash{}o \textbraceleft{}x\textbraceright{} (settlement)}}"


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "file:///etc/passwd", "//x", "https://", "https://a b"])
def test_what_is_no_web_address_is_left_out(address: str) -> None:
    assert "URL" not in item(record(), address=address)
    assert "url" not in fields(cite_bibtex(record(), DATASET, address, TEXT))
    assert cite_text(record(), DATASET, address, TEXT) == cite_text(record(), DATASET, "", TEXT)


def test_an_address_is_percent_encoded_once() -> None:
    address = "http://localhost:8501/?q=Сталин&record=a%20b&x={}\\"
    encoded = "http://localhost:8501/?q=%D0%A1%D1%82%D0%B0%D0%BB%D0%B8%D0%BD&record=a%20b&x=%7B%7D%5C"
    assert item(record(), address=address)["URL"] == encoded
    assert fields(cite_bibtex(record(), DATASET, address, TEXT))["url"] == f"{{{encoded}}}"
    assert cite_text(record(), DATASET, address, TEXT).endswith(f" {encoded}")


def test_the_data_set_is_escaped_too() -> None:
    hostile = DATASET.model_copy(update={"title": "50 % }", "version": "1_0", "attribution": "A & B (x); C"})
    read = fields(cite_bibtex(record(), hostile, ADDRESS, TEXT))
    assert (read["author"], read["howpublished"]) == (r"{{A \& B}}", r"{50 \% \textbraceright{}}")
    assert read["note"].startswith(r"{Version 1\_0, ")
    assert item(record(), hostile)["publisher"] == "A & B"


def test_without_attribution_the_data_set_is_its_own_author() -> None:
    nameless = DATASET.model_copy(update={"attribution": "(CC BY 4.0)"})
    assert item(record(), nameless)["author"] == [{"literal": DATASET.title}]


@pytest.mark.parametrize(
    ("date", "parts", "month"),
    [("2026", [2026], None), ("2026-01", [2026, 1], "jan"), ("2026-12-31", [2026, 12, 31], "dec")],
)
def test_a_date_is_as_precise_as_it_is_given(date: str, parts: list[int], month: str | None) -> None:
    edition = DATASET.model_copy(update={"date": date})
    assert item(record(), edition)["issued"] == {"date-parts": [parts]}
    read = fields(cite_bibtex(record(), edition, "", TEXT))
    assert (read["year"], read.get("month")) == ("{2026}", month)


@pytest.mark.parametrize("date", ["autumn 2026", "2026-13", "2026-11-32"])
def test_a_date_that_is_none_is_cited_as_it_stands(date: str) -> None:
    edition = DATASET.model_copy(update={"date": date})
    assert item(record(), edition)["issued"] == {"raw": date}
    assert f"({date})" in cite_text(record(), edition, "", TEXT)
    assert fields(cite_bibtex(record(), edition, "", TEXT))["year"] == f"{{{date}}}"


def test_every_real_record_can_be_cited() -> None:
    edition, (records, _) = read_edition(FOLDER.edition), read_records(FOLDER.records, SUBJECT)
    for one in records:
        assert item(one, edition)["title"].startswith(one.title)
        assert fields(cite_bibtex(one, edition, ADDRESS, TEXT))["author"] == "{{De-Stalinization map contributors}}"
        assert one.title in cite_text(one, edition, ADDRESS, TEXT)
