"""Serving: a site that is shown while one writes, and follows a changed record in a blink."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.plugins import get_plugin_logger

from macros.edition import Edition
from macros.outputs.site.again import StaleError, again
from macros.outputs.site.remake import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer

    from macros.theme.build import Build

log = get_plugin_logger("playbook")


class Folder(NamedTuple):
    """The folder of the site that is shown, where only what is written changes."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def keep(self, name: str, *_: object) -> bool:
        """Leave a file as it is: nobody else writes here."""
        return (self.path / name).is_file()


def follow(server: LiveReloadServer, whole: Callable[[], None], build: Build, root: Path) -> None:
    """Have a server set changed records into what is drawn; `whole` builds where that fails."""
    # MkDocs looks for changes twice a second, and so takes longer to see one than we to show it.
    server.observer._timeout = _pause(len(build.edition.slugs))  # noqa: SLF001 - no other way to say it
    # It then waits until nothing more changes; what an editor writes in several steps takes less.
    server.build_delay = 0.03

    def follow_up() -> None:
        start = time.perf_counter()
        made = _shown_again(build, root)
        if made is None:
            whole()
        else:
            log.info("%s in %.2f s", made, time.perf_counter() - start)

    server.builder = follow_up


def _pause(records: int) -> float:
    """Return the seconds between two looks at the files, so that looking is a tenth of the work."""
    return max(0.1, records / 20_000)


def _shown_again(build: Build, root: Path) -> str | None:
    kept = build.kept
    if kept is None or build.stands.digest(root) != build.ground:
        return None
    edition = Edition.begin(root, kept.addresses)
    try:
        build.together = again(kept, build.together, edition, Folder(kept.site)).together
    except StaleError:
        return None
    except BaseException:
        # Nobody knows how much of it is written.
        build.kept = None
        raise
    return told(edition.new, len(kept.pages))
