"""Shares for tests: one that is right in everything, to change what a test is about."""

import datetime as dt

from macros.outputs.ledger.shares import Share
from macros.records.fields import Audience

ISSUED = dt.date(2026, 11, 23)
TOKEN = "A" * 21 + "w"


def share(slug: str = "northern", audience: Audience = Audience.COMMERCIAL) -> Share:
    """Return a link that works from 23 Nov 2026 for 90 days."""
    return Share(
        token=TOKEN,
        slug=slug,
        audience=audience,
        sealed=False,
        pdf=True,
        issued=ISSUED,
        expires=ISSUED + dt.timedelta(days=90),
        made=ISSUED,
        revision="version 2, 9f86 d081 884c",
        content="0" * 64,
        files="1" * 64,
        to="Their office",
    )
