"""No text of a stranger steers a terminal, and none is lost on the way."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.visible import as_json, cut, visible, width

HOSTILE = "\x1b\x9b\r\n\0\x7f\u202e\u2066\u2028\ufeff\u00ad\U000e0041"


@pytest.mark.parametrize("char", HOSTILE)
def test_what_has_no_shape_is_written_out(char: str) -> None:
    assert visible(f"a{char}b").isascii()
    assert visible(f"a{char}b") != f"a{char}b"


@given(st.text())
def test_what_is_shown_is_seen(text: str) -> None:
    for lines in (False, True):
        for char in visible(text, lines=lines):
            kind = unicodedata.category(char)
            assert kind not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or (
                char in "\u200c\u200d" or (lines and char in "\n\t")
            )


@pytest.mark.parametrize(
    "text", ["naïve 東京 \u0645\u06cc\u200c\u062e", "👩\u200d🚀", "a\u00a0b", "e\u0301"]
)
def test_writing_of_any_script_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_lines_end_as_they_do_anywhere() -> None:
    assert visible("a\r\nb\rc\n", lines=True) == "a\nb\nc\n"
    assert visible("a\nb") == "a\\nb"


@given(st.recursive(st.text(), st.lists) | st.dictionaries(st.text(), st.text()))
def test_json_holds_the_same_and_nothing_unseen(data: object) -> None:
    written = as_json(data)

    assert json.loads(written) == data
    assert visible(written, lines=True) == written


@given(st.text(st.characters(categories=["L", "Nd"])), st.integers(1, 20))
def test_what_was_cut_fits(text: str, most: int) -> None:
    for keep_end in (False, True):
        shown = cut(text, most, keep_end=keep_end)

        assert width(shown) <= most
        assert shown == text or "…" in shown


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert width("東京") == 4
    assert width("e\u0301") == 1
    assert cut("contracts/東京.pdf", 8, keep_end=True) == "…京.pdf"
