"""PDF: a page of `render.paper.print` as a file that reads and prints the same everywhere."""

from __future__ import annotations

import re
from itertools import islice
from xml.etree.ElementTree import ParseError

from macros.outputs.parts_missing import part

_ENOUGH = 3


class PdfError(Exception):
    """No PDF could be made that would look right: why."""


def pdf(page: str) -> bytes:
    """Return the PDF of a page; the same page gives the same bytes, on every machine and day.

    PdfError where anything would be missing from it: words that came on no page, a letter that no
    font has, something that would have to be fetched, a rule of the style that is not understood.
    MissingPart where the printing engine is not installed.
    """
    with part("pdf", "Making a PDF"):
        from macros.outputs.paper.press import Printed
    try:
        printed = Printed(page)
    except ParseError as error:
        message = f"the page is not well-formed: {error}"
        raise PdfError(message) from error
    if printed.faults:
        told = dict.fromkeys(map(_told, printed.faults))
        raise PdfError("; ".join(islice(told, _ENOUGH)))
    return printed.content


_NO_LETTER = re.compile(r'\.notdef glyph .*"(.*)" \((U\+[0-9A-F]+)\)$', re.DOTALL)


def _told(fault: str) -> str:
    """Return what speaks against a document, with the cure where there is one."""
    found = _NO_LETTER.match(fault)
    if found is None:
        return fault
    return f"no font here has the letter '{found[1]}' ({found[2]}); install one that has"
