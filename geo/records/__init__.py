"""The record: what editors write, its shape, its rules, its sources, and how it is read and cited.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = [
    "account",
    "certainty",
    "chain",
    "changelog",
    "checks",
    "citation",
    "codes",
    "edition",
    "events",
    "frame",
    "lesson_model",
    "lessons",
    "model",
    "proposal",
    "reading",
    "searches",
    "second_reading",
    "shape",
    "skeleton",
    "sources",
    "stories",
    "subject",
    "subject_words",
]
