import pytest

from pipeline.records import AnswerType, Question
from pipeline.simulate.deciding import Case, Scripted, decide, probability
from pipeline.simulate.dice import Dice
from pipeline.simulate.gold import Shown, Sight
from pipeline.simulate.scenario import Accuracy, ModelScript, Wrong
from tests.simulate.world import prompt, question

ASKED = question()
SEEN = Sight(Shown.EVIDENCE, 0.5)
LENGTHS = ((1_000, 1.0), (100_000, 0.5))


def case(
    tokens: int = 1_000,
    sight: Sight = SEEN,
    asked: Question = ASKED,
    *,
    dropped: bool = False,
) -> Case:
    return Case(asked, sight, prompt(asked), tokens, dropped=dropped)


@pytest.mark.parametrize(
    ("tokens", "wanted"), [(10, 1.0), (1_000, 1.0), (10_000, 0.75), (10**7, 0.5)]
)
def test_lengths_between_two_points_are_interpolated_by_logarithm(
    tokens: int, wanted: float
) -> None:
    found = probability(case(tokens), Accuracy(by_length=LENGTHS))

    assert found == pytest.approx(wanted)


def test_a_step_holds_up_to_the_next_one() -> None:
    accuracy = Accuracy(by_length=LENGTHS, stepwise=True)

    assert probability(case(99_999), accuracy) == 1.0
    assert probability(case(100_000), accuracy) == 0.5


def test_depth_and_type_are_factors() -> None:
    accuracy = Accuracy(
        overall=0.8,
        by_depth=((0.0, 1.0), (1.0, 0.5)),
        by_type={AnswerType.NUMBER: 0.5},
    )

    assert probability(case(), accuracy) == pytest.approx(0.8 * 0.75 * 0.5)


def test_without_documents_and_without_evidence_other_accuracies_hold() -> None:
    accuracy = Accuracy(overall=0.5, closed_book=0.1, without_evidence=0.9)

    closed = probability(case(sight=Sight(Shown.NO_DOCUMENTS)), accuracy)
    removed = probability(case(sight=Sight(Shown.NO_EVIDENCE)), accuracy)
    assert (closed, removed) == (0.1, 0.9)
    assert probability(case(dropped=True), accuracy) == 0.0


def test_an_unanswerable_question_has_the_accuracy_of_its_length() -> None:
    asked = question(kind=AnswerType.UNANSWERABLE)
    sight = Sight(Shown.NO_EVIDENCE)

    found = probability(case(sight=sight, asked=asked), Accuracy(overall=0.7))

    assert found == 0.7


def test_where_the_evidence_was_taken_out_to_abstain_is_correct() -> None:
    script = ModelScript(accuracy=Accuracy(without_evidence=1.0))
    decided = decide(case(sight=Sight(Shown.NO_EVIDENCE)), script, [ASKED], Dice(1))

    assert decided.verdict is Scripted.CORRECT
    assert "not_in_document" in decided.reply


def test_where_the_evidence_is_shown_to_abstain_is_an_abstention() -> None:
    wrong = Wrong(value=0, passage=0, abstain=1)
    script = ModelScript(accuracy=Accuracy(overall=0), wrong=wrong)
    decided = decide(case(), script, [ASKED], Dice(1))

    assert decided.verdict is Scripted.ABSTAINED


def test_what_can_only_abstain_says_another_value_where_that_would_be_right() -> None:
    wrong = Wrong(value=0, passage=0, abstain=1)
    accuracy = Accuracy(without_evidence=0)
    script = ModelScript(accuracy=accuracy, wrong=wrong)
    decided = decide(case(sight=Sight(Shown.NO_EVIDENCE)), script, [ASKED], Dice(1))

    assert decided.verdict is Scripted.WRONG
    assert '"answered"' in decided.reply
