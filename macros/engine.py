"""Engine: MkDocs as a program, run so that whatever goes wrong in it ends in one line."""

from __future__ import annotations

import runpy
import sys
from contextlib import nullcontext
from pathlib import Path

from macros.ending import ends_well
from macros.report import set_project

if __name__ == "__main__":
    set_project(Path())
    with ends_well("playbook"):
        # Inside, so that a broken library is told of in a line.
        from macros.ahead import ahead

        # What is served has an address of MkDocs' own choice.
        with ahead(Path.cwd()) if sys.argv[1:2] == ["build"] else nullcontext():
            # As by `python -m mkdocs`: to the theme and to plugins there is no difference.
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
