"""Making: packs by the dozen, each looked through as soon as it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.packs.handout import Place, Step, order_of
from macros.outputs.packs.pack import leaks, pack
from macros.outputs.packs.shelf import digest
from macros.workers import made_of_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from macros.outputs.leaks.gate import Gate
    from macros.outputs.leaks.leak import Leak
    from macros.outputs.ledger.shares import Share

_WORTH = 8
"""From so many packs on it pays to start workers."""


class Made(NamedTuple):
    """What was made for a link, as it is now: files by name, and what they tell that they must not.

    It holds nothing of the record: a thousand come from one process to another and wait there.
    """

    share: Share
    files: Mapping[str, bytes]
    leaks: list[Leak]


def packs(
    steps: Sequence[Step],
    passphrases: Mapping[str, str],
    place: Place,
    gate: Gate,
    accepted: Collection[str] = (),
) -> Iterator[Made]:
    """Yield the pack of each step, in order, looked through; many by all processors.

    `passphrases` has one by the address of each pack that is to be sealed, `accepted` are texts
    that may stand in any of them. MissingPart and PdfError as from `pack`.
    """

    def make(at: int) -> Made:
        step = steps[at]
        order = order_of(step.share, place.base, passphrases.get(step.share.token, ""))
        made = pack(step.playbook, order, place.pages)
        share = step.share._replace(content=made.plain.content, files=digest(made.files))
        return Made(share, made.files, leaks(gate, order, made, accepted))

    yield from made_of_all(make, range(len(steps)), worth=_WORTH)
