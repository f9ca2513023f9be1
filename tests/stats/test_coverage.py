"""The data in numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from geo.core.errors import LayerError
from geo.stats.coverage import cover, coverage_text, read_missing
from tests.samples import MONUMENT, record

SAMPLE = [record(), record(MONUMENT), record(id="three", country="AM", sources__museum__publisher="Example Post")]


def test_records_are_counted() -> None:
    known = cover(SAMPLE, {"GE": "Georgia"})
    assert (known.records, known.monuments, known.sources, known.disagreements) == (3, 1, 2, 0)
    assert known.dated_periods == 8
    assert known.two_sources == pytest.approx(2 / 3)
    assert known.exact_dates == pytest.approx(2 / 3)
    assert known.located == 0


def test_countries_are_named_and_sorted_by_number() -> None:
    table = cover(SAMPLE, {"GE": "Georgia"}).countries
    assert list(table["country"]) == ["Georgia", "AM"]
    assert list(table["two_sources"]) == [100, 0]


def test_changes_fall_into_decades() -> None:
    table = cover(SAMPLE, {}).decades
    assert dict(zip(table["decade"], table["changes"], strict=True)) == {1930: 2, 1950: 2, 1960: 2}


def test_the_page_says_what_is_missing() -> None:
    text = coverage_text(cover(SAMPLE, {}), {"KP": ["Stalin Street."]}, {"KP": "North Korea"})
    assert "| records | 3 |" in text
    assert text.endswith("**North Korea**\n\n- Stalin Street.\n")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>", "[press](javascript:alert(1))", "![x](https://example.org/x.png)", "`code`",
        "*loud* _loud_ ~~gone~~", "# Title", "- item", "+ item", "1. item", "2) item", "a | b", "one\n\n# two",
        ":red[x] :material/close: :smile: $x$", "&lt;b&gt;", "back\\slash \\*", "<https://example.org>", "---",
        "> said",
    ],
)  # fmt: skip
def test_hostile_text_is_only_text(text: str) -> None:
    """Whatever stands in the lists of gaps and in the names of countries is shown as it is written."""
    page = coverage_text(cover(SAMPLE, {"GE": text}), {"GE": [text]}, {"GE": text})
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    inside = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inside} <= {"text", "text_special", "code_inline", "strong_open", "strong_close"}
    assert [child.content for child in inside if child.type == "code_inline"] == ["python -m geo build"]
    said = ["".join(child.content for child in token.children or []) for token in tokens if token.children]
    assert said.count(" ".join(text.split())) == 3
    assert not re.search(r"(?<!\\):\w|(?<!\\)\$", page.partition("## By country")[2])


def test_an_ordinary_sentence_stays_as_it_is() -> None:
    sentence = "Statues of Vlorë (3) and Korçë, 1951-53: likely; nobody's page tells 100 % of it."
    assert f"- {sentence}\n" in coverage_text(cover(SAMPLE, {}), {"AL": [sentence]}, {})


@pytest.mark.parametrize("content", ["{", "[]", '{"GE": 1}'])
def test_a_broken_list_of_gaps_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "missing.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError, match=r"missing\.json: "):
        read_missing(path)
