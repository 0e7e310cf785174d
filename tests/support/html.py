"""What a built page says, read without a browser."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}


class Element(NamedTuple):
    """An element as it opens; `attributes` with no value are empty."""

    tag: str
    attributes: dict[str, str]


class Piece(NamedTuple):
    """A run of text, and the elements that it is in, the outermost first."""

    text: str
    inside: tuple[Element, ...]


class Document(HTMLParser):
    """The elements and the texts of a page, in the order in which they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.pieces: list[Piece] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while any(element.tag == tag for element in self._open):
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, tuple(self._open)))

    def texts_in(self, tag: str) -> list[str]:
        """Return the text of each element named `tag`, its edges trimmed."""
        found: dict[int, str] = {}
        for piece in self.pieces:
            for element in piece.inside:
                if element.tag == tag:
                    found[id(element)] = found.get(id(element), "") + piece.text
        return [text.strip() for text in found.values()]

    def runs(self) -> list[str]:
        """Return the texts; what the parser, or a place to break a line, has cut is one again."""
        runs: list[tuple[list[int], str]] = []
        for piece in self.pieces:
            inside = [id(element) for element in piece.inside]
            if runs and runs[-1][0] == inside:
                runs[-1] = (inside, runs[-1][1] + piece.text)
            else:
                runs.append((inside, piece.text))
        return [text for _, text in runs]


class _Strict(HTMLParser):
    """Complains of a tag that closes what is not open, or leaves open what is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.complaints: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.complaints.append(f"<{tag}> has an attribute twice")
        # Neither our templates nor Markdown write an element of this name, or a script of its own.
        if tag == HURT or any(name.startswith("on") for name in names):
            self.complaints.append(f"<{tag}> comes from a record")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        inside = self.open.pop() if self.open else "nothing"
        if inside != tag:
            self.complaints.append(f"</{tag}> in {inside}")


HURT = "hurt"
"""An element that only a record can bring."""


def ill_formed(html: str) -> list[str]:
    """Return what is wrong with the tags of a page, which has to close whatever it opens."""
    strict = _Strict()
    strict.feed(html)
    strict.close()
    return strict.complaints + [f"<{tag}> is never closed" for tag in strict.open]
