"""Portable: the Markdown of a page as HTML that a pack can carry, far from the site."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from macros.records.problems import shown
from macros.records.source import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

# No fenced code: what stands behind its fence goes into the page unseen.
_EXTENSIONS = ["admonition", "attr_list", "def_list", "sane_lists", "tables", "toc"]
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ATTRIBUTES = frozenset({"class", "href", "id", "start", "title"})
_HEADING = re.compile(r"h([1-6])")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_JINJA = re.compile(r"\{[{%#]")


class Refused(NamedTuple):
    """What no pack carries: the words at which one finds it, what is wrong, and the cure."""

    words: str
    message: str
    cure: str


class Portable(NamedTuple):
    """A page as HTML, and what of it is refused; while anything is, the HTML is not for use."""

    html: str
    refused: tuple[Refused, ...]


def portable(text: str, prefix: str, way: Callable[[str], str]) -> Portable:
    """Return the HTML of `text` without its title, `prefix` before every id, headings from h3 on.

    `way` gives the address that takes the place of a link to a page of the site.
    """
    page = _Page(prefix, way)
    markdown = Markdown(extensions=_EXTENSIONS, output_format="html")
    markdown.treeprocessors.register(page, "portable", -1)  # behind all others
    html = markdown.convert(text)
    raw = [str(each) for each in markdown.htmlStash.rawHtmlBlocks]
    return Portable(html, (*_refused_text(text), *page.refused, *_refused_html(raw, html)))


def _refused_text(text: str) -> Iterator[Refused]:
    macro, fence = _JINJA.search(text), _FENCE.search(text)
    if macro:
        cure = "write the words themselves"
        yield Refused(macro.group(), "a macro is not worked out in a pack", cure)
    if fence:
        cure = "indent the lines by four spaces instead"
        yield Refused(fence.group(), "a fence around code is not read in a pack", cure)


def _refused_html(raw: list[str], html: str) -> Iterator[Refused]:
    pieces = [each for each in raw if not _ENTITY.fullmatch(each)]
    opening = [each for each in pieces if not each.startswith("</")]
    for each in opening or pieces:
        # Where it is a block, its first line finds it.
        start = each.strip().partition("\n")[0]
        cure = "write it in Markdown, or leave it out"
        yield Refused(start, f"HTML is not carried into a pack: '{shown(start)}'", cure)
    for entity in _ENTITY.findall(html):
        if UNSAFE.search(unescape(entity)):
            message = f"an invisible character ({entity}) would stand in the text"
            yield Refused(entity, message, "leave it out")


class _Page(Treeprocessor):
    """Makes the tree of a page fit for a pack."""

    def __init__(self, prefix: str, way: Callable[[str], str]) -> None:
        super().__init__()
        self.prefix = prefix
        self.way = way
        self.refused: list[Refused] = []

    def run(self, root: Element) -> None:
        """Change the tree in place, and note what is refused."""
        if len(root) and root[0].tag == "h1":
            root.remove(root[0])  # the pack shows the title itself
        for element in root.iter():
            self._attributes(element)
            heading = _HEADING.fullmatch(element.tag)
            if heading:
                element.tag = f"h{min(max(int(heading[1]) + 1, 3), 6)}"
            elif element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                cure = "say it in words"
                self._refuse("![", "a picture is not carried into a pack", cure)

    def _refuse(self, words: str, message: str, cure: str) -> None:
        self.refused.append(Refused(words, message, cure))

    def _attributes(self, element: Element) -> None:
        for name in [name for name in element.attrib if name not in _ATTRIBUTES]:
            del element.attrib[name]
            # A table's columns are aligned by a style, which a pack's own stands in for.
            if name not in {"alt", "src", "style"}:
                message = f"the attribute '{shown(name)}' is not carried into a pack"
                self._refuse(name, message, "leave it out")
        if "id" in element.attrib:
            element.set("id", self.prefix + element.attrib["id"])

    def _link(self, link: Element) -> None:
        # Mail addresses in angle brackets come as references to letters.
        link.text = _plain(link.text or "")
        typed = link.get("href", "")
        address = _plain(typed)
        if _scheme(address) in _SCHEMES:
            link.set("href", address)
            link.set("rel", "noreferrer")
        elif _scheme(address):
            cure = "start it with https:, mailto: or tel:"
            message = f"a link leads to '{shown(address)}', which no pack leads to"
            self._refuse(typed, message, cure)
        else:
            link.attrib.clear()
            link.set("href", self.way(address))


def _plain(text: str) -> str:
    return unescape(text.replace(AMP_SUBSTITUTE, "&"))


def _scheme(address: str) -> str:
    """Return the scheme of an address, or nothing where it is a place of the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "?"
    return parts.scheme.lower() or ("?" if parts.netloc else "")
