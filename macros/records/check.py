"""Check: a tree of text against a model; every mistake told in plain words, with its place."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from macros.records.calendar import days_after_month_end, month_end_after_days
from macros.records.fields import Block, Clause, Shape, is_scalar, shapes
from macros.records.inherited import readable
from macros.records.money import Due, DueRule, Payment
from macros.records.problems import MOST, Mark, Problem, shown
from macros.records.scalars import Scalar, not_text
from macros.records.source import Key, Node, Path_, field_name

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

B = TypeVar("B", bound=Block)


def validate(tree: Node, block: type[B]) -> tuple[B | None, list[Problem]]:
    """Return the model that `tree` spells, or None, and every problem found."""
    _make_ready(block)
    try:
        return block.model_validate(readable(tree)), []
    except ValidationError as error:
        # Of a hostile file with a million mistakes, more than anybody reads is not worked out.
        found = error.errors(include_url=False, include_input=False)[: MOST + 1]
        return None, [_problem(detail, tree, block) for detail in found]


@cache
def _make_ready(block: type[Block]) -> None:
    """Make a block ready to check records; its parts first, so that each is made once for all."""
    for shape in shapes(block).values():
        if shape.kind in {"block", "blocks"}:
            _make_ready(shape.type)
    block.model_rebuild()


def _problem(detail: ErrorDetails, tree: Node, block: type[Block]) -> Problem:
    path: Path_ = tuple(detail["loc"])
    node = tree.nearest(path)
    shape = shape_at(block, path)
    match detail["type"]:
        case "extra_forbidden":
            parent = block_at(block, path[:-1]) or block
            return _unknown(node.key_mark, path, parent, block)
        case "missing":
            example = shape.type.example if shape and hasattr(shape.type, "example") else "…"
            return Problem(
                node.mark,
                field_name(path),
                "this field is missing",
                f"write '{path[-1]}: {_first_choice(shape) or example}'",
                "missing-field",
            )
        case "form":
            said = detail["ctx"]
            return Problem(node.mark, field_name(path), said["message"], said["cure"], said["code"])
        case _:
            beside = tree.nearest((*path[:-1], "days")).value
            return _wrong_kind(node, path, shape, beside if isinstance(beside, str) else "")


def _first_choice(shape: Shape | None) -> str:
    choices = _choices(shape)
    return choices[0] if choices else ""


def _choices(shape: Shape | None) -> list[str]:
    if shape is None or not is_scalar(shape.type) or issubclass(shape.type, Scalar):
        return []
    return [choice.value for choice in shape.type]


def _wrong_kind(node: Node, path: Path_, shape: Shape | None, days: str) -> Problem:
    """Tell of a value of the wrong kind: a word not in the list, text for a block, and so on.

    `days` is what the field of that name beside it says.
    """
    written = node.value
    field = field_name(path)
    if isinstance(written, str) and _says_end_of_month(written, shape):
        message, cure = _two_readings(written, days)
        return Problem(node.mark, field, message, cure, "two-readings")
    if written is None and not (shape and shape.kind == "block"):
        error = not_text(None, "")
        return Problem(node.mark, field, error.message, error.cure, error.code)
    in_list = bool(path) and isinstance(path[-1], int)
    if shape and shape.kind in {"scalars", "blocks"} and not in_list:
        message, cure = _no_list(node, str(path[-1]), shape)
        return Problem(node.mark, field, message, cure, "wrong-form")
    choices = _choices(shape)
    if choices:
        return _no_choice(node, field, choices)
    in_days = _in_days(written) if shape and shape.type is Due else ""
    if in_days:
        message = f"how a due date follows is expected here, not {_found(node)}"
        return Problem(node.mark, field, message, f"write '{path[-1]}: {in_days}'", "wrong-form")
    within = [name for name in shapes(shape.type) if name not in shapes(Clause)] if shape else []
    such = f", such as {' and '.join(repr(name) for name in within[:2])}" if within else ""
    message = f"a block of fields is expected here, not {_found(node)}"
    cure = f"write its fields below it, one a line, indented by two spaces{such}"
    return Problem(node.mark, field, message, cure, "wrong-form")


_DAYS = re.compile(
    r"(?:net |within )?([1-9][0-9]{0,2})( business| working)?(?: days?)?(?: net)?", re.IGNORECASE
)


def _in_days(written: object) -> str:
    """Return the rule for a due date that is written as a number of days, or nothing."""
    match = _DAYS.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        return ""
    rule = DueRule.BUSINESS_DAYS_AFTER if match[2] else DueRule.DAYS_AFTER
    return f"{{rule: {rule}, days: {match[1]}}}"


def _found(node: Node) -> str:
    if isinstance(node.value, str):
        return f"'{shown(node.value)}'"
    return "a list" if isinstance(node.value, list) else "one block"


def _no_list(node: Node, name: str, shape: Shape) -> tuple[str, str]:
    message = f"a list is expected here, not {_found(node)}"
    if not isinstance(node.value, str) or shape.kind == "blocks":
        return message, "write each item below it, the first line of each behind '- '"
    if node.value.startswith("-"):
        return message, "write a space after each '-'"
    choices = _choices(shape)
    if not choices:
        return message, f"write '{name}: [{shown(node.value)}]'"
    items = [item.strip() for item in shown(node.value, 200).split(",")]
    if set(items) <= set(choices):
        return message, f"write '{name}: [{', '.join(items)}]'"
    # A cure that is wrong again at the next check is none.
    meant = [_nearest(item, choices) for item in items]
    listed = f"one or more of: {', '.join(choices)}"
    if all(meant):
        return message, f"did you mean '{name}: [{', '.join(meant)}]'? it takes {listed}"
    return message, f"write in brackets, as in '{name}: [{choices[0]}]', {listed}"


def _no_choice(node: Node, field: str, choices: list[str]) -> Problem:
    if not isinstance(node.value, str):
        error = not_text(node.value, choices[0])
        return Problem(node.mark, field, error.message, error.cure, error.code)
    close = _nearest(node.value, choices)
    listed = f"one of: {', '.join(choices)}"
    cure = f"did you mean '{close}'? it takes {listed}" if close else f"write {listed}"
    message = f"'{shown(node.value)}' is not known here"
    return Problem(node.mark, field, message, cure, "unknown-choice")


_ALIKE = 0.8
"""From which ratio on a word is taken for a slip of the pen."""
_CLEARLY = 0.05
"""By how much the next choice has to be less alike."""


def _nearest(written: str, choices: list[str]) -> str:
    """Return the choice that is clearly meant, or nothing: all are listed in any case.

    A wrong guess is worse than none, for it is followed without reading the list.
    """
    folded = re.sub(r"[ -]", "_", shown(written).lower())
    return _spelled_almost(folded, choices) or _within(folded, choices)


def _spelled_almost(word: str, choices: list[str]) -> str:
    ratios = {each: difflib.SequenceMatcher(None, each, word).ratio() for each in choices}
    first, *others = sorted(choices, key=ratios.__getitem__, reverse=True)
    second = max((ratios[each] for each in others), default=0.0)
    return first if ratios[first] >= _ALIKE and ratios[first] - second >= _CLEARLY else ""


def _within(word: str, choices: list[str]) -> str:
    """Return the choice whose words are all among those written, as 'signed' in 'client signed'."""
    words = set(word.split("_"))
    found = {each: parts for each in choices if (parts := set(each.split("_"))) <= words}
    fullest = max(found, key=lambda each: len(found[each]), default="")
    clear = all(parts <= found[fullest] for parts in found.values())
    return fullest if clear else ""


_END_OF_MONTH = re.compile(r"\beom\b|end[ _-]of[ _-](the[ _-])?month|month[ _-]?end", re.IGNORECASE)


def _says_end_of_month(written: str, shape: Shape | None) -> bool:
    within = shape is not None and shape.type in {Payment, Due, DueRule}
    return within and bool(_END_OF_MONTH.search(written))


def _two_readings(written: str, beside: str) -> tuple[str, str]:
    """Show by dates that 'end of month' can be read in two ways."""
    number = re.search(r"\d{1,3}", f"{written} {beside}")
    days = int(number.group()) if number else 30
    invoice = dt.date(2026, 1, 15)
    one = days_after_month_end(invoice, days)
    other = month_end_after_days(invoice, days)
    message = (
        f"'{shown(written)}' can be read in two ways: for an invoice of {invoice}, the month's end"
        f" and then {days} days is {one}, {days} days and then the month's end is {other}"
    )
    cure = (
        f"write 'due: {{rule: days_after_month_end, days: {days}}}' for the first,"
        f" or 'due: {{rule: month_end_after_days, days: {days}}}' for the second"
    )
    return message, cure


def _unknown(mark: Mark, path: Path_, parent: type[Block], root: type[Block]) -> Problem:
    name = str(path[-1])
    known = list(shapes(parent))
    if name.replace(".", "").isdecimal():
        message = f"a comma ends a value in brackets, so '{shown(name)}' is read as a field"
        cure = "put the value with the comma in quotes, or write it without the comma"
        return Problem(mark, field_name(path), message, cure, "unknown-field")
    message = f"there is no field '{shown(name)}' here"
    folded = shown(name).lower().replace("-", "_").replace(" ", "_")
    elsewhere = _places(root).get(folded, ())
    # A field in the wrong place is likelier than a word that is only somewhat alike.
    close = difflib.get_close_matches(folded, known, 1, 0.8 if elsewhere else 0.6)
    if close:
        cure = f"did you mean '{close[0]}'?"
    elif elsewhere:
        cure = f"it belongs under {' or '.join(repr(place) for place in elsewhere[:3])}"
    else:
        cure = f"it takes {_listed(parent)}; what has no field goes into 'note' or 'other_terms'"
    return Problem(mark, field_name(path), message, cure, "unknown-field")


def _listed(block: type[Block], most: int = 12) -> str:
    """List the fields of a block, its own before those that it shares with others."""
    own = [name for name in block.__annotations__ if name in shapes(block)]
    known = [*own, *(name for name in shapes(block) if name not in {*own, *shapes(Clause)})]
    more = [f"{len(known) - most} more (see the reference)"] if len(known) > most else []
    return ", ".join([*known[:most], *more])


@lru_cache(maxsize=8)
def _places(root: type[Block]) -> dict[str, tuple[str, ...]]:
    """Return for every field's name the blocks that have it, as `subcontract.pricing`."""
    found: dict[str, tuple[str, ...]] = {}

    def look(block: type[Block], path: tuple[str, ...]) -> None:
        for name, shape in shapes(block).items():
            if path:
                found[name] = (*found.get(name, ()), ".".join(path))
            if shape.kind in {"block", "blocks"}:
                look(shape.type, (*path, name))

    look(root, ())
    return found


def block_at(block: type[Block], path: Path_) -> type[Block] | None:
    """Return the block that stands at `path` below `block`, or None."""
    if not path:
        return block
    shape = shape_at(block, path)
    return shape.type if shape and shape.kind in {"block", "blocks"} else None


def shape_at(block: type[Block], path: Path_) -> Shape | None:
    """Return the shape of the field at `path`, or None where the schema has none."""
    names: list[Key] = [key for key in path if isinstance(key, str)]
    here: Any = block
    shape = None
    for name in names:
        if not (isinstance(here, type) and issubclass(here, Block)):
            return None
        shape = shapes(here).get(str(name))
        if shape is None:
            return None
        here = shape.type
    return shape
