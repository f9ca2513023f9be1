"""Lines, extents and outlines across 180 degrees, in the app and in the map in one file."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import go

pytestmark = pytest.mark.browser


ENDS = """() => [...document.querySelectorAll('path.tm-near-line')]
    .map((path) => path.getAttribute('d').match(/^M(-?[\\d.]+) (-?[\\d.]+)L(-?[\\d.]+) /)).filter((found) => found)
    .map(([, x, , end]) => [Number(x), Number(end)])"""
"""Where the drawn lines begin and end, from west to east, in pixels."""


def points_the_way_of_its_words(page: Page) -> None:
    """Hold that each drawn line goes east or west as the list, which has what is nearest first, says of its record."""
    page.get_by_role("tab", name="List").click()
    page.wait_for_function("() => /\\d km /.test(document.querySelector('[data-testid=list]').textContent)")
    told = page.get_by_test_id("list").get_by_role("button").all_inner_texts()
    directions = [found[1] for text in told if (found := re.search(r"\d km (\S+)", text))]
    drawn = page.evaluate(ENDS)
    ends = [(begin, end) for begin, end in drawn if begin == drawn[0][0]]  # the others lie at the map's far end
    assert len(ends) == 8
    assert sum("west" in direction for direction in directions[:8]) >= 6
    for (begin, end), direction in zip(ends, directions, strict=False):
        assert (end < begin) == ("west" in direction), direction


@pytest.mark.parametrize("host", ["app", "file"])
def test_the_line_to_what_is_nearest_goes_the_short_way(
    new_page: Callable[..., Page], request: pytest.FixtureRequest, host: str
) -> None:
    home = f"{request.getfixturevalue('app')}/?" if host == "app" else f"{request.getfixturevalue('file').as_uri()}#"
    # in all years, so that the list has the records to which lines are drawn: all that pass the filters
    points_the_way_of_its_words(go(new_page(), f"{home}near=-175,45&mode=all"))
