"""Words: every word of ours that a page may say, gathered for the catalogues.

`make words` renews `macros/locales/messages.pot` and sets what is new into each `<language>.po`.
"""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import extract_from_ast

import macros
from macros.records.fields import Block, Choice, shapes
from macros.records.house import House
from macros.records.partner import Partner
from macros.render.engine import TEMPLATES, environment
from macros.views.catalogue import CASES, LOCALES
from macros.views.choices import choice
from macros.views.columns import COLUMNS
from macros.views.labels import label
from macros.views.outline import SECTIONS
from macros.views.wording import PARTNER, STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(macros.__file__).parent
TEMPLATE = LOCALES / "messages.pot"
COMMAND = "make words"

CALLS = {
    "say": (0,),
    "onto": (0,),
    "term": (0,),
    "ours": (0,),
    "in_cases": (1,),
    "translated": (1,),
    "say_count": (1, 2),
    "ours_counted": (0, 1),
    "translated_count": (2, 3),
    "count_in_cases": (2, 3),
}
"""For each function that takes our own words: which of its arguments they are."""


class Key(NamedTuple):
    """Words as a catalogue knows them: for one thing or any number, and for many; and where."""

    one: str
    many: str | None
    place: str

    @property
    def id(self) -> str | tuple[str, str]:
        """The key as Babel writes it."""
        return self.one if self.many is None else (self.one, self.many)


def keys() -> list[Key]:
    """Return every key once, in the voices in which pages say it."""
    found: dict[str, Key] = {}
    for key in (*_in_code(), *_in_templates(), *_in_tables()):
        for voice in (STAFF, PARTNER):
            many = voice.say(key.many) if key.many else None
            voiced = Key(voice.say(key.one), many, key.place)
            if voiced.many or voiced.one not in found:
                found[voiced.one] = voiced
    return list(found.values())


# Where they stand


def _in_code() -> Iterator[Key]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE.parent).as_posix()
        yield from in_source(path.read_text(encoding="utf-8"), place)


def in_source(text: str, place: str) -> Iterator[Key]:
    """Yield the keys in the text of a module, as they stand there."""
    nodes = list(ast.walk(ast.parse(text)))
    aliases = dict(pair for node in nodes for pair in _aliases(node))
    for node in nodes:
        if isinstance(node, ast.Call) and (taken := CALLS.get(_name(node.func, aliases))):
            yield from _said(node, taken, place)


def _aliases(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that stand for one of the functions, as in `count = language.say_count`."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            pairs = list(zip(names, values, strict=False))
        case ast.Assign(targets=[name], value=value):
            pairs = [(name, value)]
        case _:
            pairs = []
    for name, value in pairs:
        if isinstance(name, ast.Name) and isinstance(value, ast.Attribute) and value.attr in CALLS:
            yield name.id, value.attr


def _name(function: ast.expr, aliases: dict[str, str]) -> str:
    match function:
        case ast.Name(id=name):
            return aliases.get(name, name)
        case ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _said(call: ast.Call, taken: tuple[int, ...], place: str) -> Iterator[Key]:
    said = [list(_literals(call.args[at])) for at in taken if at < len(call.args)]
    if len(said) < len(taken) or not all(said):
        return
    if len(said) == 1:
        yield from (Key(one, None, place) for one in said[0])
    else:
        yield Key(said[0][0], said[1][0], place)


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may be."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=this, orelse=that):
            yield from _literals(this)
            yield from _literals(that)


def _in_templates() -> Iterator[Key]:
    for path in sorted(TEMPLATES.glob("*.html")):
        place = path.relative_to(PACKAGE.parent).as_posix()
        parsed = environment().parse(path.read_text(encoding="utf-8"))
        for _, _, said in extract_from_ast(parsed, ("_", "say")):
            first, *_ = [said] if isinstance(said, str) else [*(said or ()), None]
            if first:
                yield Key(first, None, place)


def _in_tables() -> Iterator[Key]:
    place = "macros/views/{}.py".format
    for outline in SECTIONS:
        for text in (outline.title, outline.guide_title, outline.reason):
            yield Key(text, None, place("outline"))
    for columns in COLUMNS.values():
        yield from (Key(head, None, place("columns")) for head in columns)
    for block in dict.fromkeys((*_blocks(Partner), *_blocks(House))):
        yield from (Key(label(block, name), None, place("labels")) for name in shapes(block))
    for words in sorted(Choice.__subclasses__(), key=lambda each: (each.__module__, each.__name__)):
        yield from (Key(choice(word), None, place("choices")) for word in words)


def _blocks(block: type[Block]) -> Iterator[type[Block]]:
    yield block
    for shape in shapes(block).values():
        if shape.kind in {"block", "blocks"}:
            yield from _blocks(shape.type)


# Files


def template() -> str:
    """Return the text of `messages.pot`."""
    return _text(_catalogue(keys()))


def renewed(path: Path) -> str:
    """Return the text of a language's catalogue with every key, what is translated kept."""
    with path.open("rb") as opened:
        known = read_po(opened, locale=path.stem)
    made = _catalogue(keys(), path.stem)
    for message in made:
        old = known.get(message.id) if message.id else None
        if old and old.string and isinstance(old.id, tuple) == isinstance(message.id, tuple):
            message.string = old.string
    for message in known:
        if message.context in CASES and message.id in made:
            made.add(message.id, message.string, context=message.context)
    return _text(made)


def _catalogue(found: list[Key], language: str | None = None) -> Catalog:
    made = Catalog(
        locale=language, project="Alliance playbooks", version="1", fuzzy=False, charset="utf-8"
    )
    made.header_comment = "# Our own words; 'make words' keeps the list of them up to date."
    for key in found:
        made.add(key.id, locations=[(key.place, 0)])
    return made


# What changes with every day or machine, and says nothing.
_IDLE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid|Last-Translator|Language-Team).*\n',
    re.MULTILINE,
)


def _text(made: Catalog) -> str:
    written = BytesIO()
    write_po(written, made, width=96, include_lineno=False)
    return _IDLE.sub("", written.getvalue().decode("utf-8"))


def main() -> None:
    """Renew every catalogue."""
    TEMPLATE.write_text(template(), encoding="utf-8")
    for path in sorted(LOCALES.glob("*.po")):
        path.write_text(renewed(path), encoding="utf-8")


if __name__ == "__main__":
    main()
