"""Measure: every way once over the same records, in turns, so that the machine's drift hits all."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.checked import faults
from bench.figures import Figures
from bench.memory import together
from bench.run import timed
from bench.serving import seconds_to_show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.run import Run
    from bench.ways import Way

PLACE = "Ask for the van with the "
"""What every record of the benchmark ends with, before the words that change."""


class Case(NamedTuple):
    """So many partners on the terms of a house, and how often each thing is timed."""

    partners: int
    house: str
    house_record: str
    runs: int


def measured(case: Case, ways: Sequence[Way], folder: Path) -> Iterator[Figures]:
    """Yield what each way took; the program ends where a build fails or a site lacks something.

    Projects, and every site that was made, stay in `folder`.
    """
    place = Path(tempfile.mkdtemp(dir=folder))
    tries = [
        Try(way, way.make(place / f"way{number}", case.partners, case.house_record))
        for number, way in enumerate(ways)
    ]
    fresh = [[each.from_nothing() for each in tries] for _ in range(case.runs)]
    again = [[each.again(f"word {turn}") for each in tries] for turn in range(case.runs)]
    shown = [each.shown(case.runs) for each in tries]
    for at, each in enumerate(tries):
        first = [turn[at] for turn in fresh]
        second = [turn[at] for turn in again]
        files = [path.stat().st_size for path in each.site.rglob("*") if path.is_file()]
        yield Figures(
            each.way.name,
            case.partners,
            case.house,
            median(run.seconds for run in first),
            median(run.cpu_seconds for run in first),
            median(run.seconds for run in second),
            median(run.cpu_seconds for run in second),
            median(shown[at]),
            median(run.peak_mb for run in first),
            each.memory(),
            sum(files) / 1e6,
            len(files),
        )


class Try:
    """A project of one way, and the record of it that is changed."""

    def __init__(self, way: Way, root: Path) -> None:
        """Take the project in the folder `root`."""
        self.way = way
        self.site = root / way.site
        self._root = root
        self._records = root / way.records
        records = sorted(self._records.glob("[!_]*.yml"))
        self._record = records[len(records) // 2]

    def from_nothing(self) -> Run:
        """Build where nothing is left of an earlier build, and look the site over."""
        self._clear()
        run = timed(self._root, self.way.build)
        self._look_over()
        return run

    def again(self, words: str) -> Run:
        """Build once more with other words in one record."""
        self._save(words)
        run = timed(self._root, self.way.build)
        page = self.site / "partners" / self._record.stem / "index.html"
        if f"{PLACE}{words}" not in page.read_text(encoding="utf-8"):
            sys.exit(f"{self.way.name}: the page of a changed record is an old one")
        self._look_over()
        return run

    def shown(self, times: int) -> list[float]:
        """Return the seconds that changes take to show while the site is served."""
        self._save("first words")
        changes = [f"next words {number}" for number in range(times)]
        return seconds_to_show(
            self._root,
            self.way.serve,
            f"/partners/{self._record.stem}/",
            f"{PLACE}first words",
            [(f"{PLACE}{words}", partial(self._save, words)) for words in changes],
        )

    def memory(self) -> float:
        """Return the MB of all processes of a build from nothing."""
        self._clear()
        return together(self._root, self.way.build)

    def _save(self, words: str) -> None:
        text = self._record.read_text(encoding="utf-8")
        before, _, _ = text.rpartition(PLACE)
        self._record.write_text(f"{before}{PLACE}{words}.\n", encoding="utf-8")

    def _clear(self) -> None:
        """Put aside what a build has left.

        Linux' usual file system (ext4) takes three times as long to make files where as many were
        just removed, for up to some minutes.
        """
        aside = Path(tempfile.mkdtemp(prefix="aside", dir=self._root.parent))
        for name in (self.way.site, *self.way.left):
            if (self._root / name).exists():
                (self._root / name).rename(aside / name)

    def _look_over(self) -> None:
        if found := list(faults(self.site, self._records, self.way.search)):
            sys.exit("\n".join((f"{self.way.name}:", *found[:10])))
