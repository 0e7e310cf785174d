"""Records of a test's own: the files of a folder `partners`, and what is told of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.book import FOLDER, HOUSE_FILE, Book
from macros.records.playbook import Playbook
from macros.records.problems import Problem, Severity

HOUSE = "name: Example MSP\n"


def load(root: Path, files: Mapping[str, str | bytes]) -> Book:
    """Return the book of `files`, by name; without a house file, the smallest one is added."""
    folder = root / FOLDER
    for name, text in {HOUSE_FILE: HOUSE, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Book.load(root)


def playbook(root: Path, record: str, house: str = HOUSE) -> Playbook:
    """Return the playbook of one record, which has to be without errors."""
    book = load(root, {"example.yml": record, HOUSE_FILE: house})
    assert "example" in book.playbooks, printed(book.problems)
    return book.playbooks["example"]


def printed(problems: Iterable[Problem]) -> str:
    """Return the lines that `playbook check` prints."""
    return "".join(map(line, problems))


def line(problem: Problem) -> str:
    """Return the line that `playbook check` prints."""
    return f"{'warning: ' if problem.severity is Severity.WARNING else ''}{problem}\n"
