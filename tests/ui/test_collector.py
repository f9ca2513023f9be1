"""What is loaded once is not walked by the garbage collector after every run."""

from __future__ import annotations

import gc
import tomllib
from pathlib import Path

from geo.ui import loaded

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"


def walked(thing: object) -> bool:
    """Say whether the collector looks at an object; what is frozen is in none of its generations."""
    return any(one is thing for one in gc.get_objects())


def test_the_loaded_data_are_not_walked() -> None:
    data = loaded.load()
    feature = data.dataset.collection["features"][0]
    assert gc.is_tracked(feature)
    assert not walked(feature)
    assert not walked(data.faults)
    gc.unfreeze()
    try:
        assert walked(feature)
    finally:
        gc.freeze()


def test_what_was_loaded_before_can_be_collected_when_it_is_loaded_anew() -> None:
    class Knot:
        """Something that only the collector can free."""

    ends: list[int] = []
    knot = Knot()
    knot.__dict__["self"] = knot
    knot.__dict__["end"] = type("End", (), {"__del__": lambda _: ends.append(1)})()
    gc.freeze()
    del knot
    gc.collect()
    assert not ends
    loaded._load.cache_clear()
    loaded.load()
    assert ends == [1]


def test_streamlit_is_asked_not_to_collect_after_each_run() -> None:
    assert tomllib.loads(CONFIG.read_text(encoding="utf-8"))["runner"]["postScriptGC"] is False
