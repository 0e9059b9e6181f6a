"""The evidence of a whole set is found in a corpus, and where it is is stored."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from pipeline.errors import QuestionError
from pipeline.questions.locating.stage import locate_questions
from pipeline.records import (
    AnswerType,
    Chunk,
    Document,
    Evidence,
    Page,
    Question,
    Source,
)
from pipeline.store import Store

CHAPTERS = {n: [f"Chapter {n} ", f"was said on day {n}."] for n in range(1, 8)}
DOCUMENTS: Mapping[str, Mapping[int, Sequence[str]]] = {
    "one.pdf": CHAPTERS,
    "two.pdf": {1: ["Alone."]},
}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as opened:
        for path, pages in DOCUMENTS.items():
            add(opened, path, pages)
        yield opened


def add(store: Store, path: str, pages: Mapping[int, Sequence[str]]) -> None:
    document = f"id of {path}"
    texts = [(number, text) for number, held in pages.items() for text in held]
    store.insert(
        "ingest_put_sources",
        [
            Source(
                corpus="docs",
                path=path,
                sha256=path,
                bytes=1,
                modified_ns=1,
                status="read",
                reason=None,
                document=document,
            )
        ],
    )
    store.insert(
        "ingest_add_documents",
        [
            Document(
                id=document,
                sha256=path,
                format="pdf",
                reader="r",
                pages=len(pages),
                tokens=1,
            )
        ],
    )
    store.insert(
        "ingest_add_pages",
        [
            Page(document=document, number=number, label=f"S-{number}", engine="e")
            for number in pages
        ],
    )
    store.insert(
        "ingest_add_chunks",
        [
            Chunk(document=document, ordinal=n, page=page, text=text, tokens=1)
            for n, (page, text) in enumerate(texts)
        ],
    )


def ask(store: Store, *evidence: Evidence | Sequence[Evidence]) -> None:
    store.insert(
        "questions_add",
        [
            Question(
                id=f"q{n}",
                collection="set",
                text="What?",
                answers=("x",),
                answer_type=AnswerType.TEXT,
                type_inferred=False,
                evidence=(item,) if isinstance(item, Evidence) else tuple(item),
            )
            for n, item in enumerate(evidence)
        ],
        also=["gold"],
    )


def said(stated: int | None, day: int, document: str = "one.pdf") -> Evidence:
    return Evidence(document=document, page=stated, quote=f"said on day {day}.")


def rows(store: Store, columns: str) -> list[tuple[object, ...]]:
    found = store._db.execute(
        f"SELECT {columns} FROM question_evidence ORDER BY question, evidence"
    )
    return list(found.fetchall())


def test_where_evidence_is_and_how_well_is_stored(store: Store) -> None:
    far = Evidence(document="two", label="S-1")
    ask(store, [said(2, 2), far], said(2, 6), Evidence(document="two.pdf"))

    placed = locate_questions(store, corpus="docs", collection="set")

    columns = "question, evidence, page, label, stated_page, stated_label, how, match"
    assert rows(store, columns) == [
        ("q0", 0, 2, "S-2", 2, None, "quote", 1.0),
        ("q0", 1, 1, "S-1", None, "S-1", "page", None),
        ("q1", 0, 6, "S-6", 2, None, "moved", 1.0),
        ("q2", 0, 1, "S-1", None, None, "page", None),
    ]
    assert (placed.located, placed.by_page, placed.unlocated) == (3, 0, [])
    assert [row.question for row in placed.moved] == ["q1"]
    assert not placed.remark


def test_pages_counted_from_0_are_understood_over_the_whole_set(store: Store) -> None:
    quoted = [said(n, n + 1) for n in range(5)]
    ask(store, *quoted, Evidence(document="one.pdf", page=6))

    placed = locate_questions(store, corpus="docs", collection="set")

    assert [page for (page,) in rows(store, "page")] == [1, 2, 3, 4, 5, 7]
    assert {how for (how,) in rows(store, "how")} == {"quote", "page"}
    assert "counted from 0: 5 of the 5 quotes" in placed.remark


def test_a_question_with_a_piece_missing_is_left_out_with_the_reason(
    store: Store,
) -> None:
    ask(store, [said(1, 1), said(1, 1, "oone.pdf")], said(1, 1), said(1, 99))

    placed = locate_questions(store, corpus="docs", collection="set")

    reasons = {row.question: row.reason for row in placed.unlocated}
    assert rows(store, "question") == [("q1",)]
    assert reasons["q0"].endswith(
        "'oone.pdf' in the corpus; the nearest name is 'one.pdf'"
    )
    assert reasons["q2"].startswith("the quote is not in 'one.pdf'")


def test_a_quote_that_its_page_holds_in_part_is_counted(store: Store) -> None:
    partly = Evidence(document="one.pdf", page=3, quote="Chapter 3 was written late")
    ask(store, partly, Evidence(document="one.pdf", page=3))

    placed = locate_questions(store, corpus="docs", collection="set")

    assert placed.by_page == 1
    assert [how for (how,) in rows(store, "how")] == ["page", "page"]


def test_locating_again_replaces_what_was_found(store: Store) -> None:
    ask(store, said(1, 1), said(1, 99))
    first = locate_questions(store, corpus="docs", collection="set")
    again = locate_questions(store, corpus="docs", collection="set")

    assert first == again
    assert len(rows(store, "question")) == 1


def test_a_set_of_which_nothing_is_found_is_an_error(store: Store) -> None:
    ask(store, said(1, 99))

    with pytest.raises(QuestionError, match="none of the 1 questions has its evidence"):
        locate_questions(store, corpus="docs", collection="set")
