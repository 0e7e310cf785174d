"""Target: one input, which is a record or a house file, through everything that is made of it."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from macros.book import HOUSE_FILE
from macros.records.house import House
from macros.records.partner import Partner
from support.mutation import dice, mutated
from support.wringer import commanded, wring

if TYPE_CHECKING:
    from collections.abc import Callable

OF_HOUSE = b"# house\n"
"""The line that an input starts with where it is a house file, and no record."""

_RECORDS = Path(__file__).parents[1] / "records"
_HOUSE = (_RECORDS / HOUSE_FILE).read_bytes()
_RECORD = (_RECORDS / "good" / "subcontract-and-referral.yml").read_bytes()

_COMMANDS_OF = 16
"""Of so many inputs one goes through the commands as well, which take longer than the rest."""


def files_of(content: bytes) -> dict[str, bytes]:
    """Return the files with `content` in the place of the record, or of the house."""
    of_house = content.startswith(OF_HOUSE)
    own, house = (_RECORD, content) if of_house else (content, _HOUSE)
    return {HOUSE_FILE: house, "example.yml": own}


def run(root: Path, content: bytes) -> None:
    """Make everything that can be made of an input."""
    wring(root, files_of(content))
    if zlib.crc32(content) % _COMMANDS_OF == 0:
        commanded(root, "example")


def mutate(content: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """Return another input, `most` bytes long at most; now and then `otherwise` makes it."""
    random = dice(seed)
    if random.randrange(5) == 0:
        return otherwise(content, most)
    start = OF_HOUSE if content.startswith(OF_HOUSE) else b""
    made = mutated(content.removeprefix(start), House if start else Partner, random)
    return (start + made)[:most]
