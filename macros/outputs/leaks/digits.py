"""Digits: the numbers of a text that could be dialled, however they are grouped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST, MOST = 9, 18
_RUN = re.compile(r"\d(?:[\s().+/-]{0,3}\d){8,}", re.ASCII)


def numbers(even: str) -> Iterator[str]:
    """Yield the digits of each number of at least nine digits in a folded text.

    A number starts and ends with a group of digits, so that none is found inside a longer one; of
    groups that stand beside one another each stretch is yielded.
    """
    for run in _RUN.findall(even):
        groups = re.findall(r"\d+", run)
        for first in range(len(groups)):
            number = ""
            for group in groups[first:]:
                number += group
                if len(number) > MOST:
                    break
                if len(number) >= FEWEST:
                    yield number
