"""What is worked out once for many partners is on each page what it would be for that one alone."""

import datetime as dt
from dataclasses import replace

import pytest

from macros.book import HOUSE_FILE, Book
from macros.records.fields import Audience
from macros.views.agenda import agenda
from macros.views.compare import cells
from macros.views.partner import PlaybookView, project
from support.records import load, printed

TODAY = dt.date(2026, 11, 26)
HOUSE = """\
name: Example MSP
country: GB
timezone: Europe/London
contacts: [{id: accounts, name: The accounts, phone: +44 161 496 0100,  call_for: [referrals]}]
defaults:
  subcontract:
    payment: {clock_starts: invoice_received, run: {every: weekly, weekday: friday}}
    pricing: {minimum: 2 hours, increment: 15 minutes}
"""
RECORD = """\
name: Acme
status: active
country: GB
kind: [cabling]
subcontract:
  scope: {hours: "Mon-Fri 08:00-17:00"}
  pricing:
    rates:
      - {name: Labour, basis: hourly, rate: GBP 45.00}
      - {name: Design, basis: day, rate: GBP 450.00, covers: 8 hours, beyond: Labour}
      - {name: Outlet, basis: unit, per: outlet, rate: GBP 60.00}
    out_of_hours: [{days: Sat, start: "00:00", end: "24:00", multiplier: 1.5}]
    cancellation: [{notice_less_than: 1 day, charge: 50%}]
  invoicing: {when: monthly, within: 5 business days}
  payment: {due: {rule: days_after, days: 14}, early_discount: {percent: 2%, within: 7 days}}
  tax: {regime: vat, rate: 20%, prices_are: excluding}
referral:
  we_refer:
    fees: [{kind: percent, percent: 10%, of: first_year}]
    trigger: client_paid
    tail: 6 months
    progress: {reported_by: partner, to: accounts, every: 1 month}
    settlement: {invoiced_by: us, payment: {clock_starts: invoice_date}}
governance: {term: {starts: 2026-01-01, length: 24 months}}
"""
# Each differs from the record in one thing that an example, a cell or a sentence depends on.
OTHERS = {
    "another-price": ("rate: GBP 45.00", "rate: GBP 46.00"),
    "same-price-otherwise": ("rate: GBP 45.00", "rate: GBP 45.0"),
    "price-that-ends": ("rate: GBP 45.00}", "rate: GBP 45.00, effective_to: 2026-11-26}"),
    "price-of-other-work": ("GBP 60.00", "GBP 61.00"),
    "design-first": ("{name: Labour, basis: hourly", "{name: Site, basis: hourly"),
    "other-hours": ("08:00-17:00", "09:00-17:00"),
    "other-windows": ("multiplier: 1.5", "multiplier: 1.75"),
    "other-charge": ("charge: 50%", "charge: 60%"),
    "other-minimum": ("    out_of_hours", "    minimum: 4 hours\n    out_of_hours"),
    "other-tax": ("rate: 20%", "rate: 19%"),
    "other-due": ("days: 14", "days: 30"),
    "other-discount": ("percent: 2%", "percent: 3%"),
    "other-bill": ("within: 5 business days", "within: 6 business days"),
    "other-fee": ("percent: 10%", "percent: 12%"),
    "other-tail": ("tail: 6 months", "tail: 9 months"),
    "other-term": ("length: 24 months", "length: 36 months"),
    "other-country": ("country: GB", "country: DE"),
    "no-money": ("trigger: client_paid", "trigger: signed"),
    "prospect": ("status: active", "status: prospect"),
    "ended": ("status: active", "status: ended"),
    "own-desk": (
        "kind: [cabling]",
        "kind: [cabling]\ncontacts: [{id: desk, name: Desk, phone: +44 161 496 0200}]",
    ),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book of the record and its variations, after all of them have been drawn."""
    assert all(old in RECORD for old, _ in OTHERS.values())
    others = {f"{name}.yml": RECORD.replace(*change, 1) for name, change in OTHERS.items()}
    made = load(
        tmp_path_factory.mktemp("many"),
        {HOUSE_FILE: HOUSE, "acme.yml": RECORD, "bolt.yml": RECORD, **others},
    )
    assert made.playbooks.keys() == {"acme", "bolt", *OTHERS}, printed(made.problems)
    return made


@pytest.mark.parametrize("audience", Audience)
def test_a_page_among_many_says_what_it_says_alone(book: Book, audience: Audience) -> None:
    among = {slug: project(each, audience, TODAY) for slug, each in book.playbooks.items()}
    for slug, each in book.playbooks.items():
        assert among[slug] == project(replace(each, shared={}), audience, TODAY), slug
    if audience is Audience.INTERNAL:
        same = {slug for slug, view in among.items() if _told(view) == _told(among["acme"])}
        assert same == {"acme", "bolt"}


def test_comparison_and_calendar_among_many_say_what_they_say_alone(book: Book) -> None:
    for each in book.playbooks.values():
        alone = replace(each, shared={})
        assert cells(each, TODAY) == cells(alone, TODAY)
        assert agenda(each, TODAY) == agenda(alone, TODAY)


def test_partners_with_the_same_terms_share_their_examples(book: Book) -> None:
    one, other = (
        project(book.playbooks[slug], Audience.INTERNAL, TODAY).section("money")
        for slug in ("acme", "price-of-other-work")
    )
    assert one is not None
    assert other is not None
    examples = ("visit-examples", "payment-dates")
    for name in examples:
        first, second = (
            next(group for group in section.groups if group.id == name) for section in (one, other)
        )
        assert first is second


def _told(view: PlaybookView) -> tuple[object, ...]:
    return view.chips, view.sections
