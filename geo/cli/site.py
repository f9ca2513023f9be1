"""``python -m geo site``: write a static site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.cli.command import Command
from geo.cli.progress import with_bar
from geo.dataset import open as open_folder
from geo.exports.site import LOCAL_URL, write_site

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="a new folder, or a site made before")
    parser.add_argument(
        "--url", metavar="URL", help="where the site will be found; for sitemap.xml, links and citations"
    )


def _run(options: argparse.Namespace) -> int:
    if options.url is None:
        print(f"no --url given: sitemap.xml names {LOCAL_URL}", file=sys.stderr)
    written = write_site(open_folder(), options.output, options.url, lambda records: with_bar(records, "writing"))
    print(f"{options.output}: {written.files} files, {written.size:,} bytes")
    return 0


COMMAND = Command(
    "site",
    "write a static site: the map, a page for each record, every export",
    ("site --output site", "site --output site --url https://example.org/map/"),
    _declare,
    _run,
)
