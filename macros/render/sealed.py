"""Sealed page: what a browser shows of a sealed pack, and the script that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.render.engine import TEMPLATES, render
from macros.render.marking import title_of
from macros.render.pack import sheet, whole_page

if TYPE_CHECKING:
    from macros.views.partner import PlaybookView
    from macros.views.wording import Language


def sealed_page(header: str, payload: str, checksum: str, language: Language) -> bytes:
    """Return the file of a sealed pack: an envelope, and the question for its passphrase.

    But for the envelope it is the same for all packs in a language.
    """
    title = sealed_title(language)
    values = {"header": header, "payload": payload, "checksum": checksum}
    body = render("sealed.html", None, _=language.say, title=title, **values)
    return whole_page(body, title, language, script=_script(), style=sheet("seal.css"))


def inner_page(view: PlaybookView, body: Markup) -> bytes:
    """Return what is to be sealed: the body of a pack, with the title that it takes when opened."""
    page = Markup('<!doctype html><html lang="{}"><title>{}</title><body>{}</body></html>')
    return page.format(view.language.tongue, title_of(view), body).encode()


def sealed_title(language: Language) -> str:
    """Return the title of every sealed page, which says nothing."""
    return language.say("Confidential document")


def _script() -> str:
    return (TEMPLATES / "seal.js").read_text(encoding="utf-8")
