"""An opened data folder gives what lies in it, and never what lies in another that is open beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.__main__ import main
from geo.core.errors import GeoDataError, LayerError
from geo.core.folder import VARIABLE, DataFolder, default_folder, packaged_folder
from geo.exports import EXPORTS
from geo.exports.built import COVERAGE, built
from geo.exports.html import embedded
from geo.exports.site import site_files
from geo.layer import Query, changes_of
from geo.stats.coverage import cover
from tests.samples import FIELDS, FOLDER, MONUMENT, ROOT, folder_with, own_folder, record

DIFFERENT = {"field": "names[1].start", "value": "1935", "source": "paper"}


def change(path: Path, **values: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **values}), encoding="utf-8")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """Open a folder with a place, and with an edition, an event and a base map of its own."""
    folder = folder_with(tmp_path_factory.mktemp("one"), [record(disagreements=[DIFFERENT])])
    change(folder.edition, title="One: places", version="9.0.1", date="1999-01-02")
    events = json.loads(folder.events.read_text(encoding="utf-8"))
    folder.events.write_text(json.dumps([{**events[0], "id": "only-in-one"}]), encoding="utf-8")
    text = folder.basemap.read_text(encoding="utf-8")
    assert '"name":"Georgia"' in text
    folder.basemap.write_text(text.replace('"name":"Georgia"', '"name":"Sakartvelo"'), encoding="utf-8")
    assert main_in(folder, "build") == 0
    return geo.open(folder.path)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """Open a folder with a monument."""
    return geo.open(str(folder_with(tmp_path_factory.mktemp("other"), [record(MONUMENT)]).path))


def main_in(folder: DataFolder, *call: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder.path))
        return main([*call])


def ids(rows: Any) -> set[str]:
    return set(rows["record_id"])


PLACES, MONUMENTS = {"gori-stalinsk"}, {"stalin-test-square"}


def test_two_folders_open_at_once_give_their_own_data(one: geo.Dataset, other: geo.Dataset) -> None:
    for _ in range(2):
        for data, own in ((one, PLACES), (other, MONUMENTS)):
            assert ids(data.periods) == ids(data.load()) == ids(data.select()) == ids(data.changes) == own
            assert {record.id for record in data.records} == own
            assert ids(data.state_at(1955)) == own
            assert data.collection["data_version"] == data.edition.version
    assert (one.edition.version, one.edition.date) == ("9.0.1", "1999-01-02")
    assert other.edition.version == geo.open(FOLDER.path).edition.version
    assert [event.id for event in one.events] == ["only-in-one"]
    assert len(other.events) > 1
    assert (one.countries["GE"], other.countries["GE"]) == ("Sakartvelo", "Georgia")


def test_two_folders_give_maps_of_their_own(one: geo.Dataset, other: geo.Dataset) -> None:
    pages = [(data, data.make_map()) for data in (one, other, one)]
    assert pages[0][1].html == pages[2][1].html
    for data, made in pages:
        head = embedded(made.html, "columns")
        assert set(head["ids"]) == ids(data.periods)
        assert head["edition"]["title"] == data.edition.title
        assert head["last"] == data.edition.year
        assert [event["id"] for event in embedded(made.html, "events")] == [event.id for event in data.events]
        assert embedded(made.html, "phrases")["countries"]["GE"] == data.countries["GE"]
        names = {country["name"] for country in embedded(made.html, "outlines")["countries"]}
        assert data.countries["GE"] in names
    assert not {"Georgia", "Sakartvelo"} <= names


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_two_folders_give_files_of_their_own(form: str, one: geo.Dataset, other: geo.Dataset) -> None:
    first, second = (EXPORTS[form].write(data, Query()) for data in (one, other))
    assert first != second
    assert EXPORTS[form].write(one, Query()) == first


def test_two_folders_give_sites_and_coverage_of_their_own(one: geo.Dataset, other: geo.Dataset) -> None:
    sites = [dict(site_files(data, None)) for data in (one, other)]
    pages = [{name for name in files if name.startswith("record/")} for files in sites]
    assert pages == [{"record/gori-stalinsk.html"}, {"record/stalin-test-square.html"}]
    coverage = built(one, COVERAGE).decode()
    assert "| Sakartvelo | 1 |" in coverage
    assert b"Sakartvelo" in sites[0]["coverage.html"]
    assert b"Sakartvelo" not in sites[1]["coverage.html"]
    assert [cover(data.records, data.countries).monuments for data in (one, other)] == [0, 1]


def test_the_functions_of_the_library_follow_the_environment_at_each_call(
    one: geo.Dataset, other: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in (one, other, one):
        monkeypatch.setenv(VARIABLE, str(data.folder.path))
        assert ids(geo.load()) == ids(geo.select()) == ids(geo.state_at(1955)) == ids(data.periods)
        assert geo.records() == data.records
        assert geo.make_map().html == data.make_map().html
        assert geo.open().folder == data.folder
    monkeypatch.delenv(VARIABLE)
    assert geo.open().folder == packaged_folder() == DataFolder(ROOT / "data")
    monkeypatch.setenv(VARIABLE, "")
    assert default_folder() == packaged_folder()


def test_a_layer_that_is_built_anew_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_with(tmp_path, [record()])
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    before = geo.open()
    assert ids(geo.load()) == ids(before.periods) == PLACES
    file = folder.records / "places" / "gori-stalinsk.json"
    file.write_text(file.read_text(encoding="utf-8").replace("gori-stalinsk", "gori-other"), encoding="utf-8")
    file.rename(file.with_name("gori-other.json"))
    assert main(["build"]) == 0
    assert ids(geo.load()) == {"gori-other"}
    assert ids(before.select()) == PLACES, "what is open stays what it was"


def test_what_a_method_gives_can_be_changed_without_harm(one: geo.Dataset) -> None:
    for rows in (one.load(), one.select(), one.state_at(1955)):
        rows["sources"].iloc[0].append("changed")
        rows.loc[rows.index[0], "name"] = "changed"
    assert "changed" not in {*one.periods["name"], *one.periods["sources"].sum()}
    assert "changed" not in json.dumps(one.collection)


def test_an_opened_folder_has_the_parts_of_the_layer(data: geo.Dataset) -> None:
    assert data.changes.equals(changes_of(data.periods))
    assert [*data.fields] == [*FIELDS]
    assert data.text("field.lasted.words", value=5).endswith("at least 5 years")
    query = data.query(country="AM", year=1961)
    assert query == data.parse(query.text()) == Query(country=("AM",), year=1961)
    assert repr(data) == f"<data set in {data.folder.path}>"


def test_each_part_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, "records", "events.json", "dataset.json", "basemap.geojson")
    data = geo.open(folder.path)
    assert len(data.select(country="AM"))
    for part in ("events", "edition", "countries"):
        with pytest.raises(LayerError):
            getattr(data, part)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "nowhere is no folder; name a data folder, one with layer.geojson in it"),
        ("a.txt", "a.txt is no folder"),
        ("empty", 'empty has no layer.geojson; run "python -m geo build"'),
    ],
)
def test_a_folder_that_is_none_is_an_error_with_a_remedy(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    with pytest.raises(LayerError, match=said) as caught:
        geo.open(tmp_path / name)
    assert isinstance(caught.value, GeoDataError)
    monkeypatch.setenv(VARIABLE, str(tmp_path / name))
    for ask in (geo.load, geo.records, geo.make_map):
        with pytest.raises(LayerError, match=said):
            ask()
    assert main(["export", "--output", "-"]) == main(["site", "--output", str(tmp_path / "site")]) == 2
    assert capsys.readouterr().err.count(said) == 2


def test_a_path_stays_the_same_when_the_program_goes_elsewhere(
    one: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(one.folder.path.parent)
    data = geo.open(one.folder.path.name)
    monkeypatch.chdir(tmp_path)
    assert ids(data.periods) == PLACES


def test_no_module_reads_the_environment_or_a_file_of_the_data_when_it_is_imported(tmp_path: Path) -> None:
    code = "import geo.__main__, geo.ui.pages, os; os.environ['DE_STALINIZATION_DATA'] = os.sys.argv[1]\n"
    code += "from geo.core.folder import default_folder; print(default_folder().path)"
    call = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(
        call, cwd=ROOT, capture_output=True, text=True, check=True, env={VARIABLE: str(tmp_path / "no"), "PATH": ""}
    )
    assert done.stdout.strip() == str(tmp_path.resolve())
