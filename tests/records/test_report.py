"""An error is reported by a text that every record has; filled in, it becomes an edit that is checked."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import geo
from geo.__main__ import main
from geo.core.errors import RecordError
from geo.core.folder import VARIABLE, DataFolder
from geo.exports.site.pages import Site
from geo.records.account import report_form
from geo.records.proposal import proposed, read_proposal
from tests.samples import MONUMENT, TEXT, filled_form, folder_with, record


@pytest.mark.parametrize("report", [None, "mailto:map@example.org?body={form}"])
def test_each_page_of_a_record_has_the_text_to_copy(report: str | None) -> None:
    data = geo.open()
    edition = data.edition.model_copy(update={"report": report})
    site = Site([record()], edition, {"GE": "Georgia"}, None, {}, fields=data.fields)
    (page,) = [one.content().decode() for one in site.pages({}, "") if one.name == "record/gori-stalinsk.html"]
    assert f"<pre>{report_form(record(), edition.version, TEXT)}</pre>" in page
    assert ('href="mailto:map@example.org?body=Record%3A%20gori-stalinsk%0A' in page) == (report is not None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    folder = folder_with(tmp_path / "data", [record(), record(MONUMENT)])
    monkeypatch.setenv(VARIABLE, str(folder.path))
    return folder


def propose(folder: DataFolder, text: str) -> int:
    form = folder.path.parent / "form.txt"
    form.write_text(text, encoding="utf-8")
    return main(["propose", str(form)])


def tree(folder: DataFolder) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.records.rglob("*.json")}


def test_a_filled_form_becomes_an_edit_that_passes_the_check(folder: DataFolder) -> None:
    before = tree(folder)
    assert propose(folder, filled_form()) == 0
    path = folder.records / "places" / "gori-stalinsk.json"
    assert {name for name, content in tree(folder).items() if content != before[name]} == {str(path)}
    data = json.loads(path.read_text(encoding="utf-8"))
    old, honoured, _ = data["names"]
    assert (honoured["start"], honoured["start_sources"]) == ("1936-05-02", ["example-net"])
    assert (old["end"], old["end_sources"]) == ("1936-05-02", ["example-net"])
    assert data["disagreements"] == [{"field": "names[1].start", "value": "1936-05-01", "source": "paper"}]
    assert data["sources"]["example-net"] == {
        "url": "https://archive.example.net/decree", "title": "The decree", "publisher": "State Archive",
        "read": dt.date.today().isoformat(),
    }  # fmt: skip
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"Value": "1936-13"}, 1, "is not a date"),
        ({"Value": "1999"}, 1, "names[1]"),
        ({"Value": ""}, 2, 'the form says nothing for "Value"'),
        ({"Value": "1936-05-01"}, 2, "there is nothing to change"),
        ({"Field": "names[9].start"}, 2, "has periods 0 to 2"),
        ({"Field": "note"}, 2, "is no field that a form can change"),
        ({"Field": "monument.fate"}, 2, "is no field that a form can change"),
        ({"Source": "javascript:alert(1)"}, 2, "is no address of a page"),
    ],
)
def test_a_form_that_cannot_be_followed_changes_nothing(
    changes: dict[str, str], code: int, said: str, folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    assert propose(folder, filled_form(**changes)) == code
    assert said in capsys.readouterr().err
    assert tree(folder) == before


def test_a_form_of_no_record_is_refused(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(folder, filled_form().replace("gori-stalinsk", "no-such")) == 2
    assert 'there is no record "no-such"' in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "Hello\n", filled_form().replace("Value:", "Worth:"), "> " + filled_form()])
def test_what_is_not_the_form_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match="of the form is"):
        read_proposal(text)


def test_a_source_that_is_there_is_not_put_twice_and_what_it_said_is_not_kept() -> None:
    statue = record(MONUMENT, disagreements=[{"field": "monument.fate", "value": "toppled", "source": "paper"}])
    form = filled_form(Field="monument.fate", Value="toppled", Source="https://www.example.com/a")
    data = proposed(statue, read_proposal(form), dt.date(2026, 11, 28))
    assert set(data["sources"]) == {"paper", "museum"}
    assert "read" not in data["sources"]["paper"], "nobody noted when it was read"
    assert data["monument"]["sources"] == ["museum", "paper"]
    assert data["disagreements"] == [{"field": "monument.fate", "value": "dismantled", "source": "museum"}]
