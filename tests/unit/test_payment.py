"""When a bill is due and paid: published terms, properties, and an independent calculation."""

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.records.money import DueRule, Party, Payment, Roll
from macros.records.scalars import Country, Region
from macros.terms.business_days import BusinessDays
from macros.terms.due import rolled
from macros.terms.payment import (
    Payday,
    discount_until,
    payday,
    payer_days,
    retention_paid,
)
from macros.terms.steps import Reason, StepKind
from support import by_hand
from support.records import HOUSE, playbook

Said: TypeAlias = Mapping[str, object]

ENGLAND = BusinessDays("GB", "ENG")
NAME = "name: Example Cabling\nstatus: active\n"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def terms(due: Said | None = None, **more: object) -> Payment:
    """Return terms of payment; numbers and dates are written as text, as a record has them."""
    return Payment.model_validate(_written({"due": due, **more}))


def _written(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items() if item is not None}
    return str(value)


def paid(payment: Payment, event: str, days: BusinessDays = ENGLAND) -> str:
    return str(payday(payment, day(event), days).paid)


# Published terms

SIXTY_THEN_END = {"rule": "month_end_after_days", "days": 60}
END_THEN_SIXTY = {"rule": "days_after_month_end", "days": 60}
END_OF_FOLLOWING = {"rule": "day_of_month", "day": 31, "months": 1}
TENTH_OF_SECOND = {"rule": "day_of_month", "day": 10, "months": 2}
THIRTY_AFTER_END = {"rule": "days_after_month_end", "days": 30}
TWENTIETH = {"rule": "day_of_month", "day": 20, "months": 1}
NEXT_FIFTEENTH = {"rule": "day_of_month", "day": 15, "months": 0}
NEXT_THIRTIETH = {"rule": "day_of_month", "day": 30, "months": 0}


@pytest.mark.parametrize(
    ("due", "roll", "event", "expected"),
    [
        # 60 days month-end, counted first or last.
        (SIXTY_THEN_END, "none", "2026-01-15", "2026-03-31"),
        (END_THEN_SIXTY, "none", "2026-01-15", "2026-04-01"),
        (SIXTY_THEN_END, "none", "2026-07-02", "2026-08-31"),
        (END_THEN_SIXTY, "none", "2026-07-02", "2026-09-29"),
        # The end of the following month, long, short and in a leap year.
        (END_OF_FOLLOWING, "none", "2026-03-31", "2026-04-30"),
        (END_OF_FOLLOWING, "none", "2027-01-31", "2027-02-28"),
        (END_OF_FOLLOWING, "none", "2028-01-31", "2028-02-29"),
        (END_OF_FOLLOWING, "none", "2026-12-01", "2027-01-31"),
        # The 10th of the second month after supply: 10 May 2026 is a Sunday.
        (TENTH_OF_SECOND, "none", "2026-03-17", "2026-05-10"),
        (TENTH_OF_SECOND, "next", "2026-03-17", "2026-05-11"),
        (TENTH_OF_SECOND, "previous", "2026-03-17", "2026-05-08"),
        # 30 days after the end of the month of receipt.
        (THIRTY_AFTER_END, "none", "2026-02-27", "2026-03-30"),
        (THIRTY_AFTER_END, "none", "2026-03-02", "2026-04-30"),
        # The 20th for the month before; the 22nd when the 20th is a Saturday.
        (TWENTIETH, "next", "2026-04-30", "2026-05-20"),
        (TWENTIETH, "next", "2026-05-31", "2026-06-22"),
        (TWENTIETH, "next", "2026-11-30", "2026-12-21"),
        # Good Friday, then the weekend and Easter Monday.
        ({"rule": "days_after", "days": 30}, "next", "2026-03-04", "2026-04-07"),
        ({"rule": "days_after", "days": 30}, "previous", "2026-03-04", "2026-04-02"),
        # The next such day: on the event itself, after it, or on the last of a short month.
        (NEXT_FIFTEENTH, "none", "2026-03-15", "2026-03-15"),
        (NEXT_FIFTEENTH, "none", "2026-03-16", "2026-04-15"),
        (NEXT_THIRTIETH, "none", "2027-01-31", "2027-02-28"),
        # A week ends on Sunday, also for what happens on a Sunday.
        ({"rule": "week_end_after_weeks", "weeks": 3}, "none", "2026-11-30", "2026-12-27"),
        ({"rule": "week_end_after_weeks", "weeks": 0}, "none", "2026-11-29", "2026-11-29"),
        # Ten business days over Christmas, Boxing Day (on Monday the 28th) and New Year.
        ({"rule": "business_days_after", "days": 10}, "none", "2026-12-21", "2027-01-07"),
        ({"rule": "business_days_after", "days": 0}, "none", "2026-11-28", "2026-11-28"),
        ({"rule": "on_receipt"}, "none", "2026-11-28", "2026-11-28"),
        ({"rule": "on_receipt"}, "next", "2026-11-28", "2026-11-30"),
        ({"rule": "in_advance"}, "none", "2026-11-26", "2026-11-26"),
    ],
)
def test_published_terms_fall_on_their_day(due: Said, roll: str, event: str, expected: str) -> None:
    assert paid(terms(due, roll=roll), event) == expected


def test_the_business_day_before_is_never_before_the_event() -> None:
    """Received on a Saturday and due on receipt: on Monday, not on the Friday before it came."""
    found = payday(terms({"rule": "on_receipt"}, roll="previous"), day("2026-11-28"), ENGLAND)
    assert str(found.paid) == "2026-11-30"
    assert [step.reason for step in found.steps if step.kind is StepKind.ROLLED] == [
        Reason.NOT_BEFORE_EVENT
    ]


# Payment runs

WEEKLY = {"every": "weekly", "weekday": "friday"}
FORTNIGHTLY = {"every": "fortnightly", "first": "2026-01-09"}
MONTHLY = {"every": "monthly", "day": 25}
LAST = {"every": "last_working_day"}
THIRTY = {"rule": "days_after", "days": 30}


@pytest.mark.parametrize(
    ("run", "roll", "event", "before", "after"),
    [
        (WEEKLY, "none", "2026-11-02", "2026-11-27", "2026-12-04"),
        (WEEKLY, "none", "2026-11-04", "2026-12-04", "2026-12-04"),
        # Christmas is a Friday: its run goes out the day before, and pays what is due that day; or
        # on Tuesday after, since Boxing Day is kept on Monday the 28th.
        (WEEKLY, "none", "2026-11-25", "2026-12-24", "2026-12-24"),
        (WEEKLY, "previous", "2026-11-25", "2026-12-24", "2026-12-24"),
        (WEEKLY, "next", "2026-11-25", "2026-12-29", "2026-12-29"),
        (FORTNIGHTLY, "none", "2026-01-20", "2026-02-06", "2026-02-20"),
        (FORTNIGHTLY, "none", "2026-01-27", "2026-02-20", "2026-03-06"),
        (MONTHLY, "none", "2026-03-01", "2026-03-25", "2026-04-24"),
        (MONTHLY, "next", "2026-03-01", "2026-03-25", "2026-04-27"),
        (LAST, "none", "2026-12-02", "2026-12-31", "2027-01-29"),
        (LAST, "next", "2026-12-02", "2026-12-31", "2027-01-29"),
        # 31 May 2026 is a Sunday, 29 May the last working day: what is due on the 30th waits.
        (LAST, "none", "2026-04-30", "2026-05-29", "2026-06-30"),
    ],
)
def test_what_is_due_between_two_runs_is_paid_by_one_of_them(
    run: Said, roll: str, event: str, before: str, after: str
) -> None:
    for pays, expected in (("before_due", before), ("after_due", after)):
        assert paid(terms(THIRTY, roll=roll, run={**run, "pays": pays}), event) == expected


def test_a_run_before_the_event_does_not_pay_it() -> None:
    """Received on Monday and due on Wednesday: the Friday before was too soon."""
    said = terms({"rule": "days_after", "days": 2}, run={**WEEKLY, "pays": "before_due"})
    found = payday(said, day("2026-11-23"), ENGLAND)
    assert str(found.paid) == "2026-11-27"
    assert found.steps[-1].reason is Reason.NO_RUN_BEFORE


def test_without_a_due_rule_the_next_run_pays() -> None:
    found = payday(terms(run=WEEKLY), day("2026-11-23"), ENGLAND)
    assert (found.due, found.rolled, str(found.paid)) == (None, None, "2026-11-27")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"due": {"rule": "days_after"}},
        {"due": {"days": 30}},
        {"due": {"rule": "days_after", "days": 999999999}},
        {"run": {"every": "weekly"}},
        {"run": {"not_applicable": "Cash."}},
    ],
)
def test_terms_that_give_no_day_give_none(said: Said) -> None:
    found = payday(Payment.model_validate(_written(said)), day("2026-11-26"), ENGLAND)
    assert (found.due, found.rolled, found.paid, found.steps) == (None, None, None, ())


# Pay when paid

STOP = {"long_stop": "60 days"}


def test_a_long_stop_does_not_shorten_the_time_that_the_rule_gives() -> None:
    said = terms(
        {"rule": "days_after", "days": 60}, pay_when_paid={"long_stop": "45 days"}, roll="none"
    )
    event, paid_us = day("2026-12-25"), day("2027-01-24")
    found = payday(said, event, ENGLAND, billed=event, client_paid=paid_us)
    assert (str(found.due), str(found.long_stop)) == ("2027-02-23", "2027-02-23")
    assert found.steps[0].reason is Reason.AS_AGREED


def test_a_run_that_goes_out_early_for_a_holiday_pays_what_is_due_that_day() -> None:
    """The 20th of February and of March 2027 are Saturdays."""
    rule = {"rule": "day_of_month", "day": 20, "months": 1}
    said = terms(rule, roll="none", run={"every": "monthly", "day": 20, "pays": "after_due"})
    assert paid(said, "2027-01-31") == "2027-02-19"
    assert paid(said, "2027-02-28") == "2027-03-19"


def test_without_a_due_date_the_next_run_pays() -> None:
    found = payday(Payment.model_validate(_written({"run": WEEKLY})), day("2026-11-24"), ENGLAND)
    assert [(str(step.date), step.reason) for step in found.steps] == [
        ("2026-11-27", Reason.NEXT_RUN)
    ]


@pytest.mark.parametrize(
    ("client_pays", "expected"),
    [("2026-12-01", "2026-12-08"), ("2027-01-22", "2027-01-25"), ("2027-06-01", "2027-01-25")],
)
def test_the_wait_for_the_client_ends_at_the_long_stop(client_pays: str, expected: str) -> None:
    said = terms(
        {"rule": "days_after", "days": 7},
        clock_starts="client_paid_us",
        pay_when_paid=STOP,
        roll="next",
    )
    found = payday(said, day(client_pays), ENGLAND, billed=day("2026-11-26"))
    assert (str(found.paid), str(found.long_stop)) == (expected, "2027-01-25")


def test_another_clock_still_waits_for_the_client() -> None:
    said = terms(THIRTY, clock_starts="invoice_received", pay_when_paid=STOP)
    billed = day("2026-11-26")
    early = payday(said, billed, ENGLAND, client_paid=day("2026-12-01"))
    late = payday(said, billed, ENGLAND, client_paid=day("2027-01-12"))
    never = payday(said, billed, ENGLAND, client_paid=day("2028-01-12"))
    assert [str(each.paid) for each in (early, late, never)] == [
        *("2026-12-26", "2027-01-12", "2027-01-25")
    ]
    reasons = [each.steps[0].reason for each in (early, late, never)]
    assert reasons == [Reason.AS_AGREED, Reason.CLIENT_PAYS, Reason.LONG_STOP]


# Discount and retention


def test_an_early_discount_ends_so_long_after_the_clock_starts() -> None:
    said = terms(THIRTY, early_discount={"percent": "2%", "within": "10 days"})
    assert str(discount_until(said, day("2026-11-26"), ENGLAND)) == "2026-12-06"
    assert discount_until(terms(THIRTY), day("2026-11-26"), ENGLAND) is None


def test_what_is_held_back_moves_like_a_bill() -> None:
    held = {"percent": "5%", "released_after": "6 months"}
    plain = terms(THIRTY, retention=held)
    moved = terms(THIRTY, retention=held, roll="previous", run={**LAST, "pays": "before_due"})
    # Six months after 30 November is Sunday 30 May 2027; 28 May is the last working day before
    # the bank holiday on the 31st.
    assert str(retention_paid(plain, day("2026-11-30"), ENGLAND)) == "2027-05-30"
    assert str(retention_paid(moved, day("2026-11-30"), ENGLAND)) == "2027-05-28"
    assert retention_paid(terms(THIRTY), day("2026-11-30"), ENGLAND) is None


# Whose business days


def test_the_payers_bank_decides_on_which_days_money_moves(tmp_path: Path) -> None:
    house = f"{HOUSE}country: GB\nregion: GB-SCT\n"
    german = playbook(tmp_path / "de", f"{NAME}country: DE\nregion: DE-NW\n", house)
    ours = BusinessDays.of(Country("GB"), Region("GB-SCT"))
    assert payer_days(german) == payer_days(german, Party.US) == ours
    assert payer_days(german, Party.PARTNER) == BusinessDays("DE", "NW")
    nowhere = playbook(tmp_path / "none", NAME, house)
    assert payer_days(nowhere, Party.PARTNER) == ours
    homeless = playbook(tmp_path / "house", f"{NAME}country: DE\n")
    assert payer_days(homeless) == BusinessDays("DE", "")


# Properties

DUES = st.one_of(
    st.sampled_from(["on_receipt", "in_advance"]).map(lambda rule: {"rule": rule}),
    st.tuples(
        st.sampled_from(
            [
                "days_after",
                "business_days_after",
                "days_after_month_end",
                "month_end_after_days",
            ]
        ),
        st.integers(0, 120),
    ).map(lambda said: {"rule": said[0], "days": said[1]}),
    st.tuples(st.integers(1, 31), st.integers(0, 4)).map(
        lambda said: {"rule": "day_of_month", "day": said[0], "months": said[1]}
    ),
    st.integers(0, 9).map(lambda weeks: {"rule": "week_end_after_weeks", "weeks": weeks}),
)
RUNS = st.one_of(
    st.none(),
    st.tuples(
        st.one_of(
            st.sampled_from(by_hand.WEEKDAYS).map(lambda on: {"every": "weekly", "weekday": on}),
            st.dates(dt.date(2025, 1, 1), dt.date(2029, 1, 1)).map(
                lambda first: {"every": "fortnightly", "first": str(first)}
            ),
            st.integers(1, 31).map(lambda on: {"every": "monthly", "day": on}),
            st.just({"every": "last_working_day"}),
        ),
        st.sampled_from(["before_due", "after_due"]),
    ).map(lambda said: {**said[0], "pays": said[1]}),
)
TERMS = st.tuples(DUES, st.sampled_from(list(Roll)), RUNS).map(
    lambda said: terms(said[0], roll=said[1], run=said[2])
)
EVENTS = st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31))
PLACES = st.sampled_from(
    [ENGLAND, BusinessDays("DE", "NW"), BusinessDays("US"), BusinessDays("CN"), BusinessDays()]
)


@given(payment=TERMS, event=EVENTS, days=PLACES)
def test_nothing_is_due_or_paid_before_its_event(
    payment: Payment, event: dt.date, days: BusinessDays
) -> None:
    found = payday(payment, event, days)
    assert found.due
    assert found.rolled
    assert found.paid
    assert min(found.due, found.rolled, found.paid) >= event


@given(payment=TERMS, events=st.tuples(EVENTS, st.integers(0, 70)), days=PLACES)
def test_a_later_event_is_not_paid_earlier(
    payment: Payment, events: tuple[dt.date, int], days: BusinessDays
) -> None:
    event, more = events
    one, other = (payday(payment, event + dt.timedelta(days=each), days) for each in (0, more))
    for earlier, later in zip(_dates(one), _dates(other), strict=True):
        assert earlier <= later


def _dates(found: Payday) -> tuple[dt.date, ...]:
    assert found.due
    assert found.rolled
    assert found.paid
    return found.due, found.rolled, found.paid


@given(payment=TERMS, event=EVENTS, days=PLACES)
def test_money_moves_on_a_business_day_where_that_is_promised(
    payment: Payment, event: dt.date, days: BusinessDays
) -> None:
    found = payday(payment, event, days)
    assert found.rolled
    assert found.paid
    if payment.roll is not Roll.NONE:
        assert days.is_business_day(found.rolled)
    if payment.roll is not Roll.NONE or payment.run:
        assert days.is_business_day(found.paid)
    else:
        assert found.paid == found.due


@given(event=EVENTS, more=st.integers(0, 60), roll=st.sampled_from(list(Roll)), days=PLACES)
def test_what_has_moved_stays_where_it_is(
    event: dt.date, more: int, roll: Roll, days: BusinessDays
) -> None:
    once = rolled(event + dt.timedelta(days=more), roll, days, event)
    assert rolled(once, roll, days, event) == once


@given(payment=TERMS, event=EVENTS, days=PLACES)
def test_before_is_not_later_than_after(
    payment: Payment, event: dt.date, days: BusinessDays
) -> None:
    assume(payment.run)
    assert payment.run
    said = [
        payment.model_copy(update={"run": payment.run.model_copy(update={"pays": pays})})
        for pays in ("before_due", "after_due")
    ]
    before, after = (payday(each, event, days).paid for each in said)
    assert before
    assert after
    assert before <= after


# An independent calculation

CASES = 10_000


def test_no_case_of_ten_thousand_differs_from_the_calendar_by_hand() -> None:
    dice = random.Random(2026)  # noqa: S311 - the same cases every time
    differ = [case for case in range(CASES) if not _is_the_same(dice)]
    assert differ == []


_PLACES = (("GB", "ENG"), ("GB", "SCT"), ("DE", "NW"), ("US", ""), ("FR", ""), ("CA", "ON"))


def _is_the_same(dice: random.Random) -> bool:
    country, region = dice.choice(_PLACES)
    event = dt.date(2026, 1, 1) + dt.timedelta(days=dice.randrange(1200))
    billed = event - dt.timedelta(days=dice.randrange(90))
    said = by_hand.Terms(
        _any_due(dice),
        dice.choice(("none", "next", "previous")),
        _any_run(dice),
        dice.choice((None, None, dice.randrange(120))),
    )
    stop = None if said.long_stop is None else {"long_stop": f"{said.long_stop} days"}
    payment = terms(said.due, roll=said.roll, run=said.run, pay_when_paid=stop)
    found = payday(payment, event, BusinessDays(country, region), billed=billed)
    ours = by_hand.Found(found.due, found.rolled, found.paid, found.long_stop)
    return ours == by_hand.found(said, event, billed, by_hand.open_days(country, region))


def _any_due(dice: random.Random) -> Said | None:
    rule = dice.choice(list(DueRule))
    numbers: dict[str, Said] = {
        "day_of_month": {"day": dice.randint(1, 31), "months": dice.randrange(4)},
        "week_end_after_weeks": {"weeks": dice.randrange(9)},
        "on_receipt": {},
        "in_advance": {},
    }
    if not dice.randrange(20):
        return None
    return {"rule": str(rule), **numbers.get(rule, {"days": dice.randrange(95)})}


def _any_run(dice: random.Random) -> Said | None:
    first = dt.date(2025, 1, 1) + dt.timedelta(days=dice.randrange(2000))
    run = dice.choice(
        (
            None,
            {"every": "weekly", "weekday": dice.choice(by_hand.WEEKDAYS)},
            {"every": "fortnightly", "first": str(first)},
            {"every": "monthly", "day": dice.randint(1, 31)},
            {"every": "last_working_day"},
        )
    )
    return run and {**run, "pays": dice.choice(("before_due", "after_due"))}
