"""An answer that sets its option against others chooses that option."""

import pytest

from pipeline.records import AnswerType, Verdict
from pipeline.score.listing.contrasts import contrasted
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
OPTIONS = ("Corrie", "Hollin", "Brinsea")


@pytest.mark.parametrize(
    "said",
    [
        "{0} (compared with {1})",
        "{0} rather than {1}",
        "{0}, not {1}",
        "{0} (not {1})",
        "{0} and not {1}",
        "{0}, and not {2} or {1}",
        "{0} instead of {1}",
        "{0}, as opposed to {1}",
        "{0} over {1}",
        "It is {0}, not {1}",
        "{1} is wrong; it is {0}",
        "{1} isn't right: {0} is",
        "{1} is incorrect, {0} is correct",
        "Not {1} but {0}",
        "Not {1}. {0}.",
        "Neither {1} nor {2}; {0}",
        "{0}, since {1} is excluded",
    ],
)
def test_what_is_set_against_others_is_chosen(said: str) -> None:
    by_label, by_text = said.format("A", "B", "C"), said.format(*OPTIONS)
    other = said.format("B", "A", "C")

    for gold, given, expected in (
        ("Corrie", by_label, RIGHT),
        ("Corrie", by_text, RIGHT),
        ("Hollin", by_text, WRONG),
        ("Corrie", other, WRONG),
    ):
        question = asked(AnswerType.CHOICE, gold, choices=OPTIONS)
        assert judged(given, question).verdict is expected


@pytest.mark.parametrize(
    "said",
    [
        "A or B",
        "A and B",
        "Neither A nor B",
        "A but B is also right",
        "not A",
        "B (compared with A) and C",
        "A company, not B",
        "A, not A",
        "\ue000, not B",
    ],
)
def test_what_is_no_plain_contrast_is_left_to_other_rules(said: str) -> None:
    assert not contrasted(said, OPTIONS)


def test_an_option_in_capitals_no_fold_knows_is_no_error() -> None:
    assert contrasted("not i but A", ("x", "\u0130")) == frozenset()
