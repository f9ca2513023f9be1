"""The command line as a process: pipes, terminals, signals, encodings, full disks."""

from __future__ import annotations

import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.cli.process import INTERRUPTED, READER_LEFT, as_process
from geo.cli.progress import with_bar
from tests.samples import FOLDER

ROOT = FOLDER.path.parent
GEO = f"{shlex.quote(sys.executable)} -m geo"


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in the project's folder; ``$GEO`` is the command line."""
    call = ["bash", "-o", "pipefail", "-c", script.replace("$GEO", GEO)]
    return subprocess.run(call, capture_output=True, cwd=ROOT, check=False, env={**os.environ, **environment})


@pytest.mark.parametrize(
    ("call", "unbuffered"),
    [
        ("export --output -", {}),
        ("export --output -", {"PYTHONUNBUFFERED": "1"}),
        ("export --format kml --output -", {}),
        ("export --help", {}),
    ],
)
def test_a_reader_that_leaves_early_ends_it_quietly(call: str, unbuffered: dict[str, str]) -> None:
    done = shell(f"$GEO {call} | head -c 1 | wc -c", **unbuffered)
    assert done.stdout.strip() == b"1"
    assert done.stderr == b""


def test_a_reader_that_is_gone_gives_the_code_of_the_signal() -> None:
    read, write = os.pipe()
    os.close(read)
    call = [sys.executable, "-m", "geo", "export", "--output", "-"]
    done = subprocess.run(call, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (READER_LEFT, b"")


def test_a_full_standard_output_is_told() -> None:
    done = shell("$GEO export --output - > /dev/full")
    assert done.returncode == 2
    assert done.stderr == b"standard output: No space left on device\n"


@pytest.mark.parametrize("call", ["export --output -", "export --format parquet --output -", "export --help"])
def test_a_disk_that_fills_up_behind_standard_output_is_told(call: str, tmp_path: Path) -> None:
    size = 2 if "--help" in call else 100
    done = shell(f"ulimit -f {size}; $GEO {call} > {tmp_path / 'out'}", PYTHONUNBUFFERED="1")
    assert (done.returncode, done.stderr) == (2, b"standard output: File too large\n")
    assert (tmp_path / "out").stat().st_size == size * 1024


def test_a_disk_that_fills_up_while_a_file_is_made_is_told(tmp_path: Path) -> None:
    done = shell(f"ulimit -f 100; $GEO export --format gpkg --output - > {tmp_path / 'out'}")
    assert done.returncode == 2
    assert b"the GeoPackage cannot be written before it is sent" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "out").stat().st_size == 0


def test_standard_output_holds_all_when_it_is_unbuffered(tmp_path: Path) -> None:
    shell(f"$GEO export --format csv --output - > {tmp_path / 'out'}", PYTHONUNBUFFERED="1")
    assert main(["export", "--format", "csv", "--output", str(tmp_path / "file")]) == 0
    assert (tmp_path / "out").read_bytes() == (tmp_path / "file").read_bytes()


def test_a_line_comes_at_once_when_it_is_unbuffered() -> None:
    script = "from geo.cli.process import as_process; as_process(lambda: print('here') or input() and 0)"
    call = [sys.executable, "-u", "-c", script]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout
        assert running.stdout.readline() == b"here\n"
        running.communicate(b"\n")


def test_a_closed_standard_output_is_told() -> None:
    done = shell("$GEO export --output - >&-")
    assert (done.returncode, done.stderr) == (2, b"standard output is closed; name a file by --output\n")


def test_a_device_is_written_to_and_not_replaced() -> None:
    done = shell("$GEO export --country AM --output /dev/stdout | head -c 30; $GEO export --output /dev/full")
    assert done.stdout.startswith(b'{"type": "FeatureCollection"')
    assert b"/dev/full cannot be written (No space left on device)" in done.stderr
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("encoding", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_cyrillic_words_do_not_break_an_ascii_terminal(encoding: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "записи"
    (folder / "places").mkdir(parents=True)
    done = shell(f"$GEO new place stalino-x --records {folder}; $GEO export --honours Сталин --output -", **encoding)
    assert b"Traceback" not in done.stderr
    assert b"is written" in done.stdout
    assert b"is not in the layer" in done.stderr


def test_standard_output_holds_the_bytes_of_the_file_whatever_its_encoding(tmp_path: Path) -> None:
    done = shell(f"$GEO export --country AM --output - | tee {tmp_path / 'out'}", PYTHONIOENCODING="utf-16")
    assert json.loads(done.stdout.decode("utf-8"))["type"] == "FeatureCollection"


def test_ctrl_c_ends_it_quietly() -> None:
    def interrupted() -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    before = signal.getsignal(signal.SIGINT)
    try:
        assert as_process(interrupted) == INTERRUPTED == 130
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("name", ["no", "layer.geojson"])
def test_a_data_folder_that_is_none_is_one_clear_line(name: str) -> None:
    done = shell("$GEO export --output -; $GEO --version", DE_STALINIZATION_DATA=str(FOLDER.path / name))
    assert done.returncode == 2
    told = done.stderr.decode().splitlines()
    assert len(told) == 2
    assert "layer.geojson" in told[0]
    assert "dataset.json" in told[1]


SLOW = """
import sys, time
from geo.cli.progress import with_bar
for _ in with_bar(range(4), "checking"):
    time.sleep(float(sys.argv[1]))
"""


def seen_on_a_terminal(seconds: str, **environment: str) -> bytes:
    """Go through four items, each of so many seconds, with a terminal for standard error."""
    here, there = pty.openpty()
    termios.tcsetwinsize(there, (24, 80))
    own = {name: value for name, value in os.environ.items() if name != "CI"}
    call = [sys.executable, "-c", SLOW, seconds]
    done = subprocess.Popen(call, stderr=there, stdout=subprocess.PIPE, cwd=ROOT, env={**own, **environment})
    os.close(there)
    seen = b""
    try:
        while part := os.read(here, 4096):
            seen += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(here)
    assert done.communicate() == (b"", None)
    return seen


def test_a_bar_comes_on_a_terminal_when_it_takes_long() -> None:
    assert b"checking:" in seen_on_a_terminal("0.8")


@pytest.mark.parametrize(("seconds", "environment"), [("0", {}), ("0.8", {"CI": "true"})])
def test_no_bar_comes_when_it_is_quick_or_in_ci(seconds: str, environment: dict[str, str]) -> None:
    assert seen_on_a_terminal(seconds, **environment) == b""


def test_no_bar_comes_in_a_pipe() -> None:
    call = [sys.executable, "-c", SLOW, "0.8"]
    assert subprocess.run(call, capture_output=True, cwd=ROOT, check=True).stderr == b""


def test_a_bar_gives_back_what_it_is_given() -> None:
    assert list(with_bar(["a", "b"], "checking")) == ["a", "b"]


FULL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from geo.__main__ import main
sys.exit(main(["export", "--output", sys.argv[1]]))
"""


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "layer.geojson"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, target], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert b"layer.geojson cannot be written (File too large); nothing was changed" in done.stderr
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


READ_ONLY = """
import os, sys
from pathlib import Path
from geo.core.errors import GeoDataError
from geo.core.files import write_bytes
target = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
assert (target.parent / "out.geojson").read_bytes() == b"old"
try:
    write_bytes(target, b"new")
except GeoDataError as error:
    print(error)
"""


@pytest.fixture
def read_only() -> Iterator[Path]:
    """Give a folder that all may look into and only root may write in, with a file in it."""
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        (folder / "out.geojson").write_bytes(b"old")
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize("name", ["out.geojson", "new.geojson"])
def test_a_read_only_folder_leaves_the_old_file(read_only: Path, name: str) -> None:
    call = [sys.executable, "-c", READ_ONLY, read_only / name]
    done = subprocess.run(call, capture_output=True, cwd=ROOT, check=True)
    assert b"cannot be written (Permission denied); nothing was changed" in done.stdout
    assert [path.read_bytes() for path in read_only.iterdir()] == [b"old"]
