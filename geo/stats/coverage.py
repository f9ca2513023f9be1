"""What the data know, counted, and what they are known to lack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from geo.core.dates import OPEN
from geo.core.errors import LayerError, quoted
from geo.core.files import read_json
from geo.records.certainty import count_sureness
from geo.records.chain import years_of
from geo.records.model import Category, Precision, Record
from geo.records.sources import independent, originals, sources_of_dates
from geo.stats.completeness import Section, Way
from geo.text.catalogue import PLAIN, Catalogue
from geo.text.numbers import percent

__all__ = ["MAP_LINK", "RECORD_LINK", "Coverage", "cover", "coverage_text", "read_missing"]

MAP_LINK = "./?"
"""How the address of a part of the map begins in ``COVERAGE.md``; see :data:`RECORD_LINK`."""
RECORD_LINK = f"{MAP_LINK}record="
"""How the address of a record begins in ``COVERAGE.md``; it holds on the app's pages, and the site puts its own."""
_MARKS = re.compile(r"[\\`*_\[\]<>|$~#]|:(?=\S)|&(?=[#\w])")
_COUNTS = ("records", "monuments", "sources", "dated_periods", "disagreements")
_SHARES = ("two_sources", "two_for_dates", "both_dated", "exact_dates")
"""The counts and the shares of :class:`Coverage` that stand first on the page."""
_OF_QUERIES = "=&+%-._~"
"""What an address has between and in its parameters, beside letters and digits."""
_LIST_MARK = re.compile(r"^(\d{1,9}(?=[.)]))?([-+.)])")


@dataclass(frozen=True)
class Coverage:
    """The data in numbers.

    Attributes
    ----------
    records, monuments, sources, dated_periods, disagreements : int
        Records; monuments among them; different addresses cited; periods of which a bound is given; statements of
        sources that disagree.
    two_sources, two_for_dates, both_dated, exact_dates, located : float
        Shares of records: with two independent sources; with two for their dates, copies counting once; with a start
        and an end of each honouring period given, or still so; with every such bound given without doubt; with a point
        on the street or spot.
    dates : dict of str to int
        Starts and ends by how sure they are; see :func:`geo.records.certainty.count_sureness`.
    countries, kinds, confidence : pandas.DataFrame
        One row a value: ``country`` (name), ``kind`` or ``confidence``; ``records``, ``monuments`` (int);
        ``two_sources`` and ``exact_dates`` (int, per cent of them).
    decades : pandas.DataFrame
        One row a decade: ``decade`` (its first year) and ``changes`` (int).
    """

    records: int
    monuments: int
    sources: int
    dated_periods: int
    disagreements: int
    two_sources: float
    two_for_dates: float
    both_dated: float
    exact_dates: float
    located: float
    dates: dict[str, int]
    countries: pd.DataFrame
    kinds: pd.DataFrame
    decades: pd.DataFrame
    confidence: pd.DataFrame


def cover(records: Sequence[Record], countries: Mapping[str, str]) -> Coverage:
    """Count the records.

    Parameters
    ----------
    records : sequence of Record
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code.

    Returns
    -------
    Coverage
    """
    rows = pd.DataFrame(
        {
            "country": [countries.get(record.country, record.country) for record in records],
            "kind": [record.kind for record in records],
            "confidence": [record.confidence for record in records],
            "is_monument": [record.category == Category.MONUMENT for record in records],
            "two": [independent(originals(record, record.sources)) >= 2 for record in records],
            "dates": [independent(originals(record, sources_of_dates(record))) >= 2 for record in records],
            "both": [_is_dated(record) for record in records],
            "exact": [_is_exact(record) for record in records],
        }
    )
    decades = Counter(decade for record in records for decade in _decades(record))
    return Coverage(
        records=len(records),
        monuments=int(rows["is_monument"].sum()),
        sources=len({source.url for record in records for source in record.sources.values()}),
        dated_periods=sum(
            bool({period.start, period.end} - {None, OPEN}) for record in records for period in record.names
        ),
        disagreements=sum(len(record.disagreements) for record in records),
        two_sources=_share(rows["two"]),
        two_for_dates=_share(rows["dates"]),
        both_dated=_share(rows["both"]),
        exact_dates=_share(rows["exact"]),
        located=_share(
            pd.Series([record.location.precision in (Precision.EXACT, Precision.STREET) for record in records])
        ),
        dates=count_sureness(records),
        countries=_by(rows, "country"),
        kinds=_by(rows, "kind"),
        decades=pd.DataFrame({"decade": sorted(decades), "changes": [decades[name] for name in sorted(decades)]}),
        confidence=_by(rows, "confidence"),
    )


def read_missing(path: Path) -> dict[str, list[str]]:
    """Read ``data/missing.json``: what is known to be missing, by ISO 3166-1 alpha-2 code.

    Raises
    ------
    LayerError
        If the file is missing or is not such an object.
    """
    missing = read_json(path, LayerError)
    if not isinstance(missing, dict):
        raise LayerError(f"{path.name}: is not an object; write country codes with lists of sentences")
    for code, sentences in missing.items():
        if not isinstance(sentences, list) or not all(isinstance(one, str) for one in sentences):
            raise LayerError(f"{path.name}: {quoted(code)} has {quoted(sentences)}; write a list of sentences")
    return missing


def coverage_text(
    coverage: Coverage,
    missing: Mapping[str, Sequence[str]],
    countries: Mapping[str, str],
    sections: Iterable[Section] = (),
    text: Catalogue = PLAIN,
) -> str:
    """Write the coverage as Markdown, as ``COVERAGE.md`` has it.

    Parameters
    ----------
    coverage : Coverage
    missing : mapping of str to sequence of str
        From :func:`read_missing`.
    countries : mapping of str to str
        Names by code.
    sections : iterable of Section, optional
        What else was measured; see :mod:`geo.stats.completeness`.
    text : Catalogue

    Returns
    -------
    str
    """
    say = text.message
    facts = pd.DataFrame(_facts(coverage, text), columns=["what", "number"])
    parts = [f"# {say('web.page.coverage')}", say("coverage.lead"), _table(_said(facts, text))]
    tables = {
        "country": coverage.countries, "kind": coverage.kinds, "decade": coverage.decades,
        "confidence": coverage.confidence,
    }  # fmt: skip
    for by, table in tables.items():
        parts += [f"## {say(f'coverage.by.{by}')}", _table(_said(table, text))]
    for title, paragraphs, rows in sections:
        parts += [f"## {title}", *map(_escaped, paragraphs)]
        parts += [_table(pd.DataFrame(cells, columns=headings)) for headings, cells in rows]
    parts.append(f"## {say('coverage.missing')}")
    for code in sorted(missing, key=lambda code: countries.get(code, code)):
        sentences = "\n".join(f"- {_escaped(one)}" for one in missing[code])
        parts.append(f"**{_escaped(countries.get(code, code))}**\n\n{sentences}")
    return "\n\n".join(parts) + "\n"


def _facts(coverage: Coverage, text: Catalogue) -> list[tuple[str, str]]:
    facts = {name: str(getattr(coverage, name)) for name in _COUNTS}
    facts |= {name: percent(getattr(coverage, name)) for name in _SHARES}
    facts |= {certainty: str(count) for certainty, count in coverage.dates.items()}
    facts |= {"located": percent(coverage.located)}
    return [(text.word("coverage.fact", name), value) for name, value in facts.items()]


def _said(table: pd.DataFrame, text: Catalogue) -> pd.DataFrame:
    """Put the columns of a table into words, and what stands in them."""
    say = text.message
    words: dict[str, Callable[[Any], str]] = {
        "confidence": lambda code: text.word("web.option.confidence", code),
        "decade": lambda year: say("coverage.decade", year=year),
        "two_sources": lambda share: say("coverage.percent", number=share),
        "exact_dates": lambda share: say("coverage.percent", number=share),
    }
    known = {name: table[name].map(words[name]) for name in table if name in words}
    return table.assign(**known).rename(columns=lambda name: text.word("coverage.column", name))


def _by(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    groups = rows.groupby(column)
    table = pd.DataFrame(
        {
            "records": groups.size(),
            "monuments": groups["is_monument"].sum(),
            "two_sources": (100 * groups["two"].mean()).round().astype(int),
            "exact_dates": (100 * groups["exact"].mean()).round().astype(int),
        }
    )
    return table.sort_values(["records"], ascending=False, kind="stable").reset_index()


def _is_exact(record: Record) -> bool:
    """Say whether the honour's bounds are all given, plainly."""
    certain = [
        years.certainty == "exact"
        for period, years in zip(record.names, years_of(record), strict=True)
        if period.status == "honouring"
    ]
    return all(certain)


def _is_dated(record: Record) -> bool:
    """Say whether each honouring period has a start that a source gives, and an end that one gives or none yet."""
    honoured = [period for period in record.names if period.status == "honouring"]
    return all(period.start not in (None, OPEN) and period.end is not None for period in honoured)


def _decades(record: Record) -> Iterable[int]:
    """Give the decade of each dated change of the record, by the year rule."""
    for period, years in zip(record.names, years_of(record), strict=True):
        if period.start not in (None, OPEN) and period.status != "before" and years.start is not None:
            yield years.start // 10 * 10


def _share(values: pd.Series) -> float:
    return float(values.mean()) if len(values) else 0.0


def _table(rows: pd.DataFrame) -> str:
    lines = ["| " + " | ".join(rows.columns) + " |", "|---" * len(rows.columns) + "|"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows.itertuples(index=False)]
    return "\n".join(lines)


def _cell(value: object) -> str:
    """Write a cell; ids of records are links to them on the app's map (:data:`RECORD_LINK`), and so are its parts."""
    if isinstance(value, Way):
        return f"[{_escaped(value.words)}]({MAP_LINK}{quote(value.query, safe=_OF_QUERIES)})"
    if isinstance(value, tuple):
        return ", ".join(f"[{_escaped(one)}]({RECORD_LINK}{quote(one, safe='')})" for one in value)
    return _escaped(str(value))


def _escaped(text: str) -> str:
    r"""Keep text from being Markdown, GitHub's or Streamlit's; ordinary sentences stay as they are.

    Examples
    --------
    >>> _escaped("1. <b>*x*</b> :red[x]"), _escaped("Lenin: his street (1956-62).")
    ('1\\. \\<b\\>\\*x\\*\\</b\\> \\:red\\[x\\]', 'Lenin: his street (1956-62).')
    """
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    return _LIST_MARK.sub(r"\1\\\2", line)
