"""Attention: what somebody has to see to, a sentence each, with what to do about it."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

from macros.views.needs import urgency
from macros.views.standing import DUE, ENDS, MARK, REVIEW, counted, script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from macros.terms.need import Urgency
    from macros.views.wording import Language


class Pressing(Protocol):
    """Something to see to: what it is sorted by, and how the list shows it."""

    @property
    def urgency(self) -> Urgency:
        """How soon."""

    @property
    def date(self) -> dt.date | None:
        """The day that it is about, if it is about one."""

    @property
    def html(self) -> str:
        """Its row."""


class Case(NamedTuple):
    """What a partner needs, as far as a list has to know the partner."""

    slug: str
    name: str
    needs: Sequence[Pressing]
    missing: int
    """How many points of the guide nobody has settled."""
    open_row: str
    """How the list of partners with open points shows it."""


class Group(NamedTuple):
    """The needs of one urgency; `total` counts those on other pages as well."""

    id: str
    title: str
    total: str
    rows: tuple[str, ...]


class Incomplete(NamedTuple):
    """The partners with points that nobody has settled, those with the most first."""

    title: str
    rows: tuple[str, ...]


class Attention(NamedTuple):
    """What needs attention at all partners, the most urgent first."""

    language: Language
    as_of: str
    summary: str
    head: tuple[str, str, str, str]
    groups: tuple[Group, ...]
    incomplete: Incomplete | None
    standing: str
    stale: tuple[str, str]
    """What a browser says of a page that is one day old, or {count} days."""

    @property
    def rows(self) -> list[str]:
        """Every row in its order."""
        needs = [row for group in self.groups for row in group.rows]
        return [*needs, *(self.incomplete.rows if self.incomplete else ())]

    def part(self, numbers: range) -> Attention:
        """Return the same with only the rows of these numbers, and only groups that have one."""
        groups, start = [], 0
        for group in self.groups:
            kept = group.rows[max(0, numbers.start - start) : max(0, numbers.stop - start)]
            start += len(group.rows)
            groups.append(group._replace(rows=kept))
        last = self.incomplete
        if last:
            kept = last.rows[max(0, numbers.start - start) : max(0, numbers.stop - start)]
            last = last._replace(rows=kept) if kept else None
        return self._replace(groups=tuple(each for each in groups if each.rows), incomplete=last)


def attention(cases: Iterable[Case], today: dt.date, language: Language) -> Attention:
    """Return what needs attention at all partners, the most urgent first."""
    everyone = list(cases)
    found = sorted(
        ((need, each) for each in everyone for need in each.needs),
        key=lambda pair: (
            *(pair[0].urgency, (pair[0].date or dt.date.max).toordinal()),
            *(pair[1].name.casefold(), pair[1].slug),
        ),
    )
    return Attention(
        language=language,
        as_of=language.date(today),
        summary=summary(len(found), sum(1 for each in everyone if each.needs), language),
        head=_head(language),
        groups=tuple(_groups([need for need, _ in found], language)),
        incomplete=_incomplete(everyone, language),
        standing=script(language, today, MARK, DUE, REVIEW, ENDS),
        stale=counted(lambda days: _stale(days, language), language),
    )


def _groups(found: list[Pressing], language: Language) -> Iterator[Group]:
    for each, run in groupby(found, lambda need: need.urgency):
        rows = tuple(need.html for need in run)
        title = urgency(each, language)
        yield Group(each.name.lower(), title, counted_needs(len(rows), language), rows)


def _head(language: Language) -> tuple[str, str, str, str]:
    return (
        language.say("Partner"),
        language.say("How it stands"),
        language.say("What it is"),
        language.say("What to do"),
    )


def _incomplete(everyone: list[Case], language: Language) -> Incomplete | None:
    """Return the partners with open points, those with the most first."""
    open_ = [each for each in everyone if each.missing]
    open_.sort(key=lambda each: (-each.missing, each.name.casefold(), each.slug))
    title = language.say("Points that nobody has settled")
    return Incomplete(title, tuple(each.open_row for each in open_)) if open_ else None


def points(missing: int, language: Language) -> str:
    """Return how many points nobody has settled."""
    return language.say_count(missing, "{count} point", "{count} points")


def counted_needs(count: int, language: Language) -> str:
    """Return how many things need attention."""
    return language.say_count(count, "{count} thing to see to", "{count} things to see to")


def summary(needs: int, partners: int, language: Language) -> str:
    """Return how much there is to see to, and at how many partners."""
    if not needs:
        return language.say("Nothing needs attention.")
    things = counted_needs(needs, language)
    return language.say_count(
        partners, "{things} at {count} partner.", "{things} at {count} partners.", things=things
    )


def _stale(days: int, language: Language) -> str:
    return language.say_count(
        days,
        "This page was made {count} day ago. How long things have left is counted from today;"
        " what has changed in the records since is not here.",
        "This page was made {count} days ago. How long things have left is counted from today;"
        " what has changed in the records since is not here.",
    )
