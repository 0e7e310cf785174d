"""Page: the places among the pages of MkDocs that records fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.render.pages import ANCHORS
from macros.render.shell import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from macros.render.shell import Leaf


# Not in the menu: a menu of all partners on all partners' pages is no help to anybody.
_INCLUSION = InclusionLevel.NOT_IN_NAV


def page_file(kind: Kind, slug: str, config: MkDocsConfig) -> File:
    """Return the file of a page among those of partners, which goes through every step."""
    made = File.generated(config, f"partners/{slug}.md", content="", inclusion=_INCLUSION)
    made.edit_uri = f"../partners/{slug}.yml" if kind is Kind.PARTNER else None
    return made


class MadePage(Page):
    """A page that records make: no word of it is read from a file, or as Markdown or Jinja."""

    def __init__(self, kind: Kind, slug: str, file: File, config: MkDocsConfig) -> None:
        """Show `slug` in the place of `file`."""
        super().__init__(None, file, config)
        self.kind, self.slug = kind, slug
        self.present_anchor_ids = set(ANCHORS)
        self.markdown, self.content = "", ""
        self.meta = {"hide": kind.value, "search": {"exclude": True}, "render_macros": False}

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


class MadeFile(File):
    """A file that is written by us, where MkDocs writes what it only copies.

    MkDocs links to it: to take a page through all the steps of a page of Markdown takes longer
    than everything else about it.
    """

    write: Callable[[MadePage], None]

    @classmethod
    def instead_of(
        cls, file: File, config: MkDocsConfig, write: Callable[[MadePage], None]
    ) -> MadeFile:
        """Return a file in the place of another, whose page `write` writes."""
        made = cls.generated(config, file.src_uri, content="", inclusion=_INCLUSION)
        assert isinstance(made, cls)  # noqa: S101 - MkDocs says less than it does
        made.dest_uri, made.edit_uri = file.dest_uri, file.edit_uri
        made.write = write
        return made

    def is_documentation_page(self) -> bool:
        """Tell MkDocs that there is no Markdown here."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - MkDocs' own
        """Write it."""
        if isinstance(self.page, MadePage):
            self.write(self.page)
