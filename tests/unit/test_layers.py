"""The parts of the program import each other in one direction, and each library in one place."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.layers import BELOW, FOR_TYPES, OUTSIDE, Import, imports, package, violations

ROOT = Path(__file__).resolve().parents[2]
MODULES = package(ROOT / "macros")


def test_every_import_goes_one_way() -> None:
    assert violations(MODULES) == []


def test_every_part_of_the_package_has_its_place() -> None:
    assert {name.partition(".")[0] for name in MODULES} == set(BELOW)


def test_the_list_of_libraries_has_none_too_many() -> None:
    used = {
        each.name.partition(".")[0] for name in MODULES for each in imports(MODULES[name], name)
    }
    assert (set(OUTSIDE) | set(FOR_TYPES)) <= used
    for library, users in OUTSIDE.items():
        for user in users:
            texts = [name for name in MODULES if name == user or name.startswith(f"{user}.")]
            found = [each.name for name in texts for each in imports(MODULES[name], name)]
            assert any(name.partition(".")[0] == library for name in found), (library, user)


SEEDED = {
    "records.money": "from macros.views.wording import number",
    "records.check": "import macros.terms.expiry",
    "records.rules": "from macros import book",
    "records.work": "import phonenumbers",
    "terms.expiry": "def late():\n    from macros.render.engine import render",
    "views.parts": "import jinja2",
    "views.glance": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import click",
    "render.pages": "try:\n    import mkdocs.plugins\nexcept ImportError:\n    pass",
    "render.prose": "from macros.site import Site",
    "book": "from macros.render import pages",
    "site": "from mkdocs.structure.pages import Page",
    "cli.show": "from macros.hooks import build",
    "hooks": "from macros.cli import main",
    "__init__": "import mkdocs_macros.plugin",
    "__main__": "import requests",
}


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_violation_is_found(name: str) -> None:
    text = f"{MODULES[name]}\n{SEEDED[name]}\n"
    assert len(violations(MODULES | {name: text})) == 1


def test_what_is_imported_for_types_alone_is_told_apart() -> None:
    text = """\
import typing
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin
else:
    import yaml
if typing.TYPE_CHECKING:
    import jinja2
def later():
    from macros.site import Site
"""
    assert imports(text, "__init__") == [
        Import("typing", for_types=False),
        Import("typing", for_types=False),
        Import("mkdocs_macros.plugin", for_types=True),
        Import("yaml", for_types=False),
        Import("jinja2", for_types=True),
        Import("macros.site", for_types=False),
    ]


def test_an_import_by_dots_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"views\.parts"):
        violations({"views.parts": "from . import wording"})


@pytest.mark.parametrize("command", ["macros.cli", "macros.site"])
def test_neither_the_command_nor_the_macros_load_mkdocs(command: str) -> None:
    code = f"import sys, {command}; sys.exit('mkdocs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0
