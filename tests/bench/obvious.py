"""The obvious way to a page per record: a stub a partner, macros that write Markdown.

A macro merges record and house with plain YAML, and the page is Markdown headings and tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def define_env(env: Any) -> None:
    """Give the stubs their one macro."""
    records = Path(env.conf["docs_dir"]).parent / "partners"
    house = yaml.safe_load((records / "_house.yml").read_text(encoding="utf-8"))

    @env.macro  # type: ignore[untyped-decorator]
    def playbook(slug: str) -> str:
        record = yaml.safe_load((records / f"{slug}.yml").read_text(encoding="utf-8"))
        merged = _over(house["defaults"], record)
        return "\n".join(_markdown(merged, 2))


def _over(house: Any, record: Any) -> Any:
    if isinstance(house, dict) and isinstance(record, dict):
        return {**house, **{key: _over(house.get(key), value) for key, value in record.items()}}
    return record


def _markdown(block: dict[str, Any], level: int) -> list[str]:
    """Return a block as headings and tables, as a hand-written template would."""
    lines: list[str] = []
    rows = {key: value for key, value in block.items() if not isinstance(value, dict | list)}
    if rows:
        lines += ["", "| Term | Value |", "| --- | --- |"]
        lines += [f"| {_title(key)} | {_cell(value)} |" for key, value in rows.items()]
    for key, value in block.items():
        if isinstance(value, dict):
            lines += ["", f"{'#' * min(level, 6)} {_title(key)}", *_markdown(value, level + 1)]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            heads = list(dict.fromkeys(name for item in value for name in item))
            lines += ["", f"{'#' * min(level, 6)} {_title(key)}", ""]
            lines += ["| " + " | ".join(map(_title, heads)) + " |", "|" + " --- |" * len(heads)]
            for item in value:
                cells = (_cell(item.get(name, "")) for name in heads)
                lines.append("| " + " | ".join(cells) + " |")
        elif isinstance(value, list):
            lines += ["", f"**{_title(key)}**", "", *(f"- {item}" for item in value)]
    return lines


def _title(key: str) -> str:
    return str(key).replace("_", " ").capitalize()


def _cell(value: Any) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
