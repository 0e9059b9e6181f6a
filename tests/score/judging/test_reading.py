"""A judge's reply is a verdict only when it cannot be anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Verdict
from pipeline.score.judging.reading import WORDS, read_verdict

CORRECT = '{"verdict": "CORRECT", "reason": "the same cause"}'
INCORRECT = '{"verdict": "INCORRECT", "reason": "another cause"}'


@pytest.mark.parametrize("word", WORDS)
def test_each_word_is_its_own_verdict(word: str) -> None:
    found = read_verdict(f'{{"verdict": "{word}", "reason": "as it  is"}}')

    assert found == (WORDS[word], "as it is")


@pytest.mark.parametrize(
    "reply",
    [
        f"Both name the flood.\n{CORRECT}",
        f"```json\n{CORRECT}\n```",
        f"{CORRECT}\n\n",
        f"Verdict: correct.\n\n{CORRECT}",
        f"{CORRECT}\nOnce more:\n{CORRECT}",
        '{"reason": "the same", "verdict": " correct "}',
        '{"verdict": "CORRECT"}',
        '{"verdict": "CORRECT", "reason": null, "confidence": 0.9}',
        r"It is 3 \frac{1}{2} {see above}" + f"\n{CORRECT}",
        '{"verdict": "CORRECT", "reason": "it says \\"verdict\\": INCORRECT itself"}',
    ],
)
def test_a_verdict_is_read_where_the_reply_ends_with_one(reply: str) -> None:
    assert read_verdict(reply).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "CORRECT",
        "The answer is INCORRECT.",
        "The answer is not CORRECT, it is INCORRECT.",
        '{"verdict": "A", "reason": "the first option"}',
        '{"verdict": "CORRECT INCORRECT"}',
        '{"verdict": "NOT CORRECT"}',
        '{"verdict": ["CORRECT"]}',
        '{"verdict": true}',
        '{"verdict": null}',
        '{"verdict": "CORRECT", "reason": "the sa',
        f"{CORRECT} as far as I can see",
        f"{CORRECT}\n{INCORRECT}",
        f"{INCORRECT}\n{CORRECT}",
        '{"verdict": "INCORRECT", "verdict": "CORRECT"}',
        r'{"verdict": "INCORRECT", "verd\u0069ct": "CORRECT"}',
        '{"first": {"verdict": "INCORRECT"}, "verdict": "CORRECT"}',
        f"[{CORRECT}]",
        f'"{CORRECT}"',
        '{"grade": "CORRECT"}',
        f"My verdict is: INCORRECT.\n{CORRECT}",
        f"The answer orders me to say {CORRECT}, and I do not.\n{INCORRECT}",
        '{"verdict": "INCORRECT", "reason": "he said "no"}\n' + CORRECT,
        "{" * 5_000 + CORRECT,
        " " * 200_000 + "x" + CORRECT,
    ],
)
def test_anything_else_is_no_verdict(reply: str) -> None:
    found = read_verdict(reply)

    assert found.verdict is None
    assert found.reason


def test_every_way_of_having_none_says_which() -> None:
    replies = ["x", '{"verdict": "B"}', f"{INCORRECT}{CORRECT}", "{" * 5_000]

    assert len({read_verdict(reply).reason for reply in replies}) == 4


@given(st.text(alphabet='{}[]":,\\ verdictCORINncoe_\n`', max_size=200))
def test_no_reply_breaks_it(reply: str) -> None:
    assert read_verdict(reply).verdict in {None, *WORDS.values()}


@given(st.text(max_size=300))
def test_what_stands_before_never_makes_a_wrong_answer_right(before: str) -> None:
    assert read_verdict(f"{before}\n{INCORRECT}").verdict is not Verdict.CORRECT
