"""Beside: MkDocs writes beside the site that people read, and not into it."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler, write_file

from macros.outputs.site.stage import Staged, forget, staged
from macros.outputs.site.trouble import SiteError, told
from macros.outputs.site.verify import verify
from macros.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from macros.content import Stamp
    from macros.outputs.site.links import DeadLink
    from macros.outputs.site.verify import Wanted

log = get_plugin_logger("playbook")


class Beside:
    """The next site of a build, from its begin to its end; none where it is only served."""

    def __init__(self) -> None:
        self.is_served = False
        self.live = Path()
        """Where the site is once it is published."""
        self._made: Staged | None = None
        self._ends = ExitStack()

    def begin(self, config: MkDocsConfig) -> None:
        """Have MkDocs write beside the site: it would empty the folder that people read first."""
        self.live = Path(config.site_dir)
        if self.is_served:
            return
        root = Path(config.config_file_path).parent
        try:
            self._made = self._ends.enter_context(staged(Path(config.site_dir), root))
        except SiteError as error:
            raise PluginError(str(error)) from error
        self.live = self._made.live
        config.site_dir = str(self._made.folder)

    def write(self, name: str, content: bytes) -> Stamp | None:
        """Write a file of the site; one that is as it was stays the same file.

        The answer is its stamp, where it is going to be published.
        """
        try:
            if self._made:
                return self._made.write(name, content)
            write_file(content, str(self.live / name))
        except OSError as error:
            raise PluginError(str(told(error, self.live))) from error
        except SiteError as error:
            raise PluginError(str(error)) from error
        return None

    def publish(self, config: MkDocsConfig, wanted: Callable[[Path], Wanted]) -> bool:
        """Look through the site when all of it is written, and put it in its place.

        `wanted` tells what must be in a folder. The answer is whether the site is new; in a strict
        build with warnings it stays as it was.
        """
        made = self._made
        if made is None:
            return False
        try:
            site = made.gather()
            _tell(verify(site, wanted(site)))
            is_published = not _is_stopped()
            if is_published:
                made.publish()
                log.info("The site is in its place: %s", made.live)
            else:
                log.info("The site is as it was: %s", made.live)
        except SiteError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(made.live)
        self.end()
        return is_published

    def serve(self, config: MkDocsConfig) -> None:
        """Leave alone a site that is only shown; `mkdocs serve --clean` begins as a build does."""
        self.is_served = True
        forget(Path(config.site_dir))

    def abandon(self, error: Exception) -> None:
        """Leave the site as it was; where it is the system that refuses, say what to do."""
        made = self._made
        self.end()
        if made and isinstance(error, OSError):
            raise PluginError(str(told(error, made.live))) from error

    def end(self) -> None:
        """Remove what is left of a next site that was not published."""
        self._made = None
        self._ends.close()


def _tell(dead: list[DeadLink]) -> None:
    """Warn of dead links; of those that are minor tell one."""
    minor = [each for each in dead if each.is_minor]
    for each in dead:
        if not each.is_minor:
            log.warning("%s", each)
    if minor:
        number = counted(len(minor), "place")
        log.info("%s in the guidance missing, such as: %s", number, minor[0])


def _is_stopped() -> bool:
    """Tell whether MkDocs is about to end a strict build for the warnings that it has counted."""
    counters = (each for each in logging.getLogger("mkdocs").handlers)
    return any(isinstance(each, CountHandler) and each.get_counts() for each in counters)
