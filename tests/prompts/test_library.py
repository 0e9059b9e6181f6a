"""A corpus read once: sizes that are exact, texts that are kept or fetched."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.prompts.library import Library
from pipeline.prompts.render import beginning, heading, passage
from pipeline.prompts.texts import ShownChunk, Texts
from pipeline.tokens import count
from tests.prompts.corpus import library, row

pieces = st.sampled_from(
    [
        *(" a", " B", "  c", "'s d", "\x1c", "\u3000", "\u00a0e", "-", " 7", "://x"),
        *("\n", "\n\n", " ", "  \n", "\t", "\u00a0", "\u2028", "/", "\r\n", "\x0b"),
        *(".", "word", "1,577", "$", "(", "\u4e2d\u6587", "e\u0301", "[", "'s", "- "),
    ]
)
texts = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=60)


@given(texts, st.text(st.characters(exclude_categories=["Cs"]), max_size=9))
def test_a_passage_has_the_tokens_of_its_text(text: str, name: str) -> None:
    """Counted by its first and last line, and the same as counted whole."""
    one = row(name, 0, text)
    made = library([one])

    whole = passage(heading(one.path, one.page), text)

    assert [p.tokens for p in made.passages] == ([count(whole)] if text.strip() else [])


def test_white_space_is_no_passage() -> None:
    made = library([row("a", 0, "word"), row("a", 1, " \n\t"), row("a", 2, "more")])

    assert [p.chunk % 1_000 for p in made.passages] == [0, 2]
    assert made.span("a") == [0, 1]
    assert made.span("a", 1, 2) == [1]
    assert made.span("b") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One. Two; 3!\n" * 4, ["One.", "One. Two;", "One. Two; 3!"]),
        ("one two three four five six seven eight nine", ["one", "one two"]),
        ("\u4e00\u3002\u4e8c\u3002" * 5, ["\u4e00\u3002", "\u4e00\u3002\u4e8c\u3002"]),
        ("abcdefgh" * 20, ["abcdefgh"]),
    ],
    ids=["sentences", "words", "ideographs", "anywhere"],
)
def test_a_passage_ends_earlier_where_that_is_natural(
    text: str, shown: list[str]
) -> None:
    made = library([row("a", 0, f"  {text}")])

    found = [text[: p.end].strip() for p in made.beginnings(made.passages[0])]

    assert found[: len(shown)] == shown
    assert text.strip() not in found


@given(texts)
@example("// a a")
def test_a_beginning_has_the_tokens_of_its_text(text: str) -> None:
    made = library([row("a", 0, text)])

    for whole in made.passages:
        (shown,) = made.texts.of([whole.chunk])
        for one in made.beginnings(whole):
            assert one.end is not None
            assert one.tokens == count(beginning(shown, one.end))
            assert one.tokens <= whole.tokens + 2


def _chunk(number: int) -> ShownChunk:
    return ShownChunk(
        number=number,
        document="a",
        ordinal=number,
        page=2,
        text=f" {number} \n",
        path="a.md",
    )


def test_a_text_that_is_not_kept_is_fetched_and_looks_the_same() -> None:
    asked: list[list[int]] = []

    def fetch(numbers: Sequence[int]) -> list[ShownChunk]:
        asked.append(list(numbers))
        return [_chunk(n) for n in numbers]

    texts = Texts(fetch, most_characters=20)
    texts.keep(1, "[a.md p.2]\n1\n\n")
    texts.keep(2, "[a.md p.2]\n2\n\n")

    assert texts.of([2, 1, 3, 1]) == [f"[a.md p.2]\n{n}\n\n" for n in (2, 1, 3, 1)]
    assert asked == [[2, 3]]


def test_a_kept_text_needs_no_store() -> None:
    def fetch(numbers: Sequence[int]) -> list[ShownChunk]:
        raise AssertionError(numbers)

    made = Library([row("a", 0, "word")], Texts(fetch))

    assert made.texts.of([made.passages[0].chunk]) == ["[a.md p.1]\nword\n\n"]
