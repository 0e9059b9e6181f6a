"""Lines of many shapes become questions; a bad line costs itself alone."""

import json

import pytest

from pipeline.questions.importers import IMPORTERS
from pipeline.questions.reading import Read, read_lines
from pipeline.records import AnswerType, Evidence

PLACE = [{"document": "a.pdf", "page": 3, "quote": "seven metres"}]


def read(*rows: object) -> Read:
    return read_lines([json.dumps(row) for row in rows], "set")


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
        ("[" * 100_000, "not JSON"),
        ("[1]", "a list, where an object is wanted"),
        ('{"a": 1}', "no known shape of question; it has the fields a"),
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

    found = read_lines([line, "", good], "set")

    assert len(found.questions) == 1
    (rejected,) = found.rejected
    assert rejected.line == 1
    assert reason in rejected.reason


def test_an_id_used_twice_is_refused_the_second_time() -> None:
    row = {"id": "q1", "question": "Q", "answer": "x", "evidence": PLACE}

    found = read(row, row)

    assert [q.id for q in found.questions] == ["q1"]
    ((line, reason),) = [(row.line, row.reason) for row in found.rejected]
    assert (line, reason) == (2, "the id 'q1' was used before")


def test_a_question_without_id_is_named_by_its_content() -> None:
    row = {"question": "Q", "answer": "x", "evidence": PLACE}

    assert read(row).questions[0].id == read(row).questions[0].id
    assert read(row).questions[0].id != read(row | {"answer": "y"}).questions[0].id


def test_every_importer_is_listed() -> None:
    import pkgutil  # noqa: PLC0415

    from pipeline.questions import importers  # noqa: PLC0415

    modules = {m.name for m in pkgutil.iter_modules(importers.__path__)}

    assert modules - {"base", "fields"} == set(IMPORTERS), (
        "add it to IMPORTERS in __init__.py"
    )
