"""What a visit costs is what another way of working it out says: 0 of 10,000 cases differ."""

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from macros.records.money import Basis, Pricing
from macros.records.scalars import Hours
from macros.terms.business_days import BusinessDays
from macros.terms.cost import Cost, Kind
from macros.terms.refusals import PriceError, Why
from macros.terms.visits import Tariff, Visit, visit_cost
from support.visits import Place, Walk, coins, shared_price, tightest, work

CASES = 10_000
HOURS = "Mon-Fri 08:00-17:00"
DAYS = (
    # Clocks of both places change, and public holidays of every sort, within a week of these.
    *((2026, 3, 8), (2026, 3, 28), (2026, 4, 3), (2026, 5, 4), (2026, 7, 3), (2026, 10, 24)),
    *((2026, 10, 31), (2026, 11, 25), (2026, 12, 24), (2026, 12, 31), (2027, 3, 13), (2027, 3, 26)),
)


@cache
def _place(name: str) -> tuple[Place, BusinessDays]:
    if name == "London":
        return Place("Europe/London", "GB", "ENG"), BusinessDays("GB", "ENG")
    return Place("America/New_York", "US", None), BusinessDays("US")


def _window(chance: random.Random, days: str, start: str, end: str) -> dict[str, Any]:
    """Return a window with one of the kinds of price; one in ten is closed."""
    price: dict[str, Any] = chance.choice(
        [
            *({"multiplier": chance.choice(["0.5", "1", "1.25", "1.5", "2"])} for _ in range(4)),
            {"surcharge": "GBP 35.50"},
            {"surcharge": "GBP 40", "up_to": "GBP 60"},
            *({"rate": f"GBP {chance.randint(20, 99)}.0{chance.randint(1, 9)}"} for _ in range(3)),
            {"rate": "GBP 33.33", "up_to": "GBP 66.67"},
            {"unavailable": "yes"},
        ]
    )
    least = {"minimum": chance.choice(["30 minutes", "2 hours", "4 hours"])}
    return {"days": days, "start": start, "end": end, **price, **chance.choice([{}, {}, least])}


def _pricing(chance: random.Random) -> dict[str, Any]:
    evening = chance.choice(["18:30", "21:00", "24:00"])
    night = "00:00" if evening == "24:00" else evening
    noon = chance.choice(["12:00", "13:00"])
    nights = [("Mon-Thu", night, "08:00")] if night != "00:00" else [("Tue-Fri", night, "08:00")]
    rest = [("Fri", night, "24:00"), ("Mon", "00:00", "08:00")]
    windows = [
        _window(chance, *when)
        for when in (
            ("Mon-Fri", "17:00", evening),
            *nights,
            *(rest if night != "00:00" else rest[1:]),
            ("Sat", "00:00", noon),
            ("Sat", noon, "02:00"),
            ("Sun", "02:00", "24:00"),
        )
    ]
    if chance.random() < 0.8:
        windows[chance.randrange(len(windows))]["holidays"] = "yes"
    extras = {
        "minimum": chance.choice(["45 minutes", "1 hour", "2 hours"]),
        "minimum_charge": "GBP 95.00",
    }
    kept = {name: value for name, value in extras.items() if chance.random() < 0.4}
    return {
        "increment": chance.choice(["1 minute", "6 minutes", "15 minutes", "30 minutes"]),
        "rounding": chance.choice(["up", "nearest", "down"]),
        "out_of_hours": windows,
        "rates": _rates(chance),
        "day_length": chance.choice(["7.5 hours", "8 hours"]),
        "cancellation": [
            {"notice_less_than": "2 hours", "charge": "100%"},
            {"notice_less_than": "1 business day", "charge": "37.5%"},
            {"notice_less_than": "3 business days", "amount": "GBP 20.00"},
        ],
        **kept,
    }


def _rates(chance: random.Random) -> list[dict[str, Any]]:
    top = {"up_to": "GBP 99.99"} if chance.random() < 0.2 else {}
    hourly = {"name": "Hour", "basis": "hourly", "rate": f"GBP {chance.randint(10, 90)}.37", **top}
    flat = {"name": "Flat", "rate": f"GBP {chance.randint(90, 900)}.11", "beyond": "Hour"}
    basis = chance.choice(["day", "half_day", "visit"])
    covers = {"covers": "90 minutes"} if basis == "visit" and chance.random() < 0.5 else {}
    return [hourly, {**flat, "basis": basis, **covers}]


def _length(chance: random.Random) -> int:
    """Return the minutes of a visit: a few hours, now and then days."""
    return chance.randint(1, 60 * (90 if chance.random() < 0.01 else 5))


def _printed(cost: Cost) -> list[str]:
    return [
        " ".join(str(amount.amount) for amount in (item.amount, item.up_to) if amount)
        for item in cost.items
    ]


def _bought(rate: dict[str, Any], pricing: dict[str, Any]) -> int | None:
    if "covers" in rate:
        return 90
    day = int(float(pricing["day_length"].split()[0]) * 60)
    return {"visit": None, "day": day, "half_day": day // 2}[rate["basis"]]


def test_nothing_differs_from_walking_through_the_visit() -> None:
    chance = random.Random(20260314)  # noqa: S311 - made-up visits, no secrets
    refused = 0
    for number in range(CASES):
        if number % 10 == 0:
            place, calendar = _place(chance.choice(["London", "New York"]))
            pricing = _pricing(chance)
            terms = Pricing.model_validate(pricing), Hours.parse(HOURS)
            tariff = Tariff(*terms, None, place.zone, calendar)
        day = dt.datetime(*chance.choice(DAYS), tzinfo=dt.UTC)
        start = day + dt.timedelta(minutes=chance.randrange(6 * 24 * 60))
        minutes = _length(chance)
        rate = chance.choice(pricing["rates"])
        end = start + dt.timedelta(minutes=minutes)
        visit = Visit(start.astimezone(place.zone), end.astimezone(place.zone), rate["name"])
        walk = Walk(pricing, start, minutes, place)
        if walk.meets_a_closed_window():
            refused += 1
            with pytest.raises(PriceError) as error:
                visit_cost(tariff, visit)
            assert error.value.why is Why.UNAVAILABLE, number
            continue
        cost = visit_cost(tariff, visit)
        by_hour = rate["basis"] == "hourly"
        beyond, bought = (None, None) if by_hour else (pricing["rates"][0], _bought(rate, pricing))
        expected = work(walk, rate, beyond, bought)
        assert _printed(cost) == expected, (number, pricing, start, minutes)
        assert (cost.rounded, cost.charged) == tuple(
            dt.timedelta(minutes=each) for each in walk.charged(hourly=by_hour)
        )
        assert cost.total.amount == sum(item.amount.amount for item in cost.items)
        if not by_hour:
            assert _shared(cost) == shared_price(walk, rate, bought), (number, pricing, minutes)
        if number % 4 == 0:
            _cancelled_as_well(chance, tariff, visit, pricing, cost)
    assert CASES / 50 < refused < CASES / 2


def _shared(cost: Cost) -> Decimal:
    return sum((each.amount.amount for each in cost.items if each.kind is Kind.PRICE), Decimal(0))


def _cancelled_as_well(
    chance: random.Random, tariff: Tariff, visit: Visit, pricing: dict[str, Any], cost: Cost
) -> None:
    place, _ = _place("London" if tariff.calendar.country == "GB" else "New York")
    local = visit.start.astimezone(place.zone)
    when = (local - dt.timedelta(minutes=chance.randrange(7 * 24 * 60))).astimezone(dt.UTC)
    found = visit_cost(tariff, visit._replace(cancelled_at=when))
    entry = tightest(pricing["cancellation"], local, when, place)
    if entry is None:
        assert found.items == ()
        assert found.total.amount == 0
        return
    price = sum(item.amount.amount for item in cost.items)
    share = {"100%": 1000, "37.5%": 375}.get(entry.get("charge", ""))
    due = coins(Fraction(price) * share / 1000) if share else coins(Fraction(20))
    assert [(item.kind, item.amount.amount) for item in found.items] == [(Kind.CANCELLATION, due)]


def test_the_bases_of_the_cases_are_those_that_time_decides() -> None:
    seen = {
        Basis(rate["basis"])
        for seed in range(50)
        for rate in _rates(random.Random(seed))  # noqa: S311 - made-up rates
    }
    assert seen == {Basis.HOURLY, Basis.DAY, Basis.HALF_DAY, Basis.VISIT}
