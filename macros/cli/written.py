"""Written: what a command gives to another program, to the screen or to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.cli.files import replace

if TYPE_CHECKING:
    from pathlib import Path


def written(content: bytes, out: Path | None) -> None:
    """Put bytes into the file `out`, or print them; ClickException where that cannot be written."""
    if out is None:
        # Bytes, so that no system changes the line ends.
        click.echo(content, nl=False)
        return
    replace(out, content)
    click.echo(f"wrote {out}")
