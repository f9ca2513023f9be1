"""An old link in a real browser, on the app, the site and the map in one file: the counts of then, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import geo
from geo.core.folder import VARIABLE, DataFolder
from geo.exports import EXPORTS
from geo.exports.site import write_site
from geo.layer import Query
from tests.browser.driver import PHONE, Engine
from tests.browser.page import App, File, Page, Site
from tests.browser.serving import serve, serve_site
from tests.editions_sample import NEXT, VERSION, two_editions

pytestmark = pytest.mark.browser

HOSTS = ("app", "site", "disk")
SEEN = f"You see edition {VERSION} of 2 January 2030. One record has changed since."
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Make a folder with two editions."""
    path = tmp_path_factory.mktemp("editions") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(path))
        return two_editions(path)


@pytest.fixture(scope="module")
def homes(folder: DataFolder) -> Iterator[dict[str, str]]:
    """Serve it on each host, and give the addresses."""
    data, room = geo.open(folder.path), folder.path.parent
    write_site(data, room / "site")
    file, index = room / "map.html", room / "site" / "index.html"
    file.write_bytes(EXPORTS["html"].write(data, Query()))
    with serve(folder.path) as app, serve_site(index) as site:
        yield {"app": app, "site": site, "disk": index.as_uri(), "file": file.as_uri()}


@pytest.fixture
def on_host(engine: Engine, homes: dict[str, str]) -> Iterator[Open]:
    """Give pages of a host, and fail if one of them met a fault."""
    kinds = {"app": App, "site": Site, "disk": Site, "file": File}
    pages: list[Page] = []

    def make(host: str, **options: Any) -> Page:
        pages.append(kinds[host](engine.visit(**options, offline=host in ("disk", "file")), homes[host]))
        return pages[-1]

    yield make
    faults = [fault for page in pages for fault in page.faults]
    for page in pages:
        page.driver.close()
    assert faults == []


@pytest.mark.parametrize("host", HOSTS)
def test_an_old_link_shows_the_counts_of_then_and_says_so(host: str, on_host: Open) -> None:
    page = on_host(host)
    page.open(year=1958, status="honouring")
    today = page.drawn()
    assert page.edition() is None
    page.open(year=1958, status="honouring", data=VERSION)
    page.until_edition()
    assert page.drawn() == today + 1
    assert page.edition() == SEEN
    assert page.notices() == []
    page.next_year()
    assert page.state()["data"] == [VERSION]
    page.reload()
    assert page.drawn() == today + 1
    assert f"version {VERSION}" in page.cite_view()


@pytest.mark.parametrize("host", HOSTS)
def test_what_has_changed_is_listed_and_leads_to_the_record_of_then(host: str, on_host: Open) -> None:
    page = on_host(host)
    page.open(year=1958, data=VERSION)
    page.until_edition()
    assert page.revisions() == ["Stalin Street Georgia · dates · today"]
    page.open_revision("Stalin Street")
    assert page.record() == "a-street"
    told = page.citation()
    assert "1936 – 1961" in told
    assert f"version {VERSION}" in told


@pytest.mark.parametrize("host", ["app", "site"])
def test_todays_edition_is_one_press_away_and_back_leads_to_the_former(host: str, on_host: Open) -> None:
    page = on_host(host)
    page.open(year=1958, status="honouring", data=VERSION)
    page.until_edition()
    then = page.drawn()
    page.show_today()
    assert page.drawn() == then - 1
    assert page.state() == {"year": ["1958"], "status": ["honouring"]}
    page.driver.back()
    page.until_edition()
    page.ready()
    assert page.drawn() == then


@pytest.mark.parametrize("host", ["app", "site"])
def test_an_edition_that_is_not_kept_gives_todays_and_says_so(host: str, on_host: Open) -> None:
    page = on_host(host)
    page.open(year=1958, data="1.0.0")
    page.until_edition()
    said = f"Edition 1.0.0 is not kept; the oldest one that is is {VERSION}. You see today’s, {NEXT} of 2 January 2030."
    assert page.edition() == said
    page.next_year()
    assert page.state() == {"year": ["1959"]}


def test_the_map_in_one_file_says_which_edition_it_holds(on_host: Open) -> None:
    page = on_host("file")
    page.open(year=1958, data=VERSION)
    page.until_edition()
    said = f"This map holds edition {NEXT} of 2 January 2030 alone; the address names {VERSION}."
    assert page.edition() == said
    page.open(year=1958, data=NEXT)
    assert page.edition() is None


def test_the_charts_count_the_edition_that_the_map_shows(on_host: Open) -> None:
    page = on_host("app")
    assert isinstance(page, App)
    page.open("Charts", year=1957)
    ended = page.numbers().ended
    page.open("Charts", year=1957, data=VERSION)
    assert (ended, page.numbers().ended) == (1, 0)
    page.go_to("Map")
    page.until_edition()
    assert page.state() == {"year": ["1957"], "data": [VERSION]}


@pytest.mark.parametrize("options", [{}, {"view": PHONE, "touch": True}], ids=["desk", "phone"])
def test_notice_and_list_fit_the_screen(options: dict[str, Any], on_host: Open) -> None:
    page = on_host("site", **options)
    page.open(year=1958, data=VERSION)
    page.until_edition()
    assert not page.scrolls()
    assert page.revisions()
