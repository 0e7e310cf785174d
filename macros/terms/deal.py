"""Deal: the figures of one client's business, as far as somebody has given them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from macros.records.referral import FeeOf
from macros.records.scalars import Money

if TYPE_CHECKING:
    from macros.records.referral import Fee
    from macros.records.scalars import Duration

YEAR = 12


class Figure(StrEnum):
    """A figure of a deal; the name of its field."""

    VALUE = "value"
    MONTHLY = "monthly"
    MONTHS = "months"
    SETUP = "setup"
    FIRST_INVOICE = "first_invoice"
    GROSS_PROFIT = "gross_profit"
    UNITS = "units"
    REFERRAL = "referral"


class FigureWanted(ValueError):  # noqa: N818 - it asks for something
    """The fee cannot be worked out without a figure that the deal does not have."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure.value)
        self.figure = figure


class CurrenciesDiffer(ValueError):  # noqa: N818 - it says what is the case
    """A figure of the deal is in another currency than the fee, or than another figure."""

    def __init__(self, figure: Figure, given: str, wanted: str) -> None:
        super().__init__(f"{figure}: {given}, not {wanted}")
        self.figure = figure
        self.given = given
        self.wanted = wanted


@dataclass(frozen=True)
class Deal:
    """What a referred client buys. `monthly` is its recurring charge, `value` the whole contract.

    A contract runs for `months`; where nobody says how long, its value is that of its first year.
    `referral` tells which referral of its direction it is, counted from 1.
    """

    value: Money | None = None
    monthly: Money | None = None
    months: int | None = None
    setup: Money | None = None
    first_invoice: Money | None = None
    gross_profit: Money | None = None
    units: int | None = None
    referral: int | None = None

    def money(self, figure: Figure, currency: str = "") -> Money:
        """Return a figure in money; FigureWanted or CurrenciesDiffer where it cannot be had."""
        value: Money | None = getattr(self, figure)
        if value is None:
            raise FigureWanted(figure)
        if currency and value.currency != currency:
            raise CurrenciesDiffer(figure, value.currency, currency)
        return value

    def number(self, figure: Figure) -> int:
        """Return a figure that is counted; FigureWanted where there is none."""
        value: int | None = getattr(self, figure)
        if value is None:
            raise FigureWanted(figure)
        return value

    def base(self, fee: Fee, currency: str = "") -> Money:
        """Return the amount that a fee is a share of; FigureWanted or CurrenciesDiffer without."""
        match fee.of:
            case FeeOf.FIRST_YEAR:
                return self._first_year(currency)
            case FeeOf.CONTRACT_VALUE:
                return self._whole(currency)
            case FeeOf.MONTHLY_RECURRING:
                return self.money(Figure.MONTHLY, currency)
            case FeeOf.FIRST_INVOICE:
                return self.money(Figure.FIRST_INVOICE, currency)
            case FeeOf.GROSS_PROFIT:
                return self.money(Figure.GROSS_PROFIT, currency)
            case FeeOf.SETUP:
                return self.money(Figure.SETUP, currency)
            case _:
                return self.money(Figure.VALUE, currency)

    def _first_year(self, currency: str) -> Money:
        is_longer = (self.months or YEAR) > YEAR
        if self.monthly and (self.value is None or is_longer):
            return self._charged(min(self.months or YEAR, YEAR), currency)
        # Of a longer contract nobody can tell how much of its value falls into the first year.
        return self.money(Figure.MONTHLY if is_longer else Figure.VALUE, currency)

    def _whole(self, currency: str) -> Money:
        if self.value is None and self.monthly and self.months:
            return self._charged(self.months, currency)
        return self.money(Figure.VALUE, currency)

    def _charged(self, months: int, currency: str) -> Money:
        """Return the monthly charge of so many months, with what the set-up costs."""
        monthly = self.money(Figure.MONTHLY, currency)
        setup = self.money(Figure.SETUP, monthly.currency).amount if self.setup else 0
        return Money(monthly.amount * months + setup, monthly.currency)


def charges(length: Duration) -> int:
    """Return how many monthly charges start within a length of time, months of 30 days."""
    match length.unit:
        case "month":
            return ceil(length.amount)
        case "year":
            return ceil(length.amount * YEAR)
        case _:
            return ceil(length.days() / 30)
