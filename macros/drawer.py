"""Drawer: what one build leaves for the next, in files of the project.

To remove them costs time and nothing else: what cannot be written is not left, and what is harmed
is not found.
"""

from __future__ import annotations

import pickle
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from macros.digest import SIZE, digest
from macros.report import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAWERS = PLACE
"""The folder of all that, below that of the project."""


@contextmanager
def written(place: Path) -> Iterator[IO[bytes]]:
    """Leave what is written in here in a file, which is seen when all of it is there.

    OSError where it cannot be.
    """
    beside = place.with_name(f"{place.name}.new")
    place.parent.mkdir(parents=True, exist_ok=True)
    with beside.open("wb") as file:
        yield file
    beside.replace(place)


def leave(place: Path, content: bytes) -> None:
    """Leave some bytes in a file."""
    with suppress(OSError), written(place) as file:
        file.write(digest(content))
        file.write(content)


def left(place: Path) -> bytes | None:
    """Return what was left in a file, or None where nothing is, or not the whole of it."""
    with suppress(OSError):
        kept = place.read_bytes()
        # It may be cut off, or two builds may have written at once.
        if kept[:SIZE] == digest(kept[SIZE:]):
            return kept[SIZE:]
    return None


def put(root: Path, name: str, thing: object) -> None:
    """Leave a thing in the project at `root`."""
    leave(root / DRAWERS / name, packed(thing))


def taken(root: Path, name: str) -> Any:  # noqa: ANN401 - who puts a thing in knows what it is
    """Return the thing that was left, or None."""
    content = left(root / DRAWERS / name)
    try:
        return None if content is None else unpacked(content)
    except Exception:  # noqa: BLE001 - another program may have left what this one cannot read
        return None


def packed(thing: object) -> bytes:
    """Return a thing as bytes."""
    return pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> Any:  # noqa: ANN401 - as above
    """Return what was packed by this program.

    It is our own, in the folder of a project whose code runs in every build anyway.
    """
    return pickle.loads(content)  # noqa: S301 - see above
