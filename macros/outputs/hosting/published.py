"""Published: what ought to be found on the web, by the ledger and by the public folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.hosting.remarks import Remark, Secrets
from macros.outputs.ledger.address import PACKS
from macros.records.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_AGAIN = "make it again with 'playbook share', and '--for onsite' where it is an engineer's"


class Known(NamedTuple):
    """A link that was given out, and whether it has ended: replaced, revoked or past its day."""

    token: str
    ended: bool


class Published(NamedTuple):
    """What ought to be published: the links, the public folder, and whom no page may name."""

    packs: Sequence[Known]
    folder: Path
    neutral: bytes
    slugs: Sequence[str] = ()
    names: Sequence[str] = ()

    def hidden(self) -> Secrets:
        """Return what no answer may tell."""
        tokens = frozenset(each.token for each in self.packs)
        return Secrets(tokens, tuple(self.names), self.neutral)

    def folders(self) -> list[str]:
        """Return what lies in the public folder where packs do."""
        shelf = self.folder / PACKS
        lying = shelf.iterdir() if shelf.is_dir() else ()
        return sorted(each.name for each in lying if each.is_dir())


def amiss(published: Published) -> Iterator[tuple[str, Remark]]:
    """Yield the packs that are in the ledger only, or in the public folder only."""
    lying = set(published.folders())
    for each in published.packs:
        if not each.ended and each.token not in lying:
            message = f"is not in '{published.folder}', so there is nothing to compare with"
            yield each.token, Remark(Severity.ERROR, message, _AGAIN)
    for token in sorted(lying - {each.token for each in published.packs}):
        message = f"lies in '{published.folder}' and is in no ledger, so nobody can end it"
        yield token, Remark(Severity.ERROR, message, "take the folder away, here and at the host")
