"""Edition: the sheets of all partners as one state of the records makes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from macros.book import Book, Folder, OnDemand, as_of, many_objects
from macros.render.engine import templates
from macros.render.sheets import Sheet, sheet
from macros.report import working_on
from macros.workers import made_of_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
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
    with working_on(folder.records[slug].name):
        made = sheet(playbook, state.today, directories=state.directories) if playbook else None
    return _Made(made, problems)


# Below this it takes longer to start the workers than to do their work.
_WORTH_WORKERS = 60
_AT_ONCE = 16


def _make_all(slugs: list[str], folder: Folder, state: _State) -> Iterator[_Made]:
    """Return what each record makes, in the order of `slugs`."""
    make = partial(_make, folder, state)
    return made_of_all(make, slugs, worth=_WORTH_WORKERS, at_once=_AT_ONCE)
