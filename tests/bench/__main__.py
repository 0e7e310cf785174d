"""`python -m bench [COUNT …]` from the folder `tests`: ours beside Hugo and the obvious way.

Only ratios count: seconds move with the machine and with what else it is doing.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Case, measured
from bench.projects import HOUSES, REAL
from bench.table import head, judged, row
from bench.ways import BY_MKDOCS, OBVIOUS, OURS, hugo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.figures import Figures
    from bench.ways import Way

FOLDER = REAL / "build/bench"
COUNTS = (1_000, 10_000)
MANY = 5_000
"""From so many partners on, each thing is timed once, and the obvious way is left out."""
BUILDS = 2
"""Builds besides those that are timed: one to look at memory, one to start a server."""
START = 1.5
"""Seconds that a build takes before its first partner, by a rough guess."""


def main() -> None:
    """Time all ways in all cases, and print and keep the tables."""
    asked = _arguments()
    cases = [
        Case(count, name, record, asked.runs if count < MANY else asked.runs_of_many)
        for count, (name, record) in product(asked.counts, HOUSES.items())
    ]
    ways = (OURS, BY_MKDOCS, hugo(), OBVIOUS)
    of_case = [ways if case.partners < MANY or asked.obvious else ways[:-1] for case in cases]
    _print_before(cases, of_case)
    found: list[Figures] = []
    print(head(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for case, chosen in zip(cases, of_case, strict=True):
            for figures in measured(case, chosen, Path(folder)):
                found.append(figures)
                print(row(figures), flush=True)
            _keep(found)
    print(f"\n{judged(found)}\n\nKept in {FOLDER.relative_to(REAL)}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, help="numbers of partners")
    parser.add_argument("--runs", type=_odd, default=3, help="how often each thing is timed")
    parser.add_argument(
        "--runs-of-many", type=_odd, default=1, help=f"the same from {MANY:,} partners on"
    )
    parser.add_argument(
        "--obvious", action="store_true", help=f"the obvious way from {MANY:,} partners on too"
    )
    return parser.parse_args()


def _odd(text: str) -> int:
    number = int(text)
    if number < 1 or number % 2 == 0:
        message = "write an odd number, so that one run stands in the middle"
        raise argparse.ArgumentTypeError(message)
    return number


def _print_before(cases: Sequence[Case], of_case: Sequence[Sequence[Way]]) -> None:
    seconds = sum(
        (START + way.each * case.partners) * (3 * case.runs + BUILDS)
        for case, ways in zip(cases, of_case, strict=True)
        for way in ways
    )
    minutes = f"{max(1, seconds / 60):.0f} minutes or so on two idle processors"
    print(f"This takes {minutes}; here are {os.cpu_count()}. Leave the machine alone meanwhile.\n")
    for way in dict.fromkeys(way for ways in of_case for way in ways):
        print(f"- {way.name}: {way.told}.")
    left_out = [case.partners for case, ways in zip(cases, of_case, strict=True) if len(ways) < 4]
    if left_out:
        print(f"- At {left_out[0]:,} the obvious way is left out: it takes minutes a build.")
    print(flush=True)


def _keep(found: Sequence[Figures]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = "\n".join((head(), *map(row, found)))
    (FOLDER / "table.md").write_text(f"{rows}\n\n{judged(found)}\n", encoding="utf-8")
    kept = json.dumps([each._asdict() for each in found], indent=1)
    (FOLDER / "figures.json").write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
