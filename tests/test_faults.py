"""Broken files of every kind, by the thousand: always one clear message, never anything else.

Each case is a file's bytes, made by chance from sound ones; what a reader does with them must be an answer or a message
that names the file. The chance is seeded, so that a run is the same on every machine; the number of cases is counted.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import random
import signal
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.core.dates import parse
from geo.core.errors import DateError, GeoDataError
from geo.layer import Query, build_layer, layer_text, periods_of, read_layer, select
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.records.chain import years_of
from geo.records.checks import check_events, check_record
from geo.records.edition import read_edition
from geo.records.events import event_words, read_events
from geo.records.model import Record
from geo.records.reading import canonical, read_record
from geo.stats.coverage import read_missing
from geo.text.dates import spoken
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, SUBJECT

SECONDS = 5.0
"""Longest that a reader may take over one file."""
SHARES = 4
"""Parts of the cases of each file, so that several processes can share them."""
CASES = {
    "record": 6400, "layer": 1200, "dataset": 2000, "missing": 2000, "events": 2400, "basemap": 1000, "borders": 1000,
}  # fmt: skip
DATES = 4000


ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 3.5, 1e300, 10**14, "", " ", "x", "..", "1961", "1961-13", "1961-11-10", "9999~", "0000",
    "[1961..1956]", "١٩٦١", "44.1", "NaN", "\u0000", "\ud800", "\u2028", "\r\n", "<b>", "http://[", "http://\u2488.x/",
    "https://", "=1+1", "a" * 5000, "Сталин", [], {}, [[]], [None], {"a": {"b": []}}, ["x", 1], [1, 2], "VA", "XX",
)  # fmt: skip
"""Values that stand where others should."""
RAW = (
    b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"9" * 5000, b"-0", b"1" * 30, b'"\\ud800"', b'"\\u0000"',
    b"[" * 100_000, b'{"a":' * 100_000, b"[" * 900 + b"]" * 900, b"\x00", b"\xff",
    b"\xed\xa0\x80", b"\xef\xbb\xbf", b"", b"null", b'"',
    b"\\", b"{", b"}", b",", b":", b"1.5", b'{"id": 1, "id": 2}', b"//", b"'a'",
)  # fmt: skip
"""Bytes that stand where a value should."""


def places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of everything inside some JSON."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*at, key)
        yield from places(value, (*at, key))


def parent(data: Any, at: tuple[Any, ...]) -> Any:
    for key in at[:-1]:
        data = data[key]
    return data


def odd(chance: random.Random) -> Any:
    """Choose an odd value: a copy, as what is put into it later must not be in all others."""
    return copy.deepcopy(chance.choice(ODD))


def anything(chance: random.Random, depth: int = 3) -> Any:
    """Make some JSON."""
    if depth and chance.random() < 0.5:
        few = range(chance.randrange(4))
        if chance.random() < 0.5:
            return [anything(chance, depth - 1) for _ in few]
        return {chance.choice(["id", "names", "type", "x", "features", ""]): anything(chance, depth - 1) for _ in few}
    return odd(chance)


def changed(data: Any, chance: random.Random) -> Any:
    """Change, take away, double or add something at one to three places."""
    data = copy.deepcopy(data)
    for _ in range(chance.randint(1, 3)):
        found = list(places(data))
        if not found:
            return anything(chance)
        at = chance.choice(found)
        inside, key = parent(data, at), at[-1]
        match chance.randrange(5):
            case 0:
                del inside[key]
            case 1:
                inside[key] = anything(chance)
            case 2:
                other = chance.choice(found)
                inside[key] = copy.deepcopy(parent(data, other)[other[-1]])
            case 3 if isinstance(inside, list):
                inside.insert(key, copy.deepcopy(inside[key]))
            case _ if isinstance(inside, dict):
                inside[chance.choice(["extra", "id", "\u2028", "type"])] = odd(chance)
            case _:
                inside[key] = odd(chance)
    return data


def text_of(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=True).encode()


def cut(data: Any, chance: random.Random) -> bytes:
    content = text_of(data)
    return content[: chance.randrange(len(content) + 1)]


def flipped(data: Any, chance: random.Random) -> bytes:
    content = bytearray(text_of(data))
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def with_raw(data: Any, chance: random.Random) -> bytes:
    """Put odd bytes in the place of one value."""
    data = copy.deepcopy(data)
    found = list(places(data))
    if not found:
        return chance.choice(RAW)
    at = chance.choice(found)
    parent(data, at)[at[-1]] = "@HERE@"
    return text_of(data).replace(b'"@HERE@"', chance.choice(RAW))


def doubled(data: Any, chance: random.Random) -> bytes:
    """Write one key of the outer object twice."""
    key = chance.choice([*data]) if isinstance(data, dict) and data else "x"
    return b"{" + text_of(key) + b":" + text_of(chance.choice(ODD)) + b"," + text_of(data).lstrip()[1:]


def encoded(data: Any, chance: random.Random) -> bytes:
    text = json.dumps(data, ensure_ascii=False)
    encoding = chance.choice(["utf-16", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1251", "koi8-r", "utf-7"])
    return text.encode(encoding, errors="replace" if not encoding.startswith("utf") else "surrogatepass")


def noise(_: Any, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(200))


def some_json(_: Any, chance: random.Random) -> bytes:
    return text_of(anything(chance, 5))


def mutated(data: Any, chance: random.Random) -> bytes:
    return text_of(changed(data, chance))


def reworded(data: Any, chance: random.Random) -> bytes:
    """Put other texts in the place of a few texts, so that the shape stays sound and the meaning does not."""
    data = copy.deepcopy(data)
    found = [at for at in places(data) if isinstance(parent(data, at)[at[-1]], str)]
    dates = [at for at in found if at[-1] in ("start", "end", "date", "until", "start_date", "end_date")]
    for _ in range(chance.randint(1, 3) if found else 0):
        at = chance.choice(dates if dates and chance.random() < 0.5 else found)
        parent(data, at)[at[-1]] = chance.choice([one for one in ODD if isinstance(one, str)])
    return text_of(data)


MUTATORS: tuple[Callable[[Any, random.Random], bytes], ...] = (
    mutated, mutated, mutated, reworded, reworded, cut, flipped, flipped, with_raw, with_raw, doubled, encoded,
    noise, some_json,
)  # fmt: skip


@cache
def seeds(kind: str) -> tuple[Any, ...]:
    """Give sound contents of a file, which the cases are mutations of."""
    if kind == "record":
        real = sorted(FOLDER.records.glob("*/*.json"))[::60]
        return (PLACE, MONUMENT, *(json.loads(path.read_bytes()) for path in real))
    path = {"layer": FOLDER.layer, "dataset": FOLDER.edition, "missing": FOLDER.missing, "events": FOLDER.events,
            "basemap": FOLDER.basemap, "borders": FOLDER.borders}[kind]  # fmt: skip
    data = json.loads(path.read_bytes())
    if kind == "layer":
        return ({**data, "features": data["features"][:6]}, {**data, "features": data["features"][900:909]})
    if kind == "events":
        return (data[:3], data[3:5])
    if kind in ("basemap", "borders"):
        small = sorted(data["features"], key=lambda feature: len(json.dumps(feature)))
        return ({**data, "features": small[:4]}, {**data, "features": small[4:6]})
    return (data,)


def cases(kind: str, share: int) -> Iterator[bytes]:
    """Give one share of the cases of a kind of file."""
    chance = random.Random(f"{kind} {share}")
    sound = seeds(kind)
    while True:
        yield chance.choice(MUTATORS)(chance.choice(sound), chance)


def use_record(path: Path) -> None:
    record = read_record(path, SUBJECT)
    problems = check_record(record, read_basemap_once(), dt.date(2026, 1, 1), SUBJECT)
    assert all(len(str(problem).splitlines()) == 1 for problem in problems)
    if not problems:
        layer_text(build_layer([record], read_edition(FOLDER.edition)))
        years_of(record)


@cache
def read_basemap_once() -> Any:
    return read_basemap(FOLDER.basemap)


def use_layer(path: Path) -> None:
    periods = periods_of(read_layer(path), FIELDS)
    select(periods, Query(year=1961))


def use_events(path: Path) -> None:
    events = read_events(path)
    problems = check_events(events, read_basemap_once()["iso_a2"].dropna(), dt.date.max)
    assert all(len(str(problem).splitlines()) == 1 for problem in problems)
    event_words(events)


READERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "record": ("places/x.json", use_record),
    "layer": ("layer.geojson", use_layer),
    "dataset": ("dataset.json", read_edition),
    "missing": ("missing.json", read_missing),
    "events": ("events.json", use_events),
    "basemap": ("basemap.geojson", read_basemap),
    "borders": ("borders.geojson", read_borders),
}


def answer(kind: str, path: Path) -> str | None:
    """Give a file to its reader and say what is wrong with the answer, if anything is."""
    name, use = READERS[kind]
    try:
        use(path)
    except GeoDataError as error:
        lines = str(error).split("\n")
        if not all(line.startswith(name) and line.isprintable() for line in lines):
            return f"does not name the file on each line, in plain characters: {str(error)!a}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


class TooLongError(BaseException):
    """A reader has used up its time; not an Exception, so that no reader takes it for a fault of the file."""


@contextmanager
def limited() -> Iterator[None]:
    """Break off what uses more than SECONDS of this process's own time, however busy the machine is."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def go_through(kind: str, share: int, folder: Path) -> tuple[int, list[str]]:
    """Give one share of the cases to their reader; the number of cases done, and what was wrong with which."""
    path = folder / READERS[kind][0]
    path.parent.mkdir(exist_ok=True)
    done, faults = 0, []
    for content in islice(cases(kind, share), CASES[kind] // SHARES):
        path.write_bytes(content)
        try:
            with limited():
                fault = answer(kind, path)
        except TooLongError:
            fault = f"takes more than {SECONDS} s"
        faults += [f"{fault} for {content[:300]!r}"] if fault else []
        done += 1
    return done, faults


def test_at_least_twenty_thousand_cases_are_tried() -> None:
    assert sum(count // SHARES * SHARES for count in CASES.values()) + DATES >= 20_000


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("kind", [*CASES])
def test_whatever_stands_in_a_file_is_an_answer_or_one_clear_message(kind: str, share: int, tmp_path: Path) -> None:
    done, faults = go_through(kind, share, tmp_path)
    assert faults == []
    assert done == CASES[kind] // SHARES


def test_a_reader_that_never_ends_or_breaks_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: Path) -> None:
        while True:
            pass

    for use, expected in ((endless, "takes more than 0.05 s"), (lambda _: 1 // 0, "ZeroDivisionError")):
        monkeypatch.setitem(READERS, "dataset", ("dataset.json", use))
        monkeypatch.setitem(CASES, "dataset", SHARES)
        monkeypatch.setattr("tests.test_faults.SECONDS", 0.05)
        done, faults = go_through("dataset", 0, tmp_path)
        assert done == len(faults) == 1
        assert expected in faults[0]


def test_whatever_stands_for_a_date_is_a_span_or_a_date_error() -> None:
    chance = random.Random("dates")
    signs = string.digits * 3 + "-..[],~?%X/ TZ+u\n٣²"
    known = ["1961-11-10", "[1956..1961]", "195X", "1961~", "..", "[1961-11-10,1961-11-11]", "0001", "9999%"]
    for _ in range(DATES):
        text = list(chance.choice(known)) if chance.random() < 0.7 else []
        for _ in range(chance.randint(1, 3)):
            text.insert(chance.randint(0, len(text)), chance.choice(signs))
            del text[chance.randint(0, len(text)) :][: chance.randrange(2)]
        date = "".join(text)
        assert isinstance(spoken(date), str)
        assert is_sound(date), date


def is_sound(date: str) -> bool:
    try:
        span = parse(date)
    except DateError as error:
        return date in str(error) or date[1:5] in str(error)
    return span.earliest <= span.latest and date.isascii() and date == date.strip()


@pytest.mark.parametrize("content", [None, b"", b"{", b"[" * 100_000, b'{"id": NaN}', "запись".encode("utf-16")])
def test_build_with_any_problem_leaves_the_old_layer(content: bytes | None, tmp_path: Path) -> None:
    folder, output = tmp_path / "records" / "places", tmp_path / "layer.geojson"
    folder.mkdir(parents=True)
    (folder / "gori-stalinsk.json").write_text(canonical(Record.model_validate(PLACE)), encoding="utf-8")
    call = ["build", "--records", str(tmp_path / "records"), "--output", str(output)]
    assert main(call) == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    broken = folder / "broken.json"
    broken.mkdir() if content is None else broken.write_bytes(content)
    assert main(call) == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
