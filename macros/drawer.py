"""Drawer: what one build leaves for the next, in a file of the project.

To remove the file costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".cache/playbook"
_SEAL = hashlib.sha256().digest_size


def put(root: Path, name: str, thing: object) -> None:
    """Leave a thing in a drawer of the project at `root`; where that cannot be, nothing is left."""
    content = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    place = root / FOLDER / name
    beside = place.with_name(f"{name}.new")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(content).digest() + content)
        beside.replace(place)


def taken(root: Path, name: str) -> Any:  # noqa: ANN401 - who puts a thing in knows what it is
    """Return what was left, or None where nothing is, or not the whole of it.

    What is unpickled is our own, in the folder of a project whose code runs in every build anyway.
    """
    try:
        kept = (root / FOLDER / name).read_bytes()
        seal, content = kept[:_SEAL], kept[_SEAL:]
        # Two builds may have written at once.
        return pickle.loads(content) if seal == hashlib.sha256(content).digest() else None  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever is wrong with it, all can be made anew
        return None
