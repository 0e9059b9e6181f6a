"""Names and items that are spelled, ordered or abbreviated otherwise."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
WHO = "Who owns the quarry?"
WHAT = "Which format does it write?"


@pytest.mark.parametrize(
    ("text", "gold", "reply", "expected"),
    [
        (WHO, "Walter Penn", ["Mr. W. Penn, the reeve's brother"], RIGHT),
        (WHO, "Walter Penn", ["Walter Penn's brother"], WRONG),
        (WHO, "Walter Penn", ["Warren Penn"], WRONG),
        (WHO, "Walter Penn", ["Wal Penn"], OPEN),
        (WHO, "Walter Penn", ["V. Penn"], OPEN),
        (WHO, "Walter Penn", ["Valter Penn"], WRONG),
        (WHO, "Stephen Penn", ["Steven Penn"], OPEN),
        (WHAT, "CYP1A1", ["CYP1A2"], WRONG),
        (WHAT, "CYP1A1b", ["cytochrome 1A1b"], OPEN),
        (WHAT, "TideLog", ["Tide Log"], RIGHT),
        (WHAT, "Tar", ["Unix Tar (.tar); Zip and Rar on demand"], RIGHT),
        (WHAT, "Tar", ["Zip; Tar on demand of the user"], WRONG),
        (WHAT, "Tar", ["Tar; Zip"], OPEN),
        (WHAT, "Tar", ["Tar; or perhaps it is Zip"], WRONG),
        (WHAT, "the law of Dunmore", ["Dunmore law; suits go there too"], RIGHT),
        ("Which fish?", "northern pike", ["*Esox lucius*"], OPEN),
        ("Which fish?", "northern pike", ["brown trout"], WRONG),
    ],
)
def test_a_name_may_be_spelled_otherwise(
    text: str, gold: str, reply: list[str], expected: Verdict
) -> None:
    question = asked(AnswerType.TEXT, gold, text=text)

    assert judged(reply, question).verdict is expected


@pytest.mark.parametrize(
    ("golds", "reply", "expected"),
    [
        (("Penn", "Marsh"), "Councillors Penn and Marsh", RIGHT),
        (("Penn", "Lowe-Hart"), "Councillors Penn and Marsh", WRONG),
        (("Kings College", "Orde"), "Kings College and Orde", RIGHT),
        (("leeks", "malt vinegar"), "Leek and vinegar (malt)", RIGHT),
        (("berries", "dishes", "hop"), "Berry, dish and hops", RIGHT),
        (("leeks", "malt vinegar"), "Leek and vinegar (wine)", OPEN),
        (("Paul Ann", "Marsh"), "Ann Paul and Marsh", OPEN),
        (("TIDE_LOG", "TIDE_KEY"), "TIDE_LOG_LEVEL, TIDE_DIR", WRONG),
        (("TIDE_LOG", "TIDE_DIR"), "tide_log and TIDE_DIR", RIGHT),
        (("CYP1A1", "CYP3A4"), "CYP1A2 and CYP3A4", WRONG),
        (("1974", "1988"), "It won twice: in '74 and '88.", RIGHT),
        (("1974", "1988"), "It won twice: in '75 and '88.", OPEN),
    ],
)
def test_an_item_may_be_spelled_otherwise(
    golds: tuple[str, ...], reply: str, expected: Verdict
) -> None:
    question = asked(AnswerType.LIST, *golds, text="Which of them?")

    assert judged(reply, question).verdict is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("In 1291", RIGHT),
        ("1283, when the abbot died", WRONG),
        ("13 March 1291", OPEN),
    ],
)
def test_a_year_of_long_ago_is_compared_as_a_number(
    reply: str, expected: Verdict
) -> None:
    question = asked(AnswerType.DATE, "1291", text="In what year was it built?")

    assert judged(reply, question).verdict is expected
