"""Business days: on which days money moves and offices answer, by country."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holidays import HolidayBase

    from macros.records.scalars import Country, Duration, Region

DAY = dt.timedelta(days=1)
# Bacs and Faster Payments follow the bank holidays of England, wherever in the kingdom one is.
_BANKS = {"GB": "ENG"}
_ENGLISH = "en_US"


class Holiday(NamedTuple):
    """A public holiday of a country, or of a region of it."""

    country: str
    region: str
    date: dt.date

    def name(self, language: str = "en") -> str:
        """Return what it is called in a language such as `de`; in English where nobody knows."""
        known = _holidays(self.country, self.region, language)
        return "" if known is None else str(known.get(self.date) or "")


@dataclass(frozen=True)
class BusinessDays:
    """The business days of a country, or of a region of it; Monday to Friday where none is known.

    `country` is an ISO 3166-1 code of two letters, `region` an ISO 3166-2 code such as `GB-SCT`.
    """

    country: str = ""
    region: str = ""

    @classmethod
    def of(cls, country: Country | None, region: Region | None = None) -> BusinessDays:
        """Return the business days of a country; a region goes before it."""
        if region:
            return cls(region[:2], region[3:])
        return cls(country or "", _BANKS.get(country or "", ""))

    def holiday(self, date: dt.date) -> Holiday | None:
        """Return the public holiday on `date`, or None."""
        return _holiday(self.country, self.region, date)

    def is_business_day(self, date: dt.date) -> bool:
        """Tell whether `date` is neither weekend nor public holiday there."""
        return _is_business_day(self.country, self.region, date)

    def next(self, date: dt.date) -> dt.date:
        """Return `date`, or the first business day after it."""
        while not self.is_business_day(date):
            date += DAY
        return date

    def previous(self, date: dt.date) -> dt.date:
        """Return `date`, or the last business day before it."""
        while not self.is_business_day(date):
            date -= DAY
        return date

    def plus(self, date: dt.date, count: int) -> dt.date:
        """Return the `count`th business day after `date`; 0 is `date` itself."""
        for _ in range(count):
            date = self.next(date + DAY)
        return date

    def minus(self, date: dt.date, count: int) -> dt.date:
        """Return the `count`th business day before `date`; 0 is `date` itself."""
        for _ in range(count):
            date = self.previous(date - DAY)
        return date

    def after(self, date: dt.date, length: Duration) -> dt.date:
        """Return the day that a length of time after `date` reaches.

        Months and years end on the same day of the month, or on its last where it is shorter.
        Hours and parts of a week count as whole days; less than a day ends on the same day.
        """
        amount = int(length.amount)
        match length.unit:
            case "business day":
                return self.plus(date, amount)
            case "month":
                return plus_months(date, amount)
            case "year":
                return plus_months(date, 12 * amount)
            case _:
                return date + dt.timedelta(days=int(length.days()))

    def before(self, date: dt.date, length: Duration) -> dt.date:
        """Return a day from which a length of time reaches `date`, or ends before it."""
        amount = int(length.amount)
        match length.unit:
            case "business day":
                return self.minus(self.previous(date), amount)
            case "month":
                return plus_months(date, -amount)
            case "year":
                return plus_months(date, -12 * amount)
            case _:
                return date - dt.timedelta(days=ceil(length.days()))


def plus_months(date: dt.date, months: int) -> dt.date:
    """Return the same day `months` later, or the last day of a month that is shorter."""
    years, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    day = min(date.day, calendar.monthrange(years, month + 1)[1])
    return dt.date(years, month + 1, day)


# A thousand partners ask for the same few hundred days.
@lru_cache(maxsize=1 << 14)
def _is_business_day(country: str, region: str, date: dt.date) -> bool:
    known = _holidays(country, region)
    if known is None:
        return date.weekday() < calendar.SATURDAY
    return bool(known.is_working_day(date))


@lru_cache(maxsize=1 << 14)
def _holiday(country: str, region: str, date: dt.date) -> Holiday | None:
    known = _holidays(country, region)
    return Holiday(country, region, date) if known is not None and date in known else None


@lru_cache(maxsize=64)
def _holidays(country: str, region: str, language: str = "en") -> HolidayBase | None:
    """Return the public holidays of a place, named in a language or in English.

    None where they are not known.
    """
    # They are read when a day is asked for: most of a start without any.
    from macros.records.public_holidays import public_holidays

    try:
        known = public_holidays(country, region, _ENGLISH)
    except NotImplementedError:
        return None
    if language not in known.supported_languages:
        return known
    return public_holidays(country, region, language)
