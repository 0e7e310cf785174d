"""Records for the benchmark: as many partners as one wants, each of some eighty lines."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TOWNS = ["Leeds", "Bolton", "York", "Derby", "Hull", "Crewe", "Stockport", "Oldham", "Wigan"]
TRADES = ["cabling", "telecoms", "it_firm", "security_systems", "electrical", "print"]
NOUNS = ["Anvil", "Beacon", "Cinder", "Drover", "Ember", "Fathom", "Garnet", "Heron", "Ingot"]

RECORD = """\
name: {name}
legal_name: {name} Limited
company_number: "{number:08}"
status: active
kind: [{trade}]
country: GB
website: https://{slug}.example
contacts:
  - id: office
    name: The office
    role: Takes jobs and sends invoices
    phone: +44 161 496 0{tail:03}
    email: office@{slug}.example
    hours: Mon-Fri 08:00-17:30
    call_for: [dispatch, accounts]
fit:
  score: {score}
  why: Work number {number} was neat and on time.
nda:
  signed_on: 2025-0{month}-1{digit}
  expires: 2028-0{month}-1{digit}
  reference: NDA-{number:05}
consultancy_agreement:
  signed_on: 2025-0{month}-2{digit}
  restates_nda: yes
assurance:
  insurance:
    - type: public_liability
      minimum: GBP 5,000,000
      held: GBP 5,000,000
      insurer: Example Mutual
      expires: 2027-0{month}-0{digit}
subcontract:
  scope:
    work_types: [Structured cabling, Cabinet work for {town}]
    areas: [{town}, {other}]
    hours: Mon-Fri 08:00-17:30
    excludes: [Work above {digit} metres]
  pricing:
    rates:
      - name: Engineer on site
        basis: hourly
        rate: GBP {rate}.50
      - name: Engineer for a day
        basis: day
        rate: GBP {day}.00
      - name: Data outlet
        basis: unit
        per: outlet
        rate: GBP {outlet}.25
        includes: Test and label
    day_length: 8 hours
    minimum: 2 hours
    increment: 15 minutes
    out_of_hours:
      - {{days: Mon-Fri, start: "17:30", end: "08:00", multiplier: 1.5}}
      - {{days: Sat, start: "08:00", end: "08:00", multiplier: 1.5}}
      - {{days: Sun, start: "08:00", end: "08:00", multiplier: 2, holidays: yes}}
  invoicing:
    when: monthly
    within: {digit} business days
    must_quote: [purchase order, site]
  payment:
    clock_starts: invoice_received
    due: {{rule: days_after_month_end, days: {due}}}
  on_site:
    ppe: {{add: [Hat with the number {number}]}}
    arrival:
      early: 10 minutes
      late: {digit} minutes
referral:
  we_refer:
    fees: [{{name: New client, kind: percent, percent: {digit}%, of: first_year}}]
    trigger: client_paid
    progress: {{reported_by: partner, every: 1 month}}
    settlement:
      invoiced_by: us
      within: 10 business days
      payment: {{clock_starts: invoice_date, due: {{rule: days_after, days: 30}}}}
governance:
  review:
    every: 12 months
    last: 2026-0{month}-1{digit}
agreed:
  on: 2026-0{month}-0{digit}
  version: "{digit}"
notes: Ask for the van with the number {number}.
"""


def write_records(folder: Path, count: int) -> None:
    """Write `count` records into `folder`; the same count gives the same bytes."""
    chance = random.Random(count)  # noqa: S311 - sample data, no secrets
    for number in range(count):
        slug = f"{chance.choice(NOUNS).lower()}-{number:05}"
        text = RECORD.format(
            slug=slug,
            name=f"{slug.partition('-')[0].title()} {number}",
            number=number,
            trade=chance.choice(TRADES),
            tail=number % 1000,
            score=chance.randint(1, 5),
            month=chance.randint(1, 9),
            digit=chance.randint(1, 8),
            town=chance.choice(TOWNS),
            other=chance.choice(TOWNS),
            rate=chance.randint(30, 90),
            day=chance.randint(250, 650),
            outlet=chance.randint(40, 99),
            due=chance.choice([14, 30]),
        )
        (folder / f"{slug}.yml").write_text(text, encoding="utf-8")
