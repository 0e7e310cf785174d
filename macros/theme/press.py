"""Press: writes the pages of partners, each set into a page that the theme has drawn once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.utils import write_file

from macros.known import OnPage, digest
from macros.render.shell import Bound, Leaf, Shell, ShellError, blank, encoded
from macros.spool import Span
from macros.theme.page import PartnerPage, edit_uri, page_file, source

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from macros.edition import Edition
    from macros.render.shell import Heading


class Theme(NamedTuple):
    """What MkDocs draws a page with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def draw(self, page: Page) -> str:
        """Return a page as MkDocs itself would write it."""
        plugins, config = self.config.plugins, self.config
        page.active = True
        context = get_context(self.nav, self.files, config, page)
        context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        drawn = self.env.get_template("main.html").render(context)
        drawn = plugins.on_post_page(drawn, page=page, config=config)
        page.active = False
        return drawn


def leaf_of(edition: Edition, slug: str) -> Leaf | None:
    """Return what the page of a partner has of its own, or None where there is to be no page."""
    sheet = edition.sheet(slug)
    return sheet and Leaf(slug, sheet.title, sheet.headings, edition.html(slug))


# The theme draws so many pages of partners too, each with other headings, and must agree.
_PROOFS = 2


class Press:
    """Writes the pages of partners."""

    def __init__(self, theme: Theme, edition: Edition) -> None:
        self._theme, self._edition = theme, edition
        self._shells: dict[bool, Shell] = {}
        self._proofs: set[tuple[Heading, ...]] = set()
        self.places: dict[str, OnPage] = {}
        """Where the HTML of each partner stands now, by slug."""

    def print(self, page: PartnerPage) -> None:
        """Write the page of a partner, unless the record is too wrong for one."""
        leaf = leaf_of(self._edition, page.slug)
        if leaf is None:
            return
        try:
            bound = self._bound(page, leaf)
        except ShellError as error:
            message = (
                f"the theme's page cannot be drawn once for all partners: {error}; "
                "write 'plain: true' below 'extra:' in mkdocs.yml to have each drawn by itself"
            )
            raise PluginError(message) from error
        path = Path(str(page.file.abs_dest_path))
        write_file(bound.page, str(path))
        span = Span(bound.start, len(leaf.html))
        self.places[page.slug] = OnPage(path, digest(bound.page), span)

    def _bound(self, page: PartnerPage, leaf: Leaf) -> Bound:
        if page in self._theme.nav.pages:
            # Its place in the menu is marked on it, and has neighbours.
            drawn = self._drawn(page, leaf)
            return Bound(drawn, drawn.find(leaf.html))
        bound = self._shell(page, with_headings=bool(leaf.headings)).around(leaf)
        if self._is_to_prove(leaf) and bound.page != self._drawn(page, leaf):
            message = f"'{page.file.src_uri}' would differ from what it draws"
            raise ShellError(message)
        return bound

    def _shell(self, page: PartnerPage, *, with_headings: bool) -> Shell:
        if with_headings not in self._shells:
            leaf = blank(with_headings=with_headings)
            stand_in = self._stand_in(page, leaf.slug)
            self._shells[with_headings] = Shell(self._drawn(stand_in, leaf).decode("utf-8"))
        return self._shells[with_headings]

    def _stand_in(self, page: PartnerPage, slug: str) -> PartnerPage:
        file = page_file(source(slug), self._theme.config)
        file.edit_uri = edit_uri(slug)
        made = PartnerPage(slug, file, self._theme.config, is_searched=False)
        made.parent = page.parent
        return made

    def _is_to_prove(self, leaf: Leaf) -> bool:
        if len(self._proofs) == _PROOFS or leaf.headings in self._proofs:
            return False
        self._proofs.add(leaf.headings)
        return True

    def _drawn(self, page: PartnerPage, leaf: Leaf) -> bytes:
        page.fill(leaf)
        drawn = self._theme.draw(page)
        page.content = ""
        return encoded(drawn)
