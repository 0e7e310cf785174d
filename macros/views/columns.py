"""Columns: the tables that say several fields of a row in one cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from macros.records.money import Cancellation, Due, OutOfHours, Rate, Run
from macros.records.referral import Fee
from macros.views import phrases
from macros.views.wording import Language, Words

if TYPE_CHECKING:
    from macros.records.fields import Block

Column: TypeAlias = Callable[[Any, Language], list[Words]]


def _phrase(say: Callable[[Any, Language], str]) -> Column:
    return lambda row, language: [Words(text)] if (text := say(row, language)) else []


def _phrases(say: Callable[[Any, Language], list[str]]) -> Column:
    return lambda row, language: [Words(text) for text in say(row, language)]


def _field(name: str) -> Column:
    def words(row: object, language: Language) -> list[Words]:
        value = getattr(row, name)
        return [] if value is None else [language.words(value)]

    return words


COLUMNS: dict[type[Block], dict[str, Column]] = {
    Rate: {
        "Work": _field("name"),
        "Price": _phrase(phrases.rate_price),
        "Buys": _phrase(phrases.rate_covers),
        "Includes": _field("includes"),
        "Agreed beforehand": _field("approval"),
        "Valid": _phrase(phrases.rate_time),
        "Remark": _field("note"),
    },
    OutOfHours: {
        "When": _phrase(phrases.window_time),
        "Price": _phrase(phrases.window_price),
        "Time charged": _phrase(phrases.window_minimum),
        "Remark": _field("note"),
    },
    Cancellation: {
        "Called off": _phrase(phrases.cancellation_notice),
        "Charge": _phrase(phrases.cancellation_charge),
    },
    Fee: {
        "For": _field("name"),
        "Fee": _phrase(phrases.fee_price),
        "Paid by": _phrase(phrases.who_pays),
        "How long": _phrases(phrases.fee_time),
        "Limits": _phrases(phrases.fee_limits),
        "Remark": _field("note"),
    },
}
"""For each kind of row: the heads of the columns, keys of the catalogue; and how a cell is said."""


def _due(due: Due, language: Language) -> list[Words]:
    return [Words(phrases.due_words(due, language))]


def _run(run: Run, language: Language) -> list[Words]:
    note = [language.words(run.note)] if run.note else []
    return [Words(phrases.run_words(run, language)), *note]


SENTENCES: dict[type[Block], Column] = {Due: _due, Run: _run}
"""For each block that one sentence says: the sentence."""
