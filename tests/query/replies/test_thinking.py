"""Reasoning inside the answer's text is told from it, however the text is cut."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.query.replies.thinking import ThinkSplitter, answer_start

pieces = st.sampled_from(
    ["<think>", "</think>", "<thi", "nk>", "</thi", "<", ">", "a", "\n", " ", "é"]
)
texts = st.lists(pieces, max_size=9).map("".join)
cuts = st.lists(st.integers(0, 40), max_size=6)


def split(text: str, cuts: list[int]) -> tuple[str, str]:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    splitter = ThinkSplitter()
    found = [splitter.feed(text[start:end]) for start, end in pairwise(edges)]
    found.append(splitter.finish())
    answer = "".join(piece.answer for piece in found)
    return answer, "".join(piece.reasoning for piece in found)


@pytest.mark.parametrize(
    ("text", "answer", "reasoning"),
    [
        ("Ada", "Ada", ""),
        ("<think>Hm</think>Ada", "Ada", "Hm"),
        (" \n<think>\nHm\n</think>\n\nAda\n", "Ada\n", "\nHm\n"),
        ("<think></think>Ada", "Ada", ""),
        ("<think>Hm", "", "Hm"),
        ("<think>Hm</thin", "", "Hm</thin"),
        ("<think>a<think>b</think>Ada", "Ada", "a<think>b"),
        ("<think>Hm</think> \n", "", "Hm"),
        ("<think>Hm</think>A</think>B<think>", "A</think>B<think>", "Hm"),
        ("Ada <think>no</think>", "Ada <think>no</think>", ""),
        ("<thi", "<thi", ""),
        ("<thin air>", "<thin air>", ""),
        (" \n", " \n", ""),
        ("", "", ""),
    ],
)
def test_what_stands_at_the_beginning_is_reasoning(
    text: str, answer: str, reasoning: str
) -> None:
    assert split(text, []) == (answer, reasoning)
    assert split(text, list(range(len(text)))) == (answer, reasoning)


@given(texts, cuts)
@example("<think>a</</think>b", [9, 10])
def test_cuts_do_not_matter(text: str, cuts: list[int]) -> None:
    assert split(text, cuts) == split(text, [])


@given(texts, cuts)
def test_nothing_is_lost_but_the_tags_and_space_around(
    text: str, cuts: list[int]
) -> None:
    answer, reasoning = split(text, cuts)
    begun = text.lstrip()

    if begun.startswith("<think>"):
        thought, closing, rest = begun.removeprefix("<think>").partition("</think>")
        assert (reasoning, answer) == (thought, rest.lstrip() if closing else "")
    else:
        assert (reasoning, answer) == ("", text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Hm\n</think>\n\nAda", "Ada"),
        ("</think>Ada", "Ada"),
        ("Hm</think>", ""),
        ("Hm</think>A</think>B", "A</think>B"),
        ("Ada", "Ada"),
        ("write <think> and </think>", "write <think> and </think>"),
    ],
)
def test_a_closing_tag_alone_ends_reasoning(text: str, answer: str) -> None:
    assert text[answer_start(text) :] == answer
