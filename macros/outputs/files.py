"""Files: written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int | None = None) -> None:
    """Put `content` into the file `path`; whoever reads it meanwhile sees all the old or the new.

    A file that was there keeps its permissions, unless `mode` gives it others; these hold before a
    byte is written. OSError where it cannot be written; the file that was there is then as it was.
    """
    # The name starts with a dot, so that nobody takes what an interrupted run leaves for a record.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o666 if mode is None else mode), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if mode is None and path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


_PART = re.compile(r"\..+\.\d+\.part")


def clear_parts(path: Path) -> None:
    """Remove what runs have left that were ended while they wrote the file `path`."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        if _PART.fullmatch(left.name):
            left.unlink()
