"""Golden files: what the program said once, and was found good, kept to be compared."""

from collections.abc import Callable
from pathlib import Path

Golden = Callable[[Path, str], None]


def same(path: Path, text: str) -> None:
    """Fail where the golden file says something else."""
    assert path.is_file(), f"{path.name} is missing; make it with: pytest --renew"
    assert path.read_text(encoding="utf-8") == text, "if it is right so: pytest --renew"


def renew(path: Path, text: str) -> None:
    """Write the golden file anew."""
    path.write_text(text, encoding="utf-8")
