"""Words: which partners a word leads to, in small files by how words begin.

A browser loads the few files of the words that somebody types, and never all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def files(found: Postings, most: int) -> dict[str, str]:
    """Return the files of words as JSON, by how the words of each begin.

    A file holds at most `most` bytes, unless one word alone takes more.
    """
    told = [(word, _told(word, found[word])) for word in sorted(found)]
    return dict(_files(told, 2, most))


def _files(told: list[tuple[str, str]], length: int, most: int) -> Iterator[tuple[str, str]]:
    for start, run in groupby(told, lambda each: each[0][:length]):
        held = list(run)
        short = len(held) == 1 or len(start) < length
        if short or sum(len(text) for _, text in held) <= most:
            yield start, f"{{{','.join(text for _, text in held)}}}"
        else:
            yield from _files(held, length + 1, most)


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
