"""`python -m fuzz.keep`: put into `fuzz/corpus` what a run has learnt and no smaller input says."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from fuzz.target import OF_HOUSE, files_of
from support.records import load

CORPUS = Path(__file__).parent / "corpus"
LEARNT = Path(__file__).parents[2] / "build" / "fuzz" / "corpus"
LONGEST = 3000


def said(content: bytes) -> set[tuple[bool, str]]:
    """Return which problems an input has, and whether it makes a page; of a house or a record."""
    with tempfile.TemporaryDirectory() as folder:
        book = load(Path(folder), files_of(content))
    found = {each.code for each in book.problems} | ({"a page"} if book.playbooks else set())
    return {(content.startswith(OF_HOUSE), each) for each in found}


def main() -> None:
    """Keep the smallest input for each thing that any of them says."""
    known = [path.read_bytes() for path in CORPUS.iterdir()]
    heard = set().union(*map(said, known))
    for path in sorted(LEARNT.iterdir(), key=lambda path: path.stat().st_size):
        content = path.read_bytes()
        if len(content) <= LONGEST and not said(content) <= heard:
            heard |= said(content)
            shutil.copy(path, CORPUS / f"{path.stem[:12]}.yml")
            sys.stdout.write(f"kept {path.name}\n")


if __name__ == "__main__":
    main()
