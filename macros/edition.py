"""Edition: the sheets of all partners as one state of the records makes them."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from threading import active_count
from typing import TYPE_CHECKING, NamedTuple

from macros.book import Book, Folder, OnDemand, as_of, many_objects
from macros.render.engine import templates
from macros.render.sheets import Sheet, sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from macros.records.problems import Problem
    from macros.records.source import File


@dataclass(frozen=True)
class Edition:
    """What a build shows of all partners; `sheets` by slug, `book` with every problem."""

    book: Book
    today: dt.date
    sheets: dict[str, Sheet]

    @classmethod
    def make(cls, root: Path, *, directories: bool = True) -> Edition:
        """Make every partner's sheet anew that is not known from the last time.

        `directories` tells whether the site's pages are folders (`money/`) or files (`money.html`).
        """
        folder, today = Folder.read(root), as_of()
        state = _State(folder.house, today, directories, templates())
        with many_objects():
            made = _known.made(folder, state)
        sheets = {slug: each.sheet for slug, each in made.items() if each.sheet}
        problems = [problem for each in made.values() for problem in each.problems]
        return cls(Book.of(folder, OnDemand(folder, sheets), problems), today, sheets)


class _State(NamedTuple):
    """Everything besides the files of a partner that its sheet depends on."""

    house: File
    today: dt.date
    directories: bool
    templates: bytes


class _Files(NamedTuple):
    """The files of one partner: the record, and the terms that were agreed, if they are on file."""

    record: File
    agreed: File | None


def _files(folder: Folder, slug: str) -> _Files:
    return _Files(folder.records[slug], folder.agreed.get(slug))


class _Made(NamedTuple):
    """A sheet, or None where the record is too wrong for one; and what is wrong in the record."""

    sheet: Sheet | None
    problems: list[Problem]


class _Known:
    """What was made last time: the next build makes only what has changed since."""

    def __init__(self) -> None:
        self._state: _State | None = None
        self._made: dict[_Files, _Made] = {}

    def made(self, folder: Folder, state: _State) -> dict[str, _Made]:
        """Return what each record makes, by slug; and remember this, and nothing older."""
        before = self._made if state == self._state else {}
        found = {slug: before.get(_files(folder, slug)) for slug in folder.records}
        new = _make_all([slug for slug, made in found.items() if made is None], folder, state)
        made = {slug: known or next(new) for slug, known in found.items()}
        self._made = {_files(folder, slug): each for slug, each in made.items()}
        self._state = state
        return made


_known = _Known()


def _make(folder: Folder, state: _State, slug: str) -> _Made:
    playbook, problems = folder.playbook(slug)
    made = sheet(playbook, state.today, directories=state.directories) if playbook else None
    return _Made(made, problems)


# Below this it takes longer to start the workers than to do their work.
_WORTH_WORKERS = 60
_AT_ONCE = 16


def _make_all(slugs: list[str], folder: Folder, state: _State) -> Iterator[_Made]:
    """Yield what each record makes, in the order of `slugs`; by all processors where it pays."""
    make = partial(_make, folder, state)
    count = _processors() if len(slugs) >= _WORTH_WORKERS and _may_fork() else 1
    if count == 1:
        yield from map(make, slugs)
        return
    # What the house makes of itself is the same for all: the workers inherit it.
    yield make(slugs[0])
    with _workers(count, make) as mapped:
        yield from mapped(slugs[1:])


@contextmanager
def _workers(
    count: int, make: Callable[[str], _Made]
) -> Iterator[Callable[[Iterable[str]], Iterator[_Made]]]:
    """Give a `map` whose work is done by `count` copies of this process."""
    pool = ProcessPoolExecutor(count, get_context("fork"), _begin, (make,))
    try:
        yield partial(pool.map, _work, chunksize=_AT_ONCE)
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """The work of this process, where it is a worker: what is inherited need not be sent."""

    make: Callable[[str], _Made]


def _begin(make: Callable[[str], _Made]) -> None:
    _Worker.make = make


def _work(slug: str) -> _Made:
    return _Worker.make(slug)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    """Tell whether a copy of this process can work.

    Not on Windows, which has none; not on macOS, whose system libraries forbid it; and not beside
    other threads, whose locks a copy would inherit but nobody would open.
    """
    return sys.platform not in {"win32", "darwin"} and active_count() == 1
