"""Whether a capital or regional centre had one: the answer for each class, with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.records.frame import ANSWERS, Place
from geo.records.subject import Subject
from geo.text.catalogue import Catalogue
from geo.text.dates import spoken

__all__ = ["ClassAnswer", "TownAnswers", "answers_of", "found_by", "kind_of", "layer_words"]


@dataclass(frozen=True, slots=True)
class ClassAnswer:
    """One answer in words, and the ids of the records that it names."""

    words: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TownAnswers:
    """A place: its number at GeoNames, name, country in words, and an answer for each class of the subject in order.

    ``kind`` is what is known of it over all classes; see :func:`kind_of`.
    """

    number: int
    name: str
    country: str
    answers: tuple[ClassAnswer, ...]
    kind: str


def answers_of(
    places: Sequence[Place], subject: Subject, text: Catalogue, countries: Mapping[str, str]
) -> list[TownAnswers]:
    """Give the answers of all places.

    Parameters
    ----------
    places : sequence of Place
    subject : Subject
    text : Catalogue
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code.

    Returns
    -------
    list of TownAnswers
        In the order of the places.
    """
    return [
        TownAnswers(
            place.geonames,
            place.name,
            countries.get(place.country, place.country),
            tuple(_class_answer(place, name, text) for name in subject.frame),
            kind_of(place.answers[name].answer for name in subject.frame),
        )
        for place in places
    ]


def kind_of(answers: Iterable[str]) -> str:
    """Say what is known of a place over all classes: the strongest of its answers; as ``kindOf`` of web/model/asked.js.

    Examples
    --------
    >>> kind_of(["not looked", "none found", "not looked"])
    'none found'
    """
    return min(answers, key=ANSWERS.index, default=ANSWERS[-1])


def layer_words(towns: Sequence[TownAnswers], text: Catalogue) -> str:
    """Say that the map has the places as a layer, and how many of each kind there are."""
    counts = Counter(town.kind for town in towns)
    numbers = {answer.replace(" ", "_"): str(counts[answer]) for answer in ANSWERS}
    return text.message("web.frame.on_map", layer=text.message("web.map.centres"), **numbers)


def found_by(towns: Sequence[TownAnswers], asked: str) -> list[TownAnswers]:
    """Give the places whose name or country has what is asked for in it, whatever its capitals; all for nothing."""
    wanted = asked.strip().casefold()
    return [town for town in towns if wanted in f"{town.name}, {town.country}".casefold()]


def _class_answer(place: Place, name: str, text: Catalogue) -> ClassAnswer:
    answer = place.answers[name]
    words = text.message(f"web.frame.{answer.answer.replace(' ', '_')}", day=spoken(answer.looked), where=answer.where)
    return ClassAnswer(words, answer.records)
