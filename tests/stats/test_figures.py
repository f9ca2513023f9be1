"""Numbers that can be quoted: what they say is what the layer has, on the site and in the app."""

from __future__ import annotations

import csv
import io

import pytest

import geo
from geo.exports.site.pages import Site
from geo.layer import Query, build_layer, changes_of, periods_of, select
from geo.records.edition import read_edition
from geo.stats.figures import SINCE, Figure, figures_of
from tests.samples import FIELDS, FOLDER, MONUMENT, record
from tests.scripted import links, page_of


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    data = geo.open()
    return {one.key: one for one in figures_of(data.periods, data.edition.year, data.countries, data.fields)}


def test_what_stands_is_what_the_map_shows(figures: dict[str, Figure]) -> None:
    standing, data = figures["standing"], geo.open()
    shown = select(data.periods, Query.parse(standing.query, data.fields))["record_id"].nunique()
    assert standing.table["monuments"].sum() == shown
    assert standing.sentence.startswith(f"{shown} monuments stand in {data.edition.year}, in ")


def test_every_year_has_what_moved_and_what_ended(figures: dict[str, Figure]) -> None:
    data = geo.open()
    changes = changes_of(data.periods)
    moved, ended = figures["moved"].table, figures["ended"].table.set_index("year")["names given up"]
    assert moved["year"].tolist() == list(range(SINCE, data.edition.year + 1))
    monuments = changes[(changes["category"] == "monument") & (changes["year"] >= SINCE)]
    for word, change in (("put up", "began"), ("taken down", "ended")):
        rows = monuments[monuments["change"] == change]
        assert moved[word].sum() == rows.groupby("year")["record_id"].nunique().sum()
    fallen = changes[(changes["category"] == "place") & (changes["change"] == "ended") & (changes["year"] == 1961)]
    assert ended[1961] == ended.max() == fallen["record_id"].nunique()
    assert f"the most in 1961, {ended[1961]}." in figures["ended"].sentence


def test_the_longest_are_in_order_with_their_records(figures: dict[str, Figure]) -> None:
    table = figures["longest"].table
    assert table["years"].is_monotonic_decreasing
    assert set(table["record"]) <= set(geo.open().periods["record_id"])


def test_of_nothing_there_are_sentences_too() -> None:
    empty = periods_of({**build_layer([], read_edition(FOLDER.edition))}, FIELDS)
    assert [len(one.table) for one in figures_of(empty, SINCE, {}, FIELDS)] == [0, 1, 0, 0]
    one = periods_of(build_layer([record(MONUMENT)], read_edition(FOLDER.edition)), FIELDS)
    assert figures_of(one, SINCE, {}, FIELDS)[0].sentence == f"0 monuments stand in {SINCE}, in 0 countries."


def test_the_site_has_sentence_rule_date_link_and_file(figures: dict[str, Figure]) -> None:
    data = geo.open()
    site = Site([], data.edition, {}, None, {}, fields=data.fields, figures=list(figures.values()))
    made = {page.name: page.content().decode() for page in site.pages({}, "") if "figures" in page.name}
    page = made["figures.html"]
    for key, figure in figures.items():
        assert f'<section id="{key}">' in page
        assert f"data of {data.edition.date}" in page
        assert figure.query.replace("&", "&amp;") in page
        rows = list(csv.reader(io.StringIO(made[f"data/figures-{key}.csv"])))
        assert (rows[0], len(rows)) == (list(figure.table.columns), len(figure.table) + 1)


def test_the_app_has_the_page(figures: dict[str, Figure]) -> None:
    test = page_of("figure_page")
    assert not test.exception
    headings = [one.value for one in test.subheader]
    assert all(any(figure.sentence.split(" ")[0] in words for words in headings) for figure in figures.values())
    assert len(headings) == len(figures)
    assert {f"./?{figure.query}" for figure in figures.values()} <= {address for address, _ in links(test)}
    assert "Figures" in [words for _, words in links(test)]
