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
    from macros.ending import told

    told("playbook")(_define)(env)


def _define(env: MacrosPlugin) -> None:
    from macros.render.links import Addresses
    from macros.report import set_project
    from macros.site import Here, Site

    root = Path(env.conf["config_file_path"]).parent
    set_project(root)

    def here() -> Here:
        return Here(env.page.url, env.page.file.src_uri)

    addresses = Addresses(env.conf["site_url"] or "", env.conf["use_directory_urls"])
    site = Site(root, here, addresses)
    # The hooks end the build with what pages ask for in vain.
    env.conf["extra"]["playbooks"] = site
    for macro in site.macros():
        env.macro(site.guarded(macro))  # type: ignore[no-untyped-call] # the plugin has no types
