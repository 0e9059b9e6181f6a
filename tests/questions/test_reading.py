"""Lines of many shapes become questions; a bad line costs itself alone."""

import json
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.questions import importers
from pipeline.questions.files import json_lines
from pipeline.questions.files.base import Found
from pipeline.questions.importers import IMPORTERS, fields
from pipeline.questions.importers.base import Draft, Row
from pipeline.questions.reading import Read, read_rows
from pipeline.records import AnswerType, Evidence

PLACE = [{"document": "a.pdf", "page": 3, "quote": "seven metres"}]


def read_lines(lines: Iterable[str]) -> Read:
    return read_rows(json_lines.read(StringIO("\n".join(lines))), "set")


def read(*rows: object) -> Read:
    return read_lines(json.dumps(row) for row in rows)


def test_the_native_shape_is_read_whole() -> None:
    (question,) = read(
        {
            "id": "q1",
            "question": "How deep is the quay?",
            "answers": ["7 m", "seven metres"],
            "answer_type": "number",
            "unit": "m",
            "evidence": PLACE,
        }
    ).questions

    assert question.id == "q1"
    assert question.answers == ("7 m", "seven metres")
    assert question.answer_type is AnswerType.NUMBER
    assert not question.type_inferred
    assert question.unit == "m"
    assert question.evidence == (
        Evidence(document="a.pdf", page=3, quote="seven metres"),
    )


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        pytest.param("input", "target", id="inspect"),
        pytest.param("input", "answers", id="longbench"),
        pytest.param("query", "response", id="evalscope"),
        pytest.param("user_input", "reference", id="ragas"),
        pytest.param("input", "expected_output", id="deepeval"),
        pytest.param("input", "expected", id="autoevals"),
    ],
)
def test_the_names_of_other_tools_are_understood(asked: str, answered: str) -> None:
    (question,) = read({asked: "Who?", answered: "Ada", "evidence": PLACE}).questions

    assert question.text == "Who?"
    assert question.answers == ("Ada",)


def test_a_document_beside_the_question_is_its_evidence() -> None:
    (question,) = read(
        {"question": "Who?", "answer": "Ada", "doc_id": "a.pdf", "page": "3"}
    ).questions

    assert question.evidence == (Evidence(document="a.pdf", page=3),)


def test_financebench_counts_its_pages_from_zero() -> None:
    found = read(
        {
            "financebench_id": "fb1",
            "question": "What is the capital expenditure?",
            "answer": "$1577.00",
            "doc_name": "3M_2018_10K",
            "evidence": [
                {
                    "doc_name": "3M_2018_10K",
                    "evidence_text": "Purchases of PP&E (1,577)",
                    "evidence_page_num": 59,
                }
            ],
        }
    )

    assert found.shapes == ("financebench",)
    assert found.questions[0].evidence[0].page == 60
    assert found.questions[0].evidence[0].quote == "Purchases of PP&E (1,577)"


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("What is the capex?", "$1577.00", AnswerType.NUMBER),
        ("What is the margin?", "30.8%", AnswerType.NUMBER),
        ("What did it cost?", "USD 1.2 bn", AnswerType.NUMBER),
        ("Did it rise?", "Yes, by 13% from 143% to 156%.", AnswerType.BOOLEAN),
        ("Which?", "Yes", AnswerType.BOOLEAN),
        ("When was it signed?", "14 March 2021", AnswerType.DATE),
        ("In which year was it signed?", "2019", AnswerType.DATE),
        ("How many ships called?", "2019", AnswerType.NUMBER),
        ("Who signed?", "Ada Lovelace", AnswerType.TEXT),
        ("Who signed?", "Customer deposits", AnswerType.TEXT),
        ("Is anything owed?", "There are none", AnswerType.FREE_TEXT),
        ("How often?", "It sold its stock 2.7 times in 2022.", AnswerType.FREE_TEXT),
        ("Which brought most?", "Operations, in FY 2023", AnswerType.TEXT),
        (
            "What changed?",
            "The tax rate of Corning has changed from 20% in 2021 to 23% in 2022.",
            AnswerType.FREE_TEXT,
        ),
    ],
)
def test_an_untyped_answer_gets_the_type_of_its_form(
    asked: str, answer: str, kind: AnswerType
) -> None:
    (question,) = read(
        {"question": asked, "answer": answer, "evidence": PLACE}
    ).questions

    assert question.answer_type is kind
    assert question.type_inferred


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("What is the capex (in USD millions) for 3M?", "USD millions"),
        ("State net income in $ thousands.", "$ thousands"),
        ("What was it in millions of euros?", "millions of euros"),
        ("What is the ratio?", None),
    ],
)
def test_the_unit_a_question_asks_in_is_kept(asked: str, unit: str | None) -> None:
    row = {"question": asked, "answer": "1577", "evidence": PLACE}

    assert read(row).questions[0].unit == unit
    assert read(row | {"unit": "EUR"}).questions[0].unit == "EUR"


def test_an_unanswerable_question_needs_neither_answer_nor_evidence() -> None:
    by_flag, by_other = read(
        {"question": "Who?", "unanswerable": True},
        {"question": "When?", "answerable": False, "answer": "Not answerable"},
    ).questions

    assert by_flag.answer_type is AnswerType.UNANSWERABLE
    assert by_other.answer_type is AnswerType.UNANSWERABLE
    assert not by_flag.answerable


def test_the_letter_of_an_option_stands_for_its_text() -> None:
    (question,) = read(
        {
            "question": "Which?",
            "choices": ["North", "South"],
            "answer": "B",
            "evidence": PLACE,
        }
    ).questions

    assert question.answers == ("South",)
    assert question.answer_type is AnswerType.CHOICE


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested more than 100 levels deep"),
        ("[1]", "a list, where an object is wanted"),
        (
            '{"a": 1}',
            "'document', 'page', 'quote'; it has the fields a",
        ),
        ('{"question": " ", "answer": "x"}', "no question"),
        ('{"question": "Q"}', "no answer, and not marked unanswerable"),
        ('{"question": "Q", "answer": "x"}', "no evidence"),
        ('{"question": "Q", "answer": {"a": 1}}', "should be text, not dict"),
        ('{"question": "Q", "answer": "x", "answer_type": "nmber"}', "choose from"),
        ('{"question": "Q", "answer": "x", "evidence": "a.pdf"}', "not 'a.pdf'"),
        ('{"question": "Q", "answer": "x", "evidence": ["a.pdf"]}', "not 'a.pdf'"),
        ('{"financebench_id": "f", "question": "Q", "evidence": ["s"]}', "not 's'"),
        ('{"financebench_id": "f", "question": "Q", "evidence": null}', "no answer"),
        (
            '{"question": "Q", "answer": "x", "doc": "a", "page": 99999999999}',
            "should be a whole number, not 99999999999",
        ),
        (
            '{"question": "Q", "answer": "x", "evidence": [{"page": 3}]}',
            "without a 'document'",
        ),
        (
            '{"question": "Q", "answer": "x", "doc": "a", "page": "iv"}',
            "should be a whole number, not 'iv'",
        ),
        (
            (
                '{"question": "Q", "answer": "C", "choices": ["x", "y"], "doc": "a", '
                '"page": 1}'
            ),
            "none of the choices",
        ),
        (
            '{"question": "Q", "answer": "many", "answer_type": "number"}',
            "is no number",
        ),
        ('{"question": "Q", "answer": "soon", "answer_type": "date"}', "is no date"),
        (
            '{"question": "Q", "answer": "maybe", "answer_type": "boolean"}',
            "is neither yes nor no",
        ),
        (
            '{"question": "Q", "answer": "Ada", "unanswerable": true}',
            "marked unanswerable, yet its answer is 'Ada'",
        ),
    ],
)
def test_a_bad_line_says_why_and_the_rest_is_read(line: str, reason: str) -> None:
    good = json.dumps({"question": "Q", "answer": "x", "evidence": PLACE})

    found = read_lines([line, "", good])

    assert len(found.questions) == 1
    (rejected,) = found.rejected
    assert rejected.line == 1
    assert reason in rejected.reason


def test_an_id_used_twice_is_refused_the_second_time() -> None:
    row = {"id": "q1", "question": "Q", "answer": "x", "evidence": PLACE}

    found = read(row, row)

    assert [q.id for q in found.questions] == ["q1"]
    ((line, reason),) = [(row.line, row.reason) for row in found.rejected]
    assert (line, reason) == (2, "the id 'q1' was used before, on line 1")


def test_a_question_without_id_is_named_by_its_content() -> None:
    row = {"question": "Q", "answer": "x", "evidence": PLACE}

    assert read(row).questions[0].id == read(row).questions[0].id
    assert read(row).questions[0].id != read(row | {"answer": "y"}).questions[0].id


def test_the_shape_can_be_forced() -> None:
    row = {
        "financebench_id": "f",
        "question": "Q",
        "answer": "x",
        "doc": "a",
        "page": 1,
    }
    rows = [Found(1, row), Found(2, {"a": 1})]

    found = read_rows(rows, "set", shape="native")

    assert found.shapes == ("native",)
    assert found.questions[0].evidence == (Evidence(document="a", page=1),)
    assert [(one.line, one.reason[:11]) for one in found.rejected] == [
        (2, "no question")
    ]
    with pytest.raises(SettingsError, match=r"'sqad'; choose from .*native"):
        read_rows(rows, "set", shape="sqad")


def test_a_row_of_many_questions_says_where_each_bad_one_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = {"id": "q1", "question": "Q", "answer": "x", "evidence": PLACE}
    monkeypatch.setitem(IMPORTERS, "nest", Nest())
    rows = [
        Found(1, {"nest": [good, {"question": "Q"}]}, place="data[0]"),
        Found(1, {"nest": "none"}, place="data[1]"),
        Found(7, {"nest": [good]}),
        Found(9, {"nest": []}),
    ]

    found = read_rows(rows, "set")

    assert [(one.line, one.place, one.reason) for one in found.rejected] == [
        (1, "data[0].nest[1]", "no answer, and not marked unanswerable"),
        (1, "data[1]", "'nest' should be a list of objects, not 'none'"),
        (7, "nest[0]", "the id 'q1' was used before, on line 1, data[0].nest[0]"),
        (9, None, "it holds no question"),
    ]


class Nest:
    def recognises(self, row: Row) -> bool:
        return "nest" in row

    def unfold(self, row: Row) -> Iterator[tuple[str, Row]]:
        for index, item in enumerate(fields.objects(row, "nest")):
            yield f"nest[{index}]", item

    def read(self, row: Row) -> Draft:
        return IMPORTERS["native"].read(row)


json_value = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary(max_size=3)
    | st.sampled_from(["[", "['a']", '["a"]', "{}", "A", "yes", "0", "https://x/"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = sorted(
    {
        name
        for module in Path(importers.__file__).parent.rglob("*.py")
        for name in re.findall(r'"([A-Za-z_]+)"', module.read_text(encoding="utf-8"))
    }
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(FIELDS), json_value, max_size=8), max_size=5
    ),
    st.sampled_from([None, *IMPORTERS]),
)
def test_whatever_a_row_holds_is_a_question_or_a_reason(
    rows: list[dict[str, object]], shape: str | None
) -> None:
    found = [Found(number, row) for number, row in enumerate(rows, start=1)]

    read = read_rows(found, "set", shape=shape)

    lines = {one.line for one in read.rejected}
    assert len(lines) + len(read.questions) >= len(rows)
    for question in read.questions:
        question.model_dump_json().encode()  # as every file and the store need it


def test_every_importer_is_listed() -> None:
    import pkgutil  # noqa: PLC0415

    modules = {m.name for m in pkgutil.iter_modules(importers.__path__)}

    assert modules - {"base", "fields", "shared"} == set(IMPORTERS), (
        "add it to IMPORTERS in __init__.py"
    )
