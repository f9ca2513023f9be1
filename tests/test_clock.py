"""No clock decides what can be seen or taken away."""

from __future__ import annotations

import re

from tests.samples import ROOT

CLOCK = re.compile(r"\b(?:date\.today|datetime\.now|utcnow|time\.time)\(")


def test_only_check_release_and_what_clears_up_after_killed_servers_ask_the_time() -> None:
    asking = [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "geo").rglob("*.py"))
        if CLOCK.search(file.read_text(encoding="utf-8"))
    ]
    assert asking == ["geo/cli/check.py", "geo/cli/release.py"]


def test_the_browser_side_never_asks() -> None:
    scripts = sorted((ROOT / "geo").rglob("*.js"))
    assert scripts
    assert [file.name for file in scripts if re.search(r"new Date\(\)|Date\.now\(", file.read_text("utf-8"))] == []
