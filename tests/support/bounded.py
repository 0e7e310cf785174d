"""`python -m support.bounded FOLDER...`: what a build makes of each project, within bounds.

Each project has a process of its own with as much time and memory as it may take; it is told with
the signal or the exit code that ended it.
"""

import os
import resource
import sys
import traceback
from pathlib import Path

from macros.book import Book
from macros.render.links import Addresses
from macros.render.pages import house_html
from macros.render.sheets import sheet
from support.wringer import TODAY

SECONDS = 10
MEMORY = 512 * 1024 * 1024


def main() -> None:
    """Print name and status of each project."""
    for name in sys.argv[1:]:
        child = os.fork()
        if child == 0:
            os._exit(_within_bounds(Path(name)))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{Path(name).name} {os.waitstatus_to_exitcode(status)}\n")


def _within_bounds(root: Path) -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, spent + SECONDS))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        book = Book.load(root)
        for playbook in book.playbooks.values():
            sheet(playbook, TODAY, Addresses())
        house_html(book, None)
    except BaseException:  # noqa: BLE001 - a process without a parent's care ends here
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
