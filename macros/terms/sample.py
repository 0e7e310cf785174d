"""Sample: the deal that an example takes, of round values that reach the steps of its fee."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from macros.records.referral import FeeOf, TiersApply
from macros.records.scalars import Money
from macros.records.tiers import steps
from macros.terms.deal import YEAR, Deal

if TYPE_CHECKING:
    from macros.records.referral import Fee

_MONTHLY = Decimal(1000)
_SETUP = Decimal(500)
_PROFIT = Decimal(3000)
_UNITS = 10


def sample_deal(fee: Fee, currency: str) -> Deal:
    """Return a deal that has every figure a fee can ask for.

    Where the fee has steps, its figures are half as much again as where the first one starts; or
    it is the first referral that the step holds for.
    """
    above = next((step.above for step in steps(fee) if step.above), Decimal(0))
    later = fee.tiers_apply is TiersApply.TO_LATER_REFERRALS
    reached = Decimal(0) if later else above + above // 2

    def money(usual: Decimal) -> Money:
        return Money(max(usual, reached), currency)

    # One figure is enough for what is a share of the whole; two would have to agree.
    of_whole = fee.of in {FeeOf.FIRST_YEAR, FeeOf.CONTRACT_VALUE}
    return Deal(
        value=money(_MONTHLY * YEAR),
        monthly=None if of_whole else money(_MONTHLY),
        months=YEAR,
        first_invoice=money(_MONTHLY + _SETUP),
        gross_profit=money(_PROFIT),
        setup=money(_SETUP),
        units=max(_UNITS, int(reached) + (reached % 1 > 0)),
        referral=int(above) + 1 if later else 1,
    )
