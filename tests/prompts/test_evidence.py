"""Evidence in pieces: spans that touch are one, documents keep the set's order."""

import pytest

from pipeline.prompts.evidence import pieces_of, targets
from pipeline.records import Arrangement, Located
from tests.prompts.corpus import library, rows_of


def at(document: str, first: int, last: int, evidence: int = 0) -> Located:
    return Located(
        corpus="docs",
        collection="set",
        question="q",
        evidence=evidence,
        document=document,
        page=1,
        first_chunk=first,
        last_chunk=last,
        how="quote",
    )


@pytest.mark.parametrize(
    ("located", "expected"),
    [
        ([], ()),
        ([at("d1", 2, 3)], ((10, 11),)),
        ([at("d1", 4, 4), at("d1", 2, 3)], ((10, 11, 12),)),
        ([at("d1", 6, 6), at("d1", 2, 3)], ((10, 11), (14,))),
        ([at("d1", 2, 4), at("d1", 3, 5)], ((10, 11, 12, 13),)),
        ([at("d2", 0, 0), at("d1", 7, 7)], ((16,), (15,))),
        ([at("d9", 0, 0)], ()),
    ],
    ids=["none", "span", "touching", "apart", "overlapping", "documents", "unknown"],
)
def test_pieces(located: list[Located], expected: tuple[tuple[int, ...], ...]) -> None:
    assert pieces_of(located, library(rows_of(3, 8))) == expected


def test_the_end_of_a_document_does_not_touch_the_next() -> None:
    found = pieces_of([at("d1", 7, 7), at("d2", 0, 0)], library(rows_of(3, 8)))

    assert found == ((15,), (16,))


def test_spread_pieces_are_even_and_one_alone_is_at_its_depth() -> None:
    three = [(1,), (2,), (3,)]

    assert targets(three, 0.5, Arrangement.SPREAD) == [0.5 / 3, 1.5 / 3, 2.5 / 3]
    assert targets(three, 0.5, Arrangement.TOGETHER) == [0.5] * 3
    assert targets([(1,)], 0.3, Arrangement.SPREAD) == [0.3]
