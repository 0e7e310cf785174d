"""Book: everything that the files in `partners/` say; the one entry for every adapter."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from macros.garbage import many_objects
from macros.records.check import validate
from macros.records.house import BUILT_IN, BUILT_IN_FILE, House
from macros.records.identity import Status
from macros.records.inherited import Inherited
from macros.records.partner import Partner, Terms
from macros.records.playbook import Playbook
from macros.records.problems import (
    Mark,
    Problem,
    Severity,
    in_reading_order,
    shown,
    the_first,
)
from macros.records.resolve import complete, resolve
from macros.records.rules import judge, messages
from macros.records.scalars import Text
from macros.records.source import File, Node, as_written, empty, parse, read
from macros.report import working_on
from macros.terms.agreed import agreed_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from os import DirEntry

    from macros.records.source import Document

FOLDER = "partners"
HOUSE_FILE = "_house.yml"
_END = ".yml"
# Notepad adds '.txt', which Windows does not show. Other files with that end may be notes.
_OTHER_END = re.compile(r"(?P<stem>.+)\.ya?ml(\.txt)?", re.IGNORECASE | re.DOTALL)
AGREED = "_agreed"
"""The folder for the terms that were agreed, a file of the record's name for each."""
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# Names that Windows keeps for devices, and the page that the directory takes.
RESERVED = frozenset(
    [
        *("con", "prn", "aux", "nul", "index"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    ]
)

_NO_TERMS = Terms.silent()


class Folder(NamedTuple):
    """The files of the folder `partners` as they are at one moment, not yet understood."""

    root: Path
    house: File
    records: dict[str, File]
    """The record files by slug."""
    agreed: dict[str, File]
    """The files with the terms that were agreed, by slug."""
    problems: list[Problem]
    """What is wrong with the names of files."""

    @classmethod
    def read(cls, root: Path) -> Folder:
        """Read every file once, so that whatever is made of them speaks of the same moment."""
        folder = root / FOLDER
        listing = _listing(folder)
        records = {
            slug: read(path, f"{FOLDER}/{slug}{_END}") for slug, path in listing.records.items()
        }
        kept = _agreed_files(folder / AGREED, records)
        agreed = {
            slug: read(path, f"{FOLDER}/{AGREED}/{slug}{_END}")
            for slug, path in kept.records.items()
        }
        problems = [*listing.problems, *kept.problems]
        return cls(root, _house_file(folder / HOUSE_FILE), records, agreed, problems)

    def house_problems(self) -> list[Problem]:
        """Return what is wrong with the house file."""
        return _house(self.house).problems

    def has_this_house(self) -> bool:
        """Tell whether the house file is still as it was read."""
        return _house_file(self.root / FOLDER / HOUSE_FILE) == self.house

    def playbook(self, slug: str) -> Reading:
        """Return what the record of `slug` says, read anew."""
        with working_on(self.records[slug].name):
            return _playbook(slug, self.records[slug], self.house, self.agreed.get(slug))


class Reading(NamedTuple):
    """A playbook, or None where the record has none to give; and what is wrong in its file."""

    playbook: Playbook | None
    problems: list[Problem]


@dataclass(frozen=True)
class Book:
    """The house and every playbook, by slug; with the problems that stand in the way."""

    root: Path
    house: House | None
    defaults: Terms
    playbooks: Mapping[str, Playbook] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    """How many records were read, the house file among them."""

    @classmethod
    def load(cls, root: Path) -> Book:
        """Read the folder `partners` below `root`; problems are collected, none is raised."""
        return cls.understood(Folder.read(root))

    @classmethod
    def understood(cls, folder: Folder) -> Book:
        """Return what the files of a folder say; problems are collected, none is raised."""
        with many_objects():
            readings = {slug: folder.playbook(slug) for slug in folder.records}
            problems = [found for each in readings.values() for found in each.problems]
            playbooks = {slug: each.playbook for slug, each in readings.items() if each.playbook}
            return cls.of(folder, playbooks, problems)

    @classmethod
    def of(cls, folder: Folder, playbooks: Mapping[str, Playbook], problems: list[Problem]) -> Book:
        """Return the book of a folder whose records gave these playbooks and problems."""
        house = _house(folder.house)
        return cls(
            folder.root,
            house.house,
            house.defaults,
            playbooks,
            in_reading_order([*folder.problems, *house.problems, *problems]),
            len(folder.records) + (folder.house.content is not None),
        )


class OnDemand(Mapping[str, "Playbook"]):
    """The playbooks of a folder by slug, each read when somebody asks for it.

    `slugs` are those of the records that have a playbook to give.
    """

    def __init__(self, folder: Folder, slugs: Iterable[str]) -> None:
        self._folder = folder
        self._slugs = dict.fromkeys(slugs)
        self._read: dict[str, Playbook] = {}

    def __getitem__(self, slug: str) -> Playbook:
        if slug not in self._slugs:
            raise KeyError(slug)
        if slug not in self._read:
            playbook = self._folder.playbook(slug).playbook
            if playbook is None:
                raise KeyError(slug)
            self._read[slug] = playbook
        return self._read[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)

    @property
    def read(self) -> frozenset[str]:
        """The slugs of those that somebody has asked for."""
        return frozenset(self._read)


def as_of() -> dt.date:
    """Return the day that pages speak of: today, or the day of SOURCE_DATE_EPOCH (UTC).

    The variable is the reproducible-builds standard: seconds since 1970-01-01.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(tz=dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = (
            f"SOURCE_DATE_EPOCH is '{epoch}'; write the seconds since 1970-01-01, as in 1795420800"
        )
        raise SystemExit(message) from error


class _Listing(NamedTuple):
    records: dict[str, str]
    problems: list[Problem]


def _listing(folder: Path) -> _Listing:
    """Return the record files by slug, and what is wrong with the names of the others."""
    records: dict[str, str] = {}
    problems = []
    for entry in _entries(folder):
        problem = _misnamed(entry)
        if problem:
            problems.append(problem)
        elif entry.name.endswith(_END) and entry.name != HOUSE_FILE:
            records[entry.name.removesuffix(_END)] = entry.path
    return _Listing(records, problems)


def _entries(folder: Path) -> list[DirEntry[str]]:
    """Return what is in a folder, by name, but for what is hidden; nothing without a folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        seen = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(seen, key=attrgetter("name"))


def _misnamed(entry: DirEntry[str]) -> Problem | None:
    if entry.name == "_schema" or (entry.name == AGREED and not entry.is_symlink()):
        return None
    found = _wrong_place(entry) or _wrong_name(entry.name)
    return Problem(Mark(_shown_name(entry.name)), "", *found) if found else None


def _agreed_files(folder: Path, records: Collection[str]) -> _Listing:
    """Return the files of agreed terms by slug, and what is wrong with the names of the others."""
    found: dict[str, str] = {}
    problems = []
    # A folder that is a link is told among the records.
    for entry in [] if folder.is_symlink() else _entries(folder):
        wrong = _astray(entry, records)
        if wrong:
            problems.append(wrong)
        else:
            found[entry.name.removesuffix(_END)] = entry.path
    return _Listing(found, problems)


def _astray(entry: DirEntry[str], records: Collection[str]) -> Problem | None:
    mark = Mark(_shown_name(entry.name, f"{AGREED}/"))
    if entry.is_symlink():
        cure = "put the file itself here"
        return Problem(mark, "", "this is a link to another place", cure, "linked-file")
    if entry.name.endswith(_END) and entry.name.removesuffix(_END) in records:
        return None
    message = "the terms that were agreed belong to a record, and there is none of this name"
    cure = "give the file the name of its record, or remove it"
    return Problem(mark, "", message, cure, "agreed-terms-astray", Severity.WARNING)


class _Wrong(NamedTuple):
    message: str
    cure: str
    code: str


def _wrong_place(entry: DirEntry[str]) -> _Wrong | None:
    """Tell what is wrong with a file that is not read for where it stands."""
    if entry.is_symlink():
        cure = "put the record itself here"
        return _Wrong("this is a link to another place", cure, "linked-file")
    if entry.is_dir() and any(Path(entry).rglob("*.y*ml")):
        cure = f"move its files up into {FOLDER}/"
        return _Wrong("records in folders are not read", cure, "misplaced-file")
    return None


def _wrong_name(name: str) -> _Wrong | None:
    """Tell what is wrong with a record whose name cannot be a page's address."""
    if not name.endswith(_END):
        found = _OTHER_END.fullmatch(name)
        if found is None:
            return None
        cure = f"rename it to '{shown(found['stem'])}{_END}'"
        return _Wrong(f"a record's file name ends in '{_END}'", cure, "unsafe-name")
    unfit = None if name == HOUSE_FILE else unfit_slug(name.removesuffix(_END))
    if unfit is None:
        return None
    cure = f"rename the file: {unfit.instead}, as in 'northern-cabling{_END}'"
    return _Wrong(unfit.message, cure, "unsafe-name")


def _shown_name(name: str, inside: str = "") -> str:
    return f"{FOLDER}/{inside}{shown(name, 120)}"


def is_slug(name: str) -> bool:
    """Tell whether `name` can name a record's file and so its page."""
    return SLUG.fullmatch(name) is not None and name not in RESERVED


class Unfit(NamedTuple):
    """Why a name can name no record, and what a name is made of instead."""

    message: str
    instead: str


def unfit_slug(name: str) -> Unfit | None:
    """Tell why `name` can name no record; None where it can."""
    if is_slug(name):
        return None
    if name in RESERVED:
        message = f"the name '{name}' is kept for the site or for Windows"
        return Unfit(message, "the firm's name")
    return Unfit(
        f"'{shown(name)}' cannot be the address of a page",
        "small letters a to z, digits and hyphens",
    )


class _House(NamedTuple):
    house: House | None
    defaults: Terms
    tree: Node
    problems: list[Problem]
    shared: dict[object, object]
    messages: frozenset[str] = frozenset()


def _house_file(path: Path) -> File:
    name = f"{FOLDER}/{path.name}"
    if path.is_file() and not path.is_symlink():
        return read(path, name)
    problem = Problem(
        Mark(name),
        "",
        "there is no house file",
        "write at least 'name:' with your firm's name into it",
        "no-house",
    )
    return File(name, None, problem)


# All records stand on it, and what it says depends on its text alone.
@lru_cache(maxsize=4)
def _house(file: File) -> _House:
    document = file.document()
    if document.problems and not document.root.value:
        return _House(None, _NO_TERMS, _built_in(), the_first(document.problems), {})
    # Laid over nothing, so that what is listed twice is told.
    laid = resolve(document.root, empty(file.name), House)
    house, found = validate(laid.tree, House)
    problems = [*document.problems, *laid.problems, *_further(found, document)]
    terms = complete(laid.tree.child("defaults") or empty(file.name), _built_in())
    tree = Inherited.of(terms, Terms)
    defaults, _ = validate(tree, Terms)
    told = as_written(the_first(problems), document.root)
    said = _of_the_house(house, defaults, tree) if house and defaults else frozenset()
    return _House(house, defaults or _NO_TERMS, tree, told, {}, said)


def _of_the_house(house: House, defaults: Terms, tree: Node) -> frozenset[str]:
    """Return what the rules find in the house's terms alone."""
    everybody = Partner.model_construct(
        **dict(defaults), name=Text(house.name), status=Status.ACTIVE, country=house.country
    )
    return messages(Playbook("house", everybody, house, defaults, tree, ()))


@lru_cache(maxsize=1)
def _built_in() -> Node:
    return parse(BUILT_IN.encode(), BUILT_IN_FILE).root


def _further(found: list[Problem], document: Document) -> Iterator[Problem]:
    """Yield what is wrong in this file, but for places of which something is told already.

    What is wrong in the house file is told once, when that file is checked.
    """
    told = {problem.mark for problem in document.problems}
    for problem in found:
        if problem.mark.file == document.file and problem.mark not in told:
            yield problem


def _playbook(slug: str, file: File, house_file: File, agreed_file: File | None) -> Reading:
    document = file.document()
    house = _house(house_file)
    if document.problems and not document.root.value:
        return Reading(None, the_first(document.problems))
    resolved = resolve(document.root, house.tree, Partner)
    partner, found = validate(resolved.tree, Partner)
    problems = [*document.problems, *resolved.problems, *_further(found, document)]
    if partner is None or house.house is None:
        return Reading(None, as_written(the_first(problems), document.root))
    dropped = tuple(resolved.dropped)
    playbook = Playbook(
        slug, partner, house.house, house.defaults, resolved.tree, dropped, house.shared
    )
    agreed = agreed_terms(playbook, agreed_file)
    known = playbook.worked_out
    playbook = replace(playbook, agreed_terms=agreed.terms)
    playbook.worked_out.update(known)
    problems += [*agreed.problems, *judge(playbook, house.messages)]
    return Reading(playbook, as_written(the_first(problems), document.root))
