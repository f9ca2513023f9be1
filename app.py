"""The de-Stalinization map: ``streamlit run app.py``."""

from geo.ui import frame, pages

frame.configure()
pages.run()
