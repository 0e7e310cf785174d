"""`playbook schema`: write the JSON Schemas for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import FOLDER
from macros.records.schema import SCHEMAS, schema_text

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.pass_obj
def schema(folder: Path) -> None:
    """Write partners/_schema/*.json, by which editors complete, explain and check records.

    The first line of a record names its schema; see the setting-up pages for VS Code.
    """
    target = folder / FOLDER / "_schema"
    target.mkdir(parents=True, exist_ok=True)
    for record in SCHEMAS:
        path = target / f"{record}.json"
        path.write_text(schema_text(record), encoding="utf-8", newline="\n")
        click.echo(f"wrote {path}")
