"""Every problem has a page, and what the page shows is true."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from macros.book import FOLDER, Book
from macros.cli import main
from macros.records.calendar import days_after_month_end, month_end_after_days
from macros.records.problems import MOST, Problem
from macros.records.rules import RULES
from macros.records.source import MAX_BYTES
from macros.render.handbook.guidance import handbook
from macros.render.links import Addresses
from macros.report import set_project
from macros.site import Here, Site
from support.codes import codes
from support.golden import Golden
from support.records import HOUSE, load, printed

ROOT = Path(__file__).resolve().parents[2]
FOLDER_OF_PAGES = ROOT / "docs" / "reference" / "problems"
PAGES = sorted(path for path in FOLDER_OF_PAGES.glob("*.md") if path.stem != "index")

_PAGE = re.compile(
    r"---\ntitle: (?P<title>\S+)\ndescription: (?P<meaning>[^\n]+\.)\n---\n\n"
    r"# (?P<heading>[^`\n]+) `(?P<code>\S+)`\n\n"
    r"\*\*(?P<severity>Error|Warning)\*\*\n\n"
    r"(?P<text>.+?)\n\n"
    r"## Wrong\n\n(?P<wrong>.+?)\n\n"
    r"## What it says\n\n```text\n(?P<says>.*?)```\n\n"
    r"## Right\n\n(?P<right>.+)",
    re.DOTALL,
)
_FILE = re.compile(r'```yaml title="partners/(?P<name>[^"]+)"\n(?P<text>.*?)```', re.DOTALL)
_GUIDANCE = re.compile(r'```markdown title="docs/(?P<name>[^"]+)"\n(?P<text>.*?)```', re.DOTALL)
_ROW = re.compile(r"\| \[`(\S+)`\]\((\S+)\.md\) \| (error|warning) \| (.+) \|")


class Page(NamedTuple):
    """A page as written."""

    title: str
    meaning: str
    heading: str
    code: str
    severity: str
    text: str
    wrong: str
    says: str
    right: str


def read(path: Path) -> Page:
    match = _PAGE.fullmatch(path.read_text(encoding="utf-8"))
    assert match, f"{path.name} does not have the form of these pages"
    return Page(**match.groupdict())


def files(part: str) -> dict[str, str | bytes]:
    return {match["name"]: match["text"] for match in _FILE.finditer(part)}


# Files that no YAML text can show, wrong and right.

RECORD = "name: Example Cabling\nstatus: active\n"
Make = Callable[[Path], object]


def write(name: str, content: str | bytes) -> Make:
    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return make


def write_all(*names: str) -> Make:
    return lambda folder: [write(name, RECORD)(folder) for name in names]


def link(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere.yml"
    elsewhere.write_text(RECORD, encoding="utf-8")
    (folder / "northern-cabling.yml").symlink_to(elsewhere)


def make_folder(folder: Path) -> None:
    (folder / "northern-cabling.yml").mkdir()


def leave_agreed_terms_behind(folder: Path) -> None:
    write("northern-cabling.yml", RECORD)(folder)
    write("_agreed/northern-data.yml", "slug: northern-data\n")(folder)


def remove_house(folder: Path) -> None:
    (folder / "_house.yml").unlink()


POUND = RECORD + "notes: Paid £40 in May.\n"
MANY = RECORD + "".join(f"field_{number}: 1\n" for number in range(120))

WRONG: dict[str, Make] = {
    "agreed-terms-astray": leave_agreed_terms_behind,
    "file-too-large": write("northern-cabling.yml", RECORD + "#" * MAX_BYTES),
    "linked-file": link,
    "misplaced-file": write("old/northern-cabling.yml", RECORD),
    "no-house": remove_house,
    "not-utf8": write("northern-cabling.yml", POUND.encode("cp1252")),
    "too-many-problems": write("example.yml", MANY),
    "unreadable-file": make_folder,
    "value-too-long": write("northern-cabling.yml", f"{RECORD}notes: {'Whereas. ' * 8000}\n"),
    "unsafe-name": write_all(
        *("Northern Cabling.yml", "index.yml", "northern-cabling.yaml"),
        "southern-cabling.yml.txt",
    ),
}
RIGHT: dict[str, Make] = {
    "not-utf8": write("northern-cabling.yml", POUND),
    "no-house": write("_house.yml", HOUSE),
}


def asks_for(slug: str, root: Path) -> list[Problem]:
    """Return what is said of a front page that asks for a link to a partner."""
    load(root, {"northern-cabling.yml": RECORD})
    front = root / "docs" / "index.md"
    front.parent.mkdir()
    front.write_text(f'# Home\n\nAsk {{{{ partner("{slug}") }}}} first.\n', encoding="utf-8")
    site = Site(root, lambda: Here("", "index.md"), Addresses())
    site.guarded(site.partner)(slug)
    return site.problems


def fails(root: Path) -> list[Problem]:
    """Return what is said of a front page on which the program fails."""
    load(root, {"northern-cabling.yml": RECORD})
    front = root / "docs" / "index.md"
    front.parent.mkdir()
    front.write_text('# Home\n\nAsk {{ partner("northern-cabling") }} first.\n', encoding="utf-8")
    set_project(root)
    site = Site(root, lambda: Here("", "index.md"), Addresses())

    def partner(slug: str) -> str:
        raise ValueError(slug)

    assert site.guarded(partner)("northern-cabling") == ""
    # Which line it is, and which report, says nothing to those who read the page.
    return [
        each._replace(
            message=re.sub(r"in \S+:\d+", "in macros/site.py:64", each.message),
            cure=re.sub(r"\S*/report-\S+", ".cache/playbook/report-1f3a9c27.txt", each.cure),
        )
        for each in site.problems
    ]


def of_handbook(part: str, root: Path) -> list[Problem]:
    """Return what is said of the pages for partners that a part shows."""
    shown = list(_GUIDANCE.finditer(part))
    assert shown
    for match in shown:
        path = root / "docs" / match["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(match["text"], encoding="utf-8")
    return handbook(root).problems


def problems_of(page: Page, part: str, makers: dict[str, Make], root: Path) -> list[Problem]:
    """Return what is said of the files that the page shows; of one in words, of the one made here.

    Of very many problems, only those count that the page is about.
    """
    if page.code == "wrong-macro":
        return asks_for("nothern-cabling" if part == page.wrong else "northern-cabling", root)
    if page.code == "unexpected":
        return fails(root) if part == page.wrong else []
    if page.code == "guidance-page":
        return of_handbook(part, root)
    book = load(root, files(part))
    if page.code in WRONG:
        makers.get(page.code, write("northern-cabling.yml", RECORD))(root / FOLDER)
        book = Book.load(root)
    else:
        assert files(part), f"{page.code} shows no file"
    many = len(book.problems) > MOST
    return [each for each in book.problems if each.code == page.code or not many]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_wrong_has_this_problem_and_no_other(path: Path, tmp_path: Path, golden: Golden) -> None:
    page = read(path)
    problems = problems_of(page, page.wrong, WRONG, tmp_path)
    assert {each.code for each in problems} == {page.code}
    assert {each.severity for each in problems} == {page.severity.lower()}
    assert not any(";" in each.message for each in problems), "a semicolon starts the cure"
    text = path.read_text(encoding="utf-8")
    golden(path, text.replace(f"```text\n{page.says}```", f"```text\n{printed(problems)}```"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_right_has_no_problem(path: Path, tmp_path: Path) -> None:
    page = read(path)
    assert printed(problems_of(page, page.right, RIGHT, tmp_path)) == ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_page_is_well_formed(path: Path) -> None:
    page = read(path)
    assert page.title == page.code == path.stem
    assert 2 <= len(re.findall(r"[.?!:](?:\s|$)", page.text)) <= 8
    assert page.heading.lstrip('"')[0].isupper()
    assert not page.heading.endswith(".")
    # Jinja reads these pages before Markdown does.
    assert not re.search(r"\{[{%#]", path.read_text(encoding="utf-8"))


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert codes(ROOT / "macros") == {path.stem for path in PAGES}


def test_the_codes_of_rules_are_found_in_the_text() -> None:
    assert {rule.code for rule in RULES} < codes(ROOT / "macros")


def test_the_index_lists_every_page_with_its_meaning() -> None:
    rows = _ROW.findall((FOLDER_OF_PAGES / "index.md").read_text(encoding="utf-8"))
    pages = [read(path) for path in PAGES]
    assert sorted(rows) == sorted(
        (page.code, page.code, page.severity.lower(), page.meaning) for page in pages
    )


def test_the_record_that_accepts_a_warning_has_no_problem(tmp_path: Path) -> None:
    shown = files((FOLDER_OF_PAGES / "index.md").read_text(encoding="utf-8"))
    assert "accepted:" in str(shown["example.yml"])
    assert printed(load(tmp_path, shown).problems) == ""


def test_the_index_explains_a_line_that_is_printed(tmp_path: Path) -> None:
    contacts = "country: GB\ntags: [new]\ncontacts:\n  - id: office\n    phone: 0161 496 0123\n"
    text = (FOLDER_OF_PAGES / "index.md").read_text(encoding="utf-8")
    says = printed(load(tmp_path, {"example.yml": RECORD + contacts}).problems)
    assert f"```text\n{says}```" in text


@pytest.mark.parametrize("name", ["unknown-field", "accepted-in-vain"])
def test_the_command_prints_these_lines(name: str, tmp_path: Path) -> None:
    page = read(FOLDER_OF_PAGES / f"{name}.md")
    load(tmp_path, files(page.wrong))
    run = CliRunner().invoke(main, ["-C", str(tmp_path), "check"])
    assert page.says in run.output


def test_the_two_readings_of_end_of_month_differ_on_245_days_of_2026() -> None:
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(365)]
    differ = [day for day in days if days_after_month_end(day, 30) != month_end_after_days(day, 30)]
    assert len(differ) == 245
    text = (FOLDER_OF_PAGES / "two-readings.md").read_text(encoding="utf-8")
    assert "245 of the 365 days" in text
