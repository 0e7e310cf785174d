"""Findings: what is wrong with published packs, told without giving a link away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from macros.records.problems import Severity, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from macros.outputs.hosting.probes import Probe
    from macros.outputs.hosting.remarks import Remark
    from macros.outputs.hosting.site import Address


class Finding(NamedTuple):
    """One thing that is wrong, at one address or at several; links in it are cut short."""

    severity: Severity
    addresses: tuple[str, ...]
    message: str
    cure: str

    def __str__(self) -> str:
        more = len(self.addresses) - 1
        others = f" and {more} more" if more else ""
        return f"{self.severity}: {self.addresses[0]}{others}: {self.message}; {self.cure}"


_LONGEST = 400


def gathered(
    site: Address, judged: Iterable[tuple[Probe, list[Remark]]], tokens: Collection[str]
) -> Iterator[Finding]:
    """Yield each thing that is wrong once, with all its addresses, errors first.

    Of each of the `tokens` no more than its beginning is told: a log is no place for a link. Nor is
    a terminal one for what a server says, other than on one line, short, and printable.
    """
    places: dict[Remark, list[str]] = {}
    for probe, remarks in sorted(judged, key=lambda each: each[0].path):
        for remark in remarks:
            places.setdefault(remark, []).append(f"{site.origin}{probe.path}")
    hidden = re.compile("|".join(map(re.escape, tokens)) or "(?!)")

    def shortened(text: str) -> str:
        return shown(hidden.sub(lambda found: f"{found[0][:4]}…", text), _LONGEST)

    for remark in sorted(places, key=lambda each: each.severity is not Severity.ERROR):
        addresses = tuple(map(shortened, places[remark]))
        yield Finding(remark.severity, addresses, shortened(remark.message), shortened(remark.cure))
