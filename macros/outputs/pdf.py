"""PDF: a page of `render.print` as a file that reads and prints the same everywhere."""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError

from macros.outputs.parts_missing import part


class PdfError(Exception):
    """No PDF could be made that would look right: why."""


def pdf(page: str) -> bytes:
    """Return the PDF of a page; the same page gives the same bytes, on every machine and day.

    PdfError where anything would be missing from it: a letter that no font has, something that
    would have to be fetched, a rule of the style that is not understood. MissingPart where the
    printing engine is not installed.
    """
    with part("pdf", "Making a PDF"):
        from macros.outputs.press import Printed
    try:
        printed = Printed(page)
    except ParseError as error:
        message = f"the page is not well-formed: {error}"
        raise PdfError(message) from error
    if printed.warnings:
        raise PdfError("; ".join(dict.fromkeys(map(_told, printed.warnings))))
    return printed.content


_NO_LETTER = re.compile(r'\.notdef glyph .*"(.*)" \((U\+[0-9A-F]+)\)$', re.DOTALL)


def _told(warning: str) -> str:
    """Return what the engine warns of, with the cure where there is one."""
    found = _NO_LETTER.match(warning)
    if found is None:
        return warning
    return f"no font here has the letter '{found[1]}' ({found[2]}); install one that has"
