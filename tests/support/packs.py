"""A public folder of packs as a host is given it, and what ought to be found of it."""

from pathlib import Path
from typing import NamedTuple

from macros.outputs.hosting.hosts import root_files
from macros.outputs.hosting.published import Known, Published
from macros.outputs.ledger.shares import new_token
from macros.outputs.packs.shelf import Change, put

NEUTRAL = b"<!doctype html><title>Nothing here</title><p>Ask whoever sent you the link.</p>"
OLD = b"<!doctype html><title>Terms</title><p>GBP 44.00 an hour, as it was.</p>"


class Packs(NamedTuple):
    """Two packs that work, one whose link has ended, and the folder that they lie in."""

    folder: Path
    active: list[str]
    ended: str
    published: Published

    def known(self) -> tuple[str, ...]:
        """Return every link."""
        return (*self.active, self.ended)


def make_packs(folder: Path) -> Packs:
    """Write a public folder as `playbook share` does."""
    first, second, ended = new_token(), new_token(), new_token()
    packs = {
        token: {
            "index.html": f"<!doctype html><title>Terms</title><p>Pack {number}</p>".encode(),
            "playbook.pdf": b"%PDF-1.7\n" + bytes(range(256)),
        }
        for number, token in enumerate((first, second))
    }
    list(put(folder, Change(packs, [ended], NEUTRAL, root_files())))
    known = [Known(first, ended=False), Known(second, ended=False), Known(ended, ended=True)]
    slugs = ["tallow-lane-cabling", "watchfell-security"]
    names = ["Tallow Lane Cabling", "Watchfell Security"]
    return Packs(folder, [first, second], ended, Published(known, folder, NEUTRAL, slugs, names))
