"""What ``python -m geo`` can do: one module a command, each with its :class:`~geo.commands.command.Command`."""
