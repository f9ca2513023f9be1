"""Words: what codes are called, and sentences made from numbers.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = ["catalogue", "dates", "numbers", "words"]
