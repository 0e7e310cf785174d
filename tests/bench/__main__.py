"""`python -m bench [COUNT …]` from the folder `tests`: seconds and memory, ours and the obvious.

Only the ratio counts: seconds move with the machine and with what else it is doing.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from bench.projects import HOUSES, obvious_project, our_project
from bench.run import BUILD, WITHOUT_EXAMPLES, timed

TARGET = 6 / 23
WAYS = ("this project", "without examples", "stubs and Markdown")


def main(counts: list[int]) -> None:
    """Build both ways for each count and print a table."""
    print("| partners | terms | way | seconds | CPU seconds | peak MB | output MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for count, (terms, house) in product(counts, HOUSES.items()):
        with tempfile.TemporaryDirectory() as folder:
            project = our_project(Path(folder) / "ours", count, house)
            bare = timed(project, WITHOUT_EXAMPLES)
            ours = timed(project, BUILD)
            obvious = obvious_project(Path(folder) / "obvious", count, house)
            theirs = timed(obvious, BUILD)
            sizes = dict(zip(WAYS, map(_megabytes, (project, project, obvious)), strict=True))
        for name, run in zip(WAYS, (ours, bare, theirs), strict=True):
            spent = f"{run.seconds:.1f} | {run.cpu_seconds:.1f} | {run.peak_mb:.0f}"
            print(f"| {count} | {terms} | {name} | {spent} | {sizes[name]:.0f} |")
        ratio = ours.seconds / theirs.seconds
        of_cpu = ours.cpu_seconds / theirs.cpu_seconds
        told = f"ratio {ratio:.2f} (of CPU {of_cpu:.2f}), target at most {TARGET:.2f}"
        more = f"worked examples take {ours.seconds - bare.seconds:.1f} seconds of it"
        print(f"\n{told}; {more}\n", flush=True)


def _megabytes(root: Path) -> float:
    """Return the size of the site that a project has built."""
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1000])
