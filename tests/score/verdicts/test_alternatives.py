"""A choice put as a gloss, as two guesses, or at the close of what it excludes."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
FUELS = ("HSD", "VLSO", "CNG")
USED = "Which fuel is used for the launch?"
GRADES = ("slight", "marked", "severe")


def verdict(
    reply: str, gold: str, choices: tuple[str, ...], text: str = USED
) -> Verdict:
    question = asked(AnswerType.CHOICE, gold, text=text, choices=choices)
    return judged(reply, question).verdict


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Compressed natural gas (CNG)", RIGHT),
        ("Ship diesel (HSD)", WRONG),
        ("HSD (CNG)", WRONG),
        ("Natural gas (not CNG)", WRONG),
        ("Natural gas (CNG or HSD)", OPEN),
    ],
)
def test_an_option_may_be_glossed(reply: str, expected: Verdict) -> None:
    assert verdict(reply, "CNG", FUELS) is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("I should call it marked to severe.", WRONG),
        ("Marked or severe", WRONG),
        ("Severe, or marked if the log is right", OPEN),
        ("It went from marked to severe to slight again over the years here.", OPEN),
        ("It is severe, not slight or marked.", RIGHT),
    ],
)
def test_two_options_are_no_choice(reply: str, expected: Verdict) -> None:
    assert verdict(reply, "severe", GRADES, "How bad was the wear?") is expected


@pytest.mark.parametrize(
    ("reply", "gold", "expected"),
    [
        ("Worse than marked, by all that the log says: severe", "severe", RIGHT),
        ("Worse than slight, by all that the log says: marked", "severe", OPEN),
        ("The log has slight, marked and severe: all three of them", "severe", OPEN),
    ],
)
def test_what_stands_behind_the_last_colon_is_chosen(
    reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, GRADES, "How bad was the wear?") is expected


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (USED, "The launch burns VLSO; HSD was used until 2018.", "VLSO", RIGHT),
        (USED, "The launch burns VLSO; HSD was used until 2018.", "HSD", OPEN),
        (
            "Which fuel was used until 2018?",
            "VLSO is burnt now; HSD was used until 2018.",
            "HSD",
            RIGHT,
        ),
    ],
)
def test_what_held_until_then_is_not_what_holds(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, FUELS, text) is expected
