"""What the data set says about itself is read strictly: addresses are http(s), texts are plain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.core.errors import LayerError
from geo.records.edition import read_edition
from tests.samples import FOLDER, raw

SOUND: dict[str, Any] = json.loads(FOLDER.edition.read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", ["license_url", "homepage", "repository", "report", "sources__0__url",
                                 "sources__0__license_url"])  # fmt: skip
@pytest.mark.parametrize(
    "address",
    ["javascript:alert('licence')", " https://example.org", "https://", "https://a b", 'https://a"><script>', "ftp://a.b",
     "//example.org", "https://example.org/\u202e", "https://example.org/\n", "HTTPS", ""],
)  # fmt: skip
def test_an_address_is_http_or_https_and_fit_for_a_link(key: str, address: str, tmp_path: Path) -> None:
    path = tmp_path / "dataset.json"
    path.write_text(json.dumps(raw(SOUND, **{key: address})), encoding="utf-8")
    with pytest.raises(LayerError, match=r"dataset\.json: .*(address|is empty)") as caught:
        read_edition(path)
    assert "pattern" not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://example.org/a?b=c#d", "mailto:a@example.org?subject={id}"]
)
def test_errors_are_reported_to_a_page_or_a_mailbox(address: str, tmp_path: Path) -> None:
    path = tmp_path / "dataset.json"
    path.write_text(json.dumps({**SOUND, "report": address}), encoding="utf-8")
    assert read_edition(path).report == address


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "De-Stalinization \u202emap"}, "title has U+202E RIGHT-TO-LEFT OVERRIDE in it"),
        ({"attribution": "<b>us</b>"}, 'attribution has the tag "<b>" in it'),
        ({"description": "a" * 1001}, "description has 1,001 characters; write 1000 at most"),
        ({"keywords": ["a\u200bb"]}, "keywords[0] has U+200B ZERO WIDTH SPACE in it"),
        ({"sources__0__asks": "a\u0007"}, "sources[0].asks has U+0007 control character in it"),
        ({"version": "1.1"}, '"1.1" is not a version; write three numbers, as in "1.1.0"'),
        ({"date": "22.11.2026"}, '"22.11.2026" is not a day; write year, month and day'),
        ({"name": "Map"}, 'name "Map" is no key'),
        ({"licence": "CC"}, 'licence is an unknown key; "license" stands beside it; take it out'),
        ({"creators": "us"}, "creators is a text; write"),
        ({"title": None}, "title is null; it must be given"),
    ],
)
def test_a_fault_is_named_with_its_place_and_remedy(changes: dict[str, Any], expected: str, tmp_path: Path) -> None:
    path = tmp_path / "dataset.json"
    path.write_text(json.dumps(raw(SOUND, **changes)), encoding="utf-8")
    with pytest.raises(LayerError) as caught:
        read_edition(path)
    assert expected in str(caught.value)
