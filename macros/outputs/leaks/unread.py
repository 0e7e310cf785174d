"""Unread: the records of which nobody knows whom they name, so that nobody looks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.outputs.leaks.leak import Leak
from macros.records.problems import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.book import Folder
    from macros.outputs.leaks.needles import Needles

_BLIND = "nothing tells whether a pack names this partner"


def unread(folder: Folder, needles: Needles) -> Iterator[Leak]:
    """Yield the files in the folder of records from which no name can be taken."""
    for slug, tree in needles.trees.items():
        if not isinstance(tree, dict) or not isinstance(tree.get("name"), str):
            message = f"it has no name that can be read, so {_BLIND}"
            yield Leak(folder.records[slug].name, message, "put right what 'playbook check' says")
    for problem in errors(folder.problems):
        yield Leak(problem.mark.file, f"{problem.message}, so {_BLIND}", problem.cure)
