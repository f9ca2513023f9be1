"""What ``python -m geo`` can do: one module a command, each with its :class:`~geo.cli.command.Command`."""

__all__ = [
    "basemap",
    "build",
    "check",
    "command",
    "export",
    "format",
    "new",
    "process",
    "progress",
    "propose",
    "release",
    "site",
    "towns",
]  # fmt: skip
