"""Everyday: the words that our own pages say, which name nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from macros.outputs.leaks.forms import phrase
from macros.views.catalogue import LOCALES

_TEXT = re.compile(r'^(?:msg(?:id|str|ctxt|id_plural)(?:\[\d\])? )?"(.*)"$', re.MULTILINE)


def is_everyday(words: bytes) -> bool:
    """Tell whether our own pages say these words, in English or another language of theirs.

    A firm that is called 'Office' is known by its legal name, its phones and its addresses.
    """
    return words in _ours()


@lru_cache(maxsize=1)
def _ours() -> bytes:
    said = [
        text
        for path in sorted(LOCALES.glob("*.po"))
        for text in _TEXT.findall(path.read_text(encoding="utf-8"))
    ]
    return b"".join(phrase(part) for text in said for part in re.split(r"\{[a-z_:]*\}", text))
