"""An empty Streamlit page: what no page of Streamlit can be faster than; measured by ``measure.py``."""

import streamlit as st

st.set_page_config(layout="wide")
st.write("drawn")
