"""Shown marks: which of the marks in a folder show in what was made of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.folders import HOUSE
from macros.outputs.leaks.forms import folded, forms, letters
from macros.outputs.leaks.leak import Leak
from macros.outputs.leaks.marks import WORD
from macros.records.problems import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.outputs.leaks.folders import Marked
    from macros.outputs.leaks.marks import Mark
    from macros.records.fields import Audience

_DIGITS = 5
"""A number of fewer digits stands in any page."""
_AROUND = 30


class _Shown(NamedTuple):
    record: str
    mark: Mark
    how: str


def marks_shown(
    name: str, real: bytes, marked: bytes, folder: Marked, slug: str, audience: Audience
) -> Iterator[Leak]:
    """Yield what shows in the file `name`, which differs when it is made of a folder with marks.

    Where no mark can be read in it, what differs is told.
    """
    found = list({(each.record, each.mark.field): each for each in _shown(marked, folder)}.values())
    for record, mark, how in found:
        place = f" (in {how})" if how else ""
        told = f"'{shown(mark.value)}' of the field '{mark.field}'{place}"
        if record == slug:
            yield Leak(name, f"it shows {told}, which is not for {audience}", _TEMPLATE)
        elif record == HOUSE:
            yield Leak(
                name, f"it shows {told} of the house, which is not for {audience}", _TEMPLATE
            )
        else:
            yield Leak(name, f"it shows {told} of '{record}'", _OTHERS)
    if not found:
        was, becomes = _difference(real, marked)
        message = (
            f"it depends on something that {audience} of '{slug}' may not see: '{was}' becomes"
            f" '{becomes}'"
        )
        yield Leak(name, message, _TEMPLATE)


_TEMPLATE = "take it out of the view or template, or declare in the schema who may see the field"
_OTHERS = "make the pack of the partner's own record and the house alone"


def _shown(content: bytes, folder: Marked) -> Iterator[_Shown]:
    words, numbers = _by_text(folder)
    for form in forms(content):
        said = form.letters.decode("utf-8", "replace")
        for word in WORD.findall(said):
            if word in words:
                yield _Shown(*words[word], form.how)
        digits = set(
            re.findall(rf"\d{{{_DIGITS},}}", re.sub(r"(?<=\d)[., '/-](?=\d)", "", form.text))
        )
        for number in numbers.keys() & digits:
            yield _Shown(*numbers[number], form.how)


def _by_text(
    folder: Marked,
) -> tuple[dict[str, tuple[str, Mark]], dict[str, tuple[str, Mark]]]:
    """Return whose each mark is, by its word or by its digits; what it stood for first counts."""
    words: dict[str, tuple[str, Mark]] = {}
    numbers: dict[str, tuple[str, Mark]] = {}
    for record, marks in (*folder.own, *folder.others.items()):
        for mark in marks:
            found = WORD.search(letters(folded(mark.text)).decode())
            if found:
                words.setdefault(found.group(), (record, mark))
                continue
            digits = re.sub(r"\D", "", mark.text)
            if len(digits) >= _DIGITS:
                numbers.setdefault(digits, (record, mark))
    return words, numbers


def _difference(real: bytes, marked: bytes) -> tuple[str, str]:
    """Return where two files first differ, with a little of what stands there."""
    one, other = (content.decode("utf-8", "replace") for content in (real, marked))
    pairs = enumerate(zip(one, other, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, at - _AROUND // 2)
    return tuple(shown(text[start : at + _AROUND]) for text in (one, other))  # type: ignore[return-value] # two
