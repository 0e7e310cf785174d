"""Agenda: the days of a partner that belong into a calendar, in finished words."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from macros.records.contacts import contact
from macros.records.fields import Audience, Block, Choice
from macros.records.money import BilledWhen, Party, Rate
from macros.records.playbook import value_at
from macros.terms.billing import cut_offs
from macros.terms.deadlines import Deadline, DeadlineKind, deadlines
from macros.views.bills import once_for_bills
from macros.views.clauses import Reader
from macros.views.house import house_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import Invoicing
    from macros.records.playbook import Playbook
    from macros.records.source import Path_
    from macros.terms.billing import CutOff
    from macros.views.wording import Language


class Event(NamedTuple):
    """A day to be reminded of.

    `key` names it by partner, kind and place, and not by its date: when the date moves, it is the
    same event. `lead` is how many days before it somebody has to act, or 0.
    """

    key: tuple[str, ...]
    date: dt.date
    title: str
    text: str
    lead: int = 0


# Time to decide and to write, before the last day on which a notice still counts.
_NOTICE_LEAD = 14


def agenda(playbook: Playbook, today: dt.date) -> tuple[Event, ...]:
    """Return what ends or is due at a partner, and the next bills that the calendar brings."""
    speech = house_language(playbook.house)
    found = [_event(playbook, each, speech) for each in deadlines(playbook, today)]
    return tuple(_told_apart([*found, *_bills(playbook, today, speech)]))


def _told_apart(events: list[Event]) -> Iterator[Event]:
    """Yield the events, those that a record gives no name to tell apart by counted."""
    seen: dict[tuple[str, ...], int] = {}
    for event in events:
        count = seen[event.key] = seen.get(event.key, 0) + 1
        yield event if count == 1 else event._replace(key=(*event.key, str(count)))


def _event(playbook: Playbook, deadline: Deadline, speech: Language) -> Event:
    kind, day, path = deadline
    name = playbook.partner.name
    is_ours = kind is DeadlineKind.NOTICE_BY and path[-1] == "from_us"
    field = ".".join(key for key in path if isinstance(key, str))
    source = speech.say(
        "It follows from {field} in {file}.", field=field, file=playbook.mark(path).file
    )
    return Event(
        (playbook.slug, *_key(playbook, deadline)),
        day,
        f"{name}: {_what(playbook, deadline, speech)}",
        f"{_meaning(kind, speech)} {source}",
        _NOTICE_LEAD if is_ours else 0,
    )


def _key(playbook: Playbook, deadline: Deadline) -> Iterator[str]:
    """Yield what names a deadline: items of lists by what they are called, not by their number."""
    kind, _, path = deadline
    # Whether a term ends or renews itself, it is the same day.
    yield DeadlineKind.TERM_ENDS if kind is DeadlineKind.TERM_RENEWS else kind
    for at, key in enumerate(path if kind is DeadlineKind.NOTICE_BY else path[:-1]):
        yield _called(value_at(playbook.partner, path[: at + 1])) if isinstance(key, int) else key


def _called(item: object) -> str:
    """Return what an item of a list is called in its record."""
    if isinstance(item, Rate):
        return f"{item.name or ''} {item.basis or ''}"
    name = type(item).key if isinstance(item, Block) else None
    return str(getattr(item, name) or "") if name else ""


def _what(playbook: Playbook, deadline: Deadline, speech: Language) -> str:
    kind, _, path = deadline
    say = speech.say
    match kind:
        case DeadlineKind.DOCUMENT_EXPIRES if path[0] == "nda":
            return say("the NDA ends")
        case DeadlineKind.DOCUMENT_EXPIRES:
            return say("the consultancy agreement ends")
        case DeadlineKind.INSURANCE_EXPIRES:
            return say("cover ends: {what}", what=_named(playbook, path, speech))
        case DeadlineKind.CERTIFICATE_EXPIRES:
            return say("certificate ends: {what}", what=_named(playbook, path, speech))
        case DeadlineKind.CHECK_DUE:
            return say("check is due: {what}", what=_named(playbook, path, speech))
        case DeadlineKind.RATE_ENDS:
            return say("rate ends: {what}", what=_named(playbook, path, speech))
        case DeadlineKind.NOTICE_BY if path[-1] == "from_us":
            return say("last day for our notice")
        case DeadlineKind.NOTICE_BY:
            return say("last day for {their} notice")
        case _:
            return _plainly(kind, speech)


def _plainly(kind: DeadlineKind, speech: Language) -> str:
    say = speech.say
    match kind:
        case DeadlineKind.TERM_ENDS:
            return say("the term ends")
        case DeadlineKind.TERM_RENEWS:
            return say("the term ends and renews itself")
        case DeadlineKind.REVIEW_DUE:
            return say("the review is due")
        case DeadlineKind.PRICE_REVIEW_DUE:
            return say("the price review is due")
        case DeadlineKind.TAIL_ENDS:
            return say("fees for earlier referrals end")
        case DeadlineKind.RESTRAINT_ENDS:
            return say("the restraint ends")
        case _:
            return say("the duty of secrecy ends")


_DUE = frozenset([DeadlineKind.CHECK_DUE, DeadlineKind.REVIEW_DUE, DeadlineKind.PRICE_REVIEW_DUE])


@lru_cache(maxsize=64)
def _meaning(kind: DeadlineKind, speech: Language) -> str:
    if kind is DeadlineKind.NOTICE_BY:
        return speech.say("A notice that comes later takes effect at a later end.")
    if kind in _DUE:
        return speech.say("It is to be done by this day.")
    return speech.say("It holds to the end of this day.")


def _named(playbook: Playbook, path: Path_, speech: Language) -> str:
    item = value_at(playbook.partner, path[:-1])
    name = getattr(item, "name" if isinstance(item, Rate) else "type", None)
    if isinstance(name, Choice):
        return speech.text(name)
    return str(name) if name else speech.say("without a name")


def _bills(playbook: Playbook, today: dt.date, speech: Language) -> Iterator[Event]:
    work = playbook.partner.subcontract
    invoicing = work.invoicing if work else None
    if invoicing is None:
        return
    ours = invoicing.raised_by is Party.US
    due = speech.say("our self-bill is due") if ours else speech.say("{their} bill is due")
    for each in _known_bills(playbook, invoicing, today, speech):
        key = (playbook.slug, "bill", each.period)
        yield Event(key, each.by, f"{playbook.partner.name}: {due}", each.text)


class _Bill(NamedTuple):
    """A bill that the calendar brings: the month or week that it is of, its last day, its words."""

    period: str
    by: dt.date
    text: str


def _known_bills(
    playbook: Playbook, invoicing: Invoicing, today: dt.date, speech: Language
) -> tuple[_Bill, ...]:
    """Return the next bills, worked out once for all partners with the same terms."""
    reader = Reader(Audience.INTERNAL, speech, partial(contact, playbook), today, playbook)
    return once_for_bills(
        "bills",
        playbook,
        reader,
        lambda: tuple(
            _Bill(_period(each, invoicing.when), each.by, _for(each, speech))
            for each in cut_offs(playbook, today)
        ),
        dated=True,
    )


def _period(bill: CutOff, when: BilledWhen | None) -> str:
    """Return the month or the week that a bill belongs to: `2026-12`, `2026-W49`."""
    if when in {BilledWhen.WEEKLY, BilledWhen.FORTNIGHTLY}:
        year, week, _ = bill.work.sent.isocalendar()
        return f"{year}-W{week:02}"
    return f"{bill.work.sent.year}-{bill.work.sent.month:02}"


def _for(bill: CutOff, speech: Language) -> str:
    first, last, _ = bill.work
    if first is None or last is None:
        return speech.say("It has to be in by this day.")
    return speech.say(
        "For work from {first} to {last}. It has to be in by this day.",
        first=speech.date(first),
        last=speech.date(last),
    )
