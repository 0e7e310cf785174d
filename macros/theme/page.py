"""Page: the place of a partner among the pages of MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.render.pages import ANCHORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from macros.render.shell import Leaf


class PartnerPage(Page):
    """A page that a record makes: no word of it is read from a file, or as Markdown or Jinja."""

    def __init__(self, slug: str, file: File, config: MkDocsConfig, *, is_searched: bool) -> None:
        """Show the partner `slug`; `is_searched` tells whether its words are read off the page."""
        super().__init__(None, file, config)
        self.slug = slug
        self.present_anchor_ids = set(ANCHORS)
        self.markdown, self.content = "", ""
        self.meta = {
            # The menu beside it would hold the one word that breadcrumb and tab say already.
            "hide": ["navigation"],
            "search": {"exclude": not is_searched},
            # The macros plugin leaves the page alone.
            "render_macros": False,
        }

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: the record has been read."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page empty: a thousand playbooks are a lot to keep in mind."""

    def entitle(self, title: str) -> None:
        """Set the title; themes put it on the page as it is."""
        self.meta["title"] = str(escape(title))

    def fill(self, leaf: Leaf) -> None:
        """Set the leaf as the content; Markdown never reads a word of a record."""
        self.entitle(leaf.title)
        self.content = leaf.html.decode("utf-8")
        links = [AnchorLink(str(escape(title)), name, level=2) for name, title in leaf.headings]
        self.toc = TableOfContents(links)


def source(slug: str) -> str:
    """Return the place that the page of a partner takes among the guidance."""
    return f"partners/{slug}.md"


def edit_uri(slug: str) -> str:
    """Return the way from `docs/` to the file that one changes to change the page."""
    return f"../partners/{slug}.yml"


# Not in the menu: a menu of all partners on all partners' pages is no help to anybody.
_INCLUSION = InclusionLevel.NOT_IN_NAV


def page_file(place: str, config: MkDocsConfig) -> File:
    """Return the file of a page at a place among the guidance, which goes through every step."""
    return File.generated(config, place, content="", inclusion=_INCLUSION)


class MadeFile(File):
    """A file that is written by us, where MkDocs writes what it only copies.

    MkDocs links to it: to take a page through all the steps of a page of Markdown takes longer
    than everything else about it.
    """

    write: Callable[[], None]

    @classmethod
    def at(cls, place: str, config: MkDocsConfig, write: Callable[[File], None]) -> MadeFile:
        """Return the file of the page that stands at `place`; `write` writes it."""
        made = cls.generated(config, place, content="", inclusion=_INCLUSION)
        assert isinstance(made, cls)  # noqa: S101 - MkDocs says less than it does
        made.dest_uri = page_file(place, config).dest_uri
        made.write = lambda: write(made)
        return made

    def is_documentation_page(self) -> bool:
        """Tell MkDocs that there is no Markdown here."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - MkDocs' own
        """Write it."""
        self.write()
