"""Schema: the JSON Schemas by which editors complete, explain and check records as one types.

They are draft-07, the newest that the YAML language server knows, and made from the same models
that read the records.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from macros.records.explained import explained
from macros.records.fields import Block, shapes
from macros.records.house import House
from macros.records.partner import Partner

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS: dict[str, type[Block]] = {"partner": Partner, "house": House}


def schema(record: str) -> dict[str, Any]:
    """Return the schema of a 'partner' or 'house' record."""
    model = SCHEMAS[record]
    made = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    blocks = {block.__name__: block for block in _blocks(model)}
    for name, block in blocks.items():
        properties = (made if block is model else definitions[name])["properties"]
        _explain(properties, explained(block), definitions)
        # Only a record can change a list of the house; the house itself has none to change.
        if record == "partner":
            _let_lists_change(properties, block)
    made["type"] = "object"
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **made,
        "definitions": definitions,
    }
    return _tidied(whole)  # type: ignore[no-any-return] # a dict goes in, a dict comes out


def schema_text(record: str) -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema(record), indent=1, ensure_ascii=False) + "\n"


def _blocks(model: type[Block], seen: set[type[Block]] | None = None) -> Iterator[type[Block]]:
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    yield model
    for shape in shapes(model).values():
        if shape.kind in {"block", "blocks"}:
            yield from _blocks(shape.type, seen)


def _explain(
    properties: dict[str, Any], words: dict[str, str], definitions: dict[str, Any]
) -> None:
    for name, said in words.items():
        target = properties[name].get("$ref", "").removeprefix("#/definitions/")
        # A field that would say the same as its block leaves it to the block.
        if said != definitions.get(target, {}).get("description"):
            properties[name] = dict(sorted({**properties[name], "description": said}.items()))


def _let_lists_change(properties: dict[str, Any], block: type[Block]) -> None:
    for name, shape in shapes(block).items():
        if shape.kind not in {"scalars", "blocks"}:
            continue
        listed = properties[name]
        items = listed["items"]
        verbs = {"add": {"type": "array", "items": items}}
        if shape.kind == "scalars":
            verbs["drop"] = {"type": "array", "items": items}
        elif shape.type.key:
            verbs["replace"] = {"type": "array", "items": items}
            verbs["drop"] = {"type": "array", "items": {"type": ["string", "number", "object"]}}
        change = {
            "type": "object",
            "description": "Changes to the list of the house.",
            "properties": verbs,
            "additionalProperties": False,
        }
        array = {key: listed.pop(key) for key in ("type", "items") if key in listed}
        listed["anyOf"] = [array, change]


def _tidied(node: Any) -> Any:
    """Drop what says nothing, and put references where draft-07 heeds what stands beside them."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {
        key: _tidied(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
        and not (key == "default" and value is None)
    }
    if "$ref" in tidy and len(tidy) > 1:
        tidy["allOf"] = [{"$ref": tidy.pop("$ref")}]
    return tidy
