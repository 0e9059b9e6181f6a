"""Evidence is found by what it says, and what is missing is named."""

import re
from itertools import chain
from time import process_time

import pytest

from pipeline.questions.locating.errors import NotLocatedError
from pipeline.questions.locating.search import FLOOR, STANDS
from pipeline.records import Evidence
from tests.questions.locating.documents import chunked, evidence, locate

DOCUMENT = chunked(
    {
        1: ["The quay was built\n", "in 1907 by Ada. "],
        2: ["It is 7 m deep.\n", "\n \n", "It was dug again."],
        3: [],
        4: ["The mole was finished ", "by Grace Stone in the"],
        5: ["spring of 1911. It stands yet.", "No ship was lost."],
    },
    labels={1: "i", 2: "ii", 3: "1", 4: "2", 5: "2"},
)
WORDS = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(100)]
TABLE = ["Revenue 1,234 5,678 ", "Costs (345) (678) ", "Profit 889 5,000 "]


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        pytest.param(evidence(2, "7 m deep"), (2, 2, 2, "quote"), id="one chunk"),
        pytest.param(evidence(1, "built in\n1907"), (1, 0, 1, "quote"), id="border"),
        pytest.param(evidence(2, "deep. It was"), (2, 2, 4, "quote"), id="blank"),
        pytest.param(evidence(None, "dug  again"), (2, 4, 4, "quote"), id="any page"),
        pytest.param(evidence(1, "dug  again"), (2, 4, 4, "moved"), id="another page"),
        pytest.param(evidence(99, "dug again"), (2, 4, 4, "moved"), id="no such page"),
        pytest.param(evidence(4, "in the spring"), (4, 6, 7, "quote"), id="page end"),
        pytest.param(evidence(5, "in the spring"), (5, 6, 7, "quote"), id="page begin"),
        pytest.param(evidence(1), (1, 0, 1, "page"), id="no quote"),
        pytest.param(evidence(1, " "), (1, 0, 1, "page"), id="empty quote"),
        pytest.param(evidence(1, "\0 - $"), (1, 0, 1, "page"), id="no letters"),
        pytest.param(evidence(), (1, 0, 8, "page"), id="document alone"),
        pytest.param(evidence(label="II"), (2, 2, 4, "page"), id="printed label"),
        pytest.param(evidence(1, label="ii"), (1, 0, 1, "page"), id="number first"),
        pytest.param(
            evidence(1, "dug again", "ii"), (2, 4, 4, "quote"), id="quote decides"
        ),
        pytest.param(
            evidence(None, "was built", "ii"), (1, 0, 0, "moved"), id="other label"
        ),
        pytest.param(
            evidence(None, "was built", "S-3"), (1, 0, 0, "quote"), id="unknown label"
        ),
    ],
)
def test_evidence_is_the_chunks_that_hold_it(
    wanted: Evidence, place: tuple[int, int, int, str]
) -> None:
    found = locate(wanted, DOCUMENT)

    assert (found.page, found.first_chunk, found.last_chunk, found.how) == place


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (evidence(9, "x"), "the quote is not in 'a.pdf'"),
        (evidence(9), "'a.pdf' has no page 9; it has 5 pages, from 1"),
        (evidence(None, "nowhere"), "the quote is not in 'a.pdf'"),
        (evidence(2, "an owl has eaten it"), "at most 12% of it is, on page 2"),
        (evidence(3), "page 3 of 'a.pdf' has no text"),
        (evidence(None, "--"), "the quote of 'a.pdf' has no letters"),
        (
            evidence(label="xi"),
            "'a.pdf' has no page labelled 'xi'; it has 5 pages",
        ),
        (evidence(label="2"), "2 pages of 'a.pdf' are labelled '2'; give the page"),
    ],
)
def test_what_is_missing_is_said(wanted: Evidence, reason: str) -> None:
    with pytest.raises(NotLocatedError, match=re.escape(reason)):
        locate(wanted, DOCUMENT)


def test_a_document_without_text_holds_no_evidence() -> None:
    with pytest.raises(NotLocatedError, match=r"'a\.pdf' has no text"):
        locate(evidence(), chunked({1: [], 2: []}))


@pytest.mark.parametrize(
    ("stated", "found"), [(None, 1), (3, 2), (4, 5), (6, 5), (7, 8), (9, 8)]
)
def test_a_repeated_quote_is_the_one_nearest_to_the_stated_page(
    stated: int | None, found: int
) -> None:
    said = {1: ["Said it."], 2: ["Said it."], 5: ["Said it."], 8: ["Said it."]}
    pages = chunked({number: said.get(number, ["."]) for number in range(1, 10)})

    assert locate(evidence(stated, "said it"), pages).page == found


def test_the_stated_page_and_its_neighbours_are_seen_among_many() -> None:
    pages = chunked({number: ["Said it."] for number in range(1, 100)})

    for offset in (-1, 0, 1):
        assert locate(evidence(50, "Said it"), pages, offset).page == 50 + offset


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        pytest.param("is 1.5 million", 2, id="no other decimals"),
        pytest.param("5 million", 3, id="no end of a number"),
        pytest.param("15", 1, id="no beginning of a number"),
        pytest.param("ore", 4, id="no part of a word"),
    ],
)
def test_a_number_or_a_short_quote_is_no_part_of_more(quote: str, page: int) -> None:
    pages = chunked(
        {1: ["It is 15 million."], 2: ["It is 1.5 million more."]}
        | {3: ["Then 5 million, or 157."], 4: ["Iron ore."]}
    )

    assert locate(evidence(None, quote), pages).page == page


def test_a_long_quote_ends_with_the_whole_of_its_number() -> None:
    said = "the length of the quay along the water is 1"
    pages = chunked({1: [f"{said}50 m"], 2: [f"{said} m"]})

    assert locate(evidence(None, said), pages).page == 2


def test_an_ellipsis_leaves_something_out() -> None:
    pages = chunked(
        {1: ["The quay ", "of stone. ", "The quay, ", " ".join(WORDS), "was closed."]}
        | {2: ["The quay is ", "deep and", "was closed"], 3: ["again."]}
    )
    found = locate(evidence(None, "The quay \u2026 was closed"), pages)
    over = locate(evidence(None, "The quay is [...] again"), pages)
    spaced = locate(evidence(2, "deep . . . again"), pages)

    assert (found.first_chunk, found.last_chunk, found.match) == (2, 4, 1.0)
    assert (over.page, over.first_chunk, over.last_chunk, over.match) == (2, 5, 8, 1.0)
    assert (spaced.first_chunk, spaced.last_chunk, spaced.match) == (6, 8, 1.0)


def test_a_table_read_in_another_order_is_found_by_what_it_holds() -> None:
    pages = chunked({1: ["Notes"], 2: ["Nothing. ", *TABLE, "The end."], 3: ["More"]})
    wanted = "Revenue Costs Profit 1234 345 889 5678 678 5000"

    on_page = locate(evidence(2, wanted), pages)
    moved = locate(evidence(3, wanted), pages)

    assert on_page[1:] == (2, 2, 4, "quote", 1.0)
    assert moved[1:] == (2, 2, 4, "moved", 1.0)


def test_a_quote_over_a_page_end_is_found_with_its_misreadings() -> None:
    pages = chunked(
        {1: ["Intro.", " ".join(WORDS[:50])], 2: [" ".join(WORDS[50:]), "End."]}
    )
    wanted = " ".join(["x" if n % 10 == 5 else w for n, w in enumerate(WORDS)])

    found = locate(evidence(2, wanted), pages)

    assert (found.page, found.first_chunk, found.last_chunk) == (2, 1, 2)
    assert found.match == pytest.approx(90 * 4 / (90 * 4 + 10))


@pytest.mark.parametrize(
    ("held", "how"),
    [(75, "quote"), (71, "quote"), (68, "page"), (52, "page"), (48, None)],
)
def test_how_much_of_a_quote_is_there_decides(held: int, how: str | None) -> None:
    assert (FLOOR, STANDS) == (0.7, 0.5)
    text = " ".join(WORDS[:held])
    pages = chunked({1: [text, "Then there was more."], 2: ["Nothing."]})
    wanted = evidence(1, " ".join(WORDS))

    if how is None:
        with pytest.raises(NotLocatedError, match="at most 48% of it is, on page 1"):
            locate(wanted, pages)
        return
    found = locate(wanted, pages)

    assert (found.how, found.match) == (how, held / 100)
    assert found.last_chunk == (0 if how == "quote" else 1)


def test_a_page_stands_only_for_a_quote_of_which_it_holds_most() -> None:
    pages = chunked({1: ["Nothing."], 2: [" ".join(WORDS[:60])], 3: ["Nothing."]})

    with pytest.raises(NotLocatedError, match="at most 60% of it is, on page 2"):
        locate(evidence(1, " ".join(WORDS)), pages)


def test_words_from_all_over_a_long_page_are_no_quote() -> None:
    padding = " ".join(["other"] * 300)
    scattered = [f"{word} {padding} " for word in WORDS[:10]]

    with pytest.raises(NotLocatedError):
        locate(evidence(1, " ".join(WORDS[9::-1])), chunked({1: scattered}))


def test_numbers_weigh_more_than_words() -> None:
    said = "for the years ended we had total net income before income taxes of "
    pages = chunked({1: [f"{said} 77 88 99"], 2: [f"of {said} 12 34 56"]})

    found = locate(evidence(1, f"{said.upper()} was 12 34 56"), pages)

    assert found.page == 2


def test_the_stated_page_is_preferred_among_equals() -> None:
    row = " ".join(WORDS[:20])
    pages = chunked({number: [f"{row}. Page {number}."] for number in range(1, 30)})
    other = " ".join(reversed(WORDS[:20]))

    for stated in (1, 7, 29):
        assert locate(evidence(stated, other), pages).page == stated


def test_where_the_stated_page_holds_nearly_all_no_other_is_looked_at() -> None:
    most, less = " ".join(WORDS[84::-1]), " ".join(WORDS[74::-1])
    filling = {number: ["Nothing at all. " * 20] for number in range(2, 6)}
    rest = {**filling, 6: [*WORDS[::-1]]}
    wanted = evidence(1, " ".join(WORDS))

    assert locate(wanted, chunked({1: [most], **rest})).page == 1
    assert locate(wanted, chunked({1: [less], **rest})).page == 6


def test_a_nearer_page_is_taken_for_a_little_less_of_the_quote() -> None:
    filling = {number: ["Nothing at all. " * 20] for number in range(2, 6)}
    stated = {1: [" ".join(WORDS[75::-1])], **filling}
    wanted = evidence(1, " ".join(WORDS))

    a_bit_more = locate(wanted, chunked({**stated, 6: [" ".join(WORDS[79::-1])]}))
    much_more = locate(wanted, chunked({**stated, 6: [" ".join(WORDS[89::-1])]}))

    assert (a_bit_more.page, much_more.page) == (1, 6)


def test_a_quote_over_many_small_pages_is_found_with_its_misreadings() -> None:
    slides = {n: [" ".join(WORDS[n * 10 : n * 10 + 10])] for n in range(10)}
    wanted = " ".join(["x" if n % 10 == 5 else w for n, w in enumerate(WORDS)])

    found = locate(evidence(0, wanted), chunked(slides))

    assert (found.first_chunk, found.last_chunk, found.how) == (0, 9, "quote")


def test_a_quote_is_found_deep_in_a_page_of_any_length() -> None:
    filling = [" ".join([f"filling{n} {n}" for n in range(500)])] * 20
    deep = " ".join(reversed(WORDS[:20]))
    pages = chunked({1: [*filling, deep, *filling]})

    for stated in (None, 1):
        found = locate(evidence(stated, " ".join(WORDS[:20])), pages)
        assert (found.first_chunk, found.last_chunk, found.match) == (20, 20, 1.0)


def test_chunks_that_hold_next_to_nothing_of_a_quote_are_not_in_its_span() -> None:
    first, last = ["the", *WORDS[:1]], WORDS[-1]
    pages = chunked({1: [f"{first[0]}. ", " ".join(WORDS[1:-1]), f" {last} end."]})

    found = locate(evidence(1, " ".join(["the", *WORDS[::-1]])), pages)

    assert (found.first_chunk, found.last_chunk) == (1, 1)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("nowhere to be found " * 50_000, id="a megabyte"),
        pytest.param(".*+?[](){}\\^$|" * 70_000, id="pattern signs"),
        pytest.param("\0" * 1_000_000, id="NULs"),
        pytest.param("\u0301" * 300_000, id="marks"),
        pytest.param("." * 1_000_000, id="points"),
        pytest.param("a " * 500_000, id="short words"),
        pytest.param("a\u2026" * 300_000, id="ellipses"),
        pytest.param("\ud800 x" * 100_000, id="half characters"),
    ],
)
def test_no_quote_takes_long(quote: str) -> None:
    text = list(chain.from_iterable(["a", word] for word in WORDS * 100))
    pages = chunked({1: [" ".join(text)], 2: ["a" * 100_000], 3: ["a\n" * 50_000]})
    started = process_time()

    with pytest.raises(NotLocatedError):
        locate(evidence(None, quote), pages)

    assert process_time() - started < 5


def test_pattern_signs_and_right_to_left_text_are_found() -> None:
    hebrew = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd 1907"
    pages = chunked({1: ["x(a|b)*[c] is no pattern."], 2: [f"\u202b{hebrew}\u202c."]})

    assert locate(evidence(None, "(a|b)*[c]"), pages).page == 1
    assert locate(evidence(None, hebrew), pages).page == 2
