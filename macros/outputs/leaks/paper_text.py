"""Paper text: the words on the pages of a PDF, in a tenth of the time that pypdf takes for it.

It takes the codes of letters from what a page draws, and the letters from the table that each font
brings (ToUnicode, PDF 32000-1:2008, 9.10.3). Where a font brings none, pypdf reads the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pypdf.generic import DictionaryObject, StreamObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

_DRAWN = re.compile(
    rb"/([^\s/<>()\[\]]+)\s+[-\d.]+\s+Tf|<([0-9A-Fa-f\s]*)>|(\((?:[^()\\]|\\.)*\))|\]|"
    rb"\b(BT|ET|T[dDm*])(?![^\s])",
    re.DOTALL,
)
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>|(\[)|(\])")


class _Known(NamedTuple):
    font: DictionaryObject
    letters: dict[bytes, str]


def page_texts(reader: PdfReader) -> Iterator[str]:
    """Yield what stands on each page, runs of letters with nothing between and with a space."""
    known: list[_Known] = []
    for page in reader.pages:
        fonts = {name: _letters(font, known) for name, font in _fonts(page)}
        contents = page.get_contents()
        drawn = b"" if contents is None else contents.get_data()
        runs = _runs(drawn, fonts) if all(fonts.values()) else None
        if runs is None:
            yield page.extract_text()
        else:
            yield f"{''.join(runs)}\n{' '.join(runs)}"


def _fonts(page: PageObject) -> Iterator[tuple[bytes, DictionaryObject]]:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    for name, font in fonts.items():
        yield str(name)[1:].encode(), font.get_object()


def _letters(font: DictionaryObject, known: list[_Known]) -> dict[bytes, str]:
    """Return the letters of a font by their codes of two bytes; nothing where it does not tell."""
    table = next((each.letters for each in known if each.font is font), None)
    if table is None:
        said = font.get("/ToUnicode")
        stream = said.get_object() if said is not None else None
        table = {}
        if font.get("/Subtype") == "/Type0" and isinstance(stream, StreamObject):
            table = _table(stream.get_data())
        known.append(_Known(font, table))
    return table


def _table(text: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for kind, lines in _SECTION.findall(text):
        codes = [match[1] for match in _CODE.finditer(lines)]
        if kind == b"char":
            found |= {
                code.lower(): _text(said)
                for code, said in zip(codes[::2], codes[1::2], strict=False)
            }
        elif b"[" in lines:
            return {}
        else:
            for first, last, said in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                found |= _range(first, last, said)
    return found


def _range(first: bytes, last: bytes, said: bytes) -> dict[bytes, str]:
    """Return the letters of codes in a row, of which the last letter goes on by one."""
    start, text = int(first, 16), _text(said)
    codes = range(start, min(int(last, 16), start + 0xFFFF) + 1)
    return {
        b"%0*x" % (len(first), code): text[:-1] + chr(ord(text[-1]) + code - start)
        for code in codes
        if text
    }


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _runs(drawn: bytes, fonts: dict[bytes, dict[bytes, str]]) -> list[str] | None:
    """Return the runs of letters that are drawn, or None where a code is not understood."""
    runs: list[str] = []
    run, letters = "", dict[bytes, str]()
    for match in _DRAWN.finditer(drawn):
        font, codes, literal, _ = match.groups()
        if literal is not None:
            return None
        if font is not None:
            letters = fonts.get(font, {})
        elif codes is not None:
            plain = b"".join(codes.split()).lower()
            try:
                run += "".join(letters[plain[at : at + 4]] for at in range(0, len(plain), 4))
            except KeyError:
                return None
        elif run:
            runs.append(run)
            run = ""
    return [*runs, run]
