"""Pack: the files that one partner gets for one reader, made of its own playbook and nothing else."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.seal import locked_pdf, sealed
from macros.outputs.shelf import PAGE, PDF
from macros.render.guidance import guidance_for, handbook
from macros.render.pack import Issue, pack_body, pack_page, pack_running, pack_title
from macros.render.sealed import sealed_page
from macros.views.partner import project

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from macros.book import Folder
    from macros.records.fields import Audience
    from macros.records.playbook import Playbook
    from macros.render.guidance import Guidance


@dataclass(frozen=True)
class Order:
    """What a pack is to be: for whom, as of which day, until which day, and in which form.

    `link` is the whole address of the page on the web, "" where it is not known. A pack is sealed
    where there is a passphrase.
    """

    slug: str
    audience: Audience
    made: dt.date
    valid_until: dt.date
    pdf: bool = False
    paper: str = "a4"
    link: str = ""
    passphrase: str = dataclasses.field(default="", repr=False)
    """Stands in no message that names the order."""
