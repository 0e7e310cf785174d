"""Files: written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into the file `path`; whoever reads it meanwhile sees all the old or the new.

    OSError where it cannot be written; the file that was there is then as it was.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
