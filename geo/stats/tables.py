"""What changed, how long the names lasted and what came after, counted: the tables behind the charts.

Every table takes the layer (:func:`geo.layer.periods_of`) or the rows of some of its records; a record's rows stand
together and are all there, as what ended is read from the row that follows.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.layer import Fields, changes_of
from geo.layer.outcomes import lifetimes
from geo.records.model import CATEGORIES
from geo.text.catalogue import Catalogue

__all__ = ["changes_by_country", "changes_by_kind", "fates", "of_group", "replaced_by", "survival"]

_LAST = ("still so", "standing", "not known")


def changes_by_kind(periods: pd.DataFrame) -> pd.DataFrame:
    """Count the dated changes of each year by kind.

    The rule is that of :func:`geo.stats.counts.changes_per_year`: an honouring period began; an honour ended where the
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
    """Count the dated changes by country of today.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code; a code without a name stands for itself.

    Returns
    -------
    pandas.DataFrame
        ``country`` (name), ``code``, ``change`` (``began`` or ``ended``), ``count`` (int, at least 1); the country
        with most changes first, beginnings before ends.
    """
    changes = _changes(periods).rename(columns={"country": "code"})
    changes["country"] = changes["code"].map(lambda code: countries.get(code, code))
    counts = _groups(changes, ["country", "code", "change"])
    counts["all"] = -counts.groupby("code")["count"].transform("sum")
    return counts.sort_values(["all", "country", "change"], ignore_index=True).drop(columns="all")


def survival(periods: pd.DataFrame, until: int | None = None) -> pd.DataFrame:
    """Estimate how long the honoured names of places lasted and how long monuments stood.

    The product-limit estimator of E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations",
    Journal of the American Statistical Association 53 (1958), 457-481. Each honouring period with a given start is
    one observation; see :func:`geo.layer.outcomes.lifetimes`. With a given end it lasted ``end_year - start_year``
    years, which is the number of 31 Decembers it was in force. With an open or unknown end it is censored after the
    last year in which it is on record. Periods whose start is open or unknown are left out.

    Parameters
    ----------
    periods : DataFrame
        Rows of the layer.
    until : int, optional
        Year to which what is "still so" without any attestation is counted, best the year of the data; else
        the last year that the rows speak of.

    Returns
    -------
    pandas.DataFrame
        ``category`` (``place``, then ``monument``, where there is any), ``years`` (int, every one from 0 to one past
        the longest observation), ``share`` (float, 1 at 0 and never rising: the estimated share that lasted at least
        so many years), ``at_risk`` (int: how many are known to have lasted so long; at 0 all that were counted).

    Notes
    -----
    "At least" is the left-continuous form of the estimator, so that a name given and taken in one year, which saw no
    31 December, lowers the share at 1 and not the 1 at 0.
    """
    lives = lifetimes(periods, until)
    category = periods["category"].loc[lives.index]
    curves = [_curve(name, lives[category == name]) for name in CATEGORIES]
    return pd.concat(curves, ignore_index=True)


def replaced_by(periods: pd.DataFrame, text: Catalogue) -> pd.DataFrame:
    """Count what came after the honoured names of places, dated or not; see :func:`geo.layer.outcomes.replacements`.

    A place that lost and regained its honour counts once for each different answer, so that a count is the number of
    places that the filter gives.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.
    text : Catalogue
        With the words of the subject.

    Returns
    -------
    pandas.DataFrame
        ``what`` (words), ``value`` (of the field ``replaced``), ``count`` (int, at least 1),
        most frequent first, then what has not ended or is not known.
    """
    answers = _ranked(periods, "replaced")
    answers.insert(
        0, "what", pd.Series([text.word("web.option.replaced", one) for one in answers["value"]], dtype="object")
    )
    return answers


def fates(periods: pd.DataFrame, text: Catalogue) -> pd.DataFrame:
    """Count what became of monuments, dated or not: one answer each, the ``fate`` of :func:`geo.layer.periods_of`.

    Parameters
    ----------
    periods : DataFrame
        Whole records of the layer.
    text : Catalogue

    Returns
    -------
    pandas.DataFrame
        ``what`` (words), ``value`` (the fate), ``count`` (int, at least 1), most frequent first, then what still
        stands or is not known.
    """
    answers = _ranked(periods, "fate")
    words = [text.word("web.option.fate", fate) for fate in answers["value"]]
    answers.insert(0, "what", pd.Series(words, dtype="object"))
    return answers


def of_group(changes: pd.DataFrame, group: str, fields: Fields) -> pd.DataFrame:
    """Give the rows of :func:`changes_by_kind` of one group of the subject's kinds, with the kind's word as ``label``.

    Parameters
    ----------
    changes : DataFrame
    group : str
        One of the subject's :attr:`~geo.records.subject.Subject.groups`.
    fields : Fields
        The table of fields of the data.
    """
    rows = changes[changes["kind"].isin(fields.subject.kinds_of(group=group))]
    return rows.assign(label=[fields.text.word("web.option.kind", kind) for kind in rows["kind"]])


def _changes(periods: pd.DataFrame) -> pd.DataFrame:
    """Give the dated changes that are counted: what began and what ended, not a new form of the same honour."""
    changes = changes_of(periods)
    return changes[changes["change"] != "new form"]


def _groups(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows.groupby(columns).size().astype(int).rename("count").reset_index()


def _curve(category: str, lives: pd.DataFrame) -> pd.DataFrame:
    lasted = lives["lasted"].to_numpy(dtype=int)
    length = int(lasted.max()) + 2 if len(lasted) else 0
    at_risk = np.bincount(lasted, minlength=length)[::-1].cumsum()[::-1][:length]
    ends = np.bincount(lasted[lives["ended"].to_numpy(dtype=bool)], minlength=length)[:length]
    share = np.r_[1.0, np.cumprod(1 - ends[:-1] / at_risk[:-1])][:length]
    names = np.full(length, category, dtype=object)
    return pd.DataFrame({"category": names, "years": np.arange(length), "share": share, "at_risk": at_risk})


def _ranked(periods: pd.DataFrame, column: str) -> pd.DataFrame:
    """Count records by a column, most frequent first, with what has not ended or is not known at the end."""
    counts = periods.groupby(column)["record_id"].nunique()
    order = sorted(
        counts.index, key=lambda value: (_LAST.index(value) + 1 if value in _LAST else 0, -counts[value], value)
    )
    values = pd.Series([str(value) for value in order], dtype="object")
    return pd.DataFrame({"value": values, "count": np.array([counts[value] for value in order], dtype=int)})
