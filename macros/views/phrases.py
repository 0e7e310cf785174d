"""Phrases: what several fields say together, as one would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import Basis, Cancellation, Due, DueRule, OutOfHours, Rate, Run, RunPays
from macros.records.referral import Fee, FeeKind, Scheme, Trigger
from macros.views.wording import LAST_DAY, counted, day_words, ordinal

if TYPE_CHECKING:
    from macros.views.wording import Language


def rate_price(rate: Rate, language: Language) -> str:
    """Return a rate: £45.00 an hour, £450 to £750 a day, 10% on top of cost."""
    said = []
    if rate.percent:
        said.append(
            f"{language.text(rate.percent)} {_SHARES.get(rate.basis, '') if rate.basis else ''}"
        )
    if rate.rate:
        said.append(language.money(rate.rate, up_to=rate.up_to))
    elif rate.up_to:
        said.append(f"up to {language.money(rate.up_to)}")
    price = ", ".join(part.strip() for part in said)
    return " ".join(filter(None, (price, _rate_per(rate))))


def _rate_per(rate: Rate) -> str:
    """Return what a price is for, as far as its share does not say it."""
    each = f"for each {rate.per}" if rate.per else ""
    if rate.basis is None or (rate.basis in _SHARES and rate.percent):
        return each
    if rate.basis is Basis.UNIT and each:
        return each
    return f"{_BASES[rate.basis]} {each}".strip()


_BASES: dict[Basis, str] = {
    Basis.FIXED: "for the whole job",
    Basis.HOURLY: "an hour",
    Basis.HALF_DAY: "for half a day",
    Basis.DAY: "a day",
    Basis.VISIT: "a visit",
    Basis.UNIT: "each",
    Basis.RETAINER: "a month",
    Basis.MILESTONE: "at the milestone",
    Basis.COST_PLUS: "on cost",
    Basis.REVENUE_SHARE: "of revenue",
}
_SHARES: dict[Basis, str] = {Basis.COST_PLUS: "on top of cost", Basis.REVENUE_SHARE: "of revenue"}


def rate_time(rate: Rate, language: Language) -> str:
    """Return from when until when a rate holds, or nothing."""
    first = f"from {language.date(rate.effective_from)}" if rate.effective_from else ""
    last = f"until {language.date(rate.effective_to)}" if rate.effective_to else ""
    return " ".join(filter(None, (first, last)))


def window_minimum(window: OutOfHours, language: Language) -> str:
    """Return the least time that is charged in a window, or nothing."""
    return f"at least {language.text(window.minimum)}" if window.minimum else ""


def window_time(window: OutOfHours, language: Language) -> str:
    """Return when a window of the week is: Sat 07:30 to 17:30 and all day on public holidays."""
    days = language.text(window.days) if window.days else ""
    times = f"{window.start} to {window.end}" if window.start and window.end else ""
    if times == "00:00 to 24:00":
        times = "all day"
    holidays = ""
    if window.holidays is not None:
        holidays = (
            "and all day on public holidays" if window.holidays else "but not on public holidays"
        )
    return " ".join(filter(None, (days, times, holidays)))


def window_price(window: OutOfHours, language: Language) -> str:
    """Return what a window of the week costs: 1.5 times the normal rate."""
    said = []
    if window.multiplier is not None:
        said.append(f"{language.text(window.multiplier)} times the normal rate")
    if window.surcharge is not None:
        said.append(f"{language.money(window.surcharge, up_to=window.up_to)} on top")
    if window.rate is not None:
        said.append(f"{language.money(window.rate, up_to=window.up_to)} an hour")
    if window.up_to is not None and window.surcharge is None and window.rate is None:
        said.append(f"up to {language.money(window.up_to)}")
    if window.unavailable is not None:
        said.append("no work" if window.unavailable else "work is possible")
    return ", ".join(said)


def cancellation_notice(cancellation: Cancellation, language: Language) -> str:
    """Return how late a visit is called off, or nothing."""
    notice = cancellation.notice_less_than
    return f"less than {language.text(notice)} before" if notice else ""


def cancellation_charge(cancellation: Cancellation, language: Language) -> str:
    """Return what calling off costs: 50% of the price, £40.00."""
    share = f"{language.text(cancellation.charge)} of the price" if cancellation.charge else ""
    amount = language.money(cancellation.amount) if cancellation.amount else ""
    return ", ".join(filter(None, (share, amount)))


def fee_price(fee: Fee, language: Language) -> str:
    """Return a fee: 10% of the first year's revenue, £250 for each line."""
    say = language.text
    of = f" of {say(fee.of)}" if fee.of else ""
    per = f" for each {fee.per}" if fee.per else ""
    said = []
    if fee.percent:
        said.append(f"{say(fee.percent)}{of}")
    if fee.amount:
        said.append(f"{say(fee.amount)}{per}")
    if fee.months:
        months = "month" if fee.months.value == 1 else "months"
        said.append(f"{say(fee.months)} {months} of the recurring charge")
    # What the kind of fee does not use is said all the same: nothing is dropped in silence.
    if said and not fee.percent:
        said.append(of.strip())
    if said and not fee.amount:
        said.append(per.strip())
    if fee.kind and not said:
        said.append(f"{say(fee.kind)}{of}{per}")
    elif fee.kind in {FeeKind.CREDIT, FeeKind.GIFT}:
        said.append(f"as {say(fee.kind)}")
    elif fee.kind in {FeeKind.NONE, FeeKind.RECIPROCAL}:
        said.insert(0, say(fee.kind))
    return ", ".join(filter(None, said))


def fee_limits(fee: Fee, language: Language) -> list[str]:
    """Return the least, the most and the steps of a fee, one each."""
    say = language.text
    said = []
    if fee.minimum:
        said.append(f"at least {say(fee.minimum)}")
    if fee.cap:
        said.append(f"at most {say(fee.cap)}")
    for tier in fee.tiers or ():
        above = f"above {say(tier.above)}" if tier.above else "from the start"
        worth = [say(value) for value in (tier.percent, tier.amount) if value]
        said.append(f"{above}: {' and '.join(worth)}")
    return said


def fee_time(fee: Fee, language: Language) -> list[str]:
    """Return for how long a fee is earned, one piece each."""
    said = []
    if fee.lasts:
        said.append(f"for {language.text(fee.lasts)}")
    if fee.starts:
        said.append(f"from {fee.starts}")
    if fee.ends_when:
        said.append(f"ends when {fee.ends_when}")
    return said


def trigger_words(scheme: Scheme, language: Language) -> str:
    """Return the event that earns a fee, with the number of months where it counts them."""
    if scheme.trigger is Trigger.CLIENT_PAID_N_MONTHS and scheme.trigger_months:
        return f"the client has paid for {counted(scheme.trigger_months.value, 'month')}"
    return language.text(scheme.trigger) if scheme.trigger else ""


def who_pays(fee: Fee, language: Language) -> str:
    """Return who pays a fee to whom, or nothing."""
    payer = language.text(fee.payer) if fee.payer else ""
    payee = language.text(fee.payee) if fee.payee else ""
    return f"{payer or 'not said'} to {payee or 'not said'}" if payer or payee else ""


def due_words(due: Due, event: str = "that day") -> str:
    """Return when a bill is due, counted from `event`: 30 days after the invoice's date."""
    days = due.days.value if due.days else 0
    weeks = due.weeks.value if due.weeks else 0
    match due.rule:
        case DueRule.ON_RECEIPT:
            return f"on {event}"
        case DueRule.IN_ADVANCE:
            return "in advance, before work starts"
        case DueRule.DAYS_AFTER | DueRule.BUSINESS_DAYS_AFTER if days == 0:
            return f"on {event}"
        case DueRule.DAYS_AFTER:
            return f"{counted(days, 'day')} after {event}"
        case DueRule.BUSINESS_DAYS_AFTER:
            return f"{counted(days, 'business day')} after {event}"
        case DueRule.DAYS_AFTER_MONTH_END:
            return f"{counted(days, 'day')} after the end of the month of {event}"
        case DueRule.MONTH_END_AFTER_DAYS:
            return f"at the end of the month that is reached {counted(days, 'day')} after {event}"
        case DueRule.DAY_OF_MONTH:
            return f"on {_day_of_month(due, event)}"
        case DueRule.WEEK_END_AFTER_WEEKS:
            return f"at the end of the week that is reached {counted(weeks, 'week')} after {event}"
        case _:
            return "not said"


def _day_of_month(due: Due, event: str) -> str:
    day = day_words(due.day.value if due.day else LAST_DAY)
    months = due.months.value if due.months else 0
    if months == 0:
        return f"{day} of the month, the next one on {event} or after it"
    which = "the month after" if months == 1 else f"the {ordinal(months)} month after"
    return f"{day} of {which} {event}"


def run_words(run: Run, language: Language) -> str:
    """Return on which days a payment run goes out."""
    if run.not_applicable:
        return run.not_applicable
    said = [language.text(run.every) if run.every else ""]
    if run.weekday:
        said.append(f"on {language.text(run.weekday)}")
    if run.day:
        said.append(f"on {day_words(run.day.value)}")
    if run.first:
        said.append(f"counted from {language.date(run.first)}")
    which = {
        RunPays.BEFORE_DUE: "the last run up to the due date pays",
        RunPays.AFTER_DUE: "the first run from the due date pays",
    }
    paid = which[run.pays] if run.pays else ""
    return "; ".join(filter(None, (" ".join(filter(None, said)), paid)))
