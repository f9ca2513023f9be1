"""The static site: the map, a page a record, every export; works from any static host and from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.core.drafts import dead_drafts, draft_of, exchange
from geo.core.errors import GeoDataError, LayerError, QueryError
from geo.core.files import holds
from geo.exports import EXPORTS, Format
from geo.exports.about import Opened
from geo.exports.built import COVERAGE, built, towns_of
from geo.exports.editions import WithEditions
from geo.exports.linked import linked_dataset
from geo.exports.site.first import FOLDER, first_page
from geo.exports.site.pages import Page, Site
from geo.layer import Query, build_layer, layer_text
from geo.records.sources import is_web_address
from geo.stats.figures import figures_of

__all__ = ["LOCAL_URL", "MARKER", "Written", "site_files", "write_site"]

LOCAL_URL = "http://localhost:8000/"
"""What stands in the site map where no address is given: that of ``python -m http.server``."""
MARKER = ".de-stalinization-site"
"""Name of the file by which a folder is known as a site made before."""
_OLD = "old"
"""Name of the old site in a draft."""
_ROWS = {"csv": "-periods", "csv-records": "-records", "csv-disagreements": "-disagreements"}
"""What a row of the tables is; they are no ``periods.csv``, which :mod:`geo.exports.package` makes for programs."""

Progress = Callable[[Collection[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: number of files and of bytes."""

    files: int
    size: int


def write_site(data: WithEditions, output: Path, url: str | None = None, progress: Progress = iter) -> Written:
    """Write the site into a new folder, or in the place of a site made before.

    Parameters
    ----------
    data : WithEditions
        The opened data set.
    output : Path
        The folder. It is written beside and put in its place at the end, so that there is never half a site.
    url : str, optional
        Where the site will be found, http(s); for ``sitemap.xml``, canonical links, what search engines and social
        networks are told, and the citations.
    progress : callable, optional
        Goes through the steps and may tell how far it is; see :func:`geo.cli.progress.with_bar`.

    Returns
    -------
    Written

    Raises
    ------
    GeoDataError
        If the folder is there and is no site, has files of somebody else in it, or cannot be written; or if the data
        cannot be read, or the layer is not what the records give. Nothing is changed then.
    """
    target = output.resolve()
    base = _base(url)
    try:
        _bring_back(target)
        _expect_site_or_nothing(target)
        with _beside(target) as folder:
            size = files = 0
            for name, content in site_files(data, base, progress):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                files, size = files + 1, size + len(content)
            _put(folder, target)
    except OSError as error:
        raise GeoDataError(f"{output} cannot be written ({error.strerror}); nothing was changed") from error
    return Written(files, size)


def site_files(data: WithEditions, base: str | None, progress: Progress = iter) -> Iterator[tuple[str, bytes]]:
    """Give each file of the site: its path in the folder and its bytes, the same on every run.

    Parameters
    ----------
    data : WithEditions
        The opened data set.
    base : str or None
        Address of the site with a slash at its end, or None if it has none yet.
    progress : callable, optional
        As for :func:`write_site`.

    Yields
    ------
    tuple of str and bytes

    Raises
    ------
    LayerError
        If the layer is not what the records give: its map and the records' pages would say different things.
    """
    _expect_current_layer(data)
    files = [(name, form.mime.partition(";")[0]) for name, form in _data_files(data).items()]
    linked = linked_dataset(data, base, files)
    figures = figures_of(data.periods, data.edition.year, data.countries, data.fields)
    site = Site(
        data.records, data.edition, data.countries, base, linked, fields=data.fields, towns=towns_of(data),
        figures=figures,
    )  # fmt: skip
    yield MARKER, b"This folder is made by python -m geo site, and made anew by it.\n"
    share = site.shared("", data.edition.title)
    yield from first_page(data, base, share=share, linked=linked)
    sizes: dict[str, int] = {}
    pages = site.pages(sizes, built(data, COVERAGE).decode("utf-8"))
    for step in progress([*_data_files(data).items(), *pages]):
        if isinstance(step, Page):
            yield step.name, step.content()
        else:
            name, form = step
            content = form.write(data, Query())
            sizes[name] = len(content)
            yield name, content
    yield "sitemap.xml", site.map(base or LOCAL_URL)


def _data_files(data: Opened) -> dict[str, Format]:
    """Give the format of each file in which the site offers the whole data, by its path."""
    return {
        f"data/{data.fields.subject.key}{_ROWS.get(form.name, '')}.{form.extension}": form
        for form in EXPORTS.values()
        if form.name != "html"
    }


def _expect_current_layer(data: Opened) -> None:
    layer = data.folder.layer
    if not holds(layer, layer_text(build_layer(data.records, data.edition, data.fields))):
        raise LayerError(f'{layer.name} is not what the records give; run "python -m geo build"')


def _base(url: str | None) -> str | None:
    if url is None:
        return None
    if not is_web_address(url) or "?" in url or "#" in url:
        raise QueryError(f'"{url}" is not the address of a site; give one such as https://example.org/map/')
    return url.rstrip("/") + "/"


def _expect_site_or_nothing(target: Path) -> None:
    if not target.exists():
        return
    if not (target / MARKER).is_file():
        raise GeoDataError(f"{target} is there and is no site made before; name a folder that is not there yet")
    own = {MARKER, "data", "record", FOLDER, "index.html", "sitemap.xml", *Site.PAGES}
    strange = sorted(path.name for path in target.iterdir() if path.name not in own)
    if strange:
        raise GeoDataError(f'{target} has "{strange[0]}" in it, which is no part of the site; take it out first')


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give an empty folder beside another; what is left of it afterwards is taken away."""
    with draft_of(target, folder=True) as room:
        folder = room / "site"
        folder.mkdir()
        yield folder


def _bring_back(target: Path) -> None:
    """Put a site back that a killed run had moved away for its new one; see :func:`_put`."""
    for room in dead_drafts(target):
        if not target.exists() and (room / _OLD).is_dir():
            (room / _OLD).rename(target)


def _put(folder: Path, target: Path) -> None:
    """Put a new folder in the place of the old one, in one step where the system can.

    Where it cannot, the old one comes back if the second step fails, and by the next run if this one is killed between
    the two.
    """
    if not target.exists():
        folder.rename(target)
        return
    if exchange(folder, target):
        return
    old = folder.with_name(_OLD)
    target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
