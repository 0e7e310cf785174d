"""A partner with as much in its record as a page has to bear: 45 rates and long words."""

NAME = 'Rook \\ "Son"; } @page { margin: 0 } /* 7 */ <b>Ltd</b>'
RATES = 45

RATE = (
    "{{name: Work number {n}, basis: unit, per: outlet of kind {n}, rate: GBP {n}.50, "
    "effective_from: 2026-02-01, effective_to: 2027-01-31, "
    "includes: Certificate {n} and {n} metres of cable, note: Noted {n}.}}"
)

INSURANCE = """\
    - type: public_liability
      minimum: GBP 5,000,000
      held: GBP 10,000,000
      insurer: Cobblers and Thatchers Mutual Assurance
      insured_name: Rook and Son Communications Infrastructure Limited
      expires: 2099-12-31
      names_us: indemnity_to_principal
      required_where: Wherever administrative responsibilities are involved
      note: Certificate by e-mail each January.
    - type: cyber
      not_applicable: Nothing of ours is reachable from their network.
"""

CONTACT = """\
  - id: office
    name: Office
    role: Takes bookings, sends the e-mail of the day before, and knows where everybody is
    phone: +44 161 496 0210
    email: installation.coordination@rook-and-son-communications.example
    hours: Mon-Fri 07:00-17:00, Sat 08:00-12:00
    call_for: [dispatch, accounts]
"""


def long_record() -> str:
    """Return the record, as YAML."""
    rates = "\n".join(f"      - {RATE.format(n=n)}" for n in range(1, RATES + 1))
    name = NAME.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'name: "{name}"\nlegal_name: Rook and Son Communications Infrastructure Limited\n'
        "status: active\nkind: [cabling]\nnda: {signed_on: 2026-01-05}\n"
        f"agreed: {{on: 2026-01-29, version: 4}}\ncontacts:\n{CONTACT}"
        f"assurance:\n  insurance:\n{INSURANCE}"
        f"subcontract:\n  pricing:\n    rates:\n{rates}\n"
    )
