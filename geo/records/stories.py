"""The stories that are told on the map: read from ``data/stories/*.json``, and given to the page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from geo.core.errors import LayerError
from geo.core.files import read_json
from geo.records.events import event_words
from geo.records.lessons import lesson_words
from geo.records.model import Event, Record, Source, Story
from geo.records.shape import first_fault

__all__ = ["read_stories", "stories_within", "story_words"]


def read_stories(folder: Path) -> list[Story]:
    """Read the stories of a folder; where there is none, there are none.

    Parameters
    ----------
    folder : Path
        Of files named for the stories' ids, as ``autumn-1961.json``.

    Returns
    -------
    list of Story
        In their order.

    Raises
    ------
    LayerError
        Naming the file, the field and the fault of shape.
    """
    stories = [_read(path) for path in sorted(folder.glob("*.json"))]
    return sorted(stories, key=lambda story: (story.order, story.id))


def stories_within(stories: Iterable[Story], ids: Collection[str], *, whole: bool = True) -> list[Story]:
    """Keep the stories that a page can tell which holds some records only.

    Parameters
    ----------
    stories : iterable of Story
    ids : collection of str
        Of the records that the page holds.
    whole : bool
        Whether these are all that there are. Else there are no lessons: what is counted in them is counted of all.
    """
    within = [story for story in stories if all(one in ids for step in story.steps for one in step.records)]
    return within if whole else [story.model_copy(update={"lesson": None}) for story in within]


def story_words(stories: Iterable[Story], records: Iterable[Record], events: Sequence[Event]) -> list[dict[str, Any]]:
    """Give the stories as the page reads them: of what a step names, what it is called; of an event also who says so.

    Parameters
    ----------
    stories : iterable of Story
    records : iterable of Record
    events : sequence of Event

    Returns
    -------
    list of dict
        Of each story ``id``, ``title``, ``about``, ``steps`` and ``lesson``, see
        :func:`geo.records.lessons.lesson_words`, or null; of each step ``title``, ``view``, ``other_year``,
        ``text``, ``records`` (``id``, ``title``), ``events`` (``title``, ``when``, ``sources``) and ``sources``; of
        each source ``url`` and ``title``.
    """
    by_id = {record.id: record for record in records}
    titles = {record.id: record.title for record in by_id.values()}
    known = {event.id: event for event in events}
    when = event_words(events)
    return [
        {
            "id": story.id,
            "title": story.title,
            "about": story.about,
            "steps": [
                {
                    **step.model_dump(exclude={"records", "events", "sources"}),
                    "records": [{"id": one, "title": titles.get(one, one)} for one in step.records],
                    "events": [
                        {"title": known[one].title, "when": when[one]["when"], "sources": _pages(known[one].sources)}
                        for one in step.events
                        if one in known
                    ],
                    "sources": _pages(step.sources),
                }
                for step in story.steps
            ],
            "lesson": story.lesson and lesson_words(story.lesson, by_id),
        }
        for story in stories
    ]


def _read(path: Path) -> Story:
    story: Story | None
    story, fault = first_fault(read_json(path, LayerError), Story)
    if fault or story is None:
        raise LayerError(f"stories/{path.name}: {fault}")
    return story


def _pages(sources: dict[str, Source]) -> list[dict[str, str]]:
    return [{"url": source.url, "title": source.title} for source in sources.values()]
