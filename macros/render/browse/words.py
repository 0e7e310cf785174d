"""Words: which partners a word leads to, in small files of words that are neighbours.

A browser loads the few files of the words that somebody types, and never all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from macros.render.browse.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")


class Found(NamedTuple):
    """The words of one partner: of its name, of its trades and areas, and all others."""

    name: str
    facts: str
    rest: str


def words(text: str) -> list[str]:
    """Return the words of a text as scripts read what somebody types: bare of marks, in small."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in apart if not unicodedata.category(each).startswith("M"))
    return _WORD.findall(text.lower())


Postings = dict[str, tuple[list[int], list[int], list[int]]]
"""For each word the partners that have it in their name, in trades and areas, and elsewhere."""


def postings(partners: Iterable[Found]) -> Postings:
    """Return where each word is found, by the numbers of the partners in their order."""
    made: Postings = defaultdict(lambda: ([], [], []))
    for number, found in enumerate(partners):
        known: set[str] = set()
        for level, text in enumerate(found):
            new = set(words(text)) - known
            known |= new
            for word in new:
                made[word][level].append(number)
    return made


class File(NamedTuple):
    """A file of words, as JSON: those from `first` on, up to the first of the next file."""

    first: str
    content: str


def files(found: Postings, most: int) -> list[File]:
    """Return all words in files of at most `most` bytes, unless one word alone takes more."""
    # In the order in which scripts compare.
    ordered = sorted(found, key=lambda word: word.encode("utf-16-be"))
    told = [_told(word, found[word]) for word in ordered]
    return [
        File(ordered[part.start], f"{{{','.join(told[part.start : part.stop])}}}")
        for part in cut([len(each) for each in told], most)
        if part
    ]


def _told(word: str, levels: tuple[list[int], ...]) -> str:
    listed = [gaps(numbers) for numbers in levels]
    while not listed[-1]:
        listed.pop()
    return f"{json.dumps(word)}:{json.dumps(listed, separators=(',', ':'))}"


def gaps(numbers: Iterable[int]) -> list[int]:
    """Return ascending numbers, each as the distance from the one before: short to write."""
    made, before = [], 0
    for number in numbers:
        made.append(number - before)
        before = number
    return made
