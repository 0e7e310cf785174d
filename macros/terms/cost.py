"""Cost: what a visit costs, line by line, as data for whoever puts it into words."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.records.scalars import Money
from macros.terms.refusals import PriceError, Why

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from macros.records.money import Cancellation, Rate, Tax
    from macros.terms.charged import Spell
    from macros.terms.travel import Mileage


class Range(NamedTuple):
    """An exact amount, not rounded, with its upper end; both are the same where it is no range."""

    low: Decimal
    high: Decimal
    currency: str

    @classmethod
    def of(cls, low: Money, high: Money | None = None) -> Range:
        """Return a price, which may reach up to a higher one."""
        if high and high.currency != low.currency:
            raise PriceError(Why.CURRENCIES, low, high)
        return cls(low.amount, high.amount if high else low.amount, low.currency)

    def times(self, factor: Decimal, parts: Decimal = Decimal(1)) -> Range:
        """Return this `factor` times, divided into `parts`; one division, so that it is exact."""
        return Range(self.low * factor / parts, self.high * factor / parts, self.currency)

    def in_coins(self) -> tuple[Money, Money | None]:
        """Return the amount to the smallest coin, a half up, and the upper end of a range."""
        low = Money(self.low, self.currency).rounded()
        if self.low == self.high:
            return low, None
        high = Money(self.high, self.currency).rounded()
        return low, None if low == high else high


def shared(amounts: Sequence[Range], parts: Decimal) -> list[Range]:
    """Return each amount, divided into `parts`, in coins that add up to their exact sum in coins.

    Amounts are of one currency. The largest, the last of several, takes what rounding leaves over.
    """
    currency = amounts[0].currency if amounts else ""
    lows = _in_coins([each.low for each in amounts], parts, currency)
    highs = _in_coins([each.high for each in amounts], parts, currency)
    return [Range(low, high, currency) for low, high in zip(lows, highs, strict=True)]


def _in_coins(amounts: list[Decimal], parts: Decimal, currency: str) -> list[Decimal]:
    if not amounts:
        return []
    # Added up before the division, so that half a penny is not lost to digits that never end.
    *coins, whole = (
        Money(each / parts, currency).rounded().amount for each in (*amounts, sum(amounts))
    )
    _, largest = max((each, at) for at, each in enumerate(amounts))
    coins[largest] += whole - sum(coins)
    return coins


class Kind(StrEnum):
    """What a line of a cost is for."""

    TIME = "time"
    """Time at an hourly price."""
    PRICE = "price"
    """A price for the work, or the part of it that falls into a window."""
    SURCHARGE = "surcharge"
    MINIMUM_CHARGE = "minimum_charge"
    MILEAGE = "mileage"
    CANCELLATION = "cancellation"
    TAX = "tax"


class Item(NamedTuple):
    """A line of a cost: its amount, with the upper end of a range, and what it came from."""

    kind: Kind
    amount: Money
    up_to: Money | None = None
    rate: Rate | None = None
    spell: Spell | None = None
    whole: dt.timedelta | None = None
    """The time that the whole price buys, where the line is a part of it."""
    units: int | None = None
    mileage: Mileage | None = None
    cancellation: Cancellation | None = None
    price: Range | None = None
    """The price of the visit that a charge is a share of."""
    deadline: dt.datetime | None = None
    """Until when calling off would have been free of this charge."""

    @classmethod
    def of(cls, kind: Kind, amount: Range) -> Item:
        """Return a line with its amount rounded to the smallest coin, a half up."""
        return cls(kind, *amount.in_coins())

    @property
    def most(self) -> Money:
        """The upper end of the amount."""
        return self.up_to or self.amount


class Cost(NamedTuple):
    """What a visit costs; amounts are as prices are quoted, the tax apart."""

    rate: Rate
    items: tuple[Item, ...]
    total: Money
    up_to: Money | None
    """The upper end of the total, where a price is a range."""
    worked: dt.timedelta
    rounded: dt.timedelta | None = None
    """The time after rounding; None where time does not decide."""
    charged: dt.timedelta | None = None
    """The time that is charged, not below the minimum."""
    limit: Money | None = None
    """The most that a job may cost without our agreement."""
    cancelled_at: dt.datetime | None = None
    tax: Tax | None = None
    tax_due: Item | None = None
    """The tax that comes on top."""

    @property
    def most(self) -> Money:
        """The upper end of the total."""
        return self.up_to or self.total

    @property
    def needs_agreement(self) -> bool:
        """Whether the job costs, or may cost, more than it may without our agreement."""
        return self.limit is not None and self.most.amount > self.limit.amount


def total(items: Iterable[Item], currency: str) -> Range:
    """Return the sum of lines."""
    low = high = Decimal(0)
    for item in items:
        if item.amount.currency != currency:
            raise PriceError(Why.CURRENCIES, Money(Decimal(0), currency), item.amount)
        low += item.amount.amount
        high += item.most.amount
    return Range(low, high, currency)
