"""YAML as editors read it: the core schema of YAML 1.2, where `no` and `17:30` are text."""

import re
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """A loader that knows only null, true and false, and numbers."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+0123456789."),
    ),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


def _int(loader: _Loader, node: yaml.ScalarNode) -> int:
    text = str(loader.construct_scalar(node))
    # PyYAML's own reads 012 as ten.
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text.removeprefix("0o").removeprefix("0x"), base)


_Loader.add_constructor("tag:yaml.org,2002:int", _int)


def load(text: str) -> Any:  # noqa: ANN401 - whatever the text spells
    """Return what `text` spells."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader with fewer types
