"""Questions written as docqa's own rows are the same questions when read back."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import QuestionError
from pipeline.questions.files import json_lines
from pipeline.questions.files.base import Found
from pipeline.questions.native_file import rows_of, write_questions
from pipeline.questions.reading import Read, read_rows
from pipeline.questions.stage import read_questions
from pipeline.records import AnswerType, Evidence, Plant, PlantRole, Question

HOST = "0123456789abcdef" * 2
PLANT = {
    "document": "a/b.txt",
    "page": 2,
    "ordinal": 0,
    "host": HOST,
    "side": "before",
    "text": "The quay is 9 m deep.",
}
PLANTED = {"id": "p", "question": "How deep?", "answer": "9 m"}

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
some = text.filter(str.strip)
plant = st.fixed_dictionaries(
    {
        **{name: st.just(value) for name, value in PLANT.items()},
        "text": some,
        "side": st.sampled_from(["before", "after"]),
    },
    optional={"role": st.sampled_from(list(PlantRole))},
)
evidence = st.fixed_dictionaries(
    {"document": text},
    optional={"page": st.integers(1, 9_000), "label": text, "quote": text},
)
row = st.fixed_dictionaries(
    {"question": some},
    optional={
        "id": text | st.integers(),
        "answers": st.lists(text | st.integers() | st.booleans(), max_size=3),
        "answer_type": st.sampled_from([*AnswerType]),
        "unanswerable": st.booleans(),
        "choices": st.lists(st.sampled_from("ABC") | text, max_size=4),
        "unit": text,
        "evidence": st.lists(evidence, max_size=2),
        "category": text,
        "note": text,
        "twin_of": text,
        "plants": st.lists(plant, max_size=2),
    },
)


def read(*rows: dict[str, object]) -> Read:
    return read_rows([Found(n, row) for n, row in enumerate(rows, start=1)], "set")


@given(st.lists(row, max_size=4))
def test_what_was_read_is_read_again_as_it_was(rows: list[dict[str, object]]) -> None:
    questions = read(*rows).questions

    written = StringIO("".join(rows_of(questions)), newline="")
    again = read_rows(json_lines.read(written), "set")

    assert again.questions == questions
    assert not again.rejected


def test_every_field_of_a_question_is_written(tmp_path: Path) -> None:
    stated: dict[str, Any] = {
        "collection": "set",
        "text": "How deep?",
        "answers": ("9 m", "nine metres"),
        "answer_type": AnswerType.NUMBER,
        "type_inferred": False,
        "unit": "m",
        "category": "single",
        "note": "easy",
    }
    chosen: dict[str, Any] = {
        **stated,
        "answers": ("A",),
        "answer_type": AnswerType.CHOICE,
    }
    place = Evidence(document="a.txt", page=3, label="iii", quote="9 m\u2028deep")
    fact = Plant.model_validate({**PLANT, "side": "after"})
    near = fact.model_copy(update={"role": PlantRole.COMPANION, "text": "8 m"})
    questions = [
        Question(id="found", evidence=(place,), **stated),
        Question(id="planted", plants=(fact, near), **stated),
        Question(
            id="twin",
            collection="set",
            text="How deep?",
            answers=(),
            answer_type=AnswerType.UNANSWERABLE,
            type_inferred=False,
            twin_of="planted",
            plants=(near,),
        ),
        Question(
            id="choice",
            evidence=(place,),
            **chosen,
            choices=("B", "A"),
        ),
    ]

    write_questions(tmp_path / "own.jsonl", questions)
    found = read_questions(tmp_path / "own.jsonl", "set").read

    assert found.questions == questions
    assert [path.name for path in tmp_path.iterdir()] == ["own.jsonl"]


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot be written: No such file"):
        write_questions(tmp_path / "none" / "own.jsonl", [])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"side": "above"}, "plants[0].side: Input should be 'before' or 'after'"),
        ({"role": "fact"}, "plants[0].role: Input should be 'evidence' or 'compan"),
        ({"page": 0}, "plants[0].page cannot be 0"),
        ({"page": None}, "plants[0].page: Input should be a valid integer"),
        ({"ordinal": -1}, "plants[0].ordinal cannot be -1"),
        ({"ordinal": 2**40}, "plants[0].ordinal cannot be 1099511627776"),
        ({"host": "../x"}, "plants[0].host cannot be '../x'"),
        ({"text": " "}, "plants[0].text cannot be ' '"),
        ({"text": "a\0"}, "'text' holds a NUL character"),
        ({"document": ""}, "plants[0].document cannot be ''"),
        ({"depth": 0.5}, "plants[0].depth: Extra inputs are not permitted"),
    ],
)
def test_a_plant_that_is_none_says_why(change: dict[str, object], reason: str) -> None:
    (refused,) = read({**PLANTED, "plants": [{**PLANT, **change}]}).rejected

    assert refused.reason.startswith(reason)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            {**PLANTED, "plants": [{**PLANT, "role": "companion"}]},
            "planted, yet no plant of it is its evidence",
        ),
        (
            {**PLANTED, "plants": [PLANT], "evidence": [{"document": "a", "page": 1}]},
            "both plants and evidence",
        ),
        (
            {"question": "Q", "unanswerable": True, "plants": [PLANT]},
            "unanswerable, yet a plant of it is its evidence",
        ),
        (
            {**PLANTED, "plants": [PLANT], "twin_of": "q"},
            "a twin of 'q' is unanswerable, and this is not",
        ),
        ({**PLANTED, "plants": "a"}, "'plants' should be a list of objects"),
    ],
)
def test_plants_fit_their_question(row: dict[str, object], reason: str) -> None:
    (refused,) = read(row).rejected

    assert refused.reason.startswith(reason)


def test_a_planted_question_and_its_twin_need_no_evidence() -> None:
    near = {**PLANT, "role": "companion"}

    found = read(
        {**PLANTED, "plants": [PLANT, near]},
        {"question": "How deep?", "unanswerable": True, "twin_of": "p"},
        {"question": "Why?", "unanswerable": True, "twin_of": "p", "plants": [near]},
    )

    assert not found.rejected
    assert [len(question.plants) for question in found.questions] == [2, 0, 1]
