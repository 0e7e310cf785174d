"""Payment: the next bills of a partner with the date of each step, and why it is that date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from macros.records.money import OF_WORK, BilledWhen, ClockStarts, DueRule, Party
from macros.terms.billing import billing_moments
from macros.terms.payment import discount_until, payer_days, retention_paid
from macros.views.bills import once_for_bills
from macros.views.late import late_facts
from macros.views.parts import Example, Group, Line, gathered
from macros.views.paydays import latest_line, step_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import Invoicing, Payment
    from macros.records.playbook import Playbook
    from macros.terms.billing import Bill
    from macros.terms.business_days import BusinessDays
    from macros.views.clauses import Reader
    from macros.views.wording import Language


def payment_examples(playbook: Playbook, reader: Reader) -> Iterator[Group]:
    """Yield the next three bills after the reader's day, from the work to the money.

    Nothing where there is no such day, or where the terms do not give one.
    """
    partner, today = playbook.partner, reader.today
    work = partner.subcontract
    if today is None or work is None or work.payment is None:
        return
    # Many partners have the same terms, and then the same dates, word for word.
    yield from once_for_bills(
        "payment-dates",
        playbook,
        reader,
        lambda: tuple(_groups(playbook, today, reader.language)),
        dated=True,
    )


def _groups(playbook: Playbook, today: dt.date, language: Language) -> Iterator[Group]:
    work = playbook.partner.subcontract
    bills = billing_moments(playbook, today)
    if work and work.payment and bills:
        make = partial(_example, work.payment, work.invoicing, payer_days(playbook), language)
        late = late_facts(playbook, work.payment, language)
        title = language.say("From the work to the money: the next bills")
        yield Group("payment-dates", title, gathered((*map(make, bills), *late)))


def _example(
    payment: Payment,
    invoicing: Invoicing | None,
    days: BusinessDays,
    language: Language,
    bill: Bill,
) -> Example:
    lines = (
        _bill_line(bill, payment, invoicing, language),
        *_clock_lines(bill, payment, language),
        *_discount_lines(bill, payment, days, language),
        *step_lines(bill.payday, payment, language),
        *latest_line(bill.payday, payment, language),
        *_retention_lines(bill, payment, days, language),
    )
    return Example(_caption(bill, invoicing, language), lines)


def _caption(bill: Bill, invoicing: Invoicing | None, language: Language) -> str:
    say = language.say
    first, last, sent = bill.work
    if first and last:
        return say(
            "Work from {first} to {last}",
            first=language.date(first),
            last=language.date(last),
        )
    day = language.day(last or sent).text
    if last is None:
        return say("If a bill for work to come is sent on {day}", day=day)
    match invoicing.when if invoicing else None:
        case BilledWhen.END_OF_PROJECT:
            return say("If a project ends on {day}", day=day)
        case BilledWhen.PER_VISIT:
            return say("If a visit is made on {day}", day=day)
        case BilledWhen.PER_TICKET:
            return say("If a ticket is closed on {day}", day=day)
        case BilledWhen.MILESTONE:
            return say("If a milestone is reached on {day}", day=day)
        case _:
            return say("If work is done on {day}", day=day)


def _bill_line(
    bill: Bill, payment: Payment, invoicing: Invoicing | None, language: Language
) -> Line:
    say = language.say
    ours = invoicing is not None and invoicing.raised_by is Party.US
    what = say("We write the bill by") if ours else say("{They} bill by")
    return Line(what, language.day(bill.by), _why_then(bill, payment, invoicing, language))


def _why_then(bill: Bill, payment: Payment, invoicing: Invoicing | None, language: Language) -> str:
    say = language.say
    if payment.due and payment.due.rule is DueRule.IN_ADVANCE:
        return say("The bill comes before the work.")
    if invoicing is None or invoicing.when is None:
        return say("The bill is dated that day.")
    if invoicing.when is BilledWhen.MONTHLY and invoicing.cut_off:
        day = language.text(invoicing.cut_off)
        return say("The cut-off is {day}: what is done later goes onto the next bill.", day=day)
    if bill.by != bill.work.sent and invoicing.within:
        within, day = language.text(invoicing.within), language.day(bill.work.sent).text
        return say("At the latest {within} after {day}.", within=within, day=day)
    return say("The bill is due on that day.")


def _clock_lines(bill: Bill, payment: Payment, language: Language) -> Iterator[Line]:
    """Yield what has to happen before days are counted, where that is not the bill itself."""
    say = language.say
    if bill.client_pays:
        yield _assumed(say("If the client pays us on"), bill.client_pays, language)
    if payment.clock_starts in OF_WORK and bill.work.first and bill.work.last:
        why = say("Work of an earlier day is due earlier, or on the same day.")
        yield Line(say("Counted for work of"), language.day(bill.work.last), why)
    if payment.clock_starts is ClockStarts.DELIVERABLES_APPROVED:
        yield _assumed(say("If the work is approved on"), bill.clock.date, language)
    if payment.clock_starts is ClockStarts.CERTIFIED:
        yield _assumed(say("If it is certified on"), bill.clock.date, language)


def _assumed(what: str, date: dt.date, language: Language) -> Line:
    return Line(what, language.day(date), language.say("An example: nobody knows that day yet."))


def _discount_lines(
    bill: Bill, payment: Payment, days: BusinessDays, language: Language
) -> Iterator[Line]:
    discount = payment.early_discount
    until = discount_until(payment, bill.clock.date, days)
    if until and discount and discount.percent and discount.within:
        why = language.say(
            "Paid within {within}, the bill is {percent} less.",
            within=language.text(discount.within),
            percent=language.text(discount.percent),
        )
        yield Line(language.say("Early discount until"), language.day(until), why)


def _retention_lines(
    bill: Bill, payment: Payment, days: BusinessDays, language: Language
) -> Iterator[Line]:
    held = payment.retention
    until = retention_paid(payment, bill.work.last or bill.by, days)
    if until and held and held.percent and held.released_after:
        why = language.say(
            "The {percent} that is held back: due {length} after the work, then paid as any bill.",
            percent=language.text(held.percent),
            length=language.text(held.released_after),
        )
        yield Line(language.say("The part held back"), language.day(until), why)
