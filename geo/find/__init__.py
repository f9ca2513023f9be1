"""Finding: names in any script, what lies near, what changed at the same time.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = ["centres", "gazetteer", "near", "same_time", "search", "towns"]
