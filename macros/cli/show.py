"""`playbook show`: print the resolved terms of a partner with their origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.cli.options import AS
from macros.cli.partner import playbook_of
from macros.records.fields import Audience
from macros.records.playbook import Origin, Playbook, Setting
from macros.records.source import field_name
from macros.views.audience import may_see

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("slug")
@AS
@click.pass_obj
def show(folder: Path, slug: str, audience: str) -> None:
    """Print every term of the partner SLUG, and whether partner, house or program set it."""
    playbook = playbook_of(folder, slug)
    reader = Audience(audience)
    for setting in playbook.settings():
        if may_see(reader, setting.path):
            click.echo(_line(playbook, setting))


def _line(playbook: Playbook, setting: Setting) -> str:
    mark = playbook.mark(setting.path)
    where = "" if setting.origin is Origin.BUILT_IN else f" {mark.file}:{mark.line}"
    house = f"; house: {_written(setting.house)}" if setting.differs else ""
    name = field_name(setting.path)
    return f"{name}: {_written(setting.value)}  # {setting.origin}{where}{house}"


def _written(value: object) -> str:
    """Return a value on one line, as a record would hold it."""
    text = f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)
    return " ".join(text.split())
