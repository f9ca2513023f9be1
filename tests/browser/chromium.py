"""The Chromium of tests and measurements: which one is taken, and what of it is switched off."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # tests/run.py asks before anything is installed
    from playwright.sync_api import Browser, Playwright

__all__ = ["FLAGS", "PACKAGE", "installed", "launch"]

PACKAGE = "chromium-headless-shell"
"""Debian's package of the browser without its own windows: a page costs it a quarter less than the whole browser."""
_NAMES = (PACKAGE, "chromium", "chromium-browser")
_NOT_WANTED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"  # two pages of the address bar for each window: half of what a test costs
    "AvoidUnnecessaryBeforeUnloadCheckSync,HttpsUpgrades,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "OptimizationHints,AvoidCorsURLLoaderRestartOnRedirect"  # as Playwright has it, since the last switch counts
)
FLAGS = [
    "--no-sandbox",
    f"--disable-features={_NOT_WANTED}",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host can be reached
]


def installed() -> str | None:
    """Give the path of the Chromium that ``CHROMIUM`` names or the system has; without one Playwright takes its own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def launch(playwright: Playwright) -> Browser:
    """Start it."""
    return playwright.chromium.launch(executable_path=installed(), args=FLAGS)
