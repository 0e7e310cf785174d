"""Deadlines: each day that matters, counted as the record says, and none that does not."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.records.playbook import value_at
from macros.records.scalars import Duration
from macros.terms.business_days import BusinessDays
from macros.terms.deadlines import DeadlineKind, deadlines, last_notice
from support.records import playbook

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
HEAD = "name: Acme\nstatus: {status}\nreferral:\n"
WORK = """\
name: Acme
status: active
nda: {not_applicable: tests}
client_protection: {non_engagement: {not_applicable: tests}}
"""


def found(
    root: Path, record: str, today: dt.date = TODAY, house: str = "name: Us\n"
) -> list[tuple[str, str]]:
    made = deadlines(playbook(root, record, house), today)
    return [(each.kind.value, str(each.date)) for each in made]


def live(root: Path, text: str, today: dt.date = TODAY) -> list[tuple[str, str]]:
    return found(root, HEAD.format(status="active") + text, today)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nda: {expires: 2027-01-15}", [("document expires", "2027-01-15")]),
        ("nda: {expires: 2020-01-15}", [("document expires", "2020-01-15")]),
        ("nda: {signed_on: 2020-01-15}", []),
        ("nda: {not_applicable: a public body}", []),
        ("consultancy_agreement: {expires: 2027-02-01}", [("document expires", "2027-02-01")]),
        (
            "assurance: {insurance: [{type: cyber, expires: 2027-03-01}, {type: motor}]}",
            [("insurance expires", "2027-03-01")],
        ),
        (
            "assurance: {not_applicable: none, insurance: [{type: cyber, expires: 2027-03-01}]}",
            [],
        ),
        (
            "assurance: {certifications: [{type: ISO 27001, expires: 2027-04-01}]}",
            [("certificate expires", "2027-04-01")],
        ),
        (
            "assurance: {checks: [{type: DBS, last_done: 2024-02-29, renew_every: 3 years}]}",
            [("check due", "2027-02-28")],
        ),
        ("assurance: {checks: [{type: DBS, renew_every: 3 years}]}", []),
    ],
)
def test_a_paper_has_its_last_day(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    assert live(tmp_path, f"{text}\n") == expected


TERMS = [
    # Without an end there is none, whatever the renewal says.
    ("starts: 2024-02-26, renews: yearly", []),
    ("ends: 2027-06-30", [("term ends", "2027-06-30")]),
    ("ends: 2026-06-30, renews: no", [("term ends", "2026-06-30")]),
    ("ends: 2027-06-30, renews: by_agreement", [("term ends", "2027-06-30")]),
    ("starts: 2024-02-29, length: 36 months", [("term ends", "2027-02-27")]),
    # What renews goes on to the next end from today.
    ("ends: 2024-02-29, renews: yearly", [("term renews", "2027-02-28")]),
    ("ends: 2026-11-23, renews: yearly", [("term renews", "2026-11-23")]),
    ("ends: 2026-11-22, renews: yearly", [("term renews", "2027-11-22")]),
    # A term that ends with a month goes on to the ends of months.
    ("ends: 2026-06-30, renews: monthly", [("term renews", "2026-11-30")]),
    ("ends: 2026-09-30, renews: monthly", [("term renews", "2026-11-30")]),
    ("ends: 2026-10-29, renews: monthly", [("term renews", "2026-11-29")]),
]


@pytest.mark.parametrize(("term", "expected"), TERMS)
def test_a_term_ends_or_renews(tmp_path: Path, term: str, expected: list[tuple[str, str]]) -> None:
    assert live(tmp_path, f"governance: {{term: {{{term}}}}}\n") == expected


NOTICES = [
    ("from_us: 60 days, lands_on: month_end", "2027-01-31", "2026-12-02"),
    ("from_us: 60 days", "2027-01-31", "2026-12-02"),
    ("from_us: 60 days, lands_on: term_end", "2027-01-31", "2026-12-02"),
    # The last month's end before the term's, and the last quarter's.
    ("from_us: 30 days, lands_on: month_end", "2027-02-15", "2027-01-01"),
    ("from_us: 3 months, lands_on: quarter_end", "2027-05-15", "2026-12-31"),
    ("from_us: 1 month", "2027-02-28", "2027-01-31"),
    # Where it depends on the case, the longest is always in time.
    ("from_us: 30 days, up_to: 90 days", "2027-03-31", "2026-12-31"),
    ("from_us: 10 business days", "2026-12-31", "2026-12-15"),
    # This year's is past: the next one counts.
    ("from_us: 60 days", "2026-12-31", "2027-11-01"),
]


@pytest.mark.parametrize(("notice", "ends", "last"), NOTICES)
def test_the_last_day_of_notice(tmp_path: Path, notice: str, ends: str, last: str) -> None:
    house = "name: Us\ncountry: GB\n"
    term = f"governance: {{term: {{ends: {ends}, renews: yearly, notice: {{{notice}}}}}}}\n"
    record = HEAD.format(status="active") + term
    assert ("notice by", last) in found(tmp_path, record, house=house)


@pytest.mark.parametrize(
    "term",
    [
        "ends: 2027-03-31, renews: yearly, notice: {from_us: 30 days, lands_on: any_day}",
        "ends: 2027-03-31, renews: no, notice: {from_us: 30 days}",
        "starts: 2024-03-31, renews: yearly, notice: {from_us: 30 days}",
        "ends: 2027-03-31, renews: yearly, notice: {not_applicable: none}",
        "ends: 2027-03-31, renews: yearly, notice: {lands_on: month_end}",
    ],
)
def test_where_no_notice_can_be_missed_there_is_no_last_day(tmp_path: Path, term: str) -> None:
    kinds = [kind for kind, _ in live(tmp_path, f"governance: {{term: {{{term}}}}}\n")]
    assert "notice by" not in kinds


def test_each_side_has_its_own_notice(tmp_path: Path) -> None:
    notice = "notice: {from_us: 30 days, from_partner: 90 days}"
    record = f"governance: {{term: {{ends: 2027-06-30, renews: yearly, {notice}}}}}\n"
    made = deadlines(playbook(tmp_path, HEAD.format(status="active") + record), TODAY)
    days = {each.path[-1]: str(each.date) for each in made if each.kind is DeadlineKind.NOTICE_BY}
    assert days == {"from_us": "2027-05-31", "from_partner": "2027-04-01"}


UNITS = ["day", "week", "month", "year", "business day"]
DATES = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))


@given(DATES, st.integers(0, 400), st.sampled_from(UNITS))
def test_a_notice_is_in_time_on_its_last_day_and_late_on_the_next(
    landing: dt.date, amount: int, unit: str
) -> None:
    days = BusinessDays("GB", "ENG")
    # Long enough for a term of notice, short enough for the calendar.
    length = Duration.parse(f"{amount % {'year': 5, 'month': 40}.get(unit, 200)} {unit}s")
    last = last_notice(landing, length, days)
    assert days.after(last, length) <= landing
    assert days.after(last + DAY, length) > landing


@given(DATES, DATES, st.sampled_from([("yearly", 12), ("monthly", 1)]))
def test_a_renewal_is_the_first_end_that_is_not_past(
    tmp_path_factory: pytest.TempPathFactory,
    end: dt.date,
    today: dt.date,
    renews: tuple[str, int],
) -> None:
    word, months = renews
    text = f"governance: {{term: {{ends: {end}, renews: {word}}}}}\n"
    root = tmp_path_factory.mktemp("term")
    ((_, day),) = live(root, text, today)
    found_on = dt.date.fromisoformat(day)
    assert found_on >= today
    assert found_on >= end
    # It lies whole periods behind the first one, and the next period starts on the same day.
    apart = (found_on.year - end.year) * 12 + found_on.month - end.month
    assert apart % months == 0
    first, following = end + DAY, found_on + DAY
    assert following.day == first.day or (following.day == 1 and first.day > 28)
    if found_on > end:
        assert (found_on - max(today, end)).days <= 366 // (12 // months) + 31 * (months == 1)


def test_a_review_is_counted_from_the_last_one_or_from_the_agreement(tmp_path: Path) -> None:
    last = "governance: {review: {every: 6 months, last: 2026-08-31}}\n"
    assert live(tmp_path, last) == [("review due", "2027-02-28")]
    first = "governance: {review: {every: 6 months}, term: {starts: 2026-01-01}}\n"
    assert live(tmp_path, first) == [("review due", "2026-07-01")]
    agreed = f"{first}agreed: {{on: 2026-02-01}}\n"
    assert live(tmp_path, agreed) == [("review due", "2026-08-01")]
    assert live(tmp_path, "governance: {review: {every: 6 months}}\n") == []


def test_a_price_ends_where_no_later_one_follows(tmp_path: Path) -> None:
    rates = """\
subcontract:
  pricing:
    rates:
      - {name: Labour, basis: hourly, rate: GBP 40, effective_to: 2026-12-31}
      - {name: Labour, basis: hourly, rate: GBP 45, effective_from: 2027-01-01}
      - {name: Labour, basis: day, rate: GBP 300, effective_to: 2027-01-31}
      - {name: Survey, basis: fixed, rate: GBP 90}
"""
    assert found(tmp_path, WORK + rates) == [("rate ends", "2027-01-31")]


def test_prices_are_reviewed_after_the_last_time_that_they_were_settled(tmp_path: Path) -> None:
    pricing = """\
subcontract:
  pricing:
    price_review: {every: 12 months}
    rates: [{name: Labour, basis: hourly, rate: GBP 40, effective_from: 2026-03-01}]
"""
    due = [("price review due", "2027-03-01")]
    assert found(tmp_path, WORK + pricing) == due
    assert found(tmp_path, f"{WORK}{pricing}agreed: {{on: 2026-01-05}}\n") == due
    later = f"{WORK}{pricing}agreed: {{on: 2026-05-05}}\n"
    assert found(tmp_path, later) == [("price review due", "2027-05-05")]


ENDED = """\
name: Acme
status: ended
nda: {signed_on: 2020-01-01, expires: 2026-06-30, survives: 5 years}
client_protection: {non_engagement: {after: 12 months}}
referral:
  we_refer: {tail: 6 months}
governance: {term: {ends: 2026-06-30}, review: {every: 12 months, last: 2026-01-01}}
"""


def test_after_the_end_only_what_reaches_beyond_it_is_left(tmp_path: Path) -> None:
    assert found(tmp_path, ENDED) == [
        ("tail ends", "2026-12-30"),
        ("restraint ends", "2027-06-30"),
        ("secrecy ends", "2031-06-30"),
    ]


RENEWED = """\
name: Acme
status: ended
nda: {{survives: 5 years}}
client_protection: {{non_engagement: {{after: 12 months}}}}
referral: {{we_refer: {{tail: 6 months}}}}
governance: {{term: {{starts: 2020-02-01, length: 12 months, {more}}}}}
"""


@pytest.mark.parametrize("renews", ["yearly", "monthly"])
def test_what_is_counted_from_an_end_that_nobody_wrote_down_has_no_day(
    tmp_path: Path, renews: str
) -> None:
    assert found(tmp_path, RENEWED.format(more=f"renews: {renews}")) == []


@pytest.mark.parametrize(
    ("more", "tail"),
    [
        ("renews: no", "2021-07-31"),
        ("renews: by_agreement", "2021-07-31"),
        ("renews: yearly, ends: 2026-11-16", "2027-05-16"),
    ],
)
def test_a_known_end_is_counted_from(tmp_path: Path, more: str, tail: str) -> None:
    made = found(tmp_path, RENEWED.format(more=more))
    assert [kind for kind, _ in made] == ["tail ends", "restraint ends", "secrecy ends"]
    assert made[0] == ("tail ends", tail)


def test_a_prospect_has_nothing_but_its_nda(tmp_path: Path) -> None:
    text = "nda: {expires: 2027-01-15}\ngovernance: {term: {ends: 2027-01-31}}\n"
    record = HEAD.format(status="prospect") + text
    assert found(tmp_path, record) == [("document expires", "2027-01-15")]


@pytest.mark.parametrize(
    "text",
    [
        "assurance: {checks: [{type: DBS, last_done: 2024-01-01, renew_every: 99999 years}]}",
        "governance: {term: {ends: 9999-12-31, renews: yearly, notice: {from_us: 99999 years}}}",
        "governance: {term: {starts: 9999-12-31, length: 99999 business days}}",
        "governance: {review: {every: 99999 months, last: 2026-01-01}}",
    ],
)
def test_what_lies_beyond_the_calendar_is_no_deadline(tmp_path: Path, text: str) -> None:
    assert all(kind == "term renews" for kind, _ in live(tmp_path, f"{text}\n"))


def test_a_term_of_long_ago_goes_on_to_our_days(tmp_path: Path) -> None:
    term = "governance: {term: {ends: 0001-01-01, renews: yearly, notice: {from_us: 1 year}}}\n"
    assert live(tmp_path, term) == [("term renews", "2027-01-01"), ("notice by", "2027-01-01")]


def test_the_days_of_the_samples_stand_in_order_and_lead_to_the_record() -> None:
    book = Book.load(ROOT)
    for each in book.playbooks.values():
        made = deadlines(each, TODAY)
        assert [day.date for day in made] == sorted(day.date for day in made)
        assert all(value_at(each.partner, day.path[:-1]) is not None for day in made)
    assert any(deadlines(each, TODAY) for each in book.playbooks.values())
