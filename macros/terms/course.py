"""Course: the days on which the business of a referred client moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.due import LONGEST_WAIT
from macros.records.referral import Trigger
from macros.terms.billing import CLIENT_TAKES
from macros.terms.business_days import plus_months

if TYPE_CHECKING:
    import datetime as dt

    from macros.terms.business_days import BusinessDays

# What nobody can know in advance, and is therefore taken and said.
LIVE_AFTER_MONTHS = 1


class Course(NamedTuple):
    """The days on which the business of a referred client moves on.

    `paid` is the day on which the client pays its first bill.
    """

    registered: dt.date
    signed: dt.date
    live: dt.date
    paid: dt.date

    @classmethod
    def of(
        cls,
        signed: dt.date,
        days: BusinessDays,
        *,
        registered: dt.date | None = None,
        live: dt.date | None = None,
        paid: dt.date | None = None,
    ) -> Course:
        """Return the course of a client that signs on a day.

        What is not given is taken: registered on that day, live a month later, the first bill
        paid 30 days after that, both moved on to a business day.
        """
        live = live or days.next(plus_months(signed, LIVE_AFTER_MONTHS))
        paid = paid or days.next(max(live, signed) + CLIENT_TAKES)
        return cls(registered or min(signed, live, paid), signed, live, paid)

    def day(self, event: Trigger, months: int = 1) -> dt.date | None:
        """Return the day of an event; with `months`, that of so many monthly bills' payment.

        None where that is more than ten years away.
        """
        match event:
            case Trigger.INTRODUCED | Trigger.QUALIFIED:
                return self.registered
            case Trigger.SIGNED:
                return self.signed
            case Trigger.LIVE:
                return self.live
            case Trigger.CLIENT_PAID_N_MONTHS:
                far = months * 30 > LONGEST_WAIT
                return None if far else plus_months(self.paid, max(months, 1) - 1)
            case _:
                return self.paid
