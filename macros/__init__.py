"""Alliance playbooks: one record per partner, one playbook page each.

The macros plugin of MkDocs calls `define_env`; `macros.site` has the macros themselves.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Give the pages of a site their macros."""
    from macros.site import Site

    root = Path(env.conf["config_file_path"]).parent
    site = Site(root, lambda: env.page.url, directories=env.conf["use_directory_urls"])
    for macro in site.macros():
        env.macro(macro)  # type: ignore[no-untyped-call] # the plugin has no types
