"""Who runs an errand, and on which host: see :mod:`tests.browser.errands.hosts`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.driver import PHONE
from tests.browser.page import Page

Visit = Callable[..., Page]


@pytest.fixture
def page(request: pytest.FixtureRequest, visit: Visit) -> Page:
    """Give the page, not yet opened, to a person at a desk."""
    return visit(request.param)


@pytest.fixture
def phone(request: pytest.FixtureRequest, visit: Visit) -> Page:
    """Give the page, not yet opened, to a person with a phone."""
    return visit(request.param, view=PHONE, touch=True)


@pytest.fixture
def night(request: pytest.FixtureRequest, visit: Visit) -> Page:
    """Give the page, not yet opened, to a person whose system is dark."""
    return visit(request.param, scheme="dark")
