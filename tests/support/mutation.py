"""Mutation: a record as somebody, or something, may have spoilt it; by lines and by values."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from macros.records.fields import Block, Choice, shapes
from macros.records.source import parse
from support.html import HURT
from support.made_up import ODD, TEXTS

if TYPE_CHECKING:
    from macros.records.fields import Shape

LINES = (
    *("---", "...", "%YAML 1.1", "a: &a b", "c: *a", "<<: *a", "? x", "- ", "\t", "name: again"),
    *("<<<<<<< HEAD", "note: |", "note: >-", "  - {", "]", "'", '"', "notes: !!str x", "# remark"),
    *("tags: [*a, *a]", "kind: !!python/object:os.system x", "\ufeff", "x: [[[[[[[[[[[[[[[[["),
)


def dice(number: int) -> Random:
    """Return dice that fall alike whenever the number is the same."""
    return Random(number)  # noqa: S311 - nothing is kept secret


def mutated(content: bytes, root: type[Block], random: Random) -> bytes:
    """Return `content`, a record of the kind `root` or none, changed in one to four places."""
    for _ in range(random.randint(1, 4)):
        change = random.choice((by_line, by_value, by_value, by_value, by_byte))
        content = change(content, root, random)
    return content


def by_byte(content: bytes, _: type[Block], random: Random) -> bytes:
    """Return `content` with a byte or a letter more, less, or another."""
    at = random.randint(0, len(content))
    put = random.choice((b"", b"\x00", b"\xff", b"\r", "\u2028".encode(), b":", b" ", b"'", b"\\"))
    return content[:at] + put + content[at + random.randint(0, 2) :]


def by_line(content: bytes, _: type[Block], random: Random) -> bytes:
    """Return `content` with a line deleted, doubled, swapped, indented, or put in."""
    lines = content.splitlines(keepends=True) or [b""]
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[one : one + random.choice((1, 1, 5))]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = b" " * random.choice((1, 2)) + lines[one]
        case 4:
            lines[one] = lines[one].removeprefix(b"  ")
        case _:
            lines.insert(one, random.choice(LINES).encode() + random.choice((b"\n", b"\r\n")))
    return b"".join(lines)


def by_value(content: bytes, root: type[Block], random: Random) -> bytes:
    """Return `content` with a value of it changed as the schema would have it, or quite otherwise.

    What cannot be read stays as it is.
    """
    tree = parse(content, "f.yml").root.plain()
    if not isinstance(tree, dict):
        return content
    _change(tree, root, random)
    return written(tree, random)


def written(tree: object, random: Random) -> bytes:
    """Return a tree as YAML of one style or another."""
    if random.randrange(3) == 0:
        return json.dumps(tree, indent=random.choice((None, 1)), ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
    text: bytes = yaml.dump(
        tree,
        Dumper=yaml.CSafeDumper,
        sort_keys=False,
        allow_unicode=random.choice((True, False)),
        default_flow_style=random.choice((True, False, None)),
        default_style=random.choice((None, "'", '"', "|", ">")),
        width=random.choice((20, 80, 10_000)),
        line_break=random.choice(("\n", "\r\n")),
        encoding="utf-8",
    )
    return text


def _change(tree: dict[str, Any], block: type[Block], random: Random) -> None:
    """Change one value of a block, somewhere below it."""
    known = shapes(block)
    name = random.choice([*tree, *known])
    shape = known.get(name)
    below = tree.get(name)
    if shape is None or name not in tree or random.randrange(4) == 0:
        _replace(tree, name, shape, random)
    elif shape.kind == "block" and isinstance(below, dict):
        _change(below, shape.type, random)
    elif shape.kind in {"scalars", "blocks"} and isinstance(below, list) and below:
        _change_item(below, shape, random)
    else:
        _replace(tree, name, shape, random)


def _replace(tree: dict[str, Any], name: str, shape: Shape | None, random: Random) -> None:
    match random.randrange(5):
        case 0:
            tree.pop(name, None)
        case 1:
            tree[name] = odd(random)
        case 2 if tree:
            tree[name] = tree[random.choice(list(tree))]
        case _:
            tree[name] = made(shape, random) if shape else odd(random)


def _change_item(items: list[Any], shape: Shape, random: Random) -> None:
    at = random.randrange(len(items))
    match random.randrange(5):
        case 0:
            del items[at]
        case 1:
            items.insert(at, items[-1])
        case 2:
            items[at] = odd(random)
        case 3:
            items.append(one(shape, random))
        case _ if isinstance(items[at], dict) and shape.kind == "blocks":
            _change(items[at], shape.type, random)
        case _:
            items[at] = one(shape, random)


def made(shape: Shape, random: Random) -> Any:  # noqa: ANN401 - a piece of a record
    """Return a value of the right form for a field."""
    if shape.kind in {"scalar", "block"}:
        return one(shape, random)
    items = [one(shape, random) for _ in range(random.randint(0, 3))]
    return random.choice((items, items, {"add": items}, {"drop": items}, {"replace": items}))


def one(shape: Shape, random: Random) -> Any:  # noqa: ANN401 - a piece of a record
    """Return one value, or one item, of the right form for a field."""
    if isinstance(shape.type, type) and issubclass(shape.type, Block):
        fields = list(shapes(shape.type).values())
        chosen = [each for each in fields if each.required or random.randrange(3) == 0]
        return {each.name: made(each, random) for each in chosen}
    if issubclass(shape.type, Choice):
        return random.choice([each.value for each in shape.type])
    return random.choice(TEXTS.get(shape.type, [shape.type.example]))


def odd(random: Random) -> Any:  # noqa: ANN401 - a piece of a record
    """Return a value that hardly a field takes."""
    deep: Any = "x"
    for _ in range(random.choice((1, 3, 30))):
        deep = random.choice(({"note": deep}, [deep]))
    return random.choice((*ODD, None, [], {}, [None], {"": None}, deep, f"<{HURT}> {{{{ 7*7 }}}}"))
