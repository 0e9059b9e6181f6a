"""The classes in which rules and people are compared."""

from pipeline.records import Verdict
from pipeline.score.answers.agreement import class_of, two_classes

RIGHT, WRONG, NONE = Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED


def test_an_abstention_is_incorrect_where_labels_know_no_third_class() -> None:
    folded = two_classes({(WRONG, NONE): 2, (WRONG, WRONG): 1, (RIGHT, NONE): 3})

    assert folded == {(WRONG, WRONG): 3, (RIGHT, WRONG): 3}


def test_every_verdict_but_unscored_is_of_a_class() -> None:
    assert {verdict: class_of(verdict) for verdict in Verdict} == {
        Verdict.CORRECT: RIGHT,
        Verdict.INCORRECT: WRONG,
        Verdict.MALFORMED: WRONG,
        Verdict.ABSTAINED: NONE,
        Verdict.REFUSED: NONE,
        Verdict.UNSCORED: None,
    }
