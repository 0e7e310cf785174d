"""Where a part was left out, one learns what for it is needed and how to install it."""

import re
import sys

import pytest

from macros.outputs.parts_missing import MissingPart, part


def test_a_library_that_is_not_installed_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    said = (
        "Sealing needs the library 'cryptography', which is not installed; "
        "run: pip install -c constraints.txt -e '.[seal]'"
    )
    with pytest.raises(MissingPart, match=f"^{re.escape(said)}$"), part("seal", "Sealing"):
        import cryptography  # noqa: F401, PLC0415


def test_a_library_of_the_system_is_told_from_one_that_pip_installs() -> None:
    cause = OSError("no pango\nand much more")
    said = r"^A PDF needs .* \(no pango\); see https://"
    with pytest.raises(MissingPart, match=said), part("pdf", "A PDF"):
        raise cause


def test_another_error_stays_what_it_is() -> None:
    with pytest.raises(ZeroDivisionError), part("pdf", "A PDF"):
        _ = 1 / 0
