"""Counts: what changed, how long it lasted, what came after, and what the data know; group-bys of the layer's tables.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = [
    "agreement",
    "completeness",
    "counts",
    "coverage",
    "endings",
    "figures",
    "frame_answers",
    "tables",
    "year_sentences",
]
