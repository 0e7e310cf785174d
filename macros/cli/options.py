"""Options that several commands have in common."""

from __future__ import annotations

import click

from macros.render.paper.print import Paper

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON for programs.",
)


PAPER = click.Choice([each.value for each in Paper])
"""The sizes of paper that a command takes."""


def named_or_all(named: tuple[str, ...] | str | None, *, everybody: bool) -> None:
    """Refuse a command that is for nobody in particular: UsageError with what to say."""
    if bool(named) is everybody:
        message = f"name the partner{'s' if isinstance(named, tuple) else ''}, or say '--all'"
        raise click.UsageError(message)
