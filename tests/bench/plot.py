"""`python -m bench.plot` from the folder `tests`: the figures that were kept, as a picture.

One panel for each measure that has a target, on a scale of powers of ten. Across our bars lies a
line: what the target allows, beside Hugo's bar of the same group.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

from bench.figures import HUGO, MEASURES, OURS, Figures
from bench.projects import REAL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.figures import Measure

FOLDER = REAL / "build/bench"
COLOURS = ("#1b5e9b", "#7fb2dd", "#d9822b", "#9a9a9a")
LINE = "#b00020"
BAR = 0.2
ROOM = 2.2
"""How much higher than its highest bar a panel is, for the figures above it."""


def main() -> None:
    """Draw `build/bench/figures.json` as an SVG and a PNG beside it."""
    kept = FOLDER / "figures.json"
    if not kept.is_file():
        sys.exit("there are no figures to draw yet; run: make bench")
    found = [Figures(**each) for each in json.loads(kept.read_text(encoding="utf-8"))]
    for path in drawn(found, FOLDER):
        print(f"Drawn: {path.relative_to(REAL)}")


def drawn(found: Sequence[Figures], folder: Path) -> list[Path]:
    """Draw the figures into files of a folder, and return those."""
    mpl.rcParams |= {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 10}
    groups = list(dict.fromkeys((each.house, each.partners) for each in found))
    ways = list(dict.fromkeys(each.way for each in found))
    picture = Figure(
        figsize=(max(9, 3 * len(groups)), 3.3 * len(MEASURES)),
        layout="constrained",
        facecolor="white",
    )
    panels = picture.subplots(len(MEASURES), 1, squeeze=False)[:, 0]
    for panel, measure in zip(panels, MEASURES, strict=True):
        _panel(panel, measure, found, groups, ways)
    handles, labels = panels[0].get_legend_handles_labels()
    picture.legend(handles, labels, loc="outside upper center", ncols=5, frameon=False)
    files = [folder / "bench.svg", folder / "bench.png"]
    for path in files:
        picture.savefig(path, dpi=120, metadata={"Date": None} if path.suffix == ".svg" else {})
    return files


def _panel(
    panel: Any,
    measure: Measure,
    found: Sequence[Figures],
    groups: Sequence[tuple[str, int]],
    ways: Sequence[str],
) -> None:
    heights = {
        (each.way, each.house, each.partners): getattr(each, measure.field) for each in found
    }
    for at, way in enumerate(ways):
        places = [
            (x + (at - (len(ways) - 1) / 2) * BAR, heights[way, *group])
            for x, group in enumerate(groups)
            if (way, *group) in heights
        ]
        bars = panel.bar(
            *zip(*places, strict=True), width=BAR * 0.92, color=COLOURS[at], label=way, zorder=2
        )
        panel.bar_label(bars, fmt=_short, padding=2, fontsize=9)
    _lines(panel, measure, heights, groups, ways)
    panel.set_yscale("log")
    panel.yaxis.set_major_formatter("{x:g}")
    panel.yaxis.set_minor_formatter("")
    low, high = min(heights.values()), max(heights.values())
    panel.set_ylim(low * measure.target * 0.6, high * ROOM)
    panel.set_xticks(
        range(len(groups)), [f"{partners:,} partners\n{house}" for house, partners in groups]
    )
    panel.set_title(measure.told[0].upper() + measure.told[1:], loc="left", fontweight="bold")
    panel.grid(axis="y", color="#e2e2e2", zorder=0)
    panel.spines[["top", "right"]].set_visible(False)


def _lines(
    panel: Any,
    measure: Measure,
    heights: dict[tuple[str, str, int], float],
    groups: Sequence[tuple[str, int]],
    ways: Sequence[str],
) -> None:
    """Draw across our bars how high they may be."""
    ours = [at for at, way in enumerate(ways) if way not in {HUGO, "stubs and Markdown"}]
    told = "target, as a part of Hugo's"
    for x, group in enumerate(groups):
        if (HUGO, *group) not in heights or (OURS, *group) not in heights:
            continue
        left, right = (x + (at - (len(ways) - 1) / 2) * BAR for at in (ours[0], ours[-1]))
        panel.hlines(
            measure.target * heights[HUGO, *group],
            left - BAR * 0.55,
            right + BAR * 0.55,
            colors=LINE,
            linewidth=2,
            zorder=3,
            label=told if x == 0 else None,
        )


def _short(value: float) -> str:
    """Return a number with as many digits as one reads at a glance."""
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


if __name__ == "__main__":
    main()
