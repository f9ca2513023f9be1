"""The page's parts; the only place beside ``app.py`` that imports streamlit. It arranges, ``geo`` computes."""

__all__ = [
    "card",
    "chart_page",
    "charts",
    "component",
    "coverage",
    "downloads",
    "faults",
    "filters",
    "finder",
    "frame",
    "loaded",
    "map_page",
    "pages",
    "served",
    "server",
    "state",
    "table",
    "text",
]
