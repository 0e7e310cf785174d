"""Resolve: a record laid over what the house says, each value keeping the place it came from."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Block, Shape, nested
from macros.records.inherited import Inherited, texts
from macros.records.problems import MOST, Mark, Problem, closest, in_a_list, shown
from macros.records.source import Node, Path_, field_name
from macros.records.work import Standards

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGES = ("add", "replace", "drop")


class Dropped(NamedTuple):
    """An item of a house list that a record leaves out."""

    path: Path_
    item: Node


class Resolved(NamedTuple):
    """A record over the house: the tree, what it drops of the house, and what went wrong."""

    tree: Node
    dropped: list[Dropped]
    problems: list[Problem]


def resolve(own: Node, house: Node, block: type[Block]) -> Resolved:
    """Return the record `own` with everything from `house` that it does not say otherwise.

    A house for many records is best given as an `Inherited` node, which remembers.
    """
    if not isinstance(house, Inherited):
        house = Inherited.of(house, block)
    resolver = _Resolver(texts(own.child("kind")))
    tree = resolver.block(own, house, block, ())
    return Resolved(tree, resolver.dropped, resolver.problems)


def complete(house: Node, built_in: Node) -> Node:
    """Return what the house says, and for the rest what the program says."""
    if not isinstance(house.value, dict) or not isinstance(built_in.value, dict):
        return built_in if house.value is None else house
    merged = dict(house.value)
    for key, child in built_in.value.items():
        merged[key] = complete(merged[key], child) if key in merged else child
    return house._replace(value=merged)


class _Resolver:
    def __init__(self, kinds: frozenset[str]) -> None:
        self.kinds = kinds
        self.dropped: list[Dropped] = []
        self.problems: list[Problem] = []

    def block(self, own: Node, house: Node | None, block: type[Block], path: Path_) -> Node:
        if own.value is None:
            own = Node({}, own.mark, own.key_mark)
        if not isinstance(own.value, dict):
            return own
        offered = self._offered(own.value, house, block)
        known = nested(block)
        written = [key for key in own.value if key in known]
        if not written and not offered:
            return own
        merged = dict(own.value)
        for key in written:
            child, theirs = merged[key], offered.get(key)
            merged[key] = self._field(child, theirs, known[key], (*path, key))
        for key, child in offered.items():
            if key not in merged:
                merged[key] = self._inherited(child) if isinstance(child, Inherited) else child
        return Node(merged, own.mark, own.key_mark)

    def _inherited(self, house: Inherited) -> Inherited:
        """Return what is left of a block of the house for a record that says nothing there."""
        trades = self.kinds & house.trades
        known = house.by_trades.get(trades)
        if known is None:
            nothing = Node({}, house.mark, house.key_mark)
            known = house.keep(trades, self.block(nothing, house, house.block, ()))
        return known

    def _offered(
        self, own: dict[str, Node], house: Node | None, block: type[Block]
    ) -> dict[str, Node]:
        """Return the fields of the house that apply to a record with the fields `own`."""
        if house is None or not isinstance(house.value, dict) or "not_applicable" in own:
            return {}
        if own and block.whole:
            return {}
        theirs = self._for_this_trade(own, house.value) if block is Standards else house.value
        if not block.needs and not (own and "not_applicable" in theirs):
            return theirs
        return {
            key: child
            for key, child in theirs.items()
            if key in own
            or (
                not (set(block.needs.get(key, ())) and own.keys().isdisjoint(block.needs[key]))
                and not (own and key == "not_applicable")
            )
        }

    def _for_this_trade(self, own: dict[str, Node], house: dict[str, Node]) -> dict[str, Node]:
        """Return the house's standards for these trades, and those that a record asks for by name.

        A record asks for a standard of another trade by its bare name; one that it writes out is
        its own.
        """
        kept = {}
        for name, standard in house.items():
            if isinstance(standard.value, list):
                kept[name] = standard._replace(value=list(filter(self._is_ours, standard.value)))
            elif self._is_ours(standard) or (name in own and not own[name].value):
                kept[name] = standard
        return kept

    def _is_ours(self, standard: Node) -> bool:
        trades = texts(standard.child("applies_to"))
        return not trades or not trades.isdisjoint(self.kinds)

    def _field(self, own: Node, house: Node | None, shape: Shape, path: Path_) -> Node:
        if shape.kind == "block":
            return self.block(own, house, shape.type, path)
        inherited = house.value if house and isinstance(house.value, list) else []
        if isinstance(own.value, dict):
            if own.value.keys().isdisjoint(_CHANGES):
                message = "a list is expected here, not one block"
                cure = "write each item behind '- '"
                self._report(own.mark, path, message, cure, "wrong-form")
                return own._replace(value=inherited)
            return own._replace(value=self._changed(own.value, inherited, shape, path))
        if isinstance(own.value, list) and shape.kind == "blocks":
            return own._replace(value=self._items(own.value, inherited, shape, path))
        return own

    def _items(self, own: list[Node], house: list[Node], shape: Shape, path: Path_) -> list[Node]:
        """Lay a list of blocks over the house's: item by item where items have a key."""
        self._refuse_twins(own, shape, path)
        key = shape.type.key
        if key is None:
            return [self._item(item, None, shape, path) for item in own]
        written = {name: item for item in own if (name := _name(item, key))}
        result = [
            self._item(written.pop(name), item, shape, path)
            if (name := _name(item, key)) in written
            else item
            for item in house
        ]
        new = [item for item in own if (name := _name(item, key)) is None or name in written]
        return result + [self._item(item, None, shape, path) for item in new]

    def _item(self, own: Node, house: Node | None, shape: Shape, path: Path_) -> Node:
        """Lay one item over the house's; an empty one is no block, and is told so later."""
        if own.value is None or shape.kind == "scalars":
            return own
        return self.block(own, house, shape.type, path)

    def _refuse_twins(self, items: list[Node], shape: Shape, path: Path_) -> None:
        key = shape.type.key
        seen: dict[str, Node] = {}
        for item in items if key else ():
            name = _name(item, key)
            if name in seen:
                mark, first = item.nearest((key,)).mark, seen[name].mark
                where = "" if first.file == mark.file else f"in {first.file} "
                self._report(
                    mark,
                    (*path, key),
                    f"'{shown(name)}' is listed twice, first {where}on line {first.line}",
                    "write it under 'replace'" if where else "keep one of the two",
                    "duplicate-item",
                )
            elif name:
                seen[name] = item

    def _changed(
        self, own: dict[str, Node], house: list[Node], shape: Shape, path: Path_
    ) -> list[Node]:
        """Change a list of the house: `add`, `replace` and `drop`."""
        key = shape.type.key if shape.kind == "blocks" else None
        verbs = _CHANGES if key else ("add", "drop") if shape.kind == "scalars" else ("add",)
        for verb, node in own.items():
            if verb not in verbs:
                close = difflib.get_close_matches(shown(verb), verbs, 1)
                known = ", ".join(map(repr, verbs))
                message = f"'{shown(verb)}' does not change this list"
                cure = f"did you mean '{close[0]}'?" if close else f"write one of: {known}"
                self._report(node.key_mark, (*path, verb), message, cure, "unknown-field")
            elif not isinstance(node.value, list):
                message = f"a list is expected behind '{verb}'"
                cure = "write each item behind '- '"
                self._report(node.mark, (*path, verb), message, cure, "wrong-form")
        result = list(house)
        dropped = own.get("drop") if "drop" in verbs else None
        for item, at in self._found(dropped, result, key, (*path, "drop")):
            if result[at].value is not None:
                self.dropped.append(Dropped(path, result[at]))
            result[at] = item._replace(value=None)
        replaced = own.get("replace") if "replace" in verbs else None
        for item, at in self._found(replaced, result, key, (*path, "replace")):
            result[at] = self._item(item, None, shape, path)
        result = [item for item in result if item.value is not None]
        added = own.get("add")
        for item in added.value if added and isinstance(added.value, list) else ():
            result.append(self._item(item, None, shape, path))
        if shape.kind == "blocks":
            self._refuse_twins(result, shape, path)
        return result

    def _found(
        self, listed: Node | None, items: list[Node], key: str | None, path: Path_
    ) -> Iterator[tuple[Node, int]]:
        """Yield each listed item with the index of the house's item that it names."""
        names: dict[str | None, int] = {}
        for at, item in enumerate(items):
            names.setdefault(_name(item, key), at)
        known = [name for name in names if name]
        for item in listed.value if listed and isinstance(listed.value, list) else ():
            name = _name(item, key)
            if name in names:
                yield item, names[name]
                continue
            if len(self.problems) > MOST:
                continue
            wanted = shown(name or "")
            close = shown(closest(wanted, known))
            message = f"the house's list has no '{wanted}'"
            cure = f"did you mean '{close}'?" if close else f"it has: {in_a_list(known)}"
            self._report(item.mark, path, message, cure if known else "remove it", "unknown-item")

    def _report(self, mark: Mark, path: Path_, message: str, cure: str, code: str) -> None:
        self.problems.append(Problem(mark, field_name(path), message, cure, code))


def _name(item: Node, key: str | None) -> str | None:
    """Return the text by which a list item is known: itself, or the field `key` of a block."""
    value = item.value
    if isinstance(value, dict):
        named = value.get(key) if key else None
        value = named.value if named else None
    return value if isinstance(value, str) else None
