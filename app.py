"""The de-Stalinization map: ``streamlit run app.py``.

Streamlit runs this file as a script for each page, and imports it once for the server, which ``app`` then is.
"""

if __name__ == "__main__":
    from geo.ui import frame, pages

    frame.configure()
    pages.run()
else:
    from streamlit.starlette import App

    from geo.ui import routes, server

    app = App(__file__, routes=routes.routes(), middleware=server.middleware(), lifespan=server.lifespan)
