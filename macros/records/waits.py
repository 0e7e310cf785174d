"""Waits: what a due rule needs to know its day, and how long a wait may be at most."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from macros.records.money import Due, DueRule

if TYPE_CHECKING:
    from macros.records.scalars import Duration

# Ten years: beyond it a term is a slip of the pen, and dates would leave the calendar.
LONGEST_WAIT = 3653

NEEDS: dict[DueRule, tuple[str, ...]] = {
    DueRule.DAYS_AFTER: ("days",),
    DueRule.BUSINESS_DAYS_AFTER: ("days",),
    DueRule.DAYS_AFTER_MONTH_END: ("days",),
    DueRule.MONTH_END_AFTER_DAYS: ("days",),
    DueRule.DAY_OF_MONTH: ("day", "months"),
    DueRule.WEEK_END_AFTER_WEEKS: ("weeks",),
}
"""The numbers that a due rule counts with; a rule that is not here needs none."""

_DAYS: dict[str, Decimal] = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal(30)}


def lacking(due: Due) -> tuple[str, ...]:
    """Return the fields without which the day of a due rule is not known."""
    needed = NEEDS.get(due.rule, ()) if due.rule else ("rule",)
    return tuple(name for name in needed if getattr(due, name) is None)


def too_long(due: Due) -> str:
    """Return the field by which a due rule waits more than ten years, or nothing."""
    for name, length in _DAYS.items():
        count = getattr(due, name)
        business = name == "days" and due.rule is DueRule.BUSINESS_DAYS_AFTER
        each = Decimal("1.4") if business else length
        if count is not None and count.value * each > LONGEST_WAIT:
            return name
    return ""


def is_too_long(wait: Due | Duration) -> bool:
    """Tell whether a wait is longer than ten years."""
    return bool(too_long(wait)) if isinstance(wait, Due) else wait.days() > LONGEST_WAIT
