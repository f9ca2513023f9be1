"""How far a second, blind reading agrees with the data: shares, kappa, and the rate of error with its bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

from geo.records.second_reading import AGREEMENTS, CONTRADICTING, NOT_FOUND, Row
from geo.stats.completeness import Cell, Section
from geo.text.catalogue import PLAIN, Catalogue
from geo.text.numbers import decimal

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


def second_section(rows: Sequence[Row], version: str, text: Catalogue = PLAIN) -> Section:
    """Give what the coverage page says of the second reading.

    Parameters
    ----------
    rows : sequence of Row
    version : str
        Version of the data; a later one than was read has not been read again.
    text : Catalogue

    Returns
    -------
    Section
    """
    say = text.message
    if not rows:
        return say("coverage.second"), [say("coverage.second.none")], []
    dates, fates = measure(rows, dates=True), measure(rows, dates=False)
    versions = sorted({row.version for row in rows})
    paragraphs = [
        say(
            "coverage.second.lead",
            day=max(row.read for row in rows),
            dates=say("coverage.second.dates", count=dates.asked),
            fates=say("coverage.second.fates", count=fates.asked),
            versions=", ".join(versions),
            level=_share(LEVEL, 0, text),
        ),
        say("coverage.second.cited", count=dates.cited + fates.cited, answers=dates.answered + fates.answered),
    ]
    if version not in versions:
        paragraphs.append(say("coverage.second.unread", version=version))
    tables = [_figures(rows, dates, fates, text), _contradictions(rows, text), _questions(rows, text)]
    return say("coverage.second"), paragraphs, tables


def _questions(rows: Sequence[Row], text: Catalogue) -> tuple[list[str], list[list[Cell]]]:
    """Give every question with its two answers."""
    return _headings(("every", "what", "data", "reading", "how"), text), [
        [*_answers(row, text), text.word("coverage.agreement", row.agreement)] for row in rows
    ]


def _headings(names: Iterable[str], text: Catalogue) -> list[str]:
    return [text.message(f"coverage.second.column.{name}") for name in names]


def _answers(row: Row, text: Catalogue) -> list[Cell]:
    """Give what was asked of which record, and both answers."""
    answers = [_answer(row, one, text) for one in (row.value, row.second)]
    return [(row.record,), text.word("coverage.asked", row.what), *answers]


def _answer(row: Row, answer: str, text: Catalogue) -> str:
    if answer == NOT_FOUND:
        return text.word("coverage.agreement", answer)
    return text.word("web.option.fate", answer) if row.what == "fate" else answer


def _figures(
    rows: Sequence[Row], dates: Agreement, fates: Agreement, text: Catalogue
) -> tuple[list[str], list[list[Cell]]]:
    chance = kappa([(row.value, row.second) for row in rows if row.what == "fate" and row.second != NOT_FOUND])
    rows_of_counts: list[list[Cell]] = [
        [
            text.word("coverage.agreement", word),
            str(dates.counts[word]),
            str(fates.counts[word]),
            _records((row for row in rows if row.agreement == word), text),
        ]
        for word in AGREEMENTS
    ]
    of_fates = _records((row for row in rows if row.what == "fate" and row.second != NOT_FOUND), text)
    contradicted = [row for row in rows if row.agreement in CONTRADICTING]
    wrong = _records((row for row in contradicted if row.verdict == "data wrong"), text)
    found = _records((row for row in rows if row.second != NOT_FOUND), text)
    two, say = (dates, fates), text.message
    rates = [_rate(one.contradicted, one.answered, text) for one in two]
    return _headings(("found", "dates", "fates", "records"), text), [
        *rows_of_counts,
        [say("coverage.second.found"), str(dates.answered), str(fates.answered), found],
        [say("coverage.second.contradicted"), *rates, _records(contradicted, text)],
        [say("coverage.second.wrong"), *(_rate(one.wrong, one.answered, text) for one in two), wrong],
        [say("coverage.second.kappa"), "", "" if chance is None else decimal(chance, 2), of_fates],
    ]


def _records(rows: Iterable[Row], text: Catalogue) -> Cell:
    """Name the records of questions, each once; many are named in the table of every question alone."""
    found = tuple(sorted({row.record for row in rows}))
    return found if len(found) <= _MOST_NAMED else text.message("coverage.second.many", count=len(found))


def _contradictions(rows: Sequence[Row], text: Catalogue) -> tuple[list[str], list[list[Cell]]]:
    return _headings(("record", "what", "data", "reading", "look", "note"), text), [
        [*_answers(row, text), text.word("coverage.verdict", row.verdict), row.note]
        for row in rows
        if row.agreement in CONTRADICTING
    ]


def _rate(count: int, of: int, text: Catalogue) -> str:
    return text.message("coverage.second.rate", count=count, of=of, most=_share(upper_bound(count, of), 1, text))


def _share(share: float, digits: int, text: Catalogue) -> str:
    return text.message("coverage.percent", number=decimal(100 * share, digits))
