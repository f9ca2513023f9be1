"""How far a second, blind reading agrees with the data: shares, kappa, and the rate of error with its bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

from geo.records.second_reading import AGREEMENTS, CONTRADICTING, NOT_FOUND, Row
from geo.stats.completeness import Cell, Section

__all__ = ["Agreement", "kappa", "measure", "second_section", "upper_bound"]

_AGREED = {True: ("same day", "same year", "may be the same"), False: ("same fate",)}
_MOST_NAMED = 12
LEVEL = 0.95
"""How sure the bound of a rate of error is, one-sided."""


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa of two readers, or None where chance alone would make them agree.

    Parameters
    ----------
    pairs : sequence of (str, str)
        The two readers' words for each thing.

    References
    ----------
    Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20,
    37-46.
    """
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[word] * second[word] for word in first) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def upper_bound(errors: int, of: int, level: float = LEVEL) -> float:
    """Give the exact one-sided upper bound of a rate: the highest that is not unlikely after so many errors.

    Parameters
    ----------
    errors, of : int
        How many of how many; of none the bound is 1.
    level : float
        How sure it is, between 0 and 1.

    Returns
    -------
    float
        Between 0 and 1.

    References
    ----------
    Clopper, C. J., and Pearson, E. S. (1934): The use of confidence or fiducial limits illustrated in the case of the
    binomial. Biometrika 26, 404-413.
    """
    if errors >= of:
        return 1.0
    low, high = errors / of, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        few = sum(comb(of, k) * rate**k * (1 - rate) ** (of - k) for k in range(errors + 1))
        low, high = (rate, high) if few > 1 - level else (low, rate)
    return high


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a second reading says of the dates, or of the fates.

    Attributes
    ----------
    counts : dict of str to int
        Questions by how the answers agree, of :data:`geo.records.second_reading.AGREEMENTS`.
    asked, answered, agreed : int
        Questions; those of which the second reader found something; and those where that does not contradict the data.
    wrong : int
        Contradictions in which the data were found to be wrong at the second look.
    cited : int
        Answers from a page that the record cited already.
    """

    counts: dict[str, int]
    asked: int
    answered: int
    agreed: int
    wrong: int
    cited: int

    @property
    def contradicted(self) -> int:
        """How many answers contradict the data."""
        return self.answered - self.agreed


def measure(rows: Sequence[Row], *, dates: bool) -> Agreement:
    """Count how far a second reading agrees on dates, or on fates.

    Parameters
    ----------
    rows : sequence of Row
    dates : bool
        Of starts and ends, else of fates.
    """
    asked = [row for row in rows if (row.what != "fate") == dates]
    answered = [row for row in asked if row.agreement != NOT_FOUND]
    return Agreement(
        counts={word: sum(row.agreement == word for row in asked) for word in AGREEMENTS},
        asked=len(asked),
        answered=len(answered),
        agreed=sum(row.agreement in _AGREED[dates] for row in answered),
        wrong=sum(row.verdict == "data wrong" for row in answered),
        cited=sum(row.cited == "yes" for row in answered),
    )


def second_section(rows: Sequence[Row], version: str) -> Section:
    """Give what the coverage page says of the second reading.

    Parameters
    ----------
    rows : sequence of Row
    version : str
        Version of the data; a later one than was read has not been read again.

    Returns
    -------
    Section
    """
    if not rows:
        return "A second reading", ["The data have not been read a second time."], []
    dates, fates = measure(rows, dates=True), measure(rows, dates=False)
    versions = sorted({row.version for row in rows})
    paragraphs = [
        f"On {max(row.read for row in rows)} {dates.asked} dates and {fates.asked} fates of version "
        f"{', '.join(versions)}, drawn at random, were looked up by a reader who had not seen the data's values. Every "
        "question stands in second-reading.csv with the page that was read. Bounds are exact and one-sided (Clopper "
        f"and Pearson): the rate is not above them, with {_share(LEVEL, 0)} confidence.",
        f"{dates.cited + fates.cited} of the {dates.answered + fates.answered} answers come from a page that the "
        "record cites, because the reader searched the same store of pages as those who made the records. So this "
        "measures whether the data say what the pages say, and much less whether the pages are right.",
    ]
    if version not in versions:
        paragraphs.append(f"Version {version} has not been read a second time.")
    return "A second reading", paragraphs, [_figures(rows, dates, fates), _contradictions(rows), _questions(rows)]


def _questions(rows: Sequence[Row]) -> tuple[list[str], list[list[Cell]]]:
    """Give every question with its two answers."""
    return ["Every question", "What", "Data", "Second reading", "How they agree"], [
        [(row.record,), row.what, row.value, row.second, row.agreement] for row in rows
    ]


def _figures(rows: Sequence[Row], dates: Agreement, fates: Agreement) -> tuple[list[str], list[list[Cell]]]:
    chance = kappa([(row.value, row.second) for row in rows if row.what == "fate" and row.second != NOT_FOUND])
    rows_of_counts: list[list[Cell]] = [
        [word, str(dates.counts[word]), str(fates.counts[word]), _records(row for row in rows if row.agreement == word)]
        for word in AGREEMENTS
    ]
    of_fates = _records(row for row in rows if row.what == "fate" and row.second != NOT_FOUND)
    contradicted = [row for row in rows if row.agreement in CONTRADICTING]
    wrong = _records(row for row in contradicted if row.verdict == "data wrong")
    found = _records(row for row in rows if row.second != NOT_FOUND)
    two = (dates, fates)
    return ["Found at the second reading", "Dates", "Fates", "Records"], [
        *rows_of_counts,
        ["found by the second reader", str(dates.answered), str(fates.answered), found],
        ["contradicted", *(_rate(one.contradicted, one.answered) for one in two), _records(contradicted)],
        ["of these, the data were wrong", *(_rate(one.wrong, one.answered) for one in two), wrong],
        ["Cohen's kappa", "", "" if chance is None else f"{chance:.2f}", of_fates],
    ]


def _records(rows: Iterable[Row]) -> Cell:
    """Name the records of questions, each once; many are named in the table of every question alone."""
    found = tuple(sorted({row.record for row in rows}))
    return found if len(found) <= _MOST_NAMED else f"{len(found)} records, see every question"


def _contradictions(rows: Sequence[Row]) -> tuple[list[str], list[list[Cell]]]:
    return ["Record", "What", "Data", "Second reading", "Found at a second look", "Note"], [
        [(row.record,), row.what, row.value, row.second, row.verdict, row.note]
        for row in rows
        if row.agreement in CONTRADICTING
    ]


def _rate(count: int, of: int) -> str:
    return f"{count} of {of}, at most {_share(upper_bound(count, of), 1)}"


def _share(share: float, digits: int) -> str:
    return f"{100 * share:.{digits}f} %"
