"""A walk: steps drawn from a seed, the check after each, and the shortest sequence that still fails."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.browser.driver import DESKTOP, PHONE, DriverError, Engine
from tests.browser.page import App, File, Page, Site
from tests.browser.walks.actions import ACTIONS, NotNow, Walker
from tests.browser.walks.numbers import Expected

__all__ = ["Host", "Setting", "Step", "Walk", "parse", "replay", "shortest", "walk"]

_TRIES = 60
_REPLAYS = 80
_PATIENCE_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Host:
    """Where walks are made: ``app``, ``file`` or ``site``, and the address of its map."""

    name: str
    home: str

    @contextmanager
    def visit(self, engine: Engine, setting: Setting) -> Iterator[Page]:
        """Open the map as a new visitor."""
        options: dict[str, Any] = {"view": setting.view, "scheme": setting.scheme, "touch": setting.view == PHONE}
        driver = engine.visit(**options, offline=self.name == "file")
        try:
            yield {"app": App, "file": File, "site": Site}[self.name](driver, self.home)
        finally:
            driver.close()


@dataclass(frozen=True, slots=True)
class Setting:
    """The size of the view in CSS pixels, and the colours."""

    view: tuple[int, int] = DESKTOP
    scheme: str = "light"


@dataclass(frozen=True, slots=True)
class Step:
    """An action and its argument."""

    action: str
    argument: Any = None

    def __str__(self) -> str:
        return self.action if self.argument is None else f"{self.action}: {json.dumps(self.argument)}"


@dataclass
class Walk:
    """What a walk did and found.

    Attributes
    ----------
    steps : list of Step
        Those that were taken; the last is the one that failed, if any did.
    failure : str or None
        What was wrong after the last step.
    seconds : list of float
        How long each step took, with the look at the page after it.
    """

    setting: Setting
    steps: list[Step] = field(default_factory=list)
    failure: str | None = None
    seconds: list[float] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What kind of failure it was: its first words, without numbers, names and addresses."""
        first = (self.failure or "").partition("\n")[0]
        return first.partition(" is ")[0].partition(" made ")[0][:60]

    def taken(self) -> Counter[str]:
        """Count the steps by their action."""
        return Counter(step.action for step in self.steps)

    def spent(self) -> dict[str, float]:
        """Give the seconds that each action took in all."""
        spent = dict.fromkeys(self.taken(), 0.0)
        for step, seconds in zip(self.steps, self.seconds, strict=True):
            spent[step.action] += seconds
        return spent

    def __str__(self) -> str:
        width, height = self.setting.view
        lines = [f"# {width}x{height} {self.setting.scheme}", *map(str, self.steps)]
        return "\n".join(lines)


def walk(engine: Engine, host: Host, seed: int, steps: int, expected: Expected, share: Sequence[str] = ()) -> Walk:
    """Walk at random.

    Parameters
    ----------
    engine : Engine
    host : Host
    seed : int
    steps : int
        If some of its share are not taken by then, a walk goes on for half as many again.
    expected : Expected
    share : sequence of str
        Actions that are taken as soon as they can be, so that some walks together take them all.
    """
    random = Random(seed)
    setting = Setting(random.choice((DESKTOP, DESKTOP, PHONE)), random.choice(("light", "light", "dark")))
    due = [name for name in share if host.name in ACTIONS[name].hosts]
    random.shuffle(due)
    done = Walk(setting)
    with host.visit(engine, setting) as page:
        walker = Walker(page, expected, [])
        done.failure = _try(walker, page.open)
        while done.failure is None and (left := steps - len(done.steps)) > (-steps // 2 if due else 0):
            done.failure = _next(walker, random, due, done, max(1, left))
    return done


def replay(engine: Engine, host: Host, setting: Setting, steps: Sequence[Step], expected: Expected) -> Walk:
    """Take given steps; those that cannot be taken are left out."""
    done = Walk(setting)
    with host.visit(engine, setting) as page:
        walker = Walker(page, expected, [])
        done.failure = _try(walker, page.open)
        for step in steps:
            if done.failure is not None:
                break
            try:
                done.failure = _take(walker, step, done)
            except NotNow:
                continue
    return done


def shortest(failed: Walk, again: Callable[[Sequence[Step]], Walk], replays: int = _REPLAYS) -> Walk:
    """Cut a walk that failed down to the fewest steps that still fail in the same way.

    Parts are left out, half of the steps first, then ever smaller parts, until no single step can be left out. The
    method is that of A. Zeller and R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE
    Transactions on Software Engineering 28 (2002), 183-200, without its complements.

    Parameters
    ----------
    failed : Walk
    again : callable
        Takes steps anew, in a new visit; see :func:`replay`.
    replays : int
        Most times that steps are taken anew.
    """
    best, size = failed, max(1, len(failed.steps) // 2)
    while replays > 0:
        at, shorter = 0, False
        while at < len(best.steps) and replays > 0:
            replays -= 1
            tried = again(best.steps[:at] + best.steps[at + size :])
            if tried.failure is not None and tried.kind == failed.kind:
                best, shorter = tried, True
            else:
                at += size
        if size == 1 and not shorter:
            break
        size = max(1, size // 2)
    return best


def parse(text: str) -> tuple[Setting, list[Step]]:
    """Read a walk as it was printed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    setting = Setting()
    if lines and lines[0].startswith("# "):
        size, scheme = lines.pop(0)[2:].split()
        width, height = size.split("x")
        setting = Setting((int(width), int(height)), scheme)
    steps = []
    for line in lines:
        action, _, argument = line.partition(": ")
        if action not in ACTIONS:
            raise ValueError(f'"{action}" is no action; there are {", ".join(ACTIONS)}')
        steps.append(Step(action, json.loads(argument) if argument else None))
    return setting, steps


def _next(walker: Walker, random: Random, due: list[str], done: Walk, left: int) -> str | None:
    """Take a step: one that is due, or what it needs first, or any; the fewer are left, the sooner what is due."""
    early = any(ACTIONS[name].early for name in due)
    if due and (early or random.random() < max(0.6, 6 * len(due) / left)):
        for step in _on_the_way(walker, random, due):
            try:
                return _take(walker, step, done, due)
            except NotNow:
                continue
    where, host = walker.page.where, walker.page.host
    kinds = [one for one in ACTIONS.values() if where in one.pages and host in one.hosts]
    for _ in range(_TRIES):
        (action,) = random.choices(kinds, [one.weight for one in kinds])
        try:
            return _take(walker, _draw(action.name, random, walker), done, due)
        except NotNow:
            continue
    return f"nothing can be done on the page: {walker.page.driver.address}"


def _on_the_way(walker: Walker, random: Random, due: list[str]) -> list[Step]:
    """Give what brings nearer to the actions due: themselves, what they need, what that needs, or their page."""
    here = [name for name in due if walker.page.where in ACTIONS[name].pages]
    away = [Step("go to the page", ACTIONS[name].pages[0]) for name in due if name not in here]
    steps = [_draw(name, random, walker) for name in here]
    random.shuffle(steps)
    steps.sort(key=lambda step: not ACTIONS[step.action].early)
    ways = away[:1]
    while here := [ACTIONS[name].needs for name in here if ACTIONS[name].needs]:
        ways += [_draw(name, random, walker) for name in here]
    random.shuffle(ways)
    return steps + ways


def _draw(name: str, random: Random, walker: Walker) -> Step:
    draw = ACTIONS[name].draw
    argument = draw(random, walker.expected) if draw else None
    return Step(name, json.loads(json.dumps(argument)))


def _take(walker: Walker, step: Step, done: Walk, due: list[str] | None = None) -> str | None:
    """Take a step and give what is wrong after it."""
    action = ACTIONS[step.action]
    if walker.page.where not in action.pages or walker.page.host not in action.hosts:
        raise NotNow
    started = time.monotonic()
    failure = _try(walker, lambda: action.act(walker, step.argument))
    done.steps.append(step)
    done.seconds.append(time.monotonic() - started)
    if due and step.action in due:
        due.remove(step.action)
    return failure


def _try(walker: Walker, act: Callable[[], None]) -> str | None:
    """Do something, then look for whatever can be wrong."""
    stuck = None
    try:
        act()
    except DriverError as error:
        stuck = str(error)
    faults = [*walker.page.faults]
    problem = walker.page.problem()
    if problem:
        faults.append(f"the page shows an error: {problem[:2000]}")
    faults += walker.found
    if not faults and stuck is None:
        faults += _differences(walker)
    if stuck is not None:
        faults.append(f"the page did not answer: {stuck}\n  while it showed: {walker.page.shown_parts()}")
    return "\n".join(faults) or None


def _differences(walker: Walker) -> list[str]:
    """Give the numbers that are wrong, and stay so for longer than a page takes to be drawn."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while found := walker.expected.differences(walker.page, walker.page.numbers()):
        if time.monotonic() > until:
            break
        time.sleep(0.1)
    return found
