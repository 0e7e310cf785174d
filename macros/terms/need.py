"""Need: one thing about a partner that somebody has to see to."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from macros.terms.deadline import DeadlineKind

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.source import Path_


class Urgency(IntEnum):
    """How soon somebody has to see to it; the most urgent sorts first."""

    NOW = 0
    """Something has run out, is not there, or is less than agreed."""
    SOON = 1
    """Something ends within the window, or nobody can tell how it stands."""
    LATER = 2
    """Something that can wait for the next talk."""


class Gap(StrEnum):
    """What is not as it should be on any day."""

    NO_NDA = "no NDA"
    UNSIGNED = "unsigned"
    UNDATED = "undated"
    NO_CERTIFICATE = "no certificate"
    COVER_BELOW_MINIMUM = "cover below minimum"
    COVER_IN_OTHER_CURRENCY = "cover in another currency"
    NAMES_ANOTHER = "insured name differs"
    NEVER_AGREED = "never agreed"
    CHANGED = "changed since agreed"
    UNREVIEWED = "unreviewed"
    END_UNKNOWN = "end unknown"


NeedKind: TypeAlias = DeadlineKind | Gap


class Need(NamedTuple):
    """One thing to see to, and the place in the record that shows it.

    `date` is the day on which it is due, past or to come; `of` names the paper, check or rate that
    it is about, and `values` hold what its sentence says besides: what is held and asked for, how
    many terms have changed and how many of them are material.
    """

    kind: NeedKind
    urgency: Urgency
    path: Path_
    date: dt.date | None = None
    of: str = ""
    values: tuple[Any, ...] = ()
