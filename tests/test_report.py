"""An error is reported by a text that every record has, on the site's pages too."""

from __future__ import annotations

import pytest

import geo
from geo.exports.site.pages import Site
from geo.records.account import report_form
from tests.samples import TEXT, record


@pytest.mark.parametrize("report", [None, "mailto:map@example.org?body={form}"])
def test_each_page_of_a_record_has_the_text_to_copy(report: str | None) -> None:
    data = geo.open()
    edition = data.edition.model_copy(update={"report": report})
    site = Site([record()], edition, {"GE": "Georgia"}, None, {}, fields=data.fields)
    (page,) = [one.content().decode() for one in site.pages({}, "") if one.name == "record/gori-stalinsk.html"]
    assert f"<pre>{report_form(record(), edition.version, TEXT)}</pre>" in page
    assert ('href="mailto:map@example.org?body=Record%3A%20gori-stalinsk%0A' in page) == (report is not None)
