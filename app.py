"""The de-Stalinization map: ``streamlit run app.py``.

Streamlit runs this file as a script for each page, and imports it once for the server, which ``app`` then is.
"""

if __name__ == "__main__":
    import streamlit as st

    from geo.ui import chartpage, coverage, frame, mappage

    frame.configure()
    page = st.navigation(
        [
            st.Page(mappage.show, title="Map", icon=":material/map:", default=True),
            st.Page(chartpage.show, title="Charts", icon=":material/bar_chart:", url_path="charts"),
            st.Page(coverage.show, title="Coverage", icon=":material/fact_check:", url_path="coverage"),
        ],
        position="top",
    )
    page.run()
else:
    from streamlit.starlette import App

    from geo.ui import server

    app = App(__file__, middleware=server.middleware(), lifespan=server.lifespan)
