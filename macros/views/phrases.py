"""Phrases: what several fields say together, as one would say it.

A phrase is built from the inside out, each step a sentence of the catalogue, so that every language
puts its words in its own order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import Basis, Cancellation, Due, DueRule, OutOfHours, Rate, Run, RunPays
from macros.records.referral import Fee, FeeKind, FeeOf, Scheme, Tier, Trigger
from macros.views.catalogue import ours, ours_counted
from macros.views.values import LAST_DAY, day_of_month, ordinal

if TYPE_CHECKING:
    from macros.views.wording import Language


def rate_price(rate: Rate, language: Language) -> str:
    """Return a rate: £45.00 an hour, £450 to £750 a day, 10% on top of cost."""
    said = []
    if rate.percent:
        share = language.text(rate.percent)
        words = _SHARES.get(rate.basis) if rate.basis else None
        said.append(language.say(words, share=share) if words else share)
    if rate.rate:
        said.append(language.money(rate.rate, up_to=rate.up_to))
    elif rate.up_to:
        said.append(language.say("up to {price}", price=language.money(rate.up_to)))
    return _for_each(_for_its_basis(", ".join(said), rate, language), rate.per, language)


def _for_its_basis(price: str, rate: Rate, language: Language) -> str:
    """Return what a price is for, as far as its share or its unit does not say it."""
    said_by_share = rate.basis in _SHARES and rate.percent
    said_by_unit = rate.basis is Basis.UNIT and rate.per
    if rate.basis is None or said_by_share or said_by_unit:
        return price
    return language.onto(_BASES[rate.basis], price=price)


def _for_each(price: str, unit: str | None, language: Language) -> str:
    return language.onto("{price} for each {unit}", price=price, unit=unit) if unit else price


_BASES: dict[Basis, str] = {
    Basis.FIXED: ours("{price} for the whole job"),
    Basis.HOURLY: ours("{price} an hour"),
    Basis.HALF_DAY: ours("{price} for half a day"),
    Basis.DAY: ours("{price} a day"),
    Basis.VISIT: ours("{price} a visit"),
    Basis.UNIT: ours("{price} each"),
    Basis.RETAINER: ours("{price} a month"),
    Basis.MILESTONE: ours("{price} at the milestone"),
    Basis.COST_PLUS: ours("{price} on cost"),
    Basis.REVENUE_SHARE: ours("{price} of revenue"),
}
_SHARES: dict[Basis, str] = {
    Basis.COST_PLUS: ours("{share} on top of cost"),
    Basis.REVENUE_SHARE: ours("{share} of revenue"),
}


def rate_covers(rate: Rate, language: Language) -> str:
    """Return the time that a price buys and at which rate the rest is paid, or nothing."""
    if rate.covers and rate.beyond:
        return language.say(
            "{time}; time beyond it at the rate '{rate}'",
            time=language.text(rate.covers),
            rate=rate.beyond,
        )
    if rate.beyond:
        return language.say("its time; time beyond it at the rate '{rate}'", rate=rate.beyond)
    return language.text(rate.covers) if rate.covers else ""


def rate_time(rate: Rate, language: Language) -> str:
    """Return from when until when a rate holds, or nothing."""
    say = language.say
    first = language.date(rate.effective_from) if rate.effective_from else ""
    last = language.date(rate.effective_to) if rate.effective_to else ""
    if first and last:
        return say("from {first} until {last}", first=first, last=last)
    if first:
        return say("from {date}", date=first)
    return say("until {date}", date=last) if last else ""


def window_minimum(window: OutOfHours, language: Language) -> str:
    """Return the least time that is charged in a window, or nothing."""
    least = window.minimum
    return language.say("at least {time}", time=language.text(least)) if least else ""


def window_time(window: OutOfHours, language: Language) -> str:
    """Return when a window of the week is: Sat 07:30 to 17:30 and all day on public holidays."""
    say = language.say
    days = language.text(window.days) if window.days else ""
    when = " ".join(filter(None, (days, window_hours(window, language))))
    if window.holidays is None:
        return when
    if not when:
        return say("all day on public holidays" if window.holidays else "not on public holidays")
    if window.holidays:
        return say("{when} and all day on public holidays", when=when)
    return say("{when} but not on public holidays", when=when)


def window_hours(window: OutOfHours, language: Language) -> str:
    """Return from when to when a window holds on its days, or nothing."""
    if not window.start or not window.end:
        return ""
    if f"{window.start}{window.end}" == "00:0024:00":
        return language.say("all day")
    start, end = language.text(window.start), language.text(window.end)
    return language.say("{start} to {end}", start=start, end=end)


def window_price(window: OutOfHours, language: Language) -> str:
    """Return what a window of the week costs: 1.5 times the normal rate."""
    say, said = language.say, []
    if window.multiplier is not None:
        factor = language.text(window.multiplier)
        said.append(say("{factor} times the normal rate", factor=factor))
    if window.surcharge is not None:
        price = language.money(window.surcharge, up_to=window.up_to)
        said.append(say("{price} on top", price=price))
    if window.rate is not None:
        price = language.money(window.rate, up_to=window.up_to)
        said.append(say("{price} an hour", price=price))
    if window.up_to is not None and window.surcharge is None and window.rate is None:
        said.append(say("up to {price}", price=language.money(window.up_to)))
    if window.unavailable is not None:
        said.append(say("no work") if window.unavailable else say("work is possible"))
    return ", ".join(said)


def cancellation_notice(cancellation: Cancellation, language: Language) -> str:
    """Return how late a visit is called off, or nothing."""
    notice = cancellation.notice_less_than
    return language.say("less than {time} before", time=language.text(notice)) if notice else ""


def cancellation_charge(cancellation: Cancellation, language: Language) -> str:
    """Return what calling off costs: 50% of the price, £40.00."""
    said = []
    if cancellation.charge:
        said.append(language.say("{share} of the price", share=language.text(cancellation.charge)))
    if cancellation.amount:
        said.append(language.money(cancellation.amount))
    return ", ".join(said)


def fee_price(fee: Fee, language: Language) -> str:
    """Return a fee: 10% of the first year's revenue, £250 for each line."""
    say = language.text
    said = []
    if fee.percent:
        said.append(_of(say(fee.percent), fee, language))
    if fee.amount:
        said.append(_for_each(say(fee.amount), fee.per, language))
    if fee.months:
        said.append(_months(fee, language))
    # What the kind of fee does not use is said all the same: nothing is dropped in silence.
    recurring = fee.months and fee.of is FeeOf.MONTHLY_RECURRING
    if said and not fee.percent and fee.of and not recurring:
        said.append(language.say("of {base}", base=say(fee.of)))
    if said and not fee.amount and fee.per:
        said.append(_for_each("", fee.per, language))
    return ", ".join(_with_its_kind(said, fee, language))


def _with_its_kind(said: list[str], fee: Fee, language: Language) -> list[str]:
    if fee.kind is None:
        return said
    kind = language.text(fee.kind)
    if not said:
        return [_for_each(_of(kind, fee, language), fee.per, language)]
    if fee.kind is FeeKind.CREDIT:
        return [*said, language.say("as a credit")]
    if fee.kind is FeeKind.GIFT:
        return [*said, language.say("as a gift")]
    return [kind, *said] if fee.kind in {FeeKind.NONE, FeeKind.RECIPROCAL} else said


def _of(share: str, fee: Fee, language: Language) -> str:
    if fee.of is None:
        return share
    return language.say("{share} of {base}", share=share, base=language.text(fee.of))


def _months(fee: Fee, language: Language) -> str:
    if fee.months is None:
        return ""
    return language.say_count(
        fee.months.value,
        "{count} month of the recurring charge",
        "{count} months of the recurring charge",
    )


def fee_limits(fee: Fee, language: Language) -> list[str]:
    """Return the least, the most and the steps of a fee, one each."""
    said = []
    if fee.minimum:
        said.append(language.say("at least {price}", price=language.text(fee.minimum)))
    if fee.cap:
        said.append(language.say("at most {price}", price=language.text(fee.cap)))
    said += [_tier(tier, language) for tier in fee.tiers or ()]
    return [*said, language.text(fee.tiers_apply)] if fee.tiers_apply else said


def _tier(tier: Tier, language: Language) -> str:
    values = (tier.percent, tier.amount)
    fee = language.listed(language.text(value) for value in values if value)
    if tier.above:
        return language.say("above {limit}: {fee}", limit=language.text(tier.above), fee=fee)
    return language.say("from the start: {fee}", fee=fee)


def fee_time(fee: Fee, language: Language) -> list[str]:
    """Return for how long a fee is earned, one piece each."""
    said = []
    if fee.lasts:
        said.append(language.say("for {time}", time=language.text(fee.lasts)))
    if fee.starts:
        said.append(language.say("from {event}", event=fee.starts))
    if fee.ends_when:
        said.append(language.say("ends when {event}", event=fee.ends_when))
    return said


def trigger_words(scheme: Scheme, language: Language) -> str:
    """Return the event that earns a fee, with the number of months where it counts them."""
    if scheme.trigger is Trigger.CLIENT_PAID_N_MONTHS and scheme.trigger_months:
        return language.say_count(
            scheme.trigger_months.value,
            "the client has paid for {count} month",
            "the client has paid for {count} months",
        )
    return language.text(scheme.trigger) if scheme.trigger else ""


def who_pays(fee: Fee, language: Language) -> str:
    """Return who pays a fee to whom, or nothing."""
    if not fee.payer and not fee.payee:
        return ""
    nobody = language.term("not said")
    payer = language.text(fee.payer) if fee.payer else nobody
    payee = language.text(fee.payee) if fee.payee else nobody
    return language.say("{payer} to {payee}", payer=payer, payee=payee)


def due_words(due: Due, language: Language, event: str = "") -> str:
    """Return when a bill is due, counted from `event`: 30 days after the invoice's date.

    `event` is in the page's words; without one they say 'that day'.
    """
    event = event or language.term("that day")
    days = due.days.value if due.days else 0
    match due.rule:
        case DueRule.ON_RECEIPT:
            return language.say("on {event}", event=event)
        case DueRule.IN_ADVANCE:
            return language.say("in advance, before work starts")
        case DueRule.DAYS_AFTER | DueRule.BUSINESS_DAYS_AFTER if days == 0:
            return language.say("on {event}", event=event)
        case DueRule.DAY_OF_MONTH:
            return _day_of_month(due, language, event)
        case DueRule.WEEK_END_AFTER_WEEKS:
            return _counted_from(event, due.rule, due.weeks.value if due.weeks else 0, language)
        case None:
            return language.say("not said")
        case counting:
            return _counted_from(event, counting, days, language)


def _counted_from(event: str, rule: DueRule, number: int, language: Language) -> str:
    one, many = _COUNTED[rule]
    return language.say_count(number, one, many, event=event)


_COUNTED: dict[DueRule, tuple[str, str]] = {
    DueRule.DAYS_AFTER: ours_counted("{count} day after {event}", "{count} days after {event}"),
    DueRule.BUSINESS_DAYS_AFTER: ours_counted(
        "{count} business day after {event}",
        "{count} business days after {event}",
    ),
    DueRule.DAYS_AFTER_MONTH_END: ours_counted(
        "{count} day after the end of the month of {event}",
        "{count} days after the end of the month of {event}",
    ),
    DueRule.MONTH_END_AFTER_DAYS: ours_counted(
        "at the end of the month that is reached {count} day after {event}",
        "at the end of the month that is reached {count} days after {event}",
    ),
    DueRule.WEEK_END_AFTER_WEEKS: ours_counted(
        "at the end of the week that is reached {count} week after {event}",
        "at the end of the week that is reached {count} weeks after {event}",
    ),
}


def _day_of_month(due: Due, language: Language, event: str) -> str:
    say = language.say
    months = due.months.value if due.months else 0
    day = day_of_month(due.day.value if due.day else LAST_DAY, language.locale)
    if months == 0:
        return say(
            "on {day} of the month, the next one on {event} or after it", day=day, event=event
        )
    if months == 1:
        return say("on {day} of the month after {event}", day=day, event=event)
    which = ordinal(months, language.locale)
    return say("on {day} of the {ordinal} month after {event}", day=day, ordinal=which, event=event)


def run_words(run: Run, language: Language) -> str:
    """Return on which days a payment run goes out."""
    if run.not_applicable:
        return run.not_applicable
    said = language.text(run.every) if run.every else ""
    if run.weekday:
        said = on_weekday(said, language.text(run.weekday), language)
    if run.day:
        day = language.text(run.day)
        said = language.onto("{when} on {day}", when=said, day=day)
    if run.first:
        said = language.onto("{when} counted from {date}", when=said, date=language.date(run.first))
    paid = language.say(_RUN_PAYS[run.pays]) if run.pays else ""
    return "; ".join(filter(None, (said, paid)))


_RUN_PAYS: dict[RunPays, str] = {
    RunPays.BEFORE_DUE: ours("the run on the due date or before it pays"),
    RunPays.AFTER_DUE: ours("the run on the due date or after it pays"),
}


def on_weekday(when: str, weekday: str, language: Language) -> str:
    """Return when something is done, with the day of the week: every week on Friday."""
    return language.onto("{when} on {weekday}", when=when, weekday=weekday)
