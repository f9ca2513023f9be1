"""All that the net knows of our page: what its parts are called and how one finds them. Nothing else knows it.

Errands and walks speak in what people do and read. A :class:`Page` is the one screen on any host, :class:`App` the
Streamlit app with its charts and its coverage, :class:`File` the map in one file, :class:`Site` the static site.
"""

from __future__ import annotations

import io
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

from pypdf import PdfReader

from geo.layer import PASSED_ON, Query
from geo.records.edition import read_edition
from tests.browser.driver import Driver, DriverError, Part, by_data, by_id, by_role, by_text
from tests.samples import FOLDER

__all__ = ["CONTROLS", "FACETS", "FORMATS", "MODES", "ORDERS", "PAGES", "App", "File", "Numbers", "Page", "Site",
           "query_of"]  # fmt: skip

PAGES = ("Map", "Charts", "Figures", "Coverage")
MODES = {
    "year": "In this year",
    "changes": "Changes up to this year",
    "between": "Between two years",
    "all": "All years",
}
FACETS = (
    "category", "status", "country", "kind", "honours", "controlled_by", "polity", "fate", "replaced", "confidence",
)  # fmt: skip
"""The filters with counted options, by their parameters of the address."""
ORDERS = ("By country", "By name", "By start")
BROWSER_FORMATS = {"geojson": "GeoJSON", "csv": "CSV, one row a period"}
FORMATS = BROWSER_FORMATS | {
    "csv-records": "CSV, one row a record",
    "csv-disagreements": "CSV, what sources say differently",
    "gpkg": "GeoPackage",
    "fgb": "FlatGeobuf",
    "parquet": "GeoParquet",
    "kml": "KML",
    "html": "The map in one file (HTML)",
    "lpf": "Linked Places (JSON-LD)",
}
OPENING_YEAR = 1961
_READY_SECONDS = 60
_SETTLE_SECONDS = 30

_MAP = by_id("timemap")
_LIST = by_id("list")
_RECORD = by_id("record")
_PANEL = by_role("complementary", "Filters, list and record")
_YEAR = by_role("slider", "Year")
_FROM = by_role("slider", "From")
_DIVIDER = by_id("divider")
_HANDLES = by_id("handles")
_SEARCH = by_role("searchbox")
_HITS = by_id("hit")
_ASKED = by_id("asked").inside(by_id("search"))
_ASKED_NEAR = by_id("asked").inside(by_id("filters"))  # the field Near tells of a town what a search tells
_ANSWERS = by_role("definition").inside(_ASKED)
_TOLD = by_role("button").inside(_ASKED)
_PILLS = by_role("group", "Filters in force")
_PIN_OFF = by_role("button", "Take the pin off")
_PIN = by_role("button", re.compile("^Near the pin")).inside(_PILLS)

_READ = """() => {
    const one = (id) => document.querySelector(`[data-testid=${id}]`);
    const numbers = (text) => (text?.match(/\\d[\\d,]*/g) ?? []).map((figures) => Number(figures.replaceAll(",", "")));
    const seen = (part) => part?.checkVisibility() ?? false;
    const map = one("timemap");
    const popup = [...document.querySelectorAll("[data-testid=popup]")].find(
        (part) => part.closest(".leaflet-popup").style.opacity !== "0", // it fades away when it is closed
    );
    const heads = [...document.querySelectorAll("h2, h3")].map((head) => head.textContent);
    const ended = heads.find((head) => / of the recorded honours /.test(head)) ?? null;
    const saves = [...document.querySelectorAll("p")].map((part) => part.textContent.trim());
    const ends = saves.find((text) => /^Save (this one|these [\\d,]+):/.test(text));
    const sentence = one("sentence");
    const filters = one("filters");
    const counted = {};
    const chosen = {};
    if (seen(filters))
        for (const box of filters.querySelectorAll("[data-testid^=filter-]")) {
            const options = [...box.querySelectorAll("[data-value][data-count]")];
            if (!options.length || !seen(box)) continue;
            const name = box.dataset.testid.slice("filter-".length);
            counted[name] = Object.fromEntries(options.map(({ dataset }) => [dataset.value, Number(dataset.count)]));
            chosen[name] = options.filter((part) => part.ariaPressed === "true").map(({ dataset }) => dataset.value);
        }
    const passing = [...(filters?.querySelectorAll("[role=status]") ?? [])].find(seen)?.textContent;
    return {
        year: map ? Number(map.dataset.year) : null,
        drawn: map ? Number(map.dataset.shown) : null,
        beside: numbers(one("count")?.textContent),
        sentence: sentence?.textContent ?? null,
        counts: Object.fromEntries(Object.entries(sentence?.dataset ?? {}).filter(([name]) => name !== "testid")
            .map(([name, count]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), Number(count)])),
        listed: one("list") ? Number(one("list").dataset.count) : null,
        passing: numbers(passing),
        counted,
        chosen,
        ended: ended && (/ none of the /.test(ended) ? 0 : numbers(ended.replace(/^.*?, /, ""))[0]),
        ends: ends ? (/^Save this one/.test(ends) ? 1 : numbers(ends)[0]) : null,
        record: one("record")?.dataset.record ?? null,
        popup: popup?.dataset.record ?? null,
        halves: seen(one("divider")) ? [...one("divider").children].map((part) => Number(part.textContent)) : [],
    };
}"""

_WATCH_YEARS = """() => {
    const map = document.querySelector("[data-testid=timemap]");
    const years = [];
    let last = map.dataset.year; // it is written anew when the map is drawn anew
    document.documentElement.dataset.years = "";
    new MutationObserver(() => {
        if (last !== map.dataset.year) years.push((last = map.dataset.year));
        document.documentElement.dataset.years = years.join(" ");
    }).observe(map, { attributes: true, attributeFilter: ["data-year"] });
}"""

_PROBLEM = """() => {
    const bad = ["stException", "stAlertContentError", "stErrorElement"].map((id) => `[data-testid^="${id}"]`);
    const found = document.querySelector([...bad, "[role=alert]:not([data-testid])"].join(", "));
    if (found) return found.innerText;
    const dialog = document.querySelector("[data-testid=stDialog]");
    if (dialog && /error/i.test(dialog.innerText)) return dialog.innerText;
    return /Traceback \\(most recent call last\\)/.test(document.body.innerText) ? document.body.innerText : null;
}"""

_AWAITED = """(opening) => {
    const map = document.querySelector("[data-testid=timemap]");
    if (document.querySelector("[role=alert]:not([data-testid])")) return "";
    if (map?.dataset.ready !== "true") return "the map is not ready";
    const address = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
    const { min, max } = document.querySelector("input[type=range][aria-label=Year]");
    const old = /^(\\d{4})-(\\d{4})$/.exec(address.get("between")); // two years, as addresses once had them
    const compared = old && old[1] <= old[2] ? old[2] : address.get("year");
    const [first, last, told] = [Number(min), Number(max), Number(compared)];
    const sound = Number.isInteger(told) && first <= told && told <= last; // another is ignored
    const year = sound ? told : opening;
    if (year !== null && map.dataset.year !== String(year)) return `the map has ${map.dataset.year}, not ${year}`;
    const since = document.querySelector("input[type=range][aria-label=From]");
    const from = Number(address.getAll("from").length === 1 ? address.get("from") : NaN);
    const two = address.get("mode") === "between" && !old && since?.checkVisibility() && first <= from && from < year;
    if (two && since.value !== String(from)) return `the earlier year is ${since.value}, not ${from}`;
    const list = document.querySelector("[data-testid=list]").dataset.count;
    if (list !== map.dataset.shown) return `the list has ${list} records, the map ${map.dataset.shown}`;
    if (map.querySelector(".leaflet-pan-anim, .leaflet-zoom-anim")) return "the map is on its way";
    const asked = address.get("record");
    const read = document.querySelector("[data-testid=record]")?.dataset.record ?? null;
    const open = document.querySelector(`[data-testid=popup][data-record="${asked}"]`);
    return open && read !== asked ? `the record ${asked} is not there to be read` : "";
}"""
_FRAMES = """new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done)); // the first may be under way
    setTimeout(done, 200); // a page that cannot be seen has none
})"""
_SETTLED = f"async (opening) => {{ await {_FRAMES}; return !({_AWAITED})(opening); }}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the page says now; None, or empty, where it does not say it.

    Attributes
    ----------
    year, drawn : int or None
        The map's year, and how many records it draws.
    beside : list of int
        The numbers beside the year: records drawn and all, or drawn, passing the filters and all.
    sentence : str or None
    counts : dict of str to int
        The numbers that the sentence carries, by their names in :data:`geo.stats.counts.COUNTS`.
    listed : int or None
        How many records the list has.
    passing : list of int
        Below the filters: records that pass, and all.
    counted, chosen : dict
        By filter the number beside each of its options, and the options that are chosen, where they can be seen.
    ended, ends : int or None
        On the charts: how many honours ended by the headline, and by the line that saves them.
    record, popup : str or None
        The record that is open beside the map, and on it.
    halves : list of int
        The years of the two halves of the map, where there are two.
    """

    year: int | None
    drawn: int | None
    beside: list[int]
    sentence: str | None
    counts: dict[str, int]
    listed: int | None
    passing: list[int]
    counted: dict[str, dict[str, int]]
    chosen: dict[str, list[str]]
    ended: int | None
    ends: int | None
    record: str | None
    popup: str | None
    halves: list[int]


class Page:
    """The one screen as a person meets it.

    Parameters
    ----------
    driver : Driver
    home : str
        Address at which the host has the map.
    opening : int or None
        The year of an address that says none; None where the net need not know it.
    """

    host: ClassVar[str]
    _saves: ClassVar[str] = "button"

    def __init__(self, driver: Driver, home: str, opening: int | None = OPENING_YEAR) -> None:
        self.driver = driver
        self.home = home
        self.opening = opening

    # to get there

    def link(self, **parameters: Any) -> str:
        """Give the address of a state of the map: ``year``, ``record``, ``country`` and so on, lists for several."""
        raise NotImplementedError

    def open(self, **parameters: Any) -> None:
        """Open the map as a link does, and wait until it can be used."""
        self.driver.open(self.link(**parameters))
        self.ready()

    def ready(self) -> None:
        """Wait until the map is drawn and the page has nothing more to do."""
        self.driver.wait_for(by_id("timemap", ready="true"), seconds=_READY_SECONDS)
        self.settle()

    def settle(self) -> None:
        """Wait until the address, the map, the list and the record are of one view."""
        try:
            self.driver.wait_until(_SETTLED, self.opening, seconds=_SETTLE_SECONDS)
        except DriverError as error:
            why = self.driver.run(_AWAITED, self.opening)
            raise DriverError(f"{why}; waited {_SETTLE_SECONDS} s at {self.driver.address}") from error

    def back(self) -> None:
        """Go back in the browser's history; from what lies before the map, come forward again."""
        self.driver.back()
        if self.driver.address.startswith(self.home):
            self.settle()
        else:
            self.driver.forward()
            self.ready()

    def back_stays(self) -> bool:
        """Go back in the browser's history, and say whether that is still this page."""
        self.driver.back()
        stays = self.driver.address.startswith(self.home)
        if stays:
            self.settle()
        return stays

    def forward(self) -> None:
        """Go forward in the browser's history."""
        self.driver.forward()
        self.settle()

    def reload(self) -> None:
        """Load the page anew."""
        self.driver.reload()
        self.ready()

    # what is there

    @property
    def where(self) -> str:
        """Which of :data:`PAGES` this is."""
        return "Map"

    def state(self) -> dict[str, list[str]]:
        """Give the parameters that the address carries."""
        raise NotImplementedError

    def query(self) -> Query:
        """Give the query that the address carries, with its year."""
        return query_of(self.state())

    def numbers(self) -> Numbers:
        """Read what the page says now."""
        return Numbers(**self.driver.run(_READ))

    def problem(self) -> str | None:
        """Give the words of an error that the page shows, or None."""
        found: str | None = self.driver.run(_PROBLEM)
        return found

    def shown_parts(self) -> list[str]:
        """Give the beginnings of what lies beside and over the map, to tell in which state the page is stuck."""
        shown: list[str] = self.driver.run(_PARTS)
        return shown

    def sentence(self) -> str:
        """Read the sentence beside the years."""
        return self.driver.text(by_id("sentence"))

    def year(self) -> int:
        """Read the map's year."""
        return int(self.driver.text(by_id("year")).split("–")[-1])  # of two, the later

    def drawn(self) -> int:
        """Read how many records the map draws."""
        return int(self.driver.attribute(_MAP, "data-shown") or -1)

    # the panel

    def panel_open(self) -> bool:
        """Say whether the panel with filters, list and record can be seen."""
        return self.driver.visible(_PANEL)

    def fold_panel(self) -> None:
        """Fold the panel away, or bring it in again, with the button of the head line."""
        self.driver.press(by_role("button", "Filters and list"))

    def show(self, tab: str) -> None:
        """Bring a part of the panel in: ``Filters``, ``List`` or ``Record``."""
        self._leave_hits()
        if not self.panel_open():
            self.fold_panel()
        part = by_role("tab", re.compile(f"^{tab}"))
        if self.driver.attribute(part, "aria-selected") != "true":
            self.driver.press(part)

    def see_map(self) -> None:
        """Fold the panel away if it lies over the map, as it does on a phone."""
        if self.driver.run(_COVERED):
            self.driver.press(by_role("button", "Close panel"))

    # filters

    def toggle(self, field: str, value: str) -> None:
        """Press an option of a filter of :data:`FACETS`, by its value."""
        self.show("Filters")
        finder = by_role("textbox").inside(by_id(f"filter-{field}"))
        if self.driver.visible(finder) and self.driver.value(finder):
            self.driver.type(finder, "")
        self._press(by_data(value=value).inside(by_id(f"filter-{field}")))

    def choose(self, field: str, option: str) -> None:
        """Press an option of a filter of :data:`FACETS`, by its words."""
        self.show("Filters")
        self._press(by_role("button", option).inside(by_id(f"filter-{field}")))

    def options(self, field: str) -> list[str]:
        """Give the words of the options of a filter that can be seen, in order."""
        self.show("Filters")
        return self.driver.attributes(by_data(value=None).inside(by_id(f"filter-{field}")), "aria-label")

    def count_beside(self, field: str, option: str) -> int:
        """Read the number beside an option of a filter."""
        self.show("Filters")
        return int(self.driver.attribute(by_role("button", option).inside(by_id(f"filter-{field}")), "data-count") or 0)

    def look_for_option(self, field: str, text: str) -> list[str]:
        """Type into the field that searches a long list of options, and give those that are left."""
        self.show("Filters")
        self.driver.type(by_role("textbox").inside(by_id(f"filter-{field}")), text)
        return self.driver.attributes(by_role("button").inside(by_role("group").inside(by_id(f"filter-{field}"))),
                                      "aria-label")  # fmt: skip

    def clear_one(self, field: str) -> None:
        """Take one filter off, with all its options, in the panel."""
        self.show("Filters")
        self._press(by_role("button", re.compile("^Clear ")).inside(by_id(f"filter-{field}")))

    def can_clear_one(self, field: str) -> bool:
        """Say whether a filter of the panel can be taken off."""
        self.show("Filters")
        return self.driver.visible(by_role("button", re.compile("^Clear ")).inside(by_id(f"filter-{field}")))

    def clear(self) -> None:
        """Take all filters off with the panel's button."""
        self.show("Filters")
        self._press(by_role("button", "Clear all filters").inside(by_id("filters")))

    def chips(self) -> list[str]:
        """Give the words of the filters in force, each of which can be taken off."""
        return [_bare(text) for text in self.driver.texts(self._chip())]

    def press_chip(self, number: int) -> None:
        """Take a filter off where it is named as being in force."""
        self._put_events_away()
        self._press(self._chip().nth(number))

    def _chip(self) -> Part:
        return by_role("button", re.compile(r"^(?!Clear all|Near the pin)")).inside(_PILLS)

    def clear_empty(self) -> None:
        """Take all filters off where the page says that nothing passes them."""
        self.see_map()
        self._press(by_role("button", "Clear all filters").inside(by_id("empty")))

    def clear_chips(self) -> None:
        """Take all filters off where they are named as being in force."""
        self._put_events_away()
        self._press(by_role("button", "Clear all filters").inside(_PILLS))

    def disputed_only(self) -> None:
        """Press the switch for records on which sources disagree."""
        self.show("Filters")
        self._press(by_role("checkbox", "Only where sources disagree"))

    def show_undated(self) -> None:
        """Press the switch for undated states."""
        self.show("Filters")
        self._press(by_role("checkbox", "Show undated states"))

    def set_lasted(self, years: int | None) -> None:
        """Ask for honours that lasted at least so many years."""
        self.show("Filters")
        self._enter(by_role("spinbutton", "Lasted at least, years"), "" if years is None else str(years))

    def choose_mode(self, mode: str) -> None:
        """Choose what the year means, by a key of :data:`MODES`."""
        self.show("Filters")
        radio = by_role("radio", MODES[mode])
        self.driver.press_at(radio, 0.5, 0.5)  # its label lies over it
        self.settle()

    # near a place

    def near_town(self, name: str) -> list[str]:
        """Ask what is near a town: type its name and press the first that is offered; give all that were."""
        self.show("Filters")
        field = by_role("textbox", "Town")
        self.driver.type(field, name)
        self.driver.wait_until(_TOWNS)
        towns = self.driver.texts(_TOWN)
        if towns:
            self._press(_TOWN.first)
        return towns

    def can_take_pin_off(self) -> bool:
        """Say whether the pin can be taken off: among the filters in force, or where the map tells what is near it."""
        return any(self.driver.visible(way) for way in (_PIN, _PIN_OFF))

    def take_pin_off(self) -> None:
        """Take the pin off where the filters in force are named, or, where they give way on a phone, on the map."""
        self._put_events_away()
        self._press(_PIN if self.driver.visible(_PIN) else _PIN_OFF)

    # time

    def next_year(self) -> None:
        """Press the button that goes a year on."""
        self.see_map()
        self._press(by_role("button", "Next year"))

    def previous_year(self) -> None:
        """Press the button that goes a year back."""
        self.see_map()
        self._press(by_role("button", "Previous year"))

    def hurry(self, times: int) -> None:
        """Go some years on, quicker than the page can answer."""
        self.see_map()
        for _ in range(times):
            self.driver.press(by_role("button", "Next year"))
        self.settle()

    def key_on_bar(self, key: str) -> None:
        """Press a key on the time bar: arrows, PageUp, PageDown, Home, End."""
        self.driver.focus(_YEAR)
        self.driver.key(key)
        self.settle()

    def set_year(self, year: int) -> None:
        """Go to a year on the time bar."""
        self.driver.type(_YEAR, str(year))
        self.settle()

    def set_from(self, year: int) -> None:
        """Move the earlier of the two handles of the time bar to a year."""
        self.see_map()
        self.driver.type(_FROM, str(year))
        self.settle()

    def key_on_from(self, key: str) -> None:
        """Press a key on the earlier of the two handles of the time bar."""
        self.driver.focus(_FROM)
        self.driver.key(key)
        self.settle()

    def drag_from(self, years: int) -> None:
        """Drag the earlier of the two handles by some years."""
        self.see_map()
        (first, last), (since, _) = self.years(), self.span()
        start, end = ((year - first) / (last - first) for year in (since, since + years))
        self.driver.drag(_HANDLES, (start, 0.5), (end, 0.5))
        self.settle()

    def span(self) -> tuple[int, int]:
        """Give the years at which the two handles of the time bar stand."""
        first, last = (int(str(self.driver.attribute(handle, "aria-valuetext"))) for handle in (_FROM, _YEAR))
        return first, last

    def play_span(self, first: int, last: int, *, again: bool = False) -> None:
        """Say which years are played, and whether again and again."""
        self.see_map()
        self._press(by_role("button", "Span and loop"))
        self._enter(by_role("spinbutton", "Play from year"), str(first))
        self._enter(by_role("spinbutton", "Play to year"), str(last))
        loop = by_role("checkbox", "Again and again")
        if self.driver.checked(loop) != again:
            self._press(loop)

    def watch(self, speed: str, years: int) -> list[int]:
        """Let the years run until the map has shown so many changes of its year, and give them in order."""
        self.driver.run(_WATCH_YEARS)
        self.driver.pick(by_role("combobox", "Speed"), speed)
        self.driver.press(by_role("button", "Play"))
        shown = "(most) => document.documentElement.dataset.years.split(' ').filter(Boolean).length >= most"
        self.driver.wait_until(shown, years, seconds=60)
        self.driver.press(by_role("button", "Pause"))
        return [int(year) for year in self.driver.run("() => document.documentElement.dataset.years").split()]

    def passing_events(self) -> str:
        """Give what has come up of the year's events."""
        return self.driver.text(by_id("events"))

    def show_side_by_side(self) -> None:
        """Press the switch for two years side by side."""
        self.show("Filters")
        self._press(by_role("checkbox", "Side by side: the earlier year on the left"))

    def divider(self) -> int:
        """Give where the divider stands, in hundredths of the map's width."""
        return int(str(self.driver.attribute(_DIVIDER, "aria-valuenow")))

    def move_divider(self, key: str) -> None:
        """Press a key on the divider."""
        self.see_map()
        self.driver.focus(_DIVIDER)
        self.driver.key(key)
        self.settle()

    def drag_divider(self, share: float) -> None:
        """Drag the divider by a share of its own width, across."""
        self.see_map()
        self.driver.drag(_DIVIDER, (0.5, 0.3), (share, 0.3))
        self.settle()

    def drag_to(self, share: float) -> None:
        """Drag the time bar from its middle to a share of its length, 0 to 1."""
        self.see_map()
        self.driver.drag(_YEAR, (0.5, 0.5), (share, 0.5))
        self.settle()

    def years(self) -> tuple[int, int]:
        """Give the first and last year of the time bar."""
        first, last = (self.driver.attribute(_YEAR, name) for name in ("min", "max"))
        return int(first or 0), int(last or 0)

    def play(self, speed: str = "Fast", years: int = 2) -> None:
        """Let the years run for some of them, then pause."""
        self.see_map()
        self.driver.pick(by_role("combobox", "Speed"), speed)
        before = self.year()
        self.driver.press(by_role("button", "Play"))
        _, last = self.years()
        moved = "(from) => Number(document.querySelector('[data-testid=timemap]').dataset.year) !== from"
        for _ in range(years):
            self.driver.wait_until(moved, before)
            before = self.year()
            if before >= last:
                break
        play, pause = by_role("button", "Play"), by_role("button", "Pause")
        for _ in range(3):  # it may come to the end by itself just then, and the press starts it anew
            if self.driver.count(pause):
                self.driver.press(pause)
            if self.driver.count(play):
                break
        self.driver.wait_for(play)
        self.settle()

    def events(self) -> list[str]:
        """Give the names of the marks of political events on the time bar."""
        return self.driver.attributes(_MARKS, "aria-label")

    def open_event(self, number: int) -> None:
        """Press a mark of political events."""
        self.see_map()
        self.driver.press(_MARKS.nth(number))

    def open_events_of(self, year: int) -> None:
        """Press the mark of the political events of a year."""
        for number, name in enumerate(self.events()):
            years = [int(found) for found in re.findall(r"\d{4}", name.partition(":")[0])]
            if years[0] <= year <= years[-1]:
                self.open_event(number)
                return
        raise DriverError(f"there is no mark for {year}")

    def open_story(self, title: str) -> None:
        """Open a story from the list of them, also while another is told."""
        self._press(by_id("stories"))
        if self.can_press("To the story"):
            self.leave_lesson()
        if self.can_press("All stories"):
            self._press(by_role("button", "All stories"))
        self._press(by_role("button", title))
        self.driver.wait_for(by_id("story", step="1"))

    def next_step(self) -> None:
        """Go to the next step of the story."""
        self._press(by_role("button", "Next"))

    def story_text(self) -> str:
        """Read the step of the story that is told."""
        return self.driver.text(by_id("story"))

    def press_button(self, name: str) -> None:
        """Press the button of that name."""
        self._press(by_role("button", name))

    def can_press(self, name: str) -> bool:
        """Say whether a button of that name can be seen."""
        return self.driver.visible(by_role("button", name).first)

    def open_lesson(self) -> None:
        """Open the lesson of the story that is told."""
        self._press(by_role("button", "Lesson"))
        self.driver.wait_for(by_id("lesson"))

    def leave_lesson(self) -> None:
        """Go from the lesson to its story."""
        self._press(by_role("button", "To the story"))
        self.driver.wait_for(by_id("story"))

    def lesson_text(self) -> str:
        """Read what stands of the lesson that is open."""
        return self.driver.text(by_id("lesson"))

    def lesson_whole(self) -> str:
        """Give all that the document has of the lesson: its text, what is hidden, and names of its parts."""
        return str(self.driver.run("() => document.querySelector('[data-testid=lesson]').outerHTML"))

    def ask_of(self, number: int) -> str:
        """Read what is asked of a guess, and what came out."""
        return self.driver.text(by_id("guess", guess=str(number)))

    def guess(self, number: int, value: int) -> None:
        """Write a guess as a number."""
        self.driver.type(by_role("spinbutton").inside(by_id("guess", guess=str(number))), str(value))

    def guess_with_keys(self, number: int, *names: str) -> int:
        """Move the slider of a guess by keys, and read it."""
        slider = by_role("slider").inside(by_id("guess", guess=str(number)))
        self.driver.focus(slider)
        self.keys(*names)
        return int(self.driver.value(slider))

    def guessed(self, number: int) -> str:
        """Read the number that stands beside the slider of a guess."""
        return self.driver.value(by_role("spinbutton").inside(by_id("guess", guess=str(number))))

    def reveal(self, number: int) -> None:
        """Have the answer to a guess revealed."""
        self._press(by_role("button", "Reveal").inside(by_id("guess", guess=str(number))))

    def show_answer(self, number: int) -> None:
        """Go to the answer to a guess on the map."""
        self._press(by_role("button", "Show on the map").inside(by_id("guess", guess=str(number))))

    def sum_of_guesses(self) -> str:
        """Read how far off all guesses were."""
        return self.driver.text(by_id("sum"))

    def event_text(self) -> str:
        """Read the story of the events that are open."""
        return self.driver.text(by_id("events"))

    def event_open(self) -> bool:
        """Say whether the story of some events is open."""
        return self.driver.visible(by_id("events"))

    def go_to_event(self) -> None:
        """Go to the year of the first event that is open."""
        self.see_map()
        self._press(by_role("button", re.compile(r"\d{4}")).inside(by_id("events")).first)

    def go_to_event_of(self, year: int) -> None:
        """Go to a year from the story of its events."""
        self._press(by_role("button", re.compile(rf"\b{year}$")).inside(by_id("events")).first)

    def close_events(self) -> None:
        """Close the story of the events."""
        self.see_map()
        self._press(by_role("button", "Close events"))

    def _put_events_away(self) -> None:
        """Bring the map into view, and close the events, which may lie over the filters in force."""
        self.see_map()
        if self.event_open():
            self.close_events()

    # records

    def listed(self) -> list[str]:
        """Read the names in the list, in order."""
        return [line["name"] for line in self._lines()]

    def column(self, name: str) -> list[str]:
        """Read ``name``, ``place``, ``status`` or ``when`` of all that is listed, in order."""
        return [line[name] for line in self._lines()]

    def counts_by_country(self) -> dict[str, int]:
        """Read the countries of the list, and the number that each has."""
        self.show("List")
        return dict(self.driver.run(_COUNTRIES))

    def _lines(self) -> list[dict[str, str]]:
        self.show("List")
        return list(self.driver.run(_LINES))

    def open_listed(self, line: str | int) -> None:
        """Open a record from the list, by its name or its place there."""
        self.show("List")
        number = self.driver.run(_TO_LINE, line)
        if number < 0:
            raise DriverError(f"the list has no {line!r}")
        self._press(by_role("button").inside(_LIST).nth(number))

    def order_by(self, order: str) -> None:
        """Choose the order of the list, one of :data:`ORDERS` or ``Nearest first``."""
        self.show("List")
        self.driver.pick(by_role("combobox", "Order of the list"), order)

    def list_name(self) -> str:
        """Give what the list is called for assistive technology."""
        self.show("List")
        return str(self.driver.attribute(by_role("list").inside(_LIST), "aria-label"))

    def find(self, text: str) -> list[str]:
        """Type a name, a town or a country, and give what is offered."""
        self.driver.type(_SEARCH, text)
        self.driver.wait_until(_SEARCHED)
        return self.hits()

    def find_all(self, text: str) -> list[str]:
        """Type a name, and give all that can be reached, however many."""
        self.find(text)
        self.driver.wait_until(_ALL_HITS)
        return self.hits()

    def town_answers(self) -> list[str]:
        """Read what is known of the capital or regional centre that was typed: an answer for one class or several."""
        self.driver.wait_for(_ASKED)
        return self.driver.texts(_ANSWERS)

    def near_answers(self) -> list[str]:
        """Read the same beside the field in which a town was typed to see what is near it."""
        self.driver.wait_for(_ASKED_NEAR)
        return self.driver.texts(by_role("definition").inside(_ASKED_NEAR))

    def asked_records(self) -> list[str]:
        """Give the names of the records that are named there."""
        return self.driver.texts(_TOLD)

    def open_asked_record(self, number: int = 0) -> None:
        """Open one of the records that are named where something is known of a capital or a regional centre."""
        self._press(_TOLD.nth(number))

    def hits(self) -> list[str]:
        """Give what was found and is still offered."""
        return list(self.driver.run(_SHOWN_HITS))

    def hit_records(self) -> list[str]:
        """Give the ids of the records that were found."""
        return self.driver.attributes(_HITS, "data-record")

    def open_found(self, number: int = 0) -> None:
        """Open one of the records that were found."""
        self._press(_HITS.nth(number))

    def record(self) -> str | None:
        """Give the id of the record that is open, or None."""
        return self.numbers().record

    def record_text(self) -> str:
        """Read the record that is open."""
        self.show("Record")
        return self.driver.text(_RECORD)

    def record_links(self) -> list[str]:
        """Give the addresses of the sources of the record that is open."""
        return self.driver.attributes(by_role("link").inside(_RECORD), "href")

    def close_record(self) -> None:
        """Close the record that is open."""
        self.show("Record")
        self._press(by_role("button", "Close record"))

    def related(self) -> list[str]:
        """Give the names of the records that the open one leads to."""
        return self.driver.texts(_RELATED)

    def open_related(self, number: int) -> None:
        """Go on to a record that the open one leads to."""
        self.show("Record")
        self._press(_RELATED.nth(number))

    def same_time(self) -> list[str]:
        """Give what else the open record says changed in the same days."""
        return self.driver.texts(by_role("listitem").inside(by_id("week")))

    def citation(self) -> str:
        """Open the record's link and citation, and read them."""
        self.show("Record")
        quoted = by_role("button", re.compile("^Copy: ")).inside(_RECORD).first
        if not self.driver.visible(quoted):
            self.driver.press(by_text("Link and citation").inside(_RECORD))
            self.driver.wait_for(quoted)
        return self.driver.text(_RECORD)

    def cited_link(self, record: str) -> str:
        """Give the address under which a record is cited, with the edition of today's data."""
        return self.link(record=record, data=read_edition(FOLDER.edition).version)

    def cite_view(self) -> str:
        """Have the view cited, and read the citation."""
        self.driver.press(by_role("button", "Download"))
        self.driver.press(by_role("button", "Cite this view"))
        notice = by_text(re.compile(r"version \d")).inside(by_id("notices"))
        self.driver.wait_for(notice)
        return self.driver.text(notice)

    def edition(self) -> str | None:
        """Read what the page says of a former edition that it shows; None where it says nothing."""
        return next(iter(self.driver.texts(by_role("paragraph").inside(by_id("edition")))), None)

    def until_edition(self) -> None:
        """Wait until the page says something of the edition, and is drawn."""
        self.driver.wait_for(by_role("paragraph").inside(by_id("edition")), seconds=_READY_SECONDS)
        self.ready()

    def revisions(self) -> list[str]:
        """Open the list of what has changed since the edition, read it, and close it."""
        self.driver.press(by_role("button", "What has changed"))
        dialog = by_id("revisions")
        self.driver.wait_for(dialog)
        lines = self.driver.texts(by_role("listitem").inside(dialog))
        self.driver.press(by_role("button", "Close list").inside(dialog))
        return lines

    def open_revision(self, words: str) -> None:
        """Open a record from the list of what has changed since the edition."""
        self.driver.press(by_role("button", "What has changed"))
        self.driver.press(by_role("button", words).inside(by_id("revisions")))
        self.driver.wait_for(_RECORD)

    def show_today(self) -> None:
        """Go from a former edition to today's."""
        self.driver.press(by_role("link", "Show today’s").inside(by_id("edition")))
        self.driver.wait_for(by_id("edition"), gone=True)
        self.ready()

    def read_on(self) -> None:
        """Go from what is open on the map to the whole record."""
        self.see_map()
        self._press(by_role("button", "Whole record"))

    # the map

    def press_map(self, across: float, down: float) -> None:
        """Press a place of the map, as shares of its width and height."""
        self.see_map()
        self.driver.press_at(_MAP, across, down)
        self.settle()

    def hover_map(self, across: float, down: float) -> None:
        """Point at a place of the map."""
        self.see_map()
        self.driver.hover(_MAP, across, down)

    def drag_map(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag the map."""
        self.see_map()
        self.driver.drag(_MAP, start, end)

    def zoom(self, key: str) -> None:
        """Press ``+`` or ``-`` on the map."""
        self.driver.focus(_MAP)
        self.driver.key(key)

    def wheel(self, pixels: int) -> None:
        """Turn the wheel over the map."""
        self.see_map()
        self.driver.wheel(_MAP, pixels)

    def middle(self) -> tuple[float, float, float]:
        """Wait until the address says where the map is: longitude and latitude of its middle, and zoom."""
        self.driver.wait_until("() => new URLSearchParams(location.hash.slice(1) || location.search).has('at')")
        lon, lat, zoom = (float(part) for part in self.state()["at"][0].split(","))
        return lon, lat, zoom

    def moved_from(self, middle: tuple[float, float, float]) -> None:
        """Wait until the address says that the map is elsewhere."""
        words = ",".join(f"{part:g}" for part in middle)
        self.driver.wait_until(
            "(at) => new URLSearchParams(location.hash.slice(1) || location.search).get('at') !== at", words
        )

    def key_on_map(self, key: str) -> None:
        """Press a key on the map: arrows, plus, minus, Enter for the symbol nearest to the middle, Escape."""
        self.see_map()
        self.driver.focus(_MAP)
        self.driver.key(key)
        self.settle()

    def popup(self) -> str | None:
        """Say what is open on the map: ``popup`` of a record, ``group`` of several, ``near`` a place, or None."""
        found: str | None = self.driver.run(_OPEN)
        return found

    def popup_text(self) -> str:
        """Read what is open on the map."""
        return self.driver.text(by_id(self.popup() or "popup"))

    def popup_title(self) -> str:
        """Read the heading of what is open on the map."""
        return self.driver.text(by_role("heading").inside(by_id(self.popup() or "popup")))

    def popup_buttons(self) -> list[str]:
        """Give the texts of the buttons in what is open on the map."""
        kind = self.popup()
        return self.driver.texts(by_role("button").inside(by_id(kind))) if kind else []

    def popup_in_view(self) -> bool:
        """Say whether what is open on the map is whole in its view: the map can be moved away from it."""
        with suppress(DriverError):  # the map may be on its way to it
            self.driver.wait_until(_WHOLE, seconds=1)
            return True
        return False

    def press_in_popup(self, number: int) -> None:
        """Press a button in what is open on the map."""
        self._see_popup()
        self._press(by_role("button").inside(by_id(self.popup() or "popup")).nth(number))

    def close_popup(self) -> None:
        """Close what is open on the map with its cross."""
        self._see_popup()
        self._press(by_role("button", "Close popup"))

    def _see_popup(self) -> None:
        """Make sure that what is open on the map can be pressed."""
        self.see_map()
        self._leave_hits()

    def _leave_hits(self) -> None:
        """Leave what was found, which hangs down over map and panel, before something there is pressed."""
        if self.hits():
            self.driver.focus(_SEARCH)
            self.driver.key("Escape")

    def leave_popup(self) -> None:
        """Press Escape on the map, and wait until what is open there is gone."""
        part = by_id(self.popup() or "popup")
        self.driver.focus(_MAP)
        self.driver.key("Escape")
        self.driver.wait_for(part, gone=True)

    def hint(self) -> bool:
        """Say whether the hint of a first visit can be seen: it gives way to what is open on the map."""
        return self.driver.visible(by_id("hint"))

    def close_hint(self) -> None:
        """Close the hint of a first visit."""
        self.see_map()
        self._press(by_role("button", "Got it").inside(by_id("hint")))

    def open_layers(self) -> None:
        """Open the control of the map's layers, which is open while it has the focus or the pointer."""
        self.see_map()
        if not self.driver.visible(_LAYERS.first):
            self.driver.focus(by_role("button", "Layers"))
            self.driver.key("Enter")
            self.driver.wait_for(_LAYERS.first)

    def switch_layer(self, number: int) -> None:
        """Switch one of the map's layers on or off."""
        self.open_layers()
        self.driver.press(_LAYERS.nth(number))

    def layers(self) -> list[str]:
        """Give the names of the map's layers that can be switched; none where they give way to what is open there."""
        if not any(self.driver.visible(part) for part in (by_role("button", "Layers").inside(_MAP), _LAYERS.first)):
            return []
        self.open_layers()
        return self.driver.texts(_LAYERS)

    def has_legend(self) -> bool:
        """Say whether the legend can be seen: on a small map it gives way to what is open there."""
        self.see_map()
        return self.driver.visible(by_text("Legend", exact=True).inside(_MAP))

    def fold_legend(self) -> None:
        """Open or close the legend."""
        self.driver.press(by_text("Legend", exact=True).inside(_MAP))

    def legend(self) -> list[str]:
        """Read the words of the legend."""
        return self.driver.texts(by_role("listitem").inside(_MAP))

    # to take away

    def export(self, form: str = "geojson", *, served: bool = False) -> Path:
        """Save what is seen in a format of :data:`FORMATS`.

        Parameters
        ----------
        form : str
        served : bool
            Whether the server makes it; GeoJSON and CSV are also made by the browser.
        """
        menu = by_id("export")
        item = by_role("link" if served or form not in BROWSER_FORMATS else "button", FORMATS[form]).inside(menu)
        if not self.driver.visible(item):
            self.driver.press(by_role("button", "Download").inside(menu))
        return self.driver.download(item)

    def map_picture(self, form: str) -> bytes:
        """Save the map as it is seen as a picture, ``PNG`` or ``SVG``."""
        self._open_files()
        return self.driver.download(by_role("button", f"Picture ({form})").inside(by_id("export"))).read_bytes()

    def animation(self, first: int, last: int) -> bytes:
        """Save the years from one to another as an animation."""
        self._open_files()
        menu = by_id("export")
        self.driver.type(by_role("spinbutton", "First year of the animation").inside(menu), str(first))
        self.driver.type(by_role("spinbutton", "Last year of the animation").inside(menu), str(last))
        content = self.driver.download(by_role("button", "Animation (GIF)").inside(menu)).read_bytes()
        self.driver.press(by_role("button", "Download").inside(menu))
        return content

    def _open_files(self) -> None:
        menu = by_id("export")
        if not self.driver.visible(by_role("button", "Picture (PNG)").inside(menu)):
            self.driver.press(by_role("button", "Download").inside(menu))

    def can_export(self) -> bool:
        """Say whether there is something to save."""
        return self.drawn() > 0

    def copy_link(self) -> str:
        """Press the button that copies the page's link, and give what is then in the clipboard."""
        self.driver.press(by_id("share"))
        self.driver.wait_for(by_text(re.compile("^The link is copied")))
        return self._pasted()

    def _pasted(self) -> str:
        """Give what was copied, by way of a field that is empty again afterwards."""
        self.show("Filters")
        field = by_role("textbox").inside(by_id("filter-country"))
        self.driver.focus(field)
        self.driver.key("ControlOrMeta+v")
        copied = self.driver.value(field)
        self.driver.type(field, "")
        return copied

    def can_embed(self) -> bool:
        """Say whether there is a button that makes the text for another page."""
        return self.driver.visible(by_id("embed"))

    def embedded_state(self) -> dict[str, list[str]]:
        """Make the text by which another page shows the map, and give the parameters of the address in it."""
        self.driver.press(by_id("embed"))
        text = by_role("textbox", "Text for the page")
        self.driver.wait_for(text)
        found = re.search(r'src="[^"?#]*[?#]([^"]*)"', self.driver.value(text))
        self.driver.key("Escape")
        self.driver.wait_for(text, gone=True)
        return parse_qs(found[1].replace("&amp;", "&")) if found else {}

    def leave_alone(self, seconds: float) -> None:
        """Let nobody touch the screen of a museum until the page has started over."""
        self.driver.wait_for(by_role("dialog", "Are you still there?"), seconds=seconds + 5)
        self.driver.wait_for(by_text("Touch the screen to begin"), seconds=seconds + 5)

    def print(self) -> str:
        """Print the page, and read all letters that are on paper, without the spaces between them."""
        return "".join(self.print_sheets())

    def print_sheets(self) -> list[str]:
        """Print the page, and read all letters that are on each sheet, without the spaces between them."""
        self.driver.wait_until(_PRINTABLE)
        return self._on_paper()

    def worksheet(self, first: int, second: int, number: int) -> list[str]:
        """Print a worksheet, and read the letters on each of its pages, without the spaces between them."""
        self.driver.run("() => { window.print = () => {}; }")  # the dialog of the browser itself
        menu = by_id("export")
        self.driver.press(by_role("button", "Download").inside(menu))
        self.driver.press(by_role("button", "Worksheet").inside(menu))
        for label, value in {"First year": first, "Second year": second, "Number of the sheet": number}.items():
            self.driver.type(by_role("spinbutton", label), str(value))
        self.driver.press(by_role("button", "Print").inside(by_id("worksheet")))
        self.driver.wait_until("() => !document.querySelector('dialog[open]')")
        return self._on_paper()

    def _on_paper(self) -> list[str]:
        texts = [page.extract_text() for page in PdfReader(io.BytesIO(self.driver.pdf())).pages]
        return ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]

    # what a person looks for, reads and hears

    @property
    def address(self) -> str:
        """The page's address, as a person would send it to somebody."""
        return self.driver.address

    @property
    def faults(self) -> list[str]:
        """What went wrong unseen: errors in the console, requests to other hosts."""
        return self.driver.faults

    def follow(self, address: str) -> None:
        """Open an address that somebody sent."""
        self.driver.open(address)
        self.ready()

    def look_at(self, width: int, height: int) -> None:
        """Make the window another size, in CSS pixels."""
        self.driver.resize(width, height)

    def offers(self, what: str) -> bool:
        """Say whether there is a control for something, by a key of :data:`CONTROLS`."""
        names = [control["name"] for control in self._controls()]
        return any(re.search(CONTROLS[what], name, re.IGNORECASE) for name in names)

    def open_figures(self) -> None:
        """Go to the numbers that can be quoted."""
        raise NotImplementedError

    def figures(self) -> list[str]:
        """Read the sentences of the numbers that can be quoted, where they are open."""
        raise NotImplementedError

    def save_figure(self, number: int) -> bytes:
        """Save the table behind one of the numbers, where they are open."""
        return self.driver.download(by_role(self._saves, "Save the table (CSV)").nth(number)).read_bytes()

    def show_figure(self, number: int) -> None:
        """Let the map show one of the numbers, where they are open."""
        self.driver.press(_TO_MAP.nth(number))
        self.ready()

    def take_way_back(self) -> None:
        """Press the way back to the year that a hit left."""
        self._press(by_role("button", re.compile(r"^Back to \d{4}$")))

    def nameless(self) -> list[str]:
        """Give the controls that have no name for assistive technology."""
        return [control["markup"] for control in self._controls() if not control["name"]]

    def roles(self) -> set[str]:
        """Give the roles of the controls that can be seen."""
        return {control["role"] for control in self._controls()}

    def says(self, words: str) -> bool:
        """Say whether some words can be seen."""
        return self.driver.visible(by_text(words).first)

    def text(self) -> str:
        """Read the whole page but what stands around its main part."""
        return self.driver.text(by_role("main"))

    def line_of(self, words: str) -> str:
        """Read the first line that has some words in it; nothing if there is none."""
        return next((line for line in self.text().splitlines() if words in line), "")

    def notices(self) -> list[str]:
        """Read what the page says about an address that it could not follow, or that it did by itself."""
        return self.driver.texts(by_role("paragraph").inside(by_id("notices")))

    def about(self) -> str:
        """Open what tells how to read the map, read it, and close it."""
        self.driver.press(by_role("button", "About"))
        dialog = by_role("dialog", "How to read this map")
        self.driver.wait_for(dialog)
        text = self.driver.text(dialog)
        self.driver.press(by_role("button", "Close").inside(dialog))
        return text

    def headings(self, level: int) -> list[str]:
        """Read the headings of a level."""
        return list(
            self.driver.run("(level) => [...document.querySelectorAll(`h${level}`)].map((one) => one.innerText)", level)
        )

    def landmarks(self) -> set[str]:
        """Give the regions by which assistive technology finds its way."""
        regions = ("banner", "complementary", "contentinfo", "main", "navigation", "search")
        return {name for name in regions if self.driver.count(by_role(name))}

    def language(self) -> str:
        """Give the language that the page says it is in."""
        return str(self.driver.run("() => document.documentElement.lang"))

    def languages_of_record(self) -> set[str]:
        """Give the languages that names in the open record are marked with."""
        return set(
            self.driver.run(
                "() => [...document.querySelectorAll('[data-testid=record] [lang]')].map((one) => one.lang)"
            )
        )

    def announced(self) -> list[str]:
        """Give the texts that are read out when they change."""
        return list(
            self.driver.run("() => [...document.querySelectorAll('[aria-live=polite]')].map((one) => one.innerText)")
        )

    def letters(self) -> dict[str, float]:
        """Measure the sentence beside the years: how bright its letters and its ground are, 0 to 1."""
        return dict(self.driver.run(_LETTERS))

    def smallest_letters(self) -> float:
        """Measure the smallest letters of the legend, in CSS pixels."""
        return min(self.driver.run(_SIZES))

    def in_view(self) -> set[str]:
        """Say which parts can be seen whole without scrolling: ``map``, ``sentence``, ``bar``, ``search``, filters."""
        return set(self.driver.run(_IN_VIEW))

    def sees_record(self) -> bool:
        """Say whether the open record begins in the view."""
        return bool(self.driver.run(_BEGINS))

    def scrolls(self) -> bool:
        """Say whether the page can be scrolled up and down."""
        return bool(self.driver.run(_SCROLLS))

    def scrolls_sideways(self) -> bool:
        """Say whether the page can be scrolled to the side."""
        return bool(self.driver.run("() => document.documentElement.scrollWidth > innerWidth"))

    def sentence_is_whole(self) -> bool:
        """Say whether no line of the sentence is cut off."""
        return bool(self.driver.run(_UNCUT))

    # keys alone

    def keys(self, *names: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for name in names:
            self.driver.key(name)
        self.settle()

    def write(self, text: str) -> None:
        """Type letters wherever the focus is."""
        for letter in text:
            self.driver.key(letter)
        self.settle()

    def write_search(self, text: str) -> None:
        """Type letters into the search, which has the focus, and wait for what it finds."""
        self.write(text)
        self.driver.wait_until(_SEARCHED)

    def focused(self) -> str:
        """Give the name of what has the focus; nothing if it is lost."""
        return self.driver.focused()["name"]

    def focus_comes_to(self, name: str) -> None:
        """Wait until something of that name has the focus."""
        self.driver.wait_until("(name) => document.activeElement.textContent.trim() === name", name)

    def tab_to(self, name: str, most: int = 80, *, whole: bool = False) -> None:
        """Press Tab until something has the focus whose name begins so, or is no more than this."""
        for _ in range(most):
            self.driver.key("Tab")
            if self.focused() == name or (not whole and self.focused().startswith(name)):
                return
        raise DriverError(f"Tab did not reach {name} in {most} presses")

    def has_focus(self) -> bool:
        """Say whether anything has the focus."""
        return bool(self.driver.run("() => document.activeElement !== document.body"))

    def _controls(self) -> list[dict[str, str]]:
        return list(self.driver.run(_CONTROLS))

    def _press(self, part: Part) -> None:
        self.driver.press(part)
        self.settle()

    def _enter(self, field: Part, text: str) -> None:
        """Type into a field that takes what is in it when it is confirmed."""
        self.driver.type(field, text)
        self.driver.key("Enter")
        self.settle()


_TOWN = by_role("button", re.compile(", ")).inside(by_role("list").inside(by_id("filters")))
_MARKS = by_role("button").inside(by_role("group", "Political events"))
_RELATED = by_role("button").inside(by_id("related"))
_LAYERS = by_role("checkbox").inside(_MAP)
_TO_MAP = by_role("link", "Show it on the map")
_FIGURES = by_role("dialog", "Figures")

CONTROLS = {
    "filters": r"^filters?\b",
    "way back": r"back to \d{4}",
    "loop": r"loop|again and again",
    "stories": r"^stories",
    "worksheet": r"worksheet",
    "picture": r"\b(png|svg|picture)\b",
    "report of an error": r"report an error",
    "figures": r"^figures",
    "full screen": r"full.?screen",
    "embed": r"^embed",
}
"""What an errand may look for, and how the control for it is called, or will be."""

_TOWNS = """() => {
    const field = document.querySelector("[data-testid=filters] input[aria-label=Town]").closest("section");
    return field.querySelector("button") !== null || /is known here/.test(field.innerText);
}"""

_COVERED = """() => {
    const [panel, map] = ["aside", "[data-testid=timemap]"].map((part) => document.querySelector(part));
    if (!panel?.checkVisibility() || !map) return false;
    const [over, below] = [panel, map].map((part) => part.getBoundingClientRect());
    return over.left < below.right - below.width / 2 && over.right > below.left + below.width / 2;
}"""

_PARTS = """() => [...document.querySelectorAll("aside, dialog[open], .front-over, .leaflet-popup")]
    .filter((part) => part.checkVisibility())
    .map((part) => `${part.className}: ${part.innerText.replaceAll(/\\s+/g, " ").slice(0, 200)}`)"""

_WALK_LIST = """const list = document.querySelector("[data-testid=list]");
    const lines = new Map();
    const look = () => {
        for (const line of list.querySelectorAll("[role=listitem]")) {
            if (line.checkVisibility()) lines.set(Number(line.ariaPosInSet), line);
        }
    };
    const go = (top) => {
        list.scrollTop = top;
        list.dispatchEvent(new Event("scroll")); // what is in view is drawn at once
    };
    const steps = function* () {
        for (let top = 0; top === 0 || top < list.scrollHeight; top += list.clientHeight || 1) yield top;
    };
    const part = (line, name) => line.querySelector(`.front-line-${name}`).textContent;
    const isRecord = (line) => line.querySelector("button").checkVisibility();"""

_LINES = f"""() => {{
    {_WALK_LIST}
    const read = new Map();
    for (const top of steps()) {{
        go(top);
        lines.clear();
        look();
        for (const [at, line] of lines) {{
            if (!isRecord(line)) continue;
            const words = ["name", "place", "status", "when"].map((name) => [name, part(line, name)]);
            read.set(at, Object.fromEntries(words));
        }}
    }}
    go(0);
    return [...read].sort(([one], [other]) => one - other).map(([, words]) => words);
}}"""

_COUNTRIES = f"""() => {{
    {_WALK_LIST}
    const counts = [];
    for (const top of steps()) {{
        go(top);
        lines.clear();
        look();
        for (const line of lines.values()) {{
            const head = line.querySelector("h2");
            if (!head.checkVisibility()) continue;
            const [, name, count] = /^(.*) ([\\d,]+)$/.exec(head.textContent);
            counts.push([name, Number(count.replaceAll(",", ""))]);
        }}
    }}
    go(0);
    return counts;
}}"""

_TO_LINE = f"""(wanted) => {{
    // gives which of the buttons in the document it is
    {_WALK_LIST}
    let number = -1;
    const seen = new Set();
    for (const top of steps()) {{
        go(top);
        lines.clear();
        look();
        for (const [at, line] of [...lines].sort(([one], [other]) => one - other)) {{
            if (seen.has(at) || !isRecord(line)) continue;
            seen.add(at);
            number += 1;
            if (wanted !== number && wanted !== part(line, "name")) continue;
            const buttons = [...list.querySelectorAll("button")].filter((one) => one.checkVisibility());
            return buttons.indexOf(line.querySelector("button"));
        }}
    }}
    return -1;
}}"""

_SEARCHED = """() => {
    const box = document.querySelector("[data-testid=search]");
    const status = box.querySelector("[role=status]");
    return status.checkVisibility() && status.textContent !== "";
}"""

_ALL_HITS = """() => {
    const status = document.querySelector("[data-testid=search] [role=status]").textContent;
    const found = Number(/^[\\d,]+/.exec(status)?.[0].replaceAll(",", "") ?? 0);
    return document.querySelectorAll("[data-testid=hit]").length === found;
}"""

_SHOWN_HITS = """() => [...document.querySelectorAll("[data-testid=hit]")]
    .filter((one) => one.checkVisibility()).map((one) => one.textContent)"""

_PRINTABLE = """() => {
    dispatchEvent(new Event("beforeprint"));
    const ready = document.querySelector(".paper-list small, .paper-list .paper-lesson") !== null;
    dispatchEvent(new Event("afterprint"));
    return ready;
}"""

_CONTROLS = """() => {
    const named = (ids) => ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const kinds = { A: "link", BUTTON: "button", SELECT: "combobox", SUMMARY: "button", TEXTAREA: "textbox" };
    const inputs = { range: "slider", checkbox: "checkbox", radio: "radio", number: "spinbutton", search: "searchbox" };
    const all = "a[href], button, select, summary, textarea, input:not([type=hidden]), [role=button], [role=slider]";
    return [...document.querySelectorAll(all)].filter((one) => one.checkVisibility()).map((one) => {
        const words = [
            one.getAttribute("aria-label"), named(one.getAttribute("aria-labelledby") ?? ""),
            [...(one.labels ?? [])].map((label) => label.textContent).join(" "),
            one.textContent, one.title, one.querySelector("img[alt]")?.alt,
        ];
        return {
            name: (words.find((text) => text?.trim()) ?? "").trim(),
            role: one.getAttribute("role") ?? kinds[one.tagName] ?? inputs[one.type] ?? "textbox",
            markup: one.outerHTML.slice(0, 200),
        };
    });
}"""

_LETTERS = """() => {
    const bright = (colour) => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => Number(part) / 255);
        const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const sentence = document.querySelector("[data-testid=sentence]");
    let below = sentence;
    const clear = (colour) => /, 0\\)$/.test(colour) || colour === "transparent";
    while (below.parentElement && clear(getComputedStyle(below).backgroundColor)) below = below.parentElement;
    const [letters, ground] = [getComputedStyle(sentence).color, getComputedStyle(below).backgroundColor];
    return { letters: bright(letters), ground: bright(ground) };
}"""

_SIZES = """() => [...document.querySelectorAll("[data-testid=timemap] li")]
    .map((one) => parseFloat(getComputedStyle(one).fontSize))"""

_IN_VIEW = """() => {
    const parts = {
        map: document.querySelector("[data-testid=timemap]"),
        sentence: document.querySelector("[data-testid=sentence]"),
        bar: document.querySelector("input[type=range][aria-label=Year]"),
        search: document.querySelector("input[type=search]"),
        filters: document.querySelector("[data-testid=filters]"),
    };
    return Object.keys(parts).filter((name) => {
        const box = parts[name]?.checkVisibility() && parts[name].getBoundingClientRect();
        return box && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    });
}"""

_BEGINS = """() => {
    const one = document.querySelector("[data-testid=record]");
    const { top } = one?.getBoundingClientRect() ?? {};
    return Boolean(one?.checkVisibility()) && top >= -1 && top < innerHeight;
}"""

_SCROLLS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
    .some((box) => box && box.scrollHeight > box.clientHeight + 1)"""

_UNCUT = """() => {
    const one = document.querySelector("[data-testid=sentence]");
    const range = document.createRange();
    range.selectNodeContents(one);
    const [words, box] = [range, one].map((part) => part.getBoundingClientRect());
    return words.bottom <= Math.min(box.bottom, innerHeight) + 1;
}"""

_OPEN = """() => ["popup", "group", "near"].find((name) => {
    const one = document.querySelector(`[data-testid=${name}]`);
    return one && one.closest(".leaflet-popup")?.style.opacity !== "0"; // else it is fading away
}) ?? null"""

_WHOLE = """() => [...document.querySelectorAll(".leaflet-popup-content-wrapper")].every((one) => {
    const [box, map] = [one, one.closest("[data-testid=timemap]")].map((part) => part.getBoundingClientRect());
    return box.left >= map.left && box.right <= map.right && box.top >= map.top && box.bottom <= map.bottom;
})"""


class App(Page):
    """The Streamlit app: the one screen, and charts and coverage, on which what can be pressed is a link."""

    host = "app"

    def link(self, page: str = "Map", **parameters: Any) -> str:
        """Give the address of a state of a page of :data:`PAGES`; see :meth:`Page.link`."""
        path = "" if page == "Map" else page.lower()
        words = urlencode(_given(parameters), doseq=True)
        return f"{self.home}/{path}" + (f"?{words}" if words else "")

    def open(self, page: str = "Map", **parameters: Any) -> None:
        """Open a page as a link does, and wait until it can be used."""
        self.driver.open(self.link(page, **parameters))
        self.ready()

    def ready(self) -> None:
        """Wait until the page is drawn and has nothing more to do."""
        if self.where == "Map":
            super().ready()
        else:
            self.driver.wait_for(by_role("heading", self.where), seconds=_READY_SECONDS)
            self.settle()

    def print_sheets(self) -> list[str]:
        """Print as :meth:`Page.print_sheets` does, but not in the moment in which Streamlit begins below the map.

        Chromium prints one sheet then, whatever the page is made of: seen once in ten times, 100 ms after the map.
        """
        self.driver.wait_until("() => document.querySelector('[data-testid=stApp]') !== null", seconds=_READY_SECONDS)
        return super().print_sheets()

    def settle(self) -> None:
        """Wait until the page is of one view, or the server has answered all that it was asked."""
        if self.where == "Map":
            super().settle()
            return
        try:
            self.driver.wait_until(f"() => !({_SERVED})()", seconds=_SETTLE_SECONDS)
        except DriverError as error:
            why = self.driver.run(_SERVED)
            raise DriverError(f"{why}; waited {_SETTLE_SECONDS} s at {self.driver.address}") from error

    def forward(self) -> None:
        """Go forward in the browser's history."""
        self.driver.forward()
        self.ready()

    def back(self) -> None:
        """Go back in the browser's history; from what lies before the map, come forward again."""
        self.driver.back()
        if not self.driver.address.startswith(self.home):
            self.driver.forward()
        self.ready()

    @property
    def where(self) -> str:
        """Which of :data:`PAGES` this is."""
        path = urlsplit(self.driver.address).path.strip("/").capitalize()
        return path if path in PAGES else "Map"

    def state(self) -> dict[str, list[str]]:
        """Give the parameters that the address carries."""
        return parse_qs(urlsplit(self.driver.address).query)

    def go_to(self, page: str) -> None:
        """Go to a page of :data:`PAGES` by the navigation."""
        self._follow(by_role("link", page).inside(by_role("navigation", re.compile("^(Site|Pages)$"))))

    def open_figures(self) -> None:
        """Go to the numbers that can be quoted."""
        self.go_to("Figures")

    def figures(self) -> list[str]:
        """Read the sentences of the numbers that can be quoted, where they are open."""
        return self.headings(3)

    def show_figure(self, number: int) -> None:
        """Let the map show one of the numbers, where they are open."""
        self._follow(_TO_MAP.nth(number))

    # on the charts

    def choose_mode(self, mode: str) -> None:
        """Choose what the year means, by a key of :data:`MODES`."""
        if self.where == "Map":
            super().choose_mode(mode)
        else:
            self._follow(by_role("link", MODES[mode]).inside(by_role("navigation", "What the year means")))

    def press_chip(self, number: int) -> None:
        """Take a filter off where it is named as being in force."""
        if self.where == "Map":
            super().press_chip(number)
        else:
            self._follow(self._chip().nth(number))

    def clear_chips(self) -> None:
        """Take all filters off where they are named as being in force."""
        if self.where == "Map":
            super().clear_chips()
        else:
            self._follow(by_role("link", "Clear all filters"))

    def _chip(self) -> Part:
        if self.where == "Map":
            return super()._chip()
        return by_role("link", re.compile(r"^(?!Clear all)")).inside(_PILLS)

    def set_chart_year(self, year: int) -> None:
        """Type a year into the field of the charts."""
        self.driver.type(by_role("spinbutton", "Year of the charts"), str(year))
        self._follow(by_role("button", "Show"))

    def can_set_chart_year(self) -> bool:
        """Say whether the charts speak of one year."""
        return self.driver.visible(by_role("spinbutton", "Year of the charts"))

    def press_chart(self, number: int, across: float, down: float) -> None:
        """Press a place of a chart, whatever mark lies there."""
        self.driver.run(_WATCH)
        self.driver.press_at(by_id("stVegaLiteChart").nth(number), across, down)
        self.driver.wait_until(_STAYED_OR_LEFT)
        self.settle()

    def charts(self) -> list[str]:
        """Give what the charts are called for assistive technology."""
        return self.driver.attributes(by_id("stVegaLiteChart"), "aria-label")

    def open_tables(self) -> int:
        """Count the charts that offer a table and links."""
        return self.driver.count(_TABLES)

    def open_table(self, number: int) -> None:
        """Open, or close, what lies below a chart: its table, and its marks as links."""
        self.driver.press(_TABLES.nth(number))

    def marks(self) -> list[str]:
        """Give the texts of the links that stand for the marks of charts, where their tables are open."""
        return self.driver.texts(_CHART_MARKS)

    def press_mark(self, mark: str | int) -> None:
        """Follow the link that stands for a mark of a chart, by its text or its place."""
        self._follow(_CHART_MARKS.nth(mark if isinstance(mark, int) else self.marks().index(mark)))

    def follow_with_keys(self) -> None:
        """Press Enter on the link that has the focus."""
        self.driver.run(_WATCH)
        self.driver.key("Enter")
        self.driver.wait_until(_LEFT)
        self.ready()

    def save_picture(self, number: int, form: str) -> bytes:
        """Save a chart as a picture, ``SVG`` or ``PNG``."""
        return self.driver.download(by_role("link", form).nth(number)).read_bytes()

    def save_endings(self, form: str) -> Path:
        """Save what ended, as the charts say it, in a format of :data:`FORMATS`."""
        return self.driver.download(by_role("link", FORMATS[form]))

    def notices(self) -> list[str]:
        """Read what the page says about an address that it could not follow, or that it did by itself."""
        return super().notices() if self.where == "Map" else self.driver.texts(by_id("stAlert"))

    @property
    def faults(self) -> list[str]:
        """What went wrong unseen; that Streamlit looks for its server below the page's own path first is no fault."""
        return [fault for fault in super().faults if not _LOOKED_FOR.search(fault)]

    def _follow(self, part: Part) -> None:
        """Follow a link, or send a form, to a page that is loaded."""
        self.driver.run(_WATCH)
        self.driver.press(part)
        self.driver.wait_until(_LEFT)
        self.ready()


_LOOKED_FOR = re.compile(r"status of 404 .*/(charts|coverage|figures|frame|stories)/_stcore/(health|host-config)\)$")
_TABLES = by_text("As a table, and as links")
_CHART_MARKS = by_role("link").inside(by_role("list", "Filter by a mark"))
_WATCH = """() => {
    window.stayed = true; // another document has no such mark
    window.leaving = false;
    navigation.onnavigate = () => void (window.leaving = true);
}"""
_LEFT = "() => !window.stayed"
_STAYED_OR_LEFT = """async () => {
    await new Promise((done) => setTimeout(done)); // what was pressed has reached the page's own code
    return !window.stayed || !window.leaving;
}"""
_SERVED = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const { testScriptState: script, testConnectionState: connection } = app?.dataset ?? {};
    if (script !== "notRunning" || connection !== "CONNECTED") return `the page is ${script}, ${connection}`;
    if (document.querySelector("[data-testid^=stException], [data-testid^=stAlertContentError]")) return "";
    if (document.querySelector("[data-stale=true]")) return "parts of the page are stale";
    const drawing = [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].filter(
        (chart) => !chart.querySelector("canvas, svg"),
    );
    if (drawing.length) return `${drawing.length} charts are not drawn`;
    return document.querySelector("h1") ? "" : "there is no heading";
}"""


class File(Page):
    """The map in one file."""

    host = "file"

    def link(self, **parameters: Any) -> str:
        """Give the address of a state of the map; see :meth:`Page.link`."""
        words = urlencode(_given(parameters), doseq=True)
        return self.home + (f"#{words}" if words else "")

    def state(self) -> dict[str, list[str]]:
        """Give the parameters that the address carries."""
        return parse_qs(urlsplit(self.driver.address).fragment)

    def open_figures(self) -> None:
        """Open the numbers that can be quoted."""
        self.driver.press(by_role("button", "Figures"))
        self.figures_open()

    def figures_open(self) -> None:
        """Wait until the numbers that can be quoted are open."""
        self.driver.wait_for(_FIGURES)

    def figures_closed(self) -> None:
        """Wait until the numbers that can be quoted are closed."""
        self.driver.wait_for(_FIGURES, gone=True)

    def figures(self) -> list[str]:
        """Read the sentences of the numbers that can be quoted, where they are open."""
        return self.driver.texts(by_role("heading").inside(by_data(figure=None)))

    def copy_figure(self, number: int) -> str:
        """Copy the link to one of the numbers, and give what was copied."""
        self.driver.press(by_role("button", "Copy link").inside(by_data(figure=None)).nth(number))
        self.driver.wait_for(by_text("The link is copied.").inside(_FIGURES))
        self.driver.key("Escape")
        self.figures_closed()
        return self._pasted()


class Site(File):
    """The static site: the one screen on its first page, and pages to read beside it."""

    host = "site"
    _saves = "link"

    @property
    def faults(self) -> list[str]:
        """What went wrong unseen; that a browser looks for an icon which the site does not have is no fault."""
        return [fault for fault in super().faults if not fault.endswith("/favicon.ico)")]

    def read_page(self) -> str:
        """Go to the page of the open record, and read its heading."""
        self.show("Record")
        self.driver.press(by_role("link", "Page of this record"))
        heading = by_role("heading").first.inside(by_role("main"))
        self.driver.wait_for(heading)
        return self.driver.text(heading)

    def open_figures(self) -> None:
        """Go to the numbers that can be quoted."""
        self.driver.press(by_role("link", "Figures").inside(by_role("navigation", "Site")))
        self.driver.wait_for(by_role("heading", "Figures"))

    def figures(self) -> list[str]:
        """Read the sentences of the numbers that can be quoted, where they are open."""
        return self.headings(2)

    def back_to_map(self) -> None:
        """Follow the link from a page of the site to the map."""
        self.driver.press(by_role("link", re.compile("map", re.IGNORECASE)).inside(by_role("main")).first)
        self.ready()


def query_of(state: dict[str, list[str]]) -> Query:
    """Give the query, with its year, that the parameters of an address stand for."""
    asked = {name: values for name, values in state.items() if name not in (*PASSED_ON, "data")}
    category = asked.pop("category", [])
    if len(category) == 1:  # both of two are no choice
        asked["category"] = category
    if asked.get("mode") == ["year"]:
        del asked["mode"]
    asked.setdefault("year", [str(OPENING_YEAR)])
    return Query.parse(urlencode(asked, doseq=True))


def _given(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value not in (None, (), [])}


def _bare(text: str) -> str:
    """Take the cross off the text of a filter in force."""
    return text.removesuffix("×").strip()
