"""Pack: a playbook as one file that needs nothing else, for a partner to open anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from macros.records.fields import Audience
from macros.render.engine import TEMPLATES, render
from macros.render.marking import around_numbers, as_of, title_of, valid_until
from macros.views.wording import PLAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from macros.render.handbook.guidance import Guidance
    from macros.views.partner import PlaybookView
    from macros.views.wording import Language


class Issue(NamedTuple):
    """What a pack says of itself: its last day, and the name of the PDF beside it, if any."""

    valid_until: dt.date | None
    pdf: str = ""


def pack_body(view: PlaybookView, guidance: Sequence[Guidance], issue: Issue) -> Markup:
    """Return all that a pack says, as the content of a page's body; ValueError for our own staff.

    A page that a script sets together takes `--pb-running`, the foot of its printed pages, from the
    attribute `data-running` of the `main` element.
    """
    if view.audience is Audience.INTERNAL:
        message = "a pack is for a partner; project the playbook for commercial or onsite"
        raise ValueError(message)
    html = render(
        "pack.html",
        None,
        view=view,
        guidance=guidance,
        issue=issue,
        dated=tuple(_dated(view, issue)),
        contents=tuple(_contents(view, guidance)),
        running=_running(view, issue),
        shows_glance=_shows_glance(view),
    )
    return Markup(_BARE.sub(r"\1", str(html)))  # noqa: S704 - no text holds a tag


# Words that nothing sets apart need no element of their own: a twentieth of a long pack.
_BARE = re.compile("<span>([^<]*)</span>")


def _running(view: PlaybookView, issue: Issue) -> str:
    """Return the line at the foot of each printed page."""
    said = (view.name, *_dated(view, issue), view.confidentiality)
    return " · ".join(each.removesuffix(".") for each in said)


def pack_page(view: PlaybookView, body: Markup, issue: Issue) -> bytes:
    """Return the file of a pack that is not sealed, around what `pack_body` made of it."""
    running = _running(view, issue)
    return whole_page(body, title_of(view), view.language, running=running)


def neutral_page() -> bytes:
    """Return the file that stands where a pack has been; it names nobody and is always the same."""
    return whole_page(render("neutral.html", None), "Not available", PLAIN)


def whole_page(
    body: Markup,
    title: str,
    language: Language,
    *,
    script: str = "",
    style: str = "",
    running: str = "",
) -> bytes:
    """Return a whole file around the content of a body: it loads nothing and asks nobody.

    `script` is the text of the only script that may run, a classic one at the end of the body;
    `style` what it looks like besides a pack; `running` the line at the foot of each printed page.
    """
    styles = (sheet("pack.css") + style, _foot(running or language.say("Confidential"), language))
    policy = _policy(styles, script)
    page = render(
        "page.html",
        None,
        body=body,
        title=title,
        language=language,
        policy=policy,
        styles=[Markup(style) for style in styles],  # noqa: S704 - our own, and escaped by `_foot`
        script=Markup(script),  # noqa: S704 - our own
    )
    return page.encode("utf-8")


def _dated(view: PlaybookView, issue: Issue) -> Iterator[str]:
    """Yield which terms these are, of which day, and how long they may be relied on."""
    yield as_of(view)
    if issue.valid_until:
        yield valid_until(issue.valid_until, view.language)
    if view.revision:
        yield f"{view.revision}."


def _shows_glance(view: PlaybookView) -> bool:
    """Tell whether a pack has the facts at a glance: the engineer's stand on the card already."""
    return view.card is None or view.audience is not Audience.ONSITE


def _contents(view: PlaybookView, guidance: Sequence[Guidance]) -> Iterator[tuple[str, str]]:
    """Yield the id and the title of each part of a pack."""
    say = view.language.say
    if view.glance and _shows_glance(view):
        yield "glance", say("At a glance")
    if view.card:
        yield "card", view.card.title
    yield from ((section.id, section.title) for section in view.sections)
    for page in guidance:
        yield page.anchor, say("Guide: {title}", title=page.title)


_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,])\s*")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=2)
def sheet(name: str) -> str:
    """Return a style sheet by its file without its remarks and most of its white space."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return _SPACE.sub(" ", _AROUND.sub(r"\1", _REMARK.sub("", text))).strip()


def _foot(running: str, language: Language) -> str:
    """Return the styles that name each printed page and count it in words of its language."""
    before, between, _ = map(_css_text, around_numbers(language))
    return f":root{{--pb-running:{_css_text(running)};--pb-page:{before};--pb-of:{between}}}"


def _css_text(text: str) -> str:
    """Return text as CSS holds it, every sign escaped, so that nothing can end it early."""
    shown = (each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in text)
    return f'"{"".join(shown)}"'


def _policy(styles: Sequence[str], script: str) -> str:
    """Return a Content-Security-Policy (level 3) that lets the page use what it holds alone."""
    rules = ["default-src 'none'", f"style-src {' '.join(map(_hashed, styles))}"]
    if script:
        rules.append(f"script-src {_hashed(script)}")
    return "; ".join([*rules, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
