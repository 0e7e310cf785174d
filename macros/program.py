"""Program: which program makes the pages; what another has made may be wrong for this one.

This module needs nothing but Python itself, so that the question costs little.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from macros.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CODE = Path(__file__).resolve().parent
_INSTALLED = ".dist-info"


# What runs does not change with the files that it was read from; templates are asked for apart.
@lru_cache(maxsize=1)
def program() -> bytes:
    """Return what tells this program, with all that it is made of, from any other."""
    said = [sys.version, *_libraries()]
    return digest_of([*(each.encode() for each in said), *contents([_CODE])])


def contents(paths: Iterable[Path]) -> Iterator[bytes]:
    """Yield name and content of files, and of all files below folders, but for compiled code."""
    for path in paths:
        for file in _files(path):
            yield str(file).encode()
            yield file.read_bytes()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, below, names in os.walk(path, followlinks=True):
        below[:] = sorted(set(below) - {"__pycache__"})
        yield from (Path(folder, name) for name in sorted(names))


def _libraries() -> list[str]:
    """Return name and version of every installed library, as their folders are called."""
    found: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            found.update(each.name for each in os.scandir(place) if each.name.endswith(_INSTALLED))
    return sorted(found)
