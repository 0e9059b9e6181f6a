"""Drafts with pages as docqa's questions, read back by docqa's own importer."""

from pathlib import Path
from typing import Final

from pipeline.corpus.asking.kinds import drafts
from pipeline.corpus.asking.query import of_row
from pipeline.corpus.asking.questions import questions
from pipeline.corpus.dice import Dice
from pipeline.questions.native_file import write_questions
from pipeline.questions.stage import read_questions
from pipeline.records import AnswerType
from tests.corpus.asking.made import stated, statements

DRAFTS: Final = drafts(stated(8), Dice("questions"), 100)
PAGES: Final = {one: (3, one.text) for one in statements(8)}


def test_every_draft_is_a_question_with_the_place_of_its_evidence() -> None:
    asked = questions(DRAFTS, PAGES)
    assert [one.text for one in asked.questions] == [one.text for one in DRAFTS]
    assert asked.questions[0].id == "q-0001"
    for draft, question in zip(DRAFTS, asked.questions, strict=True):
        assert question.category == draft.query.kind
        places = [(one.document, 3, one.text) for one in draft.evidence]
        found = [(one.document, one.page, one.quote) for one in question.evidence]
        assert found == places


def test_docqa_reads_them_as_they_were_written(tmp_path: Path) -> None:
    asked = questions(DRAFTS, PAGES).questions
    path = tmp_path / "questions.jsonl"
    write_questions(path, asked)
    assert read_questions(path, path.name).read.questions == asked


def test_a_row_says_how_each_was_answered_and_where_else_it_stands() -> None:
    asked = questions(DRAFTS, PAGES)
    assert [row["id"] for row in asked.rows] == [one.id for one in asked.questions]
    assert [of_row(row) for row in asked.rows] == [one.query for one in DRAFTS]
    also = [[one["quote"] for one in row.get("also", ())] for row in asked.rows]
    assert also == [[one.text for one in draft.also] for draft in DRAFTS]


def test_the_note_of_an_unanswerable_one_names_the_question_it_is_like() -> None:
    asked = questions(DRAFTS, PAGES).questions
    by_id = {one.id: one for one in asked}
    for draft, question in zip(DRAFTS, asked, strict=True):
        if question.answer_type is AnswerType.UNANSWERABLE:
            assert draft.twin is not None
            sibling = (question.note or "").split("; ")[1].split()[0]
            assert by_id[sibling].text == draft.twin.text
            assert question.twin_of is None
