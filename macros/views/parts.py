"""Parts: what a page is made of; plain data that any template can set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from macros.views.wording import Words


class Houses(NamedTuple):
    """What the house says where the partner's record says something else, and how it is marked.

    Partners see the mark alone: `lead` and `words` are empty.
    """

    mark: str
    lead: str
    words: tuple[Words, ...]


class Cell(NamedTuple):
    """A value on a page: one or several pieces, and the house's where the partner's differs."""

    words: tuple[Words, ...] = ()
    house: Houses | None = None

    @property
    def differs(self) -> bool:
        """Whether the house says something else."""
        return self.house is not None


class Fact(NamedTuple):
    """A label with its value."""

    label: str
    cell: Cell
    internal: bool = False


class Table(NamedTuple):
    """Rows of cells under a head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    house: Houses | None = None


class Step(NamedTuple):
    """One thing to do, in order: when, and what; `lead` comes before what one says."""

    when: str
    what: tuple[Words, ...]
    say: Words | None = None
    remark: str = ""
    lead: str = ""
    house: Houses | None = None


class Steps(NamedTuple):
    """Things to do one after the other."""

    caption: str
    steps: tuple[Step, ...]
    house: Houses | None = None


class Line(NamedTuple):
    """One line of a worked example: what it is of, the date or amount, and why it is that."""

    what: str
    value: Words
    why: str = ""
    is_result: bool = False


class Example(NamedTuple):
    """A worked example: the case, and what follows from the terms line by line."""

    caption: str
    lines: tuple[Line, ...]


class Facts(NamedTuple):
    """Labels with their values."""

    rows: tuple[Fact, ...]


Part: TypeAlias = "Facts | Table | Steps | Example | Group"


class Group(NamedTuple):
    """A clause: its title and what it says, in order."""

    id: str
    title: str
    parts: tuple[Part, ...] = ()


def gathered(found: Iterable[Fact | Part]) -> tuple[Part, ...]:
    """Return the parts in order, facts that follow each other gathered in one list."""
    parts: list[Part] = []
    facts: list[Fact] = []
    for each in found:
        if isinstance(each, Fact):
            facts.append(each)
            continue
        if facts:
            parts.append(Facts(tuple(facts)))
            facts = []
        parts.append(each)
    return (*parts, Facts(tuple(facts))) if facts else tuple(parts)


class Difference(NamedTuple):
    """A setting that differs from the house's: where, what holds here, what the house says."""

    where: str
    here: tuple[Words, ...]
    house: tuple[Words, ...]
    internal: bool = False


class Section(NamedTuple):
    """A part of a playbook with its guide page and the reason for its rules."""

    id: str
    title: str
    guide: str
    guide_title: str
    reason: str
    groups: tuple[Group, ...]
    internal: bool = False


class Paper(NamedTuple):
    """Something that ends, as far as a script has to know it to tell how it stands on a day.

    `of` names its words, `until` is its last day, `within` how many days before that it counts as
    ending. `least` is how it stands, undated or missing, as long as that day is not past.
    """

    of: str
    until: dt.date | None
    within: int
    least: str = ""


class Chip(NamedTuple):
    """A word or two at a glance; the tone is ok, warn, bad or neutral.

    Where it depends on the day, it tells of the worst of its `papers`.
    """

    text: str
    tone: str = "neutral"
    internal: bool = False
    papers: tuple[Paper, ...] = ()
