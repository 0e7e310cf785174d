"""Ways: how a site comes from the same records, ours and those that we stand beside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from bench.hugo_project import hugo_program, hugo_project
from bench.projects import obvious_project, our_project
from bench.run import BUILD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAYBOOK = (sys.executable, "-m", "macros")
SERVE = (sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr")
OUR_SEARCH = ("search/search_index.json", "search/partners/*.json")


class Way(NamedTuple):
    """One way to build and to serve a site, and where it keeps its things."""

    name: str
    make: Callable[[Path, int, str], Path]
    """Makes the project in a folder: so many partners, and the text of the house's record."""
    build: tuple[str, ...]
    serve: Callable[[int], tuple[str, ...]]
    """Gives the command that serves the project at a port of the loopback."""
    records: str
    site: str
    search: tuple[str, ...]
    """The files of the search, as patterns below the site."""
    left: tuple[str, ...]
    """What a build leaves behind besides the site: to build from nothing, all of it goes."""
    each: float
    """Seconds for each partner, by a rough guess: to say beforehand how long all will take."""
    told: str
    """What this way does and does not do."""


OURS = Way(
    "playbook build",
    our_project,
    (*PLAYBOOK, "build"),
    lambda port: (*PLAYBOOK, "serve", "--address", f"127.0.0.1:{port}"),
    "partners",
    "site",
    OUR_SEARCH,
    (".cache", ".site.playbook"),
    0.008,
    "every record validated and checked across its fields, worked examples, differences from the"
    " house marked, search words; processors as they are there",
)
BY_MKDOCS = OURS._replace(
    name="mkdocs build",
    build=BUILD,
    serve=lambda port: (*SERVE, f"127.0.0.1:{port}"),
    told="the same project by MkDocs' own commands",
)


def hugo() -> Way:
    """Return Hugo's way; the program ends where Hugo is not installed."""
    program = hugo_program()
    return Way(
        "hugo",
        hugo_project,
        (program, "--quiet"),
        lambda port: (program, "server", "--bind", "127.0.0.1", "--port", str(port)),
        "assets/partners",
        "public",
        ("index.json",),
        ("resources", ".hugo_build.lock"),
        0.0035,
        "every term of record and house as text, in our own page around it, and search words;"
        " nothing validated, worked out or compared. `hugo server` runs with its defaults: pages"
        " in memory, and after a change only what was looked at lately",
    )


OBVIOUS = Way(
    "stubs and Markdown",
    obvious_project,
    BUILD,
    lambda port: (*SERVE, f"127.0.0.1:{port}", "--watch", "partners"),
    "partners",
    "site",
    OUR_SEARCH,
    (),
    0.03,
    "a stub a partner, a macro that merges plain YAML, Markdown tables; nothing validated, worked"
    " out or compared",
)
