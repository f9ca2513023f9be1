"""The rules of the errands themselves."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.browser.driver import DriverError
from tests.browser.errands.hosts import not_yet

FILES = sorted(Path(__file__).parent.glob("*.py"))
OF_THE_PAGE = re.compile(
    r"playwright|\bdriver\.|testid|querySelector|get_by_|by_id|by_role|stSidebar|\btm-|leaflet", re.I
)


@pytest.mark.parametrize("file", [file for file in FILES if file.name != "test_rules.py"], ids=lambda file: file.name)
def test_no_errand_knows_how_the_page_is_built(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    known = [line for line in lines if OF_THE_PAGE.search(line) and not line.startswith("from tests.browser.driver ")]
    assert known == []


def test_there_is_an_errand_for_everybody() -> None:
    errands = {
        node.name
        for file in FILES
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and file.name != "test_rules.py"
    }
    assert len(errands) >= 44


def test_an_errand_that_waits_is_expected_to_fail_by_what_it_asserts_alone() -> None:
    expected = not_yet("issue 0: nothing").mark.kwargs
    assert expected["strict"] is True
    assert expected["raises"].matches(AssertionError("not there yet"))
    assert not expected["raises"].matches(DriverError("no such part"))
    assert not expected["raises"].matches(AttributeError("no such word"))
