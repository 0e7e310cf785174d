"""Deadlines: the days of an alliance on which something ends or is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from macros.records.identity import Status
from macros.records.playbook import applies, in_force
from macros.terms.deadline import Deadline, DeadlineKind
from macros.terms.lasting import after_the_end
from macros.terms.notice import last_notice, notices
from macros.terms.period import (
    begun,
    days_of,
    ends_from,
    last_day,
    reached,
    renews_itself,
    term_of,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.agreements import Agreement
    from macros.records.governance import Review
    from macros.records.money import Pricing, Rate
    from macros.records.partner import Partner
    from macros.records.playbook import Playbook
    from macros.terms.business_days import BusinessDays

__all__ = ["Deadline", "DeadlineKind", "deadlines", "last_notice"]


def deadlines(playbook: Playbook, today: dt.date) -> tuple[Deadline, ...]:
    """Return the days that matter for a partner, the earliest first; past ones are among them.

    A date is the last day on which something holds, or on which it is to be done. Of a term that
    renews itself, and of the notice for it, it is the next one from `today`. A prospect has only
    its non-disclosure agreement, and an ended alliance only what reaches beyond its end.
    """
    # List, page and calendar ask for the same days.
    known = playbook.worked_out.get(f"deadlines {today}")
    if known is None:
        known = playbook.worked_out[f"deadlines {today}"] = _deadlines(playbook, today)
    return cast("tuple[Deadline, ...]", known)


def _deadlines(playbook: Playbook, today: dt.date) -> tuple[Deadline, ...]:
    partner = playbook.partner
    days = days_of(partner, playbook.house)
    if partner.status is Status.ENDED:
        made = after_the_end(partner, days)
    elif partner.status is Status.PROSPECT:
        made = _documents(partner, ("nda",))
    else:
        made = _running(partner, days, today)
    return tuple(sorted(made, key=lambda each: each.date))


def _running(partner: Partner, days: BusinessDays, today: dt.date) -> Iterator[Deadline]:
    yield from _documents(partner, ("nda", "consultancy_agreement"))
    yield from _assurance(partner, days)
    yield from _term(partner, days, today)
    yield from _review(partner, days)
    subcontract = in_force(partner.subcontract)
    pricing = in_force(subcontract.pricing) if subcontract else None
    if pricing:
        yield from _rates(pricing.rates or ())
        yield from _price_review(partner, pricing, days)


def _documents(partner: Partner, names: tuple[str, ...]) -> Iterator[Deadline]:
    for name in names:
        document: Agreement | None = in_force(getattr(partner, name))
        if document and document.expires:
            yield Deadline(DeadlineKind.DOCUMENT_EXPIRES, document.expires, (name, "expires"))


def _assurance(partner: Partner, days: BusinessDays) -> Iterator[Deadline]:
    assurance = in_force(partner.assurance)
    if assurance is None:
        return
    for index, policy in enumerate(assurance.insurance or ()):
        if applies(policy) and policy.expires:
            path = ("assurance", "insurance", index, "expires")
            yield Deadline(DeadlineKind.INSURANCE_EXPIRES, policy.expires, path)
    for index, certificate in enumerate(assurance.certifications or ()):
        if applies(certificate) and certificate.expires:
            path = ("assurance", "certifications", index, "expires")
            yield Deadline(DeadlineKind.CERTIFICATE_EXPIRES, certificate.expires, path)
    for index, check in enumerate(assurance.checks or ()):
        due = reached(check.last_done, check.renew_every, days) if applies(check) else None
        if due:
            path = ("assurance", "checks", index, "last_done")
            yield Deadline(DeadlineKind.CHECK_DUE, due, path)


def _term(partner: Partner, days: BusinessDays, today: dt.date) -> Iterator[Deadline]:
    term, path = term_of(partner), ("governance", "term")
    if term is None:
        return
    renews = renews_itself(term)
    end = next(ends_from(term, days, today), None) if renews else last_day(term, days)
    if end:
        kind = DeadlineKind.TERM_RENEWS if renews else DeadlineKind.TERM_ENDS
        yield Deadline(kind, end, (*path, "ends" if term.ends else "length"))
    for side, day in notices(term, days, today):
        yield Deadline(DeadlineKind.NOTICE_BY, day, (*path, "notice", side))


def _review_of(partner: Partner) -> Review | None:
    governance = in_force(partner.governance)
    return in_force(governance.review) if governance else None


def _review(partner: Partner, days: BusinessDays) -> Iterator[Deadline]:
    review = _review_of(partner)
    if review is None:
        return
    due = reached(review.last or begun(partner), review.every, days)
    if due:
        name = "last" if review.last else "every"
        yield Deadline(DeadlineKind.REVIEW_DUE, due, ("governance", "review", name))


def _rates(rates: tuple[Rate, ...]) -> Iterator[Deadline]:
    for index, rate in enumerate(rates):
        if rate.effective_to and not any(_follows(other, rate) for other in rates):
            path = ("subcontract", "pricing", "rates", index, "effective_to")
            yield Deadline(DeadlineKind.RATE_ENDS, rate.effective_to, path)


def _follows(other: Rate, rate: Rate) -> bool:
    """Tell whether the price of the same work goes on with `other` where `rate` ends."""
    end = rate.effective_to
    same = (other.name, other.basis) == (rate.name, rate.basis)
    if end is None or not same or (other.effective_to and other.effective_to <= end):
        return False
    return other.effective_from is None or (other.effective_from - end).days <= 1


def _price_review(partner: Partner, pricing: Pricing, days: BusinessDays) -> Iterator[Deadline]:
    review = in_force(pricing.price_review)
    # A review of the terms looks at the prices as well.
    terms = _review_of(partner)
    settled = [begun(partner), terms.last if terms else None]
    settled += [rate.effective_from for rate in pricing.rates or ()]
    last = max((day for day in settled if day), default=None)
    due = reached(last, review.every, days) if review else None
    if due:
        path = ("subcontract", "pricing", "price_review", "every")
        yield Deadline(DeadlineKind.PRICE_REVIEW_DUE, due, path)
