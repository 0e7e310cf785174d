"""A calendar reads the feed word for word, and a later feed updates what an earlier one brought."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from macros.records.house import House
from macros.records.playbook import Playbook
from macros.render.calendar_feed import calendar_feed
from macros.terms.billing import billing_moments, cut_offs
from macros.terms.deadlines import DeadlineKind, deadlines
from macros.views.agenda import Event, agenda
from support.records import load, playbook

TODAY = dt.date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]

HOUSE = "name: Example MSP\ncountry: GB\n"
OURS = House.model_validate({"name": "Example MSP", "country": "GB"})
RECORD = """\
name: Example, Sons; & \\N Co
status: active
kind: [cabling]
nda: {signed_on: 2025-01-05, expires: 2027-02-01}
consultancy_agreement: {signed_on: 2025-01-05, expires: 2027-03-01}
client_protection: {non_engagement: {after: 12 months}}
assurance:
  insurance:
    - {type: public_liability, held: "GBP 5,000,000", expires: 2027-01-31}
    - {type: cyber, held: "GBP 1,000,000", expires: 2026-10-31}
  certifications: [{type: "IPAF; cherry picker", expires: 2027-04-01}]
  checks: [{type: DBS, last_done: 2025-05-01, renew_every: 3 years}]
subcontract:
  pricing:
    rates:
      - {name: Outlet, basis: unit, per: outlet, rate: GBP 78.50, effective_to: 2027-06-30}
      - {name: Labour, basis: hourly, rate: GBP 45.00}
    price_review: {every: 12 months}
  invoicing: {when: monthly, cut_off: 25}
  payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}}
governance:
  term:
    starts: 2026-01-01
    ends: 2026-12-31
    renews: yearly
    notice: {from_us: 1 month, from_partner: 2 months, lands_on: term_end}
  review: {every: 12 months, last: 2026-03-01}
"""
NAME = "Example, Sons; & \\N Co"

# Calendars of today know events by it: another one would show every event twice.
FEED = UUID("c9b19d3e-4a53-5d86-9c0b-7e5b5f1d2a64")


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    return playbook(tmp_path_factory.mktemp("feed"), RECORD, HOUSE)


def _events(feed: bytes) -> list[Any]:
    """Return the events as a calendar program reads them; it may complain of nothing."""
    read = Calendar.from_ical(feed)
    assert isinstance(read, Calendar)
    assert read.errors == []
    assert all(each.errors == [] for each in read.walk())
    return list(read.walk("VEVENT"))


def _feed(found: Playbook, today: dt.date = TODAY) -> list[Any]:
    return _events(calendar_feed(agenda(found, today), found.house, today))


def _days(found: Playbook, today: dt.date = TODAY) -> dict[str, tuple[str, str]]:
    """Return day and title of each event by its UID."""
    return {
        str(each["uid"]): (str(each["dtstart"].dt), str(each["summary"]))
        for each in _feed(found, today)
    }


# What is in it


EXPECTED = [
    ("2026-10-31", "cover ends: cyber"),
    ("2026-11-25", "their bill is due"),
    ("2026-11-30", "last day for our notice"),
    ("2026-12-25", "their bill is due"),
    ("2026-12-31", "the term ends and renews itself"),
    ("2027-01-25", "their bill is due"),
    ("2027-01-31", "cover ends: public liability"),
    ("2027-02-01", "the NDA ends"),
    ("2027-03-01", "the consultancy agreement ends"),
    ("2027-03-01", "the review is due"),
    ("2027-03-01", "the price review is due"),
    ("2027-04-01", "certificate ends: IPAF; cherry picker"),
    ("2027-06-30", "rate ends: Outlet"),
    ("2027-10-31", "last day for their notice"),
    ("2028-05-01", "check is due: DBS"),
]


def test_every_day_that_matters_is_in_there(full: Playbook) -> None:
    found = [(str(each["dtstart"].dt), str(each["summary"])) for each in _feed(full)]
    assert sorted(found) == sorted((day, f"{NAME}: {what}") for day, what in EXPECTED)


def test_the_days_are_those_of_the_terms(full: Playbook) -> None:
    expected = [each.date for each in deadlines(full, TODAY)]
    expected += [each.by for each in billing_moments(full, TODAY)]
    assert sorted(each["dtstart"].dt for each in _feed(full)) == sorted(expected)


ENDED = """\
name: Old
status: ended
kind: [cabling]
nda: {signed_on: 2025-01-05, survives: 5 years}
client_protection: {non_engagement: {after: 12 months}}
subcontract:
referral: {we_refer: {tail: 6 months}}
governance: {term: {starts: 2025-01-01, ends: 2026-06-30}}
"""


def test_what_outlives_an_alliance_is_in_there(tmp_path: Path) -> None:
    assert sorted(_days(playbook(tmp_path, ENDED, HOUSE)).values()) == [
        ("2026-12-30", "Old: fees for earlier referrals end"),
        ("2027-06-30", "Old: the restraint ends"),
        ("2031-06-30", "Old: the duty of secrecy ends"),
    ]


def test_every_kind_of_deadline_has_words_of_its_own(tmp_path: Path) -> None:
    words: dict[DeadlineKind, set[str]] = {}
    for index, record in enumerate((RECORD, RECORD.replace("renews: yearly", "renews: no"), ENDED)):
        found = playbook(tmp_path / str(index), record, HOUSE)
        for deadline, event in zip(deadlines(found, TODAY), agenda(found, TODAY), strict=False):
            assert deadline.date == event.date
            words.setdefault(deadline.kind, set()).add(event.title.partition(": ")[2])
    assert set(words) == set(DeadlineKind)
    every = [title for titles in words.values() for title in titles]
    assert len(every) == len(set(every))


BILLING = [
    ("{when: monthly, cut_off: 25}", ["2026-11-25", "2026-12-25", "2027-01-25"], "their bill"),
    ("{when: monthly}", ["2026-11-30", "2026-12-31", "2027-01-31"], "their bill"),
    (
        "{when: weekly, weekday: friday, raised_by: us}",
        ["2026-11-27", "2026-12-04", "2026-12-11"],
        "our self-bill",
    ),
    ("{when: per_visit, within: 5 days}", [], ""),
    ("{when: end_of_project}", [], ""),
    ("{not_applicable: They never bill}", [], ""),
]


@pytest.mark.parametrize(("invoicing", "days", "what"), BILLING)
def test_bills_that_the_calendar_brings_are_in_there(
    tmp_path: Path, invoicing: str, days: list[str], what: str
) -> None:
    record = re.sub(r"invoicing: .*", f"invoicing: {invoicing}", RECORD)
    found = playbook(tmp_path, record, HOUSE)
    bills = [(day, title) for day, title in _days(found).values() if "bill" in title]
    assert sorted(bills) == [(day, f"{NAME}: {what} is due") for day in days]
    scheduled = [each for each in billing_moments(found, TODAY) if each.is_scheduled]
    assert [(each.work, each.by) for each in scheduled] == list(cut_offs(found, TODAY))


def test_a_prospect_has_nothing_to_bill_yet(tmp_path: Path) -> None:
    active = re.sub(r"invoicing: .*", "invoicing: {when: monthly, cut_off: 25}", RECORD)
    assert cut_offs(playbook(tmp_path / "active", active, HOUSE), TODAY)
    prospect = active.replace("status: active", "status: prospect")
    assert prospect != active
    assert cut_offs(playbook(tmp_path / "prospect", prospect, HOUSE), TODAY) == ()


def test_an_event_says_what_to_do_and_where_it_comes_from(full: Playbook) -> None:
    texts = {str(each["summary"]): str(each["description"]) for each in _feed(full)}
    assert texts[f"{NAME}: cover ends: cyber"] == (
        "It holds to the end of this day. "
        "It follows from assurance.insurance.expires in partners/example.yml."
    )
    assert texts[f"{NAME}: their bill is due"] == (
        "For work from 26 December 2026 to 25 January 2027. It has to be in by this day."
    )


def test_what_the_house_says_is_told_from_the_house(tmp_path: Path) -> None:
    house = f"{HOUSE}defaults: {{governance: {{review: {{every: 6 months}}}}}}\n"
    record = RECORD.replace("  review: {every: 12 months, last: 2026-03-01}\n", "")
    found = playbook(tmp_path, record, house)
    (text,) = (each["description"] for each in _feed(found) if "the review" in each["summary"])
    assert str(text).endswith("It follows from governance.review.every in partners/_house.yml.")


def test_whoever_must_give_notice_is_warned_two_weeks_before(full: Playbook) -> None:
    alarms = {
        str(each["summary"]): [alarm["trigger"].dt for alarm in each.walk("VALARM")]
        for each in _feed(full)
    }
    assert alarms.pop(f"{NAME}: last day for our notice") == [dt.timedelta(days=-14)]
    assert not any(alarms.values())


def test_days_take_up_no_time_and_lead_to_the_page(full: Playbook) -> None:
    def page(slug: str) -> str:
        return f"https://intranet.example/playbooks/partners/{slug}/"

    for each in _events(calendar_feed(agenda(full, TODAY), OURS, TODAY, page)):
        assert each["transp"] == "TRANSPARENT"
        assert type(each["dtstart"].dt) is dt.date
        assert str(each["url"]) == page("example")
        assert str(each["description"]).endswith(f"\n{page('example')}")
    assert all("url" not in each for each in _feed(full))


def test_words_are_those_of_the_house_and_not_of_the_partner(tmp_path: Path) -> None:
    record = RECORD.replace("kind: [", "language: de\ncountry: DE\nkind: [")
    titles = {title for _, title in _days(playbook(tmp_path, record, HOUSE)).values()}
    assert f"{NAME}: their bill is due" in titles


# A later feed updates an earlier one


CHANGES = [
    ("expires: 2027-01-31", "expires: 2028-01-31"),
    ("ends: 2026-12-31", "ends: 2027-05-31"),
    ("effective_to: 2027-06-30", "effective_to: 2027-07-31"),
    ("last: 2026-03-01", "last: 2026-05-05"),
    ("cut_off: 25", "cut_off: 27"),
    ("renews: yearly", "renews: no"),
]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_a_date_that_moves_keeps_its_event(
    full: Playbook, tmp_path: Path, before: str, after: str
) -> None:
    changed = playbook(tmp_path, RECORD.replace(before, after), HOUSE)
    old, new = _days(full), _days(changed)
    assert old != new
    assert set(new) <= set(old)
    assert any(old[uid] != new[uid] for uid in new)


def test_the_order_in_a_list_and_a_new_item_change_no_event(full: Playbook, tmp_path: Path) -> None:
    cyber = '    - {type: cyber, held: "GBP 1,000,000", expires: 2026-10-31}\n'
    motor = '    - {type: motor, held: "GBP 1,000,000", expires: 2027-10-31}\n'
    record = RECORD.replace(cyber, "").replace("  insurance:\n", f"  insurance:\n{cyber}{motor}")
    old, new = _days(full), _days(playbook(tmp_path, record, HOUSE))
    assert {uid: new[uid] for uid in old} == old
    assert len(new) == len(old) + 1


def test_two_partners_and_two_houses_share_no_event(tmp_path: Path) -> None:
    book = load(tmp_path, {"one.yml": RECORD, "two.yml": RECORD, "_house.yml": HOUSE})
    one, two = (_days(found) for found in book.playbooks.values())
    assert set(one).isdisjoint(two)
    other = load(
        tmp_path / "other", {"one.yml": RECORD, "_house.yml": "name: Other\ncountry: GB\n"}
    )
    assert set(one).isdisjoint(_days(other.playbooks["one"]))


def test_a_bill_keeps_its_event_until_it_is_past(full: Playbook) -> None:
    today, month = _days(full), _days(full, dt.date(2026, 12, 10))
    bills = {uid for uid in today if today[uid][0] in {"2026-12-25", "2027-01-25"}}
    assert {uid: month[uid] for uid in bills} == {uid: today[uid] for uid in bills}


def test_a_later_feed_is_newer(full: Playbook) -> None:
    first, second = (_feed(full, TODAY + dt.timedelta(days=days)) for days in (0, 1))
    assert {int(each["sequence"]) for each in first} == {TODAY.toordinal()}
    assert {int(each["sequence"]) for each in second} == {TODAY.toordinal() + 1}
    assert {each["dtstamp"].dt for each in second} == {dt.datetime(2026, 11, 24, tzinfo=dt.UTC)}


def test_rates_without_a_name_are_told_apart(tmp_path: Path) -> None:
    rates = (
        "[{rate: GBP 1, effective_to: 2027-01-01}, "
        "{rate: GBP 2, effective_from: 2027-01-09, effective_to: 2027-02-01}]"
    )
    record = (
        f"name: A\nstatus: active\nkind: [other]\nsubcontract: {{pricing: {{rates: {rates}}}}}\n"
    )
    found = playbook(tmp_path, record, HOUSE)
    assert [day for day, _ in _days(found).values()] == ["2027-01-01", "2027-02-01"]


# As RFC 5545 has it


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\\,;:\nN"äß😀'))
EVENTS = st.builds(
    Event,
    key=st.tuples(st.text("ab-", min_size=1), st.text()),
    date=st.dates(),
    title=TEXTS,
    text=TEXTS,
    lead=st.sampled_from([0, 14]),
)


@given(st.lists(EVENTS, max_size=5, unique_by=lambda event: event.key))
def test_any_words_come_through(events: list[Event]) -> None:
    feed = calendar_feed(events, OURS, TODAY)
    read = _events(feed)
    found = sorted(
        (each["dtstart"].dt, _read(each, "summary"), _read(each, "description")) for each in read
    )
    assert found == sorted((each.date, each.title, each.text) for each in events)
    named = {str(uuid5(FEED, "\n".join((OURS.name, *each.key)))) for each in events}
    assert {str(each["uid"]) for each in read} == named
    assert len(read) == len(named)
    _check_lines(feed)


def _read(event: Any, name: str) -> str:  # noqa: ANN401 - the library has no types for it
    return str(event[name])


def _check_lines(feed: bytes) -> None:
    assert feed.endswith(b"END:VCALENDAR\r\n")
    assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n")
    for line in feed.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_lines_of_a_whole_feed_are_right(full: Playbook) -> None:
    feed = calendar_feed(agenda(full, TODAY), full.house, TODAY)
    _check_lines(feed)
    read = Calendar.from_ical(feed)
    assert (read["version"], read["method"]) == ("2.0", "PUBLISH")
    assert str(read["x-wr-calname"]) == str(read["name"]) == "Partners of Example MSP"


def test_the_name_of_any_house_is_one_value() -> None:
    house = House.model_validate({"name": f"Smith, Sons; Häuser \\N {'& more ' * 9}"})
    feed = calendar_feed([], house, TODAY)
    _check_lines(feed)
    unfolded = feed.decode().replace("\r\n ", "")
    assert f"\r\nNAME:Partners of Smith\\, Sons\\; Häuser \\\\N {'& more ' * 9}\r\n" in unfolded


def test_the_library_writes_the_same_events(full: Playbook) -> None:
    feed = calendar_feed(agenda(full, TODAY), full.house, TODAY)
    again = Calendar.from_ical(Calendar.from_ical(feed).to_ical())
    assert isinstance(again, Calendar)
    assert [each.to_ical() for each in again.walk("VEVENT")] == [
        each.to_ical() for each in _events(feed)
    ]


ENVIRONMENTS = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "3", "PYTHONUTF8": "0"},
]


def test_the_bytes_are_the_same_everywhere() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-m", "macros", "calendar"],
            cwd=ROOT,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795420800", **each},
            capture_output=True,
            check=True,
        ).stdout
        for each in ENVIRONMENTS
    }
    assert len(made) == 1
    assert len(_events(made.pop())) > 20
