"""The numbers to quote in the map in one file: those of the whole data, as text, and in no file of a part."""

from __future__ import annotations

import json

import pytest

from geo.dataset import Dataset
from geo.exports.about import plain_text
from geo.exports.html import embedded, to_html, to_map
from geo.exports.quoted import quoted_figures
from geo.exports.screen import divided_script, page_style
from geo.exports.table_files import figure_table
from geo.layer import Query
from geo.stats.figures import Figure, figures_of, source_of
from tests.exports.test_formats import HOSTILE, hostile
from tests.samples import opened

PART = b'id="part-figures"'


@pytest.fixture(scope="module")
def figures(data: Dataset) -> list[Figure]:
    return figures_of(data.periods, data.edition.year, data.countries, data.fields)


def test_the_file_of_the_whole_data_carries_each_figure(data: Dataset, figures: list[Figure]) -> None:
    carried = embedded(to_html(data, Query()), "figures")
    assert carried["source"] == source_of(data.edition, data.fields)
    assert f"version {data.edition.version}, data of {data.edition.date}" in carried["source"]
    for one, figure in zip(carried["figures"], figures, strict=True):
        for name in ("key", "sentence", "rule", "query"):
            assert one[name] == getattr(figure, name)
        assert one["file"] == figure_table(figure)
        assert (one["columns"], one["rows"]) == (list(figure.table), figure.table.to_numpy(dtype=object).tolist())


@pytest.mark.parametrize("query", [Query(year=1956), Query(mode="all", undated=True)])
def test_a_file_that_opens_otherwise_has_the_same_figures(data: Dataset, query: Query) -> None:
    assert embedded(to_html(data, query), "figures") == json.loads(json.dumps(quoted_figures(data)))


@pytest.mark.parametrize("query", [Query(country=("AM",)), Query(category="monument"), Query(changed_in=1700)])
def test_a_file_of_a_part_carries_no_figures(data: Dataset, query: Query) -> None:
    assert PART not in to_html(data, query)


def test_the_file_speaks_of_no_page_that_it_has_not(data: Dataset) -> None:
    assert "coverage page" not in json.dumps(embedded(to_html(data, Query()), "figures"))


def test_the_map_of_the_library_carries_them_too(data: Dataset) -> None:
    assert PART in to_map(data, Query()).get_root().render().encode()


def test_the_site_has_neither_their_code_nor_their_style(data: Dataset) -> None:
    scripts = "".join(divided_script(data.fields.subject.first_view, "map/later.js"))
    assert "view/aboutbox.js" in scripts
    assert "figurebox" not in scripts
    assert "front-figures" not in page_style()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_carried_as_text(text: str) -> None:
    data = opened(hostile(text))
    (longest,) = [one for one in embedded(to_html(data, Query()), "figures")["figures"] if one["key"] == "longest"]
    assert {row[0] for row in longest["rows"]} == {plain_text(text)}
