"""The laws of chunks: nothing lost, nothing too long, no page border crossed."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.chunking import Span, chunk
from pipeline.ingest.readers.base import PageText
from pipeline.tokens import count

PIECES = st.sampled_from(
    [
        *(
            "word ",
            "Sentence ends here. ",
            "\n",
            "\n\n",
            "  ",
            "1,204 | ",
            "\U0001f600",
        ),
        *("no-space-" * 20, "汉字。", "\t", "Is it? ", "/", "'s", "....... 12\n"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=60).map("".join)


def cut(*texts: str, size: int) -> list[Span]:
    return list(chunk([PageText("1", text, "test") for text in texts], size=size))


@given(st.lists(TEXTS, max_size=4), st.integers(4, 60))
def test_chunks_rebuild_their_pages_within_the_size(
    texts: list[str], size: int
) -> None:
    spans = cut(*texts, size=size)

    rebuilt = {
        page: "".join(span.text for span in group)
        for page, group in groupby(spans, key=lambda span: span.page)
    }
    assert [rebuilt.get(number, "") for number, _ in enumerate(texts, 1)] == texts
    assert all(span.text for span in spans)
    assert all(span.tokens == count(span.text) <= size for span in spans)


def test_a_paragraph_border_is_the_first_choice() -> None:
    paragraph = "One two three four five.\nSix seven eight nine ten.\n\n"

    spans = cut(paragraph * 5, size=count(paragraph) * 2 + 5)

    assert [span.text for span in spans] == [paragraph * 2, paragraph * 2, paragraph]


def test_a_line_border_comes_next_then_a_sentence() -> None:
    by_line = cut("alpha beta. gamma delta\n" * 6, size=16)
    by_sentence = cut("Alpha beta gamma. " * 12, size=16)

    assert all(span.text.endswith("\n") for span in by_line)
    assert all(span.text.endswith("gamma.") for span in by_sentence[:-1])


def test_cut_between_tokens_the_counts_of_a_page_add_up() -> None:
    text = "One line of text.   \n\n   Another of them. Here.\n \n1,204 / 2\n" * 30

    spans = cut(text, size=20)

    assert len(spans) > 10
    assert sum(span.tokens for span in spans) == count(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 1_000_000, id="spaces"),
        pytest.param("a" * 300_000, id="one-word"),
        pytest.param("." * 300_000, id="dots"),
        pytest.param("x7/" * 100_000, id="no-border"),
    ],
)
@pytest.mark.timeout(10)
def test_a_line_without_borders_is_cut_in_time(text: str) -> None:
    spans = cut(text, size=320)

    assert "".join(span.text for span in spans) == text
    assert max(span.tokens for span in spans) <= 320


def test_a_size_no_character_fits_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 4, got size=3"):
        cut("text", size=3)


def test_a_table_that_fits_is_kept_whole() -> None:
    table = "Region | 2022 | 2023\n" + "EMEA | 1,204 | 998\n" * 8
    text = "A line before the table, of a few words.\n" * 9 + table + "After it.\n" * 30

    spans = cut(text, size=count(table) + 20)

    assert any(table in span.text for span in spans)


def test_rows_of_figures_without_borders_are_a_table_too() -> None:
    table = "".join(f"Net sales of unit {n} $ 1,20{n} (99{n})\n" for n in range(9))
    text = "A line before the table, of a few words.\n" * 9 + table + "After it.\n" * 30

    spans = cut(text, size=count(table) + 20)

    assert any(table in span.text for span in spans)


def test_a_table_that_does_not_fit_is_cut_between_rows() -> None:
    spans = cut("EMEA | 1,204 | 998\n" * 60, size=50)

    assert len(spans) > 10
    assert all(span.text.endswith("998\n") for span in spans)


@given(st.lists(TEXTS, max_size=3), st.integers(4, 60), st.integers(0, 80))
def test_an_overlap_is_what_stands_before_on_the_page(
    texts: list[str], size: int, overlap: int
) -> None:
    pages = [PageText("1", text, "test") for text in texts]
    alone = list(chunk(pages, size=size))

    spans = list(chunk(pages, size=size, overlap=overlap))

    assert [span._replace(lead=0) for span in spans] == alone, "no text is in two"
    for number, text in enumerate(texts, 1):
        place = 0
        for span in spans:
            if span.page == number:
                assert 0 <= span.lead <= place
                if not overlap or not place:
                    assert span.lead == 0
                assert count(text[place - span.lead : place]) <= 2 * overlap + 4
                place += len(span.text)


def test_a_lead_holds_as_many_tokens_as_asked() -> None:
    text = "One two three four five six seven. " * 40

    second = list(chunk([PageText("1", text, "test")], size=40, overlap=12))[1]

    place = text.index(second.text.strip(), 100) - 1
    assert count(text[place - second.lead : place]) == 12


def test_words_without_sentences_are_cut_between_words() -> None:
    spans = cut("antidisestablishmentarianism " * 60, size=32)

    assert all(span.text.strip().startswith("antidis") for span in spans)
