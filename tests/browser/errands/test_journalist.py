"""A journalist wants a number, who says so, and something to show."""

from __future__ import annotations

import csv
import html

import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import App, File, Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE)
def test_how_many_are_on_the_map_today_and_where_is_counted_by_country(page: Page) -> None:
    page.open()
    _, today = page.years()
    page.key_on_bar("End")
    counts = page.counts_by_country()
    assert sum(counts.values()) == page.drawn() == facts.number(year=today)
    assert counts[facts.country("GE")] == facts.number(year=today, country="GE")


@on(*EVERYWHERE)
def test_how_many_monuments_stand_today_is_in_the_headline(page: Page) -> None:
    page.open(year=2026)
    stand = facts.number_in(page.sentence(), "monuments? stood")
    assert stand == facts.standing(2026)


@on("app")
def test_how_many_names_ended_in_1961_and_where_is_taken_from_the_charts(page: App) -> None:
    page.open(year=1961)
    page.go_to("Charts")
    assert page.numbers().ended == page.numbers().ends == len(facts.endings(1961))
    with page.save_endings("csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == page.numbers().ended
    assert {row["status"] for row in rows} == {"after"}


@on("app")
def test_a_country_chosen_on_the_charts_is_chosen_on_the_map(page: App) -> None:
    page.open("Charts", year=1961)
    page.open_table(0)
    page.press_mark(facts.country("DE"))
    assert page.numbers().ended == len(facts.endings(1961, country="DE"))
    page.go_to("Map")
    assert page.drawn() == facts.number(year=1961, country="DE")


@on("app")
def test_charts_loaded_anew_keep_year_and_filters(page: App) -> None:
    page.open(year=1956, country="HU")
    page.go_to("Charts")
    before = page.numbers()
    page.reload()
    assert page.state() == {"year": ["1956"], "country": ["HU"]}
    assert page.numbers() == before


@on("app")
def test_back_from_the_charts_the_map_has_its_filters(page: App) -> None:
    page.open(year=1956, country="HU")
    page.go_to("Charts")
    page.back()
    assert page.where == "Map"
    assert page.state() == {"year": ["1956"], "country": ["HU"]}
    assert page.drawn() == facts.number(year=1956, country="HU")


@on("app")
def test_back_from_the_coverage_the_map_is_there(page: App) -> None:
    page.open(year=1956, country="HU")
    page.go_to("Coverage")
    page.back()
    assert page.problem() is None
    assert page.drawn() == facts.number(year=1956, country="HU")


@on(*EVERYWHERE, by_turns=False)
def test_the_link_is_copied_with_one_press(page: Page) -> None:
    page.open(year=1956)
    page.next_year()
    link = page.copy_link()
    assert link == f"{page.address}&data={facts.edition()}"
    assert page.state() == {"year": ["1957"]}
    drawn = page.drawn()
    page.follow(link)
    assert page.state() == {"year": ["1957"], "data": [facts.edition()]}
    assert page.drawn() == drawn


@on(*EVERYWHERE)
def test_a_view_is_cited_with_edition_date_and_link(page: Page) -> None:
    page.open(year=1956, country="HU")
    cited = page.cite_view()
    assert f"version {facts.edition()}" in cited
    assert page.sentence() in cited
    assert f"year=1956&country=HU&data={facts.edition()}" in cited


@on("app")
def test_a_chart_is_saved_as_a_picture_with_title_source_and_licence(page: App) -> None:
    page.open("Charts", year=1961, country="HU")
    title, *_ = page.charts()[0].partition(". ")
    drawing = page.save_picture(0, "SVG").decode("utf-8")
    assert all(words in drawing for words in (title, facts.license(), facts.edition()))
    assert page.save_picture(0, "PNG").startswith(b"\x89PNG")


@on(*EVERYWHERE)
def test_the_map_is_saved_as_a_picture_with_title_source_and_licence(page: Page) -> None:
    page.open(year=1961)
    drawing = html.unescape(page.map_picture("SVG").decode("utf-8"))
    assert all(words in drawing for words in (page.sentence(), facts.license(), facts.edition(), "1961"))
    assert page.map_picture("PNG").startswith(b"\x89PNG")


@on(*EVERYWHERE)
def test_some_years_are_saved_as_an_animation(page: Page) -> None:
    page.open(year=1961, country="HU")
    assert page.animation(1955, 1957).startswith(b"GIF89a")


@on(*EVERYWHERE)
def test_the_map_is_put_into_an_article(page: Page) -> None:
    page.open(year=1956, country="HU")
    assert page.offers("embed")
    assert page.embedded_state() == {"year": ["1956"], "country": ["HU"], "embed": ["1"]}
    page.look_at(700, 480)
    page.open(year=1961, embed=1)
    assert page.notices() == []
    assert not page.scrolls()
    assert page.in_view() >= {"map", "bar", "sentence"}
    assert page.sentence_is_whole()
    page.next_year()
    assert page.state() == {"year": ["1962"], "embed": ["1"]}


@on(*EVERYWHERE)
def test_an_error_in_a_record_is_reported(page: Page) -> None:
    page.open(record="brasov")
    assert page.offers("report of an error")


@on(*EVERYWHERE)
def test_a_quoted_view_names_the_edition_of_the_data(page: Page) -> None:
    page.open(year=1961, data=facts.edition())
    assert page.notices() == []
    assert page.edition() is None
    page.next_year()
    assert page.state() == {"year": ["1962"], "data": [facts.edition()]}
    page.reload()
    assert page.state() == {"year": ["1962"], "data": [facts.edition()]}


@on(*EVERYWHERE)
def test_figures_can_be_quoted(page: Page) -> None:
    page.open()
    assert page.offers("figures")
    page.open_figures()
    assert page.figures() == [figure.sentence for figure in facts.figures()]


@on(*EVERYWHERE)
def test_the_map_shows_what_a_figure_counts(page: Page) -> None:
    for number, figure in enumerate(facts.figures()):
        page.open()
        page.open_figures()
        page.show_figure(number)
        assert page.drawn() == facts.passing(figure.query)
        if figure.key == "standing":
            assert page.drawn() == facts.number_in(figure.sentence, "monuments? stand")


@on(*EVERYWHERE)
def test_the_table_of_a_figure_is_saved(page: Page) -> None:
    page.open()
    page.open_figures()
    for number, figure in enumerate(facts.figures()):
        assert page.save_figure(number) == facts.figure_file(figure)


@on("file")
def test_back_from_what_a_figure_counts_the_view_is_there(page: File) -> None:
    page.open(year=1956, country="HU")
    page.open_figures()
    page.show_figure(0)
    page.back()
    assert page.state() == {"year": ["1956"], "country": ["HU"]}
    assert page.drawn() == facts.number(year=1956, country="HU")


@on("file")
def test_the_link_to_a_figure_opens_it(page: File) -> None:
    figure = facts.figures()[2]
    page.open(year=1956)
    page.open_figures()
    link = page.copy_figure(2)
    assert link.partition("#")[2] == f"figures={figure.key}&data={facts.edition()}"
    page.follow(link)
    page.figures_open()
    page.focus_comes_to(figure.sentence)
    assert page.notices() == []
