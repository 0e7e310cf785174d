"""Press: the pages that records make, each set into a page that the theme has drawn once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError

from macros.render.shell import Bound, Shell, ShellError, ShellKind, blank, encoded
from macros.theme.page import MadePage, page_file

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from macros.render.shell import Heading, Leaf


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


# The theme draws so many pages of a kind too, each with other headings, and must agree.
_PROOFS = 2


class Press:
    """Sets what records make into pages of the theme."""

    def __init__(self, theme: Theme) -> None:
        self.shells: dict[ShellKind, Shell] = {}
        self.theme = theme
        self._proofs: dict[ShellKind, set[tuple[Heading, ...]]] = {}

    def bound(self, page: MadePage, leaf: Leaf) -> Bound:
        """Return a page as MkDocs would write it; PluginError where the theme does not allow it."""
        if page in self.theme.nav.pages:
            # Its place in the menu is marked on it, and has neighbours.
            drawn = self._drawn(page, leaf)
            return Bound(drawn, drawn.find(leaf.html))
        try:
            return self._set(page, leaf)
        except ShellError as error:
            message = (
                f"the theme's page cannot be drawn once for all partners: {error}; "
                "write 'plain: true' below 'extra:' in mkdocs.yml to have each drawn by itself"
            )
            raise PluginError(message) from error

    def _set(self, page: MadePage, leaf: Leaf) -> Bound:
        kind = ShellKind(page.kind, bool(leaf.headings))
        if kind not in self.shells:
            self.shells[kind] = self._shell(page, kind)
        bound = self.shells[kind].around(leaf)
        if self._is_to_prove(kind, leaf) and bound.page != self._drawn(page, leaf):
            message = f"'{page.file.src_uri}' would differ from what it draws"
            raise ShellError(message)
        return bound

    def _shell(self, page: MadePage, kind: ShellKind) -> Shell:
        leaf, config = blank(with_headings=kind.has_headings), self.theme.config
        stand_in = MadePage(page.kind, leaf.slug, page_file(page.kind, leaf.slug, config), config)
        stand_in.parent = page.parent
        return Shell(self._drawn(stand_in, leaf).decode("utf-8"))

    def _is_to_prove(self, kind: ShellKind, leaf: Leaf) -> bool:
        proofs = self._proofs.setdefault(kind, set())
        if len(proofs) == _PROOFS or leaf.headings in proofs:
            return False
        proofs.add(leaf.headings)
        return True

    def _drawn(self, page: MadePage, leaf: Leaf) -> bytes:
        page.fill(leaf)
        drawn = self.theme.draw(page)
        page.content = ""
        return encoded(drawn)
