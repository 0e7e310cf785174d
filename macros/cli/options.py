"""Options that several commands have in common."""

from __future__ import annotations

import click

from macros.records.fields import Audience
from macros.render.paper.size import Paper

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON for programs.",
)


AUDIENCE = click.Choice([each.value for each in Audience])
"""The readers that a command takes."""


AS = click.option(
    "--as",
    "audience",
    type=AUDIENCE,
    default=Audience.INTERNAL.value,
    show_default=True,
    help="Who reads: our staff, the partner's office, or the engineer at the door.",
)


PAPER = click.Choice([each.value for each in Paper])
"""The sizes of paper that a command takes."""


def named_or_all(named: tuple[str, ...] | str | None, *, everybody: bool) -> None:
    """Refuse a command that is for nobody in particular: UsageError with what to say."""
    if bool(named) is everybody:
        message = f"name the partner{'s' if isinstance(named, tuple) else ''}, or say '--all'"
        raise click.UsageError(message)
