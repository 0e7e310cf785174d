"""`python -m macros` is the command `playbook`."""

from __future__ import annotations

from macros.ending import ends_well
from macros.garbage import seldom

PROGRAM = "playbook"


def run() -> None:
    """Run the command; however it ends, it does so in a line and with an exit code."""
    # What most commands do is to read what they consist of.
    seldom()
    with ends_well(PROGRAM):
        # Inside, so that a broken library and an impatient Ctrl+C are told as well.
        from macros.cli import run_command  # noqa: PLC0415

        run_command(PROGRAM)


if __name__ == "__main__":
    run()
