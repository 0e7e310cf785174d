"""The command `playbook`: one verb a file."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path

import click

from macros.report import set_project


class _OnDemand(MutableMapping[str, click.Command]):
    """The commands by name, each read from the module of its name when somebody asks for it.

    To read all of them takes longer than most commands do.
    """

    def __init__(self, *names: str) -> None:
        self._read: dict[str, click.Command | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> click.Command:
        found = self._read[name]
        if found is None:
            found = self._read[name] = getattr(import_module(f"{__name__}.{name}"), name)
        return found

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._read[name] = command

    def __delitem__(self, name: str) -> None:
        del self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


COMMANDS = _OnDemand(
    *("check", "attention", "new", "show", "agree", "changes", "cost", "fee", "share", "pdf"),
    *("export", "calendar", "schema", "build", "serve"),
)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, if it is not this one.",
)
@click.version_option(package_name="alliance-playbooks")
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Keep alliance playbooks: one record per partner, one page each."""
    context.obj = folder
    set_project(folder)


def run_command(name: str) -> None:
    """Run the command as the program `name`; SystemExit with its code, or whatever went wrong."""
    try:
        code = main.main(prog_name=name, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    raise SystemExit(code)
