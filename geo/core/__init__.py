"""What everything stands on: errors, dates, distances, strict JSON and files that are written whole or not at all.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = [
    "built", "characters", "codes", "date_hints", "dates", "distance", "drafts", "errors", "files", "folder",
    "json_words", "lists", "together",
]  # fmt: skip
