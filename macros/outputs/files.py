"""Files: written whole or not at all."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into the file `path`; whoever reads it meanwhile sees all the old or the new.

    A file that was there keeps its permissions. OSError where it cannot be written; the file that
    was there is then as it was.
    """
    # The name starts with a dot, so that nobody takes what an interrupted run leaves for a record.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
