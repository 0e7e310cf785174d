"""What a visit costs: by hand, at the edges, and at random."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.records.money import Basis, Pricing, Tax
from macros.records.scalars import Distance, Hours
from macros.terms.business_days import BusinessDays
from macros.terms.clock import moments
from macros.terms.cost import Cost, Kind
from macros.terms.refusals import PriceError, Why
from macros.terms.visits import Tariff, Visit, visit_cost
from support.records import playbook

TERMS = Path(__file__).resolve().parents[1] / "terms"
LONDON = ZoneInfo("Europe/London")
ENGLAND = BusinessDays("GB", "ENG")
WEEK = [
    {"days": "Mon-Fri", "start": "18:00", "end": "08:00", "multiplier": "1.5"},
    {"days": "Sat", "start": "08:00", "end": "13:00", "multiplier": "1.5", "minimum": "4 hours"},
    {"days": "Sat", "start": "13:00", "end": "08:00", "surcharge": "GBP 60"},
    {"days": "Sun", "start": "08:00", "end": "08:00", "holidays": "yes", "rate": "GBP 100"},
]
HOURLY = {"name": "Labour", "basis": "hourly", "rate": "GBP 45.00"}
DAY = {"name": "Day", "basis": "day", "rate": "GBP 360.00"}
QUARTERS: dict[str, Any] = {"increment": "15 minutes", "rounding": "up"}


def tariff(*rates: dict[str, str], tax: dict[str, str] | None = None, **pricing: object) -> Tariff:
    """Return terms with these rates, or the hourly one, in the week above."""
    made = {"rates": list(rates or [HOURLY]), "out_of_hours": WEEK, **pricing}
    return Tariff(
        Pricing.model_validate(made),
        Hours.parse("Mon-Fri 08:00-18:00") if made["out_of_hours"] else None,
        Tax.model_validate(tax) if tax else None,
        LONDON,
        ENGLAND,
    )


def at(text: str, zone: ZoneInfo = LONDON) -> dt.datetime:
    """Return a time by the clocks of a zone: 2026-03-14 10:00, or only 10:00 of 11 March 2026."""
    day, _, clock = text.rpartition(" ")
    return dt.datetime.fromisoformat(f"{day or '2026-03-11'}T{clock}").replace(tzinfo=zone)


def cost(terms: Tariff, start: str, end: str, **more: object) -> Cost:
    return visit_cost(terms, Visit(at(start), at(end))._replace(**more))  # type: ignore[arg-type]


def total(terms: Tariff, start: str, end: str, **more: object) -> str:
    found = cost(terms, start, end, **more)
    return " to ".join(str(amount.amount) for amount in (found.total, found.up_to) if amount)


def refusal(terms: Tariff, start: str, end: str, **more: object) -> Why:
    with pytest.raises(PriceError) as error:
        cost(terms, start, end, **more)
    return error.value.why


# Time and windows. 11 March 2026 is a Wednesday, 14 March a Saturday; 3 April is Good Friday.


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("09:00", "12:20", "157.50"),  # 3.5 h
        ("16:00", "19:20", "191.25"),  # 2 h, then 1.5 h at 67.50
        ("17:00", "18:00", "45.00"),
        ("18:00", "18:10", "16.88"),  # a quarter at 67.50 is 16.875
        ("17:50", "17:51", "11.25"),  # rounded up to 18:05, and nobody was there after 18:00
        ("2026-03-14 10:00", "2026-03-14 13:00", "270.00"),  # 3 h, and 4 are the least
        ("2026-03-14 10:00", "2026-03-14 13:20", "352.50"),  # 4 h; half an hour and the surcharge
        ("2026-03-14 12:00", "2026-03-14 20:00", "645.00"),  # 4 h at 67.50, 7 h, the surcharge
        ("2026-03-15 06:00", "2026-03-15 09:00", "250.00"),  # 2 h and 60, then 1 h at 100
        ("2026-03-16 07:00", "2026-03-16 09:00", "145.00"),  # Sunday's window ends at 08:00
        ("2026-03-13 23:00", "2026-03-14 01:00", "135.00"),  # Friday's night
        ("2026-04-03 10:00", "2026-04-03 12:00", "200.00"),  # a holiday, all day
        ("2026-04-02 23:00", "2026-04-03 01:00", "167.50"),  # the holiday starts at midnight
        ("2026-04-06 23:00", "2026-04-07 01:00", "167.50"),  # and ends there, at night rates
    ],
)
def test_each_hour_has_the_price_of_its_window(start: str, end: str, expected: str) -> None:
    assert total(tariff(**QUARTERS), start, end) == expected


@pytest.mark.parametrize(
    ("night", "zone", "hours"),
    [
        ("2026-03-28", "Europe/London", 9),
        ("2026-10-24", "Europe/London", 11),
        ("2026-03-07", "America/New_York", 9),
        ("2026-10-31", "America/New_York", 11),
        ("2026-03-14", "America/New_York", 10),
    ],
)
def test_hours_are_counted_as_they_pass(night: str, zone: str, hours: int) -> None:
    place = ZoneInfo(zone)
    rate = [{"days": "Mon-Sun", "start": "00:00", "end": "24:00", "rate": "GBP 1"}]
    terms = Tariff(
        Pricing.model_validate({"rates": [HOURLY], "out_of_hours": rate}),
        None,
        None,
        place,
        BusinessDays("GB"),
    )
    start = at(f"{night} 22:00", place)
    end = (start + dt.timedelta(hours=10)).replace(tzinfo=place)
    assert visit_cost(terms, Visit(start, end)).total.amount == hours


def test_an_hour_that_comes_twice_is_priced_twice() -> None:
    early = [{"days": "Sun", "start": "01:00", "end": "02:00", "rate": "GBP 100"}]
    terms = tariff(out_of_hours=early)
    found = visit_cost(
        Tariff(terms.pricing, None, None, LONDON, ENGLAND),
        Visit(at("2026-10-25 00:30"), at("2026-10-25 02:30")),
    )
    assert [item.amount.amount for item in found.items] == [45, 200]


def test_a_window_that_starts_in_the_hour_that_is_left_out_starts_when_clocks_change() -> None:
    late = [{"days": "Sun", "start": "01:30", "end": "04:00", "rate": "GBP 100"}]
    terms = tariff(out_of_hours=late)
    found = visit_cost(
        Tariff(terms.pricing, None, None, LONDON, ENGLAND),
        Visit(at("2026-03-29 00:00"), at("2026-03-29 03:00")),
    )
    assert [item.amount.amount for item in found.items] == [45, 100]


@pytest.mark.parametrize(
    ("rounding", "minutes", "charged"),
    [
        *(("up", 1, 15), ("up", 15, 15), ("up", 16, 30)),
        *(("nearest", 7, 0), ("nearest", 22, 15), ("nearest", 23, 30)),
        *(("down", 14, 0), ("down", 29, 15), ("down", 30, 30)),
    ],
)
def test_time_is_rounded_once_for_the_whole_visit(
    rounding: str, minutes: int, charged: int
) -> None:
    terms = tariff(increment="15 minutes", rounding=rounding)
    found = cost(terms, "09:00", f"09:{minutes:02}")
    assert found.charged == dt.timedelta(minutes=charged)
    assert found.total.amount == Decimal("0.75") * charged


def test_half_a_step_is_rounded_up() -> None:
    terms = tariff(increment="30 minutes", rounding="nearest")
    assert total(terms, "09:00", "10:15") == "67.50"


def test_without_steps_every_minute_counts() -> None:
    assert total(tariff(), "09:00", "09:07") == "5.25"


def test_steps_need_a_direction_only_where_it_matters() -> None:
    terms = tariff(increment="15 minutes")
    assert total(terms, "09:00", "09:30") == "22.50"
    assert refusal(terms, "09:00", "09:20") is Why.ROUNDING


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("09:00", "09:10", "90.00"),
        ("09:00", "11:30", "112.50"),
        ("17:30", "17:40", "90.00"),  # time that was not worked is never dearer
        # Two hours from 07:00: half an hour at 67.50 was worked, one hour of the rest is cheaper.
        ("07:30", "07:40", "101.25"),
        ("07:30", "08:30", "101.25"),
        ("07:30", "09:30", "101.25"),
    ],
)
def test_a_minimum_is_paid_as_if_the_visit_had_lasted_so_long(
    start: str, end: str, expected: str
) -> None:
    assert total(tariff(minimum="2 hours"), start, end) == expected


def test_a_surcharge_is_paid_once_a_visit() -> None:
    evenings = [
        {"days": "Mon-Fri", "start": "18:00", "end": "08:00", "surcharge": "GBP 60"},
        {"days": "Sat-Sun", "start": "08:00", "end": "08:00", "surcharge": "GBP 80"},
    ]
    terms = tariff({**HOURLY, "rate": "GBP 1"}, out_of_hours=evenings)
    assert total(terms, "17:00", "2026-03-12 19:00") == "86.00"
    assert total(terms, "2026-03-13 17:00", "2026-03-14 09:00") == "156.00"
    assert total(terms, "09:00", "17:00") == "8.00"


def test_rounding_alone_brings_no_surcharge_and_no_minimum_of_a_window() -> None:
    assert total(tariff(**QUARTERS), "2026-03-14 11:00", "2026-03-14 12:59") == "270.00"
    terms = tariff(increment="1 hour", rounding="down")
    # The ten minutes after 18:00 are not charged, and so not priced.
    assert total(terms, "17:00", "18:10") == "45.00"


# Refusals


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("10:00", "10:00", Why.ENDS_BEFORE_START),
        ("10:00", "09:00", Why.ENDS_BEFORE_START),
        ("10:00", "2026-04-11 12:00", Why.TOO_LONG),
        ("22:00", "23:00", Why.UNAVAILABLE),
        ("2026-03-14 08:00", "2026-03-14 09:00", Why.UNPRICED),
    ],
)
def test_what_has_no_price_is_refused(start: str, end: str, why: Why) -> None:
    windows = [
        {"days": "Mon-Fri", "start": "18:00", "end": "21:00", "multiplier": "2"},
        {"days": "Mon-Fri", "start": "21:00", "end": "08:00", "unavailable": "yes"},
    ]
    assert refusal(tariff(out_of_hours=windows), start, end) is why


def test_time_that_only_rounding_adds_may_be_closed() -> None:
    closed = [{"days": "Mon-Fri", "start": "18:00", "end": "08:00", "unavailable": "yes"}]
    terms = tariff(out_of_hours=closed, minimum="2 hours")
    assert total(terms, "17:30", "18:00") == "90.00"


def test_a_window_that_leaves_holidays_out_has_no_price_on_them() -> None:
    weekday = {"days": "Mon-Fri", "start": "18:00", "end": "08:00", "multiplier": "2"}
    silent = tariff(out_of_hours=[weekday])
    assert total(silent, "2026-04-03 19:00", "2026-04-03 20:00") == "90.00"
    says_no = tariff(out_of_hours=[{**weekday, "holidays": "no"}])
    assert refusal(says_no, "2026-04-03 19:00", "2026-04-03 20:00") is Why.UNPRICED
    assert total(says_no, "2026-04-03 09:00", "2026-04-03 10:00") == "45.00"


@pytest.mark.parametrize("length", ["1 day", "2 business days", "1000 hours"])
def test_lengths_that_are_no_hours_are_refused(length: str) -> None:
    assert refusal(tariff(minimum=length), "09:00", "10:00") is Why.LENGTH


# Rates


RATES = [
    {"name": "Labour", "basis": "hourly", "rate": "GBP 40", "effective_to": "2026-03-31"},
    {"name": "Labour", "basis": "hourly", "rate": "GBP 44", "effective_from": "2026-04-01"},
    {"name": "Labour", "basis": "day", "rate": "GBP 300"},
    {"name": "Outlet", "basis": "unit", "rate": "GBP 78.50", "per": "outlet"},
    {"name": "Materials", "basis": "cost_plus", "percent": "12%"},
    {"name": "Old", "basis": "visit", "rate": "GBP 1", "effective_to": "2026-01-31"},
]


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        ("2026-03-31", {"work": "Labour", "basis": Basis.HOURLY}, "40.00"),
        ("2026-04-01", {"work": "Labour", "basis": Basis.HOURLY}, "44.00"),
        ("2026-04-01", {"work": "labour", "basis": Basis.DAY}, "300.00"),
        ("2026-04-01", {"basis": Basis.HOURLY}, "44.00"),
        ("2026-04-01", {"work": "Outlet", "units": 3}, "235.50"),
        ("2026-04-01", {"work": "Outlet", "units": 0}, "0.00"),
    ],
)
def test_the_rate_of_the_work_that_holds_on_the_day(
    day: str, more: dict[str, object], expected: str
) -> None:
    terms = tariff(*RATES, day_length="8 hours", out_of_hours=[])
    assert total(terms, f"{day} 09:00", f"{day} 10:00", **more) == expected


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, Why.WHICH_RATE),
        ({"work": "Labour"}, Why.WHICH_BASIS),
        ({"work": "Labur"}, Why.NO_SUCH_RATE),
        ({"work": "Labour", "basis": Basis.VISIT}, Why.NO_SUCH_BASIS),
        ({"work": "Old"}, Why.NOT_VALID),
        ({"work": "Outlet"}, Why.UNITS),
        ({"work": "Materials"}, Why.NOT_BY_VISIT),
        ({"work": "Labour", "basis": Basis.DAY}, Why.DAY_LENGTH),
    ],
)
def test_a_rate_is_never_guessed(more: dict[str, object], why: Why) -> None:
    assert refusal(tariff(*RATES), "09:00", "10:00", **more) is why


def test_two_prices_on_one_day_are_none() -> None:
    terms = tariff(HOURLY, {**HOURLY, "rate": "GBP 46"})
    assert refusal(terms, "09:00", "10:00") is Why.TWO_PRICES


OVERTIME = {"name": "Overtime", "basis": "hourly", "rate": "GBP 60"}


@pytest.mark.parametrize(
    ("rate", "start", "end", "expected"),
    [
        ({}, "09:00", "10:00", "360.00"),
        ({}, "09:00", "17:00", "360.00"),
        ({"beyond": "Overtime"}, "08:00", "17:30", "450.00"),
        ({"beyond": "Overtime"}, "10:00", "20:00", "540.00"),  # 2 h beyond, both after 18:00
        ({}, "2026-03-14 09:00", "2026-03-14 10:00", "540.00"),
        ({}, "14:00", "22:00", "450.00"),  # half of it is paid 1.5 times
        ({"basis": "half_day"}, "09:00", "13:00", "360.00"),
        ({"basis": "half_day", "covers": "5 hours"}, "09:00", "14:00", "360.00"),
        ({"basis": "visit"}, "2026-03-11 08:00", "2026-03-11 18:00", "360.00"),
        ({"basis": "visit", "covers": "1 hour", "beyond": "overtime"}, "09:00", "11:00", "420.00"),
        # Sunday's hour is paid at its own rate, and the visit's price for the rest.
        ({"basis": "visit"}, "2026-03-15 07:30", "2026-03-15 09:00", "520.00"),
        ({"basis": "visit"}, "2026-03-15 10:00", "2026-03-15 12:00", "200.00"),
    ],
)
def test_a_price_for_more_than_an_hour(
    rate: dict[str, str], start: str, end: str, expected: str
) -> None:
    terms = tariff({**DAY, **rate}, OVERTIME, day_length="8 hours")
    assert total(terms, start, end, work="Day") == expected


def _three_windows(second: str = "1", third: str = "1") -> list[dict[str, str]]:
    return [
        {"days": "Wed", "start": "11:00", "end": "14:00", "multiplier": second},
        {"days": "Wed", "start": "14:00", "end": "17:00", "multiplier": third},
    ]


@pytest.mark.parametrize(
    ("price", "factors", "expected"),
    [
        # The last of the largest takes what is missing, or what is too much.
        ({"rate": "GBP 100.00"}, ("1", "1"), ["33.33", "33.33", "33.34"]),
        ({"rate": "GBP 200.00"}, ("1", "1"), ["66.67", "66.67", "66.66"]),
        ({"rate": "GBP 100.00"}, ("2", "1"), ["33.33", "66.67", "33.33"]),
        ({"rate": "GBP 100.00"}, ("2", "2"), ["33.33", "66.67", "66.67"]),
        (
            {"rate": "GBP 100.00", "up_to": "GBP 200.00"},
            ("1", "1"),
            ["33.33 to 66.67", "33.33 to 66.67", "33.34 to 66.66"],
        ),
        ({"rate": "GBP 90.00"}, ("1", "1"), ["30.00", "30.00", "30.00"]),
    ],
)
def test_the_parts_of_a_price_add_up_to_it(
    price: dict[str, str], factors: tuple[str, str], expected: list[str]
) -> None:
    terms = tariff({**DAY, **price}, day_length="9 hours", out_of_hours=_three_windows(*factors))
    found = cost(terms, "08:00", "17:00")
    assert [
        " to ".join(str(amount.amount) for amount in (item.amount, item.up_to) if amount)
        for item in found.items
    ] == expected


def test_half_a_penny_of_a_price_is_not_lost_in_parts_whose_digits_never_end() -> None:
    windows = _three_windows("1.5", "1.25")
    terms = tariff({**DAY, "rate": "GBP 100.06"}, day_length="9 hours", out_of_hours=windows)
    # 3 h, 3 h and 1 h of 7 h: 1.25 times the price, 125.075.
    assert total(terms, "08:00", "15:00") == "125.08"


@given(
    pence=st.integers(1, 10_000_000),
    factors=st.tuples(*[st.sampled_from(["0.5", "1", "1.1", "1.25", "1.5", "2"])] * 2),
    worked=st.integers(361, 540),
)
def test_a_price_that_is_shared_out_loses_no_coin(
    pence: int, factors: tuple[str, str], worked: int
) -> None:
    rate = {**DAY, "rate": f"GBP {pence // 100}.{pence % 100:02}"}
    terms = tariff(rate, day_length="9 hours", out_of_hours=_three_windows(*factors))
    found = visit_cost(terms, Visit(at("08:00"), at("08:00") + dt.timedelta(minutes=worked)))
    second, third = map(Fraction, factors)
    exact = pence * (180 + 180 * second + (worked - 360) * third) / worked
    assert found.total.amount * 100 == floor(exact + Fraction(1, 2))
    assert found.total.amount == sum(item.amount.amount for item in found.items)


@pytest.mark.parametrize(
    ("rate", "end", "why"),
    [
        ({}, "17:01", Why.BEYOND),
        ({"basis": "half_day"}, "13:01", Why.BEYOND),
        ({"basis": "visit", "covers": "1 hour"}, "10:01", Why.BEYOND),
        ({"beyond": "Over time"}, "17:01", Why.UNKNOWN_BEYOND),
    ],
)
def test_time_that_a_price_does_not_buy_needs_a_rate(
    rate: dict[str, str], end: str, why: Why
) -> None:
    terms = tariff({**DAY, **rate}, OVERTIME, day_length="8 hours")
    assert refusal(terms, "09:00", end, work="Day") is why


def test_a_price_for_the_work_takes_a_surcharge_and_nothing_else_of_a_window() -> None:
    fixed = {"name": "Survey", "basis": "fixed", "rate": "GBP 250"}
    terms = tariff(fixed, increment="7 hours", rounding="up", minimum="12 hours")
    assert total(terms, "2026-03-14 11:00", "2026-03-14 14:00") == "310.00"


# The whole: minimum charge, range, mileage, limit, tax


def test_a_minimum_charge_fills_up_what_the_work_costs() -> None:
    terms = tariff(minimum_charge="GBP 95.00", travel=MILES)
    found = cost(terms, "09:00", "10:00", distance=Distance(Decimal(10), "miles"))
    assert [f"{item.kind}: {item.amount.amount}" for item in found.items] == [
        "time: 45.00",
        "minimum_charge: 50.00",
        "mileage: 10.00",
    ]
    assert total(terms, "09:00", "12:00") == "135.00"


def test_a_range_has_two_ends_all_the_way() -> None:
    terms = tariff({**HOURLY, "up_to": "GBP 60"}, tax=VAT, minimum_charge="GBP 50")
    found = cost(terms, "09:00", "10:00")
    assert (str(found.total), str(found.up_to)) == ("GBP 50.00", "GBP 60.00")
    assert found.tax_due
    assert (str(found.tax_due.amount), str(found.tax_due.up_to)) == ("GBP 10.00", "GBP 12.00")
    assert total(terms, "18:00", "19:00") == "67.50 to 90.00"


MILES = {"mileage": "GBP 0.50", "mileage_per": "mile", "mileage_for": "both_ways"}
VAT = {"regime": "vat", "rate": "20%", "prices_are": "excluding"}


@pytest.mark.parametrize(
    ("travel", "distance", "expected"),
    [
        ({}, "42 miles", "42.00"),
        ({"mileage_for": "one_way"}, "42 miles", "21.00"),
        ({"free_radius": "20 miles"}, "42 miles", "22.00"),
        ({"free_radius": "20 miles"}, "20 miles", "0.00"),
        ({"free_radius": "20 miles", "mileage_for": "one_way"}, "21 miles", "0.50"),
        ({}, "16.09 km", "10.00"),  # 9.998 miles
        ({"mileage_per": "km"}, "10 miles", "16.09"),
        ({"mileage_per": "km", "free_radius": "5 miles"}, "10 km", "1.95"),
        ({"mileage": "GBP 0.455"}, "33 miles", "30.03"),
    ],
)
def test_mileage_is_paid_beyond_the_free_radius(
    travel: dict[str, str], distance: str, expected: str
) -> None:
    terms = tariff(travel={**MILES, **travel})
    found = cost(terms, "09:00", "10:00", distance=Distance.parse(distance))
    assert [str(item.amount.amount) for item in found.items if item.kind is Kind.MILEAGE] == [
        expected
    ]


@pytest.mark.parametrize(
    ("travel", "why"),
    [
        (None, Why.NO_MILEAGE),
        ({"not_applicable": "They work from home"}, Why.NO_MILEAGE),
        ({"free_radius": "5 miles"}, Why.NO_MILEAGE),
        ({"mileage": "GBP 0.45", "mileage_for": "one_way"}, Why.MILEAGE_UNIT),
        ({"mileage": "GBP 0.45", "mileage_per": "mile"}, Why.WHICH_WAY),
        ({**MILES, "free_radius": "9 in"}, Why.FREE_RADIUS),
    ],
)
def test_mileage_is_never_guessed(travel: dict[str, str] | None, why: Why) -> None:
    terms = tariff(travel=travel or {})
    distance = Distance.parse("42 miles")
    assert refusal(terms, "09:00", "10:00", distance=distance) is why


def test_where_both_readings_come_to_nothing_there_is_one() -> None:
    travel = {"mileage": "GBP 0.45", "mileage_per": "mile", "free_radius": "20 miles"}
    found = cost(tariff(travel=travel), "09:00", "10:00", distance=Distance.parse("20 miles"))
    assert str(found.total) == "GBP 45.00"


@pytest.mark.parametrize(("limit", "passed"), [("GBP 44.99", True), ("GBP 45.00", False)])
def test_a_limit_is_told_and_changes_nothing(limit: str, passed: bool) -> None:  # noqa: FBT001
    found = cost(tariff(not_to_exceed=limit), "09:00", "10:00")
    assert (str(found.total), found.needs_agreement) == ("GBP 45.00", passed)


@pytest.mark.parametrize(
    ("tax", "expected"),
    [
        ({}, "9.00"),
        ({"rate": "17.5%"}, "7.88"),  # 7.875
        ({"prices_are": "including"}, ""),
        ({"reverse_charge": "yes"}, ""),
        ({"regime": "none"}, ""),
        ({"rate": "0%"}, ""),
    ],
)
def test_tax_comes_on_top_where_prices_exclude_it(tax: dict[str, str], expected: str) -> None:
    found = cost(tariff(tax={**VAT, **tax}), "09:00", "10:00")
    assert str(found.total) == "GBP 45.00"
    assert (str(found.tax_due.amount.amount) if found.tax_due else "") == expected


# Calling off


ENTRIES = [
    {"notice_less_than": "1 week", "amount": "GBP 10"},
    {"notice_less_than": "2 business days", "charge": "25%"},
    {"notice_less_than": "1 business day", "charge": "50%"},
    {"notice_less_than": "2 hours", "charge": "100%"},
]


@pytest.mark.parametrize(
    ("visit", "cancelled", "expected"),
    [
        ("2026-03-11 10:00", "2026-03-04 10:00", ""),
        ("2026-03-11 10:00", "2026-03-04 10:01", "10.00"),
        ("2026-03-11 10:00", "2026-03-09 10:00", "10.00"),
        ("2026-03-11 10:00", "2026-03-09 10:01", "22.50"),
        ("2026-03-11 10:00", "2026-03-10 10:00", "22.50"),
        ("2026-03-11 10:00", "2026-03-10 10:01", "45.00"),
        ("2026-03-11 10:00", "2026-03-11 08:00", "45.00"),
        ("2026-03-11 10:00", "2026-03-11 08:01", "90.00"),
        ("2026-03-11 10:00", "2026-03-11 11:00", "90.00"),  # on the doorstep
        # A Monday's business day before is Friday; after Easter, the Thursday before it.
        ("2026-03-16 10:00", "2026-03-13 09:59", "22.50"),
        ("2026-03-16 10:00", "2026-03-14 12:00", "45.00"),
        ("2026-04-07 10:00", "2026-04-02 10:00", "22.50"),
        ("2026-04-07 10:00", "2026-04-02 10:01", "45.00"),
        # A week over a clock change ends at the same time of the clock.
        ("2026-04-01 10:00", "2026-03-25 10:00", ""),
    ],
)
def test_the_shortest_notice_that_is_not_kept_decides(
    visit: str, cancelled: str, expected: str
) -> None:
    start = at(visit)
    end = start + dt.timedelta(hours=2)
    found = visit_cost(tariff(cancellation=ENTRIES), Visit(start, end, cancelled_at=at(cancelled)))
    assert [str(item.amount.amount) for item in found.items] == ([expected] if expected else [])
    assert str(found.total.amount) == (expected or "0.00")


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        ("90 minutes", "2026-03-31 08:30"),
        ("12 hours", "2026-03-30 22:00"),
        ("72 hours", "2026-03-28 09:00"),  # an hour was left out on the way
        ("3 days", "2026-03-28 10:00"),
        ("1 month", "2026-02-28 10:00"),
        ("1 year", "2025-03-31 10:00"),
        ("2 years", "2024-03-31 10:00"),
        ("0.5 days", "2026-03-30 22:00"),
        ("1.5 weeks", "2026-03-20 22:00"),
        ("0.1 weeks", "2026-03-30 17:12"),
        ("2 business days", "2026-03-27 10:00"),
    ],
)
def test_notice_is_kept_up_to_its_last_minute(notice: str, last: str) -> None:
    terms = tariff(cancellation=[{"notice_less_than": notice, "charge": "50%"}])
    moment = at(last)
    when = Visit(at("2026-03-31 10:00"), at("2026-03-31 12:00"))
    kept = visit_cost(terms, when._replace(cancelled_at=moment))
    late = visit_cost(terms, when._replace(cancelled_at=moment + dt.timedelta(minutes=1)))
    assert (str(kept.total), str(late.total)) == ("GBP 0.00", "GBP 45.00")


def test_no_travel_and_no_tax_are_due_for_a_visit_that_was_called_off() -> None:
    terms = tariff(cancellation=ENTRIES, travel=MILES, tax=VAT, not_to_exceed="GBP 1")
    more = {"distance": Distance.parse("42 miles"), "cancelled_at": at("08:30")}
    found = cost(terms, "09:00", "10:00", **more)
    assert [item.kind for item in found.items] == [Kind.CANCELLATION]
    assert str(found.total) == "GBP 45.00"
    assert found.tax_due is None
    assert not found.needs_agreement


@pytest.mark.parametrize(
    ("entries", "cancelled", "why"),
    [
        ([], "08:00", Why.NO_CANCELLATION),
        (ENTRIES, "10:00", Why.CANCELLED_AFTER),
        ([{"notice_less_than": "1 day"}], "08:00", Why.CHARGE),
        ([{"charge": "50%", "amount": "GBP 5"}], "08:00", Why.CHARGE),
        ([{"notice_less_than": "99999 years", "charge": "5%"}], "08:00", Why.LENGTH),
    ],
)
def test_calling_off_is_never_guessed(
    entries: list[dict[str, str]], cancelled: str, why: Why
) -> None:
    terms = tariff(cancellation=entries)
    assert refusal(terms, "09:00", "10:00", cancelled_at=at(cancelled)) is why


# Terms of a real contractor


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("09:00", "16:30", "450.00 to 750.00"),
        ("09:00", "12:00", "450.00 to 750.00"),
        ("09:00", "18:50", "585.00 to 975.00"),  # 7.5 h, and 2 h 15 min of overtime
        ("09:00", "18:52", "585.00 to 975.00"),
        ("09:00", "18:53", "600.00 to 1000.00"),
        # 7.5 h; overtime of 4.5 h, and of 1.25 h 1.5 times, after 21:00
        ("09:00", "22:10", "832.50 to 1387.50"),
        ("2026-03-14 09:00", "2026-03-14 16:30", "675.00 to 1125.00"),
    ],
)
def test_a_day_of_seven_and_a_half_hours_with_overtime(start: str, end: str, expected: str) -> None:
    record = Book.load(TERMS).playbooks["t5"]
    terms = Tariff(
        record.partner.subcontract.pricing,  # type: ignore[union-attr,arg-type]
        Hours.parse("Mon-Fri 07:00-21:00"),
        None,
        LONDON,
        ENGLAND,
    )
    assert total(terms, start, end, work="Day rate, by length of engagement") == expected


def test_fifty_pence_a_mile_can_be_read_in_two_ways() -> None:
    record = Book.load(TERMS).playbooks["t5"]
    pricing = record.partner.subcontract.pricing  # type: ignore[union-attr]
    assert pricing
    with pytest.raises(PriceError) as error:
        visit_cost(
            Tariff(pricing, None, None, LONDON, ENGLAND),
            Visit(at("09:00"), at("10:00"), "Overtime", distance=Distance.parse("30 miles")),
        )
    assert [str(value) for value in error.value.values] == ["30 miles", "GBP 15.00", "GBP 30.00"]


# From a record


def test_terms_come_from_record_and_house(tmp_path: Path) -> None:
    house = "name: Example MSP\ncountry: GB\nregion: GB-SCT\ntimezone: Europe/London\n"
    rates = "subcontract: {pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45}]}}\n"
    head = "name: Acme\nstatus: active\nnda: {signed_on: 2026-01-05}\n"
    head += "client_protection: {non_engagement: {during: yes}}\n"
    terms = Tariff.of(playbook(tmp_path / "a", head + rates, house))
    assert (terms.zone.key, terms.calendar) == ("Europe/London", BusinessDays("GB", "SCT"))
    own = "country: DE\ntimezone: Europe/Berlin\n"
    terms = Tariff.of(playbook(tmp_path / "b", head + own + rates, house))
    assert (terms.zone.key, terms.calendar) == ("Europe/Berlin", BusinessDays("DE"))
    for record, why in ((head, Why.NO_TERMS), (head + rates, Why.NO_TIMEZONE)):
        with pytest.raises(PriceError) as error:
            Tariff.of(playbook(tmp_path / why, record))
        assert error.value.why is why


# Clocks


@pytest.mark.parametrize(
    ("local", "offsets"),
    [
        ("2026-03-14T10:00", ["+00:00"]),
        ("2026-07-14T10:00", ["+01:00"]),
        ("2026-03-29T00:59", ["+00:00"]),
        ("2026-03-29T01:00", []),
        ("2026-03-29T01:59", []),
        ("2026-03-29T02:00", ["+01:00"]),
        ("2026-10-25T00:59", ["+01:00"]),
        ("2026-10-25T01:00", ["+01:00", "+00:00"]),
        ("2026-10-25T01:59", ["+01:00", "+00:00"]),
        ("2026-10-25T02:00", ["+00:00"]),
    ],
)
def test_a_time_on_a_clock_is_one_moment_or_two_or_none(local: str, offsets: list[str]) -> None:
    found = moments(dt.datetime.fromisoformat(local), LONDON)
    assert [moment.isoformat()[-6:] for moment in found] == offsets


# At random


STARTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minute: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)
)
MINUTES = st.integers(1, 3000).map(lambda minutes: dt.timedelta(minutes=minutes))
ROUNDING = st.sampled_from(["up", "nearest", "down"])


def _any_tariff(rounding: str, step: int, minimum: int) -> Tariff:
    return tariff(
        increment=f"{step} minutes", rounding=rounding, minimum=f"{minimum} minutes", tax=VAT
    )


@given(STARTS, MINUTES, MINUTES, ROUNDING, st.integers(0, 90), st.integers(0, 300))
def test_a_longer_visit_never_costs_less(
    start: dt.datetime,
    first: dt.timedelta,
    more: dt.timedelta,
    rounding: str,
    step: int,
    minimum: int,
) -> None:
    terms = _any_tariff(rounding, step, minimum)
    shorter, longer = (
        visit_cost(terms, Visit(start, start + length)) for length in (first, first + more)
    )
    assert shorter.total.amount <= longer.total.amount


@given(STARTS, MINUTES, ROUNDING, st.integers(0, 90), st.integers(0, 300))
def test_the_total_is_the_sum_of_its_lines_in_whole_coins(
    start: dt.datetime, length: dt.timedelta, rounding: str, step: int, minimum: int
) -> None:
    found = visit_cost(_any_tariff(rounding, step, minimum), Visit(start, start + length))
    assert found.total.amount == sum(item.amount.amount for item in found.items)
    assert all(item.amount == item.amount.rounded() for item in found.items)
    assert found.tax_due
    assert found.tax_due.amount.amount == (found.total.amount / 5).quantize(
        Decimal("0.01"), "ROUND_HALF_UP"
    )


@given(STARTS, MINUTES, st.integers(0, 1000))
def test_the_pieces_of_a_visit_are_all_of_it(
    start: dt.datetime, length: dt.timedelta, share: int
) -> None:
    end = start + length
    between = start + length * share / 1000
    terms = tariff()
    whole = list(terms.week.cut(start, end, LONDON))
    assert whole[0].start == start
    assert whole[-1].end == end
    assert all(one.end == other.start for one, other in pairwise(whole))
    parts = [*terms.week.cut(start, between, LONDON), *terms.week.cut(between, end, LONDON)]
    for window in {id(piece.slot.window) for piece in whole}:
        assert sum(
            (piece.time for piece in parts if id(piece.slot.window) == window), dt.timedelta()
        ) == sum((piece.time for piece in whole if id(piece.slot.window) == window), dt.timedelta())
