"""What goes wrong on a page, what a client forges, a clock that is wrong: one sentence at most, never a traceback."""

from __future__ import annotations

import ast
import datetime as dt
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from geo.core.folder import VARIABLE
from geo.ui import card, chart_page, component, coverage, filters, loaded, map_page, state, table
from tests.samples import own_folder

UI = Path(state.__file__).resolve().parent
APP = str(UI.parents[1] / "app.py")
PAGES = {"map_page": map_page, "chart_page": chart_page, "coverage": coverage}


@pytest.fixture(autouse=True)
def register_anew() -> None:
    """Register the components with each test's own runtime; before streamlit 1.66 it does not know the last one's."""
    for module in (component, card, table):
        module._component.cache_clear()


def guarded(module: str, **address: str) -> AppTest:
    """Run one page as the app does."""
    source = f"from geo.ui import faults, {module}\nfaults.guarded({module}.show)()\n"
    test = AppTest.from_string(source, default_timeout=30)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def fail(*_: Any, **__: Any) -> None:
    raise ZeroDivisionError("a secret of the server")


def one_sentence(test: AppTest, caplog: pytest.LogCaptureFixture) -> None:
    """Expect one message, without what went wrong, under a number that the log has too."""
    assert not test.exception
    (message,) = [error.value for error in test.error]
    assert message.startswith("This did not work. Keep going, start over, or tell")
    assert "ZeroDivision" not in message
    assert "secret" not in message
    logged = [one for one in caplog.records if one.exc_info and one.exc_info[0] is ZeroDivisionError]
    assert [one.getMessage().partition(" ")[2] in message for one in logged] == [True]
    assert [test.button(key=key).label for key in ("keep_going", "start_over")] == ["Keep going", "Start over"]


@pytest.mark.parametrize(
    ("module", "broken"),
    [
        ("map_page", "geo.ui.frame.foot"),
        ("map_page", "geo.ui.state.read"),
        ("map_page", "geo.dataset.read_layer"),
        ("chart_page", "geo.ui.chart_page._survival"),
        ("chart_page", "geo.ui.filters.sidebar"),
        ("coverage", "geo.ui.coverage.text_of"),
    ],
)
def test_a_page_that_fails_says_so_in_one_sentence(
    module: str, broken: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(broken, fail)
    loaded._load.clear()
    one_sentence(guarded(module), caplog)


def test_after_a_page_failed_one_keeps_going_or_starts_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    test = guarded("map_page", year="1956", country="HU")
    with monkeypatch.context() as broken:
        broken.setattr("geo.ui.frame.foot", fail)
        test.multiselect(key="kind").set_value(["monument"]).run()
        one_sentence(test, caplog)
        test.button(key="keep_going").click().run()
        assert test.error
    test.button(key="keep_going").click().run()
    assert not test.error
    assert (test.session_state["year"], test.session_state["country"]) == (1956, ["HU"])
    test.button(key="clear_active").click()
    with monkeypatch.context() as broken:
        broken.setattr("geo.ui.frame.foot", fail)
        test.run()
    test.button(key="start_over").click().run()
    assert not test.error
    assert (test.session_state["year"], test.session_state["country"]) == (1961, [])
    assert dict(test.query_params) == {}


@pytest.mark.parametrize("module", ["map_page", "chart_page"])
def test_a_callback_that_fails_says_so_and_the_page_stands(
    module: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(state, "clear", fail)
    test = guarded(module, country="HU")
    assert not test.error
    test.button(key="clear_active").click().run()
    one_sentence(test, caplog)
    assert test.session_state["country"] == ["HU"]
    assert len(test.multiselect) > 3
    test.run()
    assert not test.error


def test_every_callback_of_the_pages_is_one_that_may_fail() -> None:
    bare = [
        f"{file.name}:{word.value.lineno} {word.arg}"
        for file in sorted(UI.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg and word.arg.startswith("on_") and not _is_safe(word.value)
    ]
    assert bare == []


def _is_safe(given: ast.expr) -> bool:
    if isinstance(given, ast.Call):
        return isinstance(given.func, ast.Name) and given.func.id == "safely"
    return isinstance(given, ast.Constant) and given.value in ("ignore", "rerun")


def test_what_the_pages_do_not_catch_is_shown_without_details() -> None:
    assert config.get_option("client.showErrorDetails") == "none"


ODD: list[Any] = [
    None, 5, -1, 10**18, 1.5, float("nan"), float("inf"), True, "", "x", "Ukraine (46)", b"x", [], [None], [["UA"]],
    ["Ukraine (46)", "UA"], {}, {"a": 1}, (1956, 1962, 1970), (1962, 1956), ("a", "b"), [float("nan"), 0.0],
    [200.0, 0.0], 5_000_000 * "x",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", [*state.FILTERS, *state.SWITCHES, "year", "mode", "between", "near", "lasted", "record"]
)
def test_whatever_a_client_puts_in_the_state_is_sound_when_it_is_read(name: str) -> None:
    data = loaded.load_or_stop()
    before = state._values({}, data, [])[name]
    for odd in ODD:
        value = state._sound(name, odd, before, data)
        if name in state.FILTERS:
            assert set(value) <= set(data.options[name])
        elif name == "lasted" and odd == 5:
            assert value == 5
        elif name in state.SWITCHES:
            assert isinstance(value, bool)
        else:
            assert value == before or value is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("country", ["Ukraine (46)"]), ("lasted", -7), ("mode", "never"), ("between", (1, 2)), ("record", "nowhere")],
)
def test_a_forged_state_is_not_taken_over(name: str, value: Any) -> None:
    test = guarded("map_page", year="1956")
    test.session_state[name] = value
    test.run()
    assert not test.exception
    assert not test.error
    assert dict(test.query_params) == {"year": "1956"}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stand in for Streamlit's session."""
    kept: dict[str, Any] = {"year": 1961, "record": None, "near": None, "first": 1924, "last": 2026}
    monkeypatch.setattr(state, "st", SimpleNamespace(session_state=kept))
    return kept


@pytest.mark.parametrize("name", ["year", "selected", "open", "near"])
def test_a_forged_trigger_is_left_alone(name: str, session: dict[str, Any]) -> None:
    tell = state.report("timemap", loaded.load_or_stop())
    for odd in [*ODD, {"place": "x"}, {"place": [1]}, {"place": [1, "2"]}, {"place": {"0": 1, "1": 2}}]:
        session["timemap"] = {name: odd}
        tell[name]()
        assert (session["year"], session["record"], session["near"]) == (1961, None, None)


def test_a_true_trigger_is_taken_over(session: dict[str, Any]) -> None:
    tell = state.report("timemap", loaded.load_or_stop())
    session["timemap"] = {"year": 1956, "selected": "dushanbe", "near": {"place": [25.6, 45]}}
    for name in session["timemap"]:
        tell[name]()
    assert (session["year"], session["record"], session["near"]) == (1956, "dushanbe", (25.6, 45.0))
    session["timemap"] = {"open": "brasov", "near": {"place": None}}
    for name in session["timemap"]:
        tell[name]()
    assert (session["record"], session["near"]) == ("brasov", None)


def test_a_mark_of_a_chart_sets_filters_alone(session: dict[str, Any]) -> None:
    state.toggle("first", 5)
    state.toggle("year", 5)
    assert (session["first"], session["year"]) == (1924, 1961)


@pytest.mark.parametrize("year", [1900, 1950, 2400])
def test_no_clock_decides_what_can_be_seen(year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.date):
        @classmethod
        def today(cls) -> Clock:
            return cls(year, 1, 1)

    monkeypatch.setattr(dt, "date", Clock)
    loaded._load.clear()
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


@pytest.mark.parametrize("module", ["map_page", "chart_page"])
def test_a_broken_record_is_named_with_the_command_that_says_why(own_records: Path, module: str) -> None:
    spoil(own_records / "places" / "dushanbe.json", lambda _: "{")
    test = guarded(module, record="dushanbe", near="68.78,38.56")
    assert not test.error
    first, *others = [warning.value.replace("\\", "") for warning in test.warning]
    assert first == 'places/dushanbe.json cannot be read; run "python -m geo check", which says why. The rest is sound.'
    if module == "map_page":
        assert others[0].startswith("The file of the record dushanbe cannot be read")
        assert test.session_state["record"] == "dushanbe"


def test_a_record_newer_than_the_layer_is_named_with_the_command_that_mends_it(own_records: Path) -> None:
    spoil(own_records / "places" / "dushanbe.json", lambda text: text.replace("Stalinabad", "Stalinopol"))
    (own_records / "places" / "brasov.json").unlink()
    test = guarded("map_page")
    (warning,) = [warning.value.replace("\\", "") for warning in test.warning]
    assert warning.startswith('The layer is not as the files of brasov, dushanbe are; run "python -m geo build"')


def test_with_the_data_as_they_are_nothing_is_said() -> None:
    assert loaded.load_or_stop().faults == []


def test_a_log_of_a_fault_has_the_whole_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(filters, "sidebar", fail)
    with caplog.at_level(logging.ERROR):
        guarded("map_page")
    assert "a secret of the server" in caplog.text
