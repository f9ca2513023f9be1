"""The page's parts; the only place beside ``app.py`` that imports streamlit. It arranges, ``geo`` computes."""

__all__ = ["frame", "pages", "routes", "server"]
