"""Options that several commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.outputs.project import PUBLISHED, part_of
from macros.records.fields import Audience
from macros.render.paper.size import Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.decorators import FC

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


def _beside(context: click.Context, _: click.Parameter, out: Path | None) -> Path | None:
    """Refuse to write where what is there would be lost, or published."""
    project: Path = context.obj
    name = out and part_of(project, out, PUBLISHED)
    if name:
        message = f"{out} is inside '{name}'; name another place"
        raise click.BadParameter(message)
    return out


def out_option(metavar: str, help_text: str) -> Callable[[FC], FC]:
    """Return the option `--out` for a FILE or a DIR that a command writes."""
    is_file = metavar == "FILE"
    kind = click.Path(file_okay=is_file, dir_okay=not is_file, path_type=Path)
    return click.option("--out", metavar=metavar, type=kind, callback=_beside, help=help_text)


OUT_FILE = out_option("FILE", "Write to this file, and not to the screen.")


PAPER = click.Choice([each.value for each in Paper])
"""The sizes of paper that a command takes."""


def named_or_all(named: tuple[str, ...] | str | None, *, everybody: bool) -> None:
    """Refuse a command that is for nobody in particular: UsageError with what to say."""
    if bool(named) is everybody:
        message = f"name the partner{'s' if isinstance(named, tuple) else ''}, or say '--all'"
        raise click.UsageError(message)
