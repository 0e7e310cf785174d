"""Links lead from the folder of one page to another page, whatever the form of addresses."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.links import Links

NAMES = st.lists(st.sampled_from(["a", "b", "partners", "index"]), max_size=4)


@given(NAMES, st.lists(st.sampled_from(["a", "b", "partners"]), min_size=1, max_size=4))
def test_a_link_is_the_way_that_a_file_system_takes(page: list[str], source: list[str]) -> None:
    target = "/".join(source)
    address = "".join(f"{name}/" for name in page)
    expected = posixpath.relpath(target, address or ".")
    assert Links(address).to(f"{target}.md") == f"{expected}/"
    file = "/".join([*page, "page.html"])
    assert Links(file, directories=False).to(f"{target}.md#x") == (
        f"{posixpath.relpath(f'{target}.html', address or '.')}#x"
    )


@pytest.mark.parametrize(
    ("page", "source", "expected"),
    [
        ("", "index.md", "./"),
        ("partners/acme/", "index.md", "../../"),
        ("partners/acme/", "partners/index.md", "../"),
        ("partners/acme/", "partners/acme.md", "./"),
        ("partners/", "partners/acme.md#settled", "acme/#settled"),
        ("", "guide/money.md", "guide/money/"),
    ],
)
def test_a_folder_leads_to_its_first_page(page: str, source: str, expected: str) -> None:
    assert Links(page).to(source) == expected
