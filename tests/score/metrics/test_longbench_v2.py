import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

CHOICE, COMPENSATED = "longbench_v2_choice", "longbench_v2_choice_compensated"
ROMANCE = ("Dutch", "French", "Danish", "Polish")


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        pytest.param("The correct answer is (B)", "B", id="as asked"),
        pytest.param("So: The correct answer is (B).", "B", id="amid words"),
        pytest.param("The correct answer is B", "B", id="without parentheses"),
        pytest.param("**The correct answer is *(B)***", "B", id="stars are taken out"),
        pytest.param("The correct answer is Berlin", "B", id="a word's first letter"),
        pytest.param(
            "The correct answer is A. No: The correct answer is (B)",
            "B",
            id="parentheses first, wherever they are",
        ),
        pytest.param(
            "The correct answer is (B). The correct answer is (A)", "B", id="the first"
        ),
        pytest.param("(B)", None, id="a letter alone"),
        pytest.param("The Correct Answer is (B)", None, id="other case"),
        pytest.param("The correct answer is (b)", None, id="lower letter"),
        pytest.param("The correct answer is: (B)", None, id="a colon"),
        pytest.param("The correct answer is (E)", None, id="no such letter"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_letter_is_read_from_the_sentence_asked_for(
    reply: str, read: str | None
) -> None:
    assert score(CHOICE, reply, "B") == (read == "B")
    assert score(CHOICE, reply, "C") == 0
    assert score(COMPENSATED, reply, "C") == (0.25 if read is None else 0)
    assert score(COMPENSATED, reply, "B") == (0.25 if read is None else 1)


def test_the_gold_may_be_an_option_s_text() -> None:
    assert score(CHOICE, "The correct answer is (B)", "French", choices=ROMANCE) == 1
    assert score(CHOICE, "The correct answer is (B)", "Dutch", choices=ROMANCE) == 0


@pytest.mark.parametrize("name", [CHOICE, COMPENSATED])
@pytest.mark.parametrize("golds", [(), ("Latin",), ("E",), ("",)])
def test_without_a_right_letter_nothing_is_said(
    name: str, golds: tuple[str, ...]
) -> None:
    with pytest.raises(NotDefinedError, match="neither an option"):
        score(name, "The correct answer is (B)", *golds, choices=ROMANCE)
