"""Attention: what somebody has to see to at a partner, the most urgent first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.records.playbook import value_at
from macros.terms.deadline import Deadline, DeadlineKind
from macros.terms.deadlines import deadlines
from macros.terms.gaps import gaps
from macros.terms.need import Need, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.scalars import Duration

__all__ = ["needs"]

# What is worst once its day is past; the rest may be late without harm.
_ENDS = {
    DeadlineKind.DOCUMENT_EXPIRES,
    DeadlineKind.INSURANCE_EXPIRES,
    DeadlineKind.CERTIFICATE_EXPIRES,
    DeadlineKind.CHECK_DUE,
    DeadlineKind.TERM_ENDS,
    DeadlineKind.RATE_ENDS,
}
_AFTER_THE_END = {
    DeadlineKind.TAIL_ENDS,
    DeadlineKind.RESTRAINT_ENDS,
    DeadlineKind.SECRECY_ENDS,
}


def needs(playbook: Playbook, today: dt.date, within: Duration) -> tuple[Need, ...]:
    """Return what somebody has to see to: what is past, ends within the window, or has gaps.

    In the order of `order`. Of an ended alliance there is only what reaches beyond its end, of a
    prospect only its non-disclosure agreement, and nothing that its record has accepted.
    """
    made = [*_due(playbook, today, within), *gaps(playbook, today)]
    return tuple(sorted(made, key=order))


def order(need: Need) -> tuple[int, dt.date, str, str]:
    """Return what needs are sorted by: urgency, then the day that is past longest."""
    return (need.urgency, need.date or dt.date.max, need.kind, need.of)


def _due(playbook: Playbook, today: dt.date, within: Duration) -> Iterator[Need]:
    coming = deadlines(playbook, today)
    reviews = {each.date for each in coming if each.kind is DeadlineKind.REVIEW_DUE}
    for deadline in coming:
        days = (deadline.date - today).days
        # The review of the terms looks at the prices as well.
        if deadline.kind is DeadlineKind.PRICE_REVIEW_DUE and deadline.date in reviews:
            continue
        if days <= within.days() and _matters(deadline, days):
            late = days < 0 and deadline.kind in _ENDS
            beyond = Urgency.LATER if deadline.kind in _AFTER_THE_END else Urgency.SOON
            urgency = Urgency.NOW if late else beyond
            of = _subject(playbook, deadline)
            yield Need(deadline.kind, urgency, deadline.path, deadline.date, of)


def _matters(deadline: Deadline, days: int) -> bool:
    """Tell whether somebody on our side can do something about a day."""
    if deadline.kind in _AFTER_THE_END:
        return days >= 0
    if deadline.kind is DeadlineKind.NOTICE_BY:
        return deadline.path[-1] == "from_us"
    # The notice before it was the time to act.
    return deadline.kind is not DeadlineKind.TERM_RENEWS


def _subject(playbook: Playbook, deadline: Deadline) -> str:
    """Return the name of the paper, check or rate that a deadline is of."""
    if deadline.kind is DeadlineKind.DOCUMENT_EXPIRES:
        return str(deadline.path[0])
    name = "name" if deadline.kind is DeadlineKind.RATE_ENDS else "type"
    of = value_at(playbook.partner, (*deadline.path[:-1], name))
    return of if isinstance(of, str) else ""
