"""Names of texts, sentences around answers, and lists that were written as text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.questions.importers.shared.contexts import context
from pipeline.questions.importers.shared.quoting import sentence_around
from pipeline.questions.importers.shared.written_lists import unwritten, written_list


@given(st.text(), st.none() | st.text())
def test_a_text_is_named_by_what_it_is_and_safely(text: str, title: str | None) -> None:
    named = context("set", text, title)

    assert re.fullmatch(
        r"set/[A-Za-z0-9][A-Za-z0-9-]{0,39}-[0-9a-f]{8}\.txt", named.name
    )
    assert named == context("set", text, title)
    assert named.name != context("set", text + ".", title).name
    assert "\f" not in named.text


def test_a_title_with_tricks_stays_in_its_folder() -> None:
    assert context("set", "x", "../../etc/passwd").name.startswith("set/etc-passwd-")
    assert context("set", "\u6e2f\u53e3").name.startswith("set/text-")


@given(st.text(alphabet="ab. \nA?"), st.data())
def test_a_quote_stands_in_the_text_and_holds_the_answer(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    answer = text[start : data.draw(st.integers(start, len(text)))]

    quote = sentence_around(text, answer, start)

    if answer.strip():
        assert quote is not None
        assert quote in text
        assert answer.strip() in quote
    else:
        assert quote is None


@pytest.mark.parametrize(
    ("text", "answer", "start", "quote"),
    [
        ("It rose. It fell in May. It rose.", "May", 20, "It fell in May."),
        ("It fell in May. It rose in May.", "May", 27, "It rose in May."),
        ("It fell in May. It rose in May.", "May", 29, "It rose in May."),
        ("It fell in May. It rose in May.", "May", None, "It fell in May."),
        ("first line\nsecond line\nthird", "second", 11, "second line"),
        ("See p. 5 for it. No.", "it", 13, "See p. 5 for it."),
        ("One. Two three. Four", "One. Two", 0, "One. Two three."),
        ("It rose.", "June", 3, None),
    ],
)
def test_the_quote_is_the_sentence_or_line_of_the_answer(
    text: str, answer: str, start: int | None, quote: str | None
) -> None:
    assert sentence_around(text, answer, start) == quote


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("[3, 5]", ("3", "5")),
        ("[]", ()),
        (" [3]\n", ("3",)),
        ('["a", "b"]', ("a", "b")),
        ("['White', '10%']", ("White", "10%")),
        (r"['a\d']", (r"a\d",)),
        ("[1, [2]]", None),
        ("[" * 50_000 + "]" * 50_000, None),
        ("[a]", None),
        ("White", None),
        ("", None),
    ],
)
def test_a_list_is_read_from_its_text(text: str, items: tuple[str, ...] | None) -> None:
    assert written_list(text) == items


def test_only_a_lone_text_is_taken_for_a_list() -> None:
    assert unwritten(["['a']"]) == ("a",)
    assert unwritten(["['a']", "b"]) == ("['a']", "b")
    assert unwritten([]) == ()
