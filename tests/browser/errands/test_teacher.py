"""A teacher shows a class how it went, and hands something out."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest

from geo.records.lesson_model import Lesson
from geo.records.model import Story
from tests.browser.errands import facts
from tests.browser.errands.conftest import Visit
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE)
def test_the_autumn_of_1961_is_played(page: Page) -> None:
    page.open(year=1960)
    page.play("Fast", years=2)
    year = page.year()
    assert year >= 1962
    assert page.drawn() == facts.number(year=year)
    assert page.sentence().startswith(f"{year}: ")


@on(*EVERYWHERE)
def test_stalingrad_becomes_volgograd_before_the_eyes_of_the_class(page: Page) -> None:
    page.open(year=1960, record="volgograd")
    page.next_year()
    assert page.state() == {"year": ["1961"], "record": ["volgograd"]}
    assert page.popup_title() == "Volgograd"
    page.previous_year()
    assert page.popup_title() == "Stalingrad"


@on(*EVERYWHERE)
def test_what_happened_in_1961_is_read_beside_the_years(page: Page) -> None:
    page.open(year=1970)
    page.open_events_of(1961)
    text = page.event_text()
    for event in facts.events_of(1961):
        assert event.title in text
    page.go_to_event_of(1961)
    assert page.year() == 1961
    page.close_events()
    assert not page.event_open()


@on(*EVERYWHERE)
def test_a_link_shows_each_pupil_the_same(page: Page, visit: Visit) -> None:
    page.open(year=1955)
    page.next_year()
    page.choose_mode("changes")
    page.open_listed(0)
    pupil = visit(page.host)
    pupil.follow(page.address)
    assert pupil.state() == page.state()
    assert pupil.numbers() == page.numbers()


@on(*EVERYWHERE, by_turns=False)
def test_the_map_of_1956_is_printed_with_its_list_and_sources(page: Page) -> None:
    page.open(year=1956)
    paper = page.print()
    for words in (page.sentence(), *page.legend(), *facts.titles(year=1956), *facts.hosts(year=1956)):
        assert facts.squeezed(words) in paper


@on(*EVERYWHERE)
def test_two_groups_with_different_filters_do_not_disturb_each_other(page: Page, visit: Visit) -> None:
    other = visit(page.host)
    page.open(year=1956, country="HU")
    other.open(year=1962, country="CZ")
    page.next_year()
    other.next_year()
    page.choose("category", "Monuments")
    other.previous_year()
    assert page.drawn() == facts.number(year=1957, country="HU", category="monument")
    assert other.drawn() == facts.number(year=1962, country="CZ")


@on(*EVERYWHERE)
def test_1955_and_1962_are_compared(page: Page) -> None:
    page.open(mode="between", **{"from": 1955}, year=1962)
    assert page.notices() == []
    assert all(word in page.sentence() for word in ("lost", "gained", "kept"))
    assert page.drawn() == page.numbers().listed == facts.number(mode="between", since=1955, year=1962)
    assert {"Gained", "Kept"} <= set(page.legend())
    page.set_from(1970)
    assert page.span() == (1961, 1962)


@on(*EVERYWHERE)
def test_1955_and_1962_are_shown_side_by_side(page: Page) -> None:
    page.open(mode="between", **{"from": 1955}, year=1962)
    page.show_side_by_side()
    assert page.state()["split"] == ["1"]
    assert page.divider() == 50
    page.move_divider("ArrowRight")
    assert page.divider() == 52
    page.drag_divider(-6)
    assert page.divider() < 45
    assert {"Bears the name", "Monument stands"} <= set(page.legend())
    assert page.drawn() == facts.number(mode="between", since=1955, year=1962)


@on(*EVERYWHERE)
def test_1953_to_1963_are_played_again_and_again(page: Page) -> None:
    page.open(year=1961)
    assert page.offers("loop")
    page.play_span(1961, 1963, again=True)
    shown = page.watch("Very fast", 5)
    assert shown[:5] == [1962, 1963, 1961, 1962, 1963]


@on(*EVERYWHERE)
def test_the_events_of_the_year_come_up_while_it_plays_and_stay_when_it_is_paused(page: Page) -> None:
    page.open(year=1955)
    page.play_span(1955, 1956)
    assert page.watch("Very fast", 1) == [1956]
    assert facts.events_of(1956)[0].title in page.passing_events()


@on(*EVERYWHERE)
def test_a_story_is_played_step_by_step(page: Page) -> None:
    page.open()
    assert page.offers("stories")
    story = facts.stories()[0]
    page.open_story(story.title)
    for number, step in enumerate(story.steps, 1):
        assert facts.squeezed(step.text) in facts.squeezed(page.story_text())
        assert page.state()["step"] == [str(number)]
        assert f"year={page.year()}&" in step.view
        if number < len(story.steps):
            page.next_step()


def lesson_of(page: Page) -> tuple[Story, Lesson]:
    """Open the lesson of the first story that has one."""
    story = next(story for story in facts.stories() if story.lesson)
    assert story.lesson
    page.open()
    page.open_story(story.title)
    page.open_lesson()
    assert (page.state()["story"], page.state()["lesson"]) == ([story.id], ["1"])
    return story, story.lesson


@on("app", "file")
def test_a_class_guesses_first_and_then_looks_on_the_map(page: Page) -> None:
    story, lesson = lesson_of(page)
    answers = [facts.answer(guess) for guess in lesson.guesses]
    off = []
    for number, (guess, answer) in enumerate(zip(lesson.guesses, answers, strict=True), 1):
        assert guess.ask in page.ask_of(number)
        assert not re.search(rf"\b{answer}\b", page.lesson_whole())
        page.guess(number, answer + number)
        page.reveal(number)
        assert f"{number} year" in page.ask_of(number) or f"{number} too many" in page.ask_of(number)
        assert f"{answer:,}" in page.ask_of(number) if guess.count_of else str(answer) in page.ask_of(number)
        if guess.count_of:
            words = re.search(r"Of the (\d+), (\d+) are so surely .*, and (\d+) possibly", page.ask_of(number))
            assert words
            of_all, sure, possible = map(int, words.groups())
            assert (of_all, sure + possible) == (answer, answer)
            asked = dict(parse_qsl(guess.count_of))
            assert sure == len(facts.bearing(**(asked | {"year": int(asked["year"])})))
        off.append(number)
    assert f"0 guesses of {len(answers)}" in page.sum_of_guesses()
    years = sum(far for far, guess in zip(off, lesson.guesses, strict=True) if guess.year_of)
    assert f"{years} years off" in page.sum_of_guesses()
    for number, (guess, answer) in enumerate(zip(lesson.guesses, answers, strict=True), 1):
        page.show_answer(number)
        if guess.year_of:
            assert (page.year(), page.state()["record"]) == (answer, [guess.year_of.record])
        else:
            assert page.drawn() == answer
        assert page.state()["lesson"] == ["1"]
    page.leave_lesson()
    assert facts.squeezed(story.steps[0].text) in facts.squeezed(page.story_text())
    page.back()
    assert lesson.background in page.lesson_text()


@on("app", "file")
def test_a_class_weighs_two_sources_that_disagree(page: Page) -> None:
    _, lesson = lesson_of(page)
    assert lesson.background not in page.lesson_whole()
    page.press_button("Go on without guessing")
    text = page.lesson_text()
    dispute = facts.dispute(lesson)
    assert len(dispute["statements"]) > 1
    for said in dispute["statements"]:
        assert said["value"] in text
        for source in said["sources"]:
            assert source["label"] in text
            assert source["title"] in text
    assert f"The map goes by {dispute['statements'][0]['value']}" in text
    assert lesson.background in text
    for task in lesson.questions:
        assert task.ask in text
        assert task.key not in text


@on("app", "file")
def test_a_lesson_is_printed_as_two_sheets_and_the_key(page: Page) -> None:
    _, lesson = lesson_of(page)
    sheets = page.print_sheets()
    assert len(sheets) == 3, [(sheet[:60], len(sheet)) for sheet in sheets]
    guessing, asking, key = sheets
    for guess in lesson.guesses:
        assert facts.squeezed(guess.ask) in guessing
        assert facts.squeezed(guess.ask) in key
        assert (
            str(facts.answer(guess))
            not in guessing.partition(facts.squeezed("Names and date"))[2].partition("Version")[0]
        )
        assert str(facts.answer(guess)) in key
    assert facts.squeezed(lesson.background) in guessing
    for said in facts.dispute(lesson)["statements"]:
        assert facts.squeezed(said["value"]) in asking
    for task in lesson.questions:
        assert facts.squeezed(task.ask) in asking
        assert facts.squeezed(task.key) not in guessing + asking
        assert facts.squeezed(task.key) in key
    assert all(facts.squeezed(facts.license()) in sheet and "lesson=1" in sheet for sheet in (guessing, asking, key))


@on("app", "file")
def test_a_lesson_is_taught_by_keys_alone(page: Page) -> None:
    _, lesson = lesson_of(page)
    first = page.guess_with_keys(1, "Home", "ArrowRight", "ArrowRight")
    assert page.guessed(1) == str(first)
    assert page.state()["lesson"] == ["1"]
    page.tab_to("Reveal")
    page.keys("Enter")
    page.focus_comes_to("Show on the map")
    assert str(facts.answer(lesson.guesses[0])) in page.ask_of(1)
    page.keys("Enter")
    page.settle()
    assert "at" in page.state() or page.drawn() == facts.answer(lesson.guesses[0])


@on("file")
def test_what_was_not_guessed_is_not_revealed(page: Page) -> None:
    _, lesson = lesson_of(page)
    page.reveal(1)
    assert "Move the slider" in page.ask_of(1)
    assert not re.search(rf"\b{facts.answer(lesson.guesses[0])}\b", page.lesson_whole())


@on(*EVERYWHERE)
def test_a_worksheet_is_handed_out(page: Page) -> None:
    page.open(year=1956, category="place")
    pages = page.worksheet(1956, 1962, 7)
    key = next(at for at, text in enumerate(pages) if facts.squeezed("Key to worksheet 7: from 1956 to 1962") in text)
    tasks, answers = "".join(pages[:key]), "".join(pages[key:])
    assert facts.squeezed("Worksheet 7: from 1956 to 1962") in tasks
    assert facts.squeezed("The end of 1956") in tasks
    assert facts.squeezed("The end of 1962") in tasks
    before, after = (facts.bearing(year=year, category="place") for year in (1956, 1962))
    assert facts.squeezed(f"At the end of 1956 there were {len(before)} places and monuments in honour.") in tasks
    assert f"1.{len(after)}" in answers
    assert f"1.{len(after)}" not in tasks
    later = {*facts.titles(year=1962, category="place", status="after")}
    assert sum(facts.squeezed(name) in tasks for name in before) >= 14
    assert sum(facts.squeezed(name) in answers for name in later) >= 5
    for part in (tasks, answers):
        assert facts.squeezed(facts.license()) in part
    assert page.worksheet(1962, 1956, 7) == pages
    assert page.worksheet(1956, 1962, 8) != pages


@on(*EVERYWHERE)
def test_on_the_projector_map_and_bar_are_in_view_without_scrolling(page: Page) -> None:
    page.look_at(1366, 768)
    page.open(year=1961)
    assert page.in_view() >= {"map", "bar", "sentence", "search", "filters"}
    assert page.sentence_is_whole()
    assert not page.scrolls()
    page.open_listed(0)
    assert page.in_view() >= {"map", "bar", "sentence"}
    assert page.sees_record()
    assert not page.scrolls()
