"""No clock decides what can be seen or taken away."""

from __future__ import annotations

import re

from tests.samples import ROOT

CLOCK = re.compile(r"\b(?:date\.today|datetime\.now|utcnow|time\.time)\(")


def test_only_what_checks_releases_and_notes_the_day_of_reading_asks_the_time() -> None:
    asking = [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "geo").rglob("*.py"))
        if CLOCK.search(file.read_text(encoding="utf-8"))
    ]
    assert asking == [f"geo/cli/{name}.py" for name in ("check", "new", "propose", "release")]


def test_the_browser_side_never_asks() -> None:
    scripts = sorted((ROOT / "geo").rglob("*.js"))
    assert scripts
    assert [file.name for file in scripts if re.search(r"new Date\(\)|Date\.now\(", file.read_text("utf-8"))] == []
