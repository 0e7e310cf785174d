"""Pages as a browser prints them: what they say, and what can be seen of it."""

import subprocess
from io import BytesIO
from itertools import starmap
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

# The words of each row that a reader of the screen sees, cell by cell; without what is not printed.
ROWS = """
[...document.querySelectorAll("article tbody tr")]
  .filter(row => row.checkVisibility() && !row.closest(".pb-internal"))
  .map(row => [...row.cells].map(cell => [...cell.querySelectorAll(".pb-house")]
    .reduce((text, house) => text.replace(house.innerText, ""), cell.innerText)))
"""

POINTS_OF_AN_INCH = 72
MILLIMETRES_OF_AN_INCH = 25.4

# Whatever is darker than this is ink.
INK = 200


def read(pdf: bytes) -> list[PageObject]:
    """Return the pages of a PDF."""
    return list(PdfReader(BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    """Drop white space: paper breaks lines where the screen does not."""
    return "".join(text.split())


def missing_cells(shown: Page, pages: list[PageObject]) -> list[str]:
    """Return the cells of the page's tables that the paper does not say."""
    paper = _letters("".join(page.extract_text() for page in pages))
    cells = [_letters(cell) for row in shown.evaluate(ROWS) for cell in row]
    return [cell for cell in cells if cell not in paper]


def _letters(text: str) -> str:
    """Keep letters and digits: between them the style sheet may put marks of its own."""
    return "".join(filter(str.isalnum, text))


def texts(page: PageObject) -> list[tuple[str, float, float]]:
    """Return each piece of text, with its size and its left edge in points."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, user: Any, matrix: Any, _font: object, size: float) -> None:  # noqa: ANN401
        if text.strip():
            # Chromium draws in pixels, and scales them to points with the matrix around.
            scale = abs(user[3] * matrix[3])
            pieces.append((text, size * scale, user[0] * matrix[4] + user[4]))

    page.extract_text(visitor_text=visit)
    return pieces


def inked(pdf: bytes, folder: Path) -> list[tuple[float, float]]:
    """Return for each page how far its ink is from the left and the right edge, in millimetres."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "72", "-gray", path, folder / "page"], check=True)  # noqa: S607
    return list(starmap(_edges, enumerate(sorted(folder.glob("page-*.pgm")))))


def _edges(number: int, picture: Path) -> tuple[float, float]:
    with Image.open(picture) as image:
        ink = ImageOps.grayscale(image).point(lambda grey: 255 if grey < INK else 0)
        box = ink.getbbox()
        assert box, f"Page {number + 1} is empty"
        scale = MILLIMETRES_OF_AN_INCH / POINTS_OF_AN_INCH
        return box[0] * scale, (image.width - box[2]) * scale
