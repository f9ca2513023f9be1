"""The walks of CI: between them every kind of step is taken, and after each the page is sound."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from geo.layer import Query, select
from tests.browser.driver import PHONE, Engine
from tests.browser.page import Page
from tests.browser.walks.actions import ACTIONS
from tests.browser.walks.numbers import Expected
from tests.browser.walks.walk import Host, Setting, Step, Walk, parse, replay, shortest, walk

pytestmark = pytest.mark.browser
STEPS = 40
CUTS = 12
"""How often a walk that failed is taken again to cut it down; ``tests.browser.walks --replay`` cuts further."""
SEEDS = {"app": range(1, 7), "file": range(1, 5), "site": range(1, 3)}


@pytest.fixture(scope="session")
def expected() -> Expected:
    return Expected(dt.date.today().year)


@pytest.fixture
def host(request: pytest.FixtureRequest) -> Host:
    name = request.param
    home = request.getfixturevalue(name)
    return Host(name, home if isinstance(home, str) else home.as_uri())


def share_of(host: str, seed: int) -> list[str]:
    """Deal the kinds of steps to walks, so that those of the app take them all, and those of file and site together."""
    among = [(name, one) for name in (("app",) if host == "app" else ("file", "site")) for one in SEEDS[name]]
    at = among.index((host, seed))
    common = [name for name, action in ACTIONS.items() if among[0][0] in action.hosts]
    own = [name for name, action in ACTIONS.items() if action.hosts == (host,) and name not in common]
    return common[at :: len(among)] + (own if seed == SEEDS[host].start else [])


@pytest.mark.parametrize(
    ("host", "seed"), [(host, seed) for host, seeds in SEEDS.items() for seed in seeds], indirect=["host"]
)
def test_a_walk_finds_nothing_wrong(engine: Engine, host: Host, seed: int, expected: Expected) -> None:
    share = share_of(host.name, seed)
    one = walk(engine, host, seed, STEPS, expected, share)
    if one.failure is not None:
        least = shortest(one, lambda steps: replay(engine, host, one.setting, steps, expected), CUTS)
        pytest.fail(f"{least.failure}\nafter {len(least.steps)} steps on {host.name}:\n{least}", pytrace=False)
    assert len(one.steps) >= STEPS
    assert [name for name in share if name not in one.taken()] == []


@pytest.mark.parametrize("host", SEEDS, indirect=True)
def test_the_headline_counts_what_the_map_draws(visit: Callable[..., Page], host: Host, expected: Expected) -> None:
    page = visit(host.name)
    page.open(year=2026)
    _, _, standing = page.sentence().partition(";")
    told = sum(int(figures.replace(",", "")) for figures in re.findall(r"([\d,]+) (?:places?|monuments?) ", standing))
    rows = select(expected.periods, Query(year=2026, status=("honouring",)))
    assert told == rows["record_id"].nunique()


def test_every_kind_of_step_is_dealt_to_a_walk() -> None:
    dealt = {host: {name for seed in seeds for name in share_of(host, seed)} for host, seeds in SEEDS.items()}
    assert dealt["app"] == {name for name, action in ACTIONS.items() if "app" in action.hosts}
    assert dealt["app"] | dealt["file"] | dealt["site"] == set(ACTIONS)
    alike = {name for name, action in ACTIONS.items() if "file" in action.hosts}
    assert (dealt["file"] | dealt["site"]) & alike == alike
    for host, names in dealt.items():
        assert all(host in ACTIONS[name].hosts for name in names)


def test_a_country_then_monuments_then_the_next_year(engine: Engine, app: str, expected: Expected) -> None:
    steps = [Step("filter country", "UA"), Step("filter category", "monument"), Step("next year")]
    one = replay(engine, Host("app", app), Setting(), steps, expected)
    assert (one.failure, one.steps) == (None, steps)


SMALL = Setting(PHONE)


@pytest.mark.parametrize(
    ("setting", "steps"),
    [
        pytest.param(SMALL, [Step("switch a layer", 0)], id="the hint does not cover the layers"),
        pytest.param(
            SMALL,
            [Step("fold the legend"), Step("press the map", [0.3, 0.85]), Step("press in what is open on the map", 0)],
            id="the legend does not cover what is open on a small map",
        ),
        pytest.param(
            SMALL, [Step("fold the legend"), Step("fold the legend")], id="the hint does not cover an open legend"
        ),
        pytest.param(
            Setting(),
            [Step("key on the map", "Enter"), Step("press in what is open on the map", 0)],
            id="what opens on the map is in view",
        ),
        pytest.param(
            Setting(),
            [Step("open an event", 749), Step("filter fate", "replaced"), Step("take a filter off", 44)],
            id="the stories of events do not cover the filters in force",
        ),
        pytest.param(SMALL, [Step("filter honours", "Mátyás Rákosi")], id="a value that is not ASCII is found"),
        pytest.param(SMALL, [Step("open a link that is wrong", {"between": "1962-1956"})], id="years run backwards"),
        pytest.param(
            SMALL,
            [
                Step("open a link that is wrong", {"between": "1962-1956", "near": "here"}),
                Step("open from the list", 711),
                Step("close what is open on the map"),
            ],
            id="a notice does not cover what is open on the map",
        ),
        pytest.param(
            SMALL,
            [Step("turn the screen", [844, 390]), Step("open an event", 777), Step("close the events")],
            id="the head line does not cover what opens from the bar on a low screen",
        ),
        pytest.param(
            SMALL,
            [Step("show a part of the panel", "Filters"), Step("save", "csv")],
            id="a panel does not cover what opens from the head line",
        ),
        pytest.param(
            SMALL,
            [Step("near a town", "Nowhere"), Step("ask about a town", "Voronezh"), Step("press the map", [0.72, 0.35])],
            id="what is found takes the place of the panel",
        ),
        pytest.param(
            Setting(),
            [Step("turn the screen", [844, 390]), Step("switch a layer", 521)],
            id="the legend does not cover the layers on a low screen",
        ),
        pytest.param(
            SMALL,
            [Step("lasted at least", 1), Step("find", "Stalin"), Step("filter category", "place")],
            id="what was found goes away when the panel is opened again",
        ),
        pytest.param(
            Setting(),
            [Step("turn the screen", [844, 390]), Step("open an event", 15), Step("save a picture", "PNG")],
            id="what opens from the bar does not cover the head line on a low screen",
        ),
        pytest.param(
            Setting(),
            [
                Step("open a link", {"year": 1922, "record": "stalinogrod-mine-katowice"}),
                Step("find", "Varna"),
                Step("close what is open on the map"),
            ],
            id="what was found is left before what is open below it is closed",
        ),
    ],
)
def test_what_walks_found_is_mended(
    engine: Engine, file: Path, expected: Expected, setting: Setting, steps: list[Step]
) -> None:
    one = replay(engine, Host("file", file.as_uri()), setting, steps, expected)
    assert (one.failure, one.steps) == (None, steps)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("() => void (document.querySelector('[data-testid=timemap]').dataset.shown = '7')", "number of records drawn"),
        ("() => void (document.querySelector('[data-testid=list]').dataset.count = '7')", "records listed is 7"),
        ("() => void (document.getElementById('map-root').innerHTML = '<p role=alert>Oh</p>')", "shows an error: Oh"),
        ("() => { setTimeout(() => { throw new Error('of ours') }) }", "page error: of ours"),
        ("() => console.error('of ours')", "console error: of ours"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_sound_ends_the_walk(
    engine: Engine, file: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    def legend(page: Page) -> None:
        page.driver.run(script)
        page.driver.wait_until("() => new Promise((done) => setTimeout(() => done(true), 20))")

    monkeypatch.setattr(Page, "fold_legend", legend)
    steps = [Step("next year"), Step("fold the legend"), Step("previous year")]
    one = replay(engine, Host("file", file.as_uri()), Setting(), steps, expected)
    assert one.steps == steps[:2]
    assert words in (one.failure or "")


def test_what_fails_is_cut_down_to_the_steps_that_matter() -> None:
    steps = [Step("next year"), *[Step("colours", "dark")] * 9, Step("play"), Step("reload")]

    def again(some: Sequence[Step]) -> Walk:
        bad = Step("next year") in some and Step("reload") in some
        return Walk(Setting(), list(some), "the page shows an error: x" if bad else None)

    least = shortest(again(steps), again)
    assert least.steps == [Step("next year"), Step("reload")]


def test_another_failure_is_not_taken_for_the_same() -> None:
    def again(some: Sequence[Step]) -> Walk:
        return Walk(Setting(), list(some), "the map's year is 1" if len(some) > 1 else "the list is 2")

    assert len(shortest(again([Step("next year")] * 4), again).steps) == 2


def test_a_printed_walk_can_be_taken_again() -> None:
    one = Walk(Setting((390, 844), "dark"), [Step("next year"), Step("drag the map", [[0.1, 0.2], [0.3, 0.4]])])
    assert parse(str(one)) == (one.setting, one.steps)


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(ValueError, match=r'^"fly" is no action; there are next year'):
        parse("fly")
