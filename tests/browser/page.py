"""All that the net knows of our page: what its parts are called and how one finds them. Nothing else knows it.

Errands and walks speak in what people do and read. A :class:`Page` is the map on either host, :class:`App` the
Streamlit app with its filters and its other pages, :class:`File` the map in one file.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

from pypdf import PdfReader

from geo.layer import Query
from tests.browser.driver import Driver, DriverError, Part, by_id, by_role, by_text

__all__ = ["CONTROLS", "FILTERS", "FORMATS", "MODES", "PAGES", "App", "File", "Numbers", "Page", "query_of"]

PAGES = ("Map", "Charts", "Coverage")
MODES = {"year": "In this year", "changes": "Changes up to this year", "all": "All years"}
FILTERS = {
    "category": "What",
    "status": "Status",
    "country": "Country today",
    "kind": "Kind",
    "honours": "Person honoured",
    "polity": "State it lay in then",
    "fate": "What became of monuments",
    "replaced": "What came after names",
    "confidence": "Confidence",
}
"""Parameters of the address, and the words on the page; the first two are buttons, the others lists."""
BUTTONS = ("category", "status")
FORMATS = {
    "geojson": "GeoJSON",
    "csv": "CSV, one row a period",
    "csv-records": "CSV, one row a record",
    "gpkg": "GeoPackage",
    "fgb": "FlatGeobuf",
    "parquet": "GeoParquet",
    "kml": "KML",
    "html": "Stand-alone HTML, the map in one file",
    "lpf": "Linked Places (JSON-LD)",
}
_OPENING_YEAR = 1961
_READY_SECONDS = 60
_SETTLE_SECONDS = 45
_TRAVEL_SECONDS = 3
_LIST_SECONDS = 3

_MAP = by_id("timemap")
_LIST = by_id("list")
_SIDEBAR = by_id("stSidebar")
_MAIN = by_id("stMain")
_YEAR = by_role("slider", "Year")

_READ = """() => {
    const one = (id) => document.querySelector(`[data-testid=${id}]`);
    const numbers = (text) => (text?.match(/\\d[\\d,]*/g) ?? []).map((figures) => Number(figures.replaceAll(",", "")));
    const map = one("timemap");
    const list = one("list");
    const card = one("record");
    const popup = [...document.querySelectorAll("[data-testid=popup]")].find(
        (part) => part.closest(".leaflet-popup").style.opacity !== "0", // it fades away when it is closed
    );
    const heads = [...document.querySelectorAll("h2, h3")].map((head) => head.textContent);
    const listed = heads.find((head) => /^(On the map in|Changed up to|In all years)/.test(head)) ?? null;
    const captions = [...document.querySelectorAll("[data-testid=stCaptionContainer]")].map((part) => part.textContent);
    const passing = captions.find((text) => / records pass the filters\\.$/.test(text)) ?? null;
    const ended = heads.find((head) => / of the recorded honours /.test(head)) ?? null;
    const saves = [...document.querySelectorAll("[data-testid=stDownloadButton]")].map((part) => part.textContent);
    const ends = saves.find((text) => / of th(is|ese) \\d+$/.test(text));
    const counted = {};
    const beside = "[data-testid^=stBaseButton-pills], [data-testid=stCaptionContainer]";
    for (const part of one("stSidebar")?.querySelectorAll(beside) ?? [])
        for (const [, words, figures] of part.textContent.matchAll(/(?:^|: | · )([^·:]+?) \\((\\d+)\\)(?= · |$)/g))
            counted[words] = Number(figures);
    return {
        year: map ? Number(map.dataset.year) : null,
        drawn: map ? Number(map.dataset.shown) : null,
        beside: numbers(one("count")?.textContent),
        sentence: one("sentence")?.textContent ?? null,
        listed: listed && Number(listed.split(": ").at(-1).replaceAll(",", "")),
        heading: listed,
        rows: list?.dataset.rows ? Number(list.dataset.rows) : null,
        passing: numbers(passing),
        counted,
        ended: ended && (/ none of the /.test(ended) ? 0 : numbers(ended.replace(/^.*?, /, ""))[0]),
        ends: ends ? numbers(ends)[0] : null,
        record: card?.dataset.record ?? null,
        popup: popup?.dataset.record ?? null,
    };
}"""

_PROBLEM = """() => {
    const bad = ["stException", "stAlertContentError", "stErrorElement"].map((id) => `[data-testid^="${id}"]`);
    const found = document.querySelector([...bad, "#map-root [role=alert]"].join(", "));
    if (found) return found.innerText;
    const dialog = document.querySelector("[data-testid=stDialog]");
    if (dialog && /error/i.test(dialog.innerText)) return dialog.innerText;
    return /Traceback \\(most recent call last\\)/.test(document.body.innerText) ? document.body.innerText : null;
}"""


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
    listed, rows : int or None
        The number in the list's heading, and how many rows the list has.
    heading : str or None
        The list's heading.
    passing : list of int
        From the filters' caption: records that pass, and all.
    counted : dict of str to int
        The number of records beside options of filters, by the option's words.
    ended, ends : int or None
        On the charts: how many honours ended by the headline, and by the button that saves them.
    record, popup : str or None
        The record that is open beside the map, and on it.
    """

    year: int | None
    drawn: int | None
    beside: list[int]
    sentence: str | None
    listed: int | None
    heading: str | None
    rows: int | None
    passing: list[int]
    counted: dict[str, int]
    ended: int | None
    ends: int | None
    record: str | None
    popup: str | None


class Page:
    """The page as a person meets it, with what both hosts have.

    Parameters
    ----------
    driver : Driver
    home : str
        Address at which the host has the map.
    """

    host: ClassVar[str]
    find_role: ClassVar[str]

    def __init__(self, driver: Driver, home: str) -> None:
        self.driver = driver
        self.home = home

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
        """Wait until the page has answered what was last done."""
        raise NotImplementedError

    def back(self) -> None:
        """Go back in the browser's history; from what lies before the map, come forward again."""
        self._travel(self.driver.back)
        if not self.driver.address.startswith(self.home):
            self.driver.forward()
            self.ready()

    def forward(self) -> None:
        """Go forward in the browser's history."""
        self._travel(self.driver.forward)

    def _travel(self, go: Callable[[], None]) -> None:
        go()
        if self.driver.address.startswith(self.home):
            self.settle()

    def reload(self) -> None:
        """Load the page anew."""
        self.driver.reload()
        self.settle()

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

    def sentence(self) -> str:
        """Read the sentence above the map."""
        return self.driver.text(by_id("sentence"))

    def year(self) -> int:
        """Read the map's year."""
        return int(self.driver.text(by_id("year")))

    def drawn(self) -> int:
        """Read how many records the map draws."""
        return int(self.driver.attribute(_MAP, "data-shown") or -1)

    # time

    def next_year(self) -> None:
        """Press the button that goes a year on."""
        self._press(by_role("button", "Next year"))

    def previous_year(self) -> None:
        """Press the button that goes a year back."""
        self._press(by_role("button", "Previous year"))

    def hurry(self, times: int) -> None:
        """Go some years on, quicker than the page can answer."""
        for _ in range(times):
            self.driver.press(by_role("button", "Next year"))
        self.settle()

    def key_on_bar(self, key: str) -> None:
        """Press a key on the time bar: arrows, PageUp, PageDown, Home, End."""
        self.driver.focus(_YEAR)
        self.driver.key(key)
        self.settle()

    def set_year(self, year: int) -> None:
        """Go to a year as a person does who knows it."""
        raise NotImplementedError

    def drag_to(self, share: float) -> None:
        """Drag the time bar from its middle to a share of its length, 0 to 1."""
        self.driver.drag(_YEAR, (0.5, 0.5), (share, 0.5))
        self.settle()

    def years(self) -> tuple[int, int]:
        """Give the first and last year of the time bar."""
        first, last = (self.driver.attribute(_YEAR, name) for name in ("min", "max"))
        return int(first or 0), int(last or 0)

    def play(self, speed: str = "Fast", years: int = 2) -> None:
        """Let the years run for some of them, then pause."""
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

    def choose_mode(self, mode: str) -> None:
        """Choose what the year means, by a key of :data:`MODES`."""
        raise NotImplementedError

    def show_undated(self) -> None:
        """Press the switch for undated states."""
        raise NotImplementedError

    def events(self) -> list[str]:
        """Give the names of the marks of political events on the time bar."""
        return self.driver.attributes(_MARKS, "aria-label")

    def open_event(self, number: int) -> None:
        """Press a mark of political events."""
        self.driver.press(_MARKS.nth(number))

    def event_text(self) -> str:
        """Read the story of the events that are open."""
        return self.driver.text(by_id("events"))

    def event_open(self) -> bool:
        """Say whether the story of some events is open."""
        return self.driver.visible(by_id("events"))

    def go_to_event(self) -> None:
        """Go to the year of the first event that is open."""
        self._press(by_role("button", re.compile(r"\d{4}")).inside(by_id("events")).first)

    def close_events(self) -> None:
        """Close the story of the events."""
        self._press(by_role("button", "Close events"))

    # records

    def listed(self) -> list[str]:
        """Read the names in the list, in order."""
        raise NotImplementedError

    def open_listed(self, name: str | int) -> None:
        """Open a record from the list, by its name or its place there."""
        raise NotImplementedError

    def find(self, name: str) -> list[str]:
        """Type a name into the box for it, and give what is offered."""
        raise NotImplementedError

    def hits(self) -> list[str]:
        """Give what was found and is still offered."""
        raise NotImplementedError

    def open_found(self, number: int = 0) -> None:
        """Open one of the records that were found."""
        raise NotImplementedError

    def record(self) -> str | None:
        """Give the id of the record that is open, or None."""
        return self.numbers().record

    def record_text(self) -> str:
        """Read the record that is open."""
        return self.driver.text(by_id("record"))

    def record_links(self) -> list[str]:
        """Give the addresses of the sources of the record that is open."""
        return self.driver.attributes(by_role("link").inside(by_id("record")), "href")

    def close_record(self) -> None:
        """Close the record that is open."""
        self._press(by_role("button", "Close record"))

    def related(self) -> list[str]:
        """Give the names of the records that the open one leads to."""
        return self.driver.texts(_RELATED)

    def open_related(self, number: int) -> None:
        """Go on to a record that the open one leads to."""
        self._press(_RELATED.nth(number))

    # the map

    def press_map(self, across: float, down: float) -> None:
        """Press a place of the map, as shares of its width and height."""
        self.driver.press_at(_MAP, across, down)
        self.settle()

    def hover_map(self, across: float, down: float) -> None:
        """Point at a place of the map."""
        self.driver.hover(_MAP, across, down)

    def drag_map(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag the map."""
        self.driver.drag(_MAP, start, end)

    def zoom(self, key: str) -> None:
        """Press ``+`` or ``-`` on the map."""
        self.driver.focus(_MAP)
        self.driver.key(key)

    def wheel(self, pixels: int) -> None:
        """Turn the wheel over the map."""
        self.driver.wheel(_MAP, pixels)

    def key_on_map(self, key: str) -> None:
        """Press a key on the map: arrows, plus, minus, Enter for the symbol nearest to the middle, Escape."""
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

    def popup_buttons(self) -> list[str]:
        """Give the texts of the buttons in what is open on the map."""
        kind = self.popup()
        return self.driver.texts(by_role("button").inside(by_id(kind))) if kind else []

    def popup_in_view(self) -> bool:
        """Say whether what is open on the map is whole in its view: the map can be moved away from it."""
        with suppress(DriverError):  # the map may be on its way to it
            self.driver.wait_until(_WHOLE, seconds=2)
            return True
        return False

    def press_in_popup(self, number: int) -> None:
        """Press a button in what is open on the map."""
        self._press(by_role("button").inside(by_id(self.popup() or "popup")).nth(number))

    def close_popup(self) -> None:
        """Close what is open on the map with its cross."""
        self._press(by_role("button", "Close popup"))

    def hint(self) -> bool:
        """Say whether the hint of a first visit can be seen: it gives way to what is open on the map."""
        return self.driver.visible(by_id("hint"))

    def close_hint(self) -> None:
        """Close the hint of a first visit."""
        self._press(by_role("button", "Got it").inside(by_id("hint")))

    def open_layers(self) -> None:
        """Open the control of the map's layers, which is open while it has the focus or the pointer."""
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
        return self.driver.visible(by_text("Legend", exact=True).inside(_MAP))

    def fold_legend(self) -> None:
        """Open or close the legend."""
        self.driver.press(by_text("Legend", exact=True).inside(_MAP))

    # to take away

    def export(self, form: str = "geojson", *, every_year: bool = False) -> Path:
        """Save what the map shows, or what passes the filters in all years, in a format of :data:`FORMATS`."""
        raise NotImplementedError

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
        """Read what the page says about an address that it could not follow."""
        raise NotImplementedError

    def headings(self, level: int) -> list[str]:
        """Read the headings of a level."""
        return list(
            self.driver.run("(level) => [...document.querySelectorAll(`h${level}`)].map((one) => one.innerText)", level)
        )

    def landmarks(self) -> set[str]:
        """Give the regions by which assistive technology finds its way."""
        regions = ("banner", "contentinfo", "main", "navigation", "search")
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

    def legend(self) -> list[str]:
        """Read the words of the legend."""
        return self.driver.texts(by_role("listitem").inside(_MAP))

    def letters(self) -> dict[str, float]:
        """Measure the sentence above the map: how bright its letters and its ground are, 0 to 1."""
        return dict(self.driver.run(_LETTERS))

    def smallest_letters(self) -> float:
        """Measure the smallest letters of the legend, in CSS pixels."""
        return min(self.driver.run(_SIZES))

    def in_view(self) -> set[str]:
        """Say which parts can be seen whole without scrolling: ``map``, ``sentence``, ``bar``."""
        return set(self.driver.run(_IN_VIEW))

    def sees_record(self) -> bool:
        """Say whether the open record begins in the view."""
        return "record" in set(self.driver.run(_BEGINS))

    def scrolls(self) -> bool:
        """Say whether the page can be scrolled up and down."""
        return bool(self.driver.run(_SCROLLS))

    def scrolls_sideways(self) -> bool:
        """Say whether the page can be scrolled to the side."""
        return bool(self.driver.run("() => document.documentElement.scrollWidth > innerWidth"))

    def print(self) -> str:
        """Print the page, and read all letters that are on paper, without the spaces between them."""
        pages = PdfReader(io.BytesIO(self.driver.pdf())).pages
        return "".join(unicodedata.normalize("NFKC", "".join(page.extract_text() for page in pages)).split())

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

    def focused(self) -> str:
        """Give the name of what has the focus; nothing if it is lost."""
        return self.driver.focused()["name"]

    def focus_comes_to(self, name: str) -> None:
        """Wait until something of that name has the focus."""
        self.driver.wait_until("(name) => document.activeElement.textContent.trim() === name", name)

    def tab_to(self, name: str, most: int = 80) -> None:
        """Press Tab until something has the focus whose name begins so."""
        for _ in range(most):
            self.driver.key("Tab")
            if re.match(rf"[a-z_\s]*{re.escape(name)}", self.focused()):  # an icon's name may stand before
                return
        raise DriverError(f"Tab did not reach {name} in {most} presses")

    def enter_found(self, name: str) -> None:
        """Open, with keys alone, the first of what was found for a name that is being typed."""
        raise NotImplementedError

    def leave_popup(self) -> None:
        """Press Escape on the map, and wait until what is open there is gone."""
        part = by_id(self.popup() or "popup")
        self.driver.focus(_MAP)
        self.driver.key("Escape")
        self.driver.wait_for(part, gone=True)

    # more of the records

    def find_so_far(self, text: str) -> list[str]:
        """Type the beginning of a name, press nothing more, and give what is offered."""
        raise NotImplementedError

    def find_all(self, name: str) -> list[str]:
        """Type a name, and give all that can be reached, offered at once or not."""
        return self.find(name)

    def popup_title(self) -> str:
        """Read the heading of what is open on the map."""
        return self.driver.text(by_role("heading").inside(by_id(self.popup() or "popup")))

    def same_time(self) -> list[str]:
        """Give what else the open record says changed in the same days."""
        return self.driver.texts(by_role("button").inside(by_id("week")))

    def read_on(self) -> None:
        """Go from what is open on the map to the whole record."""
        self._press(by_role("button", "Whole record"))

    def counts_by_country(self) -> dict[str, int]:
        """Read the countries of the list, and the number that each has."""
        raise NotImplementedError

    def open_events_of(self, year: int) -> None:
        """Press the mark of the political events of a year."""
        for number, name in enumerate(self.events()):
            years = [int(found) for found in re.findall(r"\d{4}", name.partition(":")[0])]
            if years[0] <= year <= years[-1]:
                self.open_event(number)
                return
        raise DriverError(f"there is no mark for {year}")

    def go_to_event_of(self, year: int) -> None:
        """Go to a year from the story of its events."""
        self._press(by_role("button", re.compile(rf"\b{year}$")).inside(by_id("events")).first)

    def back_stays(self) -> bool:
        """Go back in the browser's history, and say whether that is still this page."""
        self._travel(self.driver.back)
        return self.driver.address.startswith(self.home)

    def _controls(self) -> list[dict[str, str]]:
        return list(self.driver.run(_CONTROLS))

    def has_focus(self) -> bool:
        """Say whether anything has the focus."""
        return bool(self.driver.run("() => document.activeElement !== document.body"))

    def _press(self, part: Part) -> None:
        self.driver.press(part)
        self.settle()


_MARKS = by_role("button").inside(by_role("group", "Political events"))
_RELATED = by_role("button").inside(by_id("related"))
_LAYERS = by_role("checkbox").inside(_MAP)

CONTROLS = {
    "filters": r"^filters?$",
    "citation": r"citation|^cite",
    "way back": r"back to \d{4}",
    "link to copy": r"copy.*link|^share",
    "order of time": r"^when$",
    "what is shown": r"(map in \d{4}|what is shown)$",
    "near a town": r"near a place$|^town$",
    "loop": r"loop|again and again",
    "stories": r"^stories",
    "worksheet": r"worksheet",
    "picture": r"\b(png|svg|picture)\b",
    "chart as a picture": r"\bsvg\b",
    "report of an error": r"report an error",
    "figures": r"^figures",
    "full screen": r"full.?screen",
}
"""What an errand may look for, and how the control for it is called, or will be."""

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

_COLUMN = """(name) => [...document.querySelectorAll(`[data-testid=list] td[data-column="${name}"]`)]
    .map((one) => one.innerText)"""

_SORTED = """() => [...document.querySelectorAll("[data-testid=list] [aria-sort]")]
    .map((one) => `${one.innerText} ${one.ariaSort}`)"""

_IN_VIEW = """() => {
    const parts = {
        map: document.querySelector("[data-testid=timemap]"),
        sentence: document.querySelector("[data-testid=sentence]"),
        bar: document.querySelector("input[type=range][aria-label=Year]"),
    };
    return Object.keys(parts).filter((name) => {
        const box = parts[name]?.getBoundingClientRect();
        return box && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    });
}"""

_BEGINS = """() => {
    const top = document.querySelector("[data-testid=record]")?.getBoundingClientRect().top ?? -1;
    return top >= -1 && top < innerHeight ? ["record"] : [];
}"""

_SCROLLS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
    .some((box) => box && box.scrollHeight > box.clientHeight + 1)"""

_OPEN = """() => ["popup", "group", "near"].find((name) => {
    const one = document.querySelector(`[data-testid=${name}]`);
    return one && one.closest(".leaflet-popup")?.style.opacity !== "0"; // else it is fading away
}) ?? null"""

_WHOLE = """() => [...document.querySelectorAll(".leaflet-popup-content-wrapper")].every((one) => {
    const [box, map] = [one, one.closest("[data-testid=timemap]")].map((part) => part.getBoundingClientRect());
    return box.left >= map.left && box.right <= map.right && box.top >= map.top && box.bottom <= map.bottom;
})"""


class App(Page):
    """The Streamlit app."""

    host = "app"

    def __init__(self, driver: Driver, home: str) -> None:
        super().__init__(driver, home)
        driver.prepare(_LISTEN)

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
            self.driver.wait_for(by_id("timemap", ready="true"), seconds=_READY_SECONDS)
        else:
            self.driver.wait_for(by_role("heading", self.heading()), seconds=_READY_SECONDS)
        self.settle()

    def heading(self) -> str:
        """Give the first heading of the page that this is."""
        return {"Charts": "Charts", "Coverage": "Coverage"}.get(self.where, "De-Stalinization map")

    def settle(self, since: Mapping[str, float] | None = None) -> None:
        """Wait until the server has answered and the map, the list and the address agree on the year.

        Parameters
        ----------
        since : mapping, optional
            From :meth:`asked`; the server must have been asked something since.
        """
        try:
            self.driver.wait_until(_SETTLED, since, seconds=_SETTLE_SECONDS)
        except DriverError as error:
            why = self.driver.run(_AWAITED, since)
            raise DriverError(f"{why}; waited {_SETTLE_SECONDS} s at {self.driver.address}") from error
        with suppress(DriverError):  # if they never agree, what reads them says so better
            self.driver.wait_until(_LISTED, seconds=_LIST_SECONDS)

    def asked(self) -> Mapping[str, float]:
        """Give how often this document has asked the server."""
        found: Mapping[str, float] = self.driver.run(_ASKED)
        return found

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
        self._ask(by_role("link", page).inside(_MAIN).first)

    # filters

    @contextmanager
    def filters(self) -> Iterator[None]:
        """Bring the sidebar in, if it is folded away, and then fold it away again."""
        folded = bool(self.driver.count(by_id("stExpandSidebarButton")))
        if folded:
            self.show_filters()
        yield
        if folded:
            self.hide_filters()

    def show_filters(self) -> None:
        """Bring the sidebar in, if it is folded away."""
        if self.driver.count(by_id("stExpandSidebarButton")):
            self.driver.press(by_id("stExpandSidebarButton"))
        self.driver.wait_for(by_role("heading", "Filters"))

    def hide_filters(self) -> None:
        """Fold the sidebar away."""
        if not self.driver.visible(by_id("stSidebarCollapseButton")):
            self.driver.hover(by_role("heading", "Filters").inside(_SIDEBAR))  # its button is there when it is used
        self.driver.press(by_role("button").inside(by_id("stSidebarCollapseButton")))
        self.driver.wait_for(by_id("stExpandSidebarButton"))

    def options(self, name: str) -> list[str]:
        """Give the options of a filter that is a button; see :data:`FILTERS`."""
        with self.filters():
            return [_plain(text) for text in self.driver.texts(by_role("button").inside(self._group(name)))]

    def choose(self, name: str, option: str) -> None:
        """Choose an option of a filter, or press a button of it again; see :data:`FILTERS`."""
        with self.filters():
            label = re.compile(rf"^{re.escape(option)}( \(\d+\))?$")
            if name in BUTTONS:
                self._ask(by_role("button", label).inside(self._group(name)))
                return
            self._show_more(name)
            field = by_role("combobox", re.compile(re.escape(FILTERS[name]))).inside(_SIDEBAR)
            self.driver.press(field)
            self.driver.type(field, option)
            self._ask(by_role("option", label))
            self.driver.key("Escape")

    def chips(self) -> list[str]:
        """Give the words of the filters in force, each a button that takes its filter off."""
        return [text.removeprefix("close").strip() for text in self.driver.texts(_CHIPS)]

    def press_chip(self, number: int) -> None:
        """Take a filter off by its button above the map."""
        self._ask(_CHIPS.nth(number))

    def clear(self) -> None:
        """Take all filters off with the sidebar's button."""
        with self.filters():
            self._ask(by_role("button", "Clear all filters"))

    def can_clear(self) -> bool:
        """Say whether any filter can be taken off."""
        return bool(self.chips())

    def disputed_only(self) -> None:
        """Press the switch for records on which sources disagree."""
        with self.filters():
            self._ask(by_text("Only where sources disagree").inside(_SIDEBAR))

    def set_lasted(self, years: int | None) -> None:
        """Ask for honours that lasted at least so many years."""
        with self.filters():
            self._show_more("lasted")
            field = by_role("spinbutton", re.compile("Lasted at least"))
            self._enter(field, "" if years is None else str(years))

    def step_between(self, end: int, key: str) -> None:
        """Press a key on the first (0) or second (1) handle of the filter for years of a change."""
        with self.filters():
            self._show_more("between")
            self.driver.focus(by_role("slider", re.compile("Changed between")).nth(end))
            since = self.asked()
            self.driver.key(key)
            self.settle(since)

    # near a place

    def near_town(self, name: str) -> None:
        """Ask what is near a town."""
        with self.filters():
            field = by_role("textbox", "Town").inside(_SIDEBAR)
            if not self.driver.visible(field):
                self.driver.press(by_text("Near a place").inside(_SIDEBAR))
            self._enter(field, name)

    def has_pin(self) -> bool:
        """Say whether a place is chosen whose neighbours are shown."""
        return "near" in self.state()

    def take_pin_off(self) -> None:
        """Take the pin off with the sidebar's button."""
        with self.filters():
            self._ask(by_role("button", "Take the pin off").inside(_SIDEBAR))

    # as on both hosts

    def set_year(self, year: int) -> None:
        """Type a year into the filters' field."""
        with self.filters():
            field = by_role("spinbutton", "Year").inside(_SIDEBAR)
            self._enter(field, str(year))

    def choose_mode(self, mode: str) -> None:
        """Choose what the year means, by a key of :data:`MODES`."""
        self._ask(by_role("radio", MODES[mode]))

    def show_undated(self) -> None:
        """Press the switch for undated states."""
        with self.filters():
            self._ask(by_text("Show undated states").inside(_SIDEBAR))

    def listed(self) -> list[str]:
        """Read the names in the list, in order."""
        return self.driver.texts(_ROWS)

    def open_listed(self, name: str | int) -> None:
        """Open a record from the list, by its name or its place there."""
        self._ask(_ROWS.nth(name) if isinstance(name, int) else by_role("button", name).inside(_LIST))

    def sort_by(self, column: str) -> None:
        """Press the head of a column of the list."""
        self.driver.press(by_role("button", column).inside(_LIST))

    def group_list(self) -> None:
        """Press the box that groups the list by country."""
        self.driver.press(by_role("checkbox", re.compile("Group by country")))

    def columns(self) -> list[str]:
        """Give the columns of the list that can be seen."""
        return self.driver.texts(by_role("columnheader").inside(_LIST))

    def find(self, name: str) -> list[str]:
        """Type a name into the box for it, and give what is offered."""
        field = by_role("textbox", "Find a name")
        self._enter(field, name)
        return self.hits()

    def hits(self) -> list[str]:
        """Give what was found and is still offered."""
        return self.driver.texts(_HITS)

    def open_found(self, number: int = 0) -> None:
        """Open one of the records that were found."""
        self._ask(_HITS.nth(number))

    def citation(self) -> str:
        """Open the record's link and citation, and read them."""
        self.driver.press(by_role("button", re.compile("Link and citation")))
        self.driver.wait_for(by_text("@misc").inside(by_id("stPopoverBody")).first)
        return self.driver.text(by_id("stPopoverBody"))

    def export(self, form: str = "geojson", *, every_year: bool = False) -> Path:
        """Save what the map shows, or what passes the filters in all years, in a format of :data:`FORMATS`."""
        self.choose_format(form)
        title = re.escape(FORMATS[form].partition(",")[0])
        rest = "all years$" if every_year else "(the map in|the changes up to|what is shown|th)"
        path = self.driver.download(by_role("button", re.compile(rf"{title} of {rest}")).first)
        self.driver.run("() => void (window.net.asked = 0)")  # a file was asked for, which no run of the page answers
        return path

    def choose_format(self, form: str) -> None:
        """Choose the format of downloads, by a key of :data:`FORMATS`."""
        field = by_role("combobox", re.compile("Format"))
        if self.driver.value(field) == FORMATS[form]:
            return
        self.driver.press(field)
        self.driver.type(field, FORMATS[form])
        self._ask(by_role("option", FORMATS[form]))

    def can_export(self) -> bool:
        """Say whether there is something to save."""
        button = by_role("button", re.compile(r" of (the map in|the changes up to|what is shown|these|this)")).first
        return self.driver.count(button) > 0 and self.driver.enabled(button)

    def fold(self, words: str) -> None:
        """Open or close a part of the page by its words, such as ``How to read this map``."""
        self.driver.press(by_text(words).inside(_MAIN))

    # what a person looks for, reads and hears

    def offers(self, what: str) -> bool:
        """Say whether there is a control for something; see :meth:`Page.offers`."""
        if what == "filters":
            return self.driver.count(by_id("stSidebar")) + self.driver.count(by_id("stExpandSidebarButton")) > 0
        return super().offers(what)

    @property
    def faults(self) -> list[str]:
        """What went wrong unseen; that Streamlit looks for its server below the page's own path first is no fault."""
        return [fault for fault in super().faults if not _LOOKED_FOR.search(fault)]

    def notices(self) -> list[str]:
        """Read what the page says about an address that it could not follow."""
        return self.driver.texts(by_id("stAlert"))

    def find_so_far(self, text: str) -> list[str]:
        """Type the beginning of a name, press nothing more, and give what is offered."""
        self.driver.type(by_role("textbox", "Find a name"), text)
        self.settle()
        return self.driver.texts(_HITS)

    def counts_by_country(self) -> dict[str, int]:
        """Read the countries of the list, and the number that each has."""
        box = by_role("checkbox", re.compile("Group by country"))
        if not self.driver.checked(box):
            self.group_list()
        heads = (
            text.rpartition(" (")
            for text in self.driver.texts(by_role("rowheader", re.compile(r" \(\d+\)$")).inside(_LIST))
        )
        return {name: int(count.rstrip(")")) for name, _, count in heads}

    def keys(self, *names: str) -> None:
        """Press keys, one after the other, wherever the focus is; Enter may ask the server."""
        since = self.asked()
        for name in names:
            self.driver.key(name)
        if "Enter" in names:
            with suppress(DriverError):  # it may ask nothing
                self.driver.wait_until(_HEARD, since, seconds=_TRAVEL_SECONDS)
        self.settle()

    def enter_found(self, name: str) -> None:
        """Open, with keys alone, the first of what was found for a name that is being typed."""
        self.keys("Enter")
        self.tab_to(name, most=3)
        self.keys("Enter")

    def clear_empty(self) -> None:
        """Take all filters off where the page says that nothing passes them."""
        self._ask(by_role("button", "Clear the filters"))

    def press_mark(self, text: str) -> None:
        """Press the button that stands for a mark of a chart, by its text."""
        self.press_mark_button(self.mark_buttons().index(text))

    def column(self, name: str) -> list[str]:
        """Read a column of the list, from above."""
        return list(self.driver.run(_COLUMN, name))

    def list_name(self) -> str:
        """Give what the list is called for assistive technology."""
        return self.driver.text(by_role("caption").inside(_LIST))

    def sorted_by(self) -> list[str]:
        """Give the columns by which the list says it is sorted, and how: ``Name ascending``."""
        return list(self.driver.run(_SORTED))

    # charts

    def set_chart_year(self, year: int) -> None:
        """Type a year into the field of the charts."""
        self._enter(by_role("spinbutton", "Year of the charts"), str(year))

    def can_set_chart_year(self) -> bool:
        """Say whether the charts speak of one year."""
        return self.driver.enabled(by_role("spinbutton", "Year of the charts"))

    def press_chart(self, number: int, across: float, down: float) -> None:
        """Press a place of a chart, whatever mark lies there."""
        self.driver.press_at(by_id("stVegaLiteChart").nth(number), across, down)
        self.settle()

    def charts(self) -> list[str]:
        """Give what the charts are called for assistive technology."""
        return self.driver.attributes(by_id("stVegaLiteChart"), "aria-label")

    def open_tables(self) -> int:
        """Count the charts that offer a table and buttons."""
        return self.driver.count(_TABLES)

    def open_table(self, number: int) -> None:
        """Open, or close, what lies below a chart: its table, and its marks as buttons."""
        self._ask(_TABLES.nth(number))

    def mark_buttons(self) -> list[str]:
        """Give the texts of the buttons that stand for the marks of charts, where their tables are open."""
        return self.driver.texts(_MARK_BUTTONS)

    def press_mark_button(self, number: int) -> None:
        """Press a button that stands for a mark of a chart."""
        self._ask(_MARK_BUTTONS.nth(number))

    def _ask(self, part: Part) -> None:
        """Press something that the server answers."""
        since = self.asked()
        self.driver.press(part)
        self.settle(since)

    def _enter(self, field: Part, text: str) -> None:
        """Type into a field of which the server is asked, and confirm."""
        since = None if self.driver.value(field) == text else self.asked()
        self.driver.type(field, text)
        self.driver.key("Enter")
        self.settle(since)

    def _travel(self, go: Callable[[], None]) -> None:
        since = self.asked()
        go()
        if not self.driver.address.startswith(self.home):
            return
        with suppress(DriverError):  # there may be nowhere to go
            self.driver.wait_until(_HEARD, since, seconds=_TRAVEL_SECONDS)
        self.settle()

    def _group(self, name: str) -> Part:
        return by_role("toolbar", re.compile(f"^{FILTERS[name]}")).inside(_SIDEBAR)

    def _show_more(self, name: str) -> None:
        if name in ("polity", "fate", "replaced", "lasted", "confidence", "between") and not self.driver.visible(
            by_role("spinbutton", re.compile("Lasted at least"))
        ):
            self.driver.press(by_text("More filters").inside(_SIDEBAR))
            self.driver.wait_for(by_role("spinbutton", re.compile("Lasted at least")))


_ROWS = by_role("button").inside(by_role("rowheader").inside(_LIST))
_CHIPS = by_role(
    "button",
    re.compile(f"^({'|'.join(FILTERS.values())}): |^Lasted at least |^Changed between |^Only where sources disagree"),
).inside(_MAIN)
_HITS = Part(testid="stBaseButton-secondary", name=re.compile(" · "), within=_MAIN)
_LOOKED_FOR = re.compile(r"status of 404 .*/(charts|coverage)/_stcore/(health|host-config)\)$")
_TABLES = by_text("As a table, and as buttons")
_MARK_BUTTONS = by_role("button").inside(by_role("toolbar", re.compile("^Filter by ")))
_LISTEN = """(() => {
    // when the page last asked the server, and when the server's last answer was complete
    const net = (window.net = { born: performance.timeOrigin, times: 0, asked: 0, answered: -1, ended: -1, heard: -1 });
    const send = WebSocket.prototype.send;
    const known = new WeakSet();
    WebSocket.prototype.send = function (...parts) {
        net.asked = performance.now();
        net.times += 1;
        if (!known.has(this)) this.addEventListener("message", ({ data }) => hear(new Uint8Array(data)));
        known.add(this);
        return send.apply(this, parts);
    };
    function hear(bytes) {
        net.heard = performance.now();
        if (ends(bytes)) net.ended = net.heard;
    }
    function ends(bytes) {
        // whether a ForwardMsg has script_finished, field 6, other than 2, FINISHED_EARLY_FOR_RERUN
        let at = 0;
        const number = () => {
            let [value, factor] = [0, 1];
            for (; bytes[at] > 127; at++, factor *= 128) value += (bytes[at] & 127) * factor;
            return value + bytes[at++] * factor;
        };
        while (at < bytes.length) {
            const key = number();
            if (key === 6 << 3) return number() !== 2;
            const size = number();
            if ((key & 7) === 2) at += size;
        }
        return false;
    }
    let state = "";
    new MutationObserver(() => {
        const now = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
        if (now !== state && now === "notRunning") net.answered = performance.now();
        state = now;
    }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
})()"""
_ASKED = "() => ({ born: window.net.born, times: window.net.times })"
_HEARD = "({ born, times }) => window.net && (window.net.born !== born || window.net.times > times)"
_AWAITED = """async (since) => {
    // what was pressed has reached the page's own code
    await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
    const app = document.querySelector("[data-testid=stApp]");
    const { born, times, asked, answered, ended, heard } = window.net;
    if (since && since.born === born && since.times === times) return "nothing was asked of the server";
    const now = performance.now();
    const unseen = ended >= asked && now - heard > 300; // a quick run can be over before the page draws that it runs
    if (answered < asked && !unseen) return `the server did not answer what was asked ${now - asked} ms ago`;
    const { testScriptState: script, testConnectionState: connection } = app?.dataset ?? {};
    if (script !== "notRunning" || connection !== "CONNECTED") return `the page is ${script}, ${connection}`;
    if (document.querySelector("[data-testid^=stException], [data-testid^=stAlertContentError]")) return "";
    if (document.querySelector("[data-stale=true]")) return "parts of the page are stale";
    const address = new URLSearchParams(location.search);
    if (/charts|coverage/.test(location.pathname)) return document.querySelector("h1") ? "" : "there is no heading";
    const map = document.querySelector("[data-testid=timemap]");
    const list = document.querySelector("[data-testid=list]");
    const bar = document.querySelector("input[type=range][aria-label=Year]");
    const [first, last, told] = [Number(bar?.min), Number(bar?.max), Number(address.get("year"))];
    const sound = Number.isInteger(told) && first <= told && told <= last; // another is ignored
    const year = sound ? told : Math.min(Math.max(OPENING, first), last);
    if (map?.dataset.ready !== "true") return "the map is not ready";
    if (map.dataset.year !== String(year)) return `the map has ${map.dataset.year}, and must have ${year}`;
    return list?.dataset.whole === "true" ? "" : "the list is not whole";
}""".replace("OPENING", str(_OPENING_YEAR))
_SETTLED = f"async (since) => !(await ({_AWAITED})(since))"


_LISTED = """() => {
    // the list is drawn anew a moment after the answer is complete
    const list = document.querySelector("[data-testid=list]");
    return !list || list.dataset.rows === document.querySelector("[data-testid=timemap]")?.dataset.shown;
}"""


class File(Page):
    """The map in one file."""

    host = "file"

    def link(self, **parameters: Any) -> str:
        """Give the address of a state of the map; see :meth:`Page.link`."""
        words = urlencode(_given(parameters), doseq=True)
        return self.home + (f"#{words}" if words else "")

    def settle(self) -> None:
        """Wait until map, list and address agree on the year."""
        try:
            self.driver.wait_until(_DRAWN, seconds=_SETTLE_SECONDS)
        except DriverError as error:
            raise DriverError(f"map, list and address do not agree at {self.driver.address}") from error

    def state(self) -> dict[str, list[str]]:
        """Give the parameters that the address carries."""
        return parse_qs(urlsplit(self.driver.address).fragment)

    def set_year(self, year: int) -> None:
        """Go to a year with the keys of the time bar."""
        self.driver.focus(_YEAR)
        first, last = self.years()
        while (away := year - self.year()) and first <= year <= last:
            ten = abs(away) >= 10
            self.driver.key(("PageUp" if ten else "ArrowRight") if away > 0 else "PageDown" if ten else "ArrowLeft")
        self.settle()

    def choose_mode(self, mode: str) -> None:
        """Choose what the year means, by a key of :data:`MODES`."""
        self._press(by_text(MODES[mode], exact=True))

    def show_undated(self) -> None:
        """Press the switch for undated states."""
        self._press(by_role("checkbox", "Show undated states"))

    def listed(self) -> list[str]:
        """Read the names in the list, in order."""
        return self.driver.texts(by_role("button").inside(_LIST))

    def open_listed(self, name: str | int) -> None:
        """Open a record from the list, by its name or its place there."""
        buttons = by_role("button").inside(_LIST)
        self._press(buttons.nth(name) if isinstance(name, int) else by_role("button", name).inside(_LIST).first)

    def find(self, name: str) -> list[str]:
        """Type a name into the box for it, and give what is offered."""
        self.driver.type(by_role("searchbox", "Find a name"), name)
        return self.hits()

    def hits(self) -> list[str]:
        """Give what was found and is still offered."""
        return self.driver.texts(_FOUND)

    def open_found(self, number: int = 0) -> None:
        """Open one of the records that were found."""
        self._press(_FOUND.nth(number))

    def export(self, form: str = "geojson", *, every_year: bool = False) -> Path:
        """Save the data that are in the file; it has GeoJSON of all years."""
        if (form, every_year) != ("geojson", True):
            raise DriverError("the map in one file saves GeoJSON of all years, nothing else")
        return self.driver.download(by_role("button", re.compile("Download the data")))

    def notices(self) -> list[str]:
        """Read what the page says about an address that it could not follow."""
        part = by_text(re.compile("^Ignored in the address"))
        return self.driver.texts(part) if self.driver.visible(part.first) else []

    def find_so_far(self, text: str) -> list[str]:
        """Type the beginning of a name, press nothing more, and give what is offered."""
        return self.find(text)

    def enter_found(self, name: str) -> None:
        """Open, with keys alone, the first of what was found for a name that is being typed."""
        self.keys("Enter")

    def counts_by_country(self) -> dict[str, int]:
        """Read the countries of the list, and the number that each has."""
        heads = (text.rpartition(" ") for text in self.driver.texts(by_role("heading").inside(_LIST)))
        return {name: int(count) for name, _, count in heads}


_FOUND = by_role("button").inside(by_role("search"))
_DRAWN = """() => {
    const map = document.querySelector("[data-testid=timemap]");
    if (map?.dataset.ready !== "true") return Boolean(document.querySelector("#map-root [role=alert]"));
    const address = new URLSearchParams(location.hash.slice(1));
    const list = document.querySelector("[data-testid=list]");
    const { min, max } = document.querySelector("input[type=range][aria-label=Year]");
    const [first, last, asked] = [Number(min), Number(max), Number(address.get("year"))];
    const sound = Number.isInteger(asked) && first <= asked && asked <= last; // another is ignored
    const year = sound ? asked : JSON.parse(document.getElementById("told").textContent).year;
    return year === Number(map.dataset.year) && list.dataset.rows === map.dataset.shown;
}"""


def query_of(state: dict[str, list[str]]) -> Query:
    """Give the query, with its year, that the parameters of an address stand for."""

    def several(name: str) -> tuple[str, ...]:
        return tuple(state.get(name, ()))

    def years(name: str) -> Iterable[int]:
        return (int(year) for year in state.get(name, [""])[0].split("-") if year)

    category, mode = several("category"), state.get("mode", ["year"])[0]
    return Query(
        year=next(iter(years("year")), _OPENING_YEAR),
        country=several("country"),
        kind=several("kind"),
        category=category[0] if len(category) == 1 else None,
        honours=several("honours"),
        status=several("status"),
        polity=several("polity"),
        fate=several("fate"),
        confidence=several("confidence"),
        replaced=several("replaced"),
        lasted=next(iter(years("lasted")), None),
        between=tuple(years("between")),
        mode=None if mode == "year" else mode,
        undated=state.get("undated") == ["1"],
        disputed=state.get("disputed") == ["1"],
    )


def _given(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value not in (None, (), [])}


def _plain(text: str) -> str:
    """Take the number off the text of an option."""
    return re.sub(r" \(\d+\)$", "", text)
