"""Pictures of the map from the command line: what stands on them, how large they are, the same on every run."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

import geo
from geo.__main__ import main
from geo.core.errors import QueryError
from geo.exports import EXPORTS, PICTURES, mapimage
from geo.exports.mapimage import files
from geo.exports.mapimage.captions import licence_words
from geo.exports.mapimage.clusters import clusters_in, disc_radius
from geo.exports.mapimage.frames import Frame, frame_around, frame_of
from geo.exports.mapimage.moment import LEGEND, Look, busiest_span, legend_keys, looks_of, moment_of, places_of
from geo.exports.screen import held
from geo.layer import Query, compared, filter_mask, select
from geo.records.subject import FirstView
from geo.stats.counts import changes_per_year
from geo.stats.year_sentences import year_counts
from geo.web.assets import FRONTEND, light_colours
from tests.samples import FOLDER

DATA = geo.open(FOLDER.path)
SVG = "{http://www.w3.org/2000/svg}"
SIDE, SHARP = 16, 2


@cache
def picture(form: str, **choice: Any) -> bytes:
    return PICTURES[form].write(DATA, Query(**choice))


def texts(content: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(content).iter(f"{SVG}text")]


def size_of(content: bytes) -> tuple[float, ...]:
    return tuple(float(part) for part in ET.fromstring(content).attrib["viewBox"].split()[2:])


def said(year: int, mode: str | None = None, **choice: Any) -> str:
    """Give the sentence that the page says."""
    chosen = filter_mask(DATA.periods, Query(**choice).within(DATA.fields))
    return str(year_counts(DATA.periods, chosen, [year], mode)["sentences"][0])


def test_a_drawing_has_title_year_sentence_source_licence_and_view() -> None:
    written = " ".join(texts(picture("svg", year=1961)))
    title, _, rest = DATA.edition.title.partition(": ")
    expected = [
        title, rest[1:], "1961", said(1961), DATA.edition.attribution, f"Data version {DATA.edition.version}",
        "Licence: CC BY 4.0", DATA.edition.license_url, "View: year=1961",
    ]  # fmt: skip
    assert [words for words in expected if words not in written] == []


def test_the_homepage_stands_where_there_is_one() -> None:
    home = DATA.edition.model_copy(update={"homepage": "https://map.example.org/"})
    written = texts(PICTURES["svg"].write(replace(held(DATA, Query()), edition=home), Query(year=1961)))
    assert "https://map.example.org/" in written
    assert not any(text.startswith("View: ") for text in written)


def test_the_legend_has_what_occurs_and_nothing_else() -> None:
    message = DATA.fields.text.message
    every = {key: message(f"web.legend.{key}") for key in LEGEND}
    moment = Query(year=1956, country=("HU",)).within(DATA.fields)
    looks = [*looks_of(DATA, moment).values()]
    drawn = set(texts(picture("svg", year=1956, country=("HU",)))) & set(every.values())
    needed = legend_keys(looks, several=True, mode=None)
    assert drawn == {every[key] for key in needed}
    assert 2 < len(needed) < len(every)


def test_the_legend_is_that_of_the_page() -> None:
    script = (FRONTEND / "view" / "legend.js").read_text(encoding="utf-8")
    lines = re.findall(r'^  \["(\w+)", \{[^}]*\}, "([\w ]+)"\],$', script, re.MULTILINE)
    assert {key: tuple(mode for mode in modes.split(" ") if mode != "split") for key, modes in lines} == {
        key: modes for key, modes in LEGEND.items() if key != "several"
    }


def test_what_is_not_certain_has_the_line_of_its_presence() -> None:
    looks = [Look(False, "after", "possible", True), Look(True, "honouring", "presumed", False)]
    assert legend_keys(looks, several=False, mode=None) == ["presumed", "possible", "changed"]


@pytest.mark.parametrize(
    ("choice", "year", "sentence"),
    [
        ({"year": 1956, "mode": "changes"}, "1956", said(1956, "changes")),
        ({"mode": "all", "category": "monument"}, None, said(2026, "all", category="monument")),
        ({}, str(DATA.fields.subject.opening_year), said(DATA.fields.subject.opening_year)),
    ],
)
def test_modes_have_their_sentence(choice: dict[str, Any], year: str | None, sentence: str) -> None:
    written = texts(picture("svg", **choice))
    assert sentence in " ".join(written)
    years = [words for words in written if re.fullmatch(r"(19|20)\d\d", words)]
    assert years == ([] if year is None else [year])


def test_two_years_are_compared_with_the_symbols_and_the_sentence_of_the_page() -> None:
    query = Query(mode="between", since=1955, year=1962)
    looks = looks_of(DATA, query)
    outcomes = compared(DATA.periods, 1955, 1962)["outcome"]
    assert {name: look.outcome for name, look in looks.items()} == {
        record: outcome for record, outcome in zip(DATA.periods["record_id"], outcomes, strict=True) if outcome
    }
    assert {look.outcome for look in looks.values()} == {"lost", "gained", "kept"}
    written = texts(picture("svg", mode="between", since=1955, year=1962))
    assert "1955–1962" in written
    assert any(words.startswith("Between 1955 and 1962: ") for words in written)
    assert {"Lost between the years", "Gained", "Kept"} <= set(written)
    assert "Bears the name" not in written


def test_filters_are_told_in_words() -> None:
    assert "Filters: Country today: Hungary" in texts(picture("svg", year=1956, country=("HU",)))
    assert not any(words.startswith("Filters") for words in texts(picture("svg", year=1961)))
    written = " ".join(texts(picture("svg", year=1961, category="place", between=(1956, 1962), disputed=True)))
    assert "Filters: What: Places" in written
    assert "1956" in written
    assert DATA.fields.text.message("field.disputed.label") in written


def test_a_picture_has_two_pixels_for_one_of_the_drawing() -> None:
    image = Image.open(io.BytesIO(picture("png", year=1961)))
    width, height = size_of(picture("svg", year=1961))
    assert width == 1030 + 2 * SIDE
    assert image.size == (SHARP * width, SHARP * height)
    assert image.info["Title"] == DATA.edition.title
    assert DATA.edition.license_url in image.info["Copyright"]


def test_the_colours_are_those_of_the_page_and_of_the_subject() -> None:
    colours = light_colours()
    subject = DATA.fields.subject.colours
    assert {name: colours[name] for name in ("honouring", "after", "before")} == subject.model_dump()
    found = {
        colour for _, colour in Image.open(io.BytesIO(picture("png", year=1961))).convert("RGB").getcolors(1 << 24)
    }
    for name in ("paper", "sea", "land", "ink", "honouring", "after", "before"):
        assert tuple(bytes.fromhex(colours[name][1:])) in found, name


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_bytes_are_the_same_on_every_run(form: str) -> None:
    first = PICTURES[form].write(DATA, Query(year=1961))
    assert first == picture(form, year=1961)


def test_nothing_in_a_drawing_is_fetched_or_runs() -> None:
    names = {element.tag.rpartition("}")[2] for element in ET.fromstring(picture("svg", year=1961)).iter()}
    assert names.isdisjoint({"image", "script", "foreignObject", "a"})


def test_hostile_words_are_text() -> None:
    title = "</text><script>alert(1)</script> & $x_1^2$ 'quoted' \\frac{: $\\sum$ <b>"
    hostile = replace(held(DATA, Query()), edition=DATA.edition.model_copy(update={"title": title}))
    content = PICTURES["svg"].write(hostile, Query(year=1961))
    assert title.partition(": ")[0] in texts(content)
    assert b"<script" not in content


def test_an_animation_has_a_frame_for_each_year() -> None:
    image: Any = Image.open(io.BytesIO(picture("gif", between=(1956, 1959), country=("HU",))))
    assert image.n_frames == 4
    assert image.width == 768 + 2 * SIDE
    assert image.info["loop"] == 0
    durations, frames = [], []
    for number in range(image.n_frames):
        image.seek(number)
        durations.append(image.info["duration"])
        frames.append(np.asarray(image.convert("RGB")))
    assert durations == [800, 800, 800, 3200]
    colours = light_colours()
    for one, other in pairwise(frames):
        assert (one != other).any()
        assert (one[0, 0] == tuple(bytes.fromhex(colours["paper"][1:]))).all()
    land = tuple(bytes.fromhex(colours["land"][1:]))
    assert ((frames[0] == land).all(axis=2)).mean() > 0.2


def test_the_years_of_an_animation_narrow_nothing() -> None:
    """The frame of a year is that of the whole choice: what changed in none of the years is seen too."""
    one = Query(year=1958).within(DATA.fields)
    assert len(looks_of(DATA, one)) > len(looks_of(DATA, one.but(between=(1956, 1959))))
    scenes: list[Query] = []
    original = files.looks_of

    def noting(data: Any, moment: Query) -> dict[str, Look]:
        scenes.append(moment)
        return original(data, moment)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "looks_of", noting)
        PICTURES["gif"].write(DATA, Query(between=(1958, 1959)))
    assert {moment.text() for moment in scenes} == {"year=1958", "year=1959"}


def test_the_span_that_nobody_names_is_the_one_in_which_most_ended() -> None:
    first, last = busiest_span(DATA, Query().within(DATA.fields))
    ended = changes_per_year(DATA.periods)["ended"]
    sums = {year: int(ended.loc[year : year + 11].sum()) for year in ended.index}
    assert last - first == 11
    assert sums[first] == max(sums.values())


@pytest.mark.parametrize(
    ("form", "choice", "words"),
    [
        ("gif", {"year": 1961}, "a span of years"),
        ("gif", {"mode": "all"}, "a span of years"),
        ("png", {"ended": (1961, 1961)}, "ask for it by year"),
        ("svg", {"changed_in": 1961}, "ask for it by year"),
        ("png", {"country": ("XX",)}, "is not in the layer"),
    ],
)
def test_what_no_picture_shows_is_refused(form: str, choice: dict[str, Any], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        PICTURES[form].write(DATA, Query(**choice))


def test_each_record_is_in_one_symbol_and_no_two_symbols_cover_each_other() -> None:
    query = Query().within(DATA.fields)
    places = places_of(DATA, query)
    frame = frame_of(DATA.fields.subject.first_view, 1030, 580)
    x, y = frame.spots(places["lon"].to_numpy(), places["lat"].to_numpy())
    clusters = clusters_in(x, y, frame)
    members = [member for cluster in clusters for member in cluster.members]
    inside = np.flatnonzero((x >= 0) & (y >= 0) & (x <= 1030) & (y <= 580))
    assert sorted(members) == inside.tolist()
    rooms = [9.5 if len(one.members) == 1 else disc_radius(len(one.members)) + 4 for one in clusters]
    for number, one in enumerate(clusters):
        for other, room in zip(clusters[:number], rooms, strict=False):
            assert np.hypot(one.x - other.x, one.y - other.y) >= room + rooms[number] - 1e-9


def test_one_record_of_a_symbol_stays_in_its_room() -> None:
    frame = Frame(100, 100, 2.0, 0.0, 0.0)
    (cluster,) = clusters_in(np.array([40.0, 52.0, 46.0]), np.array([50.0, 50.0, 50.0]), frame)
    assert cluster.members == (0, 1, 2)
    x, y = cluster.spot(100.0, 50.0)
    assert 46 < x <= 46 + disc_radius(3) + 4 - 9.5
    assert y == 50
    assert cluster.spot(cluster.x, cluster.y) == (cluster.x, cluster.y)


def test_looks_are_those_of_the_rows_that_a_query_chooses() -> None:
    for query in (Query(year=1961), Query(year=1961, undated=True), Query(year=1956, mode="changes")):
        rows = select(DATA.periods, query)
        looks = looks_of(DATA, query.within(DATA.fields))
        assert set(looks) == set(rows["record_id"])
        assert {look.status for look in looks.values()} <= set(rows["status"])
    ever = looks_of(DATA, Query(mode="all", year=2026).within(DATA.fields))
    assert set(ever) == set(DATA.periods["record_id"][DATA.periods["status"] == "honouring"])
    assert {look.presence for look in ever.values()} == {"certain"}


def test_a_frame_holds_what_it_is_made_around_across_180_degrees() -> None:
    frame = frame_around([170.0, -170.0, 179.0], [60.0, 65.0, 50.0], 800, 400)
    x, y = frame.spots([170.0, -170.0, 179.0], [60.0, 65.0, 50.0])
    assert ((x > 0) & (x < 800) & (y > 0) & (y < 400)).all()
    assert frame.bounds[2] - frame.bounds[0] < 120
    view = FirstView(west=2, south=33, east=92, north=62)
    west, south, east, north = frame_of(view, 1030, 580).bounds
    assert west <= 2 + 1e-9
    assert east >= 92 - 1e-9
    assert south <= 33 + 1e-9
    assert north >= 62 - 1e-9
    assert frame_around([10.0], [50.0], 800, 400).zoom == 6


def test_a_picture_without_a_year_is_of_the_one_at_which_the_page_opens() -> None:
    query = Query().within(DATA.fields)
    assert moment_of(DATA, query).year == DATA.fields.subject.opening_year
    assert moment_of(DATA, query.but(mode="changes")).year == DATA.edition.year
    assert moment_of(DATA, query.but(year=1956)).year == 1956


@pytest.mark.parametrize("form", ["png", "svg", "gif"])
def test_the_command_writes_what_the_writer_gives(form: str, tmp_path: Path) -> None:
    output = tmp_path / f"map.{form}"
    options = ["--between", "1956-1957"] if form == "gif" else ["--query", "year=1956&country=HU"]
    choice: dict[str, Any] = {"between": (1956, 1957)} if form == "gif" else {"year": 1956, "country": ("HU",)}
    assert main(["export", *options, "--format", form, "--output", str(output)]) == 0
    assert output.read_bytes() == picture(form, **choice)


def test_a_picture_under_the_name_of_another_format_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", "csv", "--output", str(tmp_path / "map.png")]) == 2
    assert "add --format png" in capsys.readouterr().err


def test_without_the_extra_one_line_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_of_it(name: str) -> Any:
        return None if name == "matplotlib" else find_spec(name)

    monkeypatch.setattr(mapimage, "find_spec", none_of_it)
    output = tmp_path / "map.png"
    assert main(["export", "--format", "png", "--output", str(output)]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "pictures need matplotlib, the extra `pictures`; run python -m pip install matplotlib" in said
    assert not output.exists()


def test_pictures_are_formats_of_their_own() -> None:
    assert not {*PICTURES} & {*EXPORTS}
    assert {name: form.extensions for name, form in PICTURES.items()} == {name: (name,) for name in PICTURES}


@pytest.mark.parametrize(
    ("code", "words"), [("CC-BY-4.0", "CC BY 4.0"), ("CC-BY-SA-4.0", "CC BY-SA 4.0"), ("MIT", "MIT")]
)
def test_a_licence_is_named_as_people_do(code: str, words: str) -> None:
    assert licence_words(code) == words
