"""Who answers most in a part of the questions, and who is not separated from that."""

import pytest

from pipeline.records import AnswerType
from pipeline.report.contents import Strength
from pipeline.report.frame import Frame
from pipeline.report.rows import Tally
from pipeline.report.strengths import Parts, strengths
from tests.report.tallies import tally

A, B, C = "m/a", "m/b", "m/c"
BM25, FIRST = "baseline/bm25", "baseline/first-window"
TYPES = (AnswerType.NUMBER, AnswerType.TEXT)


def asked(
    model: str,
    right: int,
    *,
    length: int = 4_000,
    answer_type: AnswerType = AnswerType.NUMBER,
) -> list[Tally]:
    """Ask 20 questions, of which the first ones are right."""
    return [
        tally(
            f"{answer_type} {place:02}",
            model=model,
            length=length,
            answer_type=answer_type,
            correct=int(place < right),
            incorrect=int(place >= right),
        )
        for place in range(20)
    ]


def found(
    *lists: list[Tally], working: tuple[int, ...] = ()
) -> dict[tuple[str, str], Strength]:
    rows = [row for rows in lists for row in rows]
    whole = Frame.of(rows)
    models = list(dict.fromkeys(row.model for row in rows))
    lengths = tuple({row.length or 0 for row in rows})
    parts = strengths(
        {model: whole.only(model=model) for model in models},
        Parts(lengths=lengths, working=working or lengths, types=TYPES),
    )
    return {(part.part, part.level): part for part in parts}


def test_each_length_and_type_names_the_largest_share_and_who_is_near() -> None:
    parts = found(
        asked(A, 20),
        asked(A, 2, answer_type=AnswerType.TEXT),
        asked(B, 19),
        asked(B, 20, answer_type=AnswerType.TEXT),
        asked(C, 2),
        asked(C, 2, answer_type=AnswerType.TEXT),
    )

    assert list(parts) == [("length", "4000"), ("type", "number"), ("type", "text")]
    number, text = parts["type", "number"], parts["type", "text"]
    assert (number.models, number.share.estimate) == ((A,), 1)
    assert number.not_separated == (B,)
    assert (text.models, text.not_separated) == ((B,), ())
    assert parts["length", "4000"].models == (B,)
    assert parts["length", "4000"].share.estimate == pytest.approx(39 / 40)


def test_all_with_the_largest_share_are_named_as_such() -> None:
    part = found(asked(B, 9), asked(C, 8), asked(A, 9))["length", "4000"]

    assert (part.models, part.not_separated) == ((B, A), (C,))


def test_at_a_length_only_those_asked_there_contend() -> None:
    parts = found(
        asked(A, 8),
        asked(B, 18),
        asked(C, 19),
        asked(A, 2, length=8_000),
        asked(B, 12, length=8_000),
        asked(C, 0, length=16_000),
    )

    assert parts["length", "4000"].models == (C,)
    assert parts["length", "8000"].models == (B,)
    assert ("length", "16000") not in parts  # a single one is stronger than nobody


def test_a_short_window_is_not_strong_in_a_type_for_its_easy_lengths() -> None:
    parts = found(
        asked(A, 20),
        asked(B, 18),
        asked(B, 9, length=8_000),
        asked(C, 17),
        asked(C, 4, length=8_000),
    )

    assert parts["length", "4000"].models == (A,)
    assert parts["type", "number"].models == (B,)
    assert A not in parts["type", "number"].not_separated


def test_a_type_is_over_the_working_lengths() -> None:
    rows = (
        asked(A, 20),
        asked(A, 2, length=8_000),
        asked(B, 0),
        asked(B, 12, length=8_000),
    )

    assert found(*rows)["type", "number"].models == (A,)
    assert found(*rows, working=(8_000,))["type", "number"].models == (B,)


def test_who_shares_no_place_with_the_first_is_not_separated_from_it() -> None:
    other = [row.model_copy(update={"depth": 0.9}) for row in asked(B, 0)]

    assert found(asked(A, 20), other)["length", "4000"].not_separated == (B,)


def test_baselines_stand_in_only_where_there_is_nothing_else() -> None:
    beside = found(asked(BM25, 20), asked(A, 12), asked(B, 2))
    alone = found(asked(BM25, 20), asked(FIRST, 2))

    assert beside["length", "4000"].models == (A,)
    assert alone["length", "4000"].models == (BM25,)


@pytest.mark.parametrize(
    "lists",
    [
        pytest.param((), id="nothing"),
        pytest.param((asked(A, 3),), id="one model"),
        pytest.param((asked(A, 3), asked(BM25, 3)), id="one reader"),
        pytest.param(
            (asked(A, 3), [tally("q", model=B, over_window=1)]), id="one heard"
        ),
    ],
)
def test_one_alone_is_stronger_than_nobody(lists: tuple[list[Tally], ...]) -> None:
    assert found(*lists) == {}
