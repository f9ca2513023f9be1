"""Random walks by hand: ``python -m tests.browser.walks --seeds 200``."""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from tests.browser.engines import ENGINES, chosen, running
from tests.browser.serving import serve, serve_site, write_file, write_site
from tests.browser.walks.actions import ACTIONS
from tests.browser.walks.numbers import Expected
from tests.browser.walks.walk import Host, Step, Walk, parse, replay, shortest
from tests.browser.walks.worker import one_walk, start

HOSTS = ("app", "file", "site")


def main() -> int:
    """Walk, and give 1 if any walk failed."""
    options = _options()
    failures = 0
    with ExitStack() as stack:
        for name in HOSTS if options.host == "all" else (options.host,):
            host = stack.enter_context(_host(name))
            if options.replay:
                failures += _replay(host, options)
            else:
                failures += _many(host, range(options.first, options.first + options.seeds), options)
    return 1 if failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.walks", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many walks are made on each host")
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--steps", type=int, default=40, help="how many steps a walk has")
    parser.add_argument("--host", choices=[*HOSTS, "all"], default="all")
    parser.add_argument("--engine", choices=ENGINES, default=chosen(), help="see tests/browser/engines.py")
    parser.add_argument("--jobs", type=int, default=2, help="how many browsers walk at once")
    parser.add_argument("--replay", type=Path, help="a file with one walk, as it was printed, to take again")
    parser.add_argument("--uncut", action="store_true", help="do not look for the shortest sequence that fails")
    return parser.parse_args()


@contextmanager
def _host(name: str) -> Iterator[Host]:
    if name == "app":
        with serve() as address:
            yield Host("app", address)
        return
    with tempfile.TemporaryDirectory() as folder:
        if name == "file":
            yield Host("file", write_file(Path(folder)).as_uri())
            return
        with serve_site(write_site(Path(folder))) as address:
            yield Host("site", address)


def _many(host: Host, seeds: range, options: argparse.Namespace) -> int:
    """Make many walks, print each that fails and a table of what was done, and count the failures."""
    started, seconds, steps, failed = time.monotonic(), Counter[str](), Counter[str](), 0
    jobs = min(options.jobs, len(seeds))
    work = partial(one_walk, host, options.steps, not options.uncut)
    pool = multiprocessing.get_context("spawn").Pool(jobs, start, [options.engine])
    for made, (seed, one, least) in enumerate(pool.imap_unordered(work, seeds), start=1):
        steps += one.taken()
        seconds.update(one.spent())
        if one.failure is not None:
            failed += 1
            _print(host, seed, least or one)
        if made % 10 == 0:
            print(f"{host.name}: {made} walks, {failed} failed, {time.monotonic() - started:.0f} s", flush=True)
    pool.close()
    pool.join()
    print(f"\n{host.name}: {len(seeds)} walks, {steps.total()} steps, {failed} failed, "
          f"{time.monotonic() - started:.0f} s")  # fmt: skip
    if steps:
        print(f"{1000 * seconds.total() / steps.total():.0f} ms a step with {jobs} browsers")
    for name, action in ACTIONS.items():
        if host.name in action.hosts:
            print(f"{steps[name]:7} times {1000 * seconds[name] / max(1, steps[name]):7.0f} ms  {name}")
    return failed


def _replay(host: Host, options: argparse.Namespace) -> int:
    setting, steps = parse(options.replay.read_text("utf-8"))
    expected = Expected(dt.date.today().year)
    with running(options.engine) as engine:

        def again(some: Sequence[Step]) -> Walk:
            return replay(engine, host, setting, some, expected)

        one = again(steps)
        if not options.uncut and one.failure is not None:
            one = shortest(one, again)
    print(f"{host.name}: {one.failure or 'nothing is wrong'}\n{one}")
    return int(one.failure is not None)


def _print(host: Host, seed: int, one: Walk) -> None:
    print(f"\n{host.name}, seed {seed}: {one.failure}\n{len(one.steps)} steps:\n{one}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
