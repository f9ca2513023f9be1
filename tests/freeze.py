"""Write ``constraints.txt``: what this environment has of the requirements and of what they need, with versions.

Run it when every test has passed: ``.venv/bin/python -m tests.freeze``.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "constraints.txt"
LISTS = (ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt")
HEAD = (
    "# What was tested: versions with which every test passed, of all that the two lists of requirements need.\n"
    "# Written by `python -m tests.freeze` in an environment without this file.\n"
)


def direct() -> list[Requirement]:
    """Give the requirements of both lists."""
    lines = [line for path in LISTS for line in path.read_text(encoding="utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def pinned() -> dict[str, str]:
    """Give the versions that ``constraints.txt`` names, by name."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)$", FILE.read_text(encoding="utf-8"), re.MULTILINE))


def needs(requirement: Requirement) -> list[Requirement]:
    """Give what an installed distribution needs in this environment, with the extras that are asked for."""
    found = [Requirement(line) for line in distribution(requirement.name).requires or ()]
    extras = ["", *requirement.extras]
    return [
        one for one in found if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def installed() -> dict[str, str]:
    """Give the versions of the requirements and of what they need, however far, by name."""
    versions: dict[str, str] = {}
    waiting, seen = direct(), set()
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        versions[key[0]] = distribution(requirement.name).version
        waiting += needs(requirement)
    return dict(sorted(versions.items()))


if __name__ == "__main__":
    try:
        FILE.write_text(HEAD + "".join(f"{name}=={version}\n" for name, version in installed().items()), "utf-8")
    except PackageNotFoundError as error:
        raise SystemExit(f"{error.name} is not installed; install both lists of requirements first") from error
