"""Forms: a text brought into one form, so that case, accents, spaces and signs do not hide it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.decode import layers, without_styles
from macros.outputs.leaks.digits import numbers
from macros.outputs.leaks.encodings import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = bytes(number for number in range(128) if not chr(number).isalnum())
_APART = bytes(ord(" ") if number in _SIGNS else number for number in range(256))
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class Form(NamedTuple):
    """A text in one form: whole words apart, each set off by a space; or all letters in a row."""

    text: str
    """The text as it was before that."""
    words: bytes
    letters: bytes
    numbers: tuple[str, ...]
    """The numbers that could be dialled."""
    how: str
    """The form that it stood in, in words; nothing where it stands as it is."""
    is_markup: bool
    """Whether tags, comments and styles are part of it."""


def forms(content: bytes) -> Iterator[Form]:
    """Yield every text of a file in the forms in which names and numbers are looked for."""
    for text in texts(content):
        page, styles = without_styles(text)
        yield from _forms(page, is_markup=False)
        for style in styles:
            yield from _of_style(style)


# The same style stands in every pack.
@lru_cache(maxsize=16)
def _of_style(style: str) -> tuple[Form, ...]:
    return tuple(_forms(style, is_markup=True))


def _forms(text: str, *, is_markup: bool) -> Iterator[Form]:
    for layer in layers(text, folded):
        how = " in ".join(reversed(layer.how))
        yield _form(layer.text, how, is_markup=is_markup or bool(layer.shown))
        if layer.shown:
            joined = _form("".join(layer.shown), how, is_markup=False)
            yield joined
            # All that is new here is which words stand beside one another.
            apart = " ".join(layer.shown)
            yield joined._replace(text=apart, words=words(apart), numbers=())


def _form(even: str, how: str, *, is_markup: bool) -> Form:
    return Form(even, words(even), letters(even), tuple(numbers(even)), how, is_markup)


def folded(text: str) -> str:
    """Return text without the looks of its letters (NFKD), accents, and signs of no width.

    Case is left as it is.
    """
    if text.isascii():
        return text
    return _NOT_ASCII.sub(_plain_match, unicodedata.normalize("NFKD", text))


def _plain_match(match: re.Match[str]) -> str:
    return _plain(match.group())


@lru_cache(maxsize=8192)
def _plain(run: str) -> str:
    return "".join(_letter(each) for each in run)


def _letter(each: str) -> str:
    if each.isalnum():
        return str(unicodedata.digit(each)) if each.isdecimal() else each
    kind = unicodedata.category(each)
    # Accents, and what has no width: a soft hyphen, a joiner, a mark of direction.
    return "" if kind in {"Mn", "Me", "Cf"} else "-" if kind == "Pd" else " "


def words(even: str) -> bytes:
    """Return the words of a folded text in small letters, a space before and after each."""
    small = even.casefold().replace("&", " and ").encode("utf-8", "replace")
    return b" " + b" ".join(small.translate(_APART).split()) + b" "


def letters(even: str) -> bytes:
    """Return the letters and digits of a folded text in small letters, nothing between them."""
    small = even.casefold().replace("&", "and").encode("utf-8", "replace")
    return small.translate(None, _SIGNS)


def phrase(text: str) -> bytes:
    """Return a text as `words` has it."""
    return words(folded(text))
