"""Problems: what is wrong in a file, where, and what to write instead."""

from __future__ import annotations

import difflib
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 100
"""How many problems of one file are told; nobody reads more, and the first are the cause."""


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing to put right, with the place, the field and the cure.

    `code` has a page of its own in the reference (`docs/reference/problems/<code>.md`).
    """

    mark: Mark
    field: str
    message: str
    cure: str
    code: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        field = f" {self.field}:" if self.field else ""
        return f"{self.mark}:{field} {self.message}; {self.cure} [{self.code}]"


def errors(problems: list[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def shown(text: str, most: int = 60) -> str:
    """Return what a file says as a message quotes it: on one line, short, and printable."""
    words = " ".join(text[: most * 20].split())
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in words)
    return line if len(line) <= most else f"{line[: most - 1]}…"


_COMPARED = 300
"""With how many words one is compared: it takes long, and a list of more is read by nobody."""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the word that somebody may have meant, or nothing."""
    return next(iter(difflib.get_close_matches(word, islice(known, _COMPARED), 1)), "")


def in_a_list(words: Iterable[str], most: int = 12) -> str:
    """Return words as a message lists them, the first ones of many."""
    known = [shown(word) for word in words]
    more = [f"and {len(known) - most} more"] if len(known) > most else []
    return ", ".join([*known[:most], *more])


def the_first(problems: list[Problem]) -> list[Problem]:
    """Return the problems of one file as far as somebody reads them."""
    ordered = in_reading_order(problems)
    if len(ordered) <= MOST:
        return ordered
    more = Problem(
        ordered[MOST].mark,
        "",
        f"there are more problems from here on, and only the first {MOST} are told",
        "put right those above, and check again",
        "too-many-problems",
    )
    return [*ordered[:MOST], more]


def in_reading_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems once each, in the order in which one reads the files."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.mark, problem.code))
