"""How a set counts pages shows in where its quotes stand."""

import pytest

from pipeline.questions.locating.base import PageBase, page_base
from pipeline.questions.locating.search import Looked, look, settle
from pipeline.questions.locating.text import DocumentText, Outline
from tests.questions.locating.documents import chunked, evidence

PAGES = chunked({number: [f"Said in chapter {number}."] for number in range(1, 31)})
TEXT, OUTLINE = DocumentText(PAGES), Outline("doc", PAGES)


def looked(stated: int | None, page: int) -> Looked:
    return look(evidence(stated, f"chapter {page}."), TEXT, OUTLINE)


def set_of(*offsets: int) -> list[Looked]:
    return [looked(10 + n, 10 + n + off) for n, off in enumerate(offsets)]


@pytest.mark.parametrize(
    ("offsets", "offset"),
    [
        pytest.param([1], 0, id="one alone"),
        pytest.param([1, 1], 1, id="two"),
        pytest.param([1, 0], 0, id="one of two"),
        pytest.param([1, 1, 1, 1], 1, id="all of few"),
        pytest.param([1, 1, 1, 0], 0, id="not all of few"),
        pytest.param([1, 1, 1, 1, 0], 1, id="four of five"),
        pytest.param([1, 1, 1, 1, 9], 1, id="one far away"),
        pytest.param([1, 1, 1, 9, 9], 0, id="too many far away"),
        pytest.param([-1, -1, -1, -1, -1], -1, id="one too high"),
        pytest.param([0, 0, 0, 0, 1], 0, id="as they should"),
        pytest.param([2, 2, 2, 2, 2], 0, id="no base"),
        pytest.param([], 0, id="none"),
    ],
)
def test_a_clear_majority_of_quotes_decides(offsets: list[int], offset: int) -> None:
    assert page_base(set_of(*offsets)).offset == offset


def test_only_quotes_with_one_place_and_a_stated_page_vote() -> None:
    twice = look(evidence(4, "Said in chapter"), TEXT, OUTLINE)
    over = look(evidence(4, "chapter 5. Said in chapter 6."), TEXT, OUTLINE)
    unstated = looked(None, 9)
    bare = look(evidence(4), TEXT, OUTLINE)

    assert page_base([twice, over, unstated, bare]) == PageBase(0, 0, 0)
    assert page_base([twice, over, unstated, bare, looked(4, 5)]) == PageBase(0, 0, 1)
    assert page_base([twice, over, *set_of(1, 1)]) == PageBase(1, 2, 2)


def test_the_base_is_said_in_one_line() -> None:
    remark = page_base(set_of(1, 1, 1, 1, 0)).remark

    assert "counted from 0: 4 of the 5 quotes" in remark
    assert "the page after the stated one" in remark
    assert "one too high: 2 of the 2" in page_base(set_of(-1, -1)).remark
    assert not page_base(set_of(0, 0)).remark


def test_the_base_moves_pages_without_a_quote_and_says_of_the_others_they_fit() -> None:
    bare = look(evidence(0), TEXT, OUTLINE)
    label = look(evidence(None, label="3"), TEXT, OUTLINE)
    fits = settle(looked(7, 8), 1)
    left = settle(looked(7, 7), 1)

    assert settle(bare, 1).page == 1
    assert settle(label, 1).page == 3
    assert (fits.page, fits.how) == (8, "quote")
    assert (left.page, left.how) == (7, "moved")
