"""The theme's page is cut at the places that vary, or refused."""

import datetime as dt
from pathlib import Path

import pytest

from macros.render.browse.parts import Leaf
from macros.render.sheets import Sheet, sheet
from macros.render.shell import Shell, ShellError, blank
from support.records import playbook

PAGE = "<title>{title} - Site</title><a href='{slug}.yml'>{title}</a><main>{content}</main>"


@pytest.fixture
def partner(tmp_path: Path) -> Sheet:
    made = playbook(tmp_path, "name: Wright & <Sons>\nstatus: prospect\n")
    return sheet(made, dt.date(2026, 11, 23), directories=True)


def drawn(each: Sheet | Leaf, page: str = PAGE) -> str:
    """Return a page as a theme draws it, which gets the title escaped."""
    title = each.title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return page.format(title=title, slug=each.slug, content=each.html.decode())


def test_a_page_comes_out_as_the_theme_draws_it(partner: Sheet) -> None:
    shell = Shell(drawn(blank(partner)))
    assert shell.around(partner) == drawn(partner).encode()


def test_what_a_page_says_of_places_is_no_place(partner: Sheet) -> None:
    named = partner._replace(title="pb0content pb0slug", slug="pb0title")
    shell = Shell(drawn(blank(named)))
    assert shell.around(named) == drawn(named).encode()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (PAGE.replace("{content}", ""), "exactly once"),
        (PAGE + "{content}", "exactly once"),
        (PAGE + "<b>PB0TITLE</b>", "changes what stands at 'pb0title'"),
        (PAGE + "<b>pb0title<&</b>", "changes what stands at 'pb0title'"),
        (PAGE + "<b>pb0Slug</b>", "changes what stands at 'pb0slug'"),
    ],
)
def test_a_theme_that_changes_a_place_is_refused(partner: Sheet, page: str, why: str) -> None:
    with pytest.raises(ShellError, match=why):
        Shell(drawn(blank(partner), page))
