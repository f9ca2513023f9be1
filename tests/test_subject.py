"""What makes the subject is data: another subject is another folder, and nothing in ``geo`` names this one's."""

from __future__ import annotations

import ast
import copy
import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import geo
from geo.__main__ import main
from geo.core.errors import LayerError, QueryError
from geo.core.folder import VARIABLE, DataFolder
from geo.exports import EXPORTS
from geo.exports.gis import to_parquet_tables
from geo.exports.html import embedded
from geo.exports.schema import column_schemas, dictionary, layer_schema, record_schema
from geo.exports.site import site_files
from geo.exports.table_files import table_schema
from geo.layer import Query, fields_of
from geo.layer.facets import facets
from geo.records.model import Record
from geo.records.subject import read_subject, record_model
from geo.records.subject_words import read_words
from geo.text.catalogue import PLAIN
from tests.samples import FOLDER, ROOT, SUBJECT, TEXT

KINGS = Path(__file__).parent / "kings"
OURS = re.compile(r"Stalin|Lenin|Soviet|bears the name|\bstands\b|1961", re.IGNORECASE)
"""Words of this project's subject that another's files must not have."""
BORROWED = ("basemap.geojson", "borders.geojson", "towns.json")


def folder_of_kings(path: Path) -> DataFolder:
    """Copy the other subject into a folder, with the base map of this repository."""
    shutil.copytree(KINGS, path, dirs_exist_ok=True)
    for name in BORROWED:
        shutil.copyfile(FOLDER.path / name, path / name)
    return DataFolder.at(path)


def run(folder: DataFolder, *call: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder.path))
        return main([*call])


@pytest.fixture(scope="module")
def kings(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    folder = folder_of_kings(tmp_path_factory.mktemp("kings"))
    assert run(folder, "check") == 0
    assert run(folder, "build") == 0
    return geo.open(folder.path)


def test_another_subject_is_another_folder(kings: geo.Dataset, data: geo.Dataset) -> None:
    assert {record.kind for record in kings.records} == {"lane", "obelisk"}
    assert list(kings.select(year=1850, kind="lane")["name"]) == ["Otto Lane"]
    assert set(kings.state_at(1850)["name"]) == {"Otto Lane", "Otto Needle, Fish Market"}
    assert kings.periods["replaced"].dropna().tolist() == ["anna"]
    assert "lenin" in set(data.periods["replaced"].dropna()), "the data beside it stay what they are"
    assert kings.text("web.option.kind.lane") == "small lane"
    assert (data.text("web.option.kind.water"), PLAIN.word("web.option.kind", "water")) == (
        "lake or reservoir",
        "water",
    )
    with pytest.raises(KeyError):
        data.text("web.option.kind.lane")


def test_a_map_opens_at_the_subjects_year_and_view(kings: geo.Dataset) -> None:
    made = kings.make_map()
    assert embedded(made.html, "columns")["opening"] == kings.subject.opening_year == 1850
    assert "carries the king" in made.html.decode("utf-8")
    assert "[[36.0, -10.0]" in made.html.decode("utf-8")


def test_an_export_has_none_of_this_projects_words(kings: geo.Dataset) -> None:
    query = kings.query(replaced="anna")
    text = EXPORTS["geojson"].write(kings, query).decode("utf-8")
    assert json.loads(text)["filter_words"] == "what came after: a name with Anna in it"
    assert {one["id"] for one in json.loads(text)["features"]} == {"otto-lane/0", "otto-lane/1", "otto-lane/2"}
    assert not OURS.search(text)


@pytest.mark.parametrize("form", ["csv", "csv-records", "kml", "lpf"])
def test_a_text_file_has_none_of_this_projects_words(form: str, kings: geo.Dataset) -> None:
    text = EXPORTS[form].write(kings, Query()).decode("utf-8")
    assert not OURS.search(text)
    if form in ("csv-records", "kml"):
        assert "carries the king's name" in text


def test_a_site_is_named_for_its_subject(kings: geo.Dataset) -> None:
    files = dict(site_files(kings, None))
    assert "data/kings-map.geojson" in files
    page = files["record/otto-lane.html"].decode("utf-8")
    assert "Small lane in Germany" in page
    assert "carries the king&#39;s name" in page
    assert not re.search("Stalin|Lenin", page)


def test_a_new_record_proposes_the_subjects_kind_and_person(tmp_path: Path) -> None:
    folder = folder_of_kings(tmp_path)
    assert run(folder, "new", "monument", "new-needle") == 0
    made = json.loads((folder.records / "monuments" / "new-needle.json").read_text(encoding="utf-8"))
    assert (made["kind"], made["honours"]) == ("obelisk", "King Otto")


ADDED = ("mason", "paving", "lamps", "listed", "songs")


def test_a_field_of_the_subject_is_a_column_everywhere(kings: geo.Dataset) -> None:
    row = next(one["properties"] for one in kings.collection["features"] if one["id"] == "otto-lane/1")
    assert [row[name] for name in ADDED] == ["Hans Stein", "gravel", 12, True, ["Down the lane", "Up the lane"]]
    needle = next(one["properties"] for one in kings.collection["features"] if one["id"] == "otto-needle/0")
    assert [needle[name] for name in ADDED] == [None, None, None, False, []]
    assert {*ADDED} <= set(kings.periods)
    described = column_schemas(kings.fields)
    assert described["paving"] | {"description": ""} == {
        "type": ["string", "null"], "enum": ["stone", "gravel", None], "description": "",
    }  # fmt: skip
    assert "| `lamps` | integer, or null | how many lamps it has |" in dictionary(kings.fields)
    assert {*ADDED} <= {field["name"] for field in table_schema(kings.fields)["fields"]}
    assert {*ADDED} <= set(
        layer_schema(kings.edition, kings.fields)["$defs"]["Feature"]["properties"]["properties"]["required"]
    )
    record = record_schema(kings.edition, kings.subject)
    assert {"mason", "lamps", "listed", "songs"} <= set(record["properties"])
    assert "paving" in record["$defs"]["Name"]["properties"]


def test_a_field_of_the_subject_is_asked_for_like_any_other(
    kings: geo.Dataset, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    query = kings.parse("mason=Hans+Stein&paving=gravel&listed=1")
    assert query.text() == "mason=Hans+Stein&paving=gravel&listed=1"
    assert list(geo.dataset.select_periods(kings.periods, query)["name"]) == ["Otto Lane"]
    assert facets(kings.periods, kings.query(), 1850)["mason"] == {"Hans Stein": 1}
    with pytest.raises(QueryError, match='mason "Nobody" is not in the layer; it has Hans Stein'):
        kings.select(**{"mason": "Nobody"})
    assert run(kings.folder, "export", "--mason", "Hans Stein", "--output", "-") == 0
    assert len(json.loads(capsysbinary.readouterr().out)["features"]) == 3


def test_a_field_of_the_subject_stands_in_the_exports(kings: geo.Dataset) -> None:
    table = EXPORTS["csv"].write(kings, Query()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [rows[1][name] for name in ADDED] == ["Hans Stein", "gravel", "12", "true", "Down the lane | Up the lane"]
    periods = pq.read_table(io.BytesIO(EXPORTS["parquet"].write(kings, Query())))
    assert periods.column("songs").to_pylist()[1] == ["Down the lane", "Up the lane"]
    tables = to_parquet_tables(kings, kings.query())
    records = pq.read_table(io.BytesIO(tables["records.parquet"]))
    assert records.column("lamps").to_pylist() == [12, None]
    for form in ("gpkg", "fgb", "kml"):
        assert b"Hans Stein" in EXPORTS[form].write(kings, Query())


@pytest.fixture
def own(tmp_path: Path) -> DataFolder:
    return folder_of_kings(tmp_path)


def changed(path: Path, **values: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **values}), encoding="utf-8")


def kinds(**first: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = copy.deepcopy(
        json.loads((KINGS / "subject.json").read_text(encoding="utf-8"))["kinds"]
    )
    found[0] |= first
    return found


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"opening_year": "1850"}, r'subject\.json: opening_year "1850" stands in quotes; write 1850 without quotes'),
    ({"opening_year": None}, r"subject\.json: opening_year is null; it must be given"),
    ({"colors": {}}, r'subject\.json: colors is an unknown key; "colours" stands beside it; take it out'),
    ({"kinds": kinds(category="plaece")}, r'kinds\[0\]\.category "plaece" is none of its words; did you mean "place"'),
    ({"kinds": kinds(group="wayz")}, r'kinds\[0\]\.group "wayz" is none of `groups`; did you mean "ways"\?'),
    ({"kinds": kinds(kind="quay")}, r'kinds\[1\] "quay" stands there twice; keep one of the two'),
    ({"kinds": kinds()[:2]}, r"kinds has none of the category monument; give at least one"),
    ({"kinds": kinds(near_km=0.0)}, r"kinds\[0\]\.near_km is the number 0\.0; write a number without quotes"),
    ({"frame": {"way": ["lame"]}}, r'frame\.way\[0\] "lame" is none of `kinds`; did you mean "lane"\?'),
    ({"namesakes": {"anna": "(Anna"}}, r'namesakes\.anna "\(Anna" is not a regular expression .*; mend it'),
    ({"first_view": {"west": 30.0, "south": 36.0, "east": -10.0, "north": 60.0}}, r"first_view has edges that are no"),
    ({"fields": [{"name": "note", "of": "record", "type": "str"}]}, r'fields\[0\]\.name "note" is a field that every'),
    (
        {"fields": [{"name": "n", "of": "record", "type": "int", "facet": True}]},
        r"fields\[0\] has a facet, which is fo",
    ),
]


@pytest.mark.parametrize(("values", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_fault_of_the_subject_names_the_place_and_the_remedy(
    values: dict[str, Any], said: str, own: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(own.subject, **values)
    with pytest.raises(LayerError, match=said):
        read_subject(own.subject)
    assert run(own, "check") == 2
    assert re.search(said, capsys.readouterr().err)


def test_a_subject_cannot_add_a_column_that_there_is(own: DataFolder) -> None:
    changed(own.subject, fields=[{"name": "possible_from", "of": "record", "type": "int"}])
    with pytest.raises(LayerError, match=r'fields\[0\]\.name "possible_from" is a column of every subject'):
        fields_of(read_subject(own.subject), PLAIN)


WORDS = [
    (
        {"web.option.kind.lane": None},
        r"text/en\.json: web\.option\.kind\.lane is null; write one text in quotes, or a text each for some of",
    ),
    (
        {"web.option.kind.lame": "lame"},
        r'text/en\.json: "web\.option\.kind\.lame" is asked for by nothing; take it out',
    ),
    (
        {"web.option.kind.lane": " two  blanks"},
        r"text/en\.json: web\.option\.kind\.lane begins with a space; take it out",
    ),
]


@pytest.mark.parametrize(("values", "said"), WORDS, ids=[said for _, said in WORDS])
def test_a_fault_of_the_words_is_a_problem_of_check(
    values: dict[str, Any], said: str, own: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(own.text / "en.json", **values)
    assert run(own, "check") == 1
    assert re.search(said, capsys.readouterr().err)


def test_a_word_that_is_missing_is_a_problem_of_check(own: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    path = own.text / "en.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    words["web.option.kind.lanes"] = words.pop("web.option.kind.lane")
    path.write_text(json.dumps(words), encoding="utf-8")
    assert run(own, "check") == 1
    said = (
        r'text/en\.json: "web\.option\.kind\.lane" is missing; the subject has it in subject\.json.*\(2 faults in all\)'
    )
    assert re.search(said, capsys.readouterr().err)


def test_a_message_of_every_subject_may_have_other_words(own: DataFolder) -> None:
    words = {**json.loads((own.text / "en.json").read_text(encoding="utf-8")), "field.kind.label": "Sort"}
    (own.text / "en.json").write_text(json.dumps(words), encoding="utf-8")
    assert read_words(own.text, read_subject(own.subject)).message("field.kind.label") == "Sort"


def test_a_kind_of_another_subject_is_none_of_this_ones_words(
    own: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own.records / "places" / "otto-lane.json"
    for kind, remedy in (("alley", 'did you mean "lane"?'), ("settlement", "write one of lane, quay, obelisk")):
        changed(path, kind=kind)
        assert run(own, "check") == 1
        assert f'kind "{kind}" is none of its words; {remedy}' in capsys.readouterr().err


def test_alike_subjects_have_one_model_and_others_their_own(kings: geo.Dataset) -> None:
    assert record_model(SUBJECT) is record_model(read_subject(FOLDER.subject))
    assert record_model(kings.subject) is not record_model(SUBJECT)
    assert list(record_model(SUBJECT).model_fields) == list(Record.model_fields)


MODULES = sorted(ROOT.glob("geo/**/*.py"))
SCRIPTS = sorted(ROOT.glob("geo/web/**/*.js"))


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Give the literals of a module, without docstrings and other texts that stand alone."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone)


def words_of_the_subject(data: geo.Dataset) -> set[str | int]:
    persons = {one for record in data.records for one in (record.honours, *record.also_honours)}
    return {*SUBJECT.kinds_of(), *SUBJECT.persons, *SUBJECT.namesakes, *persons, SUBJECT.opening_year}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_literal_is_a_kind_a_person_or_the_opening_year(path: Path, data: geo.Dataset) -> None:
    own = words_of_the_subject(data)
    found = [(node.lineno, node.value) for node in literals(ast.parse(path.read_text("utf-8"))) if node.value in own]
    assert not found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_names_a_person_or_the_opening_year(path: Path, data: geo.Dataset) -> None:
    """Comments are passed over."""
    code = re.sub(r"/\*.*?\*/|(?m:(?<!:)//.*$)", "", path.read_text("utf-8"), flags=re.DOTALL)
    own = words_of_the_subject(data) - {*SUBJECT.kinds_of()}
    found = {text for _, text in re.findall(r"""(["'`])((?:(?!\1).)*)\1""", code)} | {*re.findall(r"\b\d+\b", code)}
    assert not found & {str(one) for one in own}


def test_the_walk_finds_a_literal_and_passes_over_a_docstring(data: geo.Dataset) -> None:
    tree = ast.parse('"""street"""\nA = f(kind="street")\nB = {1961: "not a street"}\n')
    own = words_of_the_subject(data)
    assert {node.value for node in literals(tree) if node.value in own} == {"street", 1961}


def test_the_words_of_the_subject_are_no_messages_of_every_subject() -> None:
    assert not {*SUBJECT.needed_words()} & {*PLAIN.messages()}
    assert not re.search("Stalin|Lenin", json.dumps(PLAIN.messages()), re.IGNORECASE)
    assert {*TEXT.messages()} == {*SUBJECT.needed_words(), *PLAIN.messages()}
