"""Clock: which moment a time on the clock of a place means."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def moments(local: dt.datetime, zone: ZoneInfo) -> tuple[dt.datetime, ...]:
    """Return the moments, in the zone, at which its clocks show `local`.

    There is none where clocks are put forward over it, and there are two where they are put back.
    """
    both = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    if both[0].utcoffset() == both[1].utcoffset():
        return (both[0],)
    found = (each.astimezone(dt.UTC).astimezone(zone) for each in both)
    return tuple(each for each in found if each.replace(tzinfo=None, fold=0) == local)
