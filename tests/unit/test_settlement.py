"""When a referral is earned, billed, paid and safe to keep: by hand, and by walking the days."""

import calendar
import datetime as dt
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records.money import Party
from macros.records.playbook import Playbook
from macros.records.referral import Fee, Scheme, Trigger
from macros.terms.business_days import BusinessDays
from macros.terms.course import Course
from macros.terms.deadlines import DeadlineKind, deadlines
from macros.terms.settlement import Lapse, Settled, lapse, settled
from macros.terms.ways import Way, payee, payer, scheme_currency, schemes
from support import records

CASES = 10_000
DAY = dt.timedelta(days=1)
ANY = Fee.model_validate({})
# The dates of the example in docs/guide/referral-incentives.md.
COURSE = Course(
    dt.date(2026, 3, 2), dt.date(2026, 3, 30), dt.date(2026, 5, 18), dt.date(2026, 6, 30)
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def scheme(**fields: object) -> Scheme:
    return Scheme.model_validate(fields)


def british(tmp_path: Path, more: str = "") -> Playbook:
    record = f"name: Example Telecoms\nstatus: active\ncountry: GB\n{more}"
    return records.playbook(tmp_path, record, "name: Example MSP\ncountry: GB\n")


def days_of(playbook: Playbook, terms: Scheme, course: Course = COURSE) -> Settled:
    return settled(playbook, Way.WE_REFER, terms, ANY, course)


def paid(found: Settled) -> dt.date | None:
    return found.payday.paid if found.payday else None


with tempfile.TemporaryDirectory() as folder:
    PLAYBOOK = british(Path(folder))

PAYMENT = {"clock_starts": "invoice_date", "due": {"rule": "days_after", "days": "30"}}
GUIDE = {
    "trigger": "client_paid",
    "clawback": {"within": "6 months", "counted_from": "live"},
    "settlement": {
        "statement_on": "31",
        "invoiced_by": "us",
        "within": "10 business days",
        "payment": PAYMENT,
    },
}


# By hand


def test_the_dates_of_the_guides_example_are_worked_out(tmp_path: Path) -> None:
    found = days_of(british(tmp_path), scheme(**GUIDE))
    assert found.earned == found.due == day("2026-06-30")
    assert found.statement == day("2026-06-30")
    assert found.invoice_by == day("2026-07-14")
    assert paid(found) == day("2026-08-13")
    assert found.clawback_until == day("2026-11-18")


def test_a_self_bill_after_a_waiting_period(tmp_path: Path) -> None:
    terms = scheme(
        trigger="signed",
        waiting_period="30 days",
        clawback={"within": "3 months"},
        settlement={
            "invoiced_by": "partner",
            "statement_on": "10",
            "within": "5 business days",
            "payment": {
                "clock_starts": "self_bill_date",
                "due": {"rule": "business_days_after", "days": "10"},
            },
        },
    )
    course = COURSE._replace(signed=day("2026-03-02"))
    found = days_of(british(tmp_path), terms, course)
    assert found.earned == day("2026-03-02")
    assert found.due == day("2026-04-01")
    assert found.statement == day("2026-04-10")
    assert found.invoice_by == day("2026-04-17")
    assert paid(found) == day("2026-05-01")
    assert found.clawback_until == day("2026-06-02")


def test_thirty_days_after_the_customers_payment(tmp_path: Path) -> None:
    payment = {"clock_starts": "client_paid_us", "due": {"rule": "days_after", "days": "30"}}
    terms = scheme(trigger="client_paid", settlement={"payment": payment})
    assert paid(days_of(british(tmp_path), terms)) == day("2026-07-30")


@pytest.mark.parametrize(
    ("clock", "event"),
    [
        ("invoice_date", "2026-07-14"),
        ("invoice_received", "2026-07-14"),
        ("self_bill_date", "2026-07-14"),
        ("statement_date", "2026-07-05"),
        ("client_paid_us", "2026-06-30"),
        # Nothing is counted from a day on which the fee was not due yet.
        ("job_completed", "2026-06-29"),
        ("supply_date", "2026-06-29"),
        ("certified", "2026-06-29"),
        ("deliverables_approved", "2026-06-29"),
    ],
)
def test_the_clock_starts_on_its_event_but_not_before_the_fee_is_due(
    clock: str, event: str, tmp_path: Path
) -> None:
    terms = scheme(
        trigger="live",
        waiting_period="42 days",
        settlement={
            "statement_on": "5",
            "within": "9 days",
            "payment": {"clock_starts": clock, "due": {"rule": "days_after", "days": "7"}},
        },
    )
    found = days_of(british(tmp_path), terms)
    assert found.due == day("2026-06-29")
    assert found.payday
    assert found.payday.event == day(event)
    assert paid(found) == day(event) + 7 * DAY


@pytest.mark.parametrize(
    ("trigger", "months", "earned"),
    [
        ("introduced", None, "2026-03-02"),
        ("qualified", None, "2026-03-02"),
        ("signed", None, "2026-03-30"),
        ("live", None, "2026-05-18"),
        ("client_paid", None, "2026-06-30"),
        ("client_paid_n_months", "1", "2026-06-30"),
        ("client_paid_n_months", "3", "2026-08-30"),
        ("client_paid_n_months", "9", "2027-02-28"),
        ("client_paid_n_months", "999999999", None),
        (None, None, None),
    ],
)
def test_a_fee_is_earned_on_the_day_of_its_trigger(
    trigger: str | None, months: str | None, earned: str | None, tmp_path: Path
) -> None:
    given_ = {"trigger": trigger, "trigger_months": months, "waiting_period": "1 week"}
    terms = scheme(**{name: value for name, value in given_.items() if value})
    found = days_of(british(tmp_path), terms)
    assert found.earned == (day(earned) if earned else None)
    assert found.due == (day(earned) + 7 * DAY if earned else None)


def test_a_registration_counts_to_its_last_day(tmp_path: Path) -> None:
    playbook = british(tmp_path)
    for length, last, is_lapsed in (
        ("28 days", "2026-03-30", False),
        ("27 days", "2026-03-29", True),
        ("6 months", "2026-09-02", False),
    ):
        found = days_of(playbook, scheme(qualifies={"valid_for": length}))
        assert found.counts_until == day(last)
        assert (lapse(found, COURSE) is Lapse.REGISTRATION) is is_lapsed
    assert lapse(days_of(playbook, scheme()), COURSE) is None


def test_progress_is_reported_until_the_fee_is_earned(tmp_path: Path) -> None:
    playbook = british(tmp_path)

    def reports(every: str, trigger: str) -> list[str]:
        found = days_of(playbook, scheme(trigger=trigger, progress={"every": every}))
        return [str(each) for each in found.reports]

    assert reports("2 weeks", "live") == ["2026-03-16", "2026-03-30", "2026-04-13"]
    assert reports("1 month", "signed") == ["2026-04-02"]
    assert reports("1 month", "live") == ["2026-04-02", "2026-05-02"]
    assert reports("3 hours", "live") == []


@pytest.mark.parametrize(
    ("governance", "last"),
    [
        ("{term: {ends: 2026-12-31}}", "2027-12-31"),
        ("{term: {starts: 2026-01-01, length: 12 months}}", "2027-12-31"),
        ("{term: {ends: 2026-12-31, renews: yearly}}", None),
        # Nobody knows how often it is renewed.
        ("{term: {starts: 2026-01-01, length: 12 months, renews: yearly}}", None),
        ("{term: {starts: 2026-01-01}}", None),
        ("{term: {ends: 2026-12-31, not_applicable: It was agreed otherwise.}}", None),
        ("{term: {ends: 2026-12-31}, not_applicable: It was agreed otherwise.}", None),
        ("{}", None),
    ],
)
def test_the_tail_is_counted_from_the_end_of_the_term(
    governance: str, last: str | None, tmp_path: Path
) -> None:
    found = days_of(british(tmp_path, f"governance: {governance}\n"), scheme(tail="12 months"))
    assert found.tail_until == (day(last) if last else None)


@pytest.mark.parametrize(
    ("ends", "renews", "expected"),
    [
        ("2026-03-01", "no", Lapse.AFTER_THE_END),
        ("2026-03-02", "no", None),
        ("2025-12-31", "yearly", None),
        ("2026-04-29", "no", Lapse.AFTER_THE_TAIL),
        ("2026-04-30", "no", None),
    ],
)
def test_what_is_referred_after_the_end_or_earned_after_the_tail_is_too_late(
    ends: str, renews: str, expected: Lapse | None, tmp_path: Path
) -> None:
    """Registered on 2 March, paid on 30 June: two months are the tail, or a year."""
    terms = scheme(trigger="client_paid", tail="2 months" if ends > "2026-04" else "1 year")
    term = f"governance: {{term: {{ends: {ends}, renews: {renews}}}}}\n"
    assert lapse(days_of(british(tmp_path, term), terms), COURSE) is expected


@pytest.mark.parametrize("tail", ["5 business days", "12 months", "20 years", "9999 years"])
@pytest.mark.parametrize(
    "term", ["ends: 2026-04-02", "starts: 2025-04-03, length: 1 year", "starts: 2025-04-03"]
)
def test_the_tail_of_a_fee_is_the_one_of_the_calendar(tail: str, term: str, tmp_path: Path) -> None:
    # The third of April 2026 is Good Friday here, and a working day where the fee is paid.
    record = f"""\
name: Example Telecoms
status: ended
country: US
referral: {{we_refer: {{tail: {tail}}}}}
governance: {{term: {{{term}}}}}
"""
    playbook = records.playbook(tmp_path, record, "name: Example MSP\ncountry: GB\n")
    ends = [
        each.date
        for each in deadlines(playbook, COURSE.signed)
        if each.kind is DeadlineKind.TAIL_ENDS
    ]
    found = days_of(playbook, scheme(tail=tail)).tail_until
    assert ([found] if found else []) == ends


@pytest.mark.parametrize(
    ("fee", "last"),
    [
        ({"lasts": "12 months"}, "2027-05-18"),
        ({"lasts": "12 months", "starts": "The second bill"}, None),
        ({"lasts": "99999 months"}, None),
        ({}, None),
    ],
)
def test_a_continuing_contract_earns_for_its_time(
    fee: dict[str, str], last: str | None, tmp_path: Path
) -> None:
    terms = Fee.model_validate(fee)
    found = settled(british(tmp_path), Way.WE_REFER, scheme(), terms, COURSE)
    assert found.lasts_until == (day(last) if last else None)


def test_each_sides_time_runs_by_its_own_calendar(tmp_path: Path) -> None:
    # The third of April 2026 is Good Friday in England, and a working day in the States.
    record = "name: Example Telecoms\nstatus: active\ncountry: US\n"
    playbook = records.playbook(tmp_path, record, "name: Example MSP\ncountry: GB\n")
    course = COURSE._replace(signed=day("2026-04-02"))
    payment = {
        "clock_starts": "invoice_date",
        "due": {"rule": "business_days_after", "days": "1"},
    }

    def found(invoicer: str, payer_: str) -> Settled:
        terms = scheme(
            trigger="signed",
            settlement={"invoiced_by": invoicer, "within": "1 business day", "payment": payment},
        )
        fee = Fee.model_validate({"payer": payer_})
        return settled(playbook, Way.WE_REFER, terms, fee, course)

    ours, theirs = found("us", "partner"), found("partner", "us")
    assert (ours.invoice_by, paid(ours)) == (day("2026-04-07"), day("2026-04-08"))
    assert (theirs.invoice_by, paid(theirs)) == (day("2026-04-03"), day("2026-04-07"))


@pytest.mark.parametrize("block", ["settlement", "clawback", "qualifies", "progress"])
def test_what_is_put_aside_has_no_day(block: str, tmp_path: Path) -> None:
    terms = scheme(
        trigger="signed", tail="1 month", **{block: {"not_applicable": "It was agreed otherwise."}}
    )
    found = days_of(british(tmp_path), terms)
    nothing = (found.statement, found.invoice_by, found.payday, found.clawback_until)
    assert nothing == (None, None, None, None)
    assert found.counts_until is None
    assert found.reports == ()
    assert found.earned == COURSE.signed


@pytest.mark.parametrize("length", ["99999 years", "99999 business days", "99999 months"])
def test_what_is_further_away_than_ten_years_has_no_day(length: str, tmp_path: Path) -> None:
    terms = scheme(
        trigger="signed",
        waiting_period=length,
        clawback={"within": length},
        qualifies={"valid_for": length},
        progress={"every": length},
        settlement={"within": length, "payment": PAYMENT},
    )
    found = days_of(british(tmp_path), terms)
    assert found == Settled(None, (), COURSE.signed, *[None] * 8)


# Ways


def test_who_gets_the_client_pays_who_sent_it_unless_said() -> None:
    assert payer(Way.WE_REFER, ANY) is payee(Way.THEY_REFER, ANY) is Party.PARTNER
    assert payee(Way.WE_REFER, ANY) is payer(Way.THEY_REFER, ANY) is Party.US
    other = Fee.model_validate({"payer": "client", "payee": "partner"})
    assert payer(Way.WE_REFER, other) is Party.CLIENT
    assert payee(Way.WE_REFER, other) is Party.PARTNER


def test_a_scheme_that_is_put_aside_is_no_way(tmp_path: Path) -> None:
    aside = "{not_applicable: They may not.}"
    one = british(
        tmp_path / "a", f"referral: {{we_refer: {aside}, they_refer: {{tail: 1 month}}}}\n"
    )
    assert [way for way, _ in schemes(one)] == [Way.THEY_REFER]
    none = british(tmp_path / "b", f"referral: {aside}\n")
    assert list(schemes(none)) == []
    assert list(schemes(british(tmp_path / "c"))) == []


@pytest.mark.parametrize(
    ("fees", "country", "currency"),
    [
        ([{"cap": "USD 1"}, {"amount": "EUR 5"}], "GB", "USD"),
        ([{"percent": "5%"}, {"amount": "EUR 5"}], "GB", "EUR"),
        ([{"percent": "5%"}], "GB", "GBP"),
        ([{"percent": "5%"}], "DE", "EUR"),
        ([{"percent": "5%"}], None, ""),
    ],
)
def test_a_deal_is_told_in_the_currency_of_the_fees_or_of_our_country(
    fees: list[dict[str, str]], country: str | None, currency: str, tmp_path: Path
) -> None:
    house = f"name: Example MSP\n{f'country: {country}' if country else ''}\n"
    playbook = records.playbook(tmp_path, "name: Example\nstatus: active\n", house)
    terms = scheme(fees=fees)
    assert terms.fees
    assert scheme_currency(playbook, terms, terms.fees[0], COURSE.signed) == currency


# Courses


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_what_is_not_known_of_a_course_comes_in_order_on_business_days(signed: dt.date) -> None:
    days = BusinessDays.of(None)
    course = Course.of(signed, days)
    assert course.registered == course.signed == signed
    assert signed < course.live < course.paid
    assert days.is_business_day(course.live)
    assert days.is_business_day(course.paid)


def test_what_is_known_of_a_course_is_taken_as_it_is() -> None:
    known = Course.of(
        COURSE.signed,
        BusinessDays("GB", "ENG"),
        registered=COURSE.registered,
        live=COURSE.live,
        paid=COURSE.paid,
    )
    assert known == COURSE


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["signed", "live", "client_paid", "client_paid_n_months"]),
    st.integers(0, 400),
    st.integers(1, 31),
    st.integers(0, 60),
)
def test_no_step_comes_before_the_one_that_it_follows(
    signed: dt.date, trigger: str, wait: int, on: int, within: int
) -> None:
    terms = scheme(
        trigger=trigger,
        trigger_months="2",
        waiting_period=f"{wait} days",
        settlement={
            "statement_on": str(on),
            "within": f"{within} business days",
            "payment": {**PAYMENT, "roll": "next"},
        },
    )
    course = Course.of(signed, BusinessDays("GB", "ENG"))
    found = settled(PLAYBOOK, Way.WE_REFER, terms, ANY, course)
    order = [signed, found.earned, found.due, found.statement, found.invoice_by, paid(found)]
    days = [each for each in order if each]
    assert len(days) == len(order)
    assert days == sorted(days)
    assert BusinessDays("GB", "ENG").is_business_day(days[-1])


# Ten thousand cases, walked day by day


def walk(start: dt.date, length: str) -> dt.date:
    """Return the day a length of time after `start`, one day after the other; Monday to Friday."""
    number, unit = length.split(" ", 1)
    if unit.startswith("month"):
        reached = start.replace(day=1)
        for _ in range(int(number)):
            reached += DAY * calendar.monthrange(reached.year, reached.month)[1]
        last = calendar.monthrange(reached.year, reached.month)[1]
        return reached.replace(day=min(start.day, last))
    reached = start
    for _ in range(int(number)):
        reached += DAY
        while unit.startswith("business") and reached.weekday() > 4:
            reached += DAY
    return reached


def next_statement(due: dt.date, on: int) -> dt.date:
    """Return the first day of statement, one day after the other."""
    while not (due.day == on or (due.day < on and (due + DAY).day == 1)):
        due += DAY
    return due


LENGTHS = ["0 days", "1 day", "30 days", "45 days", "5 business days", "1 month", "13 months"]
CLOCKS = ["invoice_date", "statement_date", "client_paid_us", "supply_date", "certified"]


def test_ten_thousand_settlements_are_as_walked_day_by_day(tmp_path: Path) -> None:
    dice = random.Random(20261126)  # noqa: S311 - the same cases on every run
    playbook = records.playbook(tmp_path, "name: Example\nstatus: active\n")
    wrong = []
    for case in range(CASES):
        start = dt.date(2024, 1, 1) + dice.randrange(1500) * DAY
        steps = sorted(dice.sample(range(200), 3))
        course = Course(start, *(start + step * DAY for step in steps))
        trigger = dice.choice(["introduced", "signed", "live", "client_paid"])
        wait, within, valid, back = (dice.choice(LENGTHS) for _ in range(4))
        on = dice.choice([None, *range(1, 32)])
        clock, net = dice.choice(CLOCKS), dice.randrange(91)
        counted_from = dice.choice([None, "signed", "live", "client_paid"])
        terms = _written(trigger, wait, within, valid, back, on, clock, net, counted_from)
        found = days_of(playbook, terms, course)

        events = {
            "introduced": course.registered,
            "signed": course.signed,
            "live": course.live,
            "client_paid": course.paid,
        }
        earned = events[trigger]
        due = walk(earned, wait)
        statement = next_statement(due, on) if on else None
        invoice = walk(statement or due, within)
        begins = {
            "invoice_date": invoice,
            "statement_date": statement or due,
            "client_paid_us": course.paid,
            "supply_date": course.live,
            "certified": due,
        }[clock]
        expected = (
            earned,
            due,
            statement,
            invoice,
            (max(due, begins)) + net * DAY,
            walk(course.registered, valid),
            walk(events[counted_from or trigger], back),
        )
        got = (
            found.earned,
            found.due,
            found.statement,
            found.invoice_by,
            paid(found),
            found.counts_until,
            found.clawback_until,
        )
        if got != expected:
            wrong.append((case, got, expected))
    assert wrong == []


def _written(  # noqa: PLR0913, PLR0917 - what a record says
    trigger: str,
    wait: str,
    within: str,
    valid: str,
    back: str,
    on: int | None,
    clock: str,
    net: int,
    counted_from: str | None,
) -> Scheme:
    due = {"rule": "days_after", "days": str(net)}
    return scheme(
        trigger=trigger,
        waiting_period=wait,
        qualifies={"valid_for": valid},
        clawback={"within": back, **({"counted_from": counted_from} if counted_from else {})},
        settlement={
            "within": within,
            "payment": {"clock_starts": clock, "due": due},
            **({"statement_on": str(on)} if on else {}),
        },
    )


def test_every_event_of_a_course_has_its_day() -> None:
    assert all(COURSE.day(event) for event in Trigger)
