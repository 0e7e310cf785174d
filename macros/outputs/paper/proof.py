"""Proof: whether all that a page says has come onto the paper.

A printing engine that meets more than it can set may leave it out, and report success.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    Boxes = Iterator[Any]

_NOT_SET = {"col"}


def faults(body: Element, pages: list[Any]) -> Iterator[str]:
    """Yield what of a page's body is not on the paper, or lies partly beside it."""
    letters: dict[int, int] = defaultdict(int)
    for page in pages:
        for box in _boxes(page):
            letters[id(box.element)] += _letters(getattr(box, "text", ""))
            if _is_beside(box, page):
                yield f"'{box.text}' runs off the paper"
    for element in body.iter():
        if element.tag not in _NOT_SET and _is_lost(element, letters):
            yield f"'{_own_text(element).strip()}' did not come onto the paper"


def _boxes(page: Any) -> Boxes:  # noqa: ANN401 - the engine's boxes have no types
    left = [page._page_box]  # noqa: SLF001 - there is no other way to it
    while left:
        box = left.pop()
        # What is placed by itself has something else standing in its place.
        box = getattr(box, "_box", box)
        yield box
        left.extend(getattr(box, "children", ()))


def _is_beside(box: Any, page: Any) -> bool:  # noqa: ANN401 - as above
    if not hasattr(box, "text"):
        return False
    right, bottom = box.position_x + box.width, box.position_y + box.height
    return bool(
        box.position_x < 0 or box.position_y < 0 or right > page.width or bottom > page.height
    )


def _is_lost(element: Element, letters: Mapping[int, int]) -> bool:
    return id(element) not in letters or letters[id(element)] < _letters(_own_text(element))


def _own_text(element: Element) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
