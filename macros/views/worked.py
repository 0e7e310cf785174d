"""Worked: the examples that a section works out from the terms, for one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.views.fees import fee_examples
from macros.views.payment import payment_examples
from macros.views.visit_examples import visit_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from macros.records.playbook import Playbook
    from macros.views.clauses import Reader
    from macros.views.parts import Group

EXAMPLES: dict[str, tuple[Callable[[Playbook, Reader], Iterator[Group]], ...]] = {
    "money": (visit_examples, payment_examples),
    "referrals": (fee_examples,),
}
"""For each section: what works out its examples, in order."""


def worked(section: str, playbook: Playbook, reader: Reader) -> Iterator[Group]:
    """Yield the worked examples of a section; who stands at the door sees none of the money."""
    if reader.audience is Audience.ONSITE:
        return
    for make in EXAMPLES.get(section, ()):
        yield from make(playbook, reader)
