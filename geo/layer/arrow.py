"""Reading the layer's file into columns, block by block, when it is written as the build writes it.

Arrow parses one feature a line some ten times as fast as JSON is made into objects, and never holds the whole text. It
is only asked for what it can judge: whatever is out of the ordinary (another form, a key too few or too many, a value
of another kind, an escape) is left to :mod:`geo.layer.reading`, which names the fault.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import json as pj

from geo.core.files import parse_strictly
from geo.layer.fields import FIELDS, Field, Fields
from geo.layer.reading import CLOSED, head_fault

__all__ = ["Columns", "read_columns"]

Columns = tuple[dict[str, pd.Series], npt.NDArray[np.float64], dict[str, Any]]
"""The layer's properties by name, longitude and latitude of each row, and the members of the collection."""

_Arrays = dict[str, tuple[pa.Array, ...]]
"""Of each property one array; of lists their members, and how many each has. Texts are encoded by a dictionary."""
_OPENING, _CLOSING = b'"features": [\n', b"]}\n"
_BLOCK_BYTES = 3 << 20
_AHEAD = 2
_TYPES = {"str": pa.string(), "int": pa.int64(), "bool": pa.bool_(), "list": pa.list_(pa.string())}


class _UnlikeError(ValueError):
    """The file is not as the build writes it."""


def read_columns(path: Path, fields: Fields = FIELDS) -> Columns | None:
    """Read the layer's file into columns.

    Parameters
    ----------
    path : Path
        ``data/layer.geojson``.
    fields : Fields, optional
        The table of fields of the data.

    Returns
    -------
    tuple or None
        What :func:`geo.layer.reading.read_layer` would find, as columns; None if the file is missing, broken, or not
        written as :func:`geo.layer.building.layer_text` writes it.
    """
    stored = fields.stored
    try:
        with path.open("rb") as file:
            members = _head(file.readline())
            known: dict[str, str] = {}
            parts = [_part(*rows, stored, known) for rows in _rows(file, stored)]
        _expect_ordered([part[0]["record_id"] for part in parts], [part[0]["period"] for part in parts])
    except (OSError, ValueError, pa.ArrowException):  # what is wrong is said by the other reader
        return None
    columns = {}
    for field in stored:
        columns[field.name] = _series([part[0].pop(field.name) for part in parts], field.type)
    return columns, np.concatenate([part[1] for part in parts]), members


def _head(line: bytes) -> dict[str, Any]:
    if not line.endswith(_OPENING):
        raise _UnlikeError
    members: dict[str, Any] = parse_strictly(line + b"]}")
    if members.get("type") != "FeatureCollection" or members["features"] or head_fault(members):
        raise _UnlikeError
    return members


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Give the features' lines, some megabytes at a time."""
    block = file.read(_BLOCK_BYTES)
    while block:
        after = file.read(_BLOCK_BYTES)
        if after:
            cut = block.rindex(b"\n", 0, -1) + 1  # a closing line of its own may begin in the next part
            block, after = block[:cut], block[cut:] + after
        elif block.endswith(_CLOSING):
            block = block.removesuffix(_CLOSING)
        else:
            raise _UnlikeError
        yield block
        block = after


def _rows(file: BinaryIO, stored: Sequence[Field]) -> Iterator[tuple[_Arrays, npt.NDArray[np.float64]]]:
    """Parse and judge a few blocks ahead, in threads of their own, beside what is done with those before them."""
    schema = _schema(stored)
    with ThreadPoolExecutor(_AHEAD) as pool:
        waiting: deque[Future[tuple[_Arrays, npt.NDArray[np.float64]]]] = deque()
        for block in _blocks(file):
            waiting.append(pool.submit(_parsed, block, schema, stored))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _parsed(block: bytes, schema: pa.Schema, stored: Sequence[Field]) -> tuple[_Arrays, npt.NDArray[np.float64]]:
    """Give the columns of some rows, if they are sound, with each text once, and their points."""
    table = _table(block, schema)
    arrays: _Arrays = {}
    for field in stored:
        column = pc.struct_field(table["properties"], [field.name]).combine_chunks()
        _expect_sound(column, field.type, field.most)
        if field.name in CLOSED:
            _expect(pc.all(pc.is_in(column, pa.array(CLOSED[field.name])), min_count=0))
        match field.type:
            case "int" | "bool" | "int?":
                arrays[field.name] = (column,)
            case "list":
                arrays[field.name] = (column.flatten().dictionary_encode(), pc.list_value_length(column))
            case _:
                arrays[field.name] = (column.dictionary_encode(),)
    return arrays, _points(table["geometry"])


def _schema(stored: Sequence[Field]) -> pa.Schema:
    return pa.schema(
        {
            "type": pa.string(),
            "id": pa.string(),
            "geometry": pa.struct({"type": pa.string(), "coordinates": pa.list_(pa.float64())}),
            "properties": pa.struct({field.name: _TYPES[field.type.rstrip("?")] for field in stored}),
        }
    )


def _table(block: bytes, schema: pa.Schema) -> pa.Table:
    if b"\\" in block and (b"\\u" in block or b'\\":' in block):
        raise _UnlikeError
    if not block.strip():
        return schema.empty_table()
    lines = block.replace(b",\n", b" \n")  # no line end stands within a text
    options = pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    table = pj.read_json(pa.BufferReader(lines), pj.ReadOptions(use_threads=False, block_size=len(lines) + 1), options)
    table.validate(full=True)
    names = [field.name for field in schema.field("properties").type]
    nulls = sum(pc.struct_field(table["properties"], [name]).null_count for name in names)
    if block.count(b'":null') != nulls:
        raise _UnlikeError  # a key is missing, which Arrow takes for null
    return table


def _part(
    arrays: _Arrays, points: npt.NDArray[np.float64], stored: Sequence[Field], known: dict[str, str]
) -> tuple[dict[str, Any], npt.NDArray[np.float64]]:
    """Give the columns of some rows as the frame holds them; texts that are equal are one object."""
    return {field.name: _values(*arrays.pop(field.name), kind=field.type, known=known) for field in stored}, points


def _points(geometry: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    kinds, places = (pc.struct_field(geometry, [name]) for name in ("type", "coordinates"))
    _expect(pc.all(pc.equal(kinds, "Point"), min_count=0))
    _expect(pc.all(pc.equal(pc.list_value_length(places), 2), min_count=0))
    flat = pc.list_flatten(places)
    _expect(pa.scalar(kinds.null_count + places.null_count + flat.null_count == 0))
    lonlat: npt.NDArray[np.float64] = flat.to_numpy().reshape(-1, 2)
    _expect(pa.scalar(bool((np.abs(lonlat) <= (180, 90)).all())))
    return lonlat


def _expect_sound(column: pa.Array, kind: str, most: int) -> None:
    _expect(pa.scalar(kind.endswith("?") or column.null_count == 0))
    if kind.rstrip("?") == "int" and len(column) > column.null_count:
        _expect(pc.less_equal(pc.max(pc.abs(column)), most))
    if kind == "list":
        _expect(pa.scalar(column.flatten().null_count == 0))


def _expect_ordered(records: Sequence[npt.NDArray[Any]], periods: Sequence[npt.NDArray[Any]]) -> None:
    """Expect each row after the one before it, by record and period."""
    record, period = np.concatenate(records), np.concatenate(periods)
    same = record[1:] == record[:-1]
    _expect(pa.scalar(bool(((record[1:] > record[:-1]) | same & (period[1:] > period[:-1])).all())))


def _expect(true: pa.Scalar) -> None:
    if true.as_py() is not True:
        raise _UnlikeError


def _values(column: pa.Array, lengths: pa.Array = None, *, kind: str, known: dict[str, str]) -> Any:
    match kind:
        case "int" | "bool":
            return column.to_numpy(zero_copy_only=False)
        case "int?":
            return column.fill_null(0).to_numpy(), column.is_null().to_numpy(zero_copy_only=False)
        case "list":
            return _lists(column, lengths, known)
    return _texts(column, known)


def _texts(words: pa.DictionaryArray, known: dict[str, str]) -> npt.NDArray[np.object_]:
    own = [known.setdefault(text, text) for text in words.dictionary.to_pylist()]
    texts: npt.NDArray[np.object_] = np.array([*own, None], dtype="object")[
        words.indices.fill_null(len(own)).to_numpy()
    ]
    return texts


def _lists(words: pa.DictionaryArray, lengths: pa.Array, known: dict[str, str]) -> npt.NDArray[np.object_]:
    flat = _texts(words, known).tolist()
    cells = np.empty(len(lengths), dtype="object")
    begin = 0
    for row, length in enumerate(lengths.to_pylist()):
        cells[row] = flat[begin : begin + length]
        begin += length
    return cells


def _series(parts: list[Any], kind: str) -> pd.Series:
    """Put the parts of a column together, as the frame holds it."""
    if kind == "int?":
        values, missing = (np.concatenate([part[place] for part in parts]) for place in (0, 1))
        return pd.Series(pd.arrays.IntegerArray(values, missing))
    return pd.Series(np.concatenate(parts), dtype="object" if kind.startswith(("str", "list")) else None)
