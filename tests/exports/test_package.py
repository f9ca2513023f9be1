"""The package around the data, each file judged by its format's own validator."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import Package, Resource

from geo.__main__ import main
from geo.core.errors import LayerError
from geo.core.folder import VARIABLE, DataFolder, default_folder
from geo.dataset import Dataset
from geo.exports.built import BUILT, built, package_files
from geo.exports.package import citation_file, data_package, edition_files, licence_text, zenodo_metadata
from geo.exports.table_files import periods_table
from geo.layer import COLUMNS, build_layer, periods_of, read_layer
from geo.records.edition import Edition, read_edition
from geo.records.reading import read_records
from tests.samples import FIELDS, FOLDER, ROOT, SUBJECT, folder_with, record

DATASET = read_edition(FOLDER.edition)
HOMED = DATASET.model_copy(update={"homepage": "https://map.example.org", "repository": "https://code.example.org/map"})
HOMELESS = DATASET.model_copy(update={"homepage": None, "repository": None})
KEPT = {"data/LICENSE", "CITATION.cff", ".zenodo.json"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the package of the real data."""
    folder = tmp_path_factory.mktemp("package")
    write(package_files(Dataset(FOLDER)), folder)
    return folder


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_what_the_edition_says_in_the_repository_is_current() -> None:
    made = edition_files(DATASET, FOLDER)
    assert {str(path.relative_to(ROOT)) for path in made} == KEPT
    for path, text in made.items():
        assert path.read_bytes() == text.encode(), f'{path.name}: run "python -m geo build"'


def test_what_is_built_is_not_kept_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "data"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = {name.removeprefix("data/") for name in listed.splitlines()}
    assert "layer.geojson" in files
    assert not files & BUILT.keys()


# The data package, by frictionless


def faults(package: Package) -> list[list[Any]]:
    report: list[list[Any]] = package.validate().flatten(["type", "message"])
    return report


def test_the_data_package_and_its_rows_are_valid(whole: Path) -> None:
    assert faults(Package(str(whole / "datapackage.json"))) == []


def test_the_table_is_the_layer(whole: Path) -> None:
    periods = periods_of(read_layer(FOLDER.layer), FIELDS)
    rows = Package(str(whole / "datapackage.json")).get_resource("periods").read_rows()
    assert len(rows) == len(periods)
    for row, (_, period) in zip(rows, periods.iterrows(), strict=True):
        told = {name: None if period[name] is None or period[name] != period[name] else period[name] for name in COLUMNS
                if name not in ("sources", "sources_read", "differences", *YEARS)}  # fmt: skip
        assert {name: row[name] for name in told} == told
        assert [row[name] for name in YEARS] == [None if period.isna()[name] else int(period[name]) for name in YEARS]
        assert row["sources"] == period["sources"]
        assert (row["differences"] or []) == period["differences"]
        assert (row["sources_read"] or []) == period["sources_read"]
        assert (float(row["longitude"]), float(row["latitude"])) == (period.geometry.x, period.geometry.y)


YEARS = [name for name, kind in COLUMNS.items() if kind == "int?"]

SPOILED = {
    "a year in words": ("2024,", "soon,"),
    "an unknown status": (",honouring,", ",glorious,"),
    "a place beyond the pole": (",41.98\n", ",95.0\n"),
    "a row twice": None,
    "a name missing": (",Stalin Town,", ",,"),
}


def table_of(text: str, folder: Path) -> Resource:
    (folder / "periods.csv").write_text(text, encoding="utf-8")
    described = data_package(DATASET, dict.fromkeys(CONTENTS, b""), FIELDS)["resources"]
    (table,) = [{**one} for one in described if one["name"] == "periods"]
    del table["bytes"], table["hash"]
    return Resource.from_descriptor(table, basepath=str(folder))


CONTENTS = (
    "layer.geojson", "periods.csv", "disagreements.csv", "events.json", "stories.json", "basemap.geojson",
    "borders.geojson", "towns.json",
)  # fmt: skip


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_table_is_refused(fault: str, tmp_path: Path) -> None:
    text = periods_table(build_layer([record()], DATASET), FIELDS).replace(",1936,", ",2024,", 1)
    assert table_of(text, tmp_path).validate().valid
    change = SPOILED[fault]
    spoiled = text.replace(*change) if change else text + text.splitlines()[-1] + "\n"
    assert spoiled != text
    assert not table_of(spoiled, tmp_path).validate().valid


def test_a_file_that_is_not_the_packages_is_refused(whole: Path, tmp_path: Path) -> None:
    for name in (*CONTENTS, "datapackage.json"):
        (tmp_path / name).write_bytes((whole / name).read_bytes())
    assert faults(Package(str(tmp_path / "datapackage.json"))) == []
    (tmp_path / "events.json").write_text("[]", encoding="utf-8")
    assert any("hash" in str(fault[0]) for fault in faults(Package(str(tmp_path / "datapackage.json"))))


def test_the_package_says_version_date_licences_and_sources(whole: Path) -> None:
    package = json.loads((whole / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["version"], package["created"]) == (DATASET.version, f"{DATASET.date}T00:00:00Z")
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert [source["title"] for source in package["sources"]] == [source.title for source in DATASET.sources]
    (basemap,) = [one for one in package["resources"] if one["name"] == "basemap"]
    assert basemap["licenses"] == [
        {"title": "public domain", "path": "https://www.naturalearthdata.com/about/terms-of-use/"}
    ]


def test_a_table_is_read_by_no_spreadsheet_as_a_formula() -> None:
    collection = build_layer([record(names__1__name="=1+1")], DATASET)
    assert ",'=1+1," in periods_table(collection, FIELDS)


# CITATION.cff, by the schema of the format that check-jsonschema carries


def judged_by(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("edition", [HOMED, HOMELESS], ids=["with a homepage", "without"])
def test_the_citation_keeps_the_citation_file_format(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(citation_file(edition), encoding="utf-8")
    done = judged_by("vendor.citation-file-format", path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("key", ["authors", "title", "message", "cff-version"])
def test_a_citation_that_lacks_what_it_must_say_is_refused(key: str, tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    citation = yaml.safe_load(citation_file(DATASET))
    del citation[key]
    path.write_text(yaml.safe_dump(citation), encoding="utf-8")
    assert judged_by("vendor.citation-file-format", path).returncode == 1


def test_the_citation_says_what_the_data_set_says() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    said = {"title": DATASET.title, "version": DATASET.version, "date-released": DATASET.date, "license": "CC-BY-4.0",
            "type": "dataset", "authors": [{"name": "De-Stalinization map contributors"}]}  # fmt: skip
    assert {key: citation[key] for key in said} == said
    assert "MIT" in citation["message"]
    assert [reference["title"] for reference in citation["references"]] == ["GeoNames", "Natural Earth"]


def test_an_address_stands_in_the_files_only_where_there_is_one() -> None:
    homed = yaml.safe_load(citation_file(HOMED))
    assert (homed["url"], homed["repository-code"]) == (HOMED.homepage, HOMED.repository)
    assert not {"url", "repository-code"} & yaml.safe_load(citation_file(HOMELESS)).keys()
    contents = dict.fromkeys(CONTENTS, b"")
    assert data_package(HOMED, contents, FIELDS)["homepage"] == HOMED.homepage
    assert "homepage" not in data_package(HOMELESS, contents, FIELDS)
    related = [one["identifier"] for one in zenodo_metadata(HOMED)["related_identifiers"]]
    assert related[-2:] == [HOMED.repository, HOMED.homepage]


@pytest.mark.parametrize("write", [citation_file, zenodo_metadata])
def test_data_without_a_creator_cannot_be_cited(write: Callable[[Edition], Any]) -> None:
    with pytest.raises(LayerError, match="creators is empty; name who made the data"):
        write(DATASET.model_copy(update={"creators": ()}))


# .zenodo.json, by the rules on https://developers.zenodo.org/#depositions (deposit metadata)

ZENODO_REQUIRED = {"upload_type", "title", "creators", "description", "access_right", "license"}
ZENODO_KEYS = ZENODO_REQUIRED | {
    "publication_date", "doi", "keywords", "notes", "related_identifiers", "contributors", "references", "communities",
    "grants", "version", "language", "locations", "dates", "method", "subjects", "embargo_date", "access_conditions",
    "prereserve_doi",
}  # fmt: skip
ZENODO_TYPES = {
    "publication", "poster", "presentation", "dataset", "image", "video", "software", "lesson", "physicalobject",
    "other",
}  # fmt: skip
ZENODO_RELATIONS = {
    "isCitedBy", "cites", "isSupplementTo", "isSupplementedBy", "isContinuedBy", "continues", "isDescribedBy",
    "describes", "hasMetadata", "isMetadataFor", "isNewVersionOf", "isPreviousVersionOf", "isPartOf", "hasPart",
    "isReferencedBy", "references", "isDocumentedBy", "documents", "isCompiledBy", "compiles", "isVariantFormOf",
    "isOriginalFormOf", "isIdenticalTo", "isAlternateIdentifier", "isReviewedBy", "reviews", "isDerivedFrom",
    "isSourceOf", "requires", "isRequiredBy", "isObsoletedBy", "obsoletes",
}  # fmt: skip


def zenodo_faults(deposit: dict[str, Any]) -> list[str]:
    """Say what Zenodo would not take: keys, types and vocabularies of its page on deposits."""
    found = [f"{key} is missing" for key in ZENODO_REQUIRED - deposit.keys()]
    found += [f"{key} is unknown" for key in deposit.keys() - ZENODO_KEYS]
    found += [f"{key} is not text" for key in deposit.keys() & {"title", "description", "license", "notes", "version"}
              if not (isinstance(deposit[key], str) and deposit[key])]  # fmt: skip
    found += ["upload_type"] if deposit.get("upload_type") not in ZENODO_TYPES else []
    found += (
        ["access_right"] if deposit.get("access_right") not in ("open", "embargoed", "restricted", "closed") else []
    )
    found += ["license"] if not re.fullmatch(r"[a-z0-9.-]+", deposit.get("license", "")) else []
    found += ["publication_date"] if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", deposit.get("publication_date", "")) else []
    found += ["language"] if not re.fullmatch(r"[a-z]{2,3}", deposit.get("language", "")) else []
    found += ["creators"] if not deposit.get("creators") else []
    found += [f"creator {one}" for one in deposit.get("creators", [])
              if not one.get("name") or not one.keys() <= {"name", "affiliation", "orcid", "gnd"}]  # fmt: skip
    found += ["keywords"] if not all(isinstance(word, str) for word in deposit.get("keywords", [])) else []
    found += [f"relation {one}" for one in deposit.get("related_identifiers", [])
              if one.get("relation") not in ZENODO_RELATIONS or not one.get("identifier")]  # fmt: skip
    return found


@pytest.mark.parametrize("edition", [HOMED, HOMELESS], ids=["with a homepage", "without"])
def test_the_deposit_keeps_the_rules_of_zenodo(edition: Edition) -> None:
    assert zenodo_faults(zenodo_metadata(edition)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("upload_type", "data"), ("access_right", "free"), ("license", "CC BY 4.0"), ("creators", []), ("title", ""),
     ("creators", [{"title": "x"}]), ("publication_date", "today"), ("colour", "red"), ("language", "English"),
     ("related_identifiers", [{"identifier": "https://a.example", "relation": "likes"}])],
)  # fmt: skip
def test_a_deposit_that_zenodo_would_not_take_is_seen(key: str, value: Any) -> None:
    assert zenodo_faults({**zenodo_metadata(DATASET), key: value})


def test_the_deposit_tells_both_licences_and_what_each_source_asks_for() -> None:
    deposit = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    assert (deposit["upload_type"], deposit["license"]) == ("dataset", "cc-by-4.0")
    assert (deposit["version"], deposit["publication_date"]) == (DATASET.version, DATASET.date)
    assert all(word in deposit["notes"] for word in ("CC-BY-4.0", "MIT", *(source.asks for source in DATASET.sources)))


# The licences


@pytest.mark.parametrize("page", ["README.md", "data/README.md"])
def test_a_page_says_of_the_licences_what_the_data_set_says(page: str) -> None:
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert re.search(rf"[Cc]ode(: | is under ){DATASET.code_license}\b", text)
    assert re.search(r"[Dd]ata(: | are under )CC BY 4\.0", text)
    assert DATASET.license == "CC-BY-4.0"
    for source in DATASET.sources:
        assert re.search(rf"\[{source.title}\]\({source.url}\)[^\[]{{,200}}[(\[]{source.license}[)\]]", text), (
            source.title
        )


def test_the_dictionary_says_what_each_source_asks_for() -> None:
    text = (FOLDER.path / "README.md").read_text(encoding="utf-8")
    for source in DATASET.sources:
        licence = f"[{source.license}]({source.license_url})"
        assert f"| [{source.title}]({source.url}) | {source.use} | {licence} | {source.asks} |" in text


def test_the_dictionary_names_every_file_around_the_data() -> None:
    text = (FOLDER.path / "README.md").read_text(encoding="utf-8")
    told = [*BUILT, *(name.removeprefix("data/") if name.startswith("data/") else f"../{name}" for name in KEPT)]
    assert [name for name in told if f"`{name}`" not in text] == []


def test_the_licence_of_the_code_is_apart_from_that_of_the_data() -> None:
    code, data = (ROOT / "LICENSE").read_text(encoding="utf-8"), licence_text(DATASET)
    assert code.startswith(f"{DATASET.code_license} License")
    assert "Creative Commons" not in code
    assert DATASET.license_url in data
    assert "Permission is hereby granted" not in data
    assert all(source.url in data and source.license_url in data for source in DATASET.sources)


def test_a_source_that_the_points_come_from_is_among_the_sources() -> None:
    origins = " ".join(one.location.origin for one in read_records(FOLDER.records, SUBJECT)[0])
    assert "GeoNames" in origins
    assert "GeoNames" in [source.title for source in DATASET.sources]
    assert not re.search("OpenStreetMap|Nominatim", origins)


# Whose files a build may write


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a data folder with one record be the one of the command line."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    return folder_with(tmp_path / "data", [record()]).path


def test_another_data_folder_never_changes_the_files_at_the_root(small: Path) -> None:
    assert [*edition_files(DATASET, default_folder())] == [small / "LICENSE"]


def test_build_writes_the_layer_and_the_licence_and_check_compares_them(small: Path) -> None:
    root = (ROOT / "CITATION.cff").stat().st_mtime_ns
    for name in ("layer.geojson", "LICENSE"):
        (small / name).write_text("old", encoding="utf-8")
        assert main(["build", "--check"]) == 1
        assert main(["build"]) == 0
        assert main(["build", "--check"]) == 0
    assert (ROOT / "CITATION.cff").stat().st_mtime_ns == root
    assert not (small / "periods.csv").exists()


def test_build_all_writes_a_package_that_is_valid_by_itself(small: Path, tmp_path: Path) -> None:
    call = ["build", "--all", str(tmp_path / "out")]
    assert main([*call, "--check"]) == 1
    assert main(call) == 0
    assert main([*call, "--check"]) == 0
    assert faults(Package(str(tmp_path / "out" / "datapackage.json"))) == []
    assert {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()} == {
        *BUILT, "layer.geojson", "events.json", "basemap.geojson", "borders.geojson", "towns.json", "LICENSE",
        "CITATION.cff", ".zenodo.json",
    }  # fmt: skip
    (tmp_path / "out" / "schema" / "record.schema.json").write_text("{}", encoding="utf-8")
    assert main([*call, "--check"]) == 1


def test_a_package_where_a_file_lies_is_refused(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert main(["build", "--all", str(tmp_path / "out")]) == 2
    assert "name another folder" in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_missing_file_of_the_package_is_told(small: Path) -> None:
    (small / "events.json").unlink()
    with pytest.raises(LayerError, match=r"events\.json cannot be read"):
        built(Dataset(DataFolder.at(small)), "datapackage.json")
