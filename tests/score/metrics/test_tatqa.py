"""TAT-QA compares numbers by value and scale, and text by its words."""

from typing import Any

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import NotDefinedError, Sample
from pipeline.score.metrics.limits import MAX_CHARS
from pipeline.score.metrics.tatqa_numbers import is_number, normalised, to_number


def both(reply: str, *golds: str, **further: Any) -> tuple[float, float]:
    row = {"answer_type": "span", "scale": ""} | further
    sample = Sample(reply, golds=golds, further=row)
    return METRICS["tatqa_em"].score(sample), METRICS["tatqa_f1"].score(sample)


@pytest.mark.parametrize(
    ("reply", "gold", "scores"),
    [
        ("the Red Kite", "red kite", (1, 1)),
        ("red-kite", "redkite", (1, 1)),
        ("red", "red kite", (0, 0.67)),
        ("red red", "red kite red", (0, 0.67)),  # words are a set
        ("blue", "red", (0, 0)),
        ("the", "red", (0, 0)),
        ("", "red", (0, 0)),
        ("1,577", "1577.00", (1, 1)),
        ("$1,577", "1577", (1, 1)),
        ("(134)", "-134", (1, 1)),
        ("12%", "0.12", (1, 1)),
        ("1.5 million", "1500000", (1, 1)),
        ("5 apples", "5 apple", (0, 0.5)),
    ],
)
def test_a_span(reply: str, gold: str, scores: tuple[float, float]) -> None:
    assert both(reply, gold) == scores


@pytest.mark.parametrize(
    ("reply", "pred_scale", "gold", "scale", "right"),
    [
        ("23.42", "percent", "23.42", "percent", 1),
        ("23.42", "", "23.42", "percent", 0),
        ("0.2342", "", "23.42", "percent", 1),  # a lone number keeps four decimals
        ("0.2342", "percent", "23.42", "percent", 0),
        ("23.42%", "", "23.42", "percent", 1),
        ("23.42%", "percent", "23.42", "percent", 1),  # the sign is scale enough
        ("1.5", "million", "1500", "thousand", 1),
        ("1.5", "thousand", "1.5", "million", 0),
        ("1500000", "", "1.5", "million", 1),
        ("1.504", "million", "1.5", "million", 1),  # two decimals before the scale
        ("1.506", "million", "1.5", "million", 0),
        ("-5", "", "5", "", 0),
        ("1.5 million", "thousand", "1.5", "billion", 1),  # both scales count
    ],
)
@pytest.mark.parametrize("answer_type", ["arithmetic", "span"])
def test_a_number_counts_with_its_scale(
    reply: str, pred_scale: str, gold: str, scale: str, right: int, answer_type: str
) -> None:
    row = {"answer_type": answer_type, "scale": scale, "pred_scale": pred_scale}

    assert both(reply, gold, **row) == (right, right)


def test_a_text_has_its_scale_as_a_word() -> None:
    assert both("high", "high", scale="percent", pred_scale="percent") == (1, 1)
    assert both("high", "high", scale="percent") == (0, 0.67)
    assert both(".5", ".5", scale="percent", pred_scale="percent") == (1, 1)
    assert both(".5", ".5", scale="percent") == (0, 0.67)


def test_a_calculated_answer_has_no_part_of_a_point() -> None:
    assert both("5 cats", "5 dogs") == (0, 0.5)
    assert both("5 cats", "5 dogs", answer_type="arithmetic") == (0, 0)
    assert both("7", "07", answer_type="count") == (1, 1)
    assert both("7.0 cats", "7") == (0, 0.67)
    assert both("7.0 cats", "7", answer_type="count") == (0, 0)


def test_a_number_among_words_is_not_taken_out_of_them() -> None:
    assert both("about 0.25", "25", scale="percent") == (0, 0.67)


def test_f1_counts_among_readings_of_the_best_exact_match() -> None:
    assert both("0.005", "0.01") == (1, 1)
    assert both("0.004", "0") == (1, 1)


def test_several_spans_are_one_answer_in_any_order() -> None:
    golds = ("red kite", "barn owl")
    row = {"answer_type": "multi-span"}

    assert both("", *golds, prediction=["barn owl", "red kite"], **row) == (1, 1)
    assert both("", *golds, prediction=["red kite"], **row) == (0, 0.67)
    assert both("", "5", "7", prediction=["7", "5"], **row) == (1, 1)
    assert both("", *golds, prediction=[], **row) == (0, 0)
    assert both("x", "5", prediction=5.0, **row) == (1, 1)
    assert both("", "5", "0.1", prediction=["0.1", "0.2"], **row) == (0, 0.5)


def test_f1_is_rounded_as_numpy_rounds() -> None:
    # 1 of 20 words against 1 of 60: 0.025 of 100 is 2.5, which is even at 2.
    said = " ".join(["kite", *(f"a{n}" for n in range(19))])
    gold = " ".join(["kite", *(f"b{n}" for n in range(59))])

    assert both(said, gold) == (0, 0.02)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("+12", 12),
        ("-12.50", -12.5),
        ("$1,234.5", 1234.5),
        ("(12)", -12),
        ("(-12)", -12),
        ("12%", 0.12),
        ("(12%)", 0.12),  # not negative: the sign is no digit
        (" %5", 5),
        ("12 thousand", 12_000),
        ("12million", 12_000_000),
        ("1 hundred", 100),
        ("2 billion", 2_000_000_000),
        ("12 percent", 0.12),
        ("0.00005", 0.0001),
        ("about 3 or 4", 3),
        (".5", None),
        ("none", None),
        ("5 apples and 2 million", 5),  # the first word after a number
    ],
)
def test_a_number_read(text: str, number: float | None) -> None:
    assert to_number(text) == number


@pytest.mark.parametrize(
    "text", ["12", "$12", "12 million", "1e5", "inf", ".5", "[12]"]
)
def test_is_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "$", "nan", "12 apples", "about 12", "12m", "-"])
def test_is_no_number(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("12.0", "12.0"),
        ("12", "12"),  # a whole number stays one, so that "12" is not "12.0"
        ("The  (Red) Kite!", "red kite"),
        ("12 million", "12 million"),  # word by word
        ("a-12-", "a12"),
        ("-$5-", "5"),
        ("inf", "None"),
        ("a\tb", "b"),
    ],
)
def test_normalised(text: str, plain: str) -> None:
    assert normalised(text) == plain


@pytest.mark.parametrize(
    "sample",
    [
        Sample("5", ("5",)),
        Sample("5", ("5",), further={"answer_type": "span"}),
        Sample("5", ("5",), further={"scale": ""}),
        Sample("5", (), further={"answer_type": "span", "scale": ""}),
        Sample("5", ("many",), further={"answer_type": "count", "scale": ""}),
        Sample("9" * 10_000, ("5",), further={"answer_type": "span", "scale": ""}),
        Sample("9" * 400, ("5",), further={"answer_type": "span", "scale": ""}),
        Sample(
            "",
            ("5",),
            further={"answer_type": "span", "scale": "", "prediction": ["5", 5]},
        ),
    ],
)
def test_without_its_row_or_with_a_number_too_long_it_is_not_defined(
    sample: Sample,
) -> None:
    for name in ("tatqa_em", "tatqa_f1"):
        with pytest.raises(NotDefinedError):
            METRICS[name].score(sample)


def test_a_long_run_of_digits_and_spaces_is_read_once() -> None:
    assert both("1 " * 10_000, "red") == (0, 0)


def test_a_very_long_reply_is_not_compared() -> None:
    with pytest.raises(NotDefinedError):
        both("a" * (MAX_CHARS + 1), "red")
