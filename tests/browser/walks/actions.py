"""What a person can do on the page, each as a kind of step: how its argument is drawn, and how it is done.

An argument is a text or a number that means something whatever the page shows, so that a step can be taken again after
others were left out; one that cannot be taken now raises :class:`NotNow`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, cast
from urllib.parse import parse_qs

from geo.records.edition import read_edition
from tests.browser.driver import DESKTOP, PHONE
from tests.browser.page import BROWSER_FORMATS, FACETS, MODES, ORDERS, PAGES, App, Page, Site
from tests.browser.walks.numbers import Expected
from tests.samples import FOLDER

__all__ = ["ACTIONS", "Action", "NotNow", "Walker"]

_FEWEST_STEPS = 6
"""No story has fewer."""
_EVERY = ("app", "file", "site")
_MAP = ("Map",)
_ASKED = ("Map", "Charts")


class NotNow(Exception):  # noqa: N818 (nothing is wrong)
    """The step cannot be taken on the page as it is."""


@dataclass
class Walker:
    """One who walks: the page, what it must say, and what was found wrong by the step itself."""

    page: Page
    expected: Expected
    found: list[str]

    @property
    def app(self) -> App:
        """The page where only the app has what is done."""
        return cast("App", self.page)


Draw = Callable[[Random, Expected], Any]
Act = Callable[[Walker, Any], None]


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of step.

    Attributes
    ----------
    name : str
    act : callable
    draw : callable or None
        Draws the argument.
    hosts, pages : tuple of str
        Where it can be done.
    needs : str
        Name of an action after which it can be done.
    weight : int
        How often it is tried, compared with others.
    early : bool
        Whether other steps can do away with it, so that it comes first where it is due.
    """

    name: str
    act: Act
    draw: Draw | None = None
    hosts: tuple[str, ...] = _EVERY
    pages: tuple[str, ...] = _MAP
    needs: str = ""
    weight: int = 4
    early: bool = False


ACTIONS: dict[str, Action] = {}


def _action(name: str, draw: Draw | None = None, **options: Any) -> Callable[[Act], Act]:
    def register(act: Act) -> Act:
        ACTIONS[name] = Action(name, act, draw, **options)
        return act

    return register


def _one_of(*values: Any) -> Draw:
    return lambda random, _: random.choice(values)


def _number(random: Random, _: Expected) -> int:
    return random.randrange(1000)


def _place(random: Random, _: Expected) -> list[float]:
    return [round(random.uniform(0.08, 0.92), 2), round(random.uniform(0.15, 0.9), 2)]


def _one(items: Sequence[Any], number: int) -> int:
    """Give one of some things by a number that was drawn before they were known."""
    if not items:
        raise NotNow
    return number % len(items)


def _must(possible: object) -> None:
    if not possible:
        raise NotNow


# the years


def _years_run(walker: Walker) -> None:
    """In all years the buttons of the time bar are off."""
    _must(walker.page.state().get("mode") != ["all"])


@_action("next year", needs="choose the mode", weight=8)
def _(walker: Walker, _: Any) -> None:
    _years_run(walker)
    walker.page.next_year()


@_action("previous year", needs="choose the mode", weight=6)
def _(walker: Walker, _: Any) -> None:
    _years_run(walker)
    walker.page.previous_year()


@_action("key on the time bar", _one_of("ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"), weight=6)
def _(walker: Walker, key: str) -> None:
    walker.page.key_on_bar(key)


@_action("go to the year", lambda random, expected: random.randint(expected.first, expected.last), weight=6)
def _(walker: Walker, year: int) -> None:
    _years_run(walker)
    walker.page.set_year(year)


@_action("drag the time bar", lambda random, _: round(random.random(), 2))
def _(walker: Walker, share: float) -> None:
    walker.page.drag_to(share)


@_action("play", needs="choose the mode", weight=1)
def _(walker: Walker, _: Any) -> None:
    _years_run(walker)
    walker.page.play()


@_action("choose the mode", _one_of(*MODES), pages=_ASKED, weight=6)
def _(walker: Walker, mode: str) -> None:
    walker.page.choose_mode(mode)


def _compared(walker: Walker) -> None:
    """Two years must be compared."""
    _must(walker.page.state().get("mode") == ["between"])


@_action("compare two years", _one_of(1930, 1953, 1956, 1985), weight=3)
def _(walker: Walker, year: int) -> None:
    walker.page.choose_mode("between")
    walker.page.set_from(year)


@_action("key on the earlier handle", _one_of("ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"),
         needs="compare two years", weight=3)  # fmt: skip
def _(walker: Walker, key: str) -> None:
    _compared(walker)
    walker.page.key_on_from(key)


@_action("drag the earlier handle", _one_of(-40, -5, 5, 40), needs="compare two years", weight=2)
def _(walker: Walker, years: int) -> None:
    _compared(walker)
    walker.page.drag_from(years)


@_action("side by side", needs="compare two years", weight=3)
def _(walker: Walker, _: Any) -> None:
    _compared(walker)
    walker.page.show_side_by_side()


@_action("key on the divider", _one_of("ArrowLeft", "ArrowRight", "Home", "End"), needs="side by side", weight=2)
def _(walker: Walker, key: str) -> None:
    _must(walker.page.numbers().halves)
    walker.page.move_divider(key)


@_action("drag the divider", _one_of(-6, -2, 3, 7), needs="side by side", weight=2)
def _(walker: Walker, share: int) -> None:
    _must(walker.page.numbers().halves)
    walker.page.drag_divider(share)


@_action("play a span again and again", _one_of(1953, 1956, 1990), weight=1)
def _(walker: Walker, year: int) -> None:
    _years_run(walker)
    _must(int(walker.page.state().get("from", ["0"])[0]) < year)  # else the span lies before the earlier of two years
    walker.page.play_span(year, year + 3, again=True)
    shown = walker.page.watch("Very fast", 4)
    if any(not year <= one <= year + 3 for one in shown):
        walker.found.append(f"the years {year} to {year + 3} were to be played, and {shown} were")


@_action("undated states")
def _(walker: Walker, _: Any) -> None:
    _must("mode" not in walker.page.state())
    walker.page.show_undated()


@_action("open an event", _number)
def _(walker: Walker, number: int) -> None:
    walker.page.open_event(_one(walker.page.events(), number))


@_action("go to an event", needs="open an event", weight=2)
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.event_open())
    walker.page.go_to_event()


@_action("close the events", needs="open an event", weight=2)
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.event_open())
    walker.page.close_events()


@_action("hurry", lambda random, _: random.randint(2, 6), needs="choose the mode")
def _(walker: Walker, times: int) -> None:
    _years_run(walker)
    walker.page.hurry(times)


# records


@_action("find", _one_of("Stalin", "Brasov", "Сталинабад", "Sztálinváros", "Varna", "Ереван", "Ungarn",
                         "nowhere at all", "<b>"))  # fmt: skip
def _(walker: Walker, name: str) -> None:
    walker.page.find(name)


@_action("open what was found", _number, needs="find")
def _(walker: Walker, number: int) -> None:
    walker.page.open_found(_one(walker.page.hits(), number))


@_action("ask about a town", _one_of("Voronezh", "Воронеж", "Tirana", "Minsk", "Berat"))
def _(walker: Walker, name: str) -> None:
    walker.page.find(name)
    _must(bool(walker.page.town_answers()))


@_action("open what is told of a town", _number, needs="ask about a town")
def _(walker: Walker, number: int) -> None:
    walker.page.open_asked_record(_one(range(len(walker.page.asked_records())), number))


# stories


@_action("open a story", _one_of("Four statues", "The autumn of 1961", "The mausoleum"), weight=2)
def _(walker: Walker, title: str) -> None:
    walker.page.open_story(title)


@_action("go on in the story", needs="open a story", weight=2)
def _(walker: Walker, _: Any) -> None:
    state = walker.page.state()
    _must("step" in state and "lesson" not in state and int(state["step"][0]) < _FEWEST_STEPS)
    _must(walker.page.can_press("Next"))
    walker.page.next_step()


@_action("open the lesson", needs="open a story", weight=2)
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.can_press("Lesson"))
    walker.page.open_lesson()


@_action("guess", _one_of(0, 12, 1950, 999_999), needs="open the lesson", weight=2)
def _(walker: Walker, value: int) -> None:
    _must("lesson" in walker.page.state() and walker.page.can_press("Reveal"))
    walker.page.guess(1, value)
    walker.page.reveal(1)


@_action("leave the lesson", needs="open the lesson", weight=2)
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.can_press("To the story"))
    walker.page.leave_lesson()


# the open record


@_action("open from the list", _number, needs="clear all filters", weight=6)
def _(walker: Walker, number: int) -> None:
    walker.page.open_listed(_one(range(walker.page.numbers().listed or 0), number))


@_action("close the record", needs="open from the list")
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.record())
    walker.page.close_record()


@_action("open a record that the open one leads to", _number, needs="open Volgograd", weight=2)
def _(walker: Walker, number: int) -> None:
    _must(walker.page.record())
    walker.page.open_related(_one(walker.page.related(), number))


@_action("open Volgograd", weight=1)
def _(walker: Walker, _: Any) -> None:
    walker.page.open(year=1961, record="volgograd")


@_action("link and citation", needs="open from the list", weight=2)
def _(walker: Walker, _: Any) -> None:
    record = walker.page.record()
    _must(record)
    if walker.page.cited_link(str(record)) not in walker.page.citation():
        walker.found.append(f"the citation of {record} does not carry its link")


@_action("read the record's page and come back", hosts=("site",), needs="open from the list", weight=2)
def _(walker: Walker, _: Any) -> None:
    site = cast("Site", walker.page)
    _must(site.record())
    before = site.state()
    site.read_page()
    site.back()
    _kept(walker, "reading the record's page and coming back", before)


@_action("copy the link", weight=2)
def _(walker: Walker, _: Any) -> None:
    copied = walker.page.copy_link()
    named = {} if "story" in walker.page.state() else {"data": [read_edition(FOLDER.edition).version]}
    linked = {**parse_qs(re.split("[?#]", copied, maxsplit=1)[-1]), "at": None}  # the address says the place later
    if linked != {**walker.page.state(), **named, "at": None}:
        walker.found.append(f"the link that was copied is {copied}, at {walker.page.address}")
    if not walker.page.can_embed():  # a phone has no page to put the map on
        return
    shown = {**walker.page.embedded_state(), "at": None}
    if shown != {**walker.page.state(), "year": [str(walker.page.year())], "embed": ["1"], "at": None}:
        walker.found.append(f"the text for another page shows {shown}, at {walker.page.address}")


# the map


@_action("press the map", _place, weight=6)
def _(walker: Walker, place: list[float]) -> None:
    walker.page.press_map(*place)


@_action("point at the map", _place, weight=2)
def _(walker: Walker, place: list[float]) -> None:
    walker.page.hover_map(*place)


@_action("drag the map", lambda random, expected: [_place(random, expected), _place(random, expected)], weight=3)
def _(walker: Walker, places: list[list[float]]) -> None:
    start, end = places
    walker.page.drag_map((start[0], start[1]), (end[0], end[1]))
    walker.page.settle()


@_action("wheel on the map", _one_of(-400, -200, 200, 400), weight=3)
def _(walker: Walker, pixels: int) -> None:
    walker.page.wheel(pixels)


@_action(
    "key on the map",
    _one_of("Enter", "Enter", "Enter", "Escape", "+", "+", "-", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"),
    weight=6,
)  # fmt: skip
def _(walker: Walker, key: str) -> None:
    walker.page.key_on_map(key)


@_action("press in what is open on the map", _number, needs="key on the map", weight=6)
def _(walker: Walker, number: int) -> None:
    walker.page.see_map()
    _must(walker.page.popup_in_view())
    walker.page.press_in_popup(_one(walker.page.popup_buttons(), number))


@_action("close what is open on the map", needs="key on the map", weight=2)
def _(walker: Walker, _: Any) -> None:
    walker.page.see_map()
    _must(walker.page.popup() and walker.page.popup_in_view())
    walker.page.close_popup()


@_action("close the hint", needs="turn the screen", weight=1, early=True)
def _(walker: Walker, _: Any) -> None:
    walker.page.see_map()
    _must(walker.page.hint())
    walker.page.close_hint()


@_action("switch a layer", _number, weight=2)
def _(walker: Walker, number: int) -> None:
    walker.page.see_map()
    walker.page.switch_layer(_one(walker.page.layers(), number))


@_action("fold the legend", weight=1)
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.has_legend())
    walker.page.fold_legend()


@_action("near a town", _one_of("Brașov", "Gori", "Ереван", "Springfield", "Nowhere"), weight=2)
def _(walker: Walker, town: str) -> None:
    walker.page.near_town(town)


@_action("take the pin off", needs="near a town", weight=2)
def _(walker: Walker, _: Any) -> None:
    walker.page.see_map()
    _must(walker.page.can_take_pin_off())
    walker.page.take_pin_off()


# filters


def _option(name: str) -> Draw:
    def draw(random: Random, expected: Expected) -> str:
        return random.choice(expected.values(name))

    return draw


def _filter(name: str, weight: int) -> None:
    def act(walker: Walker, value: str) -> None:
        state = walker.page.state()
        _must(name != "status" or state.get("mode") != ["between"] or "status" in state)  # all compared are honours
        walker.page.toggle(name, value)

    needs = "choose the mode" if name == "status" else ""
    ACTIONS[f"filter {name}"] = Action(f"filter {name}", act, _option(name), needs=needs, weight=weight)


for _name in FACETS:
    _filter(_name, {"country": 8, "category": 8, "status": 5, "kind": 4}.get(_name, 2))


@_action("clear one filter", _one_of(*FACETS, "lasted"), needs="filter country", weight=3)
def _(walker: Walker, name: str) -> None:
    in_force = [one for one in (name, *FACETS, "lasted") if walker.page.can_clear_one(one)]
    walker.page.clear_one(in_force[_one(in_force, 0)])


@_action("look for an option", _one_of("", "sta", "qqq"), weight=1)
def _(walker: Walker, text: str) -> None:
    walker.page.look_for_option("honours", text)


@_action("lasted at least", _one_of(None, 1, 5, 10, 30), weight=2)
def _(walker: Walker, years: int | None) -> None:
    walker.page.set_lasted(years)


@_action("only where sources disagree")
def _(walker: Walker, _: Any) -> None:
    walker.page.disputed_only()


@_action("take a filter off", _number, pages=_ASKED, needs="filter country", weight=6)
def _(walker: Walker, number: int) -> None:
    walker.page.press_chip(_one(walker.page.chips(), number))


@_action("take all filters off", pages=_ASKED, needs="filter country", weight=2)
def _(walker: Walker, _: Any) -> None:
    _must(len(walker.page.chips()) > 1)
    walker.page.clear_chips()


@_action("clear all filters", needs="filter country", weight=2)
def _(walker: Walker, _: Any) -> None:
    _must(walker.page.chips())
    walker.page.clear()


# the panel, the list, and files


@_action("show a part of the panel", _one_of("Filters", "List"), weight=2)
def _(walker: Walker, tab: str) -> None:
    walker.page.show(tab)


@_action("fold the panel", weight=1)
def _(walker: Walker, _: Any) -> None:
    walker.page.fold_panel()


@_action("order of the list", _one_of(*ORDERS), weight=2)
def _(walker: Walker, order: str) -> None:
    walker.page.order_by(order)
    names = walker.page.column("name")
    if len(names) != walker.page.drawn():
        walker.found.append(f"the number of lines of the list is {len(names)}, and must be {walker.page.drawn()}")


@_action("about", weight=1)
def _(walker: Walker, _: Any) -> None:
    walker.page.about()


@_action("save", _one_of(*BROWSER_FORMATS))
def _(walker: Walker, form: str) -> None:
    _must(walker.page.can_export())
    walker.found += walker.expected.saved(walker.page, form, walker.page.export(form))


@_action("save a picture", _one_of("SVG", "PNG"), weight=1)
def _(walker: Walker, form: str) -> None:
    content = walker.page.map_picture(form)
    if form == "PNG":
        walker.found += [] if content.startswith(b"\x89PNG") else ["a picture is no PNG"]
        return
    drawing = content.decode("utf-8")
    sentence = walker.page.sentence()
    if sentence not in html.unescape(drawing):
        walker.found.append(f"a picture does not say {sentence}")
    records = sum(int(count) for count in re.findall(r'data-records="(\d+)"', drawing))
    if records > walker.page.drawn():
        walker.found.append(f"a picture shows {records} records, and the map has {walker.page.drawn()}")


@_action("save what the server makes", _one_of("csv-records", "kml", "lpf"), hosts=("app",), weight=2)
def _(walker: Walker, form: str) -> None:
    _must(walker.page.can_export())
    walker.found += walker.expected.saved(walker.page, form, walker.page.export(form, served=True))


@_action("save what ended", _one_of("geojson", "csv", "csv-records", "kml", "lpf"), hosts=("app",), pages=("Charts",),
         needs="take all filters off")  # fmt: skip
def _(walker: Walker, form: str) -> None:
    _must(walker.page.numbers().ended)
    walker.found += walker.expected.saved(walker.page, form, walker.app.save_endings(form))


# charts


@_action("open a table of a chart", _number, hosts=("app",), pages=("Charts",))
def _(walker: Walker, number: int) -> None:
    walker.app.open_table(_one(range(walker.app.open_tables()), number))


@_action("press a link of a chart", _number, hosts=("app",), pages=("Charts",), needs="open a table of a chart",
         weight=6)  # fmt: skip
def _(walker: Walker, number: int) -> None:
    walker.app.press_mark(_one(walker.app.marks(), number))


@_action("press a chart", lambda random, expected: [_number(random, expected), *_place(random, expected)],
         hosts=("app",), pages=("Charts",), weight=8)  # fmt: skip
def _(walker: Walker, place: list[Any]) -> None:
    walker.app.press_chart(_one(walker.app.charts(), place[0]), place[1], place[2])


@_action("save a chart", _number, hosts=("app",), pages=("Charts",), weight=1)
def _(walker: Walker, number: int) -> None:
    form = ("SVG", "PNG")[number % 2]
    begins = {"SVG": b"<svg", "PNG": b"\x89PNG"}[form]
    picture = walker.app.save_picture(_one(walker.app.charts(), number), form)
    if not picture.startswith(begins):
        walker.found.append(f"the {form} of a chart begins with {picture[:20]!r}")


@_action("year of the charts", lambda random, expected: random.randint(expected.first, expected.last), hosts=("app",),
         pages=("Charts",))  # fmt: skip
def _(walker: Walker, year: int) -> None:
    _must(walker.app.can_set_chart_year())
    walker.app.set_chart_year(year)


# ways


def _kept(walker: Walker, what: str, before: dict[str, list[str]]) -> None:
    """Note what a way to the same state has lost; where the map is, is written once it rests."""
    wanted, now = (walker.expected.sound(state) for state in (before, walker.page.state()))
    for state in (wanted, now):
        state.pop("at", None)
        if len(set(state.get("category", []))) > 1:
            del state["category"]  # both are all there is: the server leaves it out of addresses
    wanted.setdefault("year", now.get("year", []))
    now.setdefault("year", wanted["year"])
    if wanted != now:
        walker.found.append(f"{what} made {now} of {wanted}")


@_action("go to the page", _one_of(*PAGES), hosts=("app",), pages=PAGES, weight=6)
def _(walker: Walker, page: str) -> None:
    _must(walker.page.where != page)
    before = walker.page.state()
    walker.app.go_to(page)
    if walker.page.where != page:
        walker.found.append(f"the link to {page} led to {walker.page.where}")
    _kept(walker, f"going to {page}", before)


@_action("go to the page and back", _one_of("Charts", "Coverage"), hosts=("app",), pages=PAGES)
def _(walker: Walker, page: str) -> None:
    _must(walker.page.where != page)
    before, here = walker.page.state(), walker.page.where
    walker.app.go_to(page)
    walker.page.back()
    if walker.page.where != here:
        walker.found.append(f"one step back from {page} led to {walker.page.where}, not to {here}")
    _kept(walker, f"going to {page} and back", before)


@_action("back", pages=PAGES, weight=6)
def _(walker: Walker, _: Any) -> None:
    walker.page.back()


@_action("forward", pages=PAGES, weight=3)
def _(walker: Walker, _: Any) -> None:
    walker.page.forward()


@_action("reload", pages=PAGES, weight=2)
def _(walker: Walker, _: Any) -> None:
    before = walker.page.state()
    walker.page.reload()
    _kept(walker, "loading the page anew", before)


def _link(random: Random, expected: Expected) -> dict[str, Any]:
    link: dict[str, Any] = {"year": random.randint(expected.first, expected.last)}
    if random.random() < 0.4:
        link["record"] = random.choice(expected.values("record_id"))
    if random.random() < 0.4:
        link["mode"] = random.choice(["changes", "all", "between"])
    if link.get("mode") == "between":
        link |= {"year": max(link["year"], expected.first + 5), "from": expected.first + random.randint(0, 4)}
        link |= {"split": 1} if random.random() < 0.5 else {}
    for name in FACETS:
        if random.random() < 0.1:
            values = expected.values(name)
            link[name] = random.sample(values, random.randint(1, min(2, len(values))))
    return link


@_action("open a link", _link, pages=PAGES, weight=3)
def _(walker: Walker, link: dict[str, Any]) -> None:
    walker.page.open(**link)
    _kept(walker, "opening a link", {name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
                                     for name, value in link.items()})  # fmt: skip


_BAD = (
    {"year": 9999},
    {"year": "1961.5", "mode": "none"},
    {"record": "nowhere"},
    {"country": ["ZZ", "UA"], "lasted": -1},
    {"between": "1962-1956", "near": "here"},
    {"q": "<script>alert(1)</script>", "colour": "red"},
    {"at": "1,2", "lang": "xx", "undated": "yes"},
)


@_action("open a link that is wrong", _one_of(*_BAD), pages=PAGES, weight=1)
def _(walker: Walker, link: dict[str, Any]) -> None:
    walker.page.open(**link)


@_action("turn the screen", _one_of(DESKTOP, PHONE, (844, 390)), pages=PAGES, weight=2)
def _(walker: Walker, size: list[int]) -> None:
    walker.page.driver.resize(*size)
    walker.page.settle()


@_action("colours", _one_of("light", "dark"), pages=PAGES, weight=2)
def _(walker: Walker, scheme: str) -> None:
    walker.page.driver.scheme(scheme)
    walker.page.settle()
