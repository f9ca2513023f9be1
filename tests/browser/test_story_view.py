"""Stories in a real browser: every step of every story, by keys, by a finger, by a link, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from geo.records.stories import read_stories
from tests.browser.conftest import go, wait_year
from tests.samples import FOLDER

pytestmark = pytest.mark.browser
STORIES = read_stories(FOLDER.stories)
_SWIPE = """(box, [from, to]) => {
    for (const [type, x] of [["touchstart", from], ["touchend", to]]) {
        const finger = new Touch({ identifier: 1, target: box, clientX: x, clientY: 300 });
        const touches = type === "touchstart" ? [finger] : [];
        box.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches: [finger] }));
    }
}"""


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open the map of a host, the file without a network; fail if the page had an error."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def make(address: str = "", host: str = "file", **options: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}))
        contexts[-1].set_offline(host == "file")
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(f"error {error}"))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        own = f"{request.getfixturevalue('app')}/?" if host == "app" else f"{request.getfixturevalue('file').as_uri()}#"
        return go(page, own + address)

    yield make
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "favicon" not in fault] == []


def step_of(page: Page, story: str, number: int) -> Locator:
    return page.locator(f'[data-testid=story][data-story="{story}"][data-step="{number}"]')


@pytest.mark.parametrize("host", ["app", "file"])
def test_every_step_of_every_story_shows_what_it_tells(host: str, opened: Open) -> None:
    page = opened(host=host)
    for story in STORIES:
        page.get_by_test_id("stories").click()
        page.get_by_role("button", name=story.title, exact=True).click()
        expect(page.get_by_test_id("story").get_by_role("heading", level=2)).to_be_focused()
        for number, step in enumerate(story.steps, 1):
            told = step_of(page, story.id, number)
            expect(told).to_contain_text(step.text)
            expect(told).to_contain_text(f"{number} of {len(story.steps)}")
            view = parse_qs(step.view)
            wait_year(page, int(view["year"][0]))
            for record in view.get("record", []):
                expect(page.locator(f'[data-testid=record][data-record="{record}"]')).to_be_attached()
                expect(page.get_by_test_id("popup")).to_be_visible()
            assert f"story={story.id}&step={number}" in page.url
            assert "at" not in view or parse_qs(re.split("[?#]", page.url)[1])["at"] == view["at"]
            assert page.get_by_role("alert").count() == 0
            if number < len(story.steps):
                page.keyboard.press("ArrowRight")
        expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
        page.get_by_role("button", name="All stories").click()


def test_back_leads_to_the_step_before_and_closing_gives_the_focus_back(opened: Open) -> None:
    story = STORIES[0]
    page = opened("year=1950")
    page.get_by_test_id("stories").click()
    page.get_by_role("button", name=story.title, exact=True).click()
    expect(step_of(page, story.id, 1)).to_be_visible()
    page.get_by_role("button", name="Next", exact=True).click()
    expect(step_of(page, story.id, 2)).to_be_visible()
    page.go_back()
    expect(step_of(page, story.id, 1)).to_be_visible()
    page.go_back()
    expect(page.get_by_test_id("story")).to_be_hidden()
    wait_year(page, 1950)
    page.go_forward()
    expect(step_of(page, story.id, 1)).to_be_visible()
    page.get_by_role("button", name="Close story").click()
    expect(page.get_by_test_id("story")).to_be_hidden()
    expect(page.get_by_test_id("stories")).to_be_focused()
    assert "story=" not in page.url


def test_the_second_year_of_a_step_is_shown_and_left(opened: Open) -> None:
    story, number, step = next(
        (story, number, step)
        for story in STORIES
        for number, step in enumerate(story.steps, 1)
        if step.other_year is not None
    )
    own = int(parse_qs(step.view)["year"][0])
    page = opened(f"story={story.id}&step={number}")
    wait_year(page, own)
    page.get_by_role("button", name=f"Show {step.other_year}").click()
    wait_year(page, step.other_year or 0)
    page.get_by_role("button", name=f"Show {own}").click()
    wait_year(page, own)
    expect(step_of(page, story.id, number)).to_be_visible()


def test_a_link_that_names_a_step_alone_shows_what_the_step_shows(opened: Open) -> None:
    story = STORIES[-1]
    page = opened(f"story={story.id}&step=3")
    expect(step_of(page, story.id, 3)).to_be_visible()
    view = parse_qs(story.steps[2].view)
    wait_year(page, int(view["year"][0]))
    expect(page.locator(f'[data-testid=record][data-record="{view["record"][0]}"]')).to_be_attached()
    expect(page).to_have_url(re.compile(rf"year=\d+.*record=.*story={story.id}&step=3"))


def test_a_finger_goes_from_step_to_step(opened: Open) -> None:
    story = STORIES[1]
    phone = opened(f"story={story.id}&step=2", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    told = step_of(phone, story.id, 2)
    expect(told).to_be_visible()
    told.evaluate(_SWIPE, [300, 100])
    expect(step_of(phone, story.id, 3)).to_be_visible()
    step_of(phone, story.id, 3).evaluate(_SWIPE, [100, 300])
    expect(told).to_be_visible()
    told.evaluate(_SWIPE, [120, 100])
    expect(told).to_be_visible()


def test_a_story_is_printed_whole_with_its_sources(opened: Open) -> None:
    story = next(story for story in STORIES if any(step.sources for step in story.steps))
    page = opened(f"story={story.id}&step=1")
    expect(step_of(page, story.id, 1)).to_be_visible()
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print as a handout").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    paper = page.locator(".paper-list")
    for step in story.steps:
        expect(paper).to_contain_text(step.title)
        expect(paper).to_contain_text(step.text)
        for source in step.sources.values():
            expect(paper).to_contain_text(source.url)
    expect(paper).to_contain_text("vounb.ru")
    page.emulate_media(media="screen")
    expect(paper).to_have_count(0)


def test_a_story_that_is_not_there_is_told_to_be_ignored(opened: Open) -> None:
    page = opened("story=nothing&step=9")
    expect(page.locator(".front-notice")).to_contain_text('story "nothing" is not on this map')
