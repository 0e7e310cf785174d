"""Deadline: a day on which something of an alliance ends or is due."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.source import Path_


class DeadlineKind(StrEnum):
    """What ends or is due."""

    DOCUMENT_EXPIRES = "document expires"
    INSURANCE_EXPIRES = "insurance expires"
    CERTIFICATE_EXPIRES = "certificate expires"
    CHECK_DUE = "check due"
    TERM_ENDS = "term ends"
    TERM_RENEWS = "term renews"
    NOTICE_BY = "notice by"
    REVIEW_DUE = "review due"
    RATE_ENDS = "rate ends"
    PRICE_REVIEW_DUE = "price review due"
    TAIL_ENDS = "tail ends"
    RESTRAINT_ENDS = "restraint ends"
    SECRECY_ENDS = "secrecy ends"


class Deadline(NamedTuple):
    """A day on which something ends or is due; `path` is the place in the record that says so."""

    kind: DeadlineKind
    date: dt.date
    path: Path_
