"""When to bill: the next moments by each rhythm, and what the page says of every step."""

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.records.contacts import contact
from macros.records.fields import Audience
from macros.records.money import BilledWhen, Invoicing, Payment
from macros.records.playbook import Playbook
from macros.terms.billing import Bill, billing_moments, cut_offs
from macros.terms.moments import month_of_bill
from macros.terms.steps import Reason, StepKind
from macros.views.clauses import Reader
from macros.views.partner import language_of
from macros.views.parts import Example, Facts
from macros.views.payment import payment_examples
from support import by_hand
from support.golden import Golden
from support.records import HOUSE, load, playbook

ROOT = Path(__file__).resolve().parents[2]
SAFE = """\
name: Example Cabling
status: active
nda: {signed_on: 2026-03-02}
client_protection: {non_engagement: {during: yes}}
"""
BRITAIN = f"{HOUSE}country: GB\n"
TODAY = dt.date(2026, 11, 26)  # a Thursday
PAID = "clock_starts: invoice_received, due: {rule: days_after, days: 30}"


def record(invoicing: str, payment: str = PAID, more: str = "") -> str:
    return f"{SAFE}{more}subcontract: {{invoicing: {{{invoicing}}}, payment: {{{payment}}}}}\n"


def bills(
    root: Path, invoicing: str, payment: str = PAID, more: str = "", today: dt.date = TODAY
) -> tuple[Bill, ...]:
    return billing_moments(playbook(root, record(invoicing, payment, more), BRITAIN), today)


# What a bill is for, and when it has to be in


@pytest.mark.parametrize(
    ("invoicing", "expected"),
    [
        ("when: weekly, weekday: friday", ["2026-11-27", "2026-12-04", "2026-12-11"]),
        ("when: weekly, weekday: thursday", ["2026-11-26", "2026-12-03", "2026-12-10"]),
        # The bill of last Friday is still open.
        (
            "when: weekly, weekday: friday, within: 5 business days",
            ["2026-11-27", "2026-12-04", "2026-12-11"],
        ),
        (
            "when: weekly, weekday: friday, within: 3 days",
            ["2026-11-30", "2026-12-07", "2026-12-14"],
        ),
        ("when: fortnightly, first: 2026-01-05", ["2026-12-07", "2026-12-21", "2027-01-04"]),
        ("when: fortnightly, first: 2030-01-07", ["2026-11-30", "2026-12-14", "2026-12-28"]),
        ("when: monthly", ["2026-11-30", "2026-12-31", "2027-01-31"]),
        ("when: monthly, within: 5 business days", ["2026-12-07", "2027-01-08", "2027-02-05"]),
        ("when: monthly, cut_off: 25", ["2026-12-25", "2027-01-25", "2027-02-25"]),
        ("when: monthly, cut_off: 26", ["2026-11-26", "2026-12-26", "2027-01-26"]),
        ("when: monthly, cut_off: 31", ["2026-11-30", "2026-12-31", "2027-01-31"]),
        # A cut-off is itself the day.
        ("when: monthly, cut_off: 25, within: 9 days", ["2026-12-25", "2027-01-25", "2027-02-25"]),
        ("when: on_statement, cut_off: 5", ["2026-12-05", "2027-01-05", "2027-02-05"]),
        (
            "when: on_statement, cut_off: 20, within: 7 days",
            ["2026-11-27", "2026-12-27", "2027-01-27"],
        ),
        ("when: end_of_project", ["2026-11-26", "2026-12-03", "2026-12-10"]),
        ("when: per_visit, within: 24 hours", ["2026-11-27", "2026-12-04", "2026-12-11"]),
        ("when: per_ticket, within: 4 hours", ["2026-11-26", "2026-12-03", "2026-12-10"]),
        ("when: milestone, within: 1 month", ["2026-12-26", "2027-01-03", "2027-01-10"]),
        ("send_to: bills@example.com", ["2026-11-26", "2026-12-03", "2026-12-10"]),
    ],
)
def test_the_next_bills_are_in_by(invoicing: str, expected: list[str], tmp_path: Path) -> None:
    assert [str(bill.by) for bill in bills(tmp_path, invoicing)] == expected


@pytest.mark.parametrize(
    ("invoicing", "work"),
    [
        ("when: weekly, weekday: friday", ("2026-11-21", "2026-11-27")),
        ("when: fortnightly, first: 2026-01-05", ("2026-11-24", "2026-12-07")),
        ("when: monthly", ("2026-11-01", "2026-11-30")),
        ("when: monthly, cut_off: 25", ("2026-11-26", "2026-12-25")),
        ("when: per_visit", ("None", "2026-11-26")),
    ],
)
def test_a_bill_is_for_the_work_since_the_last(
    invoicing: str, work: tuple[str, str], tmp_path: Path
) -> None:
    first, *_ = bills(tmp_path, invoicing)
    assert (str(first.work.first), str(first.work.last)) == work
    assert first.is_scheduled == (first.work.first is not None)
    told = [(bill.work, bill.by) for bill in bills(tmp_path, invoicing)]
    brought = cut_offs(playbook(tmp_path, record(invoicing), BRITAIN), TODAY)
    assert list(brought) == told * first.is_scheduled


@pytest.mark.parametrize(
    ("invoicing", "work", "kinds"),
    [
        ("when: monthly", ("2026-12-01", "2026-12-31"), True),
        ("when: weekly, weekday: friday", ("2026-11-28", "2026-12-04"), True),
        ("when: per_visit, within: 5 days", ("None", "None"), False),
    ],
)
def test_a_bill_in_advance_is_for_the_time_to_come(
    invoicing: str, work: tuple[str, str], tmp_path: Path, *, kinds: bool
) -> None:
    payment = "clock_starts: invoice_date, due: {rule: in_advance}"
    first, *_ = bills(tmp_path, invoicing, payment)
    assert (str(first.work.first), str(first.work.last)) == work
    assert first.by == first.work.sent == first.payday.paid
    assert StepKind.WORK_DONE not in [step.kind for step in first.steps]
    assert first.is_scheduled == kinds


@pytest.mark.parametrize(
    ("cut_off", "done", "expected"),
    [
        ("25", "2026-11-24", "2026-11-25"),
        ("25", "2026-11-25", "2026-11-25"),
        ("25", "2026-11-26", "2026-12-25"),
        ("31", "2026-02-28", "2026-02-28"),
        ("30", "2027-02-28", "2027-02-28"),
        ("5", "2026-12-06", "2027-01-05"),
    ],
)
def test_what_misses_the_cut_off_waits_a_month(cut_off: str, done: str, expected: str) -> None:
    invoicing = Invoicing.model_validate({"when": "monthly", "cut_off": cut_off})
    assert str(month_of_bill(invoicing, dt.date.fromisoformat(done))) == expected
    assert str(month_of_bill(Invoicing.model_validate({}), dt.date(2026, 11, 2))) == "2026-11-30"


def test_the_time_to_bill_is_counted_by_who_writes_the_bill(tmp_path: Path) -> None:
    """Ascension Day, 6 May 2027, is a holiday in Germany and none in Britain."""
    within = "when: end_of_project, within: 2 business days"
    germany, today = "country: DE\n", dt.date(2027, 5, 5)
    theirs = bills(tmp_path / "theirs", within, more=germany, today=today)
    ours = bills(tmp_path / "ours", f"{within}, raised_by: us", more=germany, today=today)
    assert (str(theirs[0].by), str(ours[0].by)) == ("2027-05-10", "2027-05-07")


# From which day the clock counts


@pytest.mark.parametrize(
    ("clock", "event", "reason"),
    [
        ("invoice_date", "2026-12-03", Reason.AS_AGREED),
        ("invoice_received", "2026-12-03", Reason.AS_AGREED),
        ("self_bill_date", "2026-12-03", Reason.AS_AGREED),
        ("statement_date", "2026-11-26", Reason.AS_AGREED),
        ("job_completed", "2026-11-26", Reason.AS_AGREED),
        ("supply_date", "2026-11-26", Reason.AS_AGREED),
        ("deliverables_approved", "2026-12-03", Reason.ASSUMED),
        ("certified", "2026-12-03", Reason.ASSUMED),
        ("client_paid_us", "2027-01-04", Reason.ASSUMED),
    ],
)
def test_each_event_has_its_day(clock: str, event: str, reason: Reason, tmp_path: Path) -> None:
    stop = "pay_when_paid: {long_stop: 60 days}, " if clock == "client_paid_us" else ""
    payment = f"{stop}clock_starts: {clock}, due: {{rule: days_after, days: 30}}"
    first, *_ = bills(tmp_path, "when: per_visit, within: 7 days", payment)
    assert (str(first.clock.date), first.clock.reason) == (event, reason)
    assert first.payday.event == first.clock.date
    assert first.client_pays == (first.clock.date if clock == "client_paid_us" else None)


@pytest.mark.parametrize("status", ["prospect", "paused", "ended"])
def test_an_alliance_that_has_ended_has_no_bills_to_come(status: str, tmp_path: Path) -> None:
    text = record("when: monthly").replace("active", status)
    found = billing_moments(playbook(tmp_path, text, BRITAIN), TODAY)
    assert (found == ()) == (status == "ended")


@pytest.mark.parametrize(
    "work",
    [
        "",
        "subcontract:\n",
        "subcontract: {not_applicable: Not yet.}\n",
        "subcontract: {payment: {method: bacs}}\n",
        "subcontract: {invoicing: {when: monthly}, payment: {not_applicable: A swap.}}\n",
    ],
)
def test_without_terms_of_payment_there_is_no_example(work: str, tmp_path: Path) -> None:
    found = playbook(tmp_path, SAFE + work, BRITAIN)
    assert billing_moments(found, TODAY) == ()
    assert said(found) == ""


# An independent calculation

CASES = 1_000


def test_no_bill_differs_from_the_calendar_by_hand(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311 - the same cases every time
    found = playbook(tmp_path, record("when: monthly"), BRITAIN)
    differ = [case for case in range(CASES) if not _is_the_same(dice, found)]
    assert differ == []


def _is_the_same(dice: random.Random, found: Playbook) -> bool:
    today = dt.date(2026, 1, 1) + dt.timedelta(days=dice.randrange(1000))
    first = dt.date(2025, 1, 1) + dt.timedelta(days=dice.randrange(2000))
    written = {
        "when": dice.choice(("weekly", "fortnightly", "monthly", "on_statement")),
        "weekday": dice.choice(by_hand.WEEKDAYS),
        "first": str(first),
        "cut_off": str(dice.randint(1, 31)),
        "within": f"{dice.randrange(40)} {dice.choice(('days', 'business days'))}",
    }
    for name in ("cut_off", "within"):
        if dice.randrange(2):
            del written[name]
    invoicing = Invoicing.model_validate(written)
    subcontract = found.partner.subcontract
    assert subcontract
    work = subcontract.model_copy(update={"invoicing": invoicing})
    partner = found.partner.model_copy(update={"subcontract": work})
    ours = billing_moments(
        Playbook("x", partner, found.house, found.defaults, found.tree, ()), today
    )
    is_open = by_hand.open_days("GB", "ENG")
    return [bill.by for bill in ours] == by_hand.bills(written, today, is_open)


@given(today=st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31)), when=st.sampled_from(BilledWhen))
def test_no_bill_that_is_shown_is_late_already(today: dt.date, when: BilledWhen) -> None:
    for bill in billing_moments(_with(when), today, 5):
        assert bill.by >= today
        assert bill.payday.paid
        assert bill.payday.paid >= bill.clock.date


def _with(when: BilledWhen) -> Playbook:
    found = Book.load(ROOT).playbooks["watchfell-security"] if not _KNOWN else _KNOWN[0]
    _KNOWN[:] = [found]
    work = found.partner.subcontract
    assert work
    assert work.invoicing
    invoicing = work.invoicing.model_copy(update={"when": when})
    subcontract = work.model_copy(update={"invoicing": invoicing})
    partner = found.partner.model_copy(update={"subcontract": subcontract})
    return Playbook("x", partner, found.house, found.defaults, found.tree, ())


_KNOWN: list[Playbook] = []


# What the page says


def said(found: Playbook, audience: Audience = Audience.COMMERCIAL) -> str:
    """Return the examples of a page as text: caption, then a line a step."""
    speech = language_of(found, audience)
    reader = Reader(audience, speech, lambda name: contact(found, name), TODAY, found)
    return "".join(
        line
        for group in payment_examples(found, reader)
        for part in group.parts
        for line in _lines(part)
    )


def _lines(part: object) -> list[str]:
    if isinstance(part, Facts):
        return [f"{row.label}: {row.cell.words[0].text}\n" for row in part.rows]
    assert isinstance(part, Example)
    return [
        f"{part.caption}\n",
        *(f"  {line.what}: {line.value.text}. {line.why}\n" for line in part.lines),
    ]


def test_the_sample_partners_read_why(golden: Golden) -> None:
    book = Book.load(ROOT)
    told = "".join(f"{slug}\n{said(each)}\n" for slug, each in book.playbooks.items() if said(each))
    golden(ROOT / "tests" / "terms" / "payment-examples.txt", told)


def test_staff_read_they_and_a_partner_reads_you(tmp_path: Path) -> None:
    found = playbook(tmp_path, record("when: monthly"), BRITAIN)
    assert "  You bill by: Mon, 30 Nov 2026." in said(found)
    assert "  They bill by: Mon, 30 Nov 2026." in said(found, Audience.INTERNAL)


def test_a_page_without_a_day_has_no_examples(tmp_path: Path) -> None:
    found = playbook(tmp_path, record("when: monthly"), BRITAIN)
    speech = language_of(found, Audience.COMMERCIAL)
    reader = Reader(Audience.COMMERCIAL, speech, lambda name: contact(found, name), None, found)
    assert list(payment_examples(found, reader)) == []


def due(rule: str, *more: str) -> str:
    return ", ".join((f"clock_starts: invoice_date, due: {{{rule}}}", *more))


BEFORE = "run: {every: weekly, weekday: friday, pays: before_due}"
AFTER = "run: {every: monthly, day: 25, pays: after_due}"


@pytest.mark.parametrize(
    ("payment", "sentence"),
    [
        (due("rule: on_receipt"), "At once, on Fri, 27 Nov 2026 (the invoice's date)."),
        (due("rule: in_advance"), "In advance: the work starts once it is paid."),
        (due("rule: days_after, days: 0"), "On the same day, Fri, 27 Nov 2026"),
        (due("rule: days_after, days: 1"), "Due: Sat, 28 Nov 2026. 1 day after Fri, 27 Nov 2026"),
        (due("rule: business_days_after, days: 5"), "5 business days after Fri, 27 Nov 2026"),
        (
            due("rule: days_after_month_end, days: 30"),
            "30 days after Mon, 30 Nov 2026, the end of the month of Fri, 27 Nov 2026",
        ),
        (
            due("rule: month_end_after_days, days: 30"),
            "Due: Thu, 31 Dec 2026. The end of the month that is reached 30 days after Fri, 27 Nov",
        ),
        (
            due("rule: day_of_month, day: 20, months: 0"),
            "Due: Sun, 20 Dec 2026. On the 20th of the month, the next one from Fri, 27 Nov 2026",
        ),
        (
            due("rule: day_of_month, day: 20, months: 1"),
            "On the 20th of the month after that of Fri,",
        ),
        (
            due("rule: day_of_month, day: 31, months: 2"),
            "Due: Sun, 31 Jan 2027. On the last day of the month, 2 months after that of Fri,",
        ),
        (
            due("rule: week_end_after_weeks, weeks: 2"),
            "Due: Sun, 13 Dec 2026. 2 weeks after Fri, 27 Nov 2026 (the invoice's date), then to",
        ),
        (
            due("rule: days_after, days: 28", "roll: previous"),
            "Moved to: Thu, 24 Dec 2026. Fri, 25 Dec 2026 is Christmas Day, so the business day",
        ),
        (
            due("rule: days_after, days: 28", "roll: next"),
            "Moved to: Tue, 29 Dec 2026. Fri, 25 Dec 2026 is Christmas Day, so the next business",
        ),
        (
            due("rule: days_after, days: 30", "roll: previous"),
            "Moved to: Thu, 24 Dec 2026. Sun, 27 Dec 2026 is a weekend, so the business day",
        ),
        (due("rule: days_after, days: 28"), "The due date stands, although it is no business day."),
        (due("rule: days_after, days: 5"), "There is no payment run to wait for."),
        (
            due("rule: days_after, days: 26", BEFORE),
            "We pay: Fri, 18 Dec 2026. The last payment run that is not later than the due date.",
        ),
        (
            due("rule: days_after, days: 26", AFTER),
            "We pay: Thu, 24 Dec 2026. The payment run of Fri, 25 Dec 2026, which is Christmas",
        ),
        (
            due("rule: days_after, days: 26", AFTER, "roll: next"),
            "We pay: Tue, 29 Dec 2026. The payment run of Fri, 25 Dec 2026, which is Christmas",
        ),
        (
            due("rule: days_after, days: 30", AFTER),
            "We pay: Mon, 25 Jan 2027. The first payment run that is not before the due date.",
        ),
        (
            due("rule: days_after, days: 3", BEFORE.replace("friday", "wednesday")),
            "We pay: Wed, 2 Dec 2026. No payment run goes out until the due date, so the first",
        ),
        (
            due("rule: days_after, days: 1", "early_discount: {percent: 2%, within: 10 days}"),
            "Early discount until: Mon, 7 Dec 2026. Paid within 10 days, the bill is 2% less.",
        ),
        (
            due("rule: days_after, days: 1", "retention: {percent: 5%, released_after: 6 months}"),
            "The part held back: Thu, 27 May 2027. The 5% that is held back: due 6 months after",
        ),
        (
            due("rule: days_after, days: 7", "pay_when_paid: {long_stop: 60 days}"),
            "At the latest: Tue, 26 Jan 2027. Pay when paid: due 60 days after the bill, even if",
        ),
        (
            due("rule: days_after, days: 7", "pay_when_paid: {long_stop: 60 days}"),
            "If the client pays us on: Tue, 29 Dec 2026. An example: nobody knows that day yet.",
        ),
        (
            due("rule: days_after, days: 7", "pay_when_paid: {long_stop: 60 days}"),
            "Due: Tue, 29 Dec 2026. Not before the client has paid us.",
        ),
        (
            due("rule: days_after, days: 7", "pay_when_paid: {long_stop: 20 days}"),
            "Due: Thu, 17 Dec 2026. The long stop comes first: we pay even if the client has not.",
        ),
        (
            due("rule: days_after, days: 7", "pay_when_paid: {note: As ever.}"),
            "At the latest: no date. Pay when paid: nothing ends the wait if the client never",
        ),
        (
            due("rule: days_after, days: 7").replace("invoice_date", "certified"),
            "If it is certified on: Fri, 4 Dec 2026. An example: nobody knows that day yet.",
        ),
        (
            due("rule: days_after, days: 7").replace("invoice_date", "deliverables_approved"),
            "If the work is approved on: Fri, 4 Dec 2026. An example: nobody knows that day yet.",
        ),
        (
            due("rule: days_after, days: 7", "late: {kind: contractual, rate: 6%}"),
            "6% a year, from",
        ),
        (due("rule: days_after, days: 7", "late: {kind: none}"), "No interest is agreed."),
        (
            due("rule: days_after, days: 7", "late: {kind: statutory}"),
            "If we pay late: 8 percentage points above the Bank of England base rate, a year, and",
        ),
    ],
)
def test_each_step_says_why(payment: str, sentence: str, tmp_path: Path) -> None:
    found = playbook(tmp_path, record("when: weekly, weekday: friday", payment), BRITAIN)
    assert sentence in said(found)


@pytest.mark.parametrize(
    ("day", "roll", "sentence"),
    [
        (
            "25",
            "none",
            "Fri, 25 Dec 2026, which is Christmas Day, goes out on the business day before",
        ),
        (
            "25",
            "next",
            "Fri, 25 Dec 2026, which is Christmas Day, goes out on the next business day.",
        ),
        ("27", "none", "Sun, 27 Dec 2026, a weekend, goes out on the business day before."),
        ("27", "next", "Sun, 27 Dec 2026, a weekend, goes out on the next business day."),
    ],
)
def test_a_run_that_moves_says_which_way(
    day: str, roll: str, sentence: str, tmp_path: Path
) -> None:
    run = f"run: {{every: monthly, day: {day}, pays: after_due}}"
    payment = due("rule: days_after, days: 20", run, f"roll: {roll}")
    found = playbook(tmp_path, record("when: weekly, weekday: friday", payment), BRITAIN)
    assert sentence in said(found)


@pytest.mark.parametrize(
    ("rule", "weekday", "sentence"),
    [
        ("days: 28", "friday", "Fri, 25 Dec 2026 is Christmas Day, so the business day before."),
        ("days: 30", "friday", "Sun, 27 Dec 2026 is a weekend, so the business day before."),
        ("days: 0", "saturday", "the business day before is too soon, so the next one."),
    ],
)
def test_a_due_date_that_moves_back_says_why(
    rule: str, weekday: str, sentence: str, tmp_path: Path
) -> None:
    payment = due(f"rule: days_after, {rule}", "roll: previous")
    found = playbook(tmp_path, record(f"when: weekly, weekday: {weekday}", payment), BRITAIN)
    assert sentence in said(found)


def test_a_due_date_that_moves_on_says_why(tmp_path: Path) -> None:
    payment = due("rule: days_after, days: 28", "roll: next")
    found = said(playbook(tmp_path, record("when: weekly, weekday: friday", payment), BRITAIN))
    assert "Fri, 25 Dec 2026 is Christmas Day, so the next business day." in found


def test_a_month_without_that_day_says_so(tmp_path: Path) -> None:
    payment = due("rule: day_of_month, day: 30, months: 3")
    found = said(playbook(tmp_path, record("when: monthly", payment), BRITAIN))
    assert "Due: Sun, 28 Feb 2027. That month has no 30th, so its last day, counted from" in found


def test_a_bill_that_comes_on_a_sunday_is_not_paid_before_it(tmp_path: Path) -> None:
    payment = due("rule: on_receipt", "roll: previous")
    found = playbook(tmp_path, record("when: weekly, weekday: sunday", payment), BRITAIN)
    assert (
        "Moved to: Mon, 30 Nov 2026. Sun, 29 Nov 2026 is a weekend, and the business day before is"
        " too soon, so the next one."
    ) in said(found)


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("DE", "European Central Bank, a year, and at least €40"),
        ("IE", "European Central Bank"),
        ("GB", "Bank of England"),
        ("US", "What the law says."),
    ],
)
def test_the_law_on_late_payment_is_that_of_the_country(
    country: str, sentence: str, tmp_path: Path
) -> None:
    payment = due("rule: days_after, days: 7", "late: {kind: statutory}")
    text = record("when: monthly", payment, f"country: {country}\n")
    found = said(playbook(tmp_path, text, BRITAIN))
    assert sentence in found
    assert "Bank of England" not in found or country == "GB"


@pytest.mark.parametrize(
    ("invoicing", "sentence"),
    [
        ("when: monthly", "Work from 1 November 2026 to 30 November 2026\n"),
        ("when: monthly, cut_off: 25", "The cut-off is the 25th: what is done later goes onto the"),
        ("when: end_of_project", "If a project ends on Thu, 26 Nov 2026\n"),
        ("when: per_visit", "If a visit is made on Thu, 26 Nov 2026\n"),
        ("when: per_ticket", "If a ticket is closed on Thu, 26 Nov 2026\n"),
        ("when: milestone", "If a milestone is reached on Thu, 26 Nov 2026\n"),
        ("one_per: visit", "If work is done on Thu, 26 Nov 2026\n"),
        ("when: per_visit, within: 5 days", "At the latest 5 days after Thu, 26 Nov 2026."),
        ("when: monthly, raised_by: us", "We write the bill by: Mon, 30 Nov 2026."),
    ],
)
def test_each_bill_says_what_it_is_for(invoicing: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in said(playbook(tmp_path, record(invoicing), BRITAIN))


def test_terms_with_errors_still_make_no_page_fall_over(tmp_path: Path) -> None:
    """A page is drawn while its record is being written, so every wait may be a slip."""
    payment = "clock_starts: invoice_date, due: {rule: days_after, days: 999999999}"
    text = record("when: monthly, within: 99999 years", payment)
    found = load(tmp_path, {"example.yml": text})
    assert {problem.code for problem in found.problems} == {"wait-too-long"}
    for each in found.playbooks.values():
        assert "Due" not in said(each)


def test_an_empty_payment_has_no_steps(tmp_path: Path) -> None:
    found = playbook(tmp_path, record("when: monthly", "method: bacs"), BRITAIN)
    assert Payment.model_validate({}).due is None
    assert "We pay" not in said(found)


def test_a_bill_for_a_time_says_of_which_work_it_counts(tmp_path: Path) -> None:
    payment = "clock_starts: supply_date, due: {rule: day_of_month, day: 10, months: 2}"
    for invoicing, counts in (("when: monthly, cut_off: 25", True), ("when: per_visit", False)):
        text = said(playbook(tmp_path / str(counts), record(invoicing, payment), BRITAIN))
        assert ("Counted for work of: Fri, 25 Dec 2026." in text) is counts
        assert ("Work of an earlier day is due earlier" in text) is counts
