"""HTML is made once for the same object as long as pages ask for it, and is never another's."""

import pytest

from macros.render.once import once
from macros.views import lately


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEW", "PROVEN"):
        monkeypatch.setattr(lately, name, 4)


class Counted:
    """A function that makes HTML, and how often it did."""

    def __init__(self) -> None:
        self.times = 0
        self.html = once(self._make)

    def _make(self, of: list[int], level: int) -> str:
        self.times += 1
        return f"<h{level}>{of[0]}</h{level}>"


def test_it_is_made_once_for_an_object_and_each_way_to_draw_it() -> None:
    made, one = Counted(), [1]
    assert [made.html(one, level) for level in (2, 2, 3)] == ["<h2>1</h2>"] * 2 + ["<h3>1</h3>"]
    assert made.times == 2


def test_what_pages_ask_for_stays_and_what_they_do_not_goes() -> None:
    made, ours, theirs = Counted(), [0], [1]
    made.html(theirs, 2)
    for number in range(2, 40):
        made.html(ours, 2)
        made.html([number], 2)
    assert made.times == 40
    made.html(theirs, 2)
    assert made.times == 41


def test_an_object_that_is_gone_lends_its_html_to_no_other() -> None:
    made = Counted()
    for number in range(200):
        assert made.html([number], 2) == f"<h2>{number}</h2>"
