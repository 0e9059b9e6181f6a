"""Evidence in pieces: spans that touch are one, documents keep the set's order."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prompts.evidence import (
    asked_with,
    companion_targets,
    pieces_of,
    targets,
)
from pipeline.prompts.layout import Rung
from pipeline.prompts.placing import Stand, depth_of
from pipeline.records import Arrangement, Located, PlantRole
from tests.prompts.corpus import library, question, row, rows_of


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


@given(st.integers(1, 6), st.integers(0, 8), st.floats(0, 1, allow_nan=False, width=32))
def test_companions_are_apart_from_facts_and_from_each_other(
    facts: int, companions: int, depth: float
) -> None:
    """On a circle, for what stands last is far from what stands first."""
    some = [()] * facts
    places = [
        *(place % 1 for place in targets(some, depth, Arrangement.SPREAD)),
        *companion_targets(facts, companions, depth),
    ]
    apart = min(
        (min(abs(a - b), 1 - abs(a - b)) for a, b in combinations(places, 2)),
        default=1.0,
    )
    rows = -(-companions // facts)

    assert len(places) == facts + companions
    assert all(0 <= place < 1 for place in places)
    assert apart >= 1 / (facts * (rows + 1)) - 1e-6


def test_companions_without_a_fact_are_even() -> None:
    assert companion_targets(0, 2, None) == [1 / 4, 3 / 4]
    assert companion_targets(0, 0, None) == []


def test_planted_passages_are_a_piece_each_in_the_order_of_the_set() -> None:
    made = library(rows_of(3, 8))
    planted = [row("d1", 3, "One."), row("d1", 2, "Two."), row("d0", 2, "Three.")]
    seen: list[int] = []
    made.plant(
        [one.model_copy(update={"number": n}) for n, one in enumerate(planted)],
        lambda index, _: seen.append(index),
    )
    roles = (PlantRole.EVIDENCE, PlantRole.EVIDENCE, PlantRole.COMPANION)
    located = [
        at(one.document, one.ordinal, one.ordinal, number).model_copy(
            update={"planted": number, "role": role}
        )
        for number, (one, role) in enumerate(zip(planted, roles, strict=True))
    ]

    asked = asked_with(question("q"), located, made)

    assert seen == [24, 25, 26]
    assert asked.pieces == ((24,), (25,))
    assert asked.companions == ((26,),)
    assert asked.gold == (24, 25)
    assert asked.shown == (24, 25, 26)
    assert asked.hosts == {8 + 3, 8 + 2, 2}
    assert asked.documents == {"d0", "d1"}
    assert [made.place(index) for index in asked.shown] == [11, 10, 2]
    assert made.span("d2") == list(range(16, 24))
    assert len(made.tokens) == len(made.keys) == len(made.document_of) == 24


def test_a_depth_is_never_beyond_the_ends_of_a_context() -> None:
    rung = Rung(0, np.array([0, 10, 20]), np.array([0, 1]), "")
    standing = [Stand(at, 0, (9,), 300) for at in (1, 2, 2)]

    assert depth_of(rung, standing, 0, apart=True) == 1.0
    assert depth_of(rung, [Stand(0, 0, (9,), 300)] * 2, 0, apart=True) == 0.0
