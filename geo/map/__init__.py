"""The map: its base, the borders of the time, and the folium map that carries the layer.

Other rooms may use the modules that ``__all__`` names.
"""

__all__ = ["basemap", "borders", "disputed", "folium_map", "polygons", "polyline", "time_map", "topology"]
