"""What errands and walks ask of a browser; :mod:`tests.browser.engines` has the backings.

A part of the page is named as a person, or assistive technology, would name it: by role and name, by a documented
``data-testid``, or by its text. How an engine finds it is its backing's own business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

__all__ = ["DESKTOP", "PHONE", "Driver", "DriverError", "Engine", "Part", "by_data", "by_id", "by_role", "by_text"]

DESKTOP = (1280, 900)
PHONE = (390, 844)
"""Sizes of the view in CSS pixels, width before height."""


class DriverError(AssertionError):
    """The page does not have the part that was asked for, or did not come to the state that was waited for."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page.

    Attributes
    ----------
    role : str
        ARIA role; empty where the part is named by test id or text.
    name : str, re.Pattern or None
        Accessible name, or the text for a part without a role; a pattern is searched for.
    exact : bool
        Whether a `name` that is a string is the whole name.
    testid : str
        A documented ``data-testid``.
    data : tuple of (str, str or None)
        ``data-`` attributes that the part must have, without their prefix; None asks for any value. They alone name
        a part that has neither role nor test id.
    within : Part or None
        The part that it lies in.
    at : int or None
        Which of several, from 0, or from the end if negative; None asks for the only one.
    """

    role: str = ""
    name: str | re.Pattern[str] | None = None
    exact: bool = True
    testid: str = ""
    data: tuple[tuple[str, str | None], ...] = ()
    within: Part | None = None
    at: int | None = None

    def inside(self, other: Part) -> Part:
        """Give the same part of another part only."""
        return replace(self, within=other)

    def nth(self, at: int) -> Part:
        """Give one of several such parts."""
        return replace(self, at=at)

    @property
    def first(self) -> Part:
        """The first of several such parts."""
        return self.nth(0)

    def __str__(self) -> str:
        which = "" if self.at is None else f" number {self.at}"
        data = "".join(f" {name}={value}" for name, value in self.data)
        name = self.name.pattern if isinstance(self.name, re.Pattern) else self.name
        words = f"{self.role or self.testid or 'text'}{'' if name is None else f' “{name}”'}{data}{which}"
        return f"{words} in {self.within}" if self.within else words


def by_role(role: str, name: str | re.Pattern[str] | None = None, *, exact: bool = True) -> Part:
    """Name a part by its role and accessible name."""
    return Part(role=role, name=name, exact=exact)


def by_id(testid: str, **data: str) -> Part:
    """Name a part by its documented ``data-testid``, and ``data-`` attributes that it must have."""
    return Part(testid=testid, data=tuple(data.items()))


def by_data(**data: str | None) -> Part:
    """Name a part by documented ``data-`` attributes alone."""
    return Part(data=tuple(data.items()))


def by_text(text: str | re.Pattern[str], *, exact: bool = False) -> Part:
    """Name a part by the text in it."""
    return Part(name=text, exact=exact)


class Driver(Protocol):
    """One page of one visitor, who has been nowhere before.

    A part that is not there is waited for; :class:`DriverError` says that it did not come. Reading never waits longer
    than for the part to exist. Positions are fractions of a part's box, from its left upper corner.
    """

    @property
    def address(self) -> str:
        """The page's address as it is now."""

    @property
    def faults(self) -> list[str]:
        """Errors of the page and of the console, dialogs, and requests to other hosts, since the visit began."""

    def prepare(self, script: str) -> None:
        """Run some JavaScript in every page that is opened from now on, before the page's own."""

    def open(self, address: str) -> None:
        """Go to an address."""

    def back(self) -> None:
        """Go back in the history of the page."""

    def forward(self) -> None:
        """Go forward in the history of the page."""

    def reload(self) -> None:
        """Load the page anew."""

    def press(self, part: Part) -> None:
        """Press a part with the mouse, or with a finger where there is no mouse."""

    def press_at(self, part: Part, across: float, down: float) -> None:
        """Press a place of a part, whatever lies there."""

    def hover(self, part: Part, across: float = 0.5, down: float = 0.5) -> None:
        """Point at a place of a part."""

    def drag(self, part: Part, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Hold the mouse down at one place of a part and let it go at another."""

    def wheel(self, part: Part, pixels: int) -> None:
        """Turn the wheel over the middle of a part; positive is downwards."""

    def focus(self, part: Part) -> None:
        """Give a part the focus."""

    def type(self, part: Part, text: str) -> None:
        """Replace what stands in a field."""

    def pick(self, part: Part, option: str) -> None:
        """Choose an option of a native list by its text."""

    def key(self, name: str) -> None:
        """Press a key, such as ``Enter``, ``ArrowRight``, ``Shift+Tab`` or ``a``, wherever the focus is."""

    def focused(self) -> Mapping[str, str]:
        """Give role, name, text and test id of what has the focus."""

    def text(self, part: Part) -> str:
        """Read the text that a person sees in a part."""

    def texts(self, part: Part) -> list[str]:
        """Read the texts of all such parts that there are now."""

    def attribute(self, part: Part, name: str) -> str | None:
        """Read an attribute."""

    def attributes(self, part: Part, name: str) -> list[str]:
        """Read an attribute of all such parts that have it now."""

    def value(self, part: Part) -> str:
        """Read what stands in a field."""

    def checked(self, part: Part) -> bool:
        """Say whether a switch is on."""

    def enabled(self, part: Part) -> bool:
        """Say whether a control can be used."""

    def visible(self, part: Part) -> bool:
        """Say whether a part can be seen now."""

    def count(self, part: Part) -> int:
        """Count such parts as they are now."""

    def wait_for(self, part: Part, *, gone: bool = False, seconds: float = 20) -> None:
        """Wait until a part can be seen, or is gone."""

    def wait_until(self, condition: str, value: Any = None, *, seconds: float = 20) -> None:
        """Wait until a JavaScript function of one value, async or not, gives something true in the page."""

    def run(self, function: str, value: Any = None) -> Any:
        """Give the JSON that a JavaScript function of one value gives in the page."""

    def download(self, part: Part) -> Path:
        """Press a part and give the file that it saves, under the name that the page proposes."""

    def pdf(self) -> bytes:
        """Print the page to a PDF file."""

    def resize(self, width: int, height: int) -> None:
        """Make the view another size, in CSS pixels."""

    def scheme(self, name: str) -> None:
        """Ask for ``light`` or ``dark`` colours, as the system's setting does."""

    def close(self) -> None:
        """End the visit."""


class Engine(Protocol):
    """A browser that is running."""

    def visit(
        self, *, view: tuple[int, int] = DESKTOP, scheme: str = "light", touch: bool = False, offline: bool = False
    ) -> Driver:
        """Let a new visitor open a page.

        Parameters
        ----------
        view : tuple of int
            Width and height in CSS pixels.
        scheme : str
            ``light`` or ``dark``.
        touch : bool
            A phone: fingers, not a mouse.
        offline : bool
            Cut the network off; a request for anything but the opened file is then a fault.
        """
