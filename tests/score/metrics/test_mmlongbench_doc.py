"""MMLongBench-Doc compares by the format of the gold answer, faults included."""

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import NotDefinedError, Sample
from pipeline.score.metrics.limits import MAX_CHARS
from pipeline.score.metrics.mmlongbench_doc import (
    NOT_ANSWERABLE,
    Scored,
    accuracy_and_f1,
    cleaned,
)


def scored(answer_format: str, reply: str, *golds: str) -> float:
    return METRICS["mmlongbench_doc"].score(
        Sample(reply, golds=golds, further={"answer_format": answer_format})
    )


@pytest.mark.parametrize(
    ("gold", "reply", "right"),
    [
        ("12", "12", 1),
        ("12", "12.9", 1),  # cut off, not rounded
        ("12", "1.2e1", 1),
        ("12", " 12 ", 1),
        ("12", "13", 0),
        ("12", "12 birds", 0),
        ("12", "twelve", 0),
        ("12", "inf", 0),
        ("12", "", 0),
        ("12.0", "12", 0),  # no gold with a point is ever matched
        ("12.0", "12.0", 0),
        ("", "twelve", 1),
    ],
)
def test_int(gold: str, reply: str, right: int) -> None:
    assert scored("Int", reply, gold) == right


@pytest.mark.parametrize(
    ("gold", "reply", "right"),
    [
        ("0.5", "0.5", 1),
        ("50", "50.4", 1),
        ("50", "50.6", 0),
        ("50", "0.5", 1),
        ("0.5", "50", 1),
        ("0.5", "5", 0),
        ("50%", "50", 1),
        ("$50", "50", 1),
        ("50", "50 (estimated)", 1),
        ("0.001", "0", 1),  # alike at two decimals
        ("0.001", "0.01", 0),
        ("0.001", "0.004", 0),  # three decimals on both sides are compared
        ("0.123", "0.12", 1),
        ("0.12", "0.126", 0),
        ("-50", "50", 0),
        ("1,000", "1,000", 0),
        ("50", "1,000", 0),
        ("50", "fifty", 0),
        ("fifty", "50", 0),
        ("50", "nan", 0),
        ("50", "", 0),
    ],
)
def test_float(gold: str, reply: str, right: int) -> None:
    assert scored("Float", reply, gold) == right


@pytest.mark.parametrize("answer_format", ["Str", "None"])
@pytest.mark.parametrize(
    ("gold", "reply", "value"),
    [
        ("Red kite", "red KITE", 1.0),
        ("red kite", "red bite", 0.875),
        ("abcd", "abxx", 0.0),  # a half is nothing
        ("abcd", "abcx", 0.75),
        ("abcde", "abcxx", 0.6),
        ("red kite", "'red kite' (a bird)", 1.0),
        ("red kite", "the red kite of the northern hills", 0.0),
        ("", "", 1.0),
        ("", "x", 0.0),
        ("\u00df\u00df", "\u00dfs", 0.75),  # the length is that in capitals
        ("https://a.org/b", "https://a.org/c", 0.0),
        ("see https://a.org/b", "see https://a.org/b", 1.0),
        ("run_all.py", "run_all.pi", 0.0),
        ("plots.ipynb", "plot.ipynb", 0.0),
        ("page 14", "page 15", 0.0),
        ("my page 14", "my page 15", 0.9),
        ("555-0142", "555-0143", 0.0),
        ("555 0142", "555 0143", 0.0),
        ("2024", "2025", 0.0),
        ("10 a.m. on day two", "11 a.m. on day two", 0.0),
        ("10 p.m. on day two", "11 p.m. on day two", 0.0),
        ("10 am on day two", "11 am on day two", 0.9375),
        ("2024-03-14", "2024-03-15", 0.0),
        ("2024 03 14", "2024-03-14", 0.0),
        ("2024/03/14", "2024/03/15", 0.9),
        ("ann@example.org", "ann@example.com", 0.0),
        ("mail ann@example.org", "mail ann@example.com", 0.85),
        (NOT_ANSWERABLE, "not answerable", 1.0),
    ],
)
def test_text(answer_format: str, gold: str, reply: str, value: float) -> None:
    assert scored(answer_format, reply, gold) == pytest.approx(value)


@pytest.mark.parametrize(
    ("golds", "reply", "value"),
    [
        (("['kite', 'owl']",), "['owl', 'kite']", 1.0),
        (("kite", "owl"), "['owl', 'kite']", 1.0),
        (("['Kite', 'owl']",), '["kite", "OWL"]', 1.0),
        (("['kite', 'owl']",), "['kite']", 0.0),
        (("['kite', 'owl']",), "kite, owl", 0.0),
        (("['kite', 'owl']",), "['kite', 'ant']", 0.0),
        (("['kites', 'owls']",), "['kite', 'owls']", 0.8),  # the least alike
        (("['alder', 'birch']",), "['birch', 'zalder']", 0.0),  # sorted, then paired
        (("['12', '7.5']",), "['7.5', '12']", 1.0),
        (("['12', '7.5']",), "[12, 7.5]", 1.0),
        (("['12', '7.5']",), "['12', '7.50']", 0.0),
        (("['12', 'kites']",), "['12', 'kite']", 0.0),  # the first decides for all
        (("['page 3', 'x']",), "['page 4', 'x']", 0.0),
        (("kite",), "kite", 1.0),
        (("kite",), "['kite']", 1.0),
        (("['kite']",), "kite", 1.0),
        (("[]",), "[]", 0.0),
        (("kite",), "[kite]", 0.0),
        (("kite",), "['kite'", 0.0),
        (("kite",), "[" * 5_000, 0.0),
        (("3",), "[1 + 2]", 0.0),  # a program is not run
        (("['kite', 'owl']",), "['kite', 'owl'],", 0.0),
        (("d",), r"['\d']", 0.0),
    ],
)
def test_list(golds: tuple[str, ...], reply: str, value: float) -> None:
    assert scored("List", reply, *golds) == pytest.approx(value)


def test_any_other_format_is_a_list() -> None:
    assert scored("Table", "['owl', 'kite']", "['kite', 'owl']") == 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" $5 ", "5"),
        ("$$5", "5"),
        ("5 %", "5"),
        ("'5'", "5"),
        ("''5''", "'5'"),
        ("5 miles", "5 miles"),
        ("5 million", "5 million"),
        ("a  (b) c (d", "a c (d"),
        ("a (b(c) d) e", "a d) e"),
        ("(a)\t(b)", ""),
        ('"$5%" (approx.)', "5"),
        ("KITE", "kite"),
    ],
)
def test_cleaned(text: str, plain: str) -> None:
    assert cleaned(text) == plain


def test_a_hostile_answer_takes_no_longer_than_its_length() -> None:
    assert cleaned("(" * 500_000) == "(" * 500_000
    assert scored("Str", "x" * MAX_CHARS, "x" * 100) == 0
    with pytest.raises(NotDefinedError):
        scored("Str", "x" * (MAX_CHARS + 1), "x")


@pytest.mark.parametrize(
    "sample", [Sample("5", ("5",)), Sample("5", (), further={"answer_format": "Int"})]
)
def test_without_format_or_gold_it_is_not_defined(sample: Sample) -> None:
    with pytest.raises(NotDefinedError):
        METRICS["mmlongbench_doc"].score(sample)


def test_accuracy_counts_all_and_f1_what_can_be_answered() -> None:
    samples = [
        Scored(1.0, "kite", "kite"),
        Scored(0.5, "owl", "howl"),
        Scored(0.0, "ant", NOT_ANSWERABLE),
        Scored(1.0, NOT_ANSWERABLE, NOT_ANSWERABLE),
        Scored(0.0, NOT_ANSWERABLE, "a wren"),
    ]

    accuracy, f1 = accuracy_and_f1(samples)

    assert accuracy == 0.5
    recall, precision = 1.5 / 3, 1.5 / 3
    assert f1 == pytest.approx(2 * recall * precision / (recall + precision))


def test_the_two_parts_of_f1_differ() -> None:
    samples = [Scored(1.0, "kite", "kite"), Scored(0.0, "ant", NOT_ANSWERABLE)]

    assert accuracy_and_f1(samples) == pytest.approx((0.5, 2 / 3))


@pytest.mark.parametrize(
    ("samples", "result"),
    [
        ([], (0.0, 0.0)),
        ([Scored(1.0, NOT_ANSWERABLE, NOT_ANSWERABLE)], (1.0, 0.0)),
        ([Scored(0.0, "kite", NOT_ANSWERABLE)], (0.0, 0.0)),
        ([Scored(0.0, "kite", "owl")], (0.0, 0.0)),
    ],
)
def test_with_nothing_to_divide_by_f1_is_0(
    samples: list[Scored], result: tuple[float, float]
) -> None:
    assert accuracy_and_f1(samples) == result
