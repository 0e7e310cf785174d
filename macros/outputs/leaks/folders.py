"""Folders: the folder of a partner alone, and the one in which all they may not see is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.book import FOLDER
from macros.outputs.leaks.agreed import canary_agreed
from macros.outputs.leaks.canaries import canary_of
from macros.outputs.leaks.marks import Marker, word
from macros.outputs.leaks.trees import leaves
from macros.records.house import House
from macros.records.identity import Purpose
from macros.records.partner import Partner
from macros.records.scalars import Id, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from macros.book import Folder
    from macros.outputs.leaks.canaries import Canary
    from macros.outputs.leaks.marks import Mark
    from macros.records.fields import Audience
    from macros.records.source import File, Plain


HOUSE = "_house"
"""Whose a mark of the house file is."""


def alone(folder: Folder, slug: str) -> Folder:
    """Return a folder with no other partner than `slug`."""
    agreed = {slug: folder.agreed[slug]} if slug in folder.agreed else {}
    return folder._replace(records={slug: folder.records[slug]}, agreed=agreed)


class Marked(NamedTuple):
    """A folder with marks, and what each mark of a record stands for, by the record's name."""

    folder: Folder
    own: tuple[tuple[str, tuple[Mark, ...]], ...]
    """The marks of the partner's own record and of the house."""
    others: Mapping[str, tuple[Mark, ...]]
    """The marks of all records where they are others, the partner's own among them."""


class Canaries:
    """Folders with marks, for one partner after the other; what all have in common is made once."""

    def __init__(
        self, folder: Folder, trees: Mapping[str, Plain], house: Plain, today: dt.date
    ) -> None:
        """Mark all records whole."""
        self._folder = folder
        self._trees = trees
        self._house_tree = house
        self._today = today
        self._named = _contacts(house) | frozenset(Purpose)
        self._houses: dict[Audience, _House] = {}
        keep = self._named | _listed(house)
        self._others = {
            slug: self._other(slug, number, keep) for number, slug in enumerate(trees, start=1)
        }
        everyone = self._others.items()
        self._marks = {slug: other.record.marks for slug, other in everyone}
        self._records = {other.slug: other.record.file for _, other in everyone}
        self._agreed = {other.slug: other.agreed for _, other in everyone if other.agreed}

    def of(self, slug: str, audience: Audience) -> Marked:
        """Return the folder in which all that `audience` of `slug` may not see is a mark."""
        house = self._house(audience)
        marker = Marker(0, self._today, house.given)
        own = self._own(slug, audience, marker)
        hidden = self._others[slug].slug
        # All others, and their own record in the place of the one in which it is another's.
        records = {slug: own.record, **self._records}
        del records[hidden]
        agreed = {**({slug: own.agreed} if own.agreed else {}), **self._agreed}
        agreed.pop(hidden, None)
        folder = self._folder._replace(
            house=house.canary.file, records=records, agreed=agreed, problems=[]
        )
        own_marks = ((slug, tuple(marker.marks)), (HOUSE, house.canary.marks))
        return Marked(folder, own_marks, self._marks)

    def _other(self, slug: str, number: int, keep: frozenset[str]) -> _Other:
        """Return a record of somebody else with a mark in every place."""
        marker, hidden = Marker(number, self._today), word(number, 0)
        name = f"{FOLDER}/{hidden}.yml"
        made = canary_of(self._trees[slug], Partner, None, marker, name, keep)
        agreed = self._folder.agreed.get(slug)
        return _Other(hidden, made, canary_agreed(agreed, None, marker).file if agreed else None)

    def _house(self, audience: Audience) -> _House:
        if audience not in self._houses:
            marker, name = Marker(0, self._today), self._folder.house.name
            made = canary_of(self._house_tree, House, audience, marker, name, self._named)
            self._houses[audience] = _House(made, marker.given)
        return self._houses[audience]

    def _own(self, slug: str, audience: Audience, marker: Marker) -> _Own:
        """Return the record of `slug` and its agreed terms, with marks that fit one another."""
        tree, name = self._trees[slug], self._folder.records[slug].name
        keep = self._named | _contacts(tree)
        file = self._folder.agreed.get(slug)
        if file is None:
            return _Own(canary_of(tree, Partner, audience, marker, name, keep).file, None)
        # The fingerprint pairs the two.
        agreed = canary_agreed(file, audience, marker)
        made = canary_of(tree, Partner, audience, marker, name, keep | {agreed.was}).file
        if agreed.was and made.content:
            content = made.content.replace(agreed.was.encode(), agreed.now.encode())
            made = made._replace(content=content)
        return _Own(made, agreed.file)


class _Other(NamedTuple):
    slug: str
    record: Canary
    agreed: File | None


class _House(NamedTuple):
    canary: Canary
    given: dict[tuple[type, str], str]


class _Own(NamedTuple):
    record: File
    agreed: File | None


def _contacts(tree: Plain) -> frozenset[str]:
    """Return the short names of a record's contacts, by which terms refer to them."""
    contacts = tree.get("contacts") if isinstance(tree, dict) else None
    names = (
        (each.get("id") for each in contacts if isinstance(each, dict))
        if isinstance(contacts, list)
        else ()
    )
    return frozenset(name for name in names if isinstance(name, str))


def _listed(house: Plain) -> frozenset[str]:
    """Return the words by which a record changes the items of the house's lists."""
    return frozenset(
        leaf.text
        for leaf in leaves(house, House, (Text, Id))
        if leaf.shape.name == leaf.block.key or leaf.shape.kind == "scalars"
    )
