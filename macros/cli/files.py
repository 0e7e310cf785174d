"""Files: written whole or not at all, or else the command ends and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.outputs.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def made_folder(path: Path) -> Path:
    """Return a folder to write into, which may be new; ClickException where there can be none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{path} cannot be made: {error.strerror or error}"
        raise click.ClickException(message) from error
    return path


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file; whoever looks sees the old or the new, never a part.

    ClickException where that cannot be done; the file is then as it was.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise click.ClickException(message) from error
