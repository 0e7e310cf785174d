"""The public holidays of one country are read without those of all others."""

import subprocess
import sys

import holidays
import pytest

from macros.records.public_holidays import public_holidays, regions

ONE_BY_ONE = """
import sys
from macros.records.public_holidays import public_holidays
public_holidays("MC", "", "en_US"), public_holidays("GP", "", "en_US")
read = {name.removeprefix("holidays.countries.") for name in sys.modules if ".countries." in name}
print(*sorted(read))
import holidays.countries
print(holidays.countries.Germany.country, holidays.country_holidays("DE").country)
"""


def test_only_countries_asked_for_are_read_and_the_package_stays_whole() -> None:
    done = subprocess.run([sys.executable, "-c", ONE_BY_ONE], capture_output=True, check=True)
    read, whole = done.stdout.decode().splitlines()
    # Guadeloupe keeps the holidays of France.
    assert read == "france guadeloupe monaco"
    assert whole == "DE DE"


def test_they_are_those_of_the_library() -> None:
    ours = public_holidays("DE", "BY", "de")
    theirs = holidays.country_holidays("DE", subdiv="BY", language="de")
    assert ours.get_list("2026-01-06") == theirs.get_list("2026-01-06") == ["Heilige Drei Könige"]
    with pytest.raises(NotImplementedError):
        public_holidays("ZZ", "", "en_US")


def test_regions_are_those_of_the_library() -> None:
    known = holidays.list_supported_countries(include_aliases=False)
    assert {code: list(regions(code)) for code in known} == known
    assert regions("ZZ") == ()
    # A second name of the library for GB, but no code of a country.
    assert regions("UK") == ()
