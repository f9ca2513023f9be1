"""The net's own parts: what the driver reports, and that the page can be spoken to on both hosts."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import pytest

from geo.layer import select
from tests.browser.driver import DriverError, Engine, by_id, by_role
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.mark.parametrize("host", ["app", "file"])
def test_both_hosts_are_spoken_to_in_the_same_words(visit: Visit, host: str, periods: gpd.GeoDataFrame) -> None:
    page = visit(host)
    page.open(year=1961)
    page.next_year()
    assert page.year() == page.query().year == 1962
    page.show_undated()
    page.choose_mode("changes")
    page.set_year(1990)
    query = page.query()
    assert (query.year, query.mode, query.undated) == (1990, "changes", True)
    numbers = page.numbers()
    records = select(periods, query)["record_id"].nunique()
    assert [numbers.drawn, numbers.listed, numbers.beside[0]] == 3 * [records]
    page.find("Brasov")
    page.open_found(0)
    assert page.record() == "brasov"
    assert "Orașul Stalin" in page.record_text()
    page.reload()
    assert page.record() == "brasov"
    page.close_record()
    assert page.record() is None
    assert page.problem() is None


def test_filters_charts_and_coverage_are_spoken_to(visit: Visit) -> None:
    page = visit("app")
    assert isinstance(page, App)
    page.open()
    page.set_lasted(5)
    page.disputed_only()
    page.choose("country", "Hungary")
    assert (page.query().country, page.query().lasted, page.query().disputed) == (("HU",), 5, True)
    assert page.chips() == ["Country today: Hungary", "Only where sources disagree", "Lasted at least 5 years"]
    page.press_chip(2)
    assert len(page.chips()) == 2
    page.go_to("Charts")
    assert page.where == "Charts"
    assert page.numbers().ended == page.numbers().ends
    page.go_to("Coverage")
    assert page.problem() is None


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("() => void setTimeout(() => { throw new Error('of ours') })", "page error: of ours"),
        ("() => console.error('of ours')", "console error: of ours"),
        ("() => alert('of ours')", "dialog: of ours"),
        ("() => void fetch('http://192.0.2.1/').catch(() => 0)", "asked another host: http://192.0.2.1/"),
    ],
)
def test_the_driver_keeps_every_fault(engine: Engine, app: str, script: str, fault: str) -> None:
    driver = engine.visit()
    driver.open(f"{app}/_stcore/health")
    assert driver.faults == []
    driver.run(script)
    driver.wait_until("() => new Promise((done) => setTimeout(() => done(true), 50))")
    driver.close()
    assert any(one.startswith(fault) for one in driver.faults)


def test_a_part_that_is_not_there_is_named(engine: Engine, app: str) -> None:
    driver = engine.visit()
    driver.open(f"{app}/_stcore/health")
    part = by_role("button", "Nowhere").inside(by_id("timemap"))
    with pytest.raises(DriverError):
        driver.wait_for(part, seconds=0.1)
    assert str(part) == "button “Nowhere” in timemap"
    driver.close()
