"""Engine: MkDocs as a program of its own, so that its set-up stays in `mkdocs.yml` alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import click

from macros.known import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


plain_option = click.option(
    "--plain", is_flag=True, help="Draw each partner's page by itself: slower, the same pages."
)


def run_mkdocs(
    folder: Path, *arguments: str, plain: bool = False, settings: Mapping[str, str] | None = None
) -> int:
    """Run MkDocs in `folder` and return its exit code, 130 when it was interrupted.

    `settings` go into its environment.
    """
    if not (folder / "mkdocs.yml").is_file():
        message = f"there is no mkdocs.yml in '{folder}'; name the project's folder with -C"
        raise click.UsageError(message)
    # Material announces its own successor on every build; nobody can act on that here.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(settings or {})}
    if plain:
        environment[PLAIN] = "true"
    command = [sys.executable, "-m", "macros.engine", *arguments]
    # The command is our own: no word of it comes from a record.
    process = subprocess.Popen(command, cwd=folder, env=environment)  # noqa: S603
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)
