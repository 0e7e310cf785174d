"""Fingerprint: a short text that is equal exactly for equal terms."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from macros.terms.term import BETWEEN, CLOSE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.terms.term import Term

FORM = "v1"
"""The form in which terms are spelled for the fingerprint; another form gets another name."""
_GROUPS, _LETTERS = 3, 4


def fingerprint(terms: Iterable[Term]) -> str:
    """Return the fingerprint of resolved terms: the form's name, a hyphen, 64 hexadecimal digits.

    It is the SHA-256 of all terms that the partner may see, each spelled in one way and in one
    order: not of how the record writes them, nor of remarks, reasons and facts on file.
    """
    said = sorted(f"{each.place}{BETWEEN}{each.spelling}" for each in terms)
    digest = hashlib.sha256(CLOSE.join([FORM, *said]).encode("utf-8")).hexdigest()
    return f"{FORM}-{digest}"


def short(fingerprint: str) -> str:
    """Return a fingerprint as one compares it on paper: 9f86 d081 884c."""
    digest = fingerprint.rpartition("-")[2][: _GROUPS * _LETTERS]
    return " ".join(digest[start : start + _LETTERS] for start in range(0, len(digest), _LETTERS))
