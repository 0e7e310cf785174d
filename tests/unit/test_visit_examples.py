"""The worked visits of a page: dated from the day it is made, and nothing that is not settled."""

import datetime as dt
from pathlib import Path

import pytest

from macros.book import Book
from macros.records.fields import Audience
from macros.records.playbook import Playbook
from macros.views.clauses import Reader
from macros.views.partner import language_of, project
from macros.views.parts import Example, Group
from macros.views.visit_examples import visit_examples
from macros.views.worked import worked
from support.records import playbook

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 26)
HOUSE = """\
name: Example MSP
country: GB
timezone: Europe/London
defaults:
  nda: {signed_on: 2026-01-05}
  client_protection: {non_engagement: {who: partner}}
"""
RECORD = """\
name: Acme
status: active
subcontract:
  scope: {hours: "Mon-Fri 08:00-17:00"}
  pricing:
    rates:
      - {name: Parts, basis: cost_plus, percent: 10%}
      - {name: Old, basis: hourly, rate: GBP 40.00, effective_to: 2026-11-26}
      - {name: Labour, basis: hourly, rate: GBP 46.00}
    increment: 15 minutes
    rounding: nearest
    out_of_hours:
      - {days: Mon-Fri, start: "17:00", end: "08:00", multiplier: 1.5}
      - {days: Sat, start: "08:00", end: "12:30", multiplier: 1.5}
      - {days: Sat, start: "12:30", end: "08:00", multiplier: 2}
      - {days: Sun, start: "08:00", end: "08:00", holidays: yes, multiplier: 3}
    cancellation:
      - {notice_less_than: 1 business day, charge: 50%}
  tax: {regime: vat, rate: 20%, prices_are: excluding}
"""
CLOSED = (
    RECORD[: RECORD.index("    out_of_hours")].replace("08:00-17:00", "08:00-08:30")
    + """\
    out_of_hours:
      - {days: Mon-Fri, start: "08:30", end: "08:00", unavailable: yes}
      - {days: Sat-Sun, start: "08:00", end: "08:00", unavailable: yes}
"""
)


def examples(
    root: Path, record: str = RECORD, today: dt.date | None = TODAY, house: str = HOUSE
) -> list[Example]:
    """Return the worked visits of a record."""
    found = playbook(root, record, house)
    reader = _reader(found, Audience.INTERNAL, today)
    return [
        part
        for group in visit_examples(found, reader)
        for part in group.parts
        if isinstance(part, Example)
    ]


def _reader(found: Playbook, audience: Audience, today: dt.date | None) -> Reader:
    return Reader(audience, language_of(found, audience), lambda _: None, today, found)


def said(example: Example) -> list[str]:
    return [f"{line.what}: {line.value.text}. {line.why}".strip() for line in example.lines]


def test_three_visits_are_worked_out(tmp_path: Path) -> None:
    morning, across, cancelled = examples(tmp_path)
    assert morning.caption == "A weekday morning: Fri, 27 Nov 2026, 09:00 to 12:20, Labour"
    assert said(morning) == [
        "Time charged: 3 h 15 min. 3 h 20 min, to the nearest 15 minutes.",
        "Labour, normal hours: £149.50. 3 h 15 min at £46.00 an hour.",
        "Total before VAT: £149.50.",
        "VAT at 20%: £29.90.",
        "With VAT: £179.40.",
    ]
    assert across.caption == (
        "From one window into the next: Sat, 28 Nov 2026, 10:30 to 13:50, Labour"
    )
    assert said(across) == [
        "Time charged: 3 h 15 min. 3 h 20 min, to the nearest 15 minutes.",
        "Labour, Sat 08:00 to 12:30: £138.00. 2 h at 1.5 times £46.00 an hour.",
        "Labour, Sat 12:30 to 08:00: £115.00. 1 h 15 min at 2 times £46.00 an hour.",
        "Total before VAT: £253.00.",
    ]
    assert cancelled.caption == (
        "A day that is called off: Tue, 1 Dec 2026, 09:00 to 17:00, Labour"
    )
    assert said(cancelled) == [
        (
            "Charge for calling off: £184.00. Called off on Mon, 30 Nov 2026, 15:00, less than"
            " 1 business day before. 50% of £368.00."
        ),
        "Total: £184.00.",
    ]


@pytest.mark.parametrize(
    ("today", "days"),
    [
        # Over Christmas of 2026 the next Saturday that is no holiday is 2 January.
        (dt.date(2026, 12, 24), ["Tue, 29 Dec 2026", "Sat, 2 Jan 2027", "Wed, 30 Dec 2026"]),
        (dt.date(2026, 12, 31), ["Mon, 4 Jan 2027", "Sat, 2 Jan 2027", "Tue, 5 Jan 2027"]),
        (dt.date(2026, 11, 27), ["Mon, 30 Nov 2026", "Sat, 28 Nov 2026", "Tue, 1 Dec 2026"]),
        (dt.date(2026, 11, 28), ["Mon, 30 Nov 2026", "Sat, 5 Dec 2026", "Tue, 1 Dec 2026"]),
    ],
)
def test_the_days_are_ordinary_ones_that_are_to_come(
    today: dt.date, days: list[str], tmp_path: Path
) -> None:
    captions = [each.caption for each in examples(tmp_path, today=today)]
    assert [day for day, caption in zip(days, captions, strict=True) if day in caption] == days


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("rounding: nearest", "not_to_exceed: GBP 9000", "09:00 to 12:00"),
        ("Mon-Fri 08:00-17:00", "Mon-Fri 13:00-17:00", "13:00 to 16:20"),
        ("Mon-Fri 08:00-17:00", "Mon-Fri 06:00-11:00", "07:40 to 11:00"),
    ],
)
def test_the_morning_is_in_normal_hours(old: str, new: str, expected: str, tmp_path: Path) -> None:
    record = RECORD.replace(old, new)
    if old.startswith("Mon"):
        record = record[: record.index("    out_of_hours")] + record[record.index("  tax") :]
    assert expected in examples(tmp_path, record)[0].caption


@pytest.mark.parametrize(
    "record",
    [
        "name: Acme\nstatus: active\n",
        "name: Acme\nstatus: active\nsubcontract:\n",
        "name: Acme\nstatus: active\nsubcontract: {pricing: {not_applicable: Work in kind}}\n",
        RECORD.replace("basis: hourly", "basis: retainer"),
        RECORD.replace("increment: 15 minutes", "increment: 2 days"),
        CLOSED,
    ],
)
def test_what_is_not_settled_is_left_out(record: str, tmp_path: Path) -> None:
    assert examples(tmp_path, record) == []


def test_without_a_day_or_a_time_zone_there_is_no_example(tmp_path: Path) -> None:
    assert examples(tmp_path / "a", today=None) == []
    house = HOUSE.replace("timezone: Europe/London\n", "")
    assert examples(tmp_path / "b", house=house) == []


def test_a_visit_in_time_teaches_nothing(tmp_path: Path) -> None:
    record = RECORD.replace("notice_less_than: 1 business day", "notice_less_than: 5 minutes")
    assert len(examples(tmp_path, record)) == 2


def test_whoever_stands_at_the_door_sees_none(tmp_path: Path) -> None:
    found = playbook(tmp_path, RECORD, HOUSE)

    def groups(audience: Audience) -> list[Group]:
        return list(worked("money", found, _reader(found, audience, TODAY)))

    assert groups(Audience.ONSITE) == []
    for audience in (Audience.INTERNAL, Audience.COMMERCIAL):
        ids = [group.id for group in groups(audience)]
        assert "visit-examples" in ids


def test_every_sample_whose_work_is_paid_by_time_has_an_example() -> None:
    book = Book.load(ROOT)
    shown = {
        slug
        for slug, found in book.playbooks.items()
        for section in project(found, Audience.COMMERCIAL, TODAY).sections
        if any(group.id == "visit-examples" for group in section.groups)
    }
    assert shown == {
        "bracken-and-lowe",
        "gantry-hill-wireless",
        "prairie-lantern",
        "rheinkiesel-netztechnik",
        "tallow-lane-cabling",
        "watchfell-security",
    }
