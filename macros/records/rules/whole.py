"""Whole: what holds for a record as a whole."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from macros.records.check import shape_at
from macros.records.fields import shapes
from macros.records.partner import Partner
from macros.records.problems import shown
from macros.records.rules.rule import Finding, rule
from macros.records.scalars import Date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook


@rule("score-out-of-range")
def _score_out_of_range(playbook: Playbook) -> Iterator[Finding]:
    fit = playbook.partner.fit
    if fit and fit.score and fit.score.value not in range(1, 6):
        yield Finding(
            ("fit", "score"), f"a score of {fit.score} is not on the scale", "write 1 to 5"
        )


@rule("unknown-clause")
def _unknown_clause(playbook: Playbook) -> Iterator[Finding]:
    for index, term in enumerate(playbook.partner.other_terms or ()):
        if term.about and shape_at(Partner, tuple(term.about.split("."))) is None:
            yield Finding(
                ("other_terms", index, "about"),
                f"there is no clause or standard '{shown(term.about)}'",
                "write it as in 'subcontract.payment' or 'subcontract.standards.labelling'",
            )


@rule("dates-out-of-order")
def _dates_out_of_order(playbook: Playbook) -> Iterator[Finding]:
    for path, block in playbook.blocks:
        for first, last in _pairs(type(block)):
            start, end = getattr(block, first), getattr(block, last)
            if start and end and end < start:
                yield Finding(
                    (*path, last),
                    f"'{last}' ({end}) comes before '{first}' ({start})",
                    "correct one of the two dates",
                )


_DATE_PAIRS = (("signed_on", "expires"), ("starts", "ends"), ("effective_from", "effective_to"))


@cache
def _pairs(block: type[Block]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a block that hold a first and a last day."""
    fields = shapes(block).values()
    dates = {each.name for each in fields if (each.kind, each.type) == ("scalar", Date)}
    return tuple(pair for pair in _DATE_PAIRS if dates.issuperset(pair))
