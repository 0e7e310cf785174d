"""A file of 1 MB, whatever stands in it, takes 10 seconds of a processor and 512 MB at most."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from macros.book import AGREED, FOLDER, HOUSE_FILE
from macros.records.source import MAX_BYTES, MAX_LETTERS
from support.records import HOUSE

HEAD = "name: A\nstatus: active\ncountry: GB\n"
PRICING = f"{HEAD}subcontract:\n  pricing:\n    day_length: 8 hours\n    rates:\n"


def many(count: int, item: Callable[[int], str]) -> str:
    return "".join(map(item, range(count)))


def prose(pieces: str) -> str:
    """Return a record with as much prose as fits."""
    text = (pieces * MAX_LETTERS)[:MAX_LETTERS]
    return f"{HEAD}other_terms:\n" + many(48, lambda i: f'- {{title: T{i}, text: "{text}"}}\n')


def terms(count: int, start: str = "") -> str:
    return many(count, lambda i: f"{start}- {{title: Other term {i}, text: x}}\n")


RECORDS = {
    "brackets": prose("["),
    "stars": prose("a**"),
    "one-long-name": f"status: active\nname: {'x ' * 490_000}x\n",
    "contacts": f"{HEAD}contacts:\n"
    + many(3000, lambda i: f"- id: contact-{i}\n  name: N{i}\n")
    + "subcontract:\n  on_site:\n    no_answer:\n"
    + many(3000, lambda i: f"    - {{do: x{i}, contact: cotnact-{i + 50_000}}}\n"),
    "rates-by-date": PRICING
    + many(
        3300,
        lambda i: (
            "    - {name: R, basis: hourly, rate: GBP 1,"
            f" effective_from: {1700 + i // 12}-{i % 12 + 1:02}-01}}\n"
        ),
    ),
    "dropped": f"{HEAD}other_terms: {{drop: [{', '.join(f'Otehr {i}' for i in range(19_000))}]}}\n",
    "replaced": f"{HEAD}other_terms:\n  replace:\n{terms(6000, '  ')}",
}
HOUSES = {name: f"{HOUSE}defaults:\n  other_terms:\n{terms(6000, '  ')}" for name in RECORDS}
AGREED_TERMS = {
    "brackets": "[" * 1_000_000,
    "stars": "slug: stars\nterms:\n" + "  a: b\n" * 120_000,
}


def test_every_file_keeps_within_bounds(tmp_path: Path, project_root: Path) -> None:
    for name, text in RECORDS.items():
        folder = tmp_path / name / FOLDER
        (folder / AGREED).mkdir(parents=True)
        house = HOUSES[name] if name in {"dropped", "replaced"} else HOUSE
        files = {"example.yml": text, HOUSE_FILE: house}
        if name in AGREED_TERMS:
            files[f"{AGREED}/example.yml"] = AGREED_TERMS[name]
        for file, content in files.items():
            assert len(content) <= MAX_BYTES
            (folder / file).write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "support.bounded", *(str(tmp_path / name) for name in RECORDS)]
    environment = {**os.environ, "PYTHONPATH": str(project_root / "tests")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"{name} 0" for name in RECORDS], done.stderr
