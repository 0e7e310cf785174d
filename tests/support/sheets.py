"""Sheets: where the words of a PDF stand, and what is seen there."""

import re
import subprocess
from html import unescape
from pathlib import Path
from typing import NamedTuple

from PIL import Image

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
DOTS = 2
INK = 170
_TOUCH = 0.5


class Word(NamedTuple):
    """A word with its box, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Leaf(NamedTuple):
    """A page: its size in points, its words, and how it looks in greys, two dots to a point."""

    width: float
    height: float
    words: list[Word]
    look: Image.Image

    @property
    def text(self) -> str:
        """All its words in their order."""
        return " ".join(word.text for word in self.words)


def leaves(pdf: bytes, folder: Path) -> list[Leaf]:
    """Return the pages of a PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "leaves.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"],  # noqa: S607
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    subprocess.run(["pdftoppm", "-r", "144", "-gray", path, folder / "leaf"], check=True)  # noqa: S607
    looks = [_look(each) for each in sorted(folder.glob("leaf-*.pgm"))]
    return [
        Leaf(float(width), float(height), list(_words(inner)), look)
        for (width, height, inner), look in zip(_PAGE.findall(told), looks, strict=True)
    ]


def words_in_order(pdf: bytes, folder: Path) -> str:
    """Return what a PDF says in the order in which one reads it, from right to left too."""
    path = folder / "words.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", path, "-"],  # noqa: S607
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    # Marks of the direction are the program's own.
    return told.translate(dict.fromkeys(map(ord, "\u202a\u202b\u202c")))


def _look(path: Path) -> Image.Image:
    with Image.open(path) as opened:
        return opened.copy()


def _words(inner: str) -> list[Word]:
    return [
        Word(float(left), float(top), float(right), float(bottom), unescape(text))
        for left, top, right, bottom, text in _WORD.findall(inner)
    ]


def overlapping(leaf: Leaf) -> list[tuple[str, str]]:
    """Return pairs of words of which one lies on the other."""
    found = []
    for at, one in enumerate(leaf.words):
        for other in leaf.words[at + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            # The boxes of lines are somewhat higher than their letters.
            if across > _TOUCH and down > 0.3 * min(one.bottom - one.top, other.bottom - other.top):
                found.append((one.text, other.text))
    return found


def unseen(leaf: Leaf) -> list[str]:
    """Return the words of which no ink is seen from one end of their box to the other."""
    return [word.text for word in leaf.words if not _is_seen(word, leaf.look)]


def _is_seen(word: Word, look: Image.Image) -> bool:
    left, top, right, bottom = (round(edge * DOTS) for edge in word[:4])
    ink = look.crop((left, top, right, bottom)).point(_ink).getbbox()
    return ink is not None and ink[2] - ink[0] >= 0.6 * (right - left) - DOTS


def _ink(grey: int) -> int:
    return 255 if grey < INK else 0


def inked_box(leaf: Leaf, within: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return the box of all ink within a part of the page, in points."""
    left, top, right, bottom = (round(edge * DOTS) for edge in within)
    box = leaf.look.crop((left, top, right, bottom)).point(_ink).getbbox()
    assert box, "there is no ink"
    x, y = within[:2]
    return box[0] / DOTS + x, box[1] / DOTS + y, box[2] / DOTS + x, box[3] / DOTS + y


def margins(leaf: Leaf) -> tuple[float, ...]:
    """Return how far ink is from the left, the upper, the right and the lower edge, in points."""
    left, top, right, bottom = inked_box(leaf, (0, 0, leaf.width, leaf.height))
    return left, top, leaf.width - right, leaf.height - bottom
