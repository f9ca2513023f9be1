"""What goes wrong on a page, a clock that is wrong, data that are broken: one sentence at most, never a traceback."""

from __future__ import annotations

import ast
import datetime as dt
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from geo.core.folder import VARIABLE
from geo.ui import faults, loaded, map_page
from tests.samples import own_folder
from tests.scripted import PAGES, component_of, guarded, links

UI = Path(faults.__file__).resolve().parent


@pytest.fixture(autouse=True)
def read_anew() -> None:
    """Register the component with each test's own runtime, and read the data anew."""
    map_page._component.cache_clear()
    loaded._load.cache_clear()


def fail(*_: Any, **__: Any) -> None:
    raise ZeroDivisionError("a secret of the server")


def one_sentence(test: AppTest, caplog: pytest.LogCaptureFixture) -> None:
    """Expect one message, without what went wrong, under a number that the log has too."""
    assert not test.exception
    (message,) = [error.value for error in test.error]
    assert message.startswith("This did not work. Try again, start over, or tell")
    assert "ZeroDivision" not in message
    assert "secret" not in message
    logged = [one for one in caplog.records if one.exc_info and one.exc_info[0] is ZeroDivisionError]
    assert [one.getMessage().partition(" ")[2] in message for one in logged] == [True]
    assert [link for link in links(test) if "?" not in link[0]] == [("", "Try again"), ("./", "Start over")]


@pytest.mark.parametrize(
    ("module", "broken"),
    [
        ("map_page", "geo.ui.map_page.parts_of"),
        ("map_page", "geo.ui.loaded.unlike"),
        ("map_page", "geo.dataset.read_layer"),
        ("chart_page", "geo.ui.chart_page._changes"),
        ("chart_page", "geo.ui.chart_page.read_link"),
        ("coverage", "geo.ui.coverage.text_of"),
    ],
)
def test_a_page_that_fails_says_so_in_one_sentence_with_a_way_on(
    module: str, broken: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(broken, fail)
    map_page._base.cache_clear()
    one_sentence(guarded(module), caplog)


def test_after_a_page_failed_the_next_run_is_whole(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address = {"year": "1956", "country": "HU"}
    with monkeypatch.context() as broken:
        broken.setattr("geo.ui.chart_page._changes", fail)
        one_sentence(guarded("chart_page", **address), caplog)
    test = guarded("chart_page", **address)
    assert not test.error
    assert links(test)[0][0] == "./?year=1956&country=HU"


def test_the_pages_have_no_callback() -> None:
    """What a person does is a link, a form or the browser's own; nothing runs on the server that could fail unseen."""
    found = [
        f"{file.name}:{word.value.lineno} {word.arg}"
        for file in sorted(UI.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg and word.arg.startswith("on_")
    ]
    assert found == []


def test_every_page_is_one_that_may_fail() -> None:
    tree = ast.parse((UI / "pages.py").read_text(encoding="utf-8"))
    pages = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"]
    assert len(pages) == len(PAGES)
    assert {ast.unparse(page.args[0]) for page in pages} == {f"guarded({name}.show)" for name in PAGES}


def test_what_the_pages_do_not_catch_is_shown_without_details() -> None:
    assert config.get_option("client.showErrorDetails") == "none"


@pytest.mark.parametrize("year", [1900, 1950, 2400])
def test_no_clock_decides_what_can_be_seen(year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.date):
        @classmethod
        def today(cls) -> Clock:
            return cls(year, 1, 1)

    monkeypatch.setattr(dt, "date", Clock)
    for module in PAGES:
        test = guarded(module, year="2026")
        assert not test.exception
        assert not test.error
        assert not test.warning
    assert loaded.load_or_stop().last == loaded.load_or_stop().edition.year == 2026


@pytest.mark.parametrize("date", ["1924-05-01", "1900-01-01"])
def test_data_older_than_what_they_speak_of_have_a_bar_too(
    date: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own_folder(tmp_path, "records")
    said = json.loads(folder.edition.read_text(encoding="utf-8"))
    monkeypatch.setenv(VARIABLE, str(folder.path))
    folder.edition.write_text(json.dumps({**said, "date": date}), encoding="utf-8")
    for module in PAGES:
        test = guarded(module)
        assert not test.exception
        assert not test.error


@pytest.fixture
def own_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand on a copy of the records, which a test may spoil."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return own_folder(tmp_path).records


def spoil(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    os.utime(file, ns=(2**62, 2**62))


def told(test: AppTest, module: str) -> list[str]:
    """Give what a page says of the data; the map's browser says it there."""
    if module == "map_page":
        faults: list[str] = component_of(test)["faults"]
        return faults
    return [warning.value.replace("\\", "").removesuffix(". The rest is sound.") for warning in test.warning]


@pytest.mark.parametrize("module", ["map_page", "chart_page"])
def test_a_broken_record_is_named_with_the_command_that_says_why(own_records: Path, module: str) -> None:
    spoil(own_records / "places" / "dushanbe.json", lambda _: "{")
    test = guarded(module, record="dushanbe", near="68.78,38.56")
    assert not test.error
    assert told(test, module) == ['places/dushanbe.json cannot be read; run "python -m geo check", which says why']


@pytest.mark.parametrize("module", ["map_page", "chart_page"])
def test_a_record_newer_than_the_layer_is_named_with_the_command_that_mends_it(own_records: Path, module: str) -> None:
    spoil(own_records / "places" / "dushanbe.json", lambda text: text.replace("Stalinabad", "Stalinopol"))
    (own_records / "places" / "brasov.json").unlink()
    expected = 'The layer is not as the files of brasov, dushanbe are; run "python -m geo build"'
    assert told(guarded(module), module) == [expected]


def test_a_changed_record_is_read_again(own_records: Path) -> None:
    assert loaded.load().faults == []
    spoil(own_records / "places" / "dushanbe.json", lambda _: "{")
    assert len(loaded.load().faults) == 1


@pytest.mark.parametrize("module", PAGES)
def test_a_broken_layer_is_one_sentence_on_every_page(own_records: Path, module: str) -> None:
    (own_records.parent / "layer.geojson").write_text("{", encoding="utf-8")
    test = guarded(module)
    assert not test.exception
    (message,) = [error.value for error in test.error]
    assert message.startswith("The map cannot be shown. ")
    assert str(own_records.parent) not in message


def test_with_the_data_as_they_are_nothing_is_said() -> None:
    assert loaded.load_or_stop().faults == []


def test_a_log_of_a_fault_has_the_whole_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("geo.ui.chart_page._filters", fail)
    with caplog.at_level(logging.ERROR):
        guarded("chart_page")
    assert "a secret of the server" in caplog.text
