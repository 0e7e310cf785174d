"""Paydays: the days on which a bill is due and paid, each with the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import ClockStarts, Party
from macros.records.playbook import applies
from macros.terms.steps import Reason, StepKind
from macros.views.due import why_by_rule
from macros.views.parts import Line
from macros.views.wording import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import Payment
    from macros.terms.payment import Payday
    from macros.terms.steps import Step
    from macros.views.wording import Language


def step_lines(
    found: Payday, payment: Payment, language: Language, payer: Party = Party.US
) -> Iterator[Line]:
    """Yield the due date, the day that it moves to, and the payment, each with its reason."""
    say = language.say
    for step in found.steps:
        day = language.day(step.date)
        match step.kind:
            case StepKind.DUE:
                yield Line(say("Due"), day, _why_due(step, found.event, payment, language))
            case StepKind.ROLLED:
                yield Line(say("Moved to"), day, _why_moved(step, language))
            case StepKind.PAID:
                what = say("We pay") if payer is Party.US else say("{They} pay")
                yield Line(what, day, _why_paid(step, language), is_result=True)


def latest_line(found: Payday, payment: Payment, language: Language) -> Iterator[Line]:
    """Yield how long a payment can wait for the client at most; a wait without end is marked."""
    say = language.say
    waits = payment.pay_when_paid
    if found.long_stop and waits and waits.long_stop:
        why = say(
            "Pay when paid: due {length} after the bill, even if the client has not paid.",
            length=language.text(waits.long_stop),
        )
        yield Line(say("At the latest"), language.day(found.long_stop), why)
    elif payment.clock_starts is ClockStarts.CLIENT_PAID_US or (waits and applies(waits)):
        why = say("Pay when paid: nothing ends the wait if the client never pays.")
        yield Line(say("At the latest"), Words(say("no date"), "chip--bad"), why)


def _why_due(step: Step, event: dt.date, payment: Payment, language: Language) -> str:
    say = language.say
    if step.reason is Reason.LONG_STOP:
        return say("The long stop comes first: we pay even if the client has not.")
    if step.reason is Reason.CLIENT_PAYS:
        return say("Not before the client has paid us.")
    if payment.due is None:
        return ""
    clock = payment.clock_starts
    named = language.text(clock) if clock else language.term("the bill")
    return why_by_rule(payment.due, step.date, event, named, language)


def _why_moved(step: Step, language: Language) -> str:
    say = language.say
    day = language.day(step.moved_from or step.date).text
    named = language.holiday(step.holiday) if step.holiday else ""
    match step.reason:
        case Reason.PREVIOUS if named:
            return say("{day} is {holiday}, so the business day before.", day=day, holiday=named)
        case Reason.PREVIOUS:
            return say("{day} is a weekend, so the business day before.", day=day)
        case Reason.NOT_BEFORE_EVENT if named:
            return say(
                "{day} is {holiday}, and the business day before is too soon, so the next one.",
                day=day,
                holiday=named,
            )
        case Reason.NOT_BEFORE_EVENT:
            return say(
                "{day} is a weekend, and the business day before is too soon, so the next one.",
                day=day,
            )
        case _ if named:
            return say("{day} is {holiday}, so the next business day.", day=day, holiday=named)
        case _:
            return say("{day} is a weekend, so the next business day.", day=day)


def _why_paid(step: Step, language: Language) -> str:
    say = language.say
    if step.moved_from:
        return _why_run_moved(step, step.moved_from, language)
    match step.reason:
        case Reason.RUN_BEFORE:
            return say("The last payment run that is not later than the due date.")
        case Reason.RUN_AFTER:
            return say("The first payment run that is not before the due date.")
        case Reason.NEXT_RUN:
            return say("The next payment run.")
        case Reason.NO_RUN_BEFORE:
            return say("No payment run goes out until the due date, so the first one after it.")
        case Reason.ON_A_CLOSED_DAY:
            return say("The due date stands, although it is no business day.")
        case _:
            return say("There is no payment run to wait for.")


def _why_run_moved(step: Step, planned: dt.date, language: Language) -> str:
    say = language.say
    day = language.day(planned).text
    named = language.holiday(step.holiday) if step.holiday else ""
    if step.date < planned and named:
        return say(
            "The payment run of {day}, which is {holiday}, goes out on the business day before.",
            day=day,
            holiday=named,
        )
    if step.date < planned:
        return say(
            "The payment run of {day}, a weekend, goes out on the business day before.", day=day
        )
    if named:
        return say(
            "The payment run of {day}, which is {holiday}, goes out on the next business day.",
            day=day,
            holiday=named,
        )
    return say("The payment run of {day}, a weekend, goes out on the next business day.", day=day)
