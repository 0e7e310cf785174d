"""Build: what one run of MkDocs knows, from one of its events to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs.structure.nav import Navigation

    from macros.content import OnPage
    from macros.edition import Edition
    from macros.outputs.site.ground import Ground
    from macros.outputs.site.kept import Kept, Together
    from macros.outputs.site.together import Group
    from macros.render.browse.browsing import Browsing
    from macros.render.browse.piece import Frame
    from macros.theme.page import MadePage
    from macros.theme.press import Press
    from macros.theme.progress import Progress


class Build:
    """All of it is set in the order of MkDocs' events."""

    stands: Ground
    """What the pages stand on besides the records."""
    ground: str
    """What that came down to at the start."""
    edition: Edition
    plain: bool
    """Whether MkDocs takes the pages of partners through every step, as any other page."""
    has_own_search: bool
    """Whether partners are found by scripts of ours: they are too many for the theme's search."""
    is_told: bool
    """Whether the problems of the records have been told."""
    is_finished: bool
    """Whether all that is made of the records is written, but for lists on pages of guidance."""
    by_hand: frozenset[str]
    """The files that stand in `docs/`, as the site has them."""
    pages: list[MadePage]
    """The pages of partners, but for those that are written by hand."""
    progress: Progress
    homes: frozenset[str]
    """The pages that lists of all partners have on this site."""
    nav: Navigation
    press: Press
    places: dict[str, OnPage]
    """Where the HTML of each partner stands now, by slug."""
    frames: dict[str, Frame]
    """The pages that have lists of partners, by file."""
    browsing: Browsing | None
    """All lists of partners, as soon as all partners are known."""
    kept: Kept | None = None
    """What was drawn last, where the site is served."""
    together: Mapping[Group, Together]
    """What was made in it of all partners together."""

    def begin(self, edition: Edition, stands: Ground, root: Path, *, plain: bool) -> None:
        """Forget what an earlier build has left."""
        self.edition, self.plain = edition, plain
        self.stands, self.ground = stands, stands.digest(root)
        self.is_told = self.is_finished = False
        self.places, self.frames = {}, {}
        self.browsing = self.kept = None
        self.together = {}

    def forget_lists(self) -> None:
        """Let go of what lists are made of, when all are written: of thousands it is a lot."""
        self.browsing = None
        self.edition.forget_sheets()

    def stop(self) -> None:
        """Make no more of the records, where a build ends early."""
        if hasattr(self, "edition"):
            self.edition.stop()
