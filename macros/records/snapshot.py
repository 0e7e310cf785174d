"""Snapshot: the terms that both sides agreed, kept in a file of their own to compare with later.

One line a term, in reading order: its field, and its value as a record would hold it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from macros.records.agreed import AgreedTerms, Header
from macros.records.check import validate
from macros.records.partner import Partner
from macros.records.playbook import Origin
from macros.records.problems import Problem, Severity, shown
from macros.records.source import Node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.records.source import Document, Key, Path_


class Read(NamedTuple):
    """What a snapshot says, or None where it cannot be read; and what is wrong in it."""

    terms: AgreedTerms | None
    problems: list[Problem]


_PLACES = {"record": Origin.PARTNER, "house": Origin.HOUSE}


def snapshot(document: Document) -> Read:
    """Return the terms that a snapshot holds.

    Problems are warnings: without its snapshot a playbook still stands.
    """
    fields = dict(document.root.value) if isinstance(document.root.value, dict) else {}
    if not fields:
        return _unread(document.problems)
    terms = fields.pop("terms", None)
    header, found = validate(document.root._replace(value=fields), Header)
    grown = _Tree(terms) if terms else None
    partner = None
    if header and grown:
        partner, wrong = validate(grown.node(document.root, header.name), Partner)
        found += [*grown.problems, *wrong]
    problems = [*document.problems, *found]
    if header and partner and not problems:
        return Read(AgreedTerms(header, partner, frozenset(grown.own if grown else ())), [])
    return _unread(problems or [_no_terms(document)])


def _unread(problems: list[Problem]) -> Read:
    return Read(None, [each._replace(severity=Severity.WARNING) for each in problems])


def _no_terms(document: Document) -> Problem:
    cure = "take the file back from your history, or agree anew"
    message = "there are no terms in this file"
    return Problem(document.root.mark, "terms", message, cure, "agreed-terms-differ")


_STEP = re.compile(r"([a-z_]+)(?:\[([1-9]\d{0,3})\])?")


class _Tree:
    """Grows the tree of a record from a mapping of paths to values."""

    def __init__(self, terms: Node) -> None:
        self.problems: list[Problem] = []
        self.own: list[Path_] = []
        self._root: dict[Key, object] = {}
        for place, node in _mapping(terms):
            for name, value in _mapping(node):
                path = _path(name)
                if place not in _PLACES or path is None or not self._set(path, value):
                    self._refuse(value, name)
                elif place == "record":
                    self.own.append(path)

    def node(self, root: Node, name: str) -> Node:
        """Return the tree of a record: the terms, and the two fields that every record has."""
        tree = _grown(self._root, root)
        beside = {"name": name, "status": "active"}
        return tree._replace(
            value={key: root._replace(value=text) for key, text in beside.items()}
            | (tree.value if isinstance(tree.value, dict) else {})
        )

    def _set(self, path: Path_, value: Node) -> bool:
        here = self._root
        for key in path[:-1]:
            below = here.setdefault(key, {})
            if not isinstance(below, dict):
                return False
            here = below
        if path[-1] in here:
            return False
        here[path[-1]] = value
        return True

    def _refuse(self, node: Node, name: str) -> None:
        message = f"'{shown(name)}' is no place of a term"
        cure = "take the file back from your history, or agree anew"
        self.problems.append(Problem(node.key_mark, "", message, cure, "agreed-terms-differ"))


def _mapping(node: Node) -> Iterable[tuple[str, Node]]:
    return node.value.items() if isinstance(node.value, dict) else ()


def _path(name: str) -> Path_ | None:
    """Return the path that is written `contacts[2].phone`, counting from 0."""
    path: list[Key] = []
    for step in name.split("."):
        match = _STEP.fullmatch(step)
        if match is None:
            return None
        path.append(match[1])
        if match[2]:
            path.append(int(match[2]) - 1)
    return tuple(path)


def _grown(branch: dict[Key, object], root: Node) -> Node:
    """Return a branch as a node that stands where the first of its leaves does."""
    children = {
        key: _grown(below, root) if isinstance(below, dict) else below
        for key, below in branch.items()
    }
    nodes = {key: each for key, each in children.items() if isinstance(each, Node)}
    first = next(iter(nodes.values()), root)
    if nodes and all(isinstance(key, int) for key in nodes):
        items = [nodes[key] for key in sorted(nodes, key=int)]
        return Node(items, first.mark, first.key_mark)
    return Node({str(key): each for key, each in nodes.items()}, first.mark, first.key_mark)
