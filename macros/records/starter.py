"""Starter: the text of a first record, with remarks that explain it."""

from __future__ import annotations

import json

MODELINE = "# yaml-language-server: $schema=_schema/{record}.json"

_PARTNER = """\
{modeline}
# Only the name and the status are needed. To use a line below, take off its '#' and nothing else.
# What you leave out, the house file (_house.yml) says. Every field: docs/reference/record.md

name: {name}
status: prospect  # prospect, active, paused or ended

#kind: [cabling]  # cabling, telecoms, it_firm, security_systems, electrical, software, print, other
#country: GB
#legal_name: Example Cabling Limited
#contacts:
#  - id: office
#    name: The office
#    phone: +44 161 496 0000
#    email: office@partner.example
#    call_for: [dispatch, accounts]

# Signed papers. Without a date the page says "no date on file".
#nda:
#  type: mutual
#  signed_on: 2026-11-02
#  expires: 2029-11-01

# They work in our name. 'subcontract:' alone, with nothing below it, means: on house terms.
#subcontract:
#  scope:
#    work_types: [Structured cabling]
#    areas: [Manchester]
#    hours: Mon-Fri 08:00-18:00
#  pricing:
#    rates:
#      - name: Engineer on site
#        basis: hourly
#        rate: GBP 45.00
#  invoicing:
#    when: end_of_project
#    within: 5 business days
#  payment:
#    clock_starts: invoice_received
#    due: {{rule: days_after, days: 30}}

# The client stays ours. This, too, only where it differs from the house.
#client_protection:
#  client_sees: our_brand
#  non_engagement:
#    who: partner
#    after: 12 months

# Business sent to each other: 'we_refer' for clients we send to them, 'they_refer' for the reverse.
#referral:
#  we_refer:
#    fees:
#      - payer: partner
#        payee: us
#        kind: percent
#        percent: 10%
#        of: first_year
#    trigger: client_paid
#    progress: {{reported_by: partner, every: 1 month}}
#    settlement: {{invoiced_by: us}}

# The day on which both sides agreed these terms.
#agreed:
#  on: 2026-11-02

# For our staff only.
#fit:
#  score: 4  # 1 (last resort) to 5 (first choice)
#  why: Neat work, answers the phone.
#notes: Met at the trade fair.
"""

_HOUSE = """\
{modeline}
# Our own firm, and what we ask of every partner. Every field: docs/reference/house.md

name: Our firm
country: GB
contacts:
  - id: desk
    name: Service desk
    phone: +44 161 496 0001
    hours: Mon-Fri 08:00-18:00
    call_for: [dispatch, accounts, escalation, referrals]

defaults:
  nda:
    type: mutual
    survives: 3 years
  client_protection:
    client_sees: our_brand
    non_engagement: {{who: partner, during: yes, after: 12 months, covers: [client, site, staff]}}
  subcontract:
    invoicing: {{when: end_of_project, within: 5 business days}}
    payment:
      clock_starts: invoice_received
      due: {{rule: days_after, days: 30}}
    on_site:
      introduce_as: From our firm
      dress: {{standard: Clean work trousers and a plain shirt}}
      check_in:
        - {{moment: arrival, to: desk}}
        - {{moment: before_leaving, to: desk}}
"""


def partner_text(name: str) -> str:
    """Return the text of a starter record for the firm `name`."""
    # JSON's quotes are YAML's too, so that any name is read as it was given.
    return _PARTNER.format(
        modeline=MODELINE.format(record="partner"), name=json.dumps(name, ensure_ascii=False)
    )


def house_text() -> str:
    """Return the text of a first house file."""
    return _HOUSE.format(modeline=MODELINE.format(record="house"))
