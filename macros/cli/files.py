"""Files: written whole or not at all."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file; whoever looks sees the old or the new, never a part.

    ClickException where that cannot be done; the file is then as it was.
    """
    # The name starts with a dot, so that nobody takes what an interrupted run leaves for a record.
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        message = f"{path} cannot be written ({(error.strerror or str(error)).lower()})"
        raise click.ClickException(message) from error
