"""Bills: what is said of billing and paying, once for all partners with the same terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from macros.records.playbook import Playbook
    from macros.views.clauses import Reader

T = TypeVar("T")


def once_for_bills(
    what: str, playbook: Playbook, reader: Reader, draw: Callable[[], T], *, dated: bool
) -> T:
    """Return what `draw` says, drawn once for the same terms of invoicing and payment.

    Where it is `dated`, it depends on where the partner is too, and on how the alliance stands.
    """
    partner, work = playbook.partner, playbook.partner.subcontract
    house, names = playbook.defaults.subcontract, reader.names
    named: tuple[Hashable, ...] = (
        names.of(work and work.invoicing, house and house.invoicing),
        names.of(work and work.payment, house and house.payment),
    )
    if dated:
        aside = bool(work and work.not_applicable)
        named = (*named, partner.country, partner.region, partner.status, aside)
    return reader.once((what, *named), (work, house), draw)
