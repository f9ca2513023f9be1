"""A chart as a picture says what it shows, whose data it is and under which licence, and needs nothing else."""

from __future__ import annotations

import re
import struct
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.datastructures import QueryParams

from geo.ui import loaded, pictures
from geo.ui.chart_set import charts_of as draws_of
from geo.ui.link import read_link
from geo.ui.loaded import load

CHARTS = draws_of(load())
ADDRESS = "year=1961&country=UA&country=RU&q=secret&record=brasov"


def drawn(name: str, form: str, address: str = ADDRESS) -> bytes:
    found = pictures.picture(loaded.load(), name, form, QueryParams(address))
    assert found is not None
    assert found[1] == pictures.FORMS[form]
    return found[0]


def texts(svg: bytes) -> list[str]:
    """Give the lines of text of a picture."""
    return ["".join(part.itertext()).strip() for part in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_has_title_scale_source_and_licence_in_it(name: str) -> None:
    data = loaded.load()
    words = " ".join(texts(drawn(name, "svg")))
    chart = CHARTS[name](data, read_link({"year": ["1961"], "country": ["UA", "RU"]}, data.limits))
    assert chart is not None
    title = chart.chart.to_dict()["title"]
    for said in (title["text"], *title["subtitle"], "CC BY 4.0", "Data version", data.edition.version):
        assert said in words, said
    assert data.edition.attribution[:60] in words
    assert "Filters: country: UA or RU" in words


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_leads_nowhere_and_asks_for_nothing(name: str) -> None:
    svg = drawn(name, "svg")
    tree = ET.fromstring(svg)
    assert {part.tag.rpartition("}")[2] for part in tree.iter()} & {
        "a",
        "image",
        "script",
        "use",
        "foreignObject",
    } == set()
    addresses = set(re.findall(rb"https?://[^\"' <]+", svg))
    assert addresses <= {b"http://www.w3.org/2000/svg", b"http://www.w3.org/1999/xlink"}
    assert b"secret" not in svg


def test_a_png_is_twice_as_fine_as_the_svg() -> None:
    png, svg = drawn("fates", "png"), ET.fromstring(drawn("fates", "svg"))
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == pytest.approx((2 * float(svg.attrib["width"]), 2 * float(svg.attrib["height"])), abs=2)
    assert width > 1000


def test_a_picture_of_all_says_no_filter_and_one_of_the_ends_says_the_years() -> None:
    assert "Filters:" not in " ".join(texts(drawn("fates", "svg", "year=1961")))
    assert "Filters:" in " ".join(texts(drawn("fates", "svg")))
    assert any(text.startswith("In 1961") for text in texts(drawn("endings-by-country", "svg")))


def test_what_the_data_say_is_text_in_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = '</text><script>alert(1)</script> & "x"'
    data = loaded.load()

    def told(*_: Any) -> list[str]:
        return [hostile]

    monkeypatch.setattr(pictures, "_words", told)
    assert hostile in texts(pictures.picture(data, "fates", "svg", QueryParams(""))[0])  # type: ignore[index]
