"""Refusals: why a record gives no price, for others to put into words."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What stands in the way of a price; behind it, what the refusal holds."""

    NO_TERMS = "no_terms"
    """The record says nothing of rates."""
    NO_TIMEZONE = "no_timezone"
    ENDS_BEFORE_START = "ends_before_start"
    TOO_LONG = "too_long"
    NO_SUCH_RATE = "no_such_rate"
    """The name asked for, and the names that there are."""
    WHICH_RATE = "which_rate"
    """The names that there are."""
    NOT_VALID = "not_valid"
    """The name, and the day on which no rate of that name holds."""
    WHICH_BASIS = "which_basis"
    """The name, and the bases that it has."""
    NO_SUCH_BASIS = "no_such_basis"
    """The name, the basis asked for, and the bases that it has."""
    TWO_PRICES = "two_prices"
    """The name, and the day on which it has two prices."""
    NOT_BY_VISIT = "not_by_visit"
    """The name, and the basis, which no visit has a price by."""
    NO_PRICE = "no_price"
    """The name of a rate without an amount."""
    UNITS = "units"
    """The name of a rate by the unit, and its unit."""
    DAY_LENGTH = "day_length"
    """The name of a rate by the day."""
    BEYOND = "beyond"
    """The name, the time that its price buys, and the time that is charged."""
    UNKNOWN_BEYOND = "unknown_beyond"
    """The name, and the name of the hourly rate that there is not."""
    LENGTH = "length"
    """A length of time that is not in minutes or hours."""
    ROUNDING = "rounding"
    """The time, and the step to which it could be rounded either way."""
    UNAVAILABLE = "unavailable"
    """The window in which nobody works, and the moment at which it is met."""
    UNPRICED = "unpriced"
    """The moment at which no window holds, and the name of the public holiday, if it is one."""
    CURRENCIES = "currencies"
    """Two amounts of different currencies."""
    NO_MILEAGE = "no_mileage"
    MILEAGE_UNIT = "mileage_unit"
    FREE_RADIUS = "free_radius"
    """A radius in a unit in which nobody measures a journey."""
    WHICH_WAY = "which_way"
    """The amounts for one way and for both ways."""
    NO_CANCELLATION = "no_cancellation"
    CANCELLED_AFTER = "cancelled_after"
    CHARGE = "charge"
    """The entry that names both a share and an amount, or neither."""


class PriceError(ValueError):
    """The record, or what is asked of it, gives no price or more than one."""

    def __init__(self, why: Why, *values: object) -> None:
        super().__init__(why.value, *values)
        self.why = why
        self.values = values
