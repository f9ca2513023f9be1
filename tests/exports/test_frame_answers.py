"""Whether a capital or regional centre had one: three answers, in words, on the site and in the app."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import geo
from geo.exports.built import COVERAGE, built, towns_of
from geo.exports.site import pages
from geo.exports.site.pages import POLICY, Site
from geo.records.frame import Answer, Place
from geo.records.second_reading import read_second_reading
from geo.stats.frame_answers import ClassAnswer, answers_of, found_by, layer_words
from tests.samples import MONUMENT, SUBJECT, TEXT, record
from tests.scripted import bodies, links, page_of, said

STATUE = record(MONUMENT)
TOWN = Place(
    613988, "Test Town", "GE", "capital", 44.1, 41.98,
    {
        "statue": Answer("recorded", (STATUE.id,)),
        "street": Answer("none found", (), "2025-11-28", "pages found by <b>x</b>"),
        "named": Answer("not looked"),
    },
)  # fmt: skip
TOWNS = answers_of([TOWN], SUBJECT, TEXT, {"GE": "Georgia"})


def test_each_class_has_one_of_three_answers() -> None:
    (town,) = TOWNS
    assert town.answers == (
        ClassAnswer("recorded", (STATUE.id,)),
        ClassAnswer("looked for on 28 November 2025 in pages found by <b>x</b>: nothing found"),
        ClassAnswer("not looked for yet"),
    )
    assert (found_by(TOWNS, " test T"), found_by(TOWNS, "georg"), found_by(TOWNS, "Berlin")) == (TOWNS, TOWNS, [])


def test_what_the_map_marks_is_the_strongest_answer_of_a_town_and_is_counted() -> None:
    quiet = {name: Answer("not looked") for name in SUBJECT.frame}
    vain = quiet | {"street": Answer("none found", (), "2025-11-28", "pages")}
    towns = answers_of([TOWN, replace(TOWN, answers=vain), replace(TOWN, answers=quiet)], SUBJECT, TEXT, {})
    assert [town.kind for town in towns] == ["recorded", "none found", "not looked"]
    words = layer_words([towns[0], *[towns[1]] * 20, *[towns[2]] * 300], TEXT)
    assert TEXT.message("web.map.centres") in words
    assert re.findall(r"\d+", words) == ["1", "20", "300"]


def test_voronezh_has_an_answer_for_each_class() -> None:
    (town,) = found_by(towns_of(geo.open()), "voronezh")
    assert len(town.answers) == len(SUBJECT.frame)
    assert all(re.match("recorded$|looked for on |not looked for yet$", one.words) for one in town.answers)
    assert all(bool(one.records) == (one.words == "recorded") for one in town.answers)


def test_the_site_has_the_table_with_links_and_one_script(tmp_path: Path) -> None:
    data = geo.open()
    site = Site([STATUE], data.edition, {"GE": "Georgia"}, None, {}, fields=data.fields, towns=TOWNS)
    made = {
        page.name: page.content().decode()
        for page in site.pages({}, "")
        if page.name.startswith(("frame.", "townsearch."))
    }
    page = made["frame.html"]
    assert f'<a href="record/{STATUE.id}.html">{STATUE.title}</a>' in page
    assert f'{layer_words(TOWNS, TEXT)} <a href="index.html">' in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert re.findall(r"<script[^>]*>", page) == ['<script src="townsearch.js">']
    assert f"{POLICY}; script-src" in page.replace("&#39;", "'")
    (tmp_path / "townsearch.js").write_text(made["townsearch.js"], encoding="utf-8")
    assert "frame.html" in dict(pages.NAVIGATION).values()
    assert subprocess.run(["node", "--check", str(tmp_path / "townsearch.js")], check=False).returncode == 0


def test_the_app_answers_on_its_coverage_page() -> None:
    test = page_of("coverage")
    assert "page-below" not in bodies(test)
    test.text_input(key="frame place").set_value("Voronezh").run()
    assert not test.exception
    assert any(address == "./?record=voronezh-levoberezhny" for address, _ in links(test))
    test.text_input(key="frame place").set_value("Atlantis").run()
    assert any(words.startswith("No capital") for words in said(test))


def test_the_rows_of_the_second_reading_link_to_their_records() -> None:
    data = geo.open()
    rows = [row for row in read_second_reading(data.folder.second_reading) if row.agreement.startswith("other")]
    coverage = built(data, COVERAGE).decode()
    site = Site(data.records, data.edition, data.countries, None, {}, fields=data.fields)
    (page,) = [one.content().decode() for one in site.pages({}, coverage) if one.name == "coverage.html"]
    assert rows
    for row in rows:
        assert f"(./?record={row.record})" in coverage
        assert f'href="record/{row.record}.html"' in page
    assert "./?record=" not in page
