"""A window with WebKitGTK's view and nothing around it, which WebKitWebDriver drives.

It is run by the Python of the system, as it needs Debian's ``python3-gi`` and ``gir1.2-webkit2-4.1``. MiniBrowser,
which comes with WebKit, has a toolbar that is wider than a phone, and says neither what a page writes into its console
nor what it asks for.

Usage: ``webkit_view.py --folder FOLDER [--dark]``. Downloads go into ``FOLDER/saved``; what the page says and asks for
is written into ``FOLDER/said``. A line of ``FOLDER/orders``, a named pipe, is an order as JSON.
"""

import argparse
import json
import os
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402


class Browser:
    """One window of one visitor, who has been nowhere before."""

    def __init__(self, folder: Path, *, dark: bool) -> None:
        self.folder = folder
        self.said = (folder / "said").open("w", encoding="utf-8", buffering=1)
        for stream in (1, 2):  # the processes of the page write its console there
            os.dup2(self.said.fileno(), stream)
        self.window = Gtk.Window()
        self.colours(dark=dark)
        self.scripts = WebKit2.UserContentManager()
        kept = {f"base_{kind}_directory": str(folder / kind) for kind in ("data", "cache")}
        manager = WebKit2.WebsiteDataManager(**kept)  # a session that keeps nothing has a console that nobody hears
        self.context = WebKit2.WebContext.new_with_website_data_manager(manager)
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.start)
        self.context.connect("download-started", self.save)
        self.listen()

    def start(self, _: object, session: WebKit2.AutomationSession) -> None:
        """Say who is driven, and make the view when it is asked for."""
        about = WebKit2.ApplicationInfo()
        about.set_name("WebKitView")
        about.set_version(1, 0, 0)
        session.set_application_info(about)
        session.connect("create-web-view", self.view)

    def view(self, _: object) -> WebKit2.WebView:
        """Make the view."""
        settings = WebKit2.Settings(enable_write_console_messages_to_stdout=True, enable_developer_extras=True,
                                    javascript_can_access_clipboard=True)  # fmt: skip
        self.page = WebKit2.WebView(web_context=self.context, is_controlled_by_automation=True, settings=settings,
                                    user_content_manager=self.scripts)  # fmt: skip
        self.page.connect("resource-load-started", lambda _view, _resource, request: self.asked(request))
        self.page.connect("web-process-terminated", lambda _, why: self.said.write(f"ENDED {why.value_nick}\n"))
        self.page.connect("close", lambda page: page.destroy())  # or the end of the visit is a fault
        self.window.add(self.page)
        self.size(1280, 900)
        self.window.show_all()
        return self.page

    def asked(self, request: WebKit2.URIRequest) -> None:
        """Write down what the page asks for."""
        self.said.write(f"ASKED {request.get_uri()}\n")

    def save(self, _: object, download: WebKit2.Download) -> None:
        """Save what the page offers, under the name that it proposes."""

        def decide(one: WebKit2.Download, name: str) -> bool:
            one.set_destination((self.folder / "saved" / name).as_uri())
            return True

        download.connect("decide-destination", decide)

    def listen(self) -> None:
        """Take orders as they come."""
        pipe = self.folder / "orders"
        os.mkfifo(pipe)
        channel = GLib.IOChannel.unix_new(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))

        def read(source: GLib.IOChannel, _: object) -> bool:
            order = json.loads(source.readline())
            getattr(self, order.pop("do"))(**order)
            return True

        GLib.io_add_watch(channel, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN, read)

    def colours(self, *, dark: bool) -> None:
        """Choose the colours of the system."""
        Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", dark)

    def size(self, width: int, height: int) -> None:
        """Make the view another size, in CSS pixels."""
        self.page.set_size_request(width, height)
        self.window.resize(width, height)

    def leave(self) -> None:
        """End, also if the page no longer does."""
        Gtk.main_quit()

    def prepare(self, script: str) -> None:
        """Run some JavaScript before that of each page."""
        when = WebKit2.UserScriptInjectionTime.START
        frames = WebKit2.UserContentInjectedFrames.ALL_FRAMES
        self.scripts.add_script(WebKit2.UserScript.new(script, frames, when, None, None))

    def paper(self, name: str) -> None:
        """Print the page to a PDF file of A4."""
        settings, setup = Gtk.PrintSettings(), Gtk.PageSetup()
        settings.set_printer("Print to File")
        settings.set("output-file-format", "pdf")
        settings.set("output-uri", (self.folder / f".{name}").as_uri())
        setup.set_paper_size_and_default_margins(Gtk.PaperSize.new("iso_a4"))
        operation = WebKit2.PrintOperation.new(self.page)
        operation.set_print_settings(settings)
        operation.set_page_setup(setup)
        operation.connect("finished", lambda _: (self.folder / f".{name}").rename(self.folder / name))
        operation.connect("failed", lambda _, error: (self.folder / name).write_text(error.message))
        operation.print_()
        self.printing = operation


def main() -> None:
    """Wait for WebKitWebDriver."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    options, _ = parser.parse_known_args()
    Browser(options.folder, dark=options.dark)
    Gtk.main()


if __name__ == "__main__":
    main()
