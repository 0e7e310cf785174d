"""Browsing: what all partners are listed by, each list made once however often it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from macros.render.browse.tables import Place, compared_table, directory_table, needs_list
from macros.render.links import Links
from macros.views.attention import Case
from macros.views.directory import EVERYONE
from macros.views.house import house_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from macros.records.house import House
    from macros.render.browse.limits import Limits
    from macros.render.browse.tables import Needs, Table
    from macros.render.sheets import Face, Sheet
    from macros.views.directory import Filters
    from macros.views.wording import Language


@dataclass(frozen=True)
class Browsing:
    """All partners of a site."""

    faces: Mapping[str, Face]
    drawn: Callable[[], Mapping[str, Sheet]]
    """Returns every sheet; it takes a while, so that nobody asks in vain."""
    house: House
    today: dt.date
    homes: frozenset[str]
    """Those of `HOMES` that the site has."""
    directories: bool
    has_own_search: bool
    """Whether partners are found by scripts of ours, and not by the theme's."""
    limits: Limits

    def place(self, page: str) -> Place:
        """Return a place for a list on the page of this address."""
        return Place(Links(page, self.directories), self.homes)

    @property
    def language(self) -> Language:
        """The language of the lists."""
        return house_language(self.house)

    def directory(self, filters: Filters = EVERYONE) -> Table:
        """Return the directory; PageError where a filter names what there is not."""
        return self._everybody if filters == EVERYONE else self._directory(filters)

    def comparison(self, filters: Filters = EVERYONE) -> Table:
        """Return active subcontractors side by side; PageError as above."""
        return self._all_compared if filters == EVERYONE else self._comparison(filters)

    @cached_property
    def needs(self) -> Needs:
        """What needs attention."""
        cases = [
            Case(slug, self.faces[slug].title, sheet.needs, sheet.missing, sheet.open_row)
            for slug, sheet in self._sheets.items()
        ]
        return needs_list(cases, self.today, self.language, self.limits.page)

    @cached_property
    def _sheets(self) -> Mapping[str, Sheet]:
        return self.drawn()

    @cached_property
    def _everybody(self) -> Table:
        return self._directory(EVERYONE)

    @cached_property
    def _all_compared(self) -> Table:
        return self._comparison(EVERYONE)

    def _directory(self, filters: Filters) -> Table:
        lines = ((self.faces[slug].entry, sheet.row) for slug, sheet in self._sheets.items())
        return directory_table(lines, self.limits.page, filters)

    def _comparison(self, filters: Filters) -> Table:
        lines = (
            (self.faces[slug].entry, sheet.compared)
            for slug, sheet in self._sheets.items()
            if sheet.compared
        )
        return compared_table(lines, self.limits.page, self.language, filters)
