"""Due: why a bill falls due on its day, by the rule and with the dates that it counts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.calendar import month_end
from macros.records.due import number
from macros.records.money import DueRule
from macros.views.values import LAST_DAY, day_of_month, ordinal

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.money import Due
    from macros.views.wording import Language


def why_by_rule(due: Due, reached: dt.date, date: dt.date, event: str, language: Language) -> str:
    """Return why a bill falls due on the day `reached`, counted from `date`, that of its event."""
    say = language.say
    days, day = number(due.days), language.day(date).text
    match due.rule:
        case DueRule.ON_RECEIPT:
            return say("At once, on {day} ({event}).", day=day, event=event)
        case DueRule.IN_ADVANCE:
            return say("In advance: the work starts once it is paid.")
        case DueRule.DAYS_AFTER | DueRule.BUSINESS_DAYS_AFTER if days == 0:
            return say("On the same day, {day} ({event}).", day=day, event=event)
        case DueRule.DAYS_AFTER:
            return language.say_count(
                days,
                "{count} day after {day} ({event}).",
                "{count} days after {day} ({event}).",
                day=day,
                event=event,
            )
        case DueRule.BUSINESS_DAYS_AFTER:
            return language.say_count(
                days,
                "{count} business day after {day} ({event}).",
                "{count} business days after {day} ({event}).",
                day=day,
                event=event,
            )
        case _:
            return _by_month_or_week(due, reached, date, event, language)


def _by_month_or_week(
    due: Due, reached: dt.date, date: dt.date, event: str, language: Language
) -> str:
    day = language.day(date).text
    match due.rule:
        case DueRule.DAYS_AFTER_MONTH_END:
            return language.say_count(
                number(due.days),
                "{count} day after {end}, the end of the month of {day} ({event}).",
                "{count} days after {end}, the end of the month of {day} ({event}).",
                end=language.day(month_end(date)).text,
                day=day,
                event=event,
            )
        case DueRule.MONTH_END_AFTER_DAYS:
            return language.say_count(
                number(due.days),
                "The end of the month that is reached {count} day after {day} ({event}).",
                "The end of the month that is reached {count} days after {day} ({event}).",
                day=day,
                event=event,
            )
        case DueRule.WEEK_END_AFTER_WEEKS:
            return language.say_count(
                number(due.weeks),
                "{count} week after {day} ({event}), then to the Sunday that ends the week.",
                "{count} weeks after {day} ({event}), then to the Sunday that ends the week.",
                day=day,
                event=event,
            )
        case _:
            return _by_day_of_month(due, reached, day, event, language)


def _by_day_of_month(due: Due, reached: dt.date, day: str, event: str, language: Language) -> str:
    wanted = due.day.value if due.day else LAST_DAY
    which, months = day_of_month(wanted, language.locale), number(due.months)
    if reached.day < wanted < LAST_DAY:
        return language.say(
            "That month has no {ordinal}, so its last day, counted from {day} ({event}).",
            ordinal=ordinal(wanted, language.locale),
            day=day,
            event=event,
        )
    if months == 0:
        return language.say(
            "On {which} of the month, the next one from {day} ({event}).",
            which=which,
            day=day,
            event=event,
        )
    return language.say_count(
        months,
        "On {which} of the month after that of {day} ({event}).",
        "On {which} of the month, {count} months after that of {day} ({event}).",
        which=which,
        day=day,
        event=event,
    )
