"""The front end: plain JavaScript modules and style sheets, for the app, for the map in one file and for the site.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = ["assets", "bundle"]
