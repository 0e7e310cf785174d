"""Playbook: one partner's terms, resolved, each setting with the place that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from macros.records.fields import Block, Clause, Shape, nested, shapes
from macros.records.house import BUILT_IN_FILE, House

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from macros.records.agreed import AgreedTerms
    from macros.records.partner import Partner, Terms
    from macros.records.problems import Mark
    from macros.records.resolve import Dropped
    from macros.records.source import Node, Path_


B = TypeVar("B", bound=Block)


class Origin(StrEnum):
    """Who set a value."""

    PARTNER = "partner"
    HOUSE = "house"
    BUILT_IN = "built in"


class Setting(NamedTuple):
    """One value of a playbook: where it stands, what it is, who set it.

    `house` is the house's value at the same place, or None where the house is silent.
    """

    path: Path_
    shape: Shape
    value: object
    origin: Origin
    house: object | None

    @property
    def differs(self) -> bool:
        """Whether the partner's value stands where the house has another."""
        return self.origin is Origin.PARTNER and self.house is not None and self.house != self.value


@dataclass(frozen=True)
class Playbook:
    """A partner's record laid over the house."""

    slug: str
    partner: Partner
    house: House
    defaults: Terms
    tree: Node
    dropped: tuple[Dropped, ...]
    shared: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out for all playbooks of this house at once."""
    agreed_terms: AgreedTerms | None = None
    """The terms as both sides agreed them, where they are on file and hold together."""
    worked_out: dict[str, object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What was worked out for this playbook, so that page and list need not do it twice."""

    def mark(self, path: Path_) -> Mark:
        """Return the place in a file that set the value at `path`, or the nearest one above it."""
        node = self.tree.nearest(path)
        return node.mark if node.mark.file != BUILT_IN_FILE else self.tree.mark

    def own_mark(self, path: Path_) -> Mark:
        """Return the place in the record itself that is nearest to `path`."""
        nearest, node = self.tree, self.tree
        for key in path:
            below = node.child(key)
            if below is None:
                break
            node = below
            if node.mark.file == self.tree.mark.file:
                nearest = node
        return nearest.mark

    def origin(self, path: Path_) -> Origin:
        """Return who set the value at `path`."""
        file = self.tree.nearest(path).mark.file
        if file == BUILT_IN_FILE:
            return Origin.BUILT_IN
        return Origin.PARTNER if file == self.tree.mark.file else Origin.HOUSE

    @cached_property
    def blocks(self) -> tuple[tuple[Path_, Block], ...]:
        """The record's block and every block below it, each with its path."""
        return tuple(self._blocks(self.partner, self.defaults, ()))

    def _blocks(self, block: Block, house: Block | None, path: Path_) -> list[tuple[Path_, Block]]:
        """Return a block and those below it; where it is the house's own, as found once for all."""
        is_ours = block is house
        known = self.shared.get(("blocks", path)) if is_ours else None
        if known is not None:
            return cast("list[tuple[Path_, Block]]", known)
        found = [(path, block)]
        for name, many in _holders(type(block)):
            value = getattr(block, name)
            here = (*path, name)
            if many:
                for index, item in enumerate(value or ()):
                    found += self._blocks(item, None, (*here, index))
            elif value is not None:
                found += self._blocks(value, getattr(house, name, None), here)
        if is_ours:
            self.shared["blocks", path] = found
        return found

    def blocks_of(self, kind: type[B]) -> Sequence[tuple[Path_, B]]:
        """Return the blocks of one kind among `blocks`."""
        kinds = _kinds(kind)
        if len(kinds) == 1:
            found = self._by_kind.get(kind, ())
        else:
            found = [each for each in self.blocks if type(each[1]) in kinds]
        return cast("Sequence[tuple[Path_, B]]", found)

    @cached_property
    def _by_kind(self) -> dict[type[Block], list[tuple[Path_, Block]]]:
        found: dict[type[Block], list[tuple[Path_, Block]]] = {}
        for each in self.blocks:
            found.setdefault(type(each[1]), []).append(each)
        return found

    def settings(self) -> Iterator[Setting]:
        """Yield every value that is set, in the order of the schema."""
        yield from self._settings(self.partner, self.defaults, ())

    def _settings(self, block: Block, house: object, path: Path_) -> Iterator[Setting]:
        for name, shape in shapes(type(block)).items():
            value = getattr(block, name)
            if value is None:
                continue
            theirs = getattr(house, name, None)
            here = (*path, name)
            if shape.kind == "block":
                yield from self._settings(value, theirs, here)
            elif shape.kind == "blocks":
                for index, item in enumerate(value):
                    yield from self._settings(item, twin(item, theirs), (*here, index))
            else:
                yield Setting(here, shape, value, self.origin(here), theirs)


@cache
def _kinds(kind: type[Block]) -> frozenset[type[Block]]:
    """Return a kind of block, and all that are more special."""
    return frozenset([kind]).union(*map(_kinds, kind.__subclasses__()))


@cache
def _holders(block: type[Block]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that hold a block or a list of them, and which of them hold a list."""
    kinds = {shape.name: shape.kind for shape in nested(block).values()}
    return tuple((name, kind == "blocks") for name, kind in kinds.items() if kind != "scalars")


def twin(item: Block, others: object) -> Block | None:
    """Return the block of the list `others` that has the same key as `item`, or None."""
    key = type(item).key
    if key is None or not isinstance(others, tuple):
        return None
    return next((other for other in others if getattr(other, key) == getattr(item, key)), None)


def value_at(block: object, path: Path_) -> object | None:
    """Return the value at `path` below `block`, or None where nothing is set."""
    here: object = block
    for key in path:
        if isinstance(key, int):
            here = here[key] if isinstance(here, tuple) and key < len(here) else None
        else:
            here = getattr(here, key, None)
        if here is None:
            return None
    return here


C = TypeVar("C", bound=Clause)


def in_force(clause: C | None) -> C | None:
    """Return a clause that is there and not put aside, else None."""
    return clause if applies(clause) else None


def applies(clause: Clause | None) -> bool:
    """Tell whether a clause is there and not put aside."""
    return clause is not None and clause.not_applicable is None
