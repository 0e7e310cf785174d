"""The wringer: files go in, and all that the program makes of records must come out whole."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from click.testing import CliRunner

from macros.book import FOLDER, HOUSE_FILE
from macros.cli import main
from macros.outputs.export import as_csv, as_json
from macros.records.fields import Audience
from macros.records.problems import errors
from macros.render.calendar_feed import feed
from macros.render.links import Addresses, Links
from macros.render.pack import Issue, pack_body, pack_page
from macros.render.pages import house_html, playbook_page
from macros.render.paper.print import Copy, playbook_paper
from macros.render.paper.size import Paper
from macros.render.sheets import sheet
from macros.views.partner import project
from support.html import ill_formed
from support.records import HOUSE, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from macros.book import Book
    from macros.records.playbook import Playbook
    from macros.records.problems import Problem

TODAY = dt.date(2026, 11, 23)
CODES = {0, 1, 2}
"""How a command may end: all is well, something is to be put right, or wrong usage."""

VISIT = ("--from", "2026-03-14T10:00", "--to", "2026-03-14T15:30")
DEAL = (
    *("--value", "12000", "--monthly", "1000", "--months", "12", "--setup", "500"),
    *("--first-invoice", "1500", "--gross-profit", "800", "--units", "3", "--referral", "2"),
)


class Made(NamedTuple):
    """What came out: the book, and every page by a name of its own."""

    book: Book
    pages: dict[str, str]


def wring(root: Path, files: Mapping[str, bytes]) -> Made:
    """Return what the program makes of the files of a folder `partners`; nothing may raise."""
    book = load(root, files)
    for problem in book.problems:
        told_well(problem, {HOUSE_FILE: HOUSE.encode(), **files})
    wrong = {each.mark.file for each in errors(book.problems)}
    if f"{FOLDER}/{HOUSE_FILE}" not in wrong:
        for name in files:
            slug = name.removesuffix(".yml")
            assert f"{FOLDER}/{name}" in wrong or slug in book.playbooks or name == HOUSE_FILE
    made = [page for each in book.playbooks.values() for page in _pages(each)]
    made.append(("house", str(house_html(book, None))))
    pages = dict(made)
    for name, page in pages.items():
        complaints = ill_formed(page)
        assert not complaints, (name, complaints[:3])
    return Made(book, pages)


def told_well(problem: Problem, files: Mapping[str, bytes]) -> None:
    """Assert that a problem says where in its file it is, what is wrong and what to write."""
    said = str(problem)
    assert said.isprintable(), said
    assert len(said) < 2000, said
    assert problem.message, said
    assert problem.cure, said
    assert problem.code, said
    content = files[problem.mark.file.removeprefix(f"{FOLDER}/")]
    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    of_file = lines.split("\n")
    assert 1 <= problem.mark.line <= len(of_file), said
    # Just behind the last letter is where something is missing.
    assert 1 <= problem.mark.column <= len(of_file[problem.mark.line - 1]) + 1, said


def _pages(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page that one playbook makes."""
    slug = playbook.slug
    made = sheet(playbook, TODAY, Addresses("https://x.example/"))
    yield f"{slug} sheet", made.html.decode()
    assert feed(made.events, playbook.house).startswith(b"BEGIN:VCALENDAR\r\n")
    assert as_json([playbook], Audience.INTERNAL).endswith("\n")
    assert as_csv([playbook], Audience.INTERNAL)
    for audience in Audience:
        links = Links(f"partners/{slug}/", directories=True)
        yield f"{slug} {audience}", str(playbook_page(playbook, TODAY, links, audience).html)
        if audience is not Audience.INTERNAL:
            view = project(playbook, audience, TODAY)
            issue = Issue(TODAY, "")
            body = pack_body(view, (), issue)
            yield f"{slug} {audience} pack", pack_page(view, body, issue).decode()
            yield f"{slug} {audience} paper", playbook_paper(view, Copy(TODAY, TODAY), Paper.A4)


def commanded(root: Path, slug: str) -> None:
    """Assert that every command that answers about one partner ends as a command may end."""
    asked: Sequence[Sequence[str]] = (
        ("check",),
        ("show", slug),
        ("cost", slug, *VISIT),
        ("fee", slug, *DEAL),
        ("attention",),
    )
    for words in asked:
        result = CliRunner().invoke(main, ["-C", str(root), *words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code in CODES, words
