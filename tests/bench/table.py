"""Table: figures as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.figures import Figures

HEADS = (
    "partners",
    "house",
    "way",
    "from nothing, s",
    "CPU s",
    "changed, s",
    "CPU s",
    "changed, serving, s",
    "largest process, MB",
    "all processes, MB",
    "output MB",
    "files",
)
VERDICT_HEADS = ("what", "partners and house", "ratio", "target", "")


def head() -> str:
    """Return the head of the table of figures."""
    return f"{_line(HEADS)}\n{_line(['---'] * len(HEADS))}"


def row(figures: Figures) -> str:
    """Return one way's figures as a row."""
    seconds = (
        figures.seconds,
        figures.cpu_seconds,
        figures.again_seconds,
        figures.again_cpu_seconds,
        figures.shown_seconds,
    )
    megabytes = (figures.largest_mb, figures.together_mb, figures.output_mb)
    return _line(
        (
            f"{figures.partners:,}",
            figures.house,
            figures.way,
            *(f"{each:.2f}" for each in seconds),
            *(f"{each:,.0f}" for each in megabytes),
            f"{figures.files:,}",
        )
    )


def judged(found: Iterable[Figures]) -> str:
    """Return the table of how ours stands beside its targets; nothing without any to compare."""
    lines = [
        _line(
            (
                each.told,
                each.case,
                f"{each.ratio:.2f}",
                f"at most {each.target:g}",
                "holds" if each.holds else "does not",
            )
        )
        for each in verdicts(found)
    ]
    if not lines:
        return ""
    return "\n".join((_line(VERDICT_HEADS), _line(["---"] * len(VERDICT_HEADS)), *lines))


def _line(cells: Sequence[str] | Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
