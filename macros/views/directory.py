"""Directory: who can do what, where and when; best fit first, never by what a partner pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.identity import Kind, Status
from macros.records.partner import Relationship
from macros.records.playbook import Origin, value_at
from macros.views.choices import choice
from macros.views.papers import papers
from macros.views.parts import Chip
from macros.views.standing import in_order
from macros.views.wording import PLAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from macros.records.playbook import Playbook


class Entry(NamedTuple):
    """A partner's row in the directory."""

    slug: str
    name: str
    relationship: Relationship
    relationship_words: str
    trades: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    out_of_hours: bool
    status: Status
    fit: int | None
    papers: Chip | None

    @property
    def cells(self) -> tuple[str, ...]:
        """What the row says between the partner's name and its papers."""
        return (
            self.relationship_words,
            ", ".join(words for _, words in self.trades),
            ", ".join(self.areas),
            "Yes" if self.out_of_hours else "No",
            f"{self.fit} of 5" if self.fit else "",
            self.status.capitalize(),
        )


class Filters(NamedTuple):
    """What a directory is narrowed to; None leaves a field open."""

    relationship: str | None = None
    trade: str | None = None
    area: str | None = None
    out_of_hours: bool | None = None
    status: str | None = None

    def lets_pass(self, entry: Entry) -> bool:
        """Tell whether an entry fits all the filters."""
        return (
            (self.relationship is None or self.relationship in kinds(entry))
            and (self.trade is None or self.trade in {value for value, _ in entry.trades})
            and (
                self.area is None
                or self.area.casefold() in {area.casefold() for area in entry.areas}
            )
            and (self.out_of_hours is None or self.out_of_hours is entry.out_of_hours)
            and (self.status is None or self.status == entry.status)
        )


EVERYONE = Filters()


def kinds(entry: Entry) -> set[Relationship]:
    """Return the relationships under which a partner is found: one that is both, under each."""
    if entry.relationship is Relationship.BOTH:
        return {Relationship.BOTH, Relationship.SUBCONTRACT, Relationship.REFERRAL}
    return {entry.relationship}


class Directory(NamedTuple):
    """The rows of a directory and the choices that its filters offer."""

    entries: tuple[Entry, ...]
    relationships: tuple[tuple[str, str], ...]
    trades: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    statuses: tuple[tuple[str, str], ...]

    @property
    def area_choices(self) -> tuple[tuple[str, str], ...]:
        """The areas as a menu offers them: the value, and what it is called."""
        return tuple((area, area) for area in self.areas)


def directory(everyone: Iterable[Entry], filters: Filters = EVERYONE) -> Directory:
    """Return the partners that pass `filters`: active ones first, then by fit, then by name."""
    entries = tuple(sorted(filter(filters.lets_pass, everyone), key=_order))
    statuses = {each.status for each in entries}
    ways = {each.relationship for each in entries}
    trades = {trade for each in entries for trade in each.trades}
    return Directory(
        entries,
        tuple((way.value, choice(way).capitalize()) for way in Relationship if _offered(way, ways)),
        tuple(sorted(trades, key=lambda trade: trade[1].casefold())),
        tuple(sorted({area for each in entries for area in each.areas}, key=str.casefold)),
        tuple((status.value, status.value.capitalize()) for status in Status if status in statuses),
    )


def _offered(way: Relationship, ways: set[Relationship]) -> bool:
    both = Relationship.BOTH in ways
    return way in ways or (both and way in {Relationship.SUBCONTRACT, Relationship.REFERRAL})


def _order(each: Entry) -> tuple[int, int, str, str]:
    asleep = {Status.ACTIVE: 0, Status.PROSPECT: 1, Status.PAUSED: 2, Status.ENDED: 3}[each.status]
    return (asleep, -(each.fit or 0), each.name.casefold(), each.slug)


def entry(playbook: Playbook, today: dt.date) -> Entry:
    """Return a partner's row."""
    partner = playbook.partner
    areas = value_at(partner, ("subcontract", "scope", "areas"))
    # The house prices every hour of the week; only the partner can say that it works them.
    own = ("subcontract", "pricing", "out_of_hours")
    windows = value_at(partner, own) if playbook.origin(own) is Origin.PARTNER else None
    hours = partner.subcontract and partner.subcontract.scope and partner.subcontract.scope.hours
    priced = isinstance(windows, tuple) and any(not window.unavailable for window in windows)
    return Entry(
        slug=playbook.slug,
        name=partner.name,
        relationship=partner.relationship,
        relationship_words=choice(partner.relationship).capitalize(),
        trades=tuple((kind.value, _trade(kind)) for kind in partner.kind or ()),
        areas=tuple(areas) if isinstance(areas, tuple) else (),
        out_of_hours=priced or bool(hours and hours.around_the_clock),
        status=partner.status,
        fit=partner.fit.score.value if partner.fit and partner.fit.score else None,
        papers=_papers(playbook, today),
    )


def _papers(playbook: Playbook, today: dt.date) -> Chip | None:
    """Return the paper that stands worst, and all others for the day that it is no longer."""
    if playbook.partner.relationship is Relationship.NONE:
        return None
    chips = list(papers(playbook, today))
    worst = next((chip for tone in ("bad", "warn") for chip in chips if chip.tone == tone), None)
    shown = worst or (Chip(in_order(PLAIN), "ok") if chips else None)
    all_ = tuple(paper for chip in chips for paper in chip.papers)
    return shown and shown._replace(papers=all_ if any(each.until for each in all_) else ())


def _trade(kind: Kind) -> str:
    words = choice(kind)
    return words[:1].upper() + words[1:]
