"""What the evidence says of the answer."""

import pytest

from pipeline.questions.checking.evidence import (
    evidence_findings,
    other_values,
    overlap,
    states_gold,
    unit_missed,
)
from pipeline.records import AnswerType, Question
from tests.questions.checking.asked import question

SALES = question(text="What were the net sales of Corrie in 2019?", answers=["455"])
DAY = question(
    text="When was the Corrie quay opened?",
    answers=["1907-03-05"],
    kind=AnswerType.DATE,
)


def test_overlap_is_the_share_of_the_stems_that_stand_there() -> None:
    asked = question(text="Which keepers lighted the lamp?")

    assert overlap(asked, ["The keeper of", "the lights."]) == pytest.approx(2 / 3)
    assert overlap(question(text="Who is it?"), ["It is Ada."]) == 0


def test_an_answer_may_run_over_a_border() -> None:
    ada = question(kind=AnswerType.TEXT, answers=["Ada Thorne"])

    assert states_gold(ada, ["It was Ada ", "Thorne."])
    assert not states_gold(ada, ["It was Ada ", "Carr."])


@pytest.mark.parametrize(
    ("asked", "text", "scale"),
    [
        pytest.param(SALES, "Net sales: $455 million.", "million", id="said with it"),
        pytest.param(SALES, "(in thousands)\nSales 455", "thousand", id="of all"),
        pytest.param(SALES, "Sales of 455.", None, id="a number of its own"),
        pytest.param(SALES, "455 boats sold for 455 million.", None, id="both"),
        pytest.param(SALES, "Of 455, in thousands, in millions.", None, id="two heads"),
        pytest.param(SALES, "Net sales fell.", None, id="computed"),
        pytest.param(
            question(text="Sales in USD millions?", answers=["455"]),
            "$455 million.",
            None,
            id="asked for",
        ),
        pytest.param(
            question(text="Sales?", answers=["455"], unit="USD million"),
            "$455 million.",
            None,
            id="given",
        ),
        pytest.param(
            question(text="Sales?", answers=["455 million"]),
            "$455 million.",
            None,
            id="in the answer",
        ),
        pytest.param(
            question(text="Sales?", answers=["455"], kind=AnswerType.TEXT),
            "$455 million.",
            None,
            id="no number",
        ),
    ],
)
def test_a_unit_that_nobody_asks_for_is_missed(
    asked: Question, text: str, scale: str | None
) -> None:
    assert unit_missed(asked, [text]) == scale


GOLD = "Net sales of Corrie in 2019 were 455."


@pytest.mark.parametrize(
    ("text", "others"),
    [
        pytest.param(f"{GOLD}\nCorrie net sales, 2019: 470", ["470"], id="another"),
        pytest.param(f"{GOLD} Corrie net sales in 2018 were 470.", [], id="of another"),
        pytest.param(f"{GOLD} Net sales in 2019 were 470.", [], id="a word less"),
        pytest.param(f"{GOLD}\nCorrie net sales, 2019: 470 %", [], id="percent"),
        pytest.param(f"{GOLD}\nCorrie net sales, 2019: 470 km", [], id="another unit"),
        pytest.param(f"{GOLD}\nCorrie net sales, 2019: EUR 470", [], id="money"),
        pytest.param(f"{GOLD}\nCorrie net sales 2019, as of 1999", [], id="a year"),
        pytest.param("Corrie net sales 2019: 455 470", [], id="columns of its row"),
        pytest.param(f"{GOLD}\nNet sales of Corrie, 2019: 455.0", [], id="it again"),
        pytest.param("It was 455.\nAnd 470.", [], id="not the question's words"),
        pytest.param("Corrie net sales in 2019: 470", [], id="no gold beside it"),
    ],
)
def test_another_value_beside_the_same_words_makes_it_ambiguous(
    text: str, others: list[str]
) -> None:
    assert other_values(SALES, [text]) == others


def test_a_number_that_the_question_names_is_no_other_value() -> None:
    asked = question(text="What did the 12 Corrie shops sell?", answers=["455"])
    texts = ["The 12 Corrie shops sell 455.\nCorrie shops sell out: 12 of 30."]

    assert other_values(asked, texts) == ["30"]


def test_a_date_is_ambiguous_beside_one_known_as_exactly() -> None:
    opened = "The Corrie quay was opened on 5 March 1907.\n"

    assert other_values(DAY, [f"{opened}Corrie quay opened: 6 May 1911."]) == [
        "6 May 1911"
    ]
    assert other_values(DAY, [f"{opened}Corrie quay opened in 1911."]) == []


def test_findings_say_what_was_seen() -> None:
    texts = [
        f"{GOLD}\n" + "".join(f"Corrie net sales 2019: {n}\n" for n in range(461, 466))
    ]
    found = list(evidence_findings(SALES, texts))
    unit = list(evidence_findings(SALES, ["Sales were $455 million."]))

    assert found == [("ambiguous", "also 461, 462, 463 and 2 more", 5)]
    assert unit == [("no-unit", "'455' is in millions there", 1e6)]
