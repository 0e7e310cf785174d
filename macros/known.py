"""Known: what was made of each record before, so that only what has changed is made again."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from macros.content import GoneError, Held, apart
from macros.drawer import DRAWERS, put, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from macros.content import Content, OnPage, Packed
    from macros.records.problems import Problem
    from macros.render.sheets import Face


FILE, LATER, APART = "sheets", "sheets-later", "sheets-apart"
PLAIN = "PLAYBOOK_PLAIN"
"""The variable by which `playbook build --plain` is told to whoever builds."""
FEW = 500
"""So many sheets at most stand apart from the rest."""


class Made(NamedTuple):
    """What was made of a record: nothing but problems where it is too wrong for a page."""

    key: bytes
    """What all that it was made of comes down to."""
    problems: list[Problem]
    face: Face | None = None
    sheet: Packed | None = None
    events: Packed | None = None
    html: Content | None = None
    """The HTML of the page, in UTF-8."""
    seen: bytes = b""
    """What is equal where the face is."""


class _Memory:
    """What this program knows, of the project that it has made last."""

    root: Path | None = None
    made: Mapping[str, Made] = {}
    later: Mapping[str, Made] = {}
    """What of it came after the large file was written."""


def recall(root: Path) -> Mapping[str, Made]:
    """Return what is known of the records of a project, by slug, from this program or before it.

    With `--plain`, which is the cure where something that is kept may be wrong, nothing of before.
    """
    if _Memory.root != root:
        _Memory.later = _left(root, LATER)
        _Memory.root, _Memory.made = root, _left(root, FILE) | _Memory.later
    return _Memory.made


def _left(root: Path, name: str) -> dict[str, Made]:
    return {} if PLAIN in os.environ else taken(root, name) or {}


def remember(root: Path, made: Mapping[str, Made]) -> None:
    """Know this of a project's records from now on, and nothing older."""
    _Memory.root, _Memory.made = root, made


def keep(root: Path, made: Mapping[str, Made], pages: Mapping[str, OnPage]) -> None:
    """Write what later builds may know, `pages` being where the HTML of each partner stands now.

    What little has changed goes into a file of its own: to write all of ten thousand takes longer
    than to make one anew. Each sheet is known by what it was made of, so that files of different
    builds do no harm.
    """
    changed = {slug for slug, page in pages.items() if made[slug].html is not page}
    later = {slug for slug in _Memory.later if slug in pages} | changed
    if len(later) <= min(FEW, len(pages) // 2):
        put(root, LATER, _lasting(made, {slug: pages[slug] for slug in later}, Held))
        return
    with suppress(OSError), apart(root / DRAWERS / APART) as keep_apart:
        put(root, FILE, _lasting(made, pages, keep_apart))
        put(root, LATER, {})


def _lasting(
    made: Mapping[str, Made], pages: Mapping[str, OnPage], keep: Callable[[bytes], Content]
) -> dict[str, Made]:
    """Return what was made of those that have pages, so that it outlasts this program."""
    lasting = {}
    for slug, page in pages.items():
        one = made[slug]
        # What is gone meanwhile is made again by whoever asks for it.
        with suppress(GoneError):
            sheet, events = _kept(one.sheet, keep), _kept(one.events, keep)
            lasting[slug] = one._replace(sheet=sheet, events=events, html=page)
    return lasting


def _kept(packed: Packed | None, keep: Callable[[bytes], Content]) -> Packed | None:
    return packed and packed._replace(content=keep(packed.content.read()))
