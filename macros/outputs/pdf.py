"""PDF: a page of `render.print` as a file that reads and prints the same everywhere."""

from __future__ import annotations

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
        raise PdfError("; ".join(dict.fromkeys(printed.warnings)))
    return printed.content
