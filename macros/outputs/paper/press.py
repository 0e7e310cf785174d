"""Press: the printing engine, as far as our own pages need it."""

from __future__ import annotations

import atexit
import logging
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from macros.garbage import never
from macros.outputs.paper.proof import faults
from macros.render.paper.print import FONTS, STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Printed:
    """A document, and what speaks against it: what the engine warned of, or has left out."""

    def __init__(self, page: str) -> None:
        """Print a page; ParseError where it is not well-formed."""
        self.faults: list[str] = []
        with never(), _heard(self.faults):
            style, fonts = _style()
            read = _Page(page)
            self.document = read.render(stylesheets=[style], font_config=fonts)
            self.content = bytes(
                self.document.write_pdf(pdf_identifier=_identifier(page), finisher=_finish)
            )
            self.faults += faults(read.etree_element.find("body"), self.document.pages)


def _identifier(page: str) -> bytes:
    return sha256(page.encode()).hexdigest()[:32].encode()


def _finish(_: object, made: Any) -> None:  # noqa: ANN401 - it has no types
    # The engine would name its version.
    made.info.pop("Producer", None)


class _Page(weasyprint.HTML):  # type: ignore[misc] # it has no types
    """A page of our own, well-formed, with nothing but our own style.

    Read as XML, and without the engine's style for pages of any kind, it takes two thirds of the
    time.
    """

    def __init__(self, page: str) -> None:
        root = ET.fromstring(page)  # noqa: S314 - our own page, which declares no entities
        self.base_url = None
        self.url_fetcher = _Nothing()
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, *_: object, **__: object) -> list[weasyprint.CSS]:
        return []


class _Nothing(URLFetcher):  # type: ignore[misc] # it has no types
    """Fetches nothing but what an address holds itself."""

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401 - its own signature
        if not url.startswith("data:"):
            message = f"'{url}' is not fetched"
            raise ValueError(message)
        return super().fetch(url, headers)


class _Fonts(URLFetcher):  # type: ignore[misc] # it has no types
    """Fetches our own fonts by their names, and nothing else."""

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401, ARG002 - as above
        return URLFetcherResponse(url, FONTS[url.removeprefix("font:")].read_bytes())


@lru_cache(maxsize=1)
def _style() -> tuple[weasyprint.CSS, FontConfiguration]:
    """Return the style and its fonts: they take longer than a short page, and serve all pages."""
    fonts = FontConfiguration()
    text = STYLE.read_text(encoding="utf-8")
    return weasyprint.CSS(string=text, font_config=fonts, url_fetcher=_Fonts()), fonts


# The fonts lie in a folder for a while, which the engine does not take away at the end by itself.
atexit.register(_style.cache_clear)


class _Told(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@contextmanager
def _heard(warnings: list[str]) -> Iterator[None]:
    """Collect what the engine warns of in here."""
    handler, logger = _Told(warnings), logging.getLogger("weasyprint")
    level = logger.level
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
