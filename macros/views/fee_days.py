"""Fee days: when a fee is reported, earned, billed, paid and safe to keep, and why then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import OF_WORK, ClockStarts, Party
from macros.records.playbook import applies
from macros.records.referral import FeeKind, FeeOf, Trigger
from macros.terms.settlement import Lapse
from macros.terms.ways import Case, payer
from macros.views.catalogue import ours
from macros.views.fee_parties import who_invoices_by, who_invoices_from, who_reports
from macros.views.parts import Line
from macros.views.paydays import step_lines
from macros.views.wording import Words, capital

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.referral import Scheme, Settlement
    from macros.terms.course import Course
    from macros.terms.settlement import Settled
    from macros.views.clauses import Reader
    from macros.views.wording import Language

_OF_PAID = frozenset([Trigger.CLIENT_PAID, Trigger.CLIENT_PAID_N_MONTHS])


def day_lines(case: Case, found: Settled, course: Course, reader: Reader) -> Iterator[Line]:
    """Yield the days of a fee in the order in which they come, as far as the record has them."""
    language = reader.language
    yield from _registered(case, found, course, language)
    yield from _reports(case, found, reader)
    yield from _course(case, course, language)
    yield from _earned(case, found, language)
    yield from _settlement(case, found, language)
    yield from _afterwards(case, found, course, language)


def lapsed_line(why: Lapse, found: Settled, course: Course, language: Language) -> Line:
    """Return the line for a referral that is too late to earn."""
    chip = Words(language.say("lapsed"), "chip--bad")
    told = _why_lapsed(why, found, course, language)
    return Line(language.say("Nothing is earned"), chip, told, is_result=True)


def _why_lapsed(why: Lapse, found: Settled, course: Course, language: Language) -> str:
    say = language.say
    registered = language.day(course.registered).text
    if why is Lapse.AFTER_THE_END and found.ends:
        ends = language.day(found.ends).text
        return say(
            "Registered on {day}, after the alliance ends on {last}.", day=registered, last=ends
        )
    if why is Lapse.AFTER_THE_TAIL and found.tail_until and found.earned:
        last, earned = language.day(found.tail_until).text, language.day(found.earned).text
        return say("Earned on {day} only, and referrals earn until {last}.", day=earned, last=last)
    last = language.day(found.counts_until or course.registered).text
    return say("Registered on {day}, the referral counted until {last}.", day=registered, last=last)


def _registered(case: Case, found: Settled, course: Course, language: Language) -> Iterator[Line]:
    qualifies = case.scheme.qualifies
    if found.counts_until and qualifies and qualifies.valid_for:
        why = language.say(
            "It counts for {length}, until {day}.",
            length=language.text(qualifies.valid_for),
            day=language.day(found.counts_until).text,
        )
        yield Line(language.say("Registered"), language.day(course.registered), why)


def _reports(case: Case, found: Settled, reader: Reader) -> Iterator[Line]:
    progress = case.scheme.progress
    if not found.reports or progress is None or progress.every is None:
        return
    language, say = reader.language, reader.language.say
    to = reader.reach(progress.to)[0].text if progress.to else ""
    first, *others = found.reports
    told = say("To {contact}.", contact=to) if to else ""
    then = ", ".join(language.day(day).text for day in others)
    again = say("Then {days}.", days=then) if then else ""
    every = f"{capital(language.every(progress.every))}."
    why = " ".join(filter(None, (told, every, again)))
    yield Line(who_reports(progress.reported_by, language), language.day(first), why)


def _course(case: Case, course: Course, language: Language) -> Iterator[Line]:
    """Yield the days that decide the others, and that nobody can know yet."""
    say = language.say
    scheme = case.scheme
    events = {scheme.trigger, scheme.clawback.counted_from if scheme.clawback else None}
    terms = scheme.settlement
    clock = terms.payment.clock_starts if terms and terms.payment else None
    if Trigger.LIVE in events or clock in OF_WORK or (case.fee.lasts and not case.fee.starts):
        yield Line(say("If the service is live on"), language.day(course.live))
    if events & _OF_PAID or clock is ClockStarts.CLIENT_PAID_US:
        yield Line(say("If the client pays its first bill on"), language.day(course.paid))


def _earned(case: Case, found: Settled, language: Language) -> Iterator[Line]:
    say = language.say
    if found.earned is None or found.due is None:
        return
    why = _once(case.scheme, language)
    if case.fee.of is FeeOf.MONTHLY_RECURRING and case.fee.kind is FeeKind.PERCENT:
        why = f"{why} {say('Further months follow in the same way.')}"
    yield Line(say("Earned"), language.day(found.earned), why)
    if case.scheme.waiting_period:
        length = language.text(case.scheme.waiting_period)
        yield Line(
            say("Falls due"), language.day(found.due), _after(length, found.earned, language)
        )


_ONCE: dict[Trigger, str] = {
    Trigger.INTRODUCED: ours("Once the client has been introduced."),
    Trigger.QUALIFIED: ours("Once the referral is accepted as qualified."),
    Trigger.SIGNED: ours("Once the client has signed."),
    Trigger.LIVE: ours("Once the service is live."),
    Trigger.CLIENT_PAID: ours("Once the client has paid."),
    Trigger.CLIENT_PAID_N_MONTHS: ours("Once the client has paid for a number of months."),
}


def _once(scheme: Scheme, language: Language) -> str:
    """Return which event earns a fee, as a sentence."""
    if scheme.trigger is Trigger.CLIENT_PAID_N_MONTHS and scheme.trigger_months:
        return language.say_count(
            scheme.trigger_months.value,
            "Once the client has paid for {count} month.",
            "Once the client has paid for {count} months.",
        )
    return language.say(_ONCE[scheme.trigger]) if scheme.trigger else ""


def _settlement(case: Case, found: Settled, language: Language) -> Iterator[Line]:
    say = language.say
    terms = case.scheme.settlement
    if terms is None or found.due is None:
        return
    if not applies(terms):
        yield Line(say("Settled"), Words(say("otherwise")), language.text(terms.not_applicable))
        return
    if found.statement and terms.statement_on:
        why = say("Sent each month on {day}.", day=language.text(terms.statement_on))
        yield Line(say("Statement of fees"), language.day(found.statement), why)
    yield from _invoice(terms, found, found.statement or found.due, language)
    if found.payday and terms.payment:
        pays = payer(case.way, case.fee)
        for line in step_lines(found.payday, terms.payment, language, pays):
            is_client = line.is_result and pays is Party.CLIENT
            yield line._replace(what=say("The client pays")) if is_client else line


def _invoice(
    terms: Settlement, found: Settled, since: dt.date, language: Language
) -> Iterator[Line]:
    if found.invoice_by and terms.within:
        why = _after(language.text(terms.within), since, language)
        due = found.payday.due if found.payday else None
        if due and due < found.invoice_by:
            day = language.day(due).text
            why = f"{why} {language.say('To be paid on time, it is in by {day}.', day=day)}"
        yield Line(
            who_invoices_by(terms.invoiced_by, language), language.day(found.invoice_by), why
        )
    elif terms.invoiced_by:
        yield Line(who_invoices_from(terms.invoiced_by, language), language.day(since))


def _afterwards(case: Case, found: Settled, course: Course, language: Language) -> Iterator[Line]:
    say = language.say
    scheme = case.scheme
    if found.lasts_until and case.fee.lasts:
        why = _after(language.text(case.fee.lasts), course.live, language)
        yield Line(say("Earned for business until"), language.day(found.lasts_until), why)
    clawback = scheme.clawback
    if found.clawback_until and clawback and clawback.within:
        amount = language.text(clawback.amount) if clawback.amount else ""
        start = _clawback_start(case, found, course)
        counted = _after(language.text(clawback.within), start, language) if start else ""
        what = say("Given back if the client leaves by")
        why = " ".join(filter(None, (counted, amount)))
        yield Line(what, language.day(found.clawback_until), why)
    if found.tail_until and scheme.tail:
        why = say(
            "{length} after the end of the term, for referrals that were made before it.",
            length=language.text(scheme.tail),
        )
        yield Line(say("Referrals earn until"), language.day(found.tail_until), why)


def _clawback_start(case: Case, found: Settled, course: Course) -> dt.date | None:
    clawback = case.scheme.clawback
    event = clawback.counted_from if clawback else None
    return course.day(event) if event and event is not case.scheme.trigger else found.earned


def _after(length: str, day: dt.date, language: Language) -> str:
    return language.say("{within} after {day}.", within=length, day=language.day(day).text)
