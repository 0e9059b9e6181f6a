"""Of several figures the one that a sentence marks counts, in the unit asked for."""

import pytest

from pipeline.records import AnswerType, Verdict
from pipeline.score.claimed.several import opens_a_range
from pipeline.values.measures import measures_in
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
BUILT, PLANNED = "How many barns were built?", "How many barns were planned?"
BOTH = "Of 150 barns planned, 120 were built and 14 burnt."
SUNK = "How many barges sank?"
CLAIMED = "The pilot claims nine barges sank; the true number is seven."
SETTING = "To what torque is the flange bolt tightened?"
TORQUE = "What is the torque of the flange bolt (Nm)?"
SHARE = "By how many basis points did the rate rise?"
OVEN = "At what temperature (°C) is the glaze fired?"
PORT = "On what port does the relay listen?"
LIMIT = "What is the retry limit?"
AGE = "How old is the stock, in days?"
RATIO = "What is the quick ratio?"


def verdict(reply: str, gold: str, text: str) -> Verdict:
    return judged(reply, asked(AnswerType.NUMBER, gold, text=text)).verdict


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (BUILT, BOTH, "120", RIGHT),
        (PLANNED, BOTH, "150", RIGHT),
        (BUILT, BOTH, "150", WRONG),
        (BUILT, "120 barns were not built; 150 were.", "120", WRONG),
        (BUILT, "90 barns stood before and 12 were built.", "12", RIGHT),
    ],
)
def test_a_figure_belongs_to_the_verb_behind_it(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, text) is expected


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (SUNK, CLAIMED, "7", RIGHT),
        (SUNK, CLAIMED, "9", OPEN),
        ("How many barges does the pilot claim sank?", CLAIMED, "9", RIGHT),
        (SUNK, "Nine barges sank by the paper, but actually seven.", "7", RIGHT),
        (SUNK, "The true number is put at nine.", "9", RIGHT),
    ],
)
def test_what_is_called_true_corrects_the_rest(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, text) is expected


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (SETTING, "Tighten first to 20 Nm, then to 55 Nm.", "55 Nm", RIGHT),
        (SETTING, "Tighten first to 20 Nm, then to 55 Nm.", "20 Nm", OPEN),
        ("What is the first torque?", "First to 20 Nm, then to 55 Nm.", "55 Nm", OPEN),
        ("How many sheep did he sell?", "First up to 20, then to 55.", "55", OPEN),
    ],
)
def test_a_setting_is_what_its_steps_end_at(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, text) is expected


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (PORT, "`9443` (TLS) \u2014 plain links use 9080 when allowed", "9443", RIGHT),
        (PORT, "9080 \u2014 TLS uses 9443 when allowed", "9443", OPEN),
        (PORT, "9080; no, it is 9443", "9443", OPEN),
        (PORT, "9443; 9080", "9443", OPEN),
        (LIMIT, "5 (default), adjustable up to 20", "5", RIGHT),
        (LIMIT, "5 (default), adjustable up to 20", "20", OPEN),
    ],
)
def test_what_opens_a_sentence_that_breaks_off_is_the_answer(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, text) is expected


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (AGE, "It is 41.7 days old, so about 42 days.", "41.7", RIGHT),
        (AGE, "It is 41.7 days old, or roughly 50 days.", "41.7", OPEN),
        (AGE, "It was 41.7 days in May and about 42 days in June.", "41.7", OPEN),
        (RATIO, "Some 0.91, so about 91 cents to each dollar of debt.", "0.91", RIGHT),
        (RATIO, "Some 0.91, so about 95 cents to each dollar of debt.", "0.91", OPEN),
    ],
)
def test_a_figure_said_again_in_round_is_the_same(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, text) is expected


@pytest.mark.parametrize(
    ("reply", "gold", "expected"),
    [
        ("Seven or nine, depending on the log.", "7", WRONG),
        ("7 barges or perhaps 9", "9", WRONG),
        ("7, and 9 the year after", "7", OPEN),
        ("7 or so", "7", RIGHT),
        ("7 \u2013 9 barges", "7", OPEN),
        ("7 to 9", "7", OPEN),
        ("Losses rose from 7 to 9.", "9", RIGHT),
        ("Four off the head and three in the sound.", "7", OPEN),
        ("Four off the head and two in the sound.", "7", WRONG),
    ],
)
def test_two_values_are_no_answer_and_parts_may_be(
    reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, SUNK) is expected


@pytest.mark.parametrize(
    ("text", "reply", "gold", "expected"),
    [
        (TORQUE, "55 Nm", "55", RIGHT),
        (TORQUE, "55 N\u00b7m", "55", RIGHT),
        (TORQUE, "40.57 lb-ft", "55", RIGHT),
        (TORQUE, "55 ft-lb", "55", WRONG),
        (SHARE, "0.35 percentage points", "35", RIGHT),
        (SHARE, "35 bps", "35", RIGHT),
        (SHARE, "35%", "35", WRONG),
        (OVEN, "2,192 °F", "1200", RIGHT),
        (OVEN, "1,200 °F", "1200", WRONG),
        ("How much lead is in the well (mg/L)?", "0.4 ppm", "0.4", RIGHT),
        ("How many people live in Dunmore (MI)?", "1,200 people", "1200", RIGHT),
        (
            "By how many percentage points did the rate rise?",
            "From 2.1% to 2.5%, i.e. 0.4 points",
            "0.4",
            OPEN,
        ),
    ],
)
def test_a_unit_that_the_question_names_binds_the_answer(
    text: str, reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold, text) is expected


@pytest.mark.parametrize(
    ("reply", "gold", "expected"),
    [
        ("7\u20139 barges", "7", OPEN),
        ("7 barges to 9", "7", OPEN),
        ("7 barges (9 the year after)", "7", RIGHT),
    ],
)
def test_the_low_end_of_a_range_is_not_all_of_it(
    reply: str, gold: str, expected: Verdict
) -> None:
    question = asked(AnswerType.NUMBER, gold, text=SUNK)

    assert judged([reply], question).verdict is expected


def test_a_change_is_no_range() -> None:
    figure, _ = measures_in("from 7 to 9")

    assert not opens_a_range(figure)
    assert opens_a_range(measures_in("some 7 to 9")[0])
