"""Finding: names in any script, what lies near, what changed at the same time.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = ["gazetteer", "near", "same_time", "search", "towns"]
