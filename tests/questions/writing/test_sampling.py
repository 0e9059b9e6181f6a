"""Which passages a model is shown: of every document, seeded, and never contents."""

import re
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.questions.planting.passages import Passage
from pipeline.questions.writing.sampling import MOST_PASSAGES, Kind, draws, usable
from tests.questions.writing.passages import leases, single
from tests.support.writing import lease_of

CONTENTS = "\n".join(f"Chapter {n} of the general terms ..... {n}" for n in range(40))


def test_a_pair_is_of_two_pages_or_of_two_documents_that_share_rare_terms() -> None:
    drawn = list(draws(leases(), seed=0))

    for draw in drawn:
        documents = {passage.document for passage in draw.passages}
        pages = {passage.page for passage in draw.passages}
        if draw.kind is Kind.CROSS_PAGE:
            assert (len(documents), len(pages)) == (1, 2)
    pairs = {
        frozenset(passage.path for passage in draw.passages)
        for draw in drawn
        if draw.kind is Kind.CROSS_DOCUMENT
    }
    assert pairs == {
        frozenset({"corrie.md", "hollin.md"}),
        frozenset({"tollgate.md", "brinsea.md"}),
        frozenset({"marrow.md", "skerry.md"}),
    }


def test_documents_take_turns_and_the_kinds_begin_with_others() -> None:
    drawn = list(draws(leases(), seed=0))

    assert len({draw.passages[0].document for draw in drawn[:3]}) == 3
    for kind in (Kind.SINGLE, Kind.CROSS_PAGE):
        leads = [draw.passages[0].document for draw in drawn if draw.kind is kind]
        assert len(set(leads[:6])) == 6


@given(st.integers(), st.integers(min_value=0, max_value=30))
def test_however_many_are_taken_the_seed_gives_the_same_and_none_twice(
    seed: int, taken: int
) -> None:
    drawn = list(draws(leases(), seed))

    assert list(islice(draws(leases(), seed), taken)) == drawn[:taken]
    keys = [
        (draw.kind, frozenset((p.document, p.ordinal) for p in draw.passages))
        for draw in drawn
    ]
    assert len(set(keys)) == len(keys)
    assert Counter(draw.kind for draw in drawn)[Kind.SINGLE] == 12


def test_another_seed_takes_others() -> None:
    orders = {
        tuple(draw.passages[0].path for draw in islice(draws(leases(), seed), 6))
        for seed in range(5)
    }

    assert len(orders) > 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lease_of(0)[0][:200], id="nearly empty"),
        pytest.param("17.5 ".join(["Revenue"] * 20) + "1,204 " * 60, id="figures"),
        pytest.param(CONTENTS, id="contents"),
    ],
)
def test_what_holds_no_sentences_is_not_shown(text: str) -> None:
    (passage,) = single(text).passages

    assert not usable(passage)
    assert not list(draws([passage], seed=0))


def test_words_that_name_nothing_make_no_pair() -> None:
    plain = [
        passage.model_copy(update={"text": re.sub(r"\d", "o", passage.text.lower())})
        for passage in leases(2)
    ]

    assert {draw.kind for draw in draws(plain, seed=0)} == {Kind.SINGLE}


def test_a_passage_that_repeats_another_is_no_pair_of_it() -> None:
    text = lease_of(0)[0]
    copies = [
        Passage(path=f"{n}.md", document=f"d{n}", ordinal=0, page=1, text=text)
        for n in range(2)
    ]

    assert {draw.kind for draw in draws(copies, seed=0)} == {Kind.SINGLE}


def test_of_a_long_document_no_more_is_looked_at_than_its_share() -> None:
    (long, short) = (leases(2)[0], leases(2)[2])
    pages = [long.model_copy(update={"ordinal": n}) for n in range(6_000)]

    drawn = Counter(
        draw.passages[0].document
        for draw in draws([*pages, short], seed=0)
        if draw.kind is Kind.SINGLE
    )

    assert drawn == {long.document: MOST_PASSAGES // 2, short.document: 1}


def test_one_name_alone_makes_no_pair_of_documents() -> None:
    apart = [
        passage.model_copy(
            update={"text": re.sub("Okonkwo0|Thorne", passage.document, passage.text)}
        )
        for passage in leases(2)
    ]

    assert Kind.CROSS_DOCUMENT in {draw.kind for draw in draws(leases(2), seed=0)}
    assert Kind.CROSS_DOCUMENT not in {draw.kind for draw in draws(apart, seed=0)}
