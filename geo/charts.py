"""What changed, how long the names lasted and what came after, as tables and as the charts made from them.

Every table takes the layer (:func:`geo.layer.periods_of`) or the rows of some of its records; a record's rows stand
together and are all there, as what ended is read from the row that follows. Every chart is made from its table alone,
carries its data inline and has the point selection :data:`PICK` on the fields that identify a mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.dates import OPEN
from geo.records import GONE
from geo.words import KIND_WORDS

__all__ = [
    "FEW",
    "PICK",
    "REPLACEMENTS",
    "changes_by_country",
    "changes_by_country_chart",
    "changes_by_kind",
    "changes_by_kind_chart",
    "fates",
    "fates_chart",
    "replaced_by",
    "replaced_by_chart",
    "survival",
    "survival_chart",
]

PICK = "pick"
"""Name of every chart's selection parameter."""

FEW = 10
"""Below this many names at risk the survival curve is drawn grey."""

OLD_NAME, NEW_NAME = "the old name came back", "a new name"
PLACE_GONE, STILL = "dissolved, merged or taken down", "still bears the name"
STANDING, NOT_KNOWN = "standing", "not known"

REPLACEMENTS = (OLD_NAME, NEW_NAME, PLACE_GONE, STILL, NOT_KNOWN)
"""What can follow an honoured name, as far as the data tell it."""

OTHER = "streets, buildings, other places"
GROUPS = {
    "settlements, districts, regions": {"settlement", "district", "region"},
    OTHER: frozenset[str](),
    "monuments": {"monument", "bust", "relief", "plaque", "mausoleum"},
}

HONOURING, ENDED, NEUTRAL = "#c8470a", "#0b6aa8", "#8a939c"
HEIGHT, ROW = 220, 15  # pixels: of a chart, and the least for a row of its labels

Integers = npt.NDArray[np.int_]


def changes_by_kind(periods: pd.DataFrame) -> pd.DataFrame:
    """Count the dated changes of each year by kind.

    The rule is that of :func:`geo.chronicle.changes_per_year`: an honouring period began; an honour ended where the
    next period has the status ``after``. A change counts in the year (31 December) by which it had surely happened.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.

    Returns
    -------
    pandas.DataFrame
        ``year`` (int), ``kind`` (str), ``change`` (``began`` or ``ended``), ``count`` (int, at least 1), sorted by the
        first three.
    """
    return _groups(_changes(periods), ["year", "kind", "change"])


def changes_by_country(periods: pd.DataFrame, countries: Mapping[str, str]) -> pd.DataFrame:
    """Count the dated changes, beginnings and ends together, by country of today.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code; a code without a name stands for itself.

    Returns
    -------
    pandas.DataFrame
        ``country`` (name), ``code``, ``count`` (int, at least 1), most changes first.
    """
    changes = _changes(periods).rename(columns={"country": "code"})
    changes["country"] = changes["code"].map(lambda code: countries.get(code, code))
    counts = _groups(changes, ["country", "code"])
    return counts.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def survival(periods: pd.DataFrame, until: int | None = None) -> pd.DataFrame:
    """Estimate how long the honoured names of places lasted.

    The product-limit estimator of E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations",
    Journal of the American Statistical Association 53 (1958), 457-481. Each honouring period with a given start is
    one observation. With a given end it lasted ``end_year - start_year`` years, which is the number of
    31 Decembers it was in force. With an open or unknown end it is censored after the last year in which it is on
    record. Periods whose start is open or unknown are left out.

    Parameters
    ----------
    periods : DataFrame
        Rows of the layer.
    until : int, optional
        Year to which a name that is "still so" without any attestation is counted, best the year of the data; else
        the last year that the rows speak of.

    Returns
    -------
    pandas.DataFrame
        ``years`` (int, every one from 0 to one past the longest observation), ``share`` (float, 1 at 0 and never
        rising: the estimated share of names that lasted at least so many years), ``at_risk`` (int: names known to
        have lasted so long and to be followed further; at 0 all that were counted).

    Notes
    -----
    "At least" is the left-continuous form of the estimator, so that a name given and taken in one year, which saw no
    31 December, lowers the share at 1 and not the 1 at 0.
    """
    lasted, ended = _lifetimes(periods, until)
    if not len(lasted):
        return pd.DataFrame({"years": _ints([]), "share": np.array([], dtype=float), "at_risk": _ints([])})
    length = int(lasted.max()) + 2
    at_risk = np.bincount(lasted, minlength=length)[::-1].cumsum()[::-1]
    ends = np.bincount(lasted[ended], minlength=length)
    share = np.r_[1.0, np.cumprod(1 - ends[:-1] / at_risk[:-1])]
    return pd.DataFrame({"years": np.arange(length), "share": share, "at_risk": at_risk})


def replaced_by(periods: pd.DataFrame) -> pd.DataFrame:
    """Count what came after the honoured names of places, dated or not.

    One honour is counted once, however often its form changed (Stalin, Stalino); a place that lost and regained
    its honour counts for each. The old name came back where the source calls it a reversion or the next name is one
    that the place bore before.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.

    Returns
    -------
    pandas.DataFrame
        ``what`` (one of :data:`REPLACEMENTS`), ``count`` (int, at least 1), most frequent first, then what has not
        ended or is not known.
    """
    ends = _ends(periods, "place")
    before = periods[periods["status"] == "before"]
    earlier = set(zip(before["record_id"], before["name"], strict=True))
    pairs = zip(ends["record_id"], ends["next_name"], strict=True)
    old = (ends["next_change"] == "reverted").to_numpy(dtype=bool) | np.array([pair in earlier for pair in pairs], bool)
    same = ends["next_name"].isna() | (ends["next_name"] == ends["name"])
    conditions = [_is_open(ends), ends["next_change"].isin(GONE).to_numpy(dtype=bool), old, same.to_numpy(dtype=bool)]
    what = np.select(conditions, [STILL, PLACE_GONE, OLD_NAME, NOT_KNOWN], NEW_NAME)
    return _ranked("what", what, [STILL, NOT_KNOWN])


def fates(periods: pd.DataFrame) -> pd.DataFrame:
    """Count how monuments ended, dated or not.

    A monument that was put up again on its spot counts for each time that it stood.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.

    Returns
    -------
    pandas.DataFrame
        ``fate`` (the `change` of the period that follows, or ``standing``, or ``not known``), ``count`` (int, at
        least 1), most frequent first, then what has not ended or is not known.
    """
    ends = _ends(periods, "monument")
    known = ends["next_change"].notna().to_numpy(dtype=bool)
    fate = np.select([known, _is_open(ends)], [ends["next_change"].to_numpy(dtype=object), STANDING], NOT_KNOWN)
    return _ranked("fate", fate, [STANDING, NOT_KNOWN])


def changes_by_kind_chart(frame: pd.DataFrame) -> alt.Chart:
    """Draw :func:`changes_by_kind`: a column a year, beginnings upwards and ends downwards, a segment a kind.

    Segments are coloured by three groups of kinds. A pick gives ``year``, ``kind`` and ``change``.
    """
    rows = frame.assign(
        label=[KIND_WORDS.get(kind, kind) for kind in frame["kind"]],
        group=[_group(kind) for kind in frame["kind"]],
        signed=frame["count"].where(frame["change"] == "began", -frame["count"]),
    )
    colours = alt.Scale(domain=list(GROUPS), range=[HONOURING, ENDED, NEUTRAL])
    both_ways = alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1)
    columns = _base(rows, ["year", "kind", "change"]).mark_bar(cursor="pointer")
    chart = columns.encode(
        x=_steps("year", "Year", [*range(_least(frame["year"]), _most(frame["year"]) + 1)]),
        y=alt.Y("signed:Q", title="Ended (down), began (up)", axis=both_ways),
        color=alt.Color("group:N", scale=colours, legend=alt.Legend(orient="top", title=None, columns=1, labelLimit=0)),
        detail="kind:N",
        tooltip=[_tip("year:O", "Year"), _tip("label:N", "Kind"), _tip("change:N", "Change"), _count_tip("Changes")],
    )
    return _finished(chart, "changes-by-kind", "Changes per year by kind", "Dated changes of names and monuments")


def changes_by_country_chart(frame: pd.DataFrame) -> alt.Chart:
    """Draw :func:`changes_by_country`: a bar a country. A pick gives ``code``."""
    extra = [_tip("code:N", "ISO code")]
    chart = _bars(frame.assign(colour=ENDED), "country", "code", ("Country of today", "Changes"), extra)
    subtitle = "Names taken or given up, monuments put up or gone"
    return _finished(chart, "changes-by-country", "Dated changes by country", subtitle, len(frame))


def survival_chart(frame: pd.DataFrame) -> alt.Chart:
    """Draw :func:`survival`: a step a year, grey where fewer than :data:`FEW` are at risk. A pick gives ``years``."""
    rows = frame.assign(colour=np.where(frame["at_risk"] < FEW, NEUTRAL, HONOURING))
    counted = _most(frame["at_risk"])
    chart = _base(rows, ["years"]).mark_bar(cursor="pointer")
    chart = chart.encode(
        x=_steps("years", "Years", frame["years"].tolist()),
        y=alt.Y("share:Q", title="Share of names", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            _tip("years:O", "At least, years"),
            _tip("share:Q", "Share", ".1%"),
            _tip("at_risk:Q", "Names at risk", ",d"),
        ],
    )
    subtitle = f"Share that lasted at least so long, of {counted:,}; grey: under {FEW} at risk"
    return _finished(chart, "survival", "How long the honoured names lasted", subtitle)


def replaced_by_chart(frame: pd.DataFrame) -> alt.Chart:
    """Draw :func:`replaced_by`: a bar an answer. A pick gives ``what``."""
    chart = _bars(_coloured(frame, "what"), "what", "what", ("What came after", "Honoured names"))
    return _finished(chart, "replaced-by", "What replaced the honoured names", "Places, dated or not", len(frame))


def fates_chart(frame: pd.DataFrame) -> alt.Chart:
    """Draw :func:`fates`: a bar a fate. A pick gives ``fate``."""
    chart = _bars(_coloured(frame, "fate"), "fate", "fate", ("Fate", "Monuments"))
    return _finished(chart, "fates", "How the monuments ended", "Dated or not", len(frame))


def _changes(periods: pd.DataFrame) -> pd.DataFrame:
    """Give the dated changes: ``year``, ``kind``, ``country``, ``change`` (``began`` or ``ended``)."""
    same = periods["record_id"] == periods["record_id"].shift()
    previous = periods["status"].shift().where(same)
    began = periods["status"] == "honouring"
    ended = (periods["status"] == "after") & (previous == "honouring")
    rows = _given(periods, "start") & periods["change"].notna() & (began | ended)
    chosen = pd.DataFrame(periods.loc[rows, ["kind", "country"]])
    chosen["year"] = periods.loc[rows, "start_year"].astype(int)
    chosen["change"] = np.where(began[rows], "began", "ended").astype(object)
    return chosen


def _groups(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows.groupby(columns).size().astype(int).rename("count").reset_index()


def _ends(periods: pd.DataFrame, category: str) -> pd.DataFrame:
    """Give the last period of each honour, with the `status`, `change` and `name` of the next as ``next_...``."""
    rows = pd.DataFrame(periods[["record_id", "category", "status", "change", "name", "end_date"]])
    same = rows["record_id"] == rows["record_id"].shift(-1)
    following = rows[["status", "change", "name"]].shift(-1).where(same).add_prefix("next_")
    last = (rows["status"] == "honouring") & (following["next_status"] != "honouring")
    return rows.join(following)[last & (rows["category"] == category)]


def _is_open(ends: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return (ends["next_status"].isna() & (ends["end_date"] == OPEN)).to_numpy(dtype=bool)


def _given(periods: pd.DataFrame, bound: str) -> pd.Series[bool]:
    """Say where a source gives a bound, ``start`` or ``end``: an unknown one has no date, an open one no year."""
    return periods[f"{bound}_date"].notna() & periods[f"{bound}_year"].notna()


def _lifetimes(periods: pd.DataFrame, until: int | None) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """Give for each observed name the years it was seen to last, and whether it ended then."""
    observed = (periods["category"] == "place") & (periods["status"] == "honouring") & _given(periods, "start")
    rows = periods[observed]
    if rows.empty:
        return _ints([]), np.array([], dtype=bool)
    last = _last_year(periods) if until is None else until
    seen = (rows["end_earliest"] - 1).fillna(last)
    ended = _given(rows, "end")
    lasted = seen.mask(ended, rows["end_year"]) - rows["start_year"]
    return np.maximum(lasted.to_numpy(dtype=int), 0), ended.to_numpy(dtype=bool)


def _last_year(periods: pd.DataFrame) -> int:
    years = [periods["start_year"].max(), periods["end_year"].max(), periods["end_earliest"].max() - 1]
    return max(int(year) for year in years if not pd.isna(year))


def _ranked(column: str, values: Iterable[str], last: Sequence[str]) -> pd.DataFrame:
    """Count values, most frequent first, with some of them at the end."""
    counts = Counter(values)
    order = sorted(counts, key=lambda value: (last.index(value) + 1 if value in last else 0, -counts[value], value))
    names = pd.Series([str(value) for value in order], dtype="object")
    return pd.DataFrame({column: names, "count": _ints(counts[value] for value in order)})


def _ints(values: Iterable[int]) -> Integers:
    return np.array(list(values), dtype=int)


def _coloured(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    tones = {STILL: HONOURING, STANDING: HONOURING, NOT_KNOWN: NEUTRAL}
    return frame.assign(colour=[tones.get(value, ENDED) for value in frame[column]])


def _base(rows: pd.DataFrame, fields: list[str]) -> alt.Chart:
    """Start a chart with the selection; what is not picked fades."""
    pick = alt.selection_point(name=PICK, fields=fields)
    faded = alt.when(pick).then(alt.value(1)).otherwise(alt.value(0.35))
    chart: alt.Chart = alt.Chart(rows).add_params(pick).encode(opacity=faded)
    return chart


def _bars(
    rows: pd.DataFrame, column: str, field: str, titles: tuple[str, str], extra: Sequence[alt.Tooltip] = ()
) -> alt.Chart:
    bars: alt.Chart = _base(rows, [field]).mark_bar(cursor="pointer")
    return bars.encode(
        x=alt.X("count:Q", title=titles[1], axis=alt.Axis(format=",d", tickMinStep=1)),
        y=alt.Y(
            f"{column}:N",
            title=titles[0],
            sort=None,
            axis=alt.Axis(labelLimit=180, labelOverlap=False, labelFlush=False),
        ),
        color=alt.Color("colour:N", scale=None),
        tooltip=[_tip(f"{column}:N", titles[0]), *extra, _count_tip(titles[1])],
    )


def _steps(column: str, title: str, steps: list[int]) -> alt.X:
    """Give an axis with a step for every whole number, labelled at the tens."""
    tens = alt.Axis(values=[step for step in steps if step % 10 == 0], labelAngle=0, ticks=False)
    return alt.X(f"{column}:O", title=title, axis=tens, scale=alt.Scale(domain=steps, padding=0))


def _group(kind: str) -> str:
    return next((group for group, kinds in GROUPS.items() if kind in kinds), OTHER)


def _least(values: pd.Series[int]) -> int:
    return int(values.min()) if len(values) else 0


def _most(values: pd.Series[int]) -> int:
    return int(values.max()) if len(values) else 0


def _tip(field: str, title: str, pattern: str | None = None) -> alt.Tooltip:
    return alt.Tooltip(field, title=title, format=pattern) if pattern else alt.Tooltip(field, title=title)


def _count_tip(title: str) -> alt.Tooltip:
    return _tip("count:Q", title, ",d")


def _finished(chart: alt.Chart, name: str, title: str, subtitle: str, rows: int = 0) -> alt.Chart:
    """Give a chart its name, titles and size; it grows where its rows of labels need it."""
    finished: alt.Chart = chart.properties(
        name=name,
        title=alt.Title(title, subtitle=subtitle, anchor="start", subtitleColor=NEUTRAL),
        description=f"{title}. {subtitle}.",
        width="container",
        height=max(HEIGHT, ROW * rows),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return finished
