"""Rows of many shapes give an answer beside its gold, or say what they lack."""

import pytest

from pipeline.records import AnswerType, Verdict
from pipeline.score.answers.fields import RowError
from pipeline.score.answers.given import Given, read, shape_of
from pipeline.score.answers.rows import Row


def one(row: Row, known: Row | None = None) -> Given:
    (given,) = read(row, "line 7", known)
    return given


@pytest.mark.parametrize(
    ("row", "golds", "given"),
    [
        pytest.param(
            {"prediction": "5", "ground_truth": "4", "id": "0"},
            ("4",),
            "5",
            id="infinitebench",
        ),
        pytest.param(
            {"pred": "Ada", "answers": ["Grace", "Hopper"], "all_classes": None},
            ("Grace", "Hopper"),
            "Ada",
            id="longbench",
        ),
        pytest.param(
            {"pred": "5", "gold": '["4", 5]'}, ("4", "5"), "5", id="written-list"
        ),
        pytest.param(
            {"pred": "5", "gold": "[[4, 5], [6]]"}, ("[[4, 5], [6]]",), "5", id="matrix"
        ),
        pytest.param(
            {"question": "?", "gold_answer": "4", "model_answer": "5"},
            ("4",),
            "5",
            id="financebench",
        ),
        pytest.param(
            {"Question": "?", "Answer": "4", "Response": "5"},
            ("4",),
            "5",
            id="capitals",
        ),
        pytest.param(
            {"input": "?", "expected": "4", "answer": "5"},
            ("4",),
            "5",
            id="answer-is-given-beside-another-gold",
        ),
        pytest.param(
            {"target": "kitchen", "output": "garden", "question": "?"},
            ("kitchen",),
            "garden",
            id="babilong",
        ),
        pytest.param(
            {"answers": {"text": ["4", "four"], "answer_start": [1, 2]}, "pred": "5"},
            ("4", "four"),
            "5",
            id="squad",
        ),
        pytest.param(
            {"answer": {"value": "4", "aliases": ["four"]}, "pred": "5"},
            ("4", "four"),
            "5",
            id="triviaqa",
        ),
        pytest.param(
            {"answers": "['4', 'four']", "pred": "5"},
            ("4", "four"),
            "5",
            id="a-list-written-into-a-text",
        ),
        pytest.param({"answer": "[4", "pred": "5"}, ("[4",), "5", id="no-list"),
        pytest.param({"answer": "4", "pred": None}, ("4",), "", id="null-is-no-text"),
    ],
)
def test_the_gold_and_the_given_answer_are_told_apart(
    row: Row, golds: tuple[str, ...], given: str
) -> None:
    found = one(row)

    assert (found.golds, found.text) == (golds, given)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Correct Answer", Verdict.CORRECT),
        ("Incorrect Answer", Verdict.INCORRECT),
        ("Refusal", Verdict.ABSTAINED),
        ("INCORRECT", Verdict.INCORRECT),
        ("not_attempted", Verdict.ABSTAINED),
        ("1", Verdict.CORRECT),
        ("0.0", Verdict.INCORRECT),
        (True, Verdict.CORRECT),
        (False, Verdict.INCORRECT),
        ("", None),
        (None, None),
    ],
)
def test_labels_are_whole_words(said: object, label: Verdict | None) -> None:
    assert one({"answer": "4", "pred": "5", "label": said}).label is label


def test_an_unknown_label_costs_the_label_and_not_the_answer() -> None:
    found = one({"answer": "4", "pred": "5", "label": "mostly correct"})

    assert found.label is None
    assert "'mostly correct'" in found.remark


def test_a_row_may_hold_the_answers_of_several_systems() -> None:
    row = {
        "id": "q",
        "golden_answer": "4",
        "answer_type": "number",
        "answer_aurora": "4",
        "judge_aurora": True,
        "answer_boreal": "5",
        "judge_boreal": False,
    }

    assert [(g.id, g.text, g.label) for g in read(row, "line 1")] == [
        ("q (aurora)", "4", Verdict.CORRECT),
        ("q (boreal)", "5", Verdict.INCORRECT),
    ]


def test_a_file_of_questions_goes_before_the_row() -> None:
    known = {"id": "q", "question": "Did it?", "answer": "Yes, in 1999."}

    found = one({"id": "q", "answer": "No", "question": "Which?"}, known)

    assert found.text == "No"
    assert found.golds == ("Yes, in 1999.",)
    assert found.question.text == "Did it?"
    assert found.question.answer_type is AnswerType.BOOLEAN


def test_a_stated_type_goes_before_the_look_of_the_gold() -> None:
    stated = one({"answer": "1999", "pred": "", "answer_format": "Str"}).question
    unknown = one({"answer": "1999", "pred": "", "answer_type": "span-ish"}).question

    assert (stated.answer_type, stated.type_inferred) == (AnswerType.TEXT, False)
    assert (unknown.answer_type, unknown.type_inferred) == (AnswerType.NUMBER, True)


def test_a_letter_stands_for_its_option() -> None:
    listed = one({"choices": ["north", "south"], "answer": "B", "pred": "A"})
    lettered = one(
        {"choice_A": "north", "choice_B": "south", "answer": "B", "pred": ""}
    )
    keyed = one({"options": {"A": "north", "B": "south"}, "answer": "b", "pred": ""})

    for found in (listed, lettered, keyed):
        assert found.question.choices == ("north", "south")
        assert found.question.answers == ("south",)
    assert listed.golds == ("B",)


def test_a_text_and_its_letter_are_one_gold_answer_with_both() -> None:
    found = one({"prediction": "B. moor()", "ground_truth": ["moor()", "B"]})

    assert found.question.answers == ("moor()", "B", "B. moor()")
    assert found.golds == ("moor()", "B")


@pytest.mark.parametrize("mark", ["unanswerable", "is_impossible"])
def test_an_unanswerable_question_needs_no_gold(mark: str) -> None:
    found = one({"question": "?", "answers": [], "pred": "", mark: "true"})

    assert found.question.answer_type is AnswerType.UNANSWERABLE


def test_the_unit_is_the_stated_one_or_the_one_asked_for() -> None:
    asked = {"question": "Sales in USD millions?", "answer": "4", "pred": "5"}

    assert one(asked).question.unit == "USD millions"
    assert one({**asked, "unit": "EUR"}).question.unit == "EUR"


@pytest.mark.parametrize(
    ("row", "lack"),
    [
        ({"answer": "4"}, "no answer; it goes under one of"),
        ({"pred": "4"}, "no gold answer"),
        ({"pred": "4", "answers": [" "]}, "no gold answer"),
        ({"pred": {}, "answer": "4"}, "'pred' should be text, not dict"),
        ({"pred": "4", "answers": [["4"]]}, "'answers' should be text, not list"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row: Row, lack: str) -> None:
    with pytest.raises(RowError, match=lack):
        one(row)


@pytest.mark.parametrize(
    ("row", "shape"),
    [
        ({"prediction": "", "ground_truth": ""}, "InfiniteBench predictions"),
        ({"pred": "", "answers": "", "all_classes": ""}, "LongBench predictions"),
        ({"financebench_id": "", "model_answer": ""}, "FinanceBench answers"),
        ({"answer": "", "pred": "", "label": ""}, "labelled answers"),
        ({"answer": "", "pred": ""}, "answers"),
    ],
)
def test_shapes_have_names(row: Row, shape: str) -> None:
    assert shape_of(row) == shape
