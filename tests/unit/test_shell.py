"""The theme's page is cut at the places that vary, or refused."""

from collections.abc import Sequence
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.shell import Heading, Leaf, Shell, ShellError, blank

PAGE = "<title>{title} - Site</title><a href='{slug}.yml'>{title}</a>{toc}<main>{content}</main>"
HEADINGS = (Heading("money", "Money & more"), Heading("pb0first", "<b>"), Heading("x", "pb0two"))
PARTNER = Leaf("wright", "Wright & <Sons>", HEADINGS, b"<h2>Money</h2>")
ANY_HEADINGS = st.lists(st.builds(Heading, st.text(), st.text()), min_size=1).map(tuple)


def toc(headings: Sequence[Heading]) -> str:
    """Return a table of contents, with a link that skips to the first heading before it."""
    items = [
        f"<li title='{one.id}'><a href='#{one.id}'>{safe(one.title)}</a></li>" for one in headings
    ]
    return f"<a href='#{headings[0].id}'>Skip</a><ul>{' '.join(items)}</ul>" if headings else ""


def safe(text: str) -> str:
    return escape(text, quote=False)


def drawn(leaf: Leaf, page: str = PAGE) -> str:
    """Return a page as a theme draws it, which gets the title escaped."""
    return page.format(
        title=safe(leaf.title), slug=leaf.slug, toc=toc(leaf.headings), content=leaf.html.decode()
    )


def shell() -> Shell:
    return Shell(drawn(blank(with_headings=True)))


def test_a_page_comes_out_as_the_theme_draws_it() -> None:
    bound = shell().around(PARTNER)
    assert bound.page == drawn(PARTNER).encode()
    assert bound.page[bound.start :].startswith(PARTNER.html)


def test_a_page_without_headings_has_no_table_of_contents() -> None:
    bare = PARTNER._replace(headings=())
    assert Shell(drawn(blank(with_headings=False))).around(bare).page == drawn(bare).encode()


@given(st.sampled_from(["1", "acme"]), ANY_HEADINGS)
def test_any_headings_are_listed(slug: str, headings: tuple[Heading, ...]) -> None:
    plain = tuple(
        Heading(f"h{at}", each.title.replace("'", '"')) for at, each in enumerate(headings)
    )
    leaf = PARTNER._replace(slug=slug, headings=plain)
    expected = drawn(leaf).replace('"', "&#34;").encode("utf-8", "xmlcharrefreplace")
    assert shell().around(leaf).page == expected


def test_what_a_page_says_of_places_is_no_place() -> None:
    named = PARTNER._replace(title="pb0content pb0slug", slug="pb0title")
    assert shell().around(named).page == drawn(named).encode()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (PAGE.replace("{content}", ""), "exactly once"),
        (PAGE + "{content}", "exactly once"),
        (PAGE + "<b>PB0TITLE</b>", "changes what stands at 'pb0title'"),
        (PAGE + "<b>pb0title<&</b>", "changes what stands at 'pb0title'"),
        (PAGE + "<b>pb0Slug</b>", "changes what stands at 'pb0slug'"),
        (PAGE + "<i>pb0second</i>", "one like the other"),
    ],
)
def test_a_theme_that_changes_a_place_is_refused(page: str, why: str) -> None:
    with pytest.raises(ShellError, match=why):
        Shell(drawn(blank(with_headings=True), page))
