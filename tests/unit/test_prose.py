"""Prose that is set without a parser comes out as the parser would set it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.render import prose as module
from macros.render.prose import prose

TRIALS = settings(deadline=None, derandomize=True, database=None, max_examples=200)

MEANING = '\n\\`*_[]!<>&"#+=~|{}@^\0\t'
PLAIN = "ab Zäß ñ 中 ²5 1 - . : ; , ? % / ( ) [ ] \" ' \u2019 £ € \u2013"


def parsed(text: str) -> str:
    html: str = module._parser().render(text)  # noqa: SLF001 - what it is held against
    return html


@TRIALS
@given(
    st.lists(st.sampled_from([*PLAIN, *PLAIN, *MEANING, "1. ", "http://a.b", "    "])).map("".join)
    | st.text(),
)
def test_any_text_is_set_as_the_parser_sets_it(text: str) -> None:
    assert prose(text) == parsed(text)


@TRIALS
@given(st.text(PLAIN, min_size=1).map(lambda words: f"A{words}"))
def test_a_plain_sentence_is_set_as_the_parser_sets_it(text: str) -> None:
    assert prose(text) == parsed(text)


def test_a_plain_sentence_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_parser", lambda: pytest.fail("it was parsed"))
    prose.cache_clear()
    note = "Ask for the van (No. 463), please: it's at the gate by 7:30."
    assert prose(note) == f"<p>{note}</p>\n"
    assert (
        prose('"At [client], job [number]."') == "<p>&quot;At [client], job [number].&quot;</p>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("A [link](https://a.example)", "A [link][one]\n\n[one]: https://a.example"),
        *("[one]: https://a.example", "A [b [c](https://a.example) d]", 'A [b](x "c")', "A [] b"),
    ],
)
def test_a_link_is_none_without_its_address(text: str) -> None:
    assert prose(text) == parsed(text)
