"""The fast reader of the layer gives what the strict one gives, or leaves the file to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from geo.core.errors import LayerError
from geo.dataset import Dataset
from geo.layer import arrow, build_layer, layer_text, periods_of, read_layer, read_periods
from geo.layer.arrow import read_columns
from geo.records.edition import read_edition
from geo.records.model import Record
from tests.samples import FOLDER, MONUMENT, folder_with, record

EDITION = read_edition(FOLDER.edition)
SAMPLE = [record(), record(MONUMENT)]


def written(path: Path, records: list[Record]) -> Path:
    file = path / "layer.geojson"
    file.write_text(layer_text(build_layer(records, EDITION)), encoding="utf-8")
    return file


def equal(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    pd.testing.assert_frame_equal(one, other)
    assert one.crs == other.crs
    for name in one.columns[one.dtypes == "object"]:
        assert [type(value) for value in one[name]] == [type(value) for value in other[name]]


def test_the_real_layer_is_read_in_columns_and_the_same() -> None:
    assert read_columns(FOLDER.layer) is not None
    equal(read_periods(FOLDER.layer), periods_of(read_layer(FOLDER.layer)))


@pytest.mark.parametrize("size", [1 << 9, 1000, 4096, 10_000, 100_001])
def test_however_the_file_falls_into_blocks_it_is_the_same(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [record(id=f"town-{number}", note=f"Говорят: a town of the tests, {number}.") for number in range(40)]
    file = written(tmp_path, records)
    monkeypatch.setattr(arrow, "_BLOCK_BYTES", size)
    if (found := read_columns(file)) is None:
        assert size < 1000, "a line longer than a block is left to the strict reader"
    else:
        assert len(found[1]) == 120
    equal(read_periods(file), periods_of(read_layer(file)))


@pytest.mark.parametrize("records", [[], SAMPLE[:1], SAMPLE], ids=len)
def test_few_records_are_read_the_same(records: list[Record], tmp_path: Path) -> None:
    file = written(tmp_path, records)
    assert read_columns(file) is not None
    equal(read_periods(file), periods_of(read_layer(file)))


@pytest.mark.parametrize(
    "text", ['He said: "so": it was.', "Back\\slash", 'A "quoted": null', "tab\there", "\x7f", "null"]
)
def test_a_text_that_looks_like_json_is_read_the_same(text: str, tmp_path: Path) -> None:
    file = written(tmp_path, [record(note=text, names__0__native_name=text), record(MONUMENT)])
    equal(read_periods(file), periods_of(read_layer(file)))


FAULTS: dict[str, tuple[str, Any]] = {
    "a number for a text": ("name", 5),
    "a text for a year": ("start_year", "1936"),
    "half a year": ("start_year", 1936.5),
    "a year too large": ("possible_to", 10_000),
    "a flag in words": ("disputed", "true"),
    "no name": ("name", None),
    "an unknown status": ("status", "gone"),
    "an unknown category": ("category", "thing"),
    "a source that is none": ("sources", [None]),
    "a source that is no list": ("sources", "https://example.org"),
}


def spoiled(path: Path, change: Any) -> Path:
    file = written(path, SAMPLE)
    text = file.read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    change(features)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    file.write_text(f"{text.partition(chr(10))[0]}\n{lines}\n]}}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("fault", FAULTS)
def test_a_value_of_another_kind_is_named_by_the_strict_reader(fault: str, tmp_path: Path) -> None:
    name, value = FAULTS[fault]
    file = spoiled(tmp_path, lambda features: features[1]["properties"].update({name: value}))
    assert read_columns(file) is None
    with pytest.raises(LayerError, match=rf"features\[1\]\.properties\.{name} is "):
        read_periods(file)


@pytest.mark.parametrize("name", ["native_name", "end_date", "wikidata", "controlled_by", "note", "presumed"])
def test_a_key_that_is_missing_is_not_taken_for_null(name: str, tmp_path: Path) -> None:
    file = spoiled(tmp_path, lambda features: features[2]["properties"].pop(name))
    assert read_columns(file) is None
    with pytest.raises(LayerError, match=f"lacks {name}"):
        read_periods(file)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda features: features.reverse(), "is not after the one before it"),
        (lambda features: features.append(features[-1]), "is not after the one before it"),
        (lambda features: features[0]["geometry"].update(type="Polygon"), "is not a Point"),
        (lambda features: features[0]["geometry"].update(coordinates=[44.1]), "is not a Point"),
        (lambda features: features[0]["geometry"].update(coordinates=[44.1, 91]), "is not a Point"),
        (lambda features: features[0]["geometry"].update(coordinates=[181, 41]), "is not a Point"),
        (lambda features: features[0].update(geometry=None), "is not a Point"),
        (lambda features: features[0].update(properties=None), "is not a Point"),
    ],
)
def test_rows_that_are_out_of_order_or_place_are_named(change: Any, said: str, tmp_path: Path) -> None:
    file = spoiled(tmp_path, change)
    assert read_columns(file) is None
    with pytest.raises(LayerError, match=said):
        read_periods(file)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"features": [\n', '"features": [', 1),
        lambda text: text[:-3],
        lambda text: text[:-1],
        lambda text: json.dumps(json.loads(text), indent=1, ensure_ascii=False),
        lambda text: json.dumps(json.loads(text)),
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"title": ', '"title": "x", "title": ', 1),
        lambda text: text.replace('"name":', '"name":"x","name":', 1),
        lambda text: text.replace('"honours":"Joseph', '"honours":"\\ud800Joseph', 1),
        lambda text: text.replace('"data_version": "', '"data_version": 1, "x": "', 1),
        lambda text: text.replace('"type":"Feature","id"', '"type":"Feature","more":1,"id"', 1),
        lambda text: "",
    ],
)
def test_a_file_in_another_form_is_left_to_the_strict_reader(change: Any, tmp_path: Path) -> None:
    file = written(tmp_path, SAMPLE)
    text = change(file.read_text(encoding="utf-8"))
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert read_columns(file) is None
    strict, fast = outcome(lambda: periods_of(read_layer(file))), outcome(lambda: read_periods(file))
    if isinstance(strict, str):
        assert fast == strict
    else:
        equal(fast, strict)


def outcome(read: Callable[[], gpd.GeoDataFrame]) -> Any:
    """Give what was read, or what was said instead."""
    try:
        return read()
    except LayerError as error:
        return str(error)


def test_bytes_that_are_no_utf8_are_left_to_the_strict_reader(tmp_path: Path) -> None:
    file = written(tmp_path, SAMPLE)
    file.write_bytes(file.read_bytes().replace(b"Old Town", b"Old \xff\xfeown", 1))
    assert read_columns(file) is None
    with pytest.raises(LayerError, match="is not UTF-8"):
        read_periods(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="is missing"):
        read_periods(tmp_path / "layer.geojson")


def test_the_data_set_reads_no_text_for_its_rows(tmp_path: Path) -> None:
    data = Dataset(folder_with(tmp_path, SAMPLE))
    assert len(data.periods) == 5
    assert "collection" not in vars(data)
