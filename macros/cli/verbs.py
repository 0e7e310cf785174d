"""Verbs: a command that does one thing by itself and has others below it."""

from __future__ import annotations

import click


class Verbs(click.Group):
    """A group whose own words go to the command `itself`, unless the first one names another."""

    def __init__(self, itself: click.Command, *others: click.Command) -> None:
        super().__init__(itself.name, {str(each.name): each for each in others}, help=itself.help)
        self.itself = itself
        itself.epilog = "\b\nBelow it:\n" + "\n".join(map(self._line, others))

    def _line(self, other: click.Command) -> str:
        return f"  playbook {self.name} {other.name}: {other.get_short_help_str(70)}"

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: object,
    ) -> click.Context:
        """Return the context of whatever the first word asks for."""
        if args and args[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        return self.itself.make_context(info_name, args, parent, **extra)
