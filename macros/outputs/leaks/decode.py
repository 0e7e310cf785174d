"""Decode: the texts that a file holds, those that are written in another form among them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.encodings import ENCODINGS, MOST
from macros.outputs.leaks.leak import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEPTH = 4
"""How many forms inside one another are undone."""
_ENTITIES = 4


class Layer(NamedTuple):
    """A text of a file, and the forms that it was written in, the outermost first."""

    text: str
    """Of HTML its tags and comments, one a line; anything else as it is."""
    how: tuple[str, ...]
    shown: tuple[str, ...] = ()
    """Of HTML the pieces of text between them."""


def layers(written: str, even: Callable[[str], str]) -> Iterator[Layer]:
    """Yield a text as it stands, then each text that it holds in another form.

    Character references are undone in all of them, without a word, and then `even` is applied.
    UnreadableError where that would never end.
    """
    left = MOST
    waiting = [Layer(written, ())]
    seen: set[str] = set()
    while waiting:
        made = waiting.pop()
        text = even(references_undone(made.text))
        if "&" in text:
            # A sign of no width inside a reference is gone only now.
            text = even(references_undone(text))
        if text in seen:
            continue
        seen.add(text)
        left -= len(text) if made.how else 0
        if left < 0:
            message = "more is packed or encoded in it than can be looked through"
            raise UnreadableError(message, "leave out what is packed so often")
        pieces = _MARKUP.split(text) if "<" in text else [text]
        layer = Layer(text, made.how)
        if len(pieces) > 1:
            layer = Layer("\n".join(pieces[1::2]), made.how, tuple(pieces[::2]))
        yield layer
        if len(layer.how) < DEPTH:
            waiting += _below(layer)


def references_undone(text: str) -> str:
    """Return text with character references undone, those of `&` itself and so on as well."""
    for _ in range(_ENTITIES):
        if "&" not in text:
            break
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    return text


_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(?=</style)", re.DOTALL)


def without_styles(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a page without what is in its style sheets, and that: many pages have the same."""
    if "<style" not in text:
        return text, ()
    styles = tuple(match[2] for match in _STYLE.finditer(text))
    return _STYLE.sub(r"\1", text), styles


_MARKUP = re.compile(
    r"(<!--.*?(?:-->|\Z)|<(?:style\b.*?</style|script\b.*?</script)\s*>|<[/!?a-z][^<>]*>)",
    re.DOTALL | re.IGNORECASE,
)


def _below(layer: Layer) -> Iterator[Layer]:
    """Yield what a text holds in other forms; what a tag splits is found as well."""
    joined = "".join(layer.shown)
    if references_undone(joined) != joined:
        yield Layer(joined, layer.how)
    # What stands beside it, with a tag between, makes another text of what is encoded.
    said = (layer.text, joined, "\n".join(layer.shown)) if joined else (layer.text,)
    for name, undo in ENCODINGS.items():
        found = set().union(*map(undo, said))
        if found:
            yield Layer("\n".join(sorted(found)), (*layer.how, name))
