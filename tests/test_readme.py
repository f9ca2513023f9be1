"""The README says what is true: its commands are CI's, and they exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import geopandas as gpd
import pytest

from geo.__main__ import main
from geo.exports import EXPORTS
from geo.layer import UNDATED, presences
from geo.records.edition import read_edition
from geo.stats.counts import first_year
from tests.samples import FOLDER, SUBJECT

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA_YEAR = int(read_edition(FOLDER.edition).date[:4])
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.strip().splitlines()]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert COMMANDS[1].endswith("tests/run.py")
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_run_command_starts_the_app() -> None:
    assert COMMANDS[0].endswith("streamlit run app.py")
    assert "requirements.txt" in COMMANDS[0]


@pytest.mark.parametrize("command", [line for line in COMMANDS if " -m geo " in line])
def test_a_command_of_the_readme_works(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(command.partition(" -m geo ")[2])
    monkeypatch.chdir(tmp_path)
    if words == ["build"]:
        words += ["--output", str(tmp_path / "layer.geojson")]
    assert main(words) == 0


def test_it_names_every_format_once() -> None:
    table = README.partition("| `--format` | for |")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`([a-z-]+)`", table)) == sorted(EXPORTS)


def test_the_shares_of_what_no_source_dates_are_those_of_the_data(periods: gpd.GeoDataFrame) -> None:
    found = re.search(r"about (\d+) % of the records no source dates.*; about (\d+) % are for that left out", README)
    undated = (periods["start_date"].isna() | periods["end_date"].isna()).to_numpy()
    left_out = (presences(periods, range(first_year(periods, SUBJECT.opening_year), DATA_YEAR + 1)) == UNDATED).any(
        axis=0
    )
    records = periods["record_id"]
    shares = [100 * records[rows].nunique() / records.nunique() for rows in (undated, left_out)]
    assert found
    for said, share in zip(found.groups(), shares, strict=True):  # in tens; one more record is no reason to rewrite it
        assert abs(int(said) - share) < 10


def test_every_file_it_names_is_there() -> None:
    for name in re.findall(r"`((?:data|benchmarks|geo|tests)/[\w./]+)`|\((docs/[\w.]+)\)", README):
        assert (ROOT / (name[0] or name[1])).exists(), name
